"""Files that are broken or mean harm are refused quickly, with a code and a sentence, before memory is taken."""

import os
import struct
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from workbook_files import CELL, MAIN, relations_xml, sheet_xml, workbook_parts, write_parts

from tradehouse.domain.errors import UnusableFile
from tradehouse.exchange import recognising, xls_records
from tradehouse.exchange.reading import open_workbook

FIRST = '<row r="1">' + CELL.format(place="A1", text="x") + "</row>"
DOCTYPE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;">]>'
FAR_SPREADSHEETML = (
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    b'xmlns:s="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet s:Name="S"><Table>'
    b'<Row><Cell><Data>1</Data></Cell></Row><Row s:Index="1048576"><Cell s:Index="16384"><Data>1</Data></Cell></Row>'
    b"</Table></Worksheet></Workbook>"
)
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODS_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"' for prefix in ("office", "table", "text")
)


def read_all(path: Path) -> None:
    with open_workbook(path) as workbook:
        for info in workbook.sheets:
            workbook.sheet(info.name)
            workbook.pictures(info.name)


def refusal(path: Path) -> str:
    started = time.perf_counter()
    with pytest.raises(UnusableFile) as refused:
        read_all(path)
    assert time.perf_counter() - started < 10
    sentence = refused.value.message.text("en")
    assert path.name in sentence
    assert sentence.endswith(".")
    return refused.value.code


def strings_workbook(strings: str, rows: str) -> dict[str, str | bytes]:
    related = {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId3": ("sharedStrings", "sharedStrings.xml")}
    return workbook_parts(sheet_xml(rows)) | {
        "xl/_rels/workbook.xml.rels": relations_xml(related),
        "xl/sharedStrings.xml": strings,
    }


@pytest.mark.parametrize(
    "cell",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        '<row r="2"><c r="B2"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="2"><c x="/>" r="XFD1048576"><v>1</v></c></row>',
        '<row r="2"><c r="XFD1048576" x="/>"><v>1</v></c></row>',
        '<row r="2"><c r="&#88;FD1048576"><v>1</v></c></row>',
        '<row r="2"><c\nr="XFD1048576"><v>1</v></c></row>',
        '<row r="2"><x:c xmlns:x="y" r="XFD1048576"><x:v>1</x:v></x:c></row>',
        '<row r="2"><c r="ZZZZZZZ99999999999"><v>1</v></c></row>',
        '<row r="99999"><c r="ZZ99999"><v>1</v></c></row>',
        '<row r="1048576">' + "<c/>" * 16383 + "<c><v>1</v></c></row>",
    ],
)  # fmt: skip
def test_a_far_cell_never_becomes_a_table(tmp_path: Path, cell: str) -> None:
    path = write_parts(tmp_path / "far.xlsx", workbook_parts(sheet_xml(FIRST + cell)))
    assert refusal(path) == "too_many_cells"


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "bomb.xlsx", workbook_parts(b'<?xml version="1.0"?>' + b" " * 60_000_000))
    assert refusal(path) == "unsafe_archive"


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/theme/theme1.xml"])
def test_a_part_that_lies_about_its_size_is_caught(tmp_path: Path, name: str) -> None:
    content = b'<?xml version="1.0"?>' + b" " * 40_000_000
    path = write_parts(tmp_path / "lie.xlsx", workbook_parts(sheet_xml(FIRST)) | {name: content})
    data = bytearray(path.read_bytes())
    entry = data.rfind(name.encode()) - 46
    data[entry + 24 : entry + 28] = struct.pack("<I", 1000)
    path.write_bytes(data)
    assert refusal(path) in ("unsafe_archive", "damaged")


