"""The inbox: files taken in from folders, archives and chats, told apart, imported one by one, undone."""

import os
import shutil
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.integration.import_desk import only, photo, products, run, write_csv, write_xlsx
from tradehouse.domain.errors import Cancelled, NotFound, StorageProblem
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.progress import Progress
from tradehouse.exchange.sheet_choices import Reading
from tradehouse.services import browsing, checking, editing, history
from tradehouse.services.backup import back_up_on_the_side, back_up_to, restore
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.services.inbox.deciding import bring_back, leave_out, remove, set_supplier
from tradehouse.services.inbox.files import Clue, FileState, InboxFile
from tradehouse.services.inbox.importing import import_all, import_files, import_shape
from tradehouse.services.inbox.keeping import opened_for_import
from tradehouse.services.inbox.listing import inbox
from tradehouse.services.inbox.taking_in import InboxReport, look_again, take_in

HEAD = ["Kode", "Nama Produk", "Harga"]
FIRM_HEAD = ["Nama Usaha", "Nama Produk", "Harga", "Stok"]
DATA = Path(__file__).parents[3] / "shared" / "data" / "spreadsheets"
CHAT = """\
12/05/2024 14.33 - Pesan dan panggilan dienkripsi secara end-to-end.
12/05/2024 14.34 - UD Maju Jaya: Daftar Mei.xlsx (file terlampir)
13/05/2024 08.01 - +62 812-3456-7890: Stok.csv (file terlampir)
13/05/2024 08.02 - +62 812-3456-7890: IMG-20240513-WA0001.jpg (file terlampir)
"""


def dated(path: Path, day: int) -> Path:
    os.utime(path, (1_700_000_000 + day * 86_400,) * 2)
    return path


def goods(folder: Path, name: str, first: int = 0, count: int = 8, price: int = 5_000, day: int = 0) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    rows = [[f"{folder.name}-{n}", f"Barang {folder.name} nomor{n}", price + n] for n in range(first, first + count)]
    return dated(write_xlsx(folder / name, {"Produk": [HEAD, *rows]}), day)


def by_name(catalogue: Catalogue) -> dict[str, InboxFile]:
    return {file.name: file for file in inbox(catalogue)}


def states(catalogue: Catalogue) -> Counter[str]:
    return Counter(str(file.state) for file in inbox(catalogue))


def kept(catalogue: Catalogue) -> int:
    return sum(1 for path in (catalogue.folder / "inbox").rglob("*") if path.is_file())


# --- taking in ---


def test_each_bytes_are_kept_once_and_the_same_folder_adds_nothing_twice(catalogue: Catalogue, tmp_path: Path) -> None:
    folder = tmp_path / "Kiriman"
    first = goods(folder, "a.xlsx")
    shutil.copy2(first, folder / "salinan a.xlsx")
    (folder / "catatan.txt").write_text("halo", encoding="utf-8")
    (folder / "foto.jpg").write_bytes(photo())
    (folder / "~$a.xlsx").write_bytes(b"\x05Sari" + b"\0" * 160)
    assert take_in(catalogue, [folder]) == InboxReport(2, 0, 0, 1, {".txt": 1})
    assert take_in(catalogue, [folder]) == InboxReport(0, 0, 2, 1, {".txt": 1})
    files = by_name(catalogue)
    assert files["salinan a.xlsx"].copy_of == files["a.xlsx"].id
    assert (files["a.xlsx"].source, files["a.xlsx"].rows) == ("Kiriman", 8)
    assert kept(catalogue) == 1


