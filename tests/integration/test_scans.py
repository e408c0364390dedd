"""Scans of certificates: judged by their content, stored once, shown, undone, backed up, checked."""

import io
import json
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from tests.integration.export_desk import photo_bytes
from tradehouse.domain.errors import NotFound
from tradehouse.domain.fields import RecordKind
from tradehouse.photos import scans as photos_scans
from tradehouse.photos.store import content_hash
from tradehouse.services import browsing, editing, history, scans
from tradehouse.services.backup import back_up_to, restore
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.services.checking import check

C = RecordKind.CERTIFICATION


def pdf(pages: int = 2, text_size: int = 0, width: float = 595, height: float = 842) -> bytes:
    """Return a PDF of so many empty pages."""
    document = pypdfium2.PdfDocument.new()
    for _page in range(pages):
        document.new_page(width, height + text_size)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def locked_pdf() -> bytes:
    """Return the smallest PDF that asks for a password."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
        b"4 0 obj<</Filter/Standard/V 1/R 2/Length 40/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>endobj\n"
        b"trailer<</Root 1 0 R/Size 5/Encrypt 4 0 R/ID[<41><41>]>>\n%%EOF"
    )


@pytest.fixture
def certificate(catalogue: Catalogue) -> int:
    supplier = editing.create(catalogue, RecordKind.SUPPLIER, {"name": "Anyam Jaya"})
    return editing.create(catalogue, C, {"type": "pirt", "supplier": supplier, "number": "2063471010001-29"})


def stored_files(catalogue: Catalogue) -> list[str]:
    return [scan.path.name for scan in scans.scan_store(catalogue).iterate()]


def test_a_scan_is_kept_under_its_hash_and_shown(catalogue: Catalogue, certificate: int, tmp_path: Path) -> None:
    file = tmp_path / "Halal 2026.PDF"
    file.write_bytes(pdf(3))
    report = scans.add_scans(catalogue, certificate, [file, (photo_bytes("white"), "foto.jpg")])

    assert (report.added, report.known, report.refused) == (2, 0, ())
    paper, photo = scans.scans_of(catalogue, certificate)
    sha256 = content_hash(file.read_bytes())
    assert (paper.key, paper.name, paper.pages) == (f"{sha256}.pdf", "Halal 2026.PDF", 3)
    assert (catalogue.folder / "documents" / sha256[:2] / paper.key).read_bytes() == file.read_bytes()
    assert (photo.name, photo.pages, photo.missing) == ("foto.jpg", 1, False)
    for scan, page in ((paper, 2), (photo, 0)):
        with Image.open(scans.picture(catalogue, scan.key, page, 256)) as picture:
            assert picture.format == "JPEG"
            assert max(picture.size) <= 257
    copy = tmp_path / "copy.pdf"
    scans.save_copy(catalogue, paper.key, copy)
    assert copy.read_bytes() == file.read_bytes()


def test_adding_and_taking_off_is_undone(catalogue: Catalogue, certificate: int) -> None:
    scans.add_scans(catalogue, certificate, [(pdf(), "a.pdf")])
    (scan,) = scans.scans_of(catalogue, certificate)
    assert scans.remove_scan(catalogue, certificate, scan.key)
    assert scans.scans_of(catalogue, certificate) == []
    history.undo(catalogue)
    assert scans.scans_of(catalogue, certificate) == [scan]
    history.undo(catalogue)
    assert browsing.record(catalogue, C, certificate)["scans"] == ()
    history.redo(catalogue)
    assert scans.scans_of(catalogue, certificate) == [scan]


def test_the_same_file_is_kept_once(catalogue: Catalogue, certificate: int) -> None:
    other = editing.duplicate(catalogue, C, certificate)
    content = pdf(1)
    scans.add_scans(catalogue, certificate, [(content, "a.pdf"), (content, "b.pdf")])
    again = scans.add_scans(catalogue, certificate, [(content, "c.pdf")])
    assert (again.added, again.known) == (0, 1)
    scans.add_scans(catalogue, other, [(content, "d.pdf")])
    assert len(stored_files(catalogue)) == 1
    assert [scan.name for scan in scans.scans_of(catalogue, other)] == ["a.pdf"]


@pytest.mark.parametrize(("content", "name", "extension"), [(b"", "x.jpg", "pdf"), (b"JPEG", "x.pdf", "jpg")])
def test_a_scan_is_what_its_content_says(
    catalogue: Catalogue, certificate: int, content: bytes, name: str, extension: str
) -> None:
    report = scans.add_scans(catalogue, certificate, [(photo_bytes("red") if content else pdf(1), name)])
    assert report.refused == ()
    assert scans.scans_of(catalogue, certificate)[0].key.endswith(f".{extension}")


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"only words", "not_a_scan", "a text file"),
        (b"PK\x03\x04" + b"\0" * 60, "not_a_scan", "neither a PDF nor a photo"),
        (b"", "photo_empty", "is empty"),
        (b"%PDF-1.7\n" + b"\xff" * 500, "pdf_damaged", "damaged PDF"),
        (locked_pdf(), "pdf_locked", "password"),
        (b"\xff\xd8\xff\xe0 no picture", "photo_damaged", "scan.pdf"),
    ],
)
def test_what_is_no_scan_is_refused_with_one_sentence(
    catalogue: Catalogue, certificate: int, content: bytes, code: str, words: str
) -> None:
    report = scans.add_scans(catalogue, certificate, [(content, "scan.pdf"), (pdf(1), "good.pdf")])
    assert report.added == 1
    (refused,) = report.refused
    assert refused.code == code
    assert words in str(refused)
    assert len(stored_files(catalogue)) == 1


def test_a_book_is_no_scan(catalogue: Catalogue, certificate: int) -> None:
    report = scans.add_scans(catalogue, certificate, [(pdf(201), "book.pdf")])
    assert [refusal.code for refusal in report.refused] == ["pdf_too_many_pages"]
    assert "201" in str(report.refused[0])


def test_an_enormous_page_is_shown_small(catalogue: Catalogue, certificate: int) -> None:
    assert scans.add_scans(catalogue, certificate, [(pdf(1, width=14_000, height=14_000), "wall.pdf")]).added == 1
    (scan,) = scans.scans_of(catalogue, certificate)
    with Image.open(scans.picture(catalogue, scan.key, 0, 300)) as picture:
        assert max(picture.size) <= 301


def test_a_page_that_takes_too_long_is_given_up(
    catalogue: Catalogue, certificate: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photos_scans, "SECONDS", 0.001)
    report = scans.add_scans(catalogue, certificate, [(pdf(1), "slow.pdf")])
    assert [refusal.code for refusal in report.refused] == ["pdf_too_slow"]


def test_a_backup_holds_scans_and_brings_them_back(catalogue: Catalogue, certificate: int, tmp_path: Path) -> None:
    scans.add_scans(catalogue, certificate, [(pdf(1), "a.pdf")])
    folder = catalogue.folder
    back_up_to(catalogue, tmp_path / "all.zip")
    catalogue.close()
    for path in (folder / "documents").rglob("*.pdf"):
        path.unlink()
    restore(folder, tmp_path / "all.zip")
    again = open_catalogue(folder)
    try:
        (scan,) = scans.scans_of(again, certificate)
        assert not scan.missing
        assert check(again).findings == []
    finally:
        again.close()


def test_the_check_finds_orphans_and_lost_scans(catalogue: Catalogue, certificate: int) -> None:
    scans.add_scans(catalogue, certificate, [(pdf(1), "a.pdf"), (pdf(2), "b.pdf")])
    first, second = scans.scans_of(catalogue, certificate)
    store = scans.scan_store(catalogue)
    store.put(content_hash(b"nobody's"), "pdf", b"nobody's")
    store.remove(*scans.split_key(first.key))
    scans.remove_scan(catalogue, certificate, second.key)  # undo may want it back, so it is no orphan

    assert sorted(finding.code for finding in check(catalogue).left_over) == ["orphan", "scan_missing"]
    assert check(catalogue, repair=True).left_over == []
    assert check(catalogue).findings == []
    assert sorted(stored_files(catalogue)) == sorted([first.key, second.key])


def test_a_scan_that_is_gone_is_told(catalogue: Catalogue, certificate: int, tmp_path: Path) -> None:
    scans.add_scans(catalogue, certificate, [(pdf(1), "a.pdf")])
    (scan,) = scans.scans_of(catalogue, certificate)
    scans.scan_store(catalogue).remove(*scans.split_key(scan.key))
    assert scans.scans_of(catalogue, certificate)[0].missing
    with pytest.raises(NotFound):
        scans.save_copy(catalogue, scan.key, tmp_path / "x.pdf")


def test_a_scan_that_came_without_a_word_has_its_pages_counted(catalogue: Catalogue, certificate: int) -> None:
    content = pdf(4)
    key = f"{content_hash(content)}.pdf"
    scans.scan_store(catalogue).put(content_hash(content), "pdf", content)
    with catalogue.writing("As a package does") as work:
        work.update_columns("certification", certificate, {"scans": json.dumps([key, "../evil.pdf"])})
    (scan,) = scans.scans_of(catalogue, certificate)
    assert (scan.pages, scan.name) == (4, "")
