"""The buyer's pack: workbook, photos, specifications and scans in one zip, and the ledger with it."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.integration.export_desk import filled_catalogue, photo_bytes
from tradehouse.domain.errors import Cancelled, UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.progress import Progress
from tradehouse.domain.query import Query
from tradehouse.photos.store import content_hash
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.documents import write_pack
from tradehouse.services.exporting import ExportOptions
from tradehouse.services.scans import scan_store


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Catalogue]:
    monkeypatch.setenv("TRADEHOUSE_CACHE", str(tmp_path / "cache"))
    with filled_catalogue(tmp_path / "catalogue") as opened:
        yield opened


def offers(catalogue: Catalogue) -> int:
    return browsing.count(catalogue, RecordKind.OFFER, Query())


def scan(catalogue: Catalogue, certificate_id: int, content: bytes, extension: str) -> None:
    """Give a certificate a scan, as the inbox or a package would."""
    sha256 = content_hash(content)
    scan_store(catalogue).put(sha256, extension, content)
    with catalogue.writing("Scan") as work:
        work.update("certification", certificate_id, {"scans": (f"{sha256}.{extension}",)})


def test_a_pack_holds_all_parts_named_by_item_number(catalogue: Catalogue, tmp_path: Path) -> None:
    scan(catalogue, 1, b"%PDF-1.4 halal", "pdf")
    scan(catalogue, 2, photo_bytes("white"), "jpg")
    scan(catalogue, 3, b"%PDF-1.4 lapsed", "pdf")
    out = tmp_path / "pack.zip"
    report = write_pack(catalogue, out, ExportOptions("export", buyer="Nordic Home"))
    assert (report.written.path, report.written.rows) == (out, 5)
    assert (report.photos, report.specifications, report.scans) == (2, 5, 2)
    assert report.without_scan == ('Batikmark "batik INDONESIA" BM-7',)
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        parts = {name: archive.read(name) for name in names}
    assert len(names) == len(set(names)) == 10
    assert "Price list Nordic Home.xlsx" in names
    assert {"photos/KRY-0001.jpg", "photos/MKN-0001.jpg", "specifications/KRY-0003.pdf"} <= set(names)
    assert "certificates/Halal certificate ID11110000012340521.pdf" in names
    sheet = load_workbook(io.BytesIO(parts["Price list Nordic Home.xlsx"]))
    assert sheet.sheetnames[0] == "Price List"
    assert all(data.startswith(b"%PDF") for name, data in parts.items() if name.endswith(".pdf"))
    for name, data in parts.items():
        assert b"SECRET" not in data, name
        assert b"lapsed" not in data, name


def test_a_pack_is_one_offer_under_one_reference(catalogue: Catalogue, tmp_path: Path) -> None:
    report = write_pack(catalogue, tmp_path / "pack.zip", ExportOptions("export"))
    assert offers(catalogue) == 1
    assert report.written.offer_id is not None
    assert not report.written.reference.startswith("20")  # a number of the ledger, not of the day


def test_a_pack_that_cannot_be_put_in_place_is_not_in_the_ledger(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "to" / "pack.zip"
    out.parent.mkdir()

    def refuse(source: Path, target: Path) -> None:
        if target == out:
            raise PermissionError(13, "held")
        source.replace(target)

    monkeypatch.setattr("tradehouse.exchange.whole_files.replace_file", refuse)
    with pytest.raises(UserError):
        write_pack(catalogue, out, ExportOptions("export"))
    assert offers(catalogue) == 0
    assert not list(out.parent.iterdir())


def test_cancelled_means_no_zip_and_no_offer(catalogue: Catalogue, tmp_path: Path) -> None:
    progress = Progress(lambda _done, _total, text: progress.cancel() if text == "MKN-0001" else None)
    (tmp_path / "out").mkdir()
    with pytest.raises(Cancelled):
        write_pack(catalogue, tmp_path / "out" / "pack.zip", ExportOptions("export"), progress)
    assert offers(catalogue) == 0
    assert not list((tmp_path / "out").iterdir())


def test_a_damaged_scan_is_left_out_and_told(catalogue: Catalogue, tmp_path: Path) -> None:
    scan(catalogue, 1, b"\xff\xd8 no picture", "jpg")
    report = write_pack(catalogue, tmp_path / "pack.zip", ExportOptions("export", ids=[2]))
    assert report.scans == 0
    assert len(report.problems) == 1


@pytest.mark.parametrize(
    ("name", "layout", "code"), [("x.xlsx", "export", "not_zip"), ("x.zip", "full", "not_for_buyers")]
)
def test_what_is_no_pack_is_refused(catalogue: Catalogue, tmp_path: Path, name: str, layout: str, code: str) -> None:
    with pytest.raises(UserError) as refused:
        write_pack(catalogue, tmp_path / name, ExportOptions(layout))
    assert refused.value.code == code
    assert not (tmp_path / name).exists()
