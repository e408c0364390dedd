"""Workbooks of every kind come in as plain values with what only the file knows about them."""

from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbook_files import CELL, MAIN, relations_xml, sheet_xml, workbook_parts, write_parts

from tradehouse.domain.cells import CellError, clean_text
from tradehouse.domain.errors import Cancelled, NotFound, UnusableFile
from tradehouse.domain.progress import Progress
from tradehouse.exchange.reading import Sheet, open_workbook


def only_sheet(path: Path) -> Sheet:
    with open_workbook(path) as workbook:
        assert len(workbook.sheets) == 1
        return workbook.sheet(workbook.sheets[0].name)


def styled_workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Produk")
        formats = {code: book.add_format({"num_format": code}) for code in
                   ("00000", "0%", '"Rp"#,##0', "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "hh:mm", "[h]:mm", "0.00", "000-000")}  # fmt: skip
        sheet.write_row(
            2, 1, ["Kode", "Diskon", "Harga", "Tanggal", "Waktu", "Jam", "Lama", "Berat", "Aktif", "Kosong"]
        )
        sheet.write_number(3, 1, 42, formats["00000"])
        sheet.write_number(3, 2, 0.15, formats["0%"])
        sheet.write_number(3, 3, 12500, formats['"Rp"#,##0'])
        sheet.write_datetime(3, 4, datetime(2023, 1, 12), formats["dd/mm/yyyy"])
        sheet.write_datetime(3, 5, datetime(2023, 1, 12, 8, 30), formats["dd/mm/yyyy hh:mm"])
        sheet.write_datetime(3, 6, time(8, 30), formats["hh:mm"])
        sheet.write_number(3, 7, 1.5, formats["[h]:mm"])
        sheet.write_number(3, 8, 12.5, formats["0.00"])
        sheet.write_boolean(3, 9, True)
        sheet.write_number(4, 1, 123456, formats["000-000"])
        sheet.write_formula(4, 2, "=1/0", None, "#DIV/0!")
        sheet.write_formula(4, 3, "=A1", None, "")
        sheet.merge_range(5, 1, 6, 2, "gabung")
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.set_column(3, 4, None, None, {"hidden": True})
        book.add_worksheet("Rahasia").hide()
    return path


def test_values_come_as_plain_python_from_the_corner_of_the_used_range(tmp_path: Path) -> None:
    with open_workbook(styled_workbook(tmp_path / "a.xlsx")) as workbook:
        assert workbook.kind == "xlsx"
        assert [(info.name, info.hidden) for info in workbook.sheets] == [("Produk", False), ("Rahasia", True)]
        assert (workbook.sheets[0].rows, workbook.sheets[0].columns) == (4, 10)
        sheet = workbook.sheet("Produk")
    assert (sheet.first_row, sheet.first_column) == (3, 2)
    assert sheet.rows[1] == ["00042", 0.15, 12500, date(2023, 1, 12), datetime(2023, 1, 12, 8, 30),
                             time(8, 30), "36:00:00", 12.5, True, None]  # fmt: skip
    assert type(sheet.rows[1][2]) is int
    assert sheet.value(4, 2) == "00042"
    assert sheet.value(1, 1) is None


def test_number_formats_errors_hidden_and_merged_cells_are_known(tmp_path: Path) -> None:
    with open_workbook(styled_workbook(tmp_path / "a.xlsx")) as workbook:
        sheet = workbook.sheet("Produk")
    assert sheet.value(5, 2) == "123-456"
    assert sheet.value(5, 3) == CellError("#DIV/0!")
    assert sheet.errors == {(5, 3): "#DIV/0!"}
    assert sheet.percents == {3: frozenset({4})}
    assert sheet.currencies == {4: "IDR"}
    assert sheet.hidden_rows == {5}
    assert sheet.hidden_columns == {4, 5}
    assert sheet.merges == [(6, 2, 7, 3)]
    assert not sheet.values_only


def test_formulas_without_a_value_are_told_from_formulas_with_an_empty_one(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><f>SUM(1,2)</f></c><c r="B1"><f>1+1</f><v></v></c><c r="C1"><f>1+1</f><v /></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><f>1+1</f><v>2</v></c></row>'
    )
    sheet = only_sheet(write_parts(tmp_path / "a.xlsx", workbook_parts(sheet_xml(rows))))
    assert sheet.uncached == {(1, 1), (1, 2), (1, 3)}
    assert sheet.value(1, 5) == 2


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"><c r="B2" s="1"><v>7</v></c><c r="C2" t="e"><v>#REF!</v></c></row><row r="4" hidden="1"><c r="B4"><v>1</v></c></row>',
        "<row r='2'><c r='B2' s='1'><v>7</v></c><c r='C2' t='e'><v>#REF!</v></c></row><row r='4' hidden='1'><c r='B4'><v>1</v></c></row>",
        '<row r="2"><c s="1" r="B2"><v>7</v></c><c t="e" r="C2"><v>#REF!</v></c></row><row hidden="true" r="4"><c r="B4"><v>1</v></c></row>',
        '<row/><row><c/><c s="1"><v>7</v></c><c t="e"><v>#REF!</v></c></row><row/><row hidden="1"><c/><c><v>1</v></c></row>',
    ],
    ids=["usual", "single quotes", "other order", "no references"],
)
def test_the_writing_style_of_the_xml_makes_no_difference(tmp_path: Path, rows: str) -> None:
    styles = f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="170" formatCode="0000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>'
    parts = workbook_parts(sheet_xml(rows, after='<mergeCells><mergeCell ref="B5:C6"/></mergeCells>'))
    sheet = only_sheet(write_parts(tmp_path / "a.xlsx", parts | {"xl/styles.xml": styles}))
    assert sheet.rows == [["0007", CellError("#REF!")], [None, None], [1, None]]
    assert (sheet.first_row, sheet.first_column) == (2, 2)
    assert sheet.hidden_rows == {4}
    assert sheet.merges == [(5, 2, 6, 3)]


