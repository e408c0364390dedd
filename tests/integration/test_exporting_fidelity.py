"""What a list must survive on its way to the buyer: names in any script, texts of any length, many rows and photos."""

import errno
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image

from tests.integration.export_desk import TODAY, filled_catalogue, photo_bytes
from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import FieldKind, RecordKind, fields
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.services.exporting import ExportOptions, export, suggested_name
from tradehouse.services.layouts import load_layout_for
from tradehouse.services.photos import attach

MOST_CHARACTERS = 32_767


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with filled_catalogue(tmp_path / "catalogue") as opened:
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Catalogue]:
    opened = open_catalogue(tmp_path / "empty")
    yield opened
    opened.close()


def add(catalogue: Catalogue, rows: list[dict[str, Any]]) -> None:
    blank = {f.key: None for f in fields(RecordKind.PRODUCT).values() if f.stored and f.kind is not FieldKind.RECORDS}
    with catalogue.writing("Filling") as work:
        work.insert_many("product", [{**blank, **row} for row in rows])


@pytest.mark.parametrize("buyer", ["شركة الشمال للتجارة", "北欧家居贸易有限公司", "ООО «Север»", 'Ø & <Søn> "A/S"'])
def test_buyers_of_every_script_stand_in_the_head_and_in_the_file_name(
    catalogue: Catalogue, tmp_path: Path, buyer: str
) -> None:
    layout = load_layout_for(catalogue, "export")
    path = tmp_path / suggested_name(layout, "en", buyer)
    export(catalogue, path, ExportOptions("export", buyer=buyer))
    sheet = openpyxl.load_workbook(path)["Price List"]
    assert buyer in {cell.value for row in sheet.iter_rows(max_row=9) for cell in row}
    assert any(word in path.name for word in buyer.split())


def test_a_text_too_long_for_a_cell_is_cut_off_and_told(empty: Catalogue, tmp_path: Path) -> None:
    add(empty, [{"code": "A-1", "name_id": "Panjang", "notes": "x" * (MOST_CHARACTERS - 1) + "🧵 dan seterusnya"}])
    report = export(empty, tmp_path / "INTERNAL.xlsx", ExportOptions("full", language="en"))
    sheet = openpyxl.load_workbook(report.path)["Products"]
    texts = [cell.value for cell in sheet[3] if isinstance(cell.value, str)]
    longest = max(texts, key=len)
    assert longest == "x" * (MOST_CHARACTERS - 1)  # a character of two halves is not cut in the middle
    assert any("Products!" in str(warning) for warning in report.warnings)


def test_ten_thousand_rows_are_all_there(empty: Catalogue, tmp_path: Path) -> None:
    add(empty, [{"code": f"A-{n:05}", "name_id": f"Barang {n}", "price_idr": n, "price_date": TODAY} for n in range(10_000)])  # fmt: skip
    report = export(empty, tmp_path / "INTERNAL.xlsx", ExportOptions("full", language="en"))
    assert report.rows == 10_000
    with zipfile.ZipFile(report.path) as parts:
        sheets = [parts.read(name).count(b"<row ") for name in parts.namelist() if "worksheets/sheet" in name]
    assert max(sheets) == 10_000 + 2  # title and headings


@pytest.fixture
def pictured(catalogue: Catalogue, tmp_path: Path) -> Path:
    """A list in which three products have photos of their own, and a fourth that of the third."""
    attach(catalogue, 3, [(photo_bytes("navy", (640, 480)), "blue.jpg")])
    attach(catalogue, 4, [(photo_bytes("navy", (640, 480)), "again.jpg")])
    return export(catalogue, tmp_path / "list.xlsx", ExportOptions("export")).path


def test_every_photo_stands_in_the_row_of_its_product(pictured: Path) -> None:
    sheet = openpyxl.load_workbook(pictured)["Price List"]
    colours = {
        "KRY-0001": (205, 133, 63),
        "MKN-0001": (139, 69, 19),
        "KRY-0002": (0, 0, 128),
        "KRY-0003": (0, 0, 128),
    }
    seen = {}
    for picture in sheet._images:  # type: ignore[attr-defined]
        anchor = picture.anchor
        assert (anchor._from.row, anchor._from.col) == (anchor.to.row, anchor.to.col)
        code = str(sheet.cell(anchor._from.row + 1, 3).value)
        with Image.open(io.BytesIO(picture._data())) as image:
            found = image.convert("RGB").getpixel((20, 20))
        assert isinstance(found, tuple)
        seen[code] = found
    assert seen.keys() == colours.keys()
    for code, colour in colours.items():
        assert all(abs(a - b) < 12 for a, b in zip(seen[code], colour, strict=True)), code


def test_photos_are_kept_once_and_not_deflated(pictured: Path) -> None:
    with zipfile.ZipFile(pictured) as parts:
        media = [entry for entry in parts.infolist() if "/media/" in entry.filename]
        drawing = parts.read("xl/drawings/drawing1.xml").decode()
        assert parts.infolist()[0].filename == "[Content_Types].xml"  # by which mail programs know a workbook
        assert parts.testzip() is None
    assert len(media) == 3
    assert {entry.compress_type for entry in media} == {zipfile.ZIP_STORED}
    assert drawing.count("<xdr:pic>") == 4
    assert drawing.count('descr="KRY-0003 Bowl 咖啡 قهوة"') == 1


@pytest.mark.parametrize(
    "step", ["tradehouse.exchange.workbooks.photo_parts.PhotoParts.add", "zipfile.ZipFile.writestr"]
)
def test_a_disk_that_fills_up_with_photos_leaves_the_old_file(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    out = tmp_path / "out" / "list.xlsx"
    out.parent.mkdir()
    out.write_bytes(b"the old file")

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(step, full)
        with pytest.raises(UserError) as caught:
            export(catalogue, out, ExportOptions("export"))
    assert caught.value.code == "disk_full"
    assert out.read_bytes() == b"the old file"
    assert list(out.parent.iterdir()) == [out]
