"""Workbooks written from a real catalogue and opened again: what a buyer gets."""

import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.integration.export_desk import COST, RATE, TODAY, filled_catalogue
from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import parse_query
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.exporting import ExportOptions, ExportReport, export
from tradehouse.services.house import save_house

HEADER = 10


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRADEHOUSE_CACHE", str(tmp_path_factory.mktemp("cache")))
        with filled_catalogue(tmp_path_factory.mktemp("catalogue")) as opened:
            yield opened


@pytest.fixture(scope="module")
def exported(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> ExportReport:
    options = ExportOptions("export", buyer="北欧家居 – شركة الشمال", margin=Decimal("0.30"))
    return export(catalogue, tmp_path_factory.mktemp("out") / "list.xlsx", options)


@pytest.fixture(scope="module")
def formulas(exported: ExportReport) -> Worksheet:
    return openpyxl.load_workbook(exported.path)["Price List"]


@pytest.fixture(scope="module")
def values(exported: ExportReport) -> Worksheet:
    return openpyxl.load_workbook(exported.path, data_only=True)["Price List"]


def columns(sheet: Worksheet, header: int = HEADER) -> dict[str, int]:
    return {str(c.value).partition("\n")[0]: c.column for c in sheet[header] if c.value is not None}


def row_of(sheet: Worksheet, code: str) -> int:
    at = columns(sheet)["Item No."]
    return next(row for row in range(HEADER + 1, sheet.max_row + 1) if sheet.cell(row, at).value == code)


def cell(sheet: Worksheet, code: str, heading: str) -> Any:
    return sheet.cell(row_of(sheet, code), columns(sheet)[heading])


def test_head_names_seller_buyer_terms_and_validity(values: Worksheet) -> None:
    head = {str(c.value) for row in values.iter_rows(max_row=HEADER - 1) for c in row if c.value is not None}
    assert {"Nusantara Trading House", "trade@house.example", "北欧家居 – شركة الشمال", "USD", "USD 1,000"} <= head
    assert "FOB Tanjung Priok, Jakarta (Incoterms 2020)" in head
    assert "30 % T/T deposit" in head
    dates = {
        c.value.date() for row in values.iter_rows(max_row=HEADER - 1) for c in row if isinstance(c.value, datetime)
    }
    assert dates == {TODAY, TODAY + timedelta(days=30)}


def test_price_comes_from_cost_margin_and_rate(values: Worksheet) -> None:
    assert (COST / Decimal("0.70") / RATE) == 10
    assert cell(values, "KRY-0001", "Unit Price (USD)").value == 10
    assert cell(values, "MKN-0001", "Unit Price (USD)").value == pytest.approx(4.6625)
    assert "FOB Tanjung Priok" in str(values.cell(HEADER, columns(values)["Unit Price (USD)"]).value)


def test_products_without_cost_are_blank_and_listed(exported: ExportReport, values: Worksheet) -> None:
    assert {remark.code for remark in exported.unpriced} == {"KRY-0002", "LLL-0001"}
    assert cell(values, "KRY-0002", "Unit Price (USD)").value is None
    assert cell(values, "KRY-0002", "Amount (USD)").value is None


def test_archived_products_are_left_out_and_said_so(exported: ExportReport) -> None:
    assert [(remark.code, str(remark.reason)) for remark in exported.left_out] == [("KRY-0004", "It is archived.")]
    assert exported.rows == 5


def test_every_formula_carries_its_computed_value(formulas: Worksheet, values: Worksheet) -> None:
    found = [c for row in formulas.iter_rows() for c in row if c.data_type == "f"]
    assert len(found) > 15
    assert all(values[c.coordinate].value is not None for c in found)
    assert cell(values, "KRY-0001", "CBM/Ctn").value == pytest.approx(62.5 * 42.3 * 44.7 / 10**6)
    assert cell(formulas, "KRY-0001", "CBM/Ctn").value.startswith("=")


def test_container_quantities_are_by_volume_and_weight(values: Worksheet) -> None:
    # 0.118176… m³ and 7.85 kg: 28 m³ take 236 cartons of 24; 30 kg of ceramics: 22,000 kg take 733 of 10.
    assert cell(values, "KRY-0001", "Qty/20' GP").value == 236 * 24
    assert cell(values, "KRY-0003", "Qty/20' GP").value == 7330
    assert cell(values, "KRY-0003", "Qty/40' HQ").value == 8000


def test_rows_without_cartons_are_ordered_in_units(values: Worksheet) -> None:
    assert cell(values, "KRY-0001", "Order Unit").value == "carton"
    assert cell(values, "MKN-0001", "Order Unit").value == "PACK"
    assert cell(values, "MKN-0001", "Total CBM").value is None


def test_codes_are_text_and_dates_are_dates(formulas: Worksheet) -> None:
    assert cell(formulas, "MKN-0001", "HS Code").value == "090121"
    assert cell(formulas, "KRY-0001", "Barcode (EAN-13)").value == "8991234500003"
    assert cell(formulas, "KRY-0001", "HS Code").data_type == "s"


def test_text_like_a_formula_stays_text_unchanged(formulas: Worksheet) -> None:
    for heading, text in (
        ("Product Name", "=1+1"), ("Brand", "+62 Brand"), ("Colour / Variant", "@home"),
        ("Description / Material", "-starts with a dash"),
    ):  # fmt: skip
        found = cell(formulas, "KRY-0002", heading)
        assert (found.value, found.data_type, found.quotePrefix) == (text, "s", True)


def test_forbidden_characters_are_taken_out_and_reported(exported: ExportReport, values: Worksheet) -> None:
    assert cell(values, "KRY-0003", "Product Name").value == "Bowl 咖啡 قهوة"
    assert any("left out of" in str(warning) and "Price List!" in str(warning) for warning in exported.warnings)


def test_description_is_kept_to_250_characters(values: Worksheet) -> None:
    assert len(cell(values, "KRY-0003", "Description / Material").value) <= 250


def test_only_the_cells_to_fill_in_are_unlocked_and_yellow(formulas: Worksheet) -> None:
    assert formulas.protection.sheet
    assert formulas.protection.password is None
    assert not formulas.protection.autoFilter
    assert not formulas.protection.formatColumns
    open_columns = {c.column for row in formulas.iter_rows(min_row=HEADER) for c in row if not c.protection.locked}
    at = columns(formulas)
    assert open_columns == {at["ORDER QTY"], at["Buyer Remarks"]}
    assert cell(formulas, "KRY-0001", "ORDER QTY").fill.fgColor.rgb == "FFFFF3C4"


def test_order_quantity_takes_whole_numbers_and_says_what_is_counted(formulas: Worksheet) -> None:
    order = columns(formulas)["ORDER QTY"]
    rules = {
        cells.bounds[1]: rule for rule in formulas.data_validations.dataValidation for cells in rule.sqref.ranges
    }  # fmt: skip
    messages = {row: rule.prompt for row, rule in rules.items()}
    assert all(rule.type == "whole" and str(rule.formula1) == "0" for rule in rules.values())
    assert all(cells.bounds[0] == order for rule in rules.values() for cells in rule.sqref.ranges)
    assert messages[row_of(formulas, "KRY-0001")] == "Cartons of 24 PC. Minimum order 48 PC."
    assert messages[row_of(formulas, "MKN-0001")] == "Single units (PACK). Minimum order 100 PACK."


def test_sheet_is_frozen_filtered_and_prints_one_page_wide(formulas: Worksheet) -> None:
    assert formulas.freeze_panes == "E11"
    assert formulas.auto_filter.ref.startswith("A10:")
    assert formulas.auto_filter.ref.endswith("15")
    assert formulas.page_setup.orientation == "landscape"
    assert formulas.page_setup.fitToWidth in {None, 1}  # 1 is what the format takes where nothing is said
    assert formulas.page_setup.fitToHeight == 0
    assert formulas.print_title_rows == "$10:$10"
    footer = f"{formulas.oddFooter.left.text}{formulas.oddFooter.right.text}"
    assert "Ref " in footer
    assert "Valid until" in footer
    assert "&P" in footer
    hidden = [c for c, d in formulas.column_dimensions.items() if d.hidden]
    assert hidden
    last = formulas.print_area.rpartition("$")[0].rpartition("$")[2]
    assert openpyxl.utils.column_index_from_string(last) == columns(formulas)["Buyer Remarks"]


def test_every_printed_sheet_names_the_offer_and_its_page(exported: ExportReport) -> None:
    book = openpyxl.load_workbook(exported.path)
    for name in ("Price List", "Terms", "Certificates", "Read me"):
        foot = book[name].oddFooter
        assert "Ref " in (foot.left.text or ""), name
        assert "&P" in (foot.right.text or ""), name


def test_no_merged_cells_in_the_table(formulas: Worksheet) -> None:
    assert all(merged.max_row < HEADER for merged in formulas.merged_cells.ranges)


def test_tabs_and_hidden_identity(exported: ExportReport, values: Worksheet) -> None:
    book = openpyxl.load_workbook(exported.path)
    assert book.sheetnames == ["Price List", "Terms", "Certificates", "Read me", "_tradehouse"]
    assert book["_tradehouse"].sheet_state == "veryHidden"
    facts = {row[0].value: row[1].value for row in book["_tradehouse"].iter_rows()}
    assert facts["sheet_id"] == cell(values, "KRY-0001", "_sheet_id").value
    assert (facts["layout"], facts["currency"], facts["header_row"]) == ("export", "USD", "10")
    at = columns(values)
    letter = openpyxl.utils.get_column_letter
    assert facts["order"] == letter(at["ORDER QTY"])
    for heading in ("_sheet_id", "_product_id", "_price_rev"):
        group = [d for d in book["Price List"].column_dimensions.values() if d.min <= at[heading] <= d.max]
        assert group[0].hidden
    ids = {cell(values, code, "_product_id").value for code in ("KRY-0001", "MKN-0001")}
    assert len(ids) == 2


def test_only_certificates_in_force_are_named(exported: ExportReport, values: Worksheet) -> None:
    sheet = openpyxl.load_workbook(exported.path)["Certificates"]
    numbers = {row[2].value for row in sheet.iter_rows(min_row=4)}
    assert numbers == {"ID11110000012340521", "MD 867211045678", "BM-7"}
    covers = {row[2].value: row[5].value for row in sheet.iter_rows(min_row=4)}
    assert covers["BM-7"] == "KRY-0001"
    year = TODAY + timedelta(days=400)
    assert cell(values, "MKN-0001", "Certifications").value == f"BPOM (exp {year:%Y-%m}); Halal"
    assert any("not in force" in str(warning) for warning in exported.warnings)


def test_photos_lie_inside_one_cell_and_move_with_it(exported: ExportReport, formulas: Worksheet) -> None:
    assert exported.photos == 2
    photo = columns(formulas)["Photo"] - 1
    anchors = [image.anchor for image in formulas._images]
    assert len(anchors) == 2
    for anchor in anchors:
        assert anchor.editAs in {None, "twoCell"}
        assert anchor._from.col == anchor.to.col == photo
        assert anchor._from.row == anchor.to.row
        assert anchor._from.colOff > 0
        assert anchor._from.rowOff > 0
    with zipfile.ZipFile(exported.path) as parts:
        drawing = parts.read("xl/drawings/drawing1.xml").decode()
        assert 'descr="KRY-0001 Round rattan bag"' in drawing
        media = [parts.read(name) for name in parts.namelist() if name.startswith("xl/media/")]
    assert len(media) == 2
    assert all(data.startswith(b"\xff\xd8") and len(data) <= 60_000 for data in media)
    assert cell(formulas, "KRY-0002", "Photo").value == "photo on request"


def test_totals_stand_in_head_and_foot(formulas: Worksheet, values: Worksheet) -> None:
    sums = [c for row in formulas.iter_rows() for c in row if str(c.value).startswith("=SUM(")]
    assert {c.row for c in sums} == {3, 4, 5, 17}
    assert all(values[c.coordinate].value == 0 for c in sums)
    shares = [c.value for row in formulas.iter_rows(max_row=9) for c in row if str(c.value).startswith("=MAX(")]
    assert [share for share in shares if "/28" in share and "/22000" in share]
    assert [share for share in shares if "/68" in share and "/24000" in share]


def test_quantity_below_the_minimum_turns_red(formulas: Worksheet) -> None:
    rules = [rule for found in formulas.conditional_formatting for rule in found.rules]
    letter = openpyxl.utils.get_column_letter
    at = columns(formulas)
    units, moq = letter(at["Order Units"]), letter(at["MOQ (units)"])
    assert [rule.formula for rule in rules] == [[f"AND(${units}11>0,${units}11<${moq}11)"]]


def test_showcase_is_indonesian_in_rupiah_with_columns_to_fill_in(catalogue: Catalogue, tmp_path: Path) -> None:
    report = export(catalogue, tmp_path / "katalog.xlsx", ExportOptions("showcase"))
    sheet = openpyxl.load_workbook(report.path)["Katalog Pameran"]
    shown = openpyxl.load_workbook(report.path, data_only=True)["Katalog Pameran"]
    at = {str(c.value): c.column for c in sheet[HEADER]}
    row = next(r for r in range(HEADER + 1, sheet.max_row + 1) if sheet.cell(r, at["Kode Produk"]).value == "KRY-0001")
    assert sheet.cell(row, at["Nama Produk"]).value == "Tas rotan bundar"
    assert sheet.cell(row, at["Nama UMKM"]).value == "Anyam Jaya"
    assert sheet.cell(row, at["Asal (Kab/Kota, Provinsi)"]).value == "Kabupaten Bantul, DI Yogyakarta"
    assert sheet.cell(row, at["Harga Jual (Rp)"]).value == 185000
    assert sheet.cell(row, at["Sisa"]).value.startswith("=")
    assert shown.cell(row, at["Sisa"]).value == 0
    assert not sheet.cell(row, at["Terjual"]).protection.locked
    assert sheet.cell(row, at["Harga Jual (Rp)"]).protection.locked
    assert isinstance(sheet.cell(row, at["Berlaku s/d"]).value, datetime)
    assert report.photos == 2


def test_second_language_of_a_layout(catalogue: Catalogue, tmp_path: Path) -> None:
    report = export(catalogue, tmp_path / "s.xlsx", ExportOptions("showcase", language="en"))
    sheet = openpyxl.load_workbook(report.path)["Showcase"]
    assert "Product Name" in {c.value for c in sheet[HEADER]}


def test_headings_can_have_a_second_line_in_the_other_language(catalogue: Catalogue, tmp_path: Path) -> None:
    report = export(catalogue, tmp_path / "both.xlsx", ExportOptions("showcase", second_language="en", venue="JCC"))
    sheet = openpyxl.load_workbook(report.path)["Katalog Pameran"]
    assert {"Nama Produk\nProduct Name", "No\nNo.", "Min. Order", "_product_id"} <= {c.value for c in sheet[HEADER]}
    assert "JCC" in {c.value for row in sheet.iter_rows(max_row=9) for c in row}


def test_long_text_of_the_head_runs_on_in_the_lines_below(tmp_path: Path) -> None:
    address = "Gedung Smesco Lantai 3, Jl. Jenderal Gatot Subroto Kav. 94, Pancoran, Jakarta Selatan 12780, Indonesia"
    with filled_catalogue(tmp_path / "catalogue") as own:
        save_house(own, {"address": address, "payment_terms": "Deposit and balance by T/T; " * 9, "logo_photo_id": 1})
        report = export(own, tmp_path / "long.xlsx", ExportOptions("export"))
    sheet = openpyxl.load_workbook(report.path)["Price List"]
    head = [str(c.value) for row in sheet.iter_rows(max_row=9) for c in row if c.value is not None]
    assert not [text for text in head if text == address]
    assert all(word in " ".join(head) for word in address.split())
    assert "trade@house.example" in head
    assert sheet.cell(HEADER, 1).value == "No."
    assert len(sheet._images) == 3


def test_query_and_ids_choose_the_products(catalogue: Catalogue, tmp_path: Path) -> None:
    query = parse_query(RecordKind.PRODUCT, "kopi")
    report = export(catalogue, tmp_path / "q.xlsx", ExportOptions("export", query=query))
    assert report.rows == 1
    report = export(catalogue, tmp_path / "i.xlsx", ExportOptions("export", ids=[2, 1, 99, 2]))
    sheet = openpyxl.load_workbook(report.path)["Price List"]
    at = columns(sheet)["Item No."]
    assert [sheet.cell(row, at).value for row in (11, 12)] == ["MKN-0001", "KRY-0001"]


@pytest.mark.parametrize("layout", ["showcase", "showcase-staff", "booth", "export"])
@pytest.mark.parametrize("product", [1, 2, 3, 4])
def test_one_product_with_few_columns_has_a_head_too(
    catalogue: Catalogue, tmp_path: Path, layout: str, product: int
) -> None:
    report = export(catalogue, tmp_path / "INTERNAL one.xlsx", ExportOptions(layout, ids=[product], issue=False))
    assert openpyxl.load_workbook(report.path).worksheets[0]["A1"].value


def test_nothing_chosen_still_gives_a_sound_workbook(catalogue: Catalogue, tmp_path: Path) -> None:
    query = parse_query(RecordKind.PRODUCT, "zzzzzz")
    for layout in ("export", "showcase", "full"):
        report = export(catalogue, tmp_path / f"{layout}.xlsx", ExportOptions(layout, query=query))
        assert report.rows == 0
        book = openpyxl.load_workbook(report.path, data_only=True)
        assert book.worksheets[0].max_row >= 2
    texts = {c.value for row in openpyxl.load_workbook(tmp_path / "export.xlsx")["Price List"].iter_rows() for c in row}
    assert "There is nothing to list." in texts


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"rate": Decimal(0)}, "bad_rate"),
        ({"margin": Decimal(1)}, "bad_margin"),
        ({"incoterm": "XYZ"}, "unknown_incoterm"),
        ({"currency": "DOLLARS"}, "unknown_currency"),
        ({"language": "fr"}, "unknown_language"),
        ({"valid_until": TODAY - timedelta(days=1)}, "already_expired"),
        ({"layout": "nothing"}, "unknown_layout"),
    ],
)
def test_terms_that_are_none_are_refused(
    catalogue: Catalogue, tmp_path: Path, changes: dict[str, Any], code: str
) -> None:
    options = ExportOptions(**{"layout": "export", **changes})
    with pytest.raises(UserError) as refusal:
        export(catalogue, tmp_path / "x.xlsx", options)
    assert refusal.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_other_currency_and_place(catalogue: Catalogue, tmp_path: Path) -> None:
    options = ExportOptions(
        "export", currency="jpy", rate=Decimal(107), margin=Decimal("0.3"), incoterm="cif", port="Osaka"
    )
    report = export(catalogue, tmp_path / "jp.xlsx", options)
    sheet = openpyxl.load_workbook(report.path, data_only=True)["Price List"]
    assert cell(sheet, "KRY-0001", "Unit Price (JPY)").value == 1495
    assert "CIF Osaka" in str(sheet.cell(HEADER, columns(sheet)["Unit Price (JPY)"]).value)
    assert "ROUND(" in openpyxl.load_workbook(report.path)["Price List"].cell(11, columns(sheet)["Amount (JPY)"]).value
    assert {remark.code for remark in report.unpriced} == {"MKN-0001", "KRY-0002", "LLL-0001"}
