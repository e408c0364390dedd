"""Backups prove themselves; a restore is all or nothing; check finds and mends."""

import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from tradehouse.domain.errors import StorageProblem, UnusableFile
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import Query
from tradehouse.services import backup, browsing, checking, editing, photos
from tradehouse.services.catalogue import DATABASE_NAME, Catalogue, open_catalogue

PRODUCT = RecordKind.PRODUCT


@pytest.fixture
def picture() -> bytes:
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.effect_noise((320, 240), 60).convert("RGB").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def bag(catalogue: Catalogue, picture: bytes) -> int:
    product = editing.create(catalogue, PRODUCT, {"name_id": "Tas rotan"})
    photos.attach(catalogue, product, [(picture, "tas.jpg")])
    return product


def product_names(catalogue: Catalogue) -> list[object]:
    return [r["name_id"] for r in browsing.records(catalogue, PRODUCT, browsing.find_ids(catalogue, PRODUCT, Query()))]


def test_a_zip_restores_to_the_same_catalogue_elsewhere(catalogue: Catalogue, bag: int, tmp_path: Path) -> None:
    made = backup.back_up_to(catalogue, tmp_path / "all.zip")
    assert made.files == 2
    elsewhere = tmp_path / "pc2"
    assert backup.restore(elsewhere, made.path) == 2
    second = open_catalogue(elsewhere)
    assert product_names(second) == ["Tas rotan"]
    assert checking.check(second).findings == []
    second.close()


def test_a_restore_over_a_catalogue_keeps_what_was_there(catalogue: Catalogue, bag: int, tmp_path: Path) -> None:
    archive = backup.back_up_to(catalogue, tmp_path / "all.zip").path
    editing.change(catalogue, PRODUCT, bag, "name_id", "Tas bambu")
    catalogue.close()
    backup.restore(catalogue.folder, archive)
    again = open_catalogue(catalogue.folder)
    assert product_names(again) == ["Tas rotan"]
    again.close()
    kept = next((catalogue.folder / "trash").glob("before-restore-*"))
    with sqlite3.connect(kept / DATABASE_NAME) as raw:
        assert raw.execute("SELECT name_id FROM product").fetchall() == [("Tas bambu",)]
    raw.close()
    assert backup.last_backup(again) is not None


def test_a_restore_is_refused_while_the_catalogue_is_open(catalogue: Catalogue, bag: int, tmp_path: Path) -> None:
    archive = backup.back_up_to(catalogue, tmp_path / "all.zip").path
    with pytest.raises(StorageProblem) as refusal:
        backup.restore(catalogue.folder, archive)
    assert refusal.value.code == "in_use"
    assert product_names(catalogue) == ["Tas rotan"]


def _changed(archive: Path, target: Path, name: str, content: bytes) -> Path:
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
    return target


def test_a_damaged_photo_in_a_backup_is_found_before_anything_moves(
    catalogue: Catalogue, bag: int, tmp_path: Path
) -> None:
    archive = backup.back_up_to(catalogue, tmp_path / "all.zip").path
    with zipfile.ZipFile(archive) as opened:
        photo = next(name for name in opened.namelist() if name.startswith("photos/"))
    catalogue.close()
    broken = _changed(archive, tmp_path / "broken.zip", photo, b"other bytes")
    with pytest.raises(UnusableFile) as refusal:
        backup.restore(catalogue.folder, broken)
    assert refusal.value.code == "damaged_backup"
    again = open_catalogue(catalogue.folder)
    assert product_names(again) == ["Tas rotan"]
    again.close()


def test_a_backup_whose_bytes_were_spoilt_on_a_stick_is_refused(catalogue: Catalogue, bag: int, tmp_path: Path) -> None:
    archive = backup.back_up_to(catalogue, tmp_path / "all.zip").path
    with zipfile.ZipFile(archive) as opened:
        database = max(opened.infolist(), key=lambda entry: entry.file_size - entry.compress_size)
    content = bytearray(archive.read_bytes())
    at = database.header_offset + 60  # within what was deflated
    content[at : at + 200] = b"\xff" * 200
    broken = tmp_path / "broken.zip"
    broken.write_bytes(content)
    catalogue.close()
    with pytest.raises(UnusableFile) as refusal:
        backup.restore(catalogue.folder, broken)
    assert refusal.value.code == "damaged_backup"


