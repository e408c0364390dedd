"""Large plain sheets are read by patterns and give what calamine makes of them; all others are left to it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbook_files import sheet_xml, workbook_parts, write_parts

from tradehouse.domain.errors import UnusableFile
from tradehouse.exchange import calamine_reading, plain_sheets, xlsx_parts
from tradehouse.exchange.archives import Parts
from tradehouse.exchange.reading import open_workbook
from tradehouse.exchange.sheets import Sheet, SheetInfo

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n<&>'\" _x"), max_size=12)
FIGURES = st.one_of(
    st.integers(-(10**17), 10**17),
    st.floats(-1e12, 1e12, allow_nan=False),
    st.sampled_from([0, -0.0, 1e300, 5e-7, 999_999_999_999_999, 0.1]),
)
CELLS = st.one_of(st.none(), st.just("rotan"), WORDS, FIGURES)
TABLES = st.integers(1, 6).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=8))
PERHAPS_UNUSED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)


def by_openpyxl(path: Path, table: list[list[Any]], at: tuple[int, int]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for down, row in enumerate(table):
        for across, value in enumerate(row):
            if value is not None:
                sheet.cell(at[0] + down, at[1] + across).value = value
    book.save(path)


def by_xlsxwriter(path: Path, table: list[list[Any]], at: tuple[int, int], *, inline: bool = False) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": inline}) as book:
        sheet, styled = book.add_worksheet(), book.add_format({"bold": True, "num_format": '"Rp" #,##0'})
        for down, row in enumerate(table):
            for across, value in enumerate(row):
                place = (at[0] + down - 1, at[1] + across - 1)
                if isinstance(value, str):
                    sheet.write_string(*place, value)
                elif value is None:
                    sheet.write_blank(*place, None, styled)
                else:
                    sheet.write_number(*place, value, styled if across % 2 else None)


def inline(path: Path, table: list[list[Any]], at: tuple[int, int]) -> None:
    by_xlsxwriter(path, table, at, inline=True)


WRITERS: list[Callable[..., None]] = [by_openpyxl, by_xlsxwriter, inline]


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether the sheets that were read were plain."""
    plain: list[bool] = []
    read = calamine_reading.read_plain

    def told(*args: Any) -> Any:
        found = read(*args)
        plain.append(found is not None)
        return found

    monkeypatch.setattr(calamine_reading, "read_plain", told)
    return plain


def look(path: Path, *, plain: bool, monkeypatch: pytest.MonkeyPatch) -> list[tuple[SheetInfo, Sheet]]:
    monkeypatch.setattr(calamine_reading, "_LARGE", 0 if plain else 1 << 60)
    workbook = open_workbook(path)
    try:
        return [(info, workbook.sheet(info.name)) for info in workbook.sheets]
    finally:
        workbook.close()


def assert_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, parsed = (look(path, plain=choice, monkeypatch=monkeypatch) for choice in (True, False))
    assert plain == parsed
    kinds = [[[type(cell) for row in sheet.rows for cell in row] for _, sheet in sheets] for sheets in (plain, parsed)]
    assert kinds[0] == kinds[1]