def test_what_is_no_list_says_why_and_stops_nothing(catalogue: Catalogue, tmp_path: Path) -> None:
    folder = tmp_path / "Kiriman"
    goods(folder, "baik.xlsx")
    whole = (folder / "baik.xlsx").read_bytes()
    (folder / "rusak.xlsx").write_bytes(whole[: len(whole) // 2])
    (folder / "surat.xlsx").write_bytes(b"%PDF-1.4 surat")
    (folder / "kosong.csv").write_bytes(b"")
    write_csv(folder / "catatan.csv", [["halo", "dunia"], ["apa", "kabar"]])
    with zipfile.ZipFile(folder / "jahat.zip", "w") as archive:
        archive.writestr("../jahat.csv", "Nama Produk\nTas\n")
    (folder / "patah.zip").write_bytes(b"PK\x03\x04" + b"\0" * 60)
    report = take_in(catalogue, [folder])
    assert (report.added, report.refused) == (7, 6)
    files = by_name(catalogue)
    assert files["baik.xlsx"].state is FileState.NEW
    for name in ("rusak.xlsx", "surat.xlsx", "kosong.csv", "catatan.csv", "jahat.zip", "patah.zip"):
        assert files[name].state is FileState.REFUSED
        assert str(files[name].reason)
    assert kept(catalogue) == 2  # what is damaged, hostile or no workbook at all is not kept
    assert checking.check(catalogue).findings == []


def test_a_chat_export_tells_sender_and_time(catalogue: Catalogue, tmp_path: Path) -> None:
    editing.create(catalogue, RecordKind.SUPPLIER, {"name": "UD Maju Jaya"})
    editing.create(catalogue, RecordKind.SUPPLIER, {"name": "CV Rotan", "phone": "0812 3456 7890"})
    archive = tmp_path / "WhatsApp Chat with Pemasok Bantul.zip"
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("WhatsApp Chat with Pemasok Bantul.txt", CHAT)
        out.write(goods(tmp_path / "x", "Daftar Mei.xlsx"), "Daftar Mei.xlsx")
        out.write(write_csv(tmp_path / "Stok.csv", [HEAD, ["K1", "Kursi", 90_000]]), "Stok.csv")
        out.writestr("IMG-20240513-WA0001.jpg", photo())
        out.writestr("sisa.csv", "Nama Produk;Harga\nMeja;5000\n")
    report = take_in(catalogue, [archive])
    assert (report.added, report.photos, report.others) == (3, 1, {})
    files = by_name(catalogue)
    assert files["Daftar Mei.xlsx"].sender == "UD Maju Jaya"
    assert files["Daftar Mei.xlsx"].supplier == "UD Maju Jaya"
    sent = files["Daftar Mei.xlsx"].dated
    assert sent is not None
    assert sent.astimezone().isoformat()[:16] == "2024-05-12T14:34"
    assert files["Stok.csv"].supplier == "CV Rotan"
    assert files["Stok.csv"].guesses[0].clue is Clue.PHONE
    assert files["sisa.csv"].sender == "Pemasok Bantul"
    assert files["sisa.csv"].needs_supplier


def test_an_archive_in_a_folder_is_opened_too(catalogue: Catalogue, tmp_path: Path) -> None:
    folder = tmp_path / "Kiriman"
    folder.mkdir()
    with zipfile.ZipFile(folder / "UD Maju.zip", "w") as out:
        out.write(goods(tmp_path / "x", "a.xlsx"), "Mei/a.xlsx")
    take_in(catalogue, [folder])
    (file,) = inbox(catalogue)
    assert (file.source, file.name, file.rows) == ("Kiriman/UD Maju.zip", "Mei/a.xlsx", 8)


def test_a_cancelled_run_leaves_nothing_behind(catalogue: Catalogue, tmp_path: Path) -> None:
    for n in range(4):
        goods(tmp_path / "Kiriman", f"{n}.xlsx", n * 10)
    progress = Progress(lambda _done, _total, text: progress.cancel() if text == "2.xlsx" else None)
    with pytest.raises(Cancelled):
        take_in(catalogue, [tmp_path / "Kiriman"], progress)
    assert inbox(catalogue) == []
    assert kept(catalogue) == 0


def test_a_path_that_is_not_there_is_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(NotFound) as refusal:
        take_in(catalogue, [tmp_path / "tidak ada"])
    assert refusal.value.code == "missing_file"


# --- thirty workbooks of three shapes ---


def thirty(folder: Path) -> Path:
    """10 suppliers with a price list each and a newer version of it, 5 with another shape, 5 copies."""
    for n in range(10):
        own = folder / f"Usaha {n}"
        goods(own, "harga mei.xlsx", price=5_000, day=1)
        goods(own, "harga juni.xlsx", price=6_000, count=10, day=30)
    for n in range(5):
        rows = [[f"Perajin {n}", f"Kriya {n}-{k}", 1000 * k, k] for k in range(1, 6)]
        write_csv(folder / f"perajin {n}.csv", [FIRM_HEAD, *rows])
    for n in range(4):
        shutil.copy2(folder / f"perajin {n}.csv", folder / f"perajin {n} (1).csv")
    write_csv(folder / "lain.csv", [["Nama Pemasok", "Telepon"], ["CV Lain", "081234567890"]])
    return folder


def test_thirty_files_of_three_shapes_over_a_restart(tmp_path: Path) -> None:
    desk = open_catalogue(tmp_path / "desk", user="Sari")
    report = take_in(desk, [thirty(tmp_path / "Kiriman")])
    assert (report.added, report.refused) == (30, 0)
    for file in inbox(desk):
        if file.needs_supplier:
            set_supplier(desk, [file.id], f"UD {file.name.partition('/')[0]}")
    desk.close()

    desk = open_catalogue(tmp_path / "desk", user="Sari")
    files = inbox(desk)
    assert Counter(file.alike for file in files) == {20: 20, 9: 9, 1: 1}
    assert sum(1 for file in files if file.copy_of) == 4
    assert sum(1 for file in files if file.newer_than) == 10
    prices = next(file.shape for file in files if file.name.endswith("mei.xlsx"))
    done = import_shape(desk, prices)
    assert Counter(one.code for one in done) == {"": 10, "older": 10}
    assert len({one.report.change_set for one in done if one.report}) == 10
    assert only(products(desk, "usaha 3 nomor4")).values["price_idr"] == 6_004
    rest = import_all(desk)
    assert Counter(one.code for one in rest) == {"": 6, "older": 10}
    assert states(desk) == {"imported": 20, "new": 10}
    older = next(file for file in inbox(desk) if file.older_than)
    assert import_files(desk, [older.id])[0].report is not None  # by itself, whoever wants it
    desk.close()


# --- importing ---


def test_an_import_that_is_undone_leaves_the_file_new_and_done_again_imported(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    take_in(catalogue, [goods(tmp_path / "x", "a.xlsx")])
    (file,) = inbox(catalogue)
    assert import_files(catalogue, [file.id])[0].code == "needs_supplier"
    set_supplier(catalogue, [file.id], "UD Baru")
    (one,) = import_files(catalogue, [file.id])
    assert one.report is not None
    (file,) = inbox(catalogue)
    assert (file.state, file.change_set) == (FileState.IMPORTED, one.report.change_set)
    assert next(iter(history.latest(catalogue, 1))).label.values["file"] == "a.xlsx"
    history.undo(catalogue)
    (file,) = inbox(catalogue)
    assert (file.state, file.undone, file.change_set) == (FileState.NEW, True, None)
    history.redo(catalogue)
    (file,) = inbox(catalogue)
    assert (file.state, file.undone) == (FileState.IMPORTED, False)
    history.undo(catalogue)
    assert import_files(catalogue, [file.id])[0].report is not None
    assert states(catalogue) == {"imported": 1}


def test_a_file_that_was_imported_in_another_way_is_imported(catalogue: Catalogue, tmp_path: Path) -> None:
    path = goods(tmp_path / "x", "a.xlsx")
    take_in(catalogue, [path])
    run(catalogue, path, supplier="UD Maju")
    assert states(catalogue) == {"imported": 1}
    history.undo(catalogue)
    assert states(catalogue) == {"new": 1}


def test_a_refused_file_does_not_stop_the_others(catalogue: Catalogue, tmp_path: Path) -> None:
    for n in range(3):
        goods(tmp_path / f"UD Nomor{n}", "a.xlsx")
    take_in(catalogue, [tmp_path / f"UD Nomor{n}" for n in range(3)])
    files = inbox(catalogue)
    set_supplier(catalogue, [files[0].id, files[2].id], "UD Maju")
    told: list[str] = []
    import_all(catalogue, done=lambda one: told.append(one.code))
    assert told == ["", "needs_supplier", ""]


def test_one_persons_mapping_serves_all_files_of_a_shape(catalogue: Catalogue, tmp_path: Path) -> None:
    foreign = ["Ürün", "Açıklama", "Değer"]
    paths = [
        write_xlsx(tmp_path / f"{n}.xlsx", {"S": [["x"], foreign, [f"Çanta {n}", "deri", 5_000 + n]]}) for n in range(4)
    ]
    take_in(catalogue, paths)
    assert states(catalogue) == {"refused": 4}
    files = inbox(catalogue)
    assert {file.alike for file in files} == {4}
    reading = Reading(
        header=2, header_height=1,
        mapping={"Ürün": "product.name_id", "Açıklama": "product.material", "Değer": "product.price_idr"},
    )  # fmt: skip
    with opened_for_import(catalogue, files[0].id) as path:
        run(catalogue, path, supplier="Usta", readings={("0.xlsx", "S"): reading})
    assert states(catalogue) == {"imported": 1, "new": 3}
    assert {file.remembered for file in inbox(catalogue)} == {"0.xlsx"}
    assert {one.code for one in import_shape(catalogue, files[0].shape)} == {"needs_supplier"}
    set_supplier(catalogue, [file.id for file in inbox(catalogue)], "Usta")
    assert [one.code for one in import_shape(catalogue, files[0].shape)] == ["", "", ""]
    assert only(products(catalogue, "çanta 3")).values["material"] == "deri"


def test_files_are_looked_into_again_with_what_was_learnt(catalogue: Catalogue, tmp_path: Path) -> None:
    take_in(catalogue, [goods(tmp_path / "x", "a.xlsx")])
    assert look_again(catalogue) == 0
    with catalogue.database.transaction() as connection:
        connection.exec_driver_sql("UPDATE inbox_file SET told = '{}', state = 'refused'")
    assert look_again(catalogue) == 1
    (file,) = inbox(catalogue)
    assert (file.state, file.rows) == (FileState.NEW, 8)


def test_a_supplier_that_is_chosen_is_meant_whatever_others_are_called(catalogue: Catalogue, tmp_path: Path) -> None:
    editing.create(catalogue, RecordKind.SUPPLIER, {"name": "UD Maju"})
    second = editing.create(catalogue, RecordKind.SUPPLIER, {"name": "UD Maju", "brand": "Dua"})
    take_in(catalogue, [goods(tmp_path / "x", "UD Maju.xlsx")])
    (file,) = inbox(catalogue)
    assert (file.supplier, {guess.score < 0.95 for guess in file.guesses}) == ("", {True})  # two are called so
    code = browsing.record(catalogue, RecordKind.SUPPLIER, second).values["code"]
    set_supplier(catalogue, [file.id], str(code))
    assert import_files(catalogue, [file.id])[0].report is not None
    assert {found.values["supplier"].id for found in products(catalogue, "barang")} == {second}
    history.undo(catalogue)
    editing.trash(catalogue, RecordKind.SUPPLIER, [second])
    (file,) = inbox(catalogue)
    assert (file.supplier, file.chosen) == ("UD Maju", False)  # the only one left of that name


def test_where_nothing_can_be_written_nothing_is_looked_into(catalogue: Catalogue, tmp_path: Path) -> None:
    catalogue.database.read_only = True
    with pytest.raises(StorageProblem):
        take_in(catalogue, [goods(tmp_path / "x", "a.xlsx")])
    assert kept(catalogue) == 0


def test_a_bomb_among_good_files_is_refused_by_itself(catalogue: Catalogue, tmp_path: Path) -> None:
    folder = tmp_path / "Kiriman"
    goods(folder, "baik.xlsx")
    with zipfile.ZipFile(folder / "bom.zip", "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("besar.csv", b"0" * 200_000_000)
    with zipfile.ZipFile(folder / "bom.xlsx", "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", "<Types/>")
        out.writestr("xl/workbook.xml", b" " * 200_000_000)
    take_in(catalogue, [folder])
    assert {name: str(file.state) for name, file in by_name(catalogue).items()} == {
        "baik.xlsx": "new",
        "bom.zip": "refused",
        "bom.xlsx": "refused",
    }
    assert kept(catalogue) == 1


# --- keeping ---


def test_left_out_files_come_back_and_removed_ones_go_to_the_trash(catalogue: Catalogue, tmp_path: Path) -> None:
    folder = tmp_path / "Kiriman"
    shutil.copy2(goods(folder, "a.xlsx"), folder / "b.xlsx")
    take_in(catalogue, [folder])
    first, copy = (file.id for file in inbox(catalogue))
    leave_out(catalogue, [first])
    assert states(catalogue) == {"left_out": 1, "new": 1}
    bring_back(catalogue, [first])
    assert states(catalogue) == {"new": 2}
    remove(catalogue, [first])
    assert kept(catalogue) == 1
    remove(catalogue, [copy])
    assert (inbox(catalogue), kept(catalogue)) == ([], 0)
    assert len(list((catalogue.folder / "trash" / "inbox").iterdir())) == 1


def test_the_inbox_is_in_the_backup_and_check_knows_its_files(tmp_path: Path) -> None:
    desk = open_catalogue(tmp_path / "desk", user="Sari")
    back_up_on_the_side(desk)
    take_in(desk, [goods(tmp_path / "x", "a.xlsx")])
    assert back_up_on_the_side(desk) is not None  # a file in the inbox is news, though no history
    back_up_to(desk, tmp_path / "all.zip")
    (stored,) = (path for path in (desk.folder / "inbox").rglob("*.xlsx"))
    stored.unlink()
    stray = stored.with_name(f"{stored.stem[:2]}{'0' * 62}.xlsx")
    stray.write_bytes(b"x")
    assert {f.code for f in checking.check(desk).findings} == {"inbox_missing", "orphan"}
    assert {f.code for f in checking.check(desk, repair=True).left_over} == {"inbox_missing"}
    desk.close()
    restore(tmp_path / "desk", tmp_path / "all.zip")
    desk = open_catalogue(tmp_path / "desk", user="Sari")
    assert checking.check(desk).findings == []
    set_supplier(desk, [1], "UD Maju")
    assert import_files(desk, [1])[0].report is not None
    desk.close()


@pytest.mark.skipif(not DATA.is_dir(), reason="the real files are not here")
def test_the_real_files_are_told_apart(catalogue: Catalogue) -> None:
    report = take_in(catalogue, [DATA])
    assert report.added > 80
    files: dict[str, Any] = by_name(catalogue)
    balikpapan = files["id_balikpapan_ikm_masked/Data UMKM Binaan (1) masked.xlsx"]
    assert {sheet.name: sheet.rows for sheet in balikpapan.sheets}["final"] == 1440
    assert not balikpapan.needs_supplier
    assert files["id_retail_barcode/products.xlsx"].rows == 56_689
    assert files["id_umkm_per_provinsi/umkm.xlsx"].state is FileState.REFUSED
    done = import_files(
        catalogue, [files[name].id for name in ("id_solo_umkm/umkm.csv", "id_umkm_per_provinsi/umkm.xlsx")]
    )
    assert [one.code for one in done] == ["", "no_list"]
    assert done[0].report is not None
    assert done[0].report.rows.total == 11_158
