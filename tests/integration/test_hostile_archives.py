"""Zips and sheets that mean harm, each refused or bounded with one sentence, and nothing written outside."""

import io
import stat
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from workbook_files import CELL, MAIN, OFFICE, sheet_xml, workbook_parts, write_parts

from tradehouse.domain.errors import UnusableFile
from tradehouse.exchange.reading import open_workbook
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.inspecting import inspect
from tradehouse.services.importing.options import ImportOptions

LIST = b"Nama Produk;Harga\nTas;5000\n"
ROWS = (
    f'<row r="1">{CELL.format(place="A1", text="Nama Produk")}{CELL.format(place="B1", text="Harga")}</row>'
    f'<row r="2">{CELL.format(place="A2", text="Tas")}<c r="B2"><v>5000</v></c></row>'
)


def packed(path: Path, entries: Sequence[tuple[str | zipfile.ZipInfo, bytes]]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in entries:
            out.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["a.csv", "../../luar.jpg"], "unsafe_archive"),
        (["/etc/a.csv"], "unsafe_archive"),
        (["\\\\server\\bagi\\a.csv"], "unsafe_archive"),
        (["C:\\a.csv"], "unsafe_archive"),
        (["a", "a/b.csv"], "not_unpacked"),
        (["n" * 3000 + ".csv"], "not_unpacked"),
        ([f"{n}.csv" for n in range(20_100)], "unsafe_archive"),
    ],
    ids=["up", "absolute", "server", "drive", "file and folder", "long name", "a crowd"],
)
def test_names_that_lead_astray_are_refused(tmp_path: Path, names: list[str], code: str) -> None:
    path = packed(tmp_path / "arsip.zip", [(name, LIST) for name in names])
    before = set(tmp_path.rglob("*"))
    with pytest.raises(UnusableFile) as refused:
        inspect(ImportOptions(files=(path,)))
    assert refused.value.code == code
    assert "arsip.zip" in refused.value.message.text("en")
    assert set(tmp_path.rglob("*")) == before


def test_a_link_in_a_zip_is_but_its_text(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("tautan.csv")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    found = inspect(ImportOptions(files=(packed(tmp_path / "a.zip", [(link, b"/etc/passwd"), ("a.csv", LIST)]),)))
    assert [(sheet.file, sheet.rows) for sheet in found.sheets if sheet.taken] == [("a.csv", 1)]
    assert all("root" not in str(sheet.grid) for sheet in found.sheets)


def test_a_zip_in_a_zip_is_not_opened(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as out:
        out.writestr("a.csv", LIST)
    path = packed(tmp_path / "a.zip", [("dalam.zip", inner.getvalue())])
    with pytest.raises(UnusableFile) as refused:
        inspect(ImportOptions(files=(path,)))
    assert refused.value.code == "no_workbooks"


def test_a_wrong_check_sum_is_damage(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "a.xlsx", workbook_parts(sheet_xml(ROWS)))
    data = bytearray(path.read_bytes())
    data[data.rfind(b"xl/worksheets/sheet1.xml") - 46 + 16] ^= 255
    path.write_bytes(data)
    with pytest.raises(UnusableFile) as refused:
        open_workbook(path).close()
    assert refused.value.code == "damaged"


@pytest.mark.parametrize("kind", ["xlsx", "csv", "zip"])
def test_a_file_cut_anywhere_is_refused_or_read_as_far_as_it_goes(
    catalogue: Catalogue, tmp_path: Path, kind: str
) -> None:
    whole = write_parts(tmp_path / "utuh.xlsx", workbook_parts(sheet_xml(ROWS))).read_bytes()
    if kind == "zip":
        whole = packed(tmp_path / "utuh.zip", [("a.xlsx", whole), ("b.csv", LIST)]).read_bytes()
    elif kind == "csv":
        whole = LIST
    path = tmp_path / f"potong.{kind}"
    for end in range(0, len(whole), max(1, len(whole) // 40)):
        path.write_bytes(whole[:end])
        try:
            inspect(ImportOptions(files=(path,)))
        except UnusableFile as refused:
            assert "potong" in refused.message.text("en")  # noqa: PT017
        else:
            assert kind == "csv"


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * 60_000}</cellXfs></styleSheet>'},
        {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"<si>" * 3000}{"</si>" * 3000}</sst>'},
        {"xl/worksheets/sheet1.xml": sheet_xml(ROWS + "".join(f'<row r="{n}" ht="15" customHeight="1"/>' for n in range(3, 500_000)))},
        {"xl/worksheets/sheet1.xml": sheet_xml(ROWS + '<row r="3"><c r="A3" t="str"><f>B3</f><v/></c><c r="B3"><f>A3+B3</f></c></row>')},
        {"xl/worksheets/sheet1.xml": sheet_xml(ROWS, after="<mergeCells>" + '<mergeCell ref="A4:XFD1048576"/>' * 20_000 + "</mergeCells>")},
        {"xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Produk" sheetId="1" r:id="rId1"/></sheets><definedNames>'
            + '<definedName name="n">Produk!$A$1</definedName>' * 20_000 + "</definedNames></workbook>")},
    ],
    ids=["styles", "strings in strings", "empty rows", "formulas in a circle", "merged cells", "names"],
)  # fmt: skip
def test_what_is_absurd_but_harmless_is_read(tmp_path: Path, parts: dict[str, str]) -> None:
    path = write_parts(tmp_path / "a.xlsx", workbook_parts(sheet_xml(ROWS)) | parts)
    with open_workbook(path) as workbook:
        assert workbook.sheet("Produk").rows[1][:2] == ["Tas", 5000]
