"""A price list goes out, is filled in, and comes back as the right order, whatever else happened to it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.integration.export_desk import filled_catalogue
from tradehouse.domain.cost_steps import CostBasis, CostStep, DeliveryTerm, Leg
from tradehouse.domain.errors import UnusableFile, UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.records import Record
from tradehouse.services import browsing, editing, history
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.services.exporting import ExportOptions, ExportReport, export
from tradehouse.services.orders.applying import apply_order
from tradehouse.services.orders.planning import OrderPlan, plan_order, share_out
from tradehouse.storage.orders import lines_of_order, orders_of

D = Decimal
HEADER = 10
Fill = Callable[[Worksheet, dict[str, int], dict[str, int]], None]


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Catalogue]:
    monkeypatch.setenv("TRADEHOUSE_CACHE", str(tmp_path / "cache"))
    with filled_catalogue(tmp_path / "catalogue") as opened:
        yield opened


@pytest.fixture
def sent(catalogue: Catalogue, tmp_path: Path) -> ExportReport:
    options = ExportOptions("export", buyer="Nordlicht", margin=D("0.30"), incoterm="FOB", ids=[1, 2, 3, 4])
    return export(catalogue, tmp_path / "list.xlsx", options)


def returned(sent: ExportReport, fill: Fill) -> Path:
    """Fill a list in as a buyer does. fill gets the sheet, its columns by heading and its rows by item number."""
    book = openpyxl.load_workbook(sent.path)
    sheet = book["Price List"]
    columns = {str(cell.value).partition("\n")[0]: cell.column for cell in sheet[HEADER] if cell.value}
    rows = {
        str(sheet.cell(row, columns["Item No."]).value): row
        for row in range(HEADER + 1, sheet.max_row + 1)
        if sheet.cell(row, columns["Item No."]).value
    }
    fill(sheet, columns, rows)
    path = sent.path.with_name("returned.xlsx")
    book.save(path)
    return path


def order(code: str, quantity: Any) -> Fill:
    def fill(sheet: Worksheet, columns: dict[str, int], rows: dict[str, int]) -> None:
        sheet.cell(rows[code], columns["ORDER QTY"]).value = quantity

    return fill


def codes(plan: OrderPlan) -> list[str]:
    return [finding.code for finding in plan.findings]


def offer(catalogue: Catalogue, sent: ExportReport) -> Record:
    return browsing.record(catalogue, RecordKind.OFFER, sent.offer_id or 0)


def test_an_order_in_cartons_becomes_a_draft_with_its_totals(catalogue: Catalogue, sent: ExportReport) -> None:
    plan = plan_order(catalogue, returned(sent, order("KRY-0003", 4)))
    (line,) = plan.lines
    # Four cartons of ten at 5.00; 40 × 30 × 20 cm and 30 kg a carton.
    assert (line.quantity, line.ordered.units, line.ordered.cartons) == (4, 40, 4)
    assert line.ordered.amount == D("200.00")
    assert plan.totals.cbm == D("0.096")
    assert plan.totals.gross_kg == D(120)
    assert plan.totals.lcl_m3 == D("0.12")  # 0.12 tonnes count more than 0.096 m³
    assert plan.findings == []
    report = apply_order(catalogue, plan)
    assert report.code == "ORD-0001"
    assert offer(catalogue, sent)["status"] == "ordered"
    with catalogue.database.reading() as read:
        assert [(o.code, o.status) for o in orders_of(read, sent.offer_id or 0)] == [("ORD-0001", "draft")]
        (kept,) = lines_of_order(read, report.order_id or 0)
    assert (kept.units, kept.price) == (40, D("5"))


def test_an_article_without_cartons_is_ordered_in_pieces(catalogue: Catalogue, sent: ExportReport) -> None:
    editing.change(catalogue, RecordKind.PRODUCT, 4, "qty_per_carton", None)
    loose = export(catalogue, sent.path.with_name("loose.xlsx"), ExportOptions("export", margin=D("0.30"), ids=[4]))
    (line,) = plan_order(catalogue, returned(loose, order("KRY-0003", 25))).lines
    assert (line.ordered.units, line.ordered.cartons, line.ordered.cbm) == (25, None, None)


def test_the_same_file_orders_once_and_undo_takes_it_back(catalogue: Catalogue, sent: ExportReport) -> None:
    path = returned(sent, order("KRY-0003", 4))
    apply_order(catalogue, plan_order(catalogue, path))
    again = plan_order(catalogue, path)
    assert again.already == "ORD-0001"
    assert apply_order(catalogue, again).change_set is None
    history.undo(catalogue)
    assert offer(catalogue, sent)["status"] == "issued"
    assert plan_order(catalogue, path).already == ""


@pytest.mark.parametrize(
    ("quantity", "code"),
    [
        ("tiga", "text_quantity"),
        (1.5, "broken_quantity"),
        (-2, "odd_quantity"),
        (10**9, "odd_quantity"),
        ("#REF!", "text_quantity"),
    ],
)
def test_a_quantity_that_is_none_is_told_and_not_ordered(
    catalogue: Catalogue, sent: ExportReport, quantity: Any, code: str
) -> None:
    plan = plan_order(catalogue, returned(sent, order("KRY-0003", quantity)))
    assert plan.lines == []
    assert codes(plan) == [code]
    with pytest.raises(UserError, match="orders nothing"):
        apply_order(catalogue, plan)


def test_less_than_the_minimum_and_more_than_the_capacity_are_told(catalogue: Catalogue, sent: ExportReport) -> None:
    assert codes(plan_order(catalogue, returned(sent, order("KRY-0003", 1)))) == ["below_moq"]
    editing.change(catalogue, RecordKind.PRODUCT, 4, "capacity_per_month", 30)
    options = ExportOptions("export", margin=D("0.30"), ids=[4])
    small = export(catalogue, sent.path.with_name("small.xlsx"), options)
    plan = plan_order(catalogue, returned(small, order("KRY-0003", 4)))
    assert codes(plan) == ["over_capacity"]
    assert plan.lines[0].makers == ()


def test_a_line_over_capacity_is_shared_among_makers_in_whole_cartons(catalogue: Catalogue, sent: ExportReport) -> None:
    editing.change_many(catalogue, RecordKind.PRODUCT, [4], {"capacity_per_month": 25, "group": "mangkuk"})
    other = editing.create(catalogue, RecordKind.SUPPLIER, {"name": "Gerabah Lestari", "code": "SUP-0099"})
    twin = editing.create(
        catalogue, RecordKind.PRODUCT,
        {"name_id": "Mangkuk", "code": "KRY-0099", "supplier": other, "group": "mangkuk", "capacity_per_month": 18},
    )  # fmt: skip
    options = ExportOptions("export", margin=D("0.30"), ids=[4])
    small = export(catalogue, sent.path.with_name("small.xlsx"), options)
    plan = plan_order(catalogue, returned(small, order("KRY-0003", 4)))
    (line,) = plan.lines
    assert [maker.supplier for maker in line.makers] == ["Gerabah Lestari"]
    line.shares = share_out(line)
    # 20 of 25 and 10 of 18 in whole cartons of ten; the ten that nobody can make stay with the first.
    assert [share.units for share in line.shares] == [30, 10]
    report = apply_order(catalogue, plan)
    with catalogue.database.reading() as read:
        kept = lines_of_order(read, report.order_id or 0)
    assert [line.units for line in kept] == [30, 10]
    assert kept[1].product_uid == browsing.record(catalogue, RecordKind.PRODUCT, twin).uid


def test_changed_prices_added_struck_and_repeated_rows_are_told_line_by_line(
    catalogue: Catalogue, sent: ExportReport
) -> None:
    def fill(sheet: Worksheet, columns: dict[str, int], rows: dict[str, int]) -> None:
        sheet.cell(rows["KRY-0003"], columns["ORDER QTY"]).value = 4
        sheet.cell(rows["KRY-0003"], columns["Unit Price (USD)"]).value = 3.99
        last = sheet.max_row + 2
        sheet.cell(last, columns["Item No."]).value = "XYZ-9"
        sheet.cell(last, columns["Product Name"]).value = "Something else"
        sheet.cell(last, columns["ORDER QTY"]).value = 7
        for column in range(1, sheet.max_column + 1):
            sheet.cell(last + 1, column).value = sheet.cell(rows["KRY-0003"], column).value
        sheet.delete_rows(rows["KRY-0001"])

    plan = plan_order(catalogue, returned(sent, fill))
    assert sorted(codes(plan)) == ["foreign_row", "price_changed", "price_changed", "struck", "twice"]
    assert [line.ordered.price for line in plan.lines] == [D("5"), D("5")]
    assert [line.code for line in plan.struck] == ["KRY-0001"]


def test_a_changed_price_at_the_second_or_third_term_is_told(catalogue: Catalogue, tmp_path: Path) -> None:
    terms = (DeliveryTerm("FOB", "IDTPP"), DeliveryTerm("CIF", "Hamburg"), DeliveryTerm("EXW", "Bantul"))
    freight = (CostStep(Leg.FREIGHT, CostBasis.UNIT, D(16_000)),)
    options = ExportOptions("export", buyer="Nordlicht", margin=D("0.30"), ids=[4], terms=terms, costs=freight)

    def fill(sheet: Worksheet, columns: dict[str, int], rows: dict[str, int]) -> None:
        order("KRY-0003", 4)(sheet, columns, rows)
        at = {str(cell.value).rpartition("\n")[2]: cell.column for cell in sheet[HEADER]}
        sheet.cell(rows["KRY-0003"], at["CIF Hamburg"]).value = 5.5
        sheet.cell(rows["KRY-0003"], at["EXW Bantul"]).value = 4.75

    plan = plan_order(catalogue, returned(export(catalogue, tmp_path / "list.xlsx", options), fill))
    assert codes(plan) == ["price_changed", "price_changed"]
    assert plan.findings[0].message.text("en") == (
        "KRY-0003: the buyer changed the price from 6 to 5.5; the offered one counts."
    )
    assert "dari 5 menjadi 4,75" in plan.findings[1].message.text("id")


def test_deleted_and_moved_columns(catalogue: Catalogue, sent: ExportReport) -> None:
    def fill(sheet: Worksheet, columns: dict[str, int], rows: dict[str, int]) -> None:
        sheet.cell(rows["KRY-0003"], columns["ORDER QTY"]).value = 4
        sheet.delete_cols(columns["Remarks"])
        sheet.insert_cols(columns["Brand"])

    plan = plan_order(catalogue, returned(sent, fill))
    assert [line.ordered.units for line in plan.lines] == [40]
    assert codes(plan) == ["columns_missing"]


def test_without_its_hidden_columns_it_is_known_by_the_mapping_sheet(catalogue: Catalogue, sent: ExportReport) -> None:
    def fill(sheet: Worksheet, columns: dict[str, int], rows: dict[str, int]) -> None:
        sheet.cell(rows["KRY-0003"], columns["ORDER QTY"]).value = 4
        sheet.delete_cols(columns["_sheet_id"], 3)

    plan = plan_order(catalogue, returned(sent, fill))
    assert [line.ordered.amount for line in plan.lines] == [D("200.00")]
    assert codes(plan) == []


def test_without_the_mapping_sheet_it_is_known_by_its_columns(catalogue: Catalogue, sent: ExportReport) -> None:
    path = returned(sent, order("KRY-0003", 4))
    book = openpyxl.load_workbook(path)
    del book["_tradehouse"]
    book.save(path)
    plan = plan_order(catalogue, path)
    assert [line.ordered.amount for line in plan.lines] == [D("200.00")]
    assert plan.findings == []


def test_another_buyer_an_old_revision_and_an_expired_list_are_told(
    catalogue: Catalogue, sent: ExportReport, tmp_path: Path
) -> None:
    def fill(sheet: Worksheet, columns: dict[str, int], rows: dict[str, int]) -> None:
        order("KRY-0003", 4)(sheet, columns, rows)
        for row in sheet.iter_rows(max_row=HEADER - 1):
            for cell in row:
                if cell.value == "Nordlicht":
                    cell.value = "Somebody Else Ltd"

    options = ExportOptions("export", margin=D("0.40"), ids=[4], revises=sent.offer_id)
    export(catalogue, tmp_path / "second.xlsx", options)
    with catalogue.writing("Expired") as work:
        work.update_columns("offer", sent.offer_id or 0, {"valid_until": "2020-01-01"})
    plan = plan_order(catalogue, returned(sent, fill))
    assert codes(plan) == ["old_revision", "expired", "other_buyer"]
    assert len(plan.lines) == 1


def test_a_row_copied_from_another_list_is_told(catalogue: Catalogue, sent: ExportReport) -> None:
    def fill(sheet: Worksheet, columns: dict[str, int], rows: dict[str, int]) -> None:
        sheet.cell(rows["KRY-0003"], columns["ORDER QTY"]).value = 4
        sheet.cell(rows["KRY-0003"], columns["_sheet_id"]).value = "another"
        sheet.cell(rows["KRY-0003"], columns["_price_rev"]).value = "0000000000"

    plan = plan_order(catalogue, returned(sent, fill))
    assert codes(plan) == ["other_list", "other_revision"]


def test_a_list_of_another_catalogue_and_a_stranger_are_refused(
    catalogue: Catalogue, sent: ExportReport, tmp_path: Path
) -> None:
    path = returned(sent, order("KRY-0003", 4))
    other = open_catalogue(tmp_path / "other")
    with pytest.raises(UnusableFile) as refusal:
        plan_order(other, path)
    assert refusal.value.code == "unknown_offer"
    other.close()
    stranger = openpyxl.Workbook()
    stranger.active["A1"] = "hello"
    stranger.save(tmp_path / "stranger.xlsx")
    with pytest.raises(UnusableFile) as refusal:
        plan_order(catalogue, tmp_path / "stranger.xlsx")
    assert refusal.value.code == "no_order_form"


def test_the_second_price_counts_from_its_threshold(catalogue: Catalogue, sent: ExportReport) -> None:
    from tradehouse.domain.records import TierPrice

    tier = (TierPrice("pcs", D(1), D(40), D("4.50"), "USD"),)
    editing.change(catalogue, RecordKind.PRODUCT, 4, "tier_prices", tier)
    tiered = export(
        catalogue, sent.path.with_name("tiered.xlsx"), replace(ExportOptions("export", margin=D("0.30")), ids=[4])
    )
    assert plan_order(catalogue, returned(tiered, order("KRY-0003", 3))).totals.amount == D("150.00")
    assert plan_order(catalogue, returned(tiered, order("KRY-0003", 4))).totals.amount == D("180.00")
