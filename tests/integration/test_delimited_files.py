"""CSV files of any encoding and separator."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tradehouse.domain.cells import clean_text
from tradehouse.exchange.delimited import decode, sniff
from tradehouse.exchange.reading import open_workbook


def rows_of(path: Path) -> list[list[object]]:
    with open_workbook(path) as workbook:
        return [list(row) for row in workbook.sheet(workbook.sheets[0].name).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_encoding_and_separator_are_found(tmp_path: Path, encoding: str, separator: str) -> None:
    table = [["Nama", "Kafé", "Harga"], ["Kopi, Gayo; é", "bubuk\nhalus", "1.000"], ["Têh", 'kata "ya"', "2,5"]] * 5
    lines = [separator.join('"{}"'.format(cell.replace('"', '""')) for cell in row) for row in table]
    path = tmp_path / "a.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    assert rows_of(path) == table


def test_a_separator_line_is_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=|\na|b;c;d;e\n1|2;3;4;5\n", encoding="utf-8")
    assert rows_of(path) == [["a", "b;c;d;e"], ["1", "2;3;4;5"]]


def test_our_own_apostrophe_is_taken_off_again(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("kode;nama\n'=1+1;'-5\n'Aisyah;x\n", encoding="utf-8")
    assert rows_of(path) == [["kode", "nama"], ["=1+1", "-5"], ["'Aisyah", "x"]]


def test_a_quote_that_is_never_closed_does_not_swallow_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('nama;ukuran\n"Pipa 3;10\n' + "Kayu;20\n" * 5000, encoding="utf-8")
    rows = rows_of(path)
    assert len(rows) == 5002
    assert rows[-1] == ["Kayu", "20"]


def test_ragged_rows_become_a_rectangle_and_blank_rows_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b;c\n1\n\n;;3\n\n\n", encoding="utf-8")
    assert rows_of(path) == [["a", "b", "c"], ["1", None, None], [None, None, None], [None, None, "3"]]


def test_tabs_in_a_file_called_xls_are_read(tmp_path: Path) -> None:
    path = tmp_path / "ekspor.xls"
    path.write_text("kode\tnama\nA1\tKopi\n", encoding="utf-8")
    assert rows_of(path) == [["kode", "nama"], ["A1", "Kopi"]]


def test_a_few_broken_characters_do_not_change_the_encoding_of_all_others() -> None:
    text = "Kopi Toraja é ü ñ " * 20
    assert decode(text.encode() + b"\xff") == text + "\ufffd"


def test_one_column_is_not_cut() -> None:
    assert sniff("nama\nkopi\nteh\n") == ","


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_any_bytes_decode(data: bytes) -> None:
    decode(data).encode("utf-8", "surrogatepass")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(st.text("abcdefé 0123456789.,;\"'\n", min_size=1, max_size=12), min_size=3, max_size=3),
        min_size=4,
        max_size=8,
    )
)
def test_quoted_tables_come_back(tmp_path: Path, table: list[list[str]]) -> None:
    path = tmp_path / "a.csv"
    lines = ["|".join('"{}"'.format(cell.replace('"', '""')) for cell in row) for row in table]
    path.write_text("sep=|\n" + "\n".join(lines), encoding="utf-8", newline="")
    expected = [[clean_text(cell) or None for cell in row] for row in table]
    while expected and not any(expected[-1]):
        expected.pop()
    if expected:
        assert rows_of(path) == expected