def read_in_pieces(monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    """Give the reader so many rows at a time, as it gets thousands of a large sheet."""
    blocks = xlsx_parts.row_blocks

    def pieces(parts: Parts, name: str) -> Iterator[bytes]:
        for block in blocks(parts, name):
            *ended, rest = block.split(b"</row>")
            for at in range(0, len(ended), rows):
                yield b"".join(row + b"</row>" for row in ended[at : at + rows])
            if rest or not ended:
                yield rest

    for module in (plain_sheets, xlsx_parts):
        monkeypatch.setattr(module, "row_blocks", pieces)


@PERHAPS_UNUSED
@given(
    table=TABLES,
    at=st.tuples(st.integers(1, 5), st.integers(1, 28)),
    writer=st.sampled_from(WRITERS),
    rows=st.sampled_from([1, 2, 1_000]),
)
def test_random_sheets_are_read_alike(
    table: list[list[Any]],
    at: tuple[int, int],
    writer: Callable[..., None],
    rows: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = [["Nama", *("" for _ in row[1:])] for row in table[:1]] + table
    if writer is by_openpyxl:
        # openpyxl takes a text that begins so for a formula
        table = [[f"'{c}" if isinstance(c, str) and c.startswith("=") else c for c in row] for row in table]
    path = tmp_path / "list.xlsx"
    writer(path, table or [["Nama"]], at)
    with monkeypatch.context() as patch:
        read_in_pieces(patch, rows)
        assert_same(path, patch)


@pytest.mark.parametrize("writer", WRITERS)
def test_a_list_of_texts_and_figures_is_plain(
    writer: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: list[bool]
) -> None:
    rows = [[f"Tas & <kain> {n}", n, n / 4 if n % 3 else None, "7,5" if n % 5 else n] for n in range(3_000)]
    writer(tmp_path / "list.xlsx", [["Nama", "Harga", "Berat", "Isi"], *rows], (3, 2))
    assert_same(tmp_path / "list.xlsx", monkeypatch)
    assert taken == [True]


@pytest.mark.parametrize("writer", WRITERS)
def test_columns_that_change_their_way_halfway_down_are_plain(
    writer: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: list[bool]
) -> None:
    def row(n: int) -> list[Any]:
        late = None if n < 20 else f"rak {n}"
        return [
            f"Tas {n}",
            n if n < 30 else n / 8,
            late,
            n if n % 40 else "habis",
            None if n % 7 else f"_ & é{n} ",
        ]

    writer(tmp_path / "list.xlsx", [["Nama", "Harga", "Rak", "Stok", "Catatan"], *map(row, range(90))], (1, 1))
    read_in_pieces(monkeypatch, 4)
    assert_same(tmp_path / "list.xlsx", monkeypatch)
    assert taken == [True]


def test_a_row_far_below_takes_no_memory_for_those_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row><row r="9000000"><c r="A9000000"><v>1</v></c></row>'
    path = write_parts(tmp_path / "list.xlsx", workbook_parts(sheet_xml(rows)))
    monkeypatch.setattr(calamine_reading, "_LARGE", 0)
    with pytest.raises(UnusableFile, match="9000000"):
        open_workbook(path)


ODD_ROWS = {
    "formula": '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>',
    "error": '<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>',
    "boolean": '<row r="2"><c r="A2" t="b"><v>1</v></c></row>',
    "rich text": '<row r="2"><c r="A2" t="inlineStr"><is><r><t>Tas</t></r><r><t> rotan</t></r></is></c></row>',
    "other entity": '<row r="2"><c r="A2" t="inlineStr"><is><t>Tas&#233;</t></is></c></row>',
    "comment": '<row r="2"><!-- x --><c r="A2"><v>5</v></c></row>',
    "cells turned round": '<row r="2"><c r="B2"><v>5</v></c><c r="A2"><v>6</v></c></row>',
    "wider": '<row r="2"><c r="A2"><v>5</v></c><c r="ZZ2"><v>6</v></c></row>',
    "another row's cell": '<row r="2"><c r="A3"><v>5</v></c></row>',
    "rows turned round": '<row r="3"><c r="A3"><v>5</v></c></row><row r="2"><c r="A2"><v>6</v></c></row>',
    "line end": '<row r="2"><c r="A2" t="inlineStr"><is><t>Tas\r\nrotan</t></is></c></row>',
    "no figure": '<row r="2"><c r="A2"><v>1_000</v></c></row>',
    "looks tagged": '<row r="2"><c r="A2"><v>1 t="2</v></c></row>',
}


@pytest.mark.parametrize("rows", ODD_ROWS.values(), ids=ODD_ROWS.keys())
def test_whatever_is_written_otherwise_is_left_to_calamine(
    rows: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: list[bool]
) -> None:
    header = '<row r="1"><c r="A1" t="inlineStr"><is><t>Nama</t></is></c></row>'
    path = write_parts(tmp_path / "list.xlsx", workbook_parts(sheet_xml(header + rows)))
    assert_same(path, monkeypatch)
    assert not any(taken)


def test_a_sheet_with_dates_is_left_to_calamine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: list[bool]
) -> None:
    by_openpyxl(tmp_path / "list.xlsx", [["Nama", "Tanggal"], ["Tas", date(2024, 5, 1)]], (1, 1))
    assert_same(tmp_path / "list.xlsx", monkeypatch)
    assert taken == [False]


def test_blank_rows_and_columns_stand_where_the_file_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: list[bool]
) -> None:
    rows = (
        '<row r="1"/><row r="3"><c r="A3" s="0"/><c r="B3"><v>1</v></c><c r="C3" s="0"/></row>'
        '<row r="7"><c r="B7" t="inlineStr"><is><t xml:space="preserve"> Tas </t></is></c></row><row r="9"><c r="C9"/></row>'
    )
    path = write_parts(tmp_path / "list.xlsx", workbook_parts(sheet_xml(rows)))
    assert_same(path, monkeypatch)
    assert taken == [True]