def test_a_crowd_of_parts_is_refused(tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = {f"x/{number}": "" for number in range(20_100)}
    assert refusal(write_parts(tmp_path / "many.xlsx", workbook_parts(sheet_xml(FIRST)) | parts)) == "unsafe_archive"


def test_parts_that_lie_over_one_another_are_refused(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "over.xlsx", workbook_parts(sheet_xml(FIRST)))
    data = bytearray(path.read_bytes())
    first, second = data.find(b"PK\x01\x02"), data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    path.write_bytes(data)
    assert refusal(path) == "unsafe_archive"


@pytest.mark.parametrize(
    "name", ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"]
)
def test_document_types_and_entities_are_refused(tmp_path: Path, name: str) -> None:
    parts = strings_workbook(
        f'<sst xmlns="{MAIN}"><si><t>x</t></si></sst>', '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    )
    parts["xl/_rels/workbook.xml.rels"] = relations_xml(
        {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("styles", "styles.xml"), "rId3": ("sharedStrings", "sharedStrings.xml")}
    )  # fmt: skip
    parts[name] = DOCTYPE + str(parts[name]).removeprefix('<?xml version="1.0"?>')
    assert refusal(write_parts(tmp_path / "dtd.xlsx", parts)) == "forbidden_xml"


@pytest.mark.parametrize("value", ["<v>2</v>", '<v xml:space="preserve">2</v>'])
def test_a_long_text_used_a_million_times_is_refused(tmp_path: Path, value: str) -> None:
    strings = f'<sst xmlns="{MAIN}"><si/><si><t>a</t></si><si><t>{"y" * 32000}</t></si></sst>'
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s">{value}</c></row>' for n in range(1, 60_000))
    path = write_parts(tmp_path / "long.xlsx", strings_workbook(strings, rows))
    assert refusal(path) == "too_large"


def test_half_a_file_is_damaged(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "half.xlsx", workbook_parts(sheet_xml(FIRST)))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert refusal(path) == "damaged"


def test_scrambled_bytes_inside_are_damaged(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}">{CELL.format(place=f"A{n}", text=f"kopi {n}")}</row>' for n in range(1, 3000))
    path = write_parts(tmp_path / "scrambled.xlsx", workbook_parts(sheet_xml(rows)))
    data = bytearray(path.read_bytes())
    start = data.find(b"xl/worksheets/sheet1.xml") + 2000
    data[start : start + 300] = bytes(reversed(data[start : start + 300]))
    path.write_bytes(data)
    assert refusal(path) == "damaged"


@pytest.mark.parametrize(
    "rows",
    ['<row r="1">' + '<c r="A1"><v>1</v></c>' * 900_000, '<row r="1">' + '<c r="A1" q' * 900_000 + "</row>",
     '<row r="1"><c r="A1"><v>1</w></c></row>', '<row r="1"><c r="A1" t="s"><v>99</v></c></row>'],
    ids=["no end", "no brackets", "wrong end", "no such string"],
)  # fmt: skip
def test_broken_xml_is_damaged(tmp_path: Path, rows: str) -> None:
    assert refusal(write_parts(tmp_path / "broken.xlsx", workbook_parts(sheet_xml(rows)))) == "damaged"


@pytest.mark.parametrize(
    "drawing",
    [
        "<g>" * 5000 + "</g>" * 5000,
        "<wsDr>" + "<twoCellAnchor><grpSp>" * 300 + "</grpSp></twoCellAnchor>" * 300 + "</wsDr>",
    ],
    ids=["deep", "groups in groups"],
)
def test_a_deep_drawing_breaks_nothing(tmp_path: Path, drawing: str) -> None:
    parts = workbook_parts(sheet_xml(FIRST)) | {
        "xl/worksheets/_rels/sheet1.xml.rels": relations_xml({"rId1": ("drawing", "../drawings/drawing1.xml")}),
        "xl/drawings/drawing1.xml": drawing,
        "xl/drawings/_rels/drawing1.xml.rels": relations_xml({"rId1": ("image", "../media/image1.png")}),
        "xl/media/image1.png": b"x",
    }
    with open_workbook(write_parts(tmp_path / "deep.xlsx", parts)) as workbook:
        assert workbook.pictures("Produk") == []


def ods(path: Path, rows: str, manifest: str = "<m/>") -> Path:
    content = (
        f"<office:document-content {ODS_NAMES}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    return write_parts(path, {"mimetype": ODS, "META-INF/manifest.xml": manifest, "content.xml": content})


def ods_cell(more: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{more}><text:p>x</text:p></table:table-cell>'


def test_repeated_cells_of_an_ods_are_counted_before_they_are_made(tmp_path: Path) -> None:
    repeated = ods_cell(' table:number-columns-repeated="16384"')
    rows = f'<table:table-row table:number-rows-repeated="1048576">{repeated}</table:table-row>'
    assert refusal(ods(tmp_path / "bomb.ods", rows)) == "too_many_cells"


def test_empty_repeats_of_an_ods_are_no_cells(tmp_path: Path) -> None:
    rows = (
        f"<table:table-row>{ods_cell()}<table:table-cell table:number-columns-repeated='16383'/></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
    )
    with open_workbook(ods(tmp_path / "a.ods", rows)) as workbook:
        sheet = workbook.sheet("S")
    assert sheet.rows == [["x"]]
    assert sheet.values_only


def test_an_ods_behind_a_password_is_refused(tmp_path: Path) -> None:
    assert refusal(ods(tmp_path / "a.ods", "", '<m:m xmlns:m="x"><m:encryption-data/></m:m>')) == "encrypted"


def ole(streams: dict[str, bytes], *, loop: bool = False) -> bytes:
    """Return a small OLE file: header, one table sector, one directory sector, then the streams."""
    table = [0xFFFFFFFD, 0xFFFFFFFE]
    body = b""
    directory = b""
    for name, content in [("Root Entry", b""), *streams.items()]:
        padded = content.ljust(-(-max(len(content), 4096) // 512) * 512, b"\0") if content else b""
        start = len(table) if content else 0xFFFFFFFE
        count = len(padded) // 512
        table += [start + number + 1 for number in range(count - 1)] + (
            [start if loop else 0xFFFFFFFE] if count else []
        )
        body += padded
        wide = name.encode("utf-16-le")
        kind = 5 if name == "Root Entry" else 2
        directory += wide.ljust(64, b"\0") + struct.pack("<HBB", len(wide) + 2, kind, 1) + b"\xff" * 12
        directory += b"\0" * 36 + struct.pack("<IQ", start, len(padded))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * 432
    sectors = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    return header + sectors + directory.ljust(512, b"\0") + body


@pytest.mark.parametrize(
    ("streams", "code"),
    [
        ({"EncryptionInfo": b"x", "EncryptedPackage": b"x" * 5000}, "encrypted"),
        (
            {"Workbook": struct.pack("<HH", 0x809, 16) + b"\0" * 16 + struct.pack("<HH", 0x2F, 6) + b"\0" * 6},
            "encrypted",
        ),
        ({"WordDocument": b"x"}, "not_a_workbook"),
        ({"Workbook": b"\x09\x08" + b"\xff" * 600}, "damaged"),
    ],
    ids=["xlsx with password", "xls with password", "Word", "nonsense"],
)
def test_ole_files_are_told_apart(tmp_path: Path, streams: dict[str, bytes], code: str) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(ole(streams))
    assert refusal(path) == code


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


BOF = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))


def test_a_far_cell_of_an_xls_never_becomes_a_table(tmp_path: Path) -> None:
    path = tmp_path / "far.xls"
    cell = record(0x203, struct.pack("<HHHd", 65_535, 65_535, 0, 1.0))
    path.write_bytes(ole({"Workbook": BOF + cell}))
    assert refusal(path) == "too_many_cells"


def test_a_long_text_used_often_in_an_xls_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xls_records, "MAX_TEXT", 10_000_000)
    strings = struct.pack("<II", 3, 3) + struct.pack("<HB", 1, 0) + b"a"
    strings += struct.pack("<HB", 20_000, 0) + b"y" * 8000
    rest = b"\x00" + b"y" * 8000, b"\x01" + b"y\0" * 4000 + struct.pack("<HB", 1, 0) + b"b"
    table = record(0xFC, strings) + b"".join(record(0x3C, more) for more in rest)
    cells = [record(0xFD, struct.pack("<HHHI", row, 0, 0, 1)) for row in range(600)]
    path = tmp_path / "long.xls"
    path.write_bytes(ole({"Workbook": BOF + table + b"".join(cells)}))
    assert refusal(path) == "too_large"
    few = BOF + table + b"".join(record(0xFD, struct.pack("<HHHI", row, 0, 0, 2)) for row in range(2000))
    xls_records.check_xls(path, few)


def test_sectors_that_run_in_a_circle_are_damaged(tmp_path: Path) -> None:
    path = tmp_path / "circle.xls"
    path.write_bytes(ole({"Workbook": b"x" * 6000}, loop=True))
    assert refusal(path) == "damaged"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.xlsx", b"", "empty_file"),
        ("nama.xlsx", b"Terlampir daftar kami,\nsalam\n", "text_named_workbook"),
        ("nama.ods", b"Terlampir daftar kami,\nsalam\n", "text_named_workbook"),
        ("surat.pdf", b"%PDF-1.7 xxx", "not_a_workbook"),
        ("foto.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "not_a_workbook"),
        ("catatan.md", b"# Catatan\n", "not_a_workbook"),
        ("biner.csv", bytes(range(256)) * 10, "not_a_workbook"),
        ("~$produk.xlsx", b"\x04Sari" + b" " * 160, "lock_file"),
        ("produk.xlsx", b"\x04Sari".ljust(55) + b"\x04\x00S\x00a\x00r\x00i\x00".ljust(110, b" "), "lock_file"),
        (".~lock.produk.ods#", b",sari,pc,12.01.2023 08:00,file;", "lock_file"),
        ("arsip.xlsx", b"PK\x05\x06" + b"\0" * 18, "not_a_workbook"),
        ("rusak.xlsx", b"PK\x03\x04" + bytes(range(200)), "damaged"),
        ("tua.xls", b"\x09\x08\x08\x00" + b"\0" * 100, "old_format"),
        ("kosong.csv", b"\n;;\n\n", "empty_workbook"),
        ("kosong.xls", b"<html><body><table></table></body></html>", "empty_workbook"),
        ("tabel.xls", b"<html><table>" + b"<tr><td rowspan=65534 colspan=1000>x</td></tr>" * 9000, "too_many_cells"),
        ("lebar.csv", b"a" + b";" * 40_000 + b"\n" + b"b;c\n" * 50, "too_many_cells"),
        ("tawa.xml", (DOCTYPE + '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>').encode(), "forbidden_xml"),
        ("jauh.xml", FAR_SPREADSHEETML, "too_many_cells"),
    ],
)  # fmt: skip
def test_every_other_file_has_its_sentence(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(path) == code


@pytest.mark.parametrize("opening", ["<a ", "<!--", "<![", '<td a="', "<td>&"])
def test_a_page_that_opens_and_never_closes_is_walked_once(tmp_path: Path, opening: str) -> None:
    path = tmp_path / "terbuka.xls"
    path.write_text("<html><table><tr><td>x</td></tr>" + opening * 300_000, encoding="utf-8")
    started = time.perf_counter()
    try:
        open_workbook(path).close()
    except UnusableFile as refused:
        assert refused.code in {"too_many_cells", "damaged"}  # noqa: PT017
    assert time.perf_counter() - started < 5


def test_what_is_not_there_or_is_a_folder_is_said(tmp_path: Path) -> None:
    assert refusal(tmp_path / "tidak ada.xlsx") == "missing_file"
    assert refusal(tmp_path) == "not_a_file"


def test_a_file_that_another_program_holds_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK")

    def held(*_arguments: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", held)
    assert refusal(path) == "no_access"


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="needs a person whom the system can refuse",
)
def test_a_file_that_may_not_be_read_is_said(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "a.xlsx", workbook_parts(sheet_xml(FIRST)))
    path.chmod(0)
    assert refusal(path) == "no_access"


def test_a_file_above_the_limit_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognising, "MAX_FILE", 1000)
    monkeypatch.setattr(recognising, "MAX_TEXT_FILE", 100)
    large: Callable[[str, int], Path] = lambda name, size: _filled(tmp_path / name, size)  # noqa: E731
    assert refusal(large("a.xlsx", 1001)) == "too_large"
    assert refusal(large("a.csv", 101)) == "too_large"


def _filled(path: Path, size: int) -> Path:
    path.write_bytes(b"a" * size)
    return path