def test_a_prefixed_workbook_of_another_writer_is_read(tmp_path: Path) -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="e"><x:v>#N/A</x:v></x:c>'
        '<x:c r="B1"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    read = only_sheet(write_parts(tmp_path / "a.xlsx", workbook_parts(sheet)))
    assert read.rows == [[CellError("#N/A"), 5]]


def test_parts_in_utf_16_are_read(tmp_path: Path) -> None:
    parts = workbook_parts(sheet_xml('<row r="1">' + CELL.format(place="A1", text="Kopi Gayo é") + "</row>"))
    wide = {
        name: content.replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16")
        for name, content in parts.items()
        if isinstance(content, str) and name != "[Content_Types].xml"
    }
    assert only_sheet(write_parts(tmp_path / "a.xlsx", parts | wide)).rows == [["Kopi Gayo é"]]


def test_a_far_styled_but_empty_range_costs_nothing(tmp_path: Path) -> None:
    empty = "".join(f'<c r="XFD{n}" s="0"/>' for n in range(1, 50))
    rows = (
        f'<row r="1">{CELL.format(place="A1", text="x")}{empty}</row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    )
    sheet = only_sheet(write_parts(tmp_path / "a.xlsx", workbook_parts(sheet_xml(rows))))
    assert sheet.rows == [["x"]]


def test_figures_that_are_no_numbers_and_codes_that_are_long_survive(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>8992761111113</v></c><c r="B1"><v>3374012304850001</v></c><c r="C1"><v>1e300</v></c><c r="D1"><v>15784200.000000002</v></c></row>'
    sheet = only_sheet(write_parts(tmp_path / "a.xlsx", workbook_parts(sheet_xml(rows))))
    assert sheet.rows == [[8992761111113, 3374012304850001, 1e300, 15784200.000000002]]


def test_an_unknown_sheet_is_named_with_those_there_are(tmp_path: Path) -> None:
    with open_workbook(styled_workbook(tmp_path / "a.xlsx")) as workbook, pytest.raises(NotFound) as refused:
        workbook.sheet("Pemasok")
    assert "Produk, Rahasia" in str(refused.value)


def test_cancelling_stops_the_reading(tmp_path: Path) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        open_workbook(styled_workbook(tmp_path / "a.xlsx"), progress)


def test_the_same_sheet_can_be_read_again(tmp_path: Path) -> None:
    with open_workbook(styled_workbook(tmp_path / "a.xlsx")) as workbook:
        assert workbook.sheet("Produk").rows == workbook.sheet("Produk").rows


def test_spreadsheetml_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Produk"><Table>'
        '<Row ss:Index="2"><Cell ss:Index="2"><Data ss:Type="String">Kopi</Data></Cell>'
        '<Cell ss:MergeAcross="1"><Data ss:Type="Number">12500</Data></Cell>'
        '<Cell><Data ss:Type="DateTime">2023-01-12T00:00:00.000</Data></Cell></Row>'
        '<Row ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="Error">#N/A</Data></Cell></Row></Table></Worksheet></Workbook>',
        encoding="utf-8",
    )
    with open_workbook(path) as workbook:
        assert workbook.kind == "spreadsheetml"
        sheet = workbook.sheet("Produk")
    assert sheet.rows == [["Kopi", 12500, None, date(2023, 1, 12)], [CellError("#N/A"), None, None, None]]
    assert (sheet.first_row, sheet.first_column) == (2, 2)
    assert sheet.merges == [(2, 3, 2, 4)]
    assert sheet.hidden_rows == {3}


def test_html_tables_called_xls_are_read(tmp_path: Path) -> None:
    path = tmp_path / "daftar.xls"
    path.write_text(
        "<html><body><h3>Daftar</h3><style>td {x: y}</style><!-- <td>no</td> --><table border=1><tr><th rowspan='2'>Nama"
        "<th colspan=2>Harga &amp; Isi</tr><tr><td>12.000</td><td> 250\n gr<br>x</td></tr>"
        "<tr><td>a<table><tr><td>b</td></tr></table></td></tr></table><table><tr><td>2</table></body></html>",
        encoding="utf-8",
    )
    with open_workbook(path) as workbook:
        assert workbook.kind == "html"
        assert [info.name for info in workbook.sheets] == ["daftar 1", "daftar 2"]
        sheet = workbook.sheet("daftar 1")
    assert sheet.rows == [["Nama", "Harga & Isi", None], [None, "12.000", "250 gr\nx"], ["ab", None, None]]
    assert sheet.merges == [(1, 1, 2, 1), (1, 2, 1, 3)]


CELLS = st.one_of(
    st.none(),
    st.text(
        st.characters(codec="utf-8", exclude_characters="\r", exclude_categories=("Cc", "Cs")), min_size=1, max_size=20
    ),
    st.integers(min_value=-(10**14), max_value=10**14),
    st.floats(min_value=-1e9, max_value=1e9, allow_nan=False),
    st.booleans(),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6))
