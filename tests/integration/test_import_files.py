"""Files, folders and zips of an import; photos in rows and beside them; rejected rows as a workbook."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.integration.import_desk import counts, only, photo, plan_only, products, records, run, write_csv, write_xlsx
from tradehouse.domain.errors import UnusableFile, UserError
from tradehouse.exchange.sheet_choices import Reading
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.applying import apply_import
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.planning import plan_import
from tradehouse.services.importing.rejected import save_rejects

HEAD = ["Kode", "Nama Produk", "Harga"]


def photos_of(catalogue: Catalogue, query: str) -> list[str]:
    return [p.sha256 for p in browsing.photos_of(catalogue, only(products(catalogue, query)).id)]


# --- folders and zips ---


def test_a_folder_gives_all_its_workbooks_and_passes_over_lock_files(catalogue: Catalogue, tmp_path: Path) -> None:
    folder = tmp_path / "kiriman"
    (folder / "dua").mkdir(parents=True)
    write_csv(folder / "a.csv", [HEAD, ["A", "Tas", 5000]])
    write_xlsx(folder / "dua" / "b.xlsx", {"Produk": [HEAD, ["B", "Topi", 6000]]})
    (folder / "~$b.xlsx").write_bytes(b"\x05Sari" + b"\0" * 160)
    (folder / "catatan.txt").write_text("bukan daftar", encoding="utf-8")
    report = run(catalogue, folder, supplier="X")
    assert [p.file for p in report.parts] == ["a.csv", "dua/b.xlsx"]
    assert counts(report.rows) == {"created": 2}


def test_a_zip_of_a_workbook_and_photos_is_taken_whole(catalogue: Catalogue, tmp_path: Path) -> None:
    book = write_csv(tmp_path / "daftar.csv", [HEAD, ["KOP-01", "Kopi Gayo", 5000]])
    archive = tmp_path / "kiriman.zip"
    with zipfile.ZipFile(archive, "w") as out:
        out.write(book, "daftar.csv")
        out.writestr("foto/KOP-01.jpg", photo())
        out.writestr("foto/lain.jpg", photo("blue"))
    report = run(catalogue, archive, supplier="X")
    assert report.photos == {"found": 2, "attached": 1, "unmatched": 1, "refused": 0}
    assert len(photos_of(catalogue, "kopi")) == 1


@pytest.mark.parametrize("name", ["../jahat.csv", "/etc/jahat.csv", "C:\\jahat.csv"])
def test_a_zip_that_leads_out_of_its_folder_is_refused(catalogue: Catalogue, tmp_path: Path, name: str) -> None:
    archive = tmp_path / "jahat.zip"
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr(name, "Nama Produk\nTas\n")
    with pytest.raises(UnusableFile) as refusal:
        run(catalogue, archive)
    assert refusal.value.code == "unsafe_archive"
    assert not (tmp_path.parent / "jahat.csv").exists()


def test_a_zip_bomb_is_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    archive = tmp_path / "bom.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("a.csv", b"0" * (40 * 1024 * 1024))
    with pytest.raises(UnusableFile) as refusal:
        run(catalogue, archive)
    assert refusal.value.code == "unsafe_archive"


def test_one_unreadable_file_refuses_the_run(catalogue: Catalogue, tmp_path: Path) -> None:
    good = write_csv(tmp_path / "a.csv", [HEAD, ["A", "Tas", 5000]])
    bad = tmp_path / "b.xlsx"
    bad.write_bytes(b"PK\x03\x04 half a workbook")
    with pytest.raises(UnusableFile) as refusal:
        run(catalogue, good, bad)
    assert "b.xlsx" in str(refusal.value)
    assert products(catalogue) == []


def test_a_missing_file_and_an_empty_folder_are_refused_with_a_sentence(catalogue: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(UserError) as missing:
        run(catalogue, tmp_path / "tidak-ada.xlsx")
    assert "tidak-ada.xlsx" in str(missing.value)
    (tmp_path / "kosong").mkdir()
    with pytest.raises(UserError) as empty:
        run(catalogue, tmp_path / "kosong")
    assert empty.value.code == "no_workbooks"


def test_sheets_that_are_no_lists_are_told_beside_those_that_are(catalogue: Catalogue, tmp_path: Path) -> None:
    book = write_xlsx(
        tmp_path / "a.xlsx",
        {
            "Produk": [HEAD, ["A", "Tas", 5000]],
            "Penjualan": [["Tanggal", "No Transaksi", "Nama Barang", "Qty", "Total"], ["1/1/2026", "J1", "Tas", 2, 9]],
            "Pilihan": [["Kategori", "Satuan"], ["Kriya", "pcs"]],
        },
    )
    report = run(catalogue, book, supplier="X")
    assert [(i.sheet, i.code) for i in report.ignored] == [("Penjualan", "orders"), ("Pilihan", "no_names")]


# --- photos ---


def test_pictures_that_float_in_rows_go_to_their_products(catalogue: Catalogue, tmp_path: Path) -> None:
    rows = [["Foto", *HEAD], [None, "A", "Tas", 5000], [None, "B", "Topi", 6000]]
    book = write_xlsx(
        tmp_path / "a.xlsx", {"Produk": rows}, pictures={"A2": photo("red"), "A3": photo("blue"), "F9": photo("green")}
    )
    report = run(catalogue, book, supplier="X")
    assert report.photos == {"found": 3, "attached": 2, "unmatched": 1, "refused": 0}
    assert photos_of(catalogue, "tas") != photos_of(catalogue, "topi")
    again = run(catalogue, book, supplier="X")
    assert again.photos["attached"] == 0
    assert counts(again.rows) == {"unchanged": 2}


def test_a_bad_picture_is_refused_with_a_reason_and_the_row_is_taken(catalogue: Catalogue, tmp_path: Path) -> None:
    book = write_csv(tmp_path / "a.csv", [HEAD, ["KOP-01", "Kopi", 5000], ["TEH-01", "Teh", 4000]])
    folder = tmp_path / "foto"
    folder.mkdir()
    (folder / "KOP-01.jpg").write_bytes(photo()[:200])
    (folder / "TEH-01.jpg").write_bytes(b"just a text, honestly")
    report = run(catalogue, book, supplier="X", photos=folder)
    assert report.photos == {"found": 2, "attached": 0, "unmatched": 0, "refused": 2}
    assert counts(report.rows)["created"] == 2
    assert len([w for w in report.warnings if w.field == "photo"]) == 2


def test_photos_match_by_code_and_exact_name_only(catalogue: Catalogue, tmp_path: Path) -> None:
    book = write_csv(
        tmp_path / "a.csv",
        [["Kode", "Nama Produk", "Varian"], ["KOP-01", "Kopi Gayo", ""], ["S1", "Sabun", "a"], ["S1", "Sabun", "b"]],
    )
    folder = tmp_path / "foto"
    folder.mkdir()
    for n, name in enumerate(("kopi gayo", "kop-01_2", "kopi", "sabun")):
        (folder / f"{name}.jpg").write_bytes(photo(size=40 + n))
    report = run(catalogue, book, supplier="X", photos=folder)
    assert report.photos == {"found": 4, "attached": 3, "unmatched": 1, "refused": 0}
    assert len(photos_of(catalogue, "kopi")) == 2
    assert [w.file for w in report.warnings if w.code == "photo_unmatched"] == ["kopi.jpg"]
    # a photo of an article stands on the first of its variants, and that is told
    assert {p["variant"]: p["photo_count"] for p in products(catalogue, "sabun")} == {"a": 1, "b": 0}
    assert [w.file for w in report.warnings if w.code == "photo_of_variants"] == ["sabun.jpg"]
    assert run(catalogue, book, supplier="X", photos=folder).photos["attached"] == 0


# --- rejected rows ---


def test_rejected_rows_have_the_shape_of_their_list(catalogue: Catalogue, tmp_path: Path) -> None:
    """What a person said of the list counts for what comes back of it."""
    rows = [["Isim", "Fiyat"], ["Tas", 5000], ["Topi", "mahal"]]
    book = write_xlsx(tmp_path / "a.xlsx", {"Produk": rows})
    reading = Reading(header=1, mapping={"Isim": "product.name_id", "Fiyat": "product.price_idr"})
    plan = plan_import(catalogue, ImportOptions(files=(book,), supplier="X", readings={("a.xlsx", "Produk"): reading}))
    target = tmp_path / "ditolak.xlsx"
    assert save_rejects(plan, target) == 1
    apply_import(catalogue, plan)
    plan.close()
    fixed = openpyxl.load_workbook(target)
    fixed["Produk"]["B2"] = 15000
    fixed.save(target)
    assert counts(run(catalogue, target, supplier="X").rows) == {"created": 1}


def test_rejected_rows_come_back_as_they_were_and_can_be_corrected(catalogue: Catalogue, tmp_path: Path) -> None:
    rows = [
        ["DAFTAR PRODUK"],
        ["Kode", "Nama Produk", "Harga", "Barcode", "Stok"],
        ["007", "Tas", "12.000", "8994460550767", 5],
        ["=1+1", None, 5000, None, 1],
        ["009", "Topi", "mahal", None, 2],
    ]
    book = write_xlsx(tmp_path / "a.xlsx", {"Produk": rows})
    plan = plan_import(catalogue, ImportOptions(files=(book,), supplier="X"))
    target = tmp_path / "ditolak.xlsx"
    assert save_rejects(plan, target) == 2
    plan.close()
    sheet = openpyxl.load_workbook(target)["Produk"]
    read = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert read[0] == ["Kode", "Nama Produk", "Harga", "Barcode", "Stok", "Why not taken"]
    assert read[2][:5] == ["009", "Topi", "mahal", None, 2]
    assert "mahal" in read[2][5]
    assert sheet["A2"].data_type == "s"  # "=1+1" stays the text that it was
    assert sheet["C3"].fill.fgColor.rgb == "FFFDE2E0"
    assert sheet["B3"].fill.fgColor.rgb != "FFFDE2E0"

    fixed = openpyxl.load_workbook(target)
    fixed["Produk"]["C3"] = 15000
    fixed["Produk"]["B2"] = "Sapu"
    fixed.save(target)
    report = run(catalogue, target, supplier="X")
    assert counts(report.rows) == {"created": 2}
    assert "columns_not_taken" not in {told.code for told in report.warnings}
    assert only(products(catalogue, "topi"))["price_idr"] == 15000
    assert only(products(catalogue, "sapu"))["supplier_code"] == "=1+1"


def test_choices_for_one_sheet_do_not_touch_another(catalogue: Catalogue, tmp_path: Path) -> None:
    sheets = {
        "Satu": [["Barang Kami", "Harga"], ["Tas", 5000]],
        "Dua": [["Nama Produk", "Harga"], ["Topi", 6000]],
    }
    book = write_xlsx(tmp_path / "a.xlsx", sheets)
    report = plan_only(catalogue, book, supplier="X", mapping={"Barang Kami": "name_id"})
    assert [(p.sheet, p.kind, p.rows.created) for p in report.parts] == [
        ("Satu", "products", 1),
        ("Dua", "products", 1),
    ]


def test_a_forced_kind_reads_names_as_firms(catalogue: Catalogue, tmp_path: Path) -> None:
    book = write_csv(tmp_path / "a.csv", [["Nama", "Keterangan"], ["UD Maju", "baik"]])
    run(catalogue, book, kind="suppliers")
    assert only(records(catalogue, "supplier"))["name"] == "UD Maju"


def test_formulas_without_a_stored_value_are_told(catalogue: Catalogue, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEAD, ["A", "Tas", "=5000*2"]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    report = run(catalogue, tmp_path / "a.xlsx", supplier="X")
    assert "uncached_formulas" in {w.code for w in report.warnings}
    assert only(products(catalogue))["price_idr"] is None
