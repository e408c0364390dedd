"""What is for the house only is in no buyer's file: no cell, comment, hidden sheet, property, picture or file name."""

import html
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.integration.export_desk import COST, HOUSE_TEXTS, SECRET_NUMBER, filled_catalogue
from tradehouse.domain.cost_steps import CostBasis, CostStep, Leg
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.layout_copies import LayoutChanges, LayoutCopy
from tradehouse.exchange.layout_copies import choices_of, further_columns
from tradehouse.exchange.layout_files import layout_names, load_layout
from tradehouse.services import editing
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.documents.kinds import KINDS
from tradehouse.services.documents.pack import write_pack
from tradehouse.services.documents.writing import write_pdf
from tradehouse.services.exporting import ExportOptions, export, suggested_name
from tradehouse.services.house import read_trading_terms, save_trading_terms
from tradehouse.services.layouts import available_layouts, load_layout_for, save_layout

SHIPPED = [name for name in layout_names() if load_layout(name).for_buyers]
COPIES = [f"everything of {name}" for name in SHIPPED]
BUYER_LAYOUTS = [*SHIPPED, *COPIES]
HOUSE_LAYOUTS = [name for name in layout_names() if not load_layout(name).for_buyers]
BUYER = "Nordic Home"
STEP, MARGIN = 77_131, Decimal("31.7")  # of cost to the port, rupiah; the buyer's own margin, percent
SECRET_NUMBERS = frozenset(
    {SECRET_NUMBER, SECRET_NUMBER + 1, int(COST), 56_000, 16_000, STEP, float(MARGIN), float(MARGIN / 100)}
)
_ALLOWED_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/(workbook|styles|sharedStrings|metadata)\.xml|xl/theme/theme1\.xml|xl/worksheets/sheet\d+\.xml"
    r"|xl/worksheets/_rels/sheet\d+\.xml\.rels|xl/drawings/drawing\d+\.xml|xl/drawings/_rels/drawing\d+\.xml\.rels"
    r"|xl/media/image\d+\.(jpe?g|png)"
)
_MAPPING_FACTS = {
    "form", "sheet_id", "layout", "language", "currency", "reference", "sheet", "header_row", "first_row", "last_row",
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRADEHOUSE_CACHE", str(tmp_path_factory.mktemp("cache")))
        with filled_catalogue(tmp_path_factory.mktemp("catalogue")) as opened:
            _add_secrets(opened)
            yield opened


def _add_secrets(catalogue: Catalogue) -> None:
    """Add a buyer of whom the house knows more than he does, cost steps, and layouts with all that they may show."""
    editing.create(
        catalogue,
        RecordKind.BUYER,
        {"name": BUYER, "margin": MARGIN, "contact": "SECRET buyer", "phone": "+4680001", "email": "secret@n.example",
         "address": "SECRET street", "met_at": "SECRET fair", "notes": "SECRET notes", "country": "SE"},
    )  # fmt: skip
    step = CostStep(Leg.PACKING, CostBasis.UNIT, Decimal(STEP), label="SECRET packing")
    save_trading_terms(catalogue, replace(read_trading_terms(catalogue), steps=(step,)))
    for base, name in zip(SHIPPED, COPIES, strict=True):
        layout = load_layout(base)
        everything = LayoutChanges((*choices_of(layout), *further_columns(layout)))
        save_layout(catalogue, LayoutCopy(name, base, everything))


def options(layout: str, language: str = "") -> ExportOptions:
    return ExportOptions(layout, language=language, buyer_id=1)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.comment == b""
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def assert_no_secret(name: str, text: str) -> None:
    """Look for every text of the house in what a file says, entities resolved, however it is capitalised."""
    folded = html.unescape(text).casefold()
    assert "secret" not in name.casefold()
    assert "secret" not in folded, name
    assert not [told for told in HOUSE_TEXTS.values() if told.casefold() in folded], name
    assert "+4680001" not in folded, name


def assert_no_secret_number(path: Path | io.BytesIO) -> None:
    """Look into every cell of every sheet, the hidden ones too, for figures that cost or margin could be read from."""
    for computed in (True, False):
        book = openpyxl.load_workbook(path, data_only=computed)
        for page in book.worksheets:
            for row in page.iter_rows():
                for cell in row:
                    value = cell.value
                    assert cell.comment is None
                    assert cell.hyperlink is None
                    if isinstance(value, (int, float)) and not isinstance(value, bool):
                        assert value not in SECRET_NUMBERS, (page.title, cell.coordinate)
                    elif isinstance(value, str):
                        found = {int(n.replace(",", "").replace(".", "")) for n in re.findall(r"\d[\d.,]{3,}\d", value)}
                        assert not found & SECRET_NUMBERS, (page.title, cell.coordinate, value)


def test_every_layout_for_buyers_is_looked_at(catalogue: Catalogue) -> None:
    known = {info.name for info in available_layouts(catalogue) if info.audience == "buyer"}
    assert known == set(BUYER_LAYOUTS)


@pytest.mark.parametrize("layout", BUYER_LAYOUTS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_house_data_never_leaves(catalogue: Catalogue, tmp_path: Path, layout: str, language: str) -> None:
    out = tmp_path / "list.xlsx"
    export(catalogue, out, options(layout, language))
    for name, data in parts(out).items():
        assert_no_secret(name, data.decode("utf-8", "replace"))
    assert_no_secret_number(out)


@pytest.mark.parametrize("layout", BUYER_LAYOUTS)
def test_a_file_for_buyers_has_no_part_that_could_carry_more(catalogue: Catalogue, tmp_path: Path, layout: str) -> None:
    out = tmp_path / "list.xlsx"
    export(catalogue, out, options(layout))
    found = parts(out)
    # Neither macros nor links to other files, comments, custom properties, connections or printer settings.
    assert not [name for name in found if not _ALLOWED_PARTS.fullmatch(name)]
    assert b'TargetMode="External"' not in b"".join(data for name, data in found.items() if name.endswith(".rels"))
    book = openpyxl.load_workbook(out)
    assert not book.defined_names
    for page in book.worksheets:
        assert set(page.defined_names) <= {"_xlnm._FilterDatabase", "_xlnm.Print_Titles", "_xlnm.Print_Area"}
        assert page.sheet_state in {"visible", "veryHidden"}
    (hidden,) = [page for page in book.worksheets if page.sheet_state == "veryHidden"]
    rows = [[cell.value for cell in row] for row in hidden.iter_rows()]
    keys = {c.key for c in load_layout_for(catalogue, layout).tables["list"].columns}
    assert {row[0] for row in rows if row[0]} <= _MAPPING_FACTS | keys
    assert layout not in COPIES or layout not in {row[1] for row in rows}  # the house's own word for it stays


@pytest.mark.parametrize("layout", BUYER_LAYOUTS)
def test_no_column_shows_a_field_of_the_house(catalogue: Catalogue, layout: str) -> None:
    kept = {f.key for f in fields(RecordKind.PRODUCT).values() if f.house_only}
    kept |= {f"supplier.{f.key}" for f in fields(RecordKind.SUPPLIER).values() if f.house_only}
    named = {"cost_idr", "notes", *(f"supplier.{key}" for key in ("nib", "npwp", "owner", "contact", "phone"))}
    named |= {f"supplier.{key}" for key in ("whatsapp", "email", "capital_idr", "sales_idr")}
    assert named <= kept
    for table in load_layout_for(catalogue, layout).tables.values():
        assert not {column.value for column in table.columns} & kept


@pytest.mark.parametrize("layout", BUYER_LAYOUTS)
def test_photos_leave_without_what_the_camera_noted(catalogue: Catalogue, tmp_path: Path, layout: str) -> None:
    out = tmp_path / "list.xlsx"
    export(catalogue, out, options(layout))
    photos = {name: data for name, data in parts(out).items() if name.startswith("xl/media/")}
    assert photos
    for data in photos.values():
        assert b"Exif" not in data
        assert b"camera" not in data


@pytest.mark.parametrize("layout", BUYER_LAYOUTS)
def test_properties_name_the_house_not_the_person_or_the_pc(catalogue: Catalogue, tmp_path: Path, layout: str) -> None:
    out = tmp_path / "list.xlsx"
    export(catalogue, out, options(layout))
    found = parts(out)
    properties = (found["docProps/core.xml"] + found["docProps/app.xml"]).decode()
    assert "Nusantara" in properties
    everything = b"".join(found.values())
    assert b"Sari" not in everything
    assert str(tmp_path).encode() not in everything
    assert catalogue.author.computer.encode() not in properties.encode()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_house_data_is_in_no_pdf(catalogue: Catalogue, tmp_path: Path, kind: str, language: str) -> None:
    out = tmp_path / "list.pdf"
    write_pdf(catalogue, out, kind, options("", language))
    data = out.read_bytes()
    assert_no_secret("list.pdf", data.decode("latin-1"))
    assert b"Exif" not in data
    assert str(tmp_path).encode() not in data
    assert_no_secret(kind, pdf_text(out))


@pytest.mark.parametrize("layout", ["export", "everything of export"])
def test_house_data_is_in_no_part_of_a_pack(catalogue: Catalogue, tmp_path: Path, layout: str) -> None:
    out = tmp_path / "pack.zip"
    write_pack(catalogue, out, options(layout))
    found = parts(out)
    assert {Path(name).suffix for name in found} >= {".xlsx", ".pdf", ".jpg"}
    for name, data in found.items():
        assert_no_secret(name, data.decode("latin-1"))
        assert b"Exif" not in data
        if name.endswith(".xlsx"):
            assert_no_secret_number(io.BytesIO(data))
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                for part in book.namelist():
                    assert_no_secret(part, book.read(part).decode("utf-8", "replace"))
        elif name.endswith(".pdf"):
            page = tmp_path / "page.pdf"
            page.write_bytes(data)
            assert_no_secret(name, pdf_text(page))


def pdf_text(path: Path) -> str:
    """Return what a reader sees, and what the file says about itself; skips where no tool reads PDF."""
    if shutil.which("pdftotext") is None or shutil.which("pdfinfo") is None:
        pytest.skip("pdftotext and pdfinfo are not installed")
    seen = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True, timeout=60).stdout
    about = subprocess.run(["pdfinfo", str(path)], capture_output=True, check=True, timeout=60).stdout
    text = seen.decode("utf-8", "replace")
    assert text.strip()
    for number in SECRET_NUMBERS - {16_000}:
        shown: Mapping[str, str] = {"plain": f"{number}", "id": f"{number:,}".replace(",", "."), "en": f"{number:,}"}
        assert not [way for way in shown.values() if re.search(rf"(?<![\d.,]){re.escape(way)}(?![\d.,])", text)], number
    return text + about.decode("utf-8", "replace")


@pytest.mark.parametrize("layout", HOUSE_LAYOUTS)
def test_house_files_say_internal_in_their_name_and_on_every_page(
    catalogue: Catalogue, tmp_path: Path, layout: str
) -> None:
    assert "INTERNAL" in suggested_name(load_layout(layout))
    out = tmp_path / "everything.xlsx"
    report = export(catalogue, out, ExportOptions(layout))
    assert any(str(warning).startswith("everything.xlsx") for warning in report.warnings)
    book = openpyxl.load_workbook(out)
    pages = [page for page in book.worksheets if page.sheet_state == "visible"]
    assert len(pages) == len(load_layout(layout).order)
    assert all("INTERNAL" in (page.oddHeader.center.text or "") for page in pages)
    assert any("INTERNAL" in str(page["A1"].value) for page in pages)
    named = export(catalogue, tmp_path / "everything INTERNAL.xlsx", ExportOptions(layout))
    assert not any(str(warning).startswith("everything") for warning in named.warnings)


def test_the_staff_sheet_says_whom_to_call_and_what_the_maker_gets(catalogue: Catalogue, tmp_path: Path) -> None:
    out = tmp_path / "INTERNAL staff.xlsx"
    report = export(catalogue, out, ExportOptions("showcase-staff"))
    assert report.photos == 2
    page = openpyxl.load_workbook(out).worksheets[0]
    told = {cell.value for row in page.iter_rows() for cell in row}
    assert {HOUSE_TEXTS["contact"], HOUSE_TEXTS["phone"], HOUSE_TEXTS["whatsapp"], HOUSE_TEXTS["owner"]} <= told
    assert {int(COST), 185_000, "A1", "Harga Titip (Rp)", "Lokasi Rak/Booth", "Terjual"} <= told


def test_names_for_buyers_files_carry_the_buyer_safely() -> None:
    assert suggested_name(load_layout("export"), buyer="Nordic Home / A:B*") == "Price list Nordic Home A B.xlsx"
    assert suggested_name(load_layout("showcase")) == "Katalog pameran.xlsx"
