"""What an import makes of rows: new records, changes, and what it leaves alone."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.integration.import_desk import counts, only, plan_only, products, records, run, write_csv, write_xlsx
from tradehouse.domain.errors import Cancelled, Conflict, UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.progress import Progress
from tradehouse.services import editing, history
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.applying import apply_import
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.planning import plan_import

P, S = RecordKind.PRODUCT, RecordKind.SUPPLIER
HEAD = ["Kode", "Nama Produk", "Kategori", "Harga Jual"]
GOODS = [["A-1", "Tas rotan", "Kriya", "Rp 185.000,-"], ["A-2", "Kopi Gayo", "Minuman", 95000]]


def a_list(folder: Path, name: str = "daftar.csv") -> Path:
    return write_csv(folder / name, [HEAD, *GOODS])


# --- new records ---


def test_a_list_becomes_products_of_a_supplier(catalogue: Catalogue, tmp_path: Path) -> None:
    report = run(catalogue, a_list(tmp_path), supplier="Anyam Jaya")
    assert counts(report.rows) == {"created": 2}
    bag = only(products(catalogue, "rotan"))
    assert bag["supplier"].name == "Anyam Jaya"
    assert bag["supplier"].code == "SUP-0001"
    assert (bag["supplier_code"], bag["price_idr"], bag["category"]) == ("A-1", Decimal(185000), "kriya")
    assert (bag["status"], bag["price_date"]) == ("draft", date.today())
    assert bag["code"] == "KRY-0001"


def test_a_code_of_the_house_comes_from_the_file_only_under_its_own_heading(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "a.csv", [["SKU", "Nama Produk", "Kategori"], ["KRY-0007", "Tas", "Kriya"]])
    run(catalogue, path)
    assert only(products(catalogue))["code"] == "KRY-0007"
    run(catalogue, write_csv(tmp_path / "b.csv", [["Nama Produk", "Kategori"], ["Topi", "Kriya"]]))
    assert only(products(catalogue, "topi"))["code"] == "KRY-0008"  # numbers from files are not given out again


def test_a_supplier_is_found_by_code_or_exact_name_before_it_is_made(catalogue: Catalogue, tmp_path: Path) -> None:
    run(catalogue, a_list(tmp_path), supplier="Anyam Jaya")
    other = write_csv(tmp_path / "b.csv", [HEAD, ["B-1", "Topi", "Kriya", 5000]])
    run(catalogue, other, supplier="anyam  jaya")
    third = write_csv(tmp_path / "c.csv", [HEAD, ["C-1", "Sapu", "Kriya", 5000]])
    run(catalogue, third, supplier="SUP-0001")
    assert only(records(catalogue, "supplier"))["product_count"] == 4


def test_without_a_supplier_products_have_none_and_a_warning_says_so(catalogue: Catalogue, tmp_path: Path) -> None:
    report = run(catalogue, a_list(tmp_path))
    assert {p["supplier"] for p in products(catalogue)} == {None}
    assert [w.code for w in report.warnings] == ["no_supplier"]


def test_one_row_makes_a_firm_its_permits_and_its_product(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Nama UMKM", "Pemilik", "Kab/Kota", "No HP", "Nama Produk", "Harga", "PIRT", "Halal"]
    row = ["UD Rasa", "Bu Tini", "Kab. Bantul", "081234567890", "Bakpia", "25.000",
           "2066471011637-23 tanggal 4 Juni 2018", "proses"]  # fmt: skip
    report = run(catalogue, write_csv(tmp_path / "a.csv", [head, row]))
    assert {name: c["created"] for name, c in report.records.items()} == {
        "products": 1, "suppliers": 1, "certifications": 2,
    }  # fmt: skip
    firm = only(records(catalogue, "supplier"))
    assert (firm["regency"], firm["province"], firm["phone"]) == ("34.02", "34", "+6281234567890")
    permits = {c["type"]: c for c in records(catalogue, "certification")}
    assert (permits["pirt"]["number"], permits["pirt"]["issued"]) == ("2066471011637-23", date(2018, 6, 4))
    assert "4 Juni 2018" in permits["pirt"]["notes"]
    assert permits["halal"]["stage"] == "submitted"
    assert only(products(catalogue))["supplier"].name == "UD Rasa"


def test_a_list_of_certificates_finds_its_firms(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Nama UMKM", "Jenis Sertifikat", "Nomor", "Tanggal Terbit", "Berlaku Sampai"]
    path = write_csv(
        tmp_path / "a.csv",
        [head, ["UD Rasa", "P-IRT", "2066471011637-23", "4/6/2018", "4/6/2023"], ["UD Rasa", "Sulap", "1", "", ""]],
    )
    report = run(catalogue, path)
    assert counts(report.rows) == {"created": 1, "rejected": 1}
    assert [(r.field, r.code) for r in report.rejects] == [("type", "unknown_type")]
    paper = only(records(catalogue, "certification"))
    assert (paper["supplier"].name, paper["expires"]) == ("UD Rasa", date(2023, 6, 4))


def test_what_is_odd_about_a_listed_certificate_is_said_and_kept(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Nama UMKM", "Jenis Sertifikat", "Nomor", "Tanggal Terbit", "Berlaku Sampai"]
    rows = [
        ["UD Rasa", "P-IRT", "2066471011637-23", "14/6/2018", "14/6/2017"],
        ["UD Rasa", "Halal", "2066471011637-23", "", ""],
        ["UD Lain", "P-IRT", "2066471011637-23", "14/6/2018", "14/6/2023"],
    ]
    path = write_csv(tmp_path / "a.csv", [head, *rows])
    report = run(catalogue, path)
    assert counts(report.rows) == {"created": 3}
    told = [(w.row, w.field, w.code) for w in report.warnings]
    assert told == [
        (2, "expires", "year_of_number"),
        (2, "expires", "expires_before_issue"),
        (3, "number", "number_of_another_type"),
        (4, "number", "same_number"),
    ]
    assert [w.row for w in run(catalogue, path).warnings if w.code == "same_number"] == [4]


def test_a_permit_that_never_ends_is_known_to(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Nama UMKM", "Alamat", "Telp", "IUMK", "PIRT"]
    row = ["UD Rasa", "Jl. 1", "081234567890", "503/065/BALTENG 26 Agt 2020", "2066471011637-23"]
    run(catalogue, write_csv(tmp_path / "a.csv", [head, row]))
    assert {c["type"]: c["validity"] for c in records(catalogue, "certification")} == {
        "iumk": "no_expiry", "pirt": "expired",  # the number ends in its last year
    }  # fmt: skip


def test_what_a_permit_lacks_is_noted_and_the_same_file_again_changes_nothing(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    head = ["Nama UMKM", "Alamat", "Telp", "PIRT", "Halal"]
    cells = ["No. 202647302024 tanggal 4 Januari 2019", "ID64110000024210121\n5 Jan 2021-2025"]
    path = write_csv(tmp_path / "a.csv", [head, ["UD Rasa", "Jl. 1", "081234567890", *cells]])
    run(catalogue, path)
    found = {c["type"]: c for c in records(catalogue, "certification")}
    assert (found["pirt"]["number"], found["pirt"]["issued"]) == ("202647302024", date(2019, 1, 4))
    kept, completed = found["pirt"]["notes"].split("\n")
    assert kept == cells[0]
    assert "2066471011637-23" in completed  # an example of what a number should be
    assert (found["halal"]["expires"], found["halal"]["printed_until"]) == (None, date(2025, 1, 5))
    assert counts(run(catalogue, path).rows) == {"unchanged": 1}


def test_a_cooperative_is_known_by_its_name(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Nama Usaha", "Alamat", "Pemilik"]
    rows = [["Koperasi Gayo", "Jl. 1", "A"], ["UD Maju", "Jl. 2", "B"], ["KUB Melati", "Jl. 3", "C"]]
    run(catalogue, write_csv(tmp_path / "a.csv", [head, *rows]))
    kinds = {r["name"]: r["kind"] for r in records(catalogue, "supplier")}
    assert kinds == {"Koperasi Gayo": "koperasi", "UD Maju": "umkm", "KUB Melati": "kelompok"}


# --- the same again ---


def test_the_same_file_again_changes_nothing(catalogue: Catalogue, tmp_path: Path) -> None:
    path = a_list(tmp_path)
    run(catalogue, path, supplier="Anyam Jaya")
    report = run(catalogue, path, supplier="Anyam Jaya")
    assert counts(report.rows) == {"unchanged": 2}
    assert report.change_set is None


def test_an_unchanged_price_keeps_its_date(catalogue: Catalogue, tmp_path: Path) -> None:
    path = a_list(tmp_path)
    run(catalogue, path)
    bag = only(products(catalogue, "rotan"))
    editing.change(catalogue, P, bag.id, "price_date", date(2020, 1, 1))
    assert counts(run(catalogue, path).rows) == {"unchanged": 2}
    dearer = write_csv(tmp_path / "b.csv", [HEAD, ["A-1", "Tas rotan", "Kriya", 190000], GOODS[1]])
    assert counts(run(catalogue, dearer).rows) == {"updated": 1, "unchanged": 1}
    assert only(products(catalogue, "rotan"))["price_date"] == date.today()


def test_rows_of_a_file_seen_before_stay_theirs_after_a_rename(catalogue: Catalogue, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["Nama Produk", "Stok"], ["Tas rotan", 5]])
    run(catalogue, path)
    bag = only(products(catalogue))
    editing.change(catalogue, P, bag.id, "name_id", "Tas rotan bundar")
    report = run(catalogue, path)
    assert counts(report.rows) == {"updated": 1}  # the file says its own name again; no second bag
    assert len(products(catalogue)) == 1


# --- changes ---


def test_blank_cells_keep_what_is_stored_unless_told_otherwise(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Kode", "Nama Produk", "Warna", "Stok"]
    run(catalogue, write_csv(tmp_path / "a.csv", [head, ["A", "Tas", "merah", 5]]))
    blank = write_csv(tmp_path / "b.csv", [head, ["A", "Tas", "", "-"]])
    assert counts(run(catalogue, blank).rows) == {"unchanged": 1}
    assert counts(run(catalogue, blank, clear_blanks=True).rows) == {"updated": 1}
    bag = only(products(catalogue))
    assert (bag["colour"], bag["stock"], bag["name_id"]) == (None, None, "Tas")


def test_a_cell_can_take_a_value_away(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Kode", "Nama Produk", "Warna"]
    run(catalogue, write_csv(tmp_path / "a.csv", [head, ["A", "Tas", "merah"]]))
    run(catalogue, write_csv(tmp_path / "b.csv", [head, ["A", "Tas", "(kosongkan)"]]))
    assert only(products(catalogue))["colour"] is None
    run(catalogue, write_csv(tmp_path / "c.csv", [head, ["B", "Topi", "(kosongkan)"]]))
    assert only(products(catalogue, "topi"))["colour"] is None


def test_lines_join_the_notes_that_staff_wrote(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Kode", "Nama Produk", "Harga", "Diskon"]
    path = write_csv(tmp_path / "a.csv", [head, ["A", "Tas", 79900, 66000]])
    run(catalogue, path)
    bag = only(products(catalogue))
    assert bag["notes"] == "Harga promo: Rp 66.000"
    editing.change(catalogue, P, bag.id, "notes", "Rak 4\nHarga promo: Rp 66.000")
    assert counts(run(catalogue, path).rows) == {"unchanged": 1}
    run(catalogue, write_csv(tmp_path / "b.csv", [head, ["A", "Tas", 79900, 60000]]))
    assert only(products(catalogue))["notes"] == "Rak 4\nHarga promo: Rp 60.000"


def test_a_record_in_the_trash_stays_there(catalogue: Catalogue, tmp_path: Path) -> None:
    path = a_list(tmp_path)
    run(catalogue, path)
    editing.trash(catalogue, P, [only(products(catalogue, "rotan")).id])
    report = run(catalogue, write_csv(tmp_path / "b.csv", [HEAD, ["A-1", "Tas rotan", "Kriya", 1000]]))
    assert counts(report.rows) == {"unchanged": 1}
    assert "in_trash" in {w.code for w in report.warnings}
    assert products(catalogue, "rotan") == []


# --- which record a row means ---


def test_a_supplier_s_code_with_its_variant_is_one_article(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["kode", "nama", "varian", "harga"]
    rows = [["APT 1", "Air Mawar", "100ml", 6000], ["APT 1", "Air Mawar", "200ml", 10000], ["APT 2", "Lulur", "", 9000]]
    run(catalogue, write_csv(tmp_path / "a.csv", [head, *rows]), supplier="Toko")
    by_variant = {p["variant"]: p for p in products(catalogue, "mawar")}
    assert set(by_variant) == {"100ml", "200ml"}
    assert {p["group"] for p in by_variant.values()} == {"Air Mawar"}
    assert only(products(catalogue, "lulur"))["group"] is None
    report = run(catalogue, write_csv(tmp_path / "b.csv", [head, ["APT 1", "Air Mawar", "200 ML", 11000], rows[0]]))
    assert counts(report.rows) == {"created": 1, "unchanged": 1}  # "200 ML" is not the exact "200ml"


def test_a_barcode_finds_its_product_and_needs_no_name(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Barcode", "Nama Produk", "Harga"]
    run(catalogue, write_csv(tmp_path / "a.csv", [head, ["8994460550767", "Sabun", 9000]]), supplier="Toko")
    prices = write_csv(
        tmp_path / "b.csv", [["Barcode", "Sales Price"], ["8994460550767", 9500], ["8994460550774", 7000]]
    )
    report = run(catalogue, prices)
    assert counts(report.rows) == {"updated": 1, "rejected": 1}
    assert (report.rejects[0].row, report.rejects[0].field, report.rejects[0].code) == (3, "gtin", "unknown_product")
    assert "8994460550774" in str(report.rejects[0].message)
    assert only(products(catalogue))["price_idr"] == 9500
    assert only(products(catalogue))["supplier"].name == "Toko"


def test_a_wrong_check_digit_warns_and_is_kept(catalogue: Catalogue, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["Barcode", "Nama Produk"], ["8994460550768", "Sabun"]])
    report = run(catalogue, path, supplier="Toko")
    assert [(w.code, w.row) for w in report.warnings] == [("wrong_check_digit", 2)]
    assert only(products(catalogue))["gtin"] == "8994460550768"


def test_the_same_name_with_other_codes_is_another_product(catalogue: Catalogue, tmp_path: Path) -> None:
    rows = [["33013", "Economic Bed", 1000], ["33014", "Economic Bed", 2000]]
    run(catalogue, write_csv(tmp_path / "a.csv", [["No. Katalog", "Nama Produk", "Harga"], *rows]), supplier="MAK")
    assert len(products(catalogue)) == 2


def test_equal_rows_of_a_list_pair_with_equal_records_in_their_order(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Nama", "Kegiatan", "Kecamatan", "Telp"]
    rows = [["Warung Makan", "soto", "Jebres", ""], ["Warung Makan", "bakso", "Jebres", ""]]
    run(catalogue, write_csv(tmp_path / "umkm.csv", [head, *rows]))
    assert len(records(catalogue, "supplier")) == 2
    again = [["Warung Makan", "soto", "Jebres", ""], ["Warung Makan", "bakso urat", "Jebres", ""]]
    report = run(catalogue, write_csv(tmp_path / "umkm2.csv", [head, *again]))
    assert counts(report.rows) == {"unchanged": 1, "updated": 1}
    assert sorted(r["sector"] for r in records(catalogue, "supplier")) == ["bakso urat", "soto"]


def test_firms_of_one_name_are_told_apart_by_place_address_and_phone(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Nama UMKM", "Kecamatan", "Alamat", "No HP"]
    rows = [["HENDRA", "Barat", "Jl. 1", "081234567890"], ["HENDRA", "Barat", "Jl. 2", "081234567899"]]
    run(catalogue, write_csv(tmp_path / "a.csv", [head, *rows]))
    report = run(catalogue, write_csv(tmp_path / "b.csv", [head, ["Hendra", "BARAT", "Jl. 9", "0812-3456-7899"]]))
    assert counts(report.rows) == {"updated": 1}
    assert len(records(catalogue, "supplier")) == 2


def test_a_register_number_with_the_name_is_the_firm_on_every_sheet(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["NO", "NAMA PERUSAHAAN", "JALAN", "TELP", "NAMA PRODUK"]
    sheets = {
        "final": [head, [1, "HENDRA", "Jl. 1", "", ""], [2, "HENDRA", "Jl. 1", "", ""], [3, "SARI", "Jl. 3", "", ""]],
        "makanan": [head, [3, "Sari", "", "081234567890", "Bakpia"], [2, "Hendra", "", "", "Soto"]],
    }
    report = run(catalogue, write_xlsx(tmp_path / "binaan.xlsx", sheets))
    assert report.records["suppliers"]["created"] == 3
    soto = only(products(catalogue, "soto"))
    firms = {r["register_number"]: r for r in records(catalogue, "supplier")}
    assert soto["supplier"].id == firms["2"].id
    assert firms["3"]["phone"] == "+6281234567890"


def test_a_running_number_is_no_register_number(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["No", "Nama UMKM", "Kecamatan", "Telp"]
    run(catalogue, write_csv(tmp_path / "a.csv", [head, [1, "A", "X", "081234567890"], [2, "B", "X", ""]]))
    report = run(
        catalogue, write_csv(tmp_path / "b.csv", [head, [1, "C", "X", ""], [2, "A", "X", ""], [3, "B", "X", ""]])
    )
    assert counts(report.rows) == {"created": 1, "unchanged": 2}
    assert {r["register_number"] for r in records(catalogue, "supplier")} == {None}


def test_rows_that_disagree_keep_the_first_value_and_warn(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Kode", "Nama Produk", "Warna", "Stok"]
    one = write_csv(tmp_path / "a.csv", [head, ["A", "Tas", "merah", ""]])
    two = write_csv(tmp_path / "b.csv", [head, ["A", "Tas", "biru", 7]])
    report = run(catalogue, one, two, supplier="X")
    assert len(products(catalogue)) == 1
    bag = only(products(catalogue))
    assert (bag["colour"], bag["stock"]) == ("merah", 7)
    told = [w for w in report.warnings if w.code == "disagrees"]
    assert [(w.file, w.row, w.field) for w in told] == [("b.csv", 2, "colour")]


def test_a_row_that_repeats_another_is_told(catalogue: Catalogue, tmp_path: Path) -> None:
    report = run(
        catalogue, write_csv(tmp_path / "a.csv", [["Nama Produk", "Stok"], ["Tas", 5], ["Tas", 5]]), supplier="X"
    )
    assert len(products(catalogue)) == 1
    assert [(w.code, w.row) for w in report.warnings] == [("repeated", 3)]


def test_units_of_an_article_become_its_tier_prices(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Nama Item", "Satuan", "Qty / Paket", "Harga 1"]
    rows = [["ABC BATERAI", "RENCENG", 1, 10000], ["ABC BATERAI", "PAK", 6, 56175.021], ["ABC BATERAI", "DUS", 72, 654840],
            ["KOPI", "PCS", 1, 2000]]  # fmt: skip
    path = write_xlsx(tmp_path / "a.xlsx", {"Sheet": [head, *rows]})
    report = run(catalogue, path, supplier="Toko")
    assert counts(report.rows) == {"created": 4}
    battery = only(products(catalogue, "baterai"))
    assert (battery["unit"], battery["price_idr"]) == ("renceng", 10000)
    assert [(t.unit, t.factor, t.price) for t in battery["tier_prices"]] == [
        ("renceng", 1, 10000), ("pak", 6, 56175), ("dus", 72, 654840),
    ]  # fmt: skip
    assert only(products(catalogue, "kopi"))["tier_prices"] == ()
    assert counts(run(catalogue, path, supplier="Toko").rows) == {"unchanged": 4}


# --- values ---


def test_small_prices_are_not_taken_for_rupiah(catalogue: Catalogue, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["SKU", "Product Name", "Price"], ["K1", "Net", 0.61], ["K2", "Bag", 11.95]])
    report = plan_only(catalogue, path)
    assert "not_rupiah" in {w.code for w in report.warnings}
    run(catalogue, path, currency="AUD")
    net = only(products(catalogue, "net"))
    assert (net["price_idr"], net["export_price"], net["export_currency"]) == (None, Decimal("0.61"), "AUD")


def test_amounts_in_thousands_are_multiplied(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Nama UMKM", "Alamat", "Nilai Investasi (Rp.000)", "omzet"]
    path = write_csv(tmp_path / "a.csv", [head, ["UD A", "Jl. 1", 28000, 620]])
    run(catalogue, path, units={"omzet": "juta"})
    firm = only(records(catalogue, "supplier"))
    assert (firm["capital_idr"], firm["sales_idr"], firm["scale"]) == (28_000_000, 620_000_000, "mikro")


def test_what_a_field_cannot_take_is_kept_beside(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Kode", "Nama Produk", "Kategori", "Satuan", "Image URL"]
    path = write_csv(tmp_path / "a.csv", [head, ["A", "Tas", "Barang Antik", "gepok", "https://x.example/a.jpg"]])
    report = run(catalogue, path, supplier="X")
    bag = only(products(catalogue))
    assert bag["tags"] == ("Barang Antik",)
    assert bag["notes"] == "Satuan: gepok\nImage URL: https://x.example/a.jpg"
    assert {w.code for w in report.warnings} == {"unknown_category", "unknown_unit"}


def test_an_amount_with_its_unit_is_parted(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Nama Produk", "Isi Bersih", "Berat (gram)"]
    run(catalogue, write_csv(tmp_path / "a.csv", [head, ["Keripik", "250 gr", "1,5 kg"]]), supplier="X")
    crisps = only(products(catalogue))
    assert (crisps["net_content"], crisps["net_unit"], crisps["weight_g"]) == (250, "g", 1500)


def test_cells_merged_downward_count_for_all_their_rows(catalogue: Catalogue, tmp_path: Path) -> None:
    rows = [["Nama UMKM", "Nama Produk", "Harga"], ["UD A", "Tas", 5000], [None, "Topi", 6000], ["UD B", "Sapu", 7000]]
    run(catalogue, write_xlsx(tmp_path / "a.xlsx", {"Produk": rows}, merges=["A2:A3"]))
    assert {p["name_id"]: p["supplier"].name for p in products(catalogue)} == {
        "Tas": "UD A",
        "Topi": "UD A",
        "Sapu": "UD B",
    }


def test_columns_that_are_not_taken_are_named(catalogue: Catalogue, tmp_path: Path) -> None:
    report = run(catalogue, write_csv(tmp_path / "a.csv", [["Nama Produk", "Funnel"], ["Tas", "x"]]), supplier="X")
    assert [(w.code, "Funnel" in str(w.message)) for w in report.warnings] == [("columns_not_taken", True)]


# --- rows that are not taken ---


def test_every_row_is_accounted_for_once(catalogue: Catalogue, tmp_path: Path) -> None:
    rows = [
        ["DAFTAR PRODUK"], [], ["No", "Nama Produk", "Harga", "Stok"], [1, 2, 3, 4], ["MAKANAN"],
        [1, "Keripik", "12.000", 5], [], [2, "", "9.000", 1], [3, "Kopi", "mahal", 2], ["JUMLAH", "", 21000, ""],
    ]  # fmt: skip
    report = run(catalogue, write_xlsx(tmp_path / "a.xlsx", {"Produk": rows}), supplier="X")
    assert counts(report.rows) == {"created": 1, "rejected": 2, "skipped": 3}
    assert [(r.row, r.field, r.code) for r in report.rejects] == [
        (8, "name_id", "no_name"), (9, "price_idr", "not_a_number"),
    ]  # fmt: skip
    assert report.left_over


def test_a_supplier_that_only_a_rejected_row_names_is_not_made(catalogue: Catalogue, tmp_path: Path) -> None:
    rows = [["Pemasok", "Nama Produk", "Harga"], ["UD A", "Tas", 5000], ["UD B", "", 6000]]
    run(catalogue, write_csv(tmp_path / "a.csv", rows))
    assert [r["name"] for r in records(catalogue, "supplier")] == ["UD A"]


# --- one unit of work ---


def test_several_files_are_one_change_and_one_undo(catalogue: Catalogue, tmp_path: Path) -> None:
    other = write_csv(tmp_path / "b.csv", [HEAD, ["B-1", "Topi", "Kriya", 5000]])
    run(catalogue, a_list(tmp_path), other, supplier="X")
    changes = history.latest(catalogue)
    assert [str(c.label) for c in changes] == ["Import daftar.csv, b.csv"]
    history.undo(catalogue)
    assert products(catalogue) == []
    assert records(catalogue, "supplier") == []
    history.redo(catalogue)
    assert len(products(catalogue)) == 3


def test_after_an_undo_the_same_file_is_new_again(catalogue: Catalogue, tmp_path: Path) -> None:
    path = a_list(tmp_path)
    run(catalogue, path, supplier="X")
    history.undo(catalogue)
    assert counts(run(catalogue, path, supplier="X").rows) == {"created": 2}


def test_cancelled_means_nothing_happened(catalogue: Catalogue, tmp_path: Path) -> None:
    plan = plan_import(catalogue, ImportOptions(files=(a_list(tmp_path),), supplier="X"))
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        apply_import(catalogue, plan, progress)
    plan.close()
    assert products(catalogue) == []
    assert history.latest(catalogue) == []


def test_a_plan_is_not_applied_to_a_catalogue_that_changed_since(catalogue: Catalogue, tmp_path: Path) -> None:
    plan = plan_import(catalogue, ImportOptions(files=(a_list(tmp_path),), supplier="X"))
    editing.create(catalogue, S, {"name": "Orang lain"})
    with pytest.raises(Conflict, match="changed since"):
        apply_import(catalogue, plan)
    plan.close()
    assert products(catalogue) == []


def test_a_dry_run_says_what_a_real_one_does(catalogue: Catalogue, tmp_path: Path) -> None:
    path = a_list(tmp_path)
    planned = plan_only(catalogue, path, supplier="X")
    assert products(catalogue) == []
    done = run(catalogue, path, supplier="X")
    assert planned.rows == done.rows
    assert planned.records == done.records
    assert planned.dry_run
    assert planned.change_set is None


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ({"kind": "orders"}, "unknown_kind"),
        ({"mapping": {"Nama": "colour_of_hope"}}, "unknown_field"),
        ({"units": {"Harga": "lusin"}}, "unknown_unit"),
        ({"currency": "XXX"}, "unknown_currency"),
        ({"sheets": ("Lain",)}, "no_such_sheet"),
    ],
)
def test_choices_that_cannot_be_meant_are_refused(
    catalogue: Catalogue, tmp_path: Path, choices: dict[str, object], code: str
) -> None:
    with pytest.raises(UserError) as refusal:
        run(catalogue, a_list(tmp_path), **choices)
    assert refusal.value.code == code
