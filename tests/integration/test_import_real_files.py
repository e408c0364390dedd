"""Lists that people really sent: every row accounted for, the same file again changes nothing, no list is refused."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.integration.import_desk import counts, only, plan_only, products, records, run
from tradehouse.domain.errors import UserError
from tradehouse.services.catalogue import Catalogue, open_catalogue

DATA = Path(__file__).resolve().parents[2].parent / "shared/data/spreadsheets"
pytestmark = [
    pytest.mark.real_files,
    pytest.mark.skipif(not DATA.is_dir(), reason="the real files are not on this machine"),
]


@dataclass(frozen=True)
class RealFile:
    """A file that is imported, and how many rows of each sheet describe a firm or a product."""

    path: str
    rows: dict[str, int]
    choices: dict[str, Any] = field(default_factory=dict)


FILES = [
    RealFile(
        "id_balikpapan_ikm_masked/Data UMKM Binaan (1) masked.xlsx",
        {"final": 1440, "sandang": 190, "mesin": 113, "elektronika": 59, "makanan": 506, "aneka&kerajinan": 73,
         "kimia&bahan bangunan": 120, "minuman": 267, "furniture": 42, "logam": 69, "legalitas": 1440 + 26},
    ),
    RealFile("id_toko_apt/data produk.xlsx", {"Data Barang": 846}, {"supplier": "Toko APT"}),
    RealFile("id_toko_multi_satuan/Daftar Produk.xlsx", {"Sheet": 4360}, {"supplier": "Toko"}),
    RealFile("id_kecil/produk.csv", {"produk": 34}, {"supplier": "Toko Roti"}),
    RealFile("id_kecil/curioussadli_produk.xlsx", {"Sheet1": 34}, {"supplier": "Toko Roti"}),
    RealFile("id_kecil/amal_import_multisheet.xlsx", {"Data Pemasok": 7}, {"sheets": ("Data Pemasok",)}),
    RealFile("id_umkm_stok_formula/UMKM.xlsx", {"Master_Barang": 6}, {"sheets": ("Master_Barang",), "supplier": "Toko"}),
    RealFile("id_solo_umkm/umkm.csv", {"umkm": 11158}),
    RealFile("id_jatim_umkm_skala/umkm.csv", {"umkm": 200},
             {"units": {"total_aset": "juta", "penjualan_rata_pertahun": "juta"}}),
    RealFile("id_lkpp_ekatalog/Data Produk.xlsx", {"Sheet1": 215}),
    RealFile("xx_catalog_urls/products.xlsx", {"Sheet1": 44}, {"supplier": "Lylac", "currency": "AUD"}),
]  # fmt: skip


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.path)
def test_every_row_is_accounted_for_and_the_second_time_nothing_changes(catalogue: Catalogue, file: RealFile) -> None:
    report = run(catalogue, DATA / file.path, **file.choices)
    assert {p.sheet: p.rows.total - p.rows.skipped for p in report.parts} == file.rows
    assert report.rows.rejected <= 0.1 * sum(file.rows.values())
    again = run(catalogue, DATA / file.path, **file.choices)
    assert (again.rows.created, again.rows.updated) == (0, 0)
    assert again.change_set is None


def test_one_firm_of_balikpapan_stays_one_firm_on_every_sheet(catalogue: Catalogue) -> None:
    report = run(catalogue, DATA / FILES[0].path)
    # 1,440 names in the register; twice a sheet spells the name otherwise.
    assert report.records["suppliers"]["created"] == 1442
    hendra = [r for r in records(catalogue, "supplier", "hendra") if r["name"].casefold() == "hendra"]
    assert len({r["register_number"] for r in hendra}) == len(hendra) == 6
    kinds = Counter(c["type"] for c in records(catalogue, "certification"))
    assert kinds == {"iumk": 25, "pirt": 40, "halal_mui": 32, "halal": 1, "merek": 36}
    assert {r.code for r in report.rejects} == {"no_name"}


def test_variants_of_a_code_are_products_of_one_group(catalogue: Catalogue) -> None:
    run(catalogue, DATA / "id_toko_apt/data produk.xlsx", supplier="Toko APT")
    mawar = products(catalogue, "air mawar")
    assert {(p["supplier_code"], p["group"]) for p in mawar} == {("APT 129", "Air Mawar")}
    assert {p["variant"] for p in mawar} == {"100ml", "200ml", "Face Milk"}
    assert len({p["supplier_code"] for p in products(catalogue)}) == 483


def test_units_of_an_article_are_one_product(catalogue: Catalogue) -> None:
    report = run(catalogue, DATA / "id_toko_multi_satuan/Daftar Produk.xlsx", supplier="Toko")
    assert report.records["products"]["created"] == 2781
    assert len(only(products(catalogue, '"abc baterai jam"'))["tier_prices"]) == 3


def test_assets_in_millions_give_the_scale(catalogue: Catalogue) -> None:
    choices = {"units": {"total_aset": "juta", "penjualan_rata_pertahun": "juta"}}
    run(catalogue, DATA / "id_jatim_umkm_skala/umkm.csv", **choices)
    firms = {r["name"]: r for r in records(catalogue, "supplier", "pecel madiun")}
    assert firms["Rm. Pecel Madiun"]["sales_idr"] == 1_980_000_000
    assert firms["Rm. Pecel Madiun"]["scale"] == "mikro"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """A catalogue with the 56,689 rows of the load set."""
    opened = open_catalogue(tmp_path_factory.mktemp("shop"), user="Sari")
    report = run(opened, DATA / "id_retail_barcode/products.xlsx", supplier="Toko Ritel")
    assert report.rows.total - report.rows.skipped == 56689
    assert report.rows.rejected == 4  # a price and nothing else
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("bulk_price_20260704_135607.xlsx", 5),
        ("bulk_price_20260704_143324.xlsx", 99),
        ("bulk_price_20260704_152744.xlsx", 22),
    ],
)
def test_price_lists_without_names_find_products_by_barcode(shop: Catalogue, name: str, rows: int) -> None:
    report = run(shop, DATA / "id_retail_barcode" / name)
    assert counts(report.rows) == {"updated": rows}
    assert counts(run(shop, DATA / "id_retail_barcode" / name).rows) == {"unchanged": rows}


def test_the_large_list_again_creates_nothing(shop: Catalogue) -> None:
    planned = plan_only(shop, DATA / "id_retail_barcode/products.xlsx", supplier="Toko Ritel")
    assert planned.rows.created == 0
    assert planned.rows.unchanged > 56000  # the price lists above changed some


def test_price_lists_need_their_products_first(catalogue: Catalogue) -> None:
    report = run(catalogue, DATA / "id_retail_barcode/bulk_price_20260704_135607.xlsx")
    assert counts(report.rows) == {"rejected": 5}
    assert {r.code for r in report.rejects} == {"unknown_product"}


REFUSED = [
    ("id_balikpapan_cert_strings/legalitas_cert_strings.csv", "names_missing"),
    ("xx_pricelist_tr/PRICE LIST.xlsx", "no_header"),
    ("xx_pricelist_ur/PRICE LIST.xlsx", "no_names"),
    ("xx_pricelist_ur/kutub khana stock list (2).xlsx", "no_header"),
    ("xx_pricelist_us/PRICE LIST.xlsx", "nothing_to_import"),
    ("xx_wholesale_embedded_ar/babalmadina_products.xlsx", "nothing_to_import"),
    ("t_calamine/date_1904.xlsx", "no_header"),
    ("t_calamine/errors.xlsx", "no_header"),
    ("t_calamine/inventory-table.xlsx", "no_names"),
    ("t_calamine/picture_richdata.xlsx", "only_pictures"),
    ("t_calamine/picture.ods", "nothing_to_import"),
    ("t_closedxml/DrawingSizeInPx.xlsx", "nothing_to_import"),
    ("t_phpspreadsheet/double_attr_drawing.xlsx", "nothing_to_import"),
    ("t_phpspreadsheet/empty.csv", "empty_file"),
    ("t_phpspreadsheet/premiere.utf16lebom.csv", "no_header"),
    ("t_sheetjs/1900.slk", "not_a_workbook"),
    ("t_sheetjs/1900.xml", "no_header"),
    ("t_ugnis/exampleFile.csv", "no_header"),
    ("id_lkpp_ekatalog/Ekatalog_export_2022-05-16-13-48-10.xls", "orders"),
    ("id_lkpp_ekatalog/Prospek_export_2022-05-26-17-12-11.xls", "orders"),
    ("id_umkm_per_provinsi/data_umkm_jabar.csv", "statistics"),
    ("id_umkm_per_provinsi/umkm.xlsx", "statistics"),
    ("id_sleman_rekap/sleman_rekap_umkm_2022.csv", "statistics"),
    ("xx_catalog_urls/excel_lock_products.xlsx", "lock_file"),
]


@pytest.mark.parametrize(("path", "code"), REFUSED)
def test_what_is_no_list_is_refused_with_the_reason(catalogue: Catalogue, path: str, code: str) -> None:
    with pytest.raises(UserError) as refusal:
        run(catalogue, DATA / path)
    assert refusal.value.code == code
    assert Path(path).name in str(refusal.value)
    assert records(catalogue, "supplier") == []


HARD = [
    # 36 goods; rejected: the heading and 21 ranks of another table below, which name no goods
    ("id_kecil/adiw_matriks_ukuran.xlsx", {}, {"created": 36, "rejected": 22, "skipped": 5}),
    ("id_kecil/scary_hierarki_kosong.xlsx", {"mapping": {"[F]": "variant"}}, {"created": 133}),
    ("xx_wholesale_embedded_ar/babalmadina_products.xlsx",
     {"mapping": {"ArtNo": "supplier_code", "Categ": "name_id", "سعر القطعة": "price_idr"}, "currency": "CNY"},
     {"created": 8}),
    ("xx_pricelist_ur/PRICE LIST.xlsx",
     {"mapping": {"BOOK NAME": "name_id", "BOOK MRP": "price_idr"}, "currency": "USD"}, {"created": 68}),
    ("xx_pricelist_ur/kutub khana stock list (2).xlsx", {"mapping": {"[B]": "name_id", "[D]": "net_content"}},
     {"created": 107}),
    ("xx_pricelist_us/PRICE LIST.xlsx",
     {"mapping": {"LIST OF ITIMES": "name_id", "WEIGHT OR SIZE": "size_text", "PRICE": "price_idr"}, "currency": "USD"},
     {"created": 140}),
    # 192 titles of sections; 15 of them such as "CAP 30X80" might be codes but are merged across the table
    ("xx_pricelist_tr/PRICE LIST.xlsx",
     {"mapping": {"BEYAZ KOD": "supplier_code", "PRODUCT DESCRIPTION": "name_id"}},
     {"created": 1862, "skipped": 192}),
    ("xx_pricelist_tr/PRICE LIST.xlsx",
     {"mapping": {"RENKLİ KOD": "supplier_code", "PRODUCT DESCRIPTION": "name_id"}},
     {"created": 1862, "skipped": 192}),
]  # fmt: skip


@pytest.mark.parametrize(("path", "choices", "rows"), HARD)
def test_hard_files_lose_no_row_in_silence(
    catalogue: Catalogue, path: str, choices: dict[str, Any], rows: dict[str, int]
) -> None:
    report = run(catalogue, DATA / path, supplier="X", **choices)
    assert counts(report.rows) == rows
    assert len({(r.sheet, r.row) for r in report.rejects}) == report.rows.rejected


def test_the_second_table_of_a_sheet_is_named_and_can_be_mapped(catalogue: Catalogue) -> None:
    path = DATA / "id_kecil/adiw_matriks_ukuran.xlsx"
    report = run(catalogue, path, supplier="X")
    assert [(i.sheet, i.code) for i in report.ignored] == [("Sheet1 [K:L]", "no_names")]
    told = "".join(str(w.message) for w in report.warnings if w.code == "columns_not_taken")
    assert all(heading in told for heading in ("ukuran 55", "ukuran 58", "jumlah", "[I]"))
    mapping = {"id_barang": "supplier_code", "tutup_kepala": "name_id"}
    beside = plan_only(catalogue, path, supplier="X", mapping=mapping)
    assert {part.sheet: part.rows.unchanged for part in beside.parts}["Sheet1 [K:L]"] >= 36


def test_a_list_without_names_names_products_by_kind_brand_type_and_size(catalogue: Catalogue) -> None:
    report = run(catalogue, DATA / "id_kecil/scary_hierarki_kosong.xlsx", supplier="X")
    assert counts(report.rows) == {"created": 133}
    assert only(products(catalogue, '"gs hybrid ns60"'))["name_id"] == "Accu GS Hybrid NS60"


def test_a_foreign_list_mapped_by_hand_keeps_its_section_titles_out(catalogue: Catalogue) -> None:
    mapping = {"BEYAZ KOD": "supplier_code", "PRODUCT DESCRIPTION": "name_id"}
    path = DATA / "xx_pricelist_tr/PRICE LIST.xlsx"
    report = run(catalogue, path, supplier="X", header=1, mapping=mapping)
    assert report.rows.skipped > 50
    assert report.rows.rejected == len({r.row for r in report.rejects})
