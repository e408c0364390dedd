"""Terms side by side, cost steps, the gate of a list, and the ledger of what was issued."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.integration.export_desk import TODAY, filled_catalogue
from tradehouse.domain.cost_steps import CostBasis, CostStep, DeliveryTerm, Leg
from tradehouse.domain.errors import StorageProblem, UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.progress import Progress
from tradehouse.domain.query import Query
from tradehouse.services import browsing, editing, history
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.exporting import ExportOptions, export
from tradehouse.services.exporting.cost_tables import read_cost_steps
from tradehouse.services.exporting.preview import preview
from tradehouse.services.house import read_trading_terms, save_trading_terms
from tradehouse.services.offers.ledger import offer_lines

OFFER, BUYER = RecordKind.OFFER, RecordKind.BUYER
D = Decimal
STEPS = (CostStep(Leg.PICKUP, CostBasis.UNIT, D(8000)), CostStep(Leg.FREIGHT, CostBasis.UNIT, D(16000)))
ALL = ExportOptions("export", margin=D("0.30"))


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Catalogue]:
    monkeypatch.setenv("TRADEHOUSE_CACHE", str(tmp_path / "cache"))
    with filled_catalogue(tmp_path / "catalogue") as opened:
        yield opened


def listed(path: Path, header: int = 10) -> tuple[list[str], dict[str, dict[str, object]]]:
    """Return the headings of a price list and its rows by item number."""
    sheet = openpyxl.load_workbook(path, data_only=True)["Price List"]
    headings = [str(cell.value or "") for cell in sheet[header]]
    rows = [dict(zip(headings, (c.value for c in row), strict=True)) for row in sheet.iter_rows(min_row=header + 1)]
    return headings, {str(row["Item No."]): row for row in rows if row["Item No."]}


def test_three_terms_stand_side_by_side_and_the_first_is_ordered_at(catalogue: Catalogue, tmp_path: Path) -> None:
    terms = (DeliveryTerm("FOB", "IDTPP"), DeliveryTerm("CIF", "Hamburg"), DeliveryTerm("EXW", "Bantul"))
    report = export(catalogue, tmp_path / "list.xlsx", replace(ALL, terms=terms, costs=STEPS))
    headings, rows = listed(report.path)
    prices = [h for h in headings if h.startswith("Unit Price")]
    assert [h.partition("\n")[2] for h in prices] == ["FOB Tanjung Priok", "CIF Hamburg", "EXW Bantul"]
    fob, cif, exw = (rows["KRY-0003"][h] for h in prices)
    # 56,000 / 0.70 = 80,000 rupiah at the door; 16,000 rupiah a dollar.
    assert (exw, fob, cif) == (5.0, 5.5, 6.5)


def test_one_term_needs_no_further_columns(catalogue: Catalogue, tmp_path: Path) -> None:
    headings, _rows = listed(export(catalogue, tmp_path / "list.xlsx", ALL).path)
    assert len([h for h in headings if h.startswith("Unit Price")]) == 1


def test_more_than_three_terms_are_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="at most 3"):
        export(catalogue, tmp_path / "list.xlsx", replace(ALL, terms=(DeliveryTerm("FOB"),) * 4))


def test_a_step_that_cannot_be_worked_out_leaves_the_price_blank_and_says_why(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    step = CostStep(Leg.PICKUP, CostBasis.CARTON, D(8000))
    editing.change(catalogue, RecordKind.PRODUCT, 4, "qty_per_carton", None)
    report = export(catalogue, tmp_path / "list.xlsx", replace(ALL, costs=(step,), incoterm="FOB"))
    assert any("per carton" in str(remark.reason) for remark in report.unpriced)


def test_a_buyer_brings_its_own_terms(catalogue: Catalogue, tmp_path: Path) -> None:
    values = {"name": "Nordlicht", "currency": "USD", "incoterm": "CIF", "place": "Hamburg", "margin": D(20), "payment_terms": "L/C at sight"}  # fmt: skip
    buyer = editing.create(catalogue, BUYER, values)
    report = export(catalogue, tmp_path / "list.xlsx", ExportOptions("export", buyer_id=buyer))
    sheet = openpyxl.load_workbook(report.path, data_only=True)["Price List"]
    head = {str(cell.value) for row in sheet.iter_rows(max_row=9) for cell in row if cell.value is not None}
    assert {"Nordlicht", "CIF Hamburg (Incoterms 2020)", "L/C at sight"} <= head
    _headings, rows = listed(report.path)
    price = next(value for key, value in rows["KRY-0003"].items() if key.startswith("Unit Price"))
    assert price == 4.38  # 56,000 / 0.80 / 16,000 = 4.375, half up
    told = " ".join(map(str, report.warnings))
    assert "20 % that is kept for this buyer" in told
    assert "usual margin" not in told


def test_house_steps_are_kept_and_used(catalogue: Catalogue, tmp_path: Path) -> None:
    save_trading_terms(catalogue, replace(read_trading_terms(catalogue), steps=STEPS))
    assert read_trading_terms(catalogue).steps == STEPS
    _headings, rows = listed(export(catalogue, tmp_path / "list.xlsx", replace(ALL, incoterm="FOB")).path)
    assert next(value for key, value in rows["KRY-0003"].items() if key.startswith("Unit Price")) == 5.5


def test_a_charge_per_shipment_is_spread_over_the_volume_of_this_list(catalogue: Catalogue, tmp_path: Path) -> None:
    step = CostStep(Leg.PORT, CostBasis.SHIPMENT, D(4_000_000))
    save_trading_terms(catalogue, replace(read_trading_terms(catalogue), steps=(step,), shipment_m3=D(20)))

    def price(options: ExportOptions) -> float:
        _headings, rows = listed(export(catalogue, tmp_path / "list.xlsx", replace(options, incoterm="FOB")).path)
        found = next(value for key, value in rows["KRY-0003"].items() if key.startswith("Unit Price"))
        assert isinstance(found, float)
        return found

    usual, half = price(ALL) - 5, price(replace(ALL, shipment_m3=D(10))) - 5
    assert 0 < usual < half
    assert half == pytest.approx(2 * usual, abs=0.02)


def test_products_that_are_not_ready_are_marked_left_out_or_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    marked = export(catalogue, tmp_path / "marked.xlsx", ALL)
    assert {remark.code for remark in marked.unready} >= {"KRY-0002", "LLL-0001"}
    assert "KRY-0002" in listed(marked.path)[1]
    left = export(catalogue, tmp_path / "left.xlsx", replace(ALL, unready="leave-out"))
    assert left.rows == marked.rows - len(marked.unready)
    assert {remark.code for remark in marked.unready} < {remark.code for remark in left.left_out}
    with pytest.raises(UserError, match="not ready"):
        export(catalogue, tmp_path / "none.xlsx", replace(ALL, unready="refuse"))
    assert not (tmp_path / "none.xlsx").exists()


def test_an_issued_list_is_frozen_in_the_ledger(catalogue: Catalogue, tmp_path: Path) -> None:
    options = replace(ALL, ids=[1, 4], buyer="Nordlicht", issue=True, valid_until=TODAY + timedelta(days=45))
    report = export(catalogue, tmp_path / "list.xlsx", options)
    assert report.offer_id is not None
    offer = browsing.record(catalogue, OFFER, report.offer_id)
    assert (offer["code"], offer["revision"], offer["buyer_name"]) == ("PNW-0001", 1, "Nordlicht")
    assert (offer["valid_until"], offer["incoterm"], offer["status"]) == (TODAY + timedelta(days=45), "FOB", "issued")
    assert report.reference == "PNW-0001"
    before = offer_lines(catalogue, report.offer_id)
    assert [line.code for line in before] == ["KRY-0001", "KRY-0003"]
    assert before[1].price == D("5.0000")
    assert before[1].facts["qty_per_carton"] == 10
    editing.change(catalogue, RecordKind.PRODUCT, 4, "cost_idr", D(90000))
    assert offer_lines(catalogue, report.offer_id) == before


def test_a_trial_and_a_list_of_nothing_take_no_number(catalogue: Catalogue, tmp_path: Path) -> None:
    preview(catalogue, ALL)
    trial = export(catalogue, tmp_path / "trial.xlsx", replace(ALL, issue=False))
    nothing = export(catalogue, tmp_path / "nothing.xlsx", replace(ALL, ids=[]))
    assert (trial.offer_id, nothing.offer_id) == (None, None)
    with pytest.raises(UserError):
        export(catalogue, tmp_path / "none.xlsx", replace(ALL, unready="refuse"))
    assert export(catalogue, tmp_path / "first.xlsx", ALL).reference == "PNW-0001"


def test_a_currency_that_nobody_knows_the_rate_of_is_refused_before_writing(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    with pytest.raises(UserError) as refusal:
        export(catalogue, tmp_path / "eur.xlsx", replace(ALL, currency="EUR"))
    assert refusal.value.code == "no_rate"
    assert "EUR" in str(refusal.value)
    assert not (tmp_path / "eur.xlsx").exists()
    assert browsing.count(catalogue, OFFER, Query()) == 0
    assert export(catalogue, tmp_path / "eur.xlsx", replace(ALL, currency="EUR", rate=D(19_000))).rows


def test_fixed_prices_need_no_rate(catalogue: Catalogue, tmp_path: Path) -> None:
    save_trading_terms(catalogue, replace(read_trading_terms(catalogue), rates={}))
    report = export(catalogue, tmp_path / "list.xlsx", replace(ALL, ids=[2], incoterm="FOB"))
    assert report.rows == 1
    assert not report.unpriced


def test_a_revision_keeps_the_number_and_replaces_the_offer(catalogue: Catalogue, tmp_path: Path) -> None:
    first = export(catalogue, tmp_path / "a.xlsx", replace(ALL, issue=True))
    second = export(catalogue, tmp_path / "b.xlsx", replace(ALL, issue=True, revises=first.offer_id))
    assert second.reference == "PNW-0001 rev. 2"
    assert browsing.record(catalogue, OFFER, second.offer_id or 0)["code"] == "PNW-0001-R2"
    assert browsing.record(catalogue, OFFER, first.offer_id or 0)["status"] == "replaced"
    history.undo(catalogue)
    assert browsing.record(catalogue, OFFER, first.offer_id or 0)["status"] == "issued"


def test_a_file_that_cannot_be_put_in_place_leaves_no_offer(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_part: Path, _target: Path) -> None:
        raise PermissionError(13, "in use")

    (tmp_path / "list.xlsx").write_bytes(b"yesterday's")
    monkeypatch.setattr("tradehouse.exchange.whole_files.replace_file", refuse)
    with pytest.raises(StorageProblem, match="open in another program"):
        export(catalogue, tmp_path / "list.xlsx", replace(ALL, issue=True))
    assert browsing.count(catalogue, OFFER, Query()) == 0
    assert (tmp_path / "list.xlsx").read_bytes() == b"yesterday's"


def test_cost_steps_are_read_from_a_table(tmp_path: Path) -> None:
    path = tmp_path / "biaya.csv"
    path.write_text(
        "Langkah;Per;Biaya;Mata uang;Keterangan\nexport packing;carton;15.000;IDR;Dus ekspor\n"
        "freight;revenue_ton;55,5;USD;\nasuransi;percent;0,5;;\n".replace("asuransi", "insurance"),
        encoding="utf-8",
    )
    assert read_cost_steps(path, Progress()) == (
        CostStep(Leg.PACKING, CostBasis.CARTON, D(15000), "IDR", "Dus ekspor"),
        CostStep(Leg.FREIGHT, CostBasis.REVENUE_TON, D("55.5"), "USD"),
        CostStep(Leg.INSURANCE, CostBasis.PERCENT, D("0.5")),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("leg,amount\nfreight,5\n", "no column basis"),
        ("leg,basis,amount\nferry,unit,5\n", 'row 2: "ferry" is not known'),
        ("leg,basis,amount\nfreight,unit,much\n", 'row 2: "much" is not an amount'),
    ],
)
def test_a_bad_cost_table_is_refused_with_row_and_reason(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "costs.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=said):
        read_cost_steps(path, Progress())