@pytest.mark.parametrize("name", ["../evil.txt", "photos/../../evil", "C:/evil", "photos/a\\b", "/etc/passwd", "evil"])
def test_a_backup_with_a_file_outside_the_catalogue_is_refused(tmp_path: Path, name: str) -> None:
    archive = tmp_path / "evil.zip"
    files = {DATABASE_NAME: {"sha256": "0", "size": 1}, name: {"sha256": "0", "size": 1}}
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr(backup.MANIFEST, json.dumps({"format": backup.FORMAT, "files": files}))
    with pytest.raises(UnusableFile):
        backup.restore(tmp_path / "c", archive)
    assert not (tmp_path / "evil.txt").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half", b"plain text"])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(UnusableFile) as refusal:
        backup.restore(tmp_path / "c", tmp_path / "x.zip")
    assert refusal.value.code == "not_a_backup"


def test_an_unchanged_catalogue_is_not_backed_up_again(catalogue: Catalogue, bag: int) -> None:
    assert backup.back_up_on_the_side(catalogue) is not None
    assert backup.back_up_on_the_side(catalogue) is None
    editing.change(catalogue, PRODUCT, bag, "colour", "cokelat")
    assert backup.back_up_on_the_side(catalogue) is not None


def test_a_healthy_catalogue_has_no_findings(catalogue: Catalogue, bag: int) -> None:
    report = checking.check(catalogue)
    assert (report.photos, report.findings) == (1, [])


def test_check_finds_missing_and_damaged_photos_and_orphans(catalogue: Catalogue, bag: int, picture: bytes) -> None:
    stored = next(catalogue.photos.iterate())
    stored.path.write_bytes(picture[:-10])
    report = checking.check(catalogue)
    assert [f.code for f in report.left_over] == ["photo_missing"]
    assert "Tas rotan" in str(report.left_over[0].message)
    stored.path.unlink()
    assert [f.code for f in checking.check(catalogue).left_over] == ["photo_missing"]


def test_repair_moves_orphans_to_the_trash_and_fetches_photos_from_it(
    catalogue: Catalogue, bag: int, picture: bytes
) -> None:
    from tradehouse.photos.intake import take_in

    stored = next(catalogue.photos.iterate())
    catalogue.photos.remove(stored.sha256, stored.extension)
    orphan = take_in(catalogue.photos, _other_picture(), "lain.png")
    report = checking.check(catalogue, repair=True)
    assert sorted((f.code, f.repaired) for f in report.findings) == [("orphan", True), ("photo_missing", True)]
    assert catalogue.photos.verify(stored.sha256, stored.extension)
    assert not catalogue.photos.has(orphan.sha256, orphan.extension)
    assert checking.check(catalogue).findings == []


def _other_picture() -> bytes:
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (50, 60), "navy").save(out, "PNG")
    return out.getvalue()


def test_a_photo_that_the_history_needs_is_no_orphan(catalogue: Catalogue, bag: int) -> None:
    from tradehouse.services import history

    history.undo(catalogue)
    assert checking.check(catalogue, repair=True).findings == []
    history.redo(catalogue)
    assert checking.check(catalogue).findings == []


def test_repair_writes_a_stale_search_index_again(catalogue: Catalogue, bag: int) -> None:
    with catalogue.writing("x") as work:
        work.connection.exec_driver_sql("UPDATE product SET search_text = 'zzz', name_sort = 'zzz'")
    assert [f.code for f in checking.check(catalogue).left_over] == ["stale_search"]
    assert [f.repaired for f in checking.check(catalogue, repair=True).findings] == [True]
    assert checking.check(catalogue).findings == []
