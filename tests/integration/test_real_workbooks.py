"""Every real spreadsheet opens with the rows it has, or is refused with the right code."""

from pathlib import Path

import pytest

from tradehouse.domain.errors import UnusableFile
from tradehouse.exchange.reading import Workbook, open_workbook

FOLDER = Path(__file__).resolve().parents[2].parent / "shared/data/spreadsheets"
pytestmark = [
    pytest.mark.real_files,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the real files are not beside this checkout"),
]
FILES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file()) if FOLDER.is_dir() else []
REFUSED = {
    "id_toko_apt/products.js": "not_a_workbook",
    "t_calamine/picture.xls": "empty_workbook",
    "t_closedxml/AllShapes.xlsx": "empty_workbook",
    "t_phpspreadsheet/empty.csv": "empty_file",
    "t_phpspreadsheet/urlImage.notfound.xlsx": "empty_workbook",
    "t_phpspreadsheet/urlImage.xlsx": "empty_workbook",
    "t_phpspreadsheet/urlImage2.xlsx": "empty_workbook",
    "t_sheetjs/1900.slk": "not_a_workbook",
    "xx_catalog_urls/excel_lock_products.xlsx": "lock_file",
}


def opened(name: str) -> Workbook:
    return open_workbook(FOLDER / name)


@pytest.mark.parametrize("name", FILES)
def test_a_file_opens_whole_or_is_refused_with_its_code(name: str) -> None:
    if name in REFUSED:
        with pytest.raises(UnusableFile) as refused:
            opened(name)
        assert refused.value.code == REFUSED[name]
        return
    with opened(name) as workbook:
        for info in workbook.sheets:
            sheet = workbook.sheet(info.name)
            assert len(sheet.rows) == info.rows
            assert all(len(row) == info.columns for row in sheet.rows)


@pytest.mark.parametrize(
    ("name", "sheet", "rows"),
    [
        ("id_solo_umkm/umkm.csv", "umkm", 11_158 + 1),
        ("id_toko_apt/data produk.xlsx", "Data Barang", 846 + 1),
        ("id_toko_multi_satuan/Daftar Produk.xlsx", "Sheet", 4360 + 1),
        ("id_retail_barcode/products.xlsx", "Sheet1", 56_689 + 1),
        ("id_retail_barcode/bulk_price_20260704_135607.xlsx", "Sheet1", 5 + 1),
        ("id_kecil/produk.csv", "produk", 34 + 1),
        ("id_kecil/curioussadli_produk.xlsx", "Sheet1", 34 + 1),
        ("id_kecil/amal_import_multisheet.xlsx", "Data Pemasok", 7 + 1),
        ("id_umkm_stok_formula/UMKM.xlsx", "Master_Barang", 6 + 1),
        ("id_jatim_umkm_skala/umkm.csv", "umkm", 200 + 1),
        ("id_lkpp_ekatalog/Data Produk.xlsx", "Sheet1", 215 + 1),
        ("id_balikpapan_cert_strings/legalitas_cert_strings.csv", "legalitas_cert_strings", 133 + 1),
        ("xx_catalog_urls/products.xlsx", "Sheet1", 44 + 1),
    ],
)
def test_no_row_is_lost(name: str, sheet: str, rows: int) -> None:
    with opened(name) as workbook:
        assert sum(1 for row in workbook.sheet(sheet).rows if any(cell is not None for cell in row)) == rows


def test_a_table_that_starts_at_b4_says_so() -> None:
    with opened("id_kecil/scary_hierarki_kosong.xlsx") as workbook:
        sheet = workbook.sheet("Sheet1")
    assert (sheet.first_row, sheet.first_column) == (4, 2)
    assert sheet.value(4, 2) == "Jenis"


def test_hidden_columns_merges_and_computed_values_of_a_directory_are_known() -> None:
    with opened("id_balikpapan_ikm_masked/Data UMKM Binaan (1) masked.xlsx") as workbook:
        sandang = workbook.sheet("sandang")
    assert len(sandang.hidden_columns) == 9
    assert len(sandang.merges) == 19
    assert all(isinstance(row, int) for row, _ in sandang.uncached)


def test_the_errors_of_a_sheet_are_errors() -> None:
    with opened("t_calamine/errors.xlsx") as workbook:
        sheet = workbook.sheet("Feuil1")
    assert [str(row[0]) for row in sheet.rows] == ["#DIV/0!", "#NAME?", "#VALUE!", "#NULL!", "#REF!", "#NUM!", "#N/A"]


@pytest.mark.parametrize("name", ["t_sheetjs/1904.xls", "t_sheetjs/1904.xlsb", "t_sheetjs/1904.xlsx"])
def test_days_counted_from_1904_are_the_same_in_every_kind(name: str) -> None:
    with opened(name) as workbook:
        rows = workbook.sheet("Sheet1").rows
    assert [str(row[1]) for row in rows] == ["1904-01-02", "1904-01-12", "1904-04-21", "1907-01-16", "1934-06-03"]


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("t_calamine/picture_richdata.xlsx", {"cell": 1}),
        ("t_calamine/picture.xlsx", {"floating": 2}),
        ("t_calamine/picture.xlsb", {"floating": 2}),
        ("t_calamine/picture.ods", {"floating": 2}),
        ("t_closedxml/ImageAnchors.xlsx", {"floating": 7}),
        ("t_closedxml/EmfPicture.xlsx", {"floating": 1}),
        ("t_phpspreadsheet/double_attr_drawing.xlsx", {"floating": 16, "comment": 11}),
        ("t_phpspreadsheet/drawing_in_comment.xlsx", {"comment": 1}),
        ("t_phpspreadsheet/issue.3654.xlsx", {"comment": 25}),
        ("xx_wholesale_embedded_ar/babalmadina_products.xlsx", {"floating": 61}),
    ],
)
def test_all_pictures_are_found(name: str, kinds: dict[str, int]) -> None:
    found: dict[str, int] = {}
    with opened(name) as workbook:
        for info in workbook.sheets:
            for picture in workbook.pictures(info.name):
                found[picture.kind] = found.get(picture.kind, 0) + 1
                assert picture.data
                assert picture.readable == (picture.format not in ("emf", "wmf"))
    assert found == kinds
