"""The papers of an order: packing list and pro forma invoice, as workbook and PDF."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.integration.export_desk import HOUSE_TEXTS, filled_catalogue, photo_bytes
from tradehouse.cli import run_command_line
from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.services import browsing, editing, history
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.exporting import ExportOptions, export
from tradehouse.services.house import save_house
from tradehouse.services.house_logo import set_logo
from tradehouse.services.orders.applying import apply_order
from tradehouse.services.orders.documents import PACKING_LIST, PRO_FORMA, write_order_document
from tradehouse.services.orders.planning import Share, plan_order
from tradehouse.services.orders.reading import find_order, read_order, set_order_status

D = Decimal
HEADER = 10
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
PDF_TEXT = shutil.which("pdftotext")
BUYER = {
    "name": "日本雑貨 شركة النور", "address": "Shiba 3-2-1, Minato-ku", "city": "Tokyo", "country": "JP",
    "contact": "Tanaka Hiroshi", "email": "buying@zakka.example", "marks": "ZAKKA / TOKYO\nC/NO. 1-UP",
    "notes": "SECRET notes", "met_at": "SECRET fair", "margin": D(30), "incoterm": "FOB",
}  # fmt: skip


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Catalogue]:
    monkeypatch.setenv("TRADEHOUSE_CACHE", str(tmp_path / "cache"))
    with filled_catalogue(tmp_path / "catalogue") as opened:
        save_house(opened, {"bank": "Bank Mandiri 070-00-1", "signatory": "Sari", "lead_time_basis": "after deposit"})
        yield opened


def ordered(catalogue: Catalogue, folder: Path, quantities: dict[str, int], split: int = 0) -> int:
    """Send a list, let the buyer order, make the draft order; split takes units of the first line to another maker."""
    buyer = editing.create(catalogue, RecordKind.BUYER, BUYER)
    sent = export(catalogue, folder / "list.xlsx", ExportOptions("export", buyer_id=buyer, ids=[1, 4, 2, 3]))
    book = openpyxl.load_workbook(sent.path)
    sheet = book["Price List"]
    at = {str(cell.value).partition("\n")[0]: cell.column for cell in sheet[HEADER] if cell.value}
    for row in range(HEADER + 1, sheet.max_row + 1):
        sheet.cell(row, at["ORDER QTY"]).value = quantities.get(str(sheet.cell(row, at["Item No."]).value))
    book.save(folder / "returned.xlsx")
    plan = plan_order(catalogue, folder / "returned.xlsx")
    plan.reference = "PO 2026/117"
    if split:
        line = plan.lines[0]
        own = line.ordered.line
        other = browsing.record(catalogue, RecordKind.PRODUCT, 2).uid
        line.shares = (
            Share(own.product_uid, own.code, "", line.ordered.units - split),
            Share(other, "MKN-0001", "", split),
        )
    return apply_order(catalogue, plan).order_id or 0


@pytest.fixture
def order(catalogue: Catalogue, tmp_path: Path) -> int:
    return ordered(catalogue, tmp_path, {"KRY-0001": 10, "MKN-0001": 150, "KRY-0003": 4})


def table(path: Path) -> tuple[Worksheet, list[dict[str, Any]], dict[str, Any]]:
    """Return the sheet with its computed values, its rows by heading, and its row of sums."""
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    headings = [str(cell.value or "") for cell in sheet[HEADER]]
    rows = [dict(zip(headings, [c.value for c in row], strict=True)) for row in sheet.iter_rows(min_row=HEADER + 1)]
    code = next(h for h in headings if h in {"Item No.", "Kode Barang"})
    lines = [row for row in rows if str(row[code] or "").partition("-")[0] in {"KRY", "MKN"}]
    return sheet, lines, next(row for row in rows if "Total" in row.values())


def everything(path: Path) -> str:
    return "\n".join(
        str(cell.value)
        for sheet in openpyxl.load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    )


def test_a_packing_list_numbers_its_cartons_and_adds_up(catalogue: Catalogue, order: int, tmp_path: Path) -> None:
    write_order_document(catalogue, order, tmp_path / "packing.xlsx", PACKING_LIST)
    _sheet, lines, sums = table(tmp_path / "packing.xlsx")
    assert [(row["Package No."], row["Item No."], row["Cartons"], row["Total qty"]) for row in lines] == [
        ("1–10", "KRY-0001", 10, 240), ("11–14", "KRY-0003", 4, 40), ("loose", "MKN-0001", None, 150),
    ]  # fmt: skip
    bags = lines[0]
    assert (bags["Total N.W. (kg)"], bags["Total G.W. (kg)"]) == (65, 78.5)
    assert bags["Total CBM (m³)"] == pytest.approx(62.5 * 42.3 * 44.7 / 10**5)
    assert (sums["Cartons"], sums["Total G.W. (kg)"], sums["Total qty"]) == (14, 198.5, None)  # PC and PACK do not add
    text = everything(tmp_path / "packing.xlsx")
    assert "MKN-0001: no carton data yet" in text
    assert "KRY-0003: a weight or side of the carton is missing" in text
    assert "ZAKKA / TOKYO" in text
    assert "USD" not in text


def test_a_carton_that_is_not_full_has_a_line_of_its_own(catalogue: Catalogue, tmp_path: Path) -> None:
    order = ordered(catalogue, tmp_path, {"KRY-0001": 2})
    with catalogue.writing("Fewer") as work:
        work.update_columns("order_line", 1, {"units": 60})
    write_order_document(catalogue, order, tmp_path / "packing.xlsx", PACKING_LIST)
    _sheet, lines, sums = table(tmp_path / "packing.xlsx")
    assert [(row["Package No."], row["Cartons"], row["Qty per package"], row["Total qty"]) for row in lines] == [
        ("1–2", 2, 24, 48), ("3", 1, 12, 12),
    ]  # fmt: skip
    assert (lines[1]["N.W. per ctn (kg)"], sums["Total qty"]) == (3.25, 60)


def test_a_pro_forma_says_all_that_a_bank_asks_for(catalogue: Catalogue, order: int, tmp_path: Path) -> None:
    write_order_document(catalogue, order, tmp_path / "pi.xlsx", PRO_FORMA)
    _sheet, lines, sums = table(tmp_path / "pi.xlsx")
    assert [(row["Item No."], row["Quantity"], row["Unit price (USD)"], row["Amount (USD)"]) for row in lines] == [
        ("KRY-0001", 240, 9.25, 2220), ("KRY-0003", 40, 5, 200), ("MKN-0001", 150, 4.6625, 699.38),
    ]  # fmt: skip
    assert [row["HS Code"] for row in lines] == ["460212", None, "090121"]
    assert sums["Amount (USD)"] == 3119.38
    text = everything(tmp_path / "pi.xlsx")
    for said in (
        "PI-ORD-0001", "PO 2026/117", "PNW-0001", "Nusantara Trading House", "日本雑貨 شركة النور", "Shiba 3-2-1, Minato-ku",
        "US dollars three thousand one hundred nineteen and 38/100 only", "Bank Mandiri 070-00-1", "FOB Tanjung Priok",
        "30 % T/T deposit", "30 days after deposit", "true and correct", "Indonesia", "Sari",
    ):  # fmt: skip
        assert said in text


def test_both_languages_and_formulas(catalogue: Catalogue, order: int, tmp_path: Path) -> None:
    write_order_document(catalogue, order, tmp_path / "pi.xlsx", PRO_FORMA, "id")
    sheet, lines, _sums = table(tmp_path / "pi.xlsx")
    assert (sheet["A1"].value, lines[0]["Nilai (USD)"]) == ("FAKTUR PROFORMA", 2220)
    assert "Tiga ribu seratus sembilan belas dan 38/100 dolar Amerika Serikat" in everything(tmp_path / "pi.xlsx")
    raw = openpyxl.load_workbook(tmp_path / "pi.xlsx").worksheets[0]
    assert raw["I11"].value == "=ROUND(F11*H11,2)"
    assert raw.print_title_rows == "$10:$10"
    with pytest.raises(UserError):
        write_order_document(catalogue, order, tmp_path / "pi.xlsx", PRO_FORMA, "fr")


def test_makers_that_share_a_line_are_one_line_to_the_buyer(catalogue: Catalogue, tmp_path: Path) -> None:
    order = ordered(catalogue, tmp_path, {"KRY-0001": 10}, split=48)
    (line,) = read_order(catalogue, order).lines
    assert (line.line.code, line.units, line.amount) == ("KRY-0001", 240, D("2220.00"))


def test_a_name_that_looks_like_a_formula_stays_text(catalogue: Catalogue, tmp_path: Path) -> None:
    editing.change(catalogue, RecordKind.PRODUCT, 3, "export_price", D(2))
    order = ordered(catalogue, tmp_path, {"KRY-0002": 3})
    write_order_document(catalogue, order, tmp_path / "pi.xlsx", PRO_FORMA)
    sheet = openpyxl.load_workbook(tmp_path / "pi.xlsx").worksheets[0]
    assert (sheet["D11"].value, sheet["D11"].data_type, sheet["D11"].quotePrefix) == ("=1+1", "s", True)


def test_nothing_of_the_house_alone_is_in_the_papers(catalogue: Catalogue, order: int, tmp_path: Path) -> None:
    for kind in (PACKING_LIST, PRO_FORMA):
        write_order_document(catalogue, order, tmp_path / "paper.xlsx", kind)
        text = everything(tmp_path / "paper.xlsx")
        for secret in ("SECRET", "112000", "Anyam Jaya", "Koperasi Kopi Gayo", *HOUSE_TEXTS.values()):
            assert secret not in text


@pytest.mark.skipif(PDF_TEXT is None, reason="pdftotext is not installed on this PC")
@pytest.mark.parametrize(
    ("language", "title", "page"), [("en", "PRO FORMA INVOICE", "Page 1"), ("id", "FAKTUR PROFORMA", "1")]
)
def test_a_pdf_says_the_same(
    catalogue: Catalogue, order: int, tmp_path: Path, language: str, title: str, page: str
) -> None:
    write_order_document(catalogue, order, tmp_path / "pi.pdf", PRO_FORMA, language)
    write_order_document(catalogue, order, tmp_path / "packing.pdf", PACKING_LIST, language)
    assert PDF_TEXT is not None
    texts = [
        subprocess.run(
            [PDF_TEXT, "-layout", str(tmp_path / name), "-"], check=True, capture_output=True
        ).stdout.decode()
        for name in ("pi.pdf", "packing.pdf")
    ]
    total = "3,119.38" if language == "en" else "3.119,38"
    for said in (title, page, total, "PO 2026/117", "4.6625" if language == "en" else "4,6625"):
        assert said in texts[0]
    assert "11–14" in texts[1]
    assert "SECRET" not in "".join(texts)


def test_a_pdf_carries_the_logo_and_its_fonts(catalogue: Catalogue, order: int, tmp_path: Path) -> None:
    write_order_document(catalogue, order, tmp_path / "plain.pdf", PACKING_LIST)
    (tmp_path / "logo.jpg").write_bytes(photo_bytes(size=(900, 300)))
    set_logo(catalogue, tmp_path / "logo.jpg")
    write_order_document(catalogue, order, tmp_path / "logo.pdf", PACKING_LIST)
    plain, branded = ((tmp_path / name).read_bytes() for name in ("plain.pdf", "logo.pdf"))
    assert (b"/Subtype/Image" in plain.replace(b" ", b""), b"/Subtype/Image" in branded.replace(b" ", b"")) == (
        False,
        True,
    )
    assert b"Lato" in plain
    assert b"SECRET" not in branded


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed on this PC")
def test_the_office_program_works_out_the_same(catalogue: Catalogue, order: int, tmp_path: Path) -> None:
    write_order_document(catalogue, order, tmp_path / "pi.xlsx", PRO_FORMA)
    write_order_document(catalogue, order, tmp_path / "packing.xlsx", PACKING_LIST)
    copies, out = tmp_path / "copies", tmp_path / "out"
    copies.mkdir()
    for name in ("pi", "packing"):  # openpyxl drops every computed value when it saves
        openpyxl.load_workbook(tmp_path / f"{name}.xlsx").save(copies / f"{name}.xlsx")
    assert OFFICE is not None
    profile = (tmp_path / "profile").as_uri()
    command = [OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx", "--outdir", str(out)]
    subprocess.run([*command, *map(str, sorted(copies.iterdir()))], check=True, capture_output=True, timeout=300)
    for name in ("pi", "packing"):
        ours, theirs = (table(folder / f"{name}.xlsx")[0] for folder in (tmp_path, out))
        formulas = [
            cell.coordinate
            for row in openpyxl.load_workbook(tmp_path / f"{name}.xlsx").worksheets[0].iter_rows()
            for cell in row
            if cell.data_type == "f"
        ]
        assert len(formulas) > 3
        assert [ours[at].value for at in formulas] == pytest.approx([theirs[at].value for at in formulas])


def test_an_order_stands_as_it_is_put_and_undo_knows_it(catalogue: Catalogue, order: int, tmp_path: Path) -> None:
    offer = read_order(catalogue, order).offer.id

    def stands() -> tuple[str, str]:
        return read_order(catalogue, order).kept.status, browsing.record(catalogue, RecordKind.OFFER, offer)["status"]

    assert set_order_status(catalogue, order, "confirmed")
    assert set_order_status(catalogue, order, "confirmed") is None
    assert stands() == ("confirmed", "ordered")
    set_order_status(catalogue, order, "cancelled")
    assert stands() == ("cancelled", "answered")
    with pytest.raises(UserError, match="is cancelled"):
        write_order_document(catalogue, order, tmp_path / "pi.xlsx", PRO_FORMA)
    history.undo(catalogue)
    assert stands() == ("confirmed", "ordered")
    with pytest.raises(UserError, match="no status"):
        set_order_status(catalogue, order, "lost")


def test_the_command_line(catalogue: Catalogue, order: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert find_order(catalogue, "ord-0001") == order
    catalogue.close()
    base = ["--data", str(catalogue.folder), "--lang", "en"]
    out = tmp_path / "packing.pdf"
    assert run_command_line([*base, "order-document", "ORD-0001", str(out), "--kind", "packing-list"]) == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert run_command_line([*base, "order-document", "ORD-0001", str(tmp_path / "x.doc"), "--kind", "pro-forma"]) == 2
    assert run_command_line([*base, "order-document", "ORD-9", str(out), "--kind", "pro-forma"]) == 2
    assert run_command_line([*base, "order-document", "ORD-0001", str(out), "--kind", "bill"]) == 2
    assert run_command_line([*base, "order-status", "ORD-0001", "confirmed"]) == 0
    assert "ORD-0001: Confirmed" in capsys.readouterr().out
    assert run_command_line([*base, "list", "orders", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["code"], found["status"], found["reference"], found["amount"]) == (
        "ORD-0001", "confirmed", "PO 2026/117", "3119.38",
    )  # fmt: skip
    assert run_command_line([*base, "list", "orders", "kopi"]) == 2
    assert run_command_line([*base, "list", "orders"]) == 0
    assert "USD 3,119.38" in capsys.readouterr().out