def test_what_a_writer_wrote_comes_back(tmp_path: Path, table: list[list[object]]) -> None:
    path = tmp_path / "round.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet("S")
        page.write_string(0, 0, "corner")
        for row, cells in enumerate(table):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    page.write_string(row, column + 1, cell)
                elif isinstance(cell, bool):
                    page.write_boolean(row, column + 1, cell)
                elif cell is not None:
                    page.write_number(row, column + 1, cell)  # type: ignore[arg-type]
    sheet = only_sheet(path)
    for row, cells in enumerate(table):
        for column, cell in enumerate(cells):
            found = sheet.value(row + 1, column + 2)
            if isinstance(cell, str):
                assert found == (clean_text(cell) or None)
            elif isinstance(cell, float):
                assert found == pytest.approx(cell, rel=1e-14)
            else:
                assert found == cell


def test_pictures_of_every_form_find_their_cells(tmp_path: Path) -> None:
    picture = b"\x89PNG fake"
    blip = '<xdr:blipFill><a:blip r:embed="{}"/></xdr:blipFill>'
    corner = "<xdr:{0}><xdr:col>{1}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{2}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{0}>"
    frame = '<a:xfrm><a:off x="{}" y="{}"/><a:ext cx="{}" cy="{}"/>{}</a:xfrm>'
    child = '<a:chOff x="0" y="0"/><a:chExt cx="100" cy="100"/>'
    drawing = (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f"<xdr:twoCellAnchor>{corner.format('from', 1, 4)}{corner.format('to', 3, 6)}<xdr:pic>{blip.format('rId1')}</xdr:pic></xdr:twoCellAnchor>"
        f"<xdr:oneCellAnchor>{corner.format('from', 0, 9)}<xdr:ext cx='609600' cy='571500'/><xdr:pic>{blip.format('rId2')}</xdr:pic></xdr:oneCellAnchor>"
        f"<xdr:absoluteAnchor><xdr:pos x='609600' y='0'/><xdr:ext cx='100' cy='100'/><xdr:pic>{blip.format('rId1')}</xdr:pic></xdr:absoluteAnchor>"
        f"<xdr:twoCellAnchor>{corner.format('from', 0, 20)}{corner.format('to', 2, 24)}<xdr:grpSp><xdr:grpSpPr>{frame.format(0, 0, 9, 9, child)}</xdr:grpSpPr>"
        f"<xdr:pic>{blip.format('rId1')}<xdr:spPr>{frame.format(50, 75, 50, 25, '')}</xdr:spPr></xdr:pic></xdr:grpSp></xdr:twoCellAnchor></xdr:wsDr>"
    )
    rows = '<row r="1">' + CELL.format(place="A1", text="x") + (
        '<c r="B1" t="str"><f>_xlfn.DISPIMG(&quot;ID_AB&quot;,1)</f><v>=DISPIMG("ID_AB",1)</v></c></row>'
    )  # fmt: skip
    cell_images = (
        '<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" '
        'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><etc:cellImage><xdr:pic>'
        '<xdr:nvPicPr><xdr:cNvPr id="1" name="ID_AB"/></xdr:nvPicPr>'
        + blip.format("rId1")
        + "</xdr:pic></etc:cellImage></etc:cellImages>"
    )
    parts = workbook_parts(sheet_xml(rows, before='<sheetFormatPr defaultRowHeight="15"/>')) | {
        "xl/worksheets/_rels/sheet1.xml.rels": relations_xml({"rId1": ("drawing", "../drawings/drawing1.xml")}),
        "xl/drawings/drawing1.xml": drawing,
        "xl/drawings/_rels/drawing1.xml.rels": relations_xml({"rId1": ("image", "../media/image1.png"), "rId2": ("image", "/xl/media/image2.emf")}),
        "xl/cellimages.xml": cell_images,
        "xl/_rels/cellimages.xml.rels": relations_xml({"rId1": ("image", "media/image1.png")}),
        "xl/media/image1.png": picture,
        "xl/media/image2.emf": b"emf",
    }  # fmt: skip
    with open_workbook(write_parts(tmp_path / "a.xlsx", parts)) as workbook:
        found = workbook.pictures("Produk")
        assert workbook.sheet("Produk").rows == [["x", None]]
        assert [(p.row, p.column, p.kind, p.readable) for p in found] == [
            (1, 2, "floating", True),
            (1, 2, "dispimg", True),
            (5, 2, "floating", True),  # its centre lies on the border: it belongs where it begins
            (11, 1, "floating", False),
            (24, 2, "grouped", True),
        ]
        assert found[0].data == picture
        assert found[3].format == "emf"


