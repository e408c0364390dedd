"""The requirement for bad input, as a whole: every file is refused or bounded within ten seconds of one core and a
gigabyte, with one sentence, and nothing is written. Each import is planned in a process that the system ends beyond.
"""

import io
import json
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from test_hostile_files import BOF, DOCTYPE, ods, ods_cell, ole, record
from workbook_files import CELL, MAIN, OFFICE, relations_xml, sheet_xml, workbook_parts, write_parts

pytestmark = pytest.mark.skipif(os.name == "nt", reason="limits of processes are set as POSIX has them")

Writing = Callable[[Path], Any]
Case = tuple[str, Callable[[], Writing], str]
WILD = os.environ.get("TRADEHOUSE_WILD") == "1"
TABLE = "<html><table><tr><td>Nama Produk<td>Harga<tr><td>Tas<td>5000"
LIST = b"Nama Produk;Harga\nTas;5000\n"
ROWS = (
    f'<row r="1">{CELL.format(place="A1", text="Nama Produk")}{CELL.format(place="B1", text="Harga")}</row>'
    f'<row r="2">{CELL.format(place="A2", text="Tas")}<c r="B2"><v>5000</v></c></row>'
)
ODS_ROWS = "".join(
    f"<table:table-row>{''.join(ods_cell().replace('>x<', f'>{text}<') for text in row)}</table:table-row>"
    for row in (("Nama Produk", "Harga"), ("Tas", "5000"))
)
NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
XML_ROWS = "".join(
    "<Row>" + "".join(f'<Cell><Data s:Type="String">{text}</Data></Cell>' for text in row) + "</Row>"
    for row in (("Nama Produk", "Harga"), ("Tas", "5000"))
)
SHEET = f'<Worksheet s:Name="S"><Table>{XML_ROWS}%s</Table></Worksheet>'


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], dict[str, Any]]]:
    """Return a function that plans the import of a file under limits and says what came of it."""
    root = tmp_path_factory.mktemp("limits")
    temporary = root / "tmp"
    temporary.mkdir()
    with subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("hostile_run.py")), str(root / "catalogue")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"TMPDIR": str(temporary), "PYTHONPATH": str(Path(__file__).parents[2])},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def plan(path: Path) -> dict[str, Any]:
            print(path, file=process.stdin, flush=True)
            found: dict[str, Any] = json.loads(process.stdout.readline())
            assert not list(temporary.iterdir())  # what was unpacked is removed
            return found

        yield plan
        process.stdin.close()


def page(cells: str) -> Writing:
    return lambda path: path.write_text(TABLE + cells, encoding="utf-8")


def xml_table(rows: str = "", more: str = "", before: str = "") -> Writing:
    text = f'{before}<Workbook xmlns="{NAMESPACE}" xmlns:s="{NAMESPACE}">{SHEET % rows}{more}</Workbook>'
    return lambda path: path.write_text(text, encoding="utf-8")


def text(content: bytes) -> Writing:
    return lambda path: path.write_bytes(content)


def book(rows: str = "", after: str = "", **more: str | bytes) -> Writing:
    return lambda path: write_parts(path, workbook_parts(sheet_xml(ROWS + rows, after=after)) | more)


def calc(rows: str) -> Writing:
    return lambda path: ods(path, ODS_ROWS + rows)


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> Writing:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            for name, content in entries:
                out.writestr(name, content)

    return write


def locked(path: Path) -> None:
    """Write a zip whose entries say that they are behind a password."""
    zipped(("a.csv", LIST))(path)
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)


