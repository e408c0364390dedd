"""Rows that are filled into a workbook's frame read as what was written, by two readers, and the frame stays around them."""

import tempfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tradehouse.domain.progress import Progress
from tradehouse.exchange.layouts import Layout, Words
from tradehouse.exchange.workbooks.content import Document, Written
from tradehouse.exchange.workbooks.filling import Filling
from tradehouse.exchange.workbooks.frame import new_workbook
from tradehouse.exchange.workbooks.pen import Pen
from tradehouse.exchange.workbooks.row_texts import ROW, cell_maker
from tradehouse.exchange.workbooks.styles import Style

TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n<&>'\"=+-@ _x0041"), min_size=1, max_size=20
)
VALUES = st.one_of(
    st.none(),
    TEXTS,
    st.integers(-(10**12), 10**12),
    st.decimals(-(10**9), 10**9, places=4),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.booleans(),
)


def written(path: Path, rows: list[list[Any]]) -> None:
    """Write rows from the third on, between a heading and a foot that XlsxWriter makes."""
    filling = Filling()
    with new_workbook(path, Progress(), filling=filling) as workbook:
        pen = Pen(workbook, Document(Layout("any", Words(), "buyer"), "en", "USD"), Written(path, {}))
        sheet = workbook.add_worksheet("Rows")
        pen.write(sheet, 1, 0, "Heading", Style(bold=True))
        texts = filling.rows(sheet, 2)
        cells = [cell_maker(n, Style(), pen, sheet) for n in range(3)]
        for at, row in enumerate(rows, start=2):
            texts.add(at, [cell(value, at) for cell, value in zip(cells, row, strict=True)], 30)
        pen.write(sheet, 2 + len(rows), 0, "Foot", Style(bold=True))
        pen.write(workbook.add_worksheet("Other"), 0, 0, "left alone", Style())
    filling.close()


def plain(value: Any) -> Any:
    if isinstance(value, (bool, str)) or value is None:
        return value
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else round(float(value), 4)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=1, max_size=6))
def test_cells_read_as_they_were_written(rows: list[list[Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.xlsx"
        written(path, rows)
        book = openpyxl.load_workbook(path)
        sheet = book["Rows"]
        read = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=2 + len(rows), max_col=3)]
        assert [[plain(v) for v in row] for row in read] == [[plain(v) for v in row] for row in rows]
        assert [sheet.cell(2, 1).value, sheet.cell(3 + len(rows), 1).value] == ["Heading", "Foot"]
        assert book["Other"]["A1"].value == "left alone"
        assert sheet.row_dimensions[3].height == 30
        calm = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Rows").to_python(skip_empty_area=False)
        texts = [[v if isinstance(v, str) else None for v in [*row, "", ""][:3]] for row in calm[2 : 2 + len(rows)]]
        assert texts == [[v if isinstance(v, str) else "" if v is None else None for v in row] for row in rows]


def test_formulas_stand_in_rows_whose_value_is_known(tmp_path: Path) -> None:
    filling = Filling()
    path = tmp_path / "rows.xlsx"
    with new_workbook(path, Progress(), filling=filling) as workbook:
        pen = Pen(workbook, Document(Layout("any", Words(), "buyer"), "en", "USD"), Written(path, {}))
        sheet = workbook.add_worksheet("Rows")
        pen.write(sheet, 0, 0, "Heading", Style())
        texts = filling.rows(sheet, 1)
        number, sum_ = cell_maker(0, Style(), pen, sheet), cell_maker(1, Style(), pen, sheet, f'=A{ROW}*2&"<"')
        for at, value in ((1, Decimal(4)), (2, None)):
            texts.add(at, [number(value, at), sum_(None if value is None else "8<", at)])
    filling.close()
    formulas, values = (openpyxl.load_workbook(path, data_only=only)["Rows"] for only in (False, True))
    assert [formulas["B2"].value, values["B2"].value] == ['=A2*2&"<"', "8<"]
    assert formulas["B3"].value is None