def test_a_picture_placed_in_a_cell_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    photo = tmp_path / "foto.png"
    photo.write_bytes(_tiny_png())
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Produk")
        page.write_string(0, 0, "Foto")
        page.embed_image(1, 0, photo)
        page.insert_image(2, 3, photo)
    with open_workbook(path) as workbook:
        sheet = workbook.sheet("Produk")
        pictures = workbook.pictures("Produk")
        assert [(p.row, p.column, p.kind) for p in pictures] == [(2, 1, "cell"), (3, 4, "floating")]
        assert pictures[0].data == photo.read_bytes()
    assert sheet.errors == {}
    assert sheet.rows == [["Foto"], [None]]


def _tiny_png() -> bytes:
    from io import BytesIO

    from PIL import Image

    file = BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, "PNG")
    return file.getvalue()


def test_a_missing_picture_part_is_left_out(tmp_path: Path) -> None:
    parts = workbook_parts(sheet_xml('<row r="1">' + CELL.format(place="A1", text="x") + "</row>")) | {
        "xl/worksheets/_rels/sheet1.xml.rels": relations_xml({"rId1": ("drawing", "../drawings/none.xml")})
    }
    with open_workbook(write_parts(tmp_path / "a.xlsx", parts)) as workbook:
        assert workbook.pictures("Produk") == []


def test_a_workbook_with_nothing_in_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kosong.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet()
    with pytest.raises(UnusableFile) as refused:
        open_workbook(path)
    assert refused.value.code == "empty_workbook"


@pytest.mark.parametrize(
    "folder", ["./worksheets/", "../xl/worksheets/", "worksheets/./", "worksheets//", "/xl/worksheets/"]
)
def test_sheets_are_found_however_the_workbook_names_the_way_to_them(folder: str, tmp_path: Path) -> None:
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>Nama</t></is></c></row><row r="2"><c r="A2"><v>5</v></c></row>'
    parts = workbook_parts(sheet_xml(row))
    relations = str(parts["xl/_rels/workbook.xml.rels"])
    assert 'Target="worksheets/' in relations
    parts["xl/_rels/workbook.xml.rels"] = relations.replace('Target="worksheets/', f'Target="{folder}')
    with open_workbook(write_parts(tmp_path / "list.xlsx", parts)) as workbook:
        assert [workbook.sheet(info.name).rows for info in workbook.sheets] == [[["Nama"], [5]]]
