"""The file that is replaced, or is not: whole or as it was, with nothing left beside it."""

import contextlib
import errno
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.integration.export_desk import PRODUCTS, filled_catalogue, photo_bytes
from tradehouse.domain.errors import Cancelled, UserError
from tradehouse.domain.fields import FieldKind, RecordKind, fields
from tradehouse.domain.progress import Progress
from tradehouse.domain.query import Query
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.services.exporting import ExportOptions, export
from tradehouse.services.photos import attach


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with filled_catalogue(tmp_path / "catalogue") as opened:
        yield opened


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / "list.xlsx"
    path.write_bytes(b"the old file")
    return path


def assert_untouched(out: Path) -> None:
    assert out.read_bytes() == b"the old file"
    assert list(out.parent.iterdir()) == [out]


def refusal(catalogue: Catalogue, out: Path, layout: str = "export") -> UserError:
    with pytest.raises(UserError) as caught:
        export(catalogue, out, ExportOptions(layout))
    return caught.value


@pytest.mark.parametrize("layout", ["export", "showcase", "full"])
def test_good_export_replaces_the_file_and_leaves_nothing_beside_it(
    catalogue: Catalogue, out: Path, layout: str
) -> None:
    export(catalogue, out, ExportOptions(layout))
    assert openpyxl.load_workbook(out).sheetnames
    assert list(out.parent.iterdir()) == [out]


def test_a_folder_that_is_not_there_is_refused_and_not_made(catalogue: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refusal:
        export(catalogue, tmp_path / "new" / "deep" / "list.xlsx", ExportOptions("export"))
    assert refusal.value.code == "no_folder"
    assert "deep" in str(refusal.value)
    assert not (tmp_path / "new").exists()
    assert browsing.count(catalogue, RecordKind.OFFER, Query()) == 0


def test_read_only_target_is_refused_and_stays(catalogue: Catalogue, out: Path) -> None:
    out.chmod(0o444)
    error = refusal(catalogue, out)
    assert error.code == "target_in_use"
    assert "list.xlsx" in str(error)
    assert_untouched(out)


def test_target_held_by_another_program_is_refused_and_stays(
    catalogue: Catalogue, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move = Path.replace

    def held(self: Path, target: Path) -> Path:
        if target == out:
            raise PermissionError(errno.EACCES, "in use")
        return move(self, target)

    monkeypatch.setattr("tradehouse.domain.files.REPLACE_PAUSE", 0)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", held)
        error = refusal(catalogue, out)
    assert error.code == "target_in_use"
    assert_untouched(out)


@pytest.mark.parametrize("layout", ["export", "full"])
def test_full_disk_is_said_and_the_old_file_stays(
    catalogue: Catalogue, out: Path, monkeypatch: pytest.MonkeyPatch, layout: str
) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("xlsxwriter.workbook.Workbook._store_workbook", full)
    error = refusal(catalogue, out, layout)
    assert error.code == "disk_full"
    assert_untouched(out)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("x" * 300 + ".xlsx", "name_too_long"),
        ("list.pdf", "not_xlsx"),
        ("list", "not_xlsx"),
        ("folder.xlsx", "cannot_write"),
    ],
)
def test_names_that_cannot_be_are_refused_at_once(catalogue: Catalogue, tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    error = refusal(catalogue, tmp_path / name)
    assert error.code == code


def test_folder_in_place_of_a_file_in_the_path_is_refused(catalogue: Catalogue, out: Path) -> None:
    error = refusal(catalogue, out / "list.xlsx")
    assert error.code == "cannot_write"
    assert_untouched(out)


@pytest.mark.parametrize("layout", ["export", "full"])
def test_cancelled_export_did_nothing(catalogue: Catalogue, out: Path, layout: str) -> None:
    progress = Progress(lambda *_: progress.cancel())
    with pytest.raises(Cancelled):
        export(catalogue, out, ExportOptions(layout), progress)
    assert_untouched(out)


def test_progress_counts_the_rows(catalogue: Catalogue, out: Path) -> None:
    told: list[tuple[int, int]] = []
    export(catalogue, out, ExportOptions("showcase"), Progress(lambda done, total, _text: told.append((done, total))))
    assert told[0] == (0, 5)
    assert told[-1] == (5, 5)


def test_missing_and_damaged_photos_leave_a_placeholder_and_are_listed(catalogue: Catalogue, out: Path) -> None:
    attach(catalogue, 4, [(photo_bytes("navy"), "blue.jpg")])
    stored = sorted(catalogue.photos.iterate(), key=lambda photo: photo.path.stat().st_mtime_ns)
    stored[0].path.unlink()
    stored[1].path.write_bytes(b"\xff\xd8\xff not a picture")
    for photo in stored[:2]:
        catalogue.renditions.forget(photo.sha256)
    report = export(catalogue, out, ExportOptions("export"))
    assert report.photos == 1
    assert {remark.code for remark in report.photo_problems} == {"KRY-0001", "MKN-0001"}
    sheet = openpyxl.load_workbook(out)["Price List"]
    texts = [sheet.cell(row, 2).value for row in range(11, 16)]
    assert texts.count("photo on request") == 4


def test_two_thousand_rows(tmp_path: Path) -> None:
    catalogue = open_catalogue(tmp_path / "large")
    blank = {f.key: None for f in fields(RecordKind.PRODUCT).values() if f.stored and f.kind is not FieldKind.RECORDS}
    first = {**blank, **PRODUCTS[0], "supplier": None}
    with catalogue.writing("Filling") as work:
        work.insert_many(
            "product", [{**first, "code": f"KRY-{n:04}", "qty_per_carton": n % 300 + 1} for n in range(2000)]
        )
    path = tmp_path / "large.xlsx"
    report = export(catalogue, path, ExportOptions("export", rate=Decimal(16_000)))
    catalogue.close()
    assert report.rows == 2000
    with contextlib.closing(openpyxl.load_workbook(path, read_only=True)) as book:
        rows = book["Price List"].iter_rows(min_row=11, max_col=3, values_only=True)
        assert sum(1 for row in rows if row[2]) == 2000