def twice(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as out:
        for name, content in workbook_parts(sheet_xml(ROWS)).items():
            out.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate name"):
            out.writestr("xl/workbook.xml", "<x/>")


def two_gigabytes(path: Path) -> None:
    """Write a workbook whose sheet is 2 GB of rows."""
    row = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 30_000))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for name, content in workbook_parts("").items():
            if name != "xl/worksheets/sheet1.xml":
                out.writestr(name, content)
        with out.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(sheet_xml("").partition("</sheetData>")[0].encode())
            for _ in range(2_000_000_000 // len(row)):
                part.write(row)


def many_sheets(count: int) -> Writing:
    listed = "".join(f'<sheet name="P{n}" sheetId="{n + 1}" r:id="rId1"/>' for n in range(count))
    return book(
        **{"xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'}
    )


def names(count: int) -> Writing:
    named = "".join(f'<definedName name="n{n}">Produk!$A$1</definedName>' for n in range(count))
    sheet = '<sheets><sheet name="Produk" sheetId="1" r:id="rId1"/></sheets>'
    return book(
        **{
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{sheet}<definedNames>{named}</definedNames></workbook>'
        }
    )


def styles(count: int, code: str = "00000000") -> str:
    formats = "".join(f'<numFmt numFmtId="{n + 200}" formatCode="{code}{n}"/>' for n in range(count))
    cells = "".join(f'<xf numFmtId="{n + 200}"/>' for n in range(count))
    return f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellXfs>{cells}</cellXfs></styleSheet>'


def png(width: int, height: int) -> bytes:
    """Return the header of a large picture, with next to nothing behind it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    )


def drawn(count: int, picture: bytes, row: int = 1) -> Writing:
    corner = f"<x:from><x:col>2</x:col><x:row>{row}</x:row></x:from><x:to><x:col>3</x:col><x:row>{row}</x:row></x:to>"
    anchor = (
        f'<x:twoCellAnchor>{corner}<x:pic><x:blipFill><a:blip r:embed="rId1"/></x:blipFill></x:pic></x:twoCellAnchor>'
    )
    # what differs from anchor to anchor keeps the ratio of a real file
    anchors = "".join(anchor.replace("<x:pic>", f'<x:pic n="{zlib.crc32(b"%d" % n)}">') for n in range(count))
    return book(
        after='<drawing r:id="rId1"/>',
        **{
            "xl/worksheets/_rels/sheet1.xml.rels": relations_xml({"rId1": ("drawing", "../drawings/drawing1.xml")}),
            "xl/drawings/drawing1.xml": f'<x:d xmlns:x="x" xmlns:a="a" xmlns:r="{OFFICE}">{anchors}</x:d>',
            "xl/drawings/_rels/drawing1.xml.rels": relations_xml({"rId1": ("image", "../media/image1.png")}),
            "xl/media/image1.png": picture,
        },
    )


def inner_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", LIST)
    return out.getvalue()


WIDE_CELL = ods_cell(' table:number-columns-repeated="16384"')
SPACES = ods_cell().replace(">x<", '>a<text:s text:c="999999999"/>b<')


def merges(count: int) -> str:
    return "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(3, count + 3))


LAUGHS = "<!DOCTYPE x [" + "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12)) + "]>"
FAR = record(0x203, struct.pack("<HHHd", 65_535, 65_535, 0, 1.0))
LOCKED_XLS = BOF + record(0x2F, b"\0" * 6)

# name of the file, what makes the one that writes it, the code of the refusal ("" for a plan that is bounded)
CASES: list[Case] = [
    ("cells that never close.xls", lambda: page("<tr><td>" * 900_000), "too_many_cells"),
    ("fewer cells that never close.xls", lambda: page("<tr><td>" * 450_000), "damaged"),
    ("wide spans.xls", lambda: page("<tr><td rowspan=1000000000 colspan=1000000000>x" * 3000), "too_many_cells"),
    ("spans on spans.xls", lambda: page("<tr><td rowspan=1048576>x" * 200_000), "too_many_cells"),
    ("a wide row above long columns.xls", lambda: page("<tr>" + "<td>x" * 9000 + "<tr><td>y" * 20_000), "too_many_cells"),
    ("tables in tables.xls", lambda: page("<table><tr><td>" * 400_000), "damaged"),
    ("a million divisions.xls", lambda: page("<div>" * 1_000_000), "damaged"),
    ("huge attributes.xls", lambda: page("<tr><td " + 'a="b" ' * 2_000_000 + ">x"), "damaged"),
    ("entities.xls", lambda: page("<tr><td>" + "&amp;&b;" * 1_000_000), "damaged"),
    ("a crowd of tables.xls", lambda: page("</table>" + "<table><tr><td>1</table>" * 2000), "too_many_sheets"),
    ("far.xml", lambda: xml_table('<Row s:Index="1048576"><Cell s:Index="16384"><Data>x</Data></Cell></Row>'), "too_many_cells"),
    ("beyond.xml", lambda: xml_table('<Row s:Index="1000000000"><Cell s:Index="1000000000"><Data>x</Data></Cell></Row>'), ""),
    ("merged far.xml", lambda: xml_table('<Row><Cell s:MergeDown="1000000000"><Data>x</Data></Cell></Row>' * 100), ""),
    ("deep.xml", lambda: xml_table("<Row><Cell><Data>" + "<b>" * 500_000 + "x" + "</b>" * 500_000 + "</Data></Cell></Row>"), ""),
    ("a crowd of rows.xml", lambda: xml_table("<Row/>" * 1_600_000), "too_many_cells"),
    ("a crowd of sheets.xml", lambda: xml_table(more="<Worksheet/>" * 2000), "too_many_sheets"),
    ("tall sheets.xml", lambda: xml_table(more=(SHEET % '<Row s:Index="1048576"><Cell><Data>1</Data></Cell></Row>') * 20), "too_many_cells"),
    ("laughs.xml", lambda: xml_table(before=LAUGHS), "forbidden_xml"),
    ("one line.csv", lambda: text(b"a" * 47_000_000), "damaged"),
    ("nothing.csv", lambda: text(b"\0" * 1_000_000), "not_a_workbook"),
    ("zeros below.csv", lambda: text(LIST + b"\0" * 10_000_000), "not_a_workbook"),
    ("quotes.csv", lambda: text(b'"' * 40_000_000), "damaged"),
    ("open quotes.csv", lambda: text(LIST + b'"a;b\n' * 3_000_000), "too_many_cells"),
    ("separators.csv", lambda: text(LIST + b";" * 20_000_000), "too_many_cells"),
    ("blank lines.csv", lambda: text(LIST + b"\n" * 5_000_000), "too_many_cells"),
    ("sixteen thousand columns.csv", lambda: text(b";".join(b"Nama %d" % n for n in range(16_000)) + b"\nx\n"), "too_wide"),
    ("merged.xlsx", lambda: book(after=f"<mergeCells>{merges(1_000_000)}</mergeCells>"), "too_much_beside"),
    ("merged upon each other.xlsx", lambda: book(after="<mergeCells>" + '<mergeCell ref="A2:A900000"/>' * 100_000 + "</mergeCells>"), ""),
    ("formats.xlsx", lambda: book(**{"xl/styles.xml": styles(57_000)}), ""),
    ("a long format.xlsx", lambda: book(**{"xl/styles.xml": styles(1, "0" * 8_000_000)}), ""),
    ("rows without cells.xlsx", lambda: book("<row/>" * 1_000_000), ""),
    ("sixteen thousand columns.xlsx", lambda: book('<row r="3">' + "<c><v>1</v></c>" * 16_384 + "</row>"), "too_wide"),
    ("sheets.xlsx", lambda: many_sheets(20_000), "too_many_sheets"),
    ("names.xlsx", lambda: names(1_000_000), "too_large"),
    ("fewer names.xlsx", lambda: names(100_000), ""),
    ("pictures.xlsx", lambda: drawn(20_000, png(9, 9)), ""),
    ("a crowd of pictures.xlsx", lambda: drawn(100_000, png(9, 9)), "too_large"),
    ("a large picture.xlsx", lambda: drawn(1, png(20_000, 10_000)), ""),
    ("a picture that lies.xlsx", lambda: drawn(1, png(2_000_000_000, 2_000_000_000)), ""),
    ("a far picture.xlsx", lambda: drawn(100, png(9, 9), row=999_999_999), ""),
    ("document type in a drawing.xlsx", lambda: book(after='<drawing r:id="rId1"/>', **{
        "xl/worksheets/_rels/sheet1.xml.rels": relations_xml({"rId1": ("drawing", "../drawings/drawing1.xml")}),
        "xl/drawings/_rels/drawing1.xml.rels": relations_xml({"rId1": ("image", "../media/image1.png")}),
        "xl/drawings/drawing1.xml": DOCTYPE + "<x/>"}), "forbidden_xml"),
    ("twice.xlsx", lambda: twice, "damaged"),
    ("repeated.ods", lambda: calc(f'<table:table-row table:number-rows-repeated="1048576">{WIDE_CELL}</table:table-row>'), "too_many_cells"),
    ("repeated blanks.ods", lambda: calc('<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'), ""),
    ("spaces.ods", lambda: calc(f"<table:table-row>{SPACES}</table:table-row>"), "too_large"),
    ("rows.ods", lambda: calc("<table:table-row/>" * 500_000), ""),
    ("sheets.ods", lambda: calc("".join(f'</table:table><table:table table:name="S{n}">' for n in range(2000))), "too_many_sheets"),
    ("password.xlsx", lambda: text(ole({"EncryptionInfo": b"x", "EncryptedPackage": b"x" * 5000})), "encrypted"),
    ("password.xls", lambda: text(ole({"Workbook": LOCKED_XLS})), "encrypted"),
    ("far.xls", lambda: text(ole({"Workbook": BOF + FAR})), "too_many_cells"),
    ("password.zip", lambda: locked, "encrypted"),
    ("zip in a zip.zip", lambda: zipped(("dalam.zip", inner_zip())), "no_workbooks"),
    ("bomb.zip", lambda: zipped(("a.csv", b" " * 60_000_000)), "unsafe_archive"),
]  # fmt: skip
HEAVY: list[Case] = [
    ("two gigabytes.xlsx", lambda: two_gigabytes, "unsafe_archive"),
    ("formatted rows.xlsx", lambda: book("".join(f'<row r="{n}"><c r="A{n}" s="0"/><c r="B{n}" s="0"/></row>' for n in range(3, 1_048_577))), ""),
    ("many merged cells.xlsx", lambda: book(after=f"<mergeCells>{merges(200_000)}</mergeCells>"), ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "write", "code"), CASES + (HEAVY if WILD else []), ids=lambda said: said if isinstance(said, str) else ""
)
def test_every_file_is_refused_or_bounded(
    desk: Callable[[Path], dict[str, Any]], tmp_path: Path, name: str, write: Callable[[], Writing], code: str
) -> None:
    write()(tmp_path / name)
    found = desk(tmp_path / name)
    assert found["code"] == code, found
    assert found["megabytes"] < 1024
    if code:
        assert found["sentence"].endswith(".")
        assert "\n" not in found["sentence"]
        assert name.rpartition(".")[0] in found["sentence"]
    else:
        assert found["rows"] >= 1


def test_nothing_was_written(desk: Callable[[Path], dict[str, Any]], tmp_path: Path) -> None:
    path = tmp_path / "utuh.csv"
    path.write_bytes(LIST)
    assert desk(path)["changes"] == 0
