"""Text that goes into workbooks, sheet names and file names, whatever people called things."""

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from tradehouse.exchange.workbooks.measuring import lines_needed, row_height, text_width
from tradehouse.exchange.workbooks.safe_text import clean, file_name, needs_quote, sheet_name


@given(st.text())
def test_cleaned_text_is_fit_for_xml(text: str) -> None:
    ET.fromstring("<a>" + clean(text).replace("&", "&amp;").replace("<", "&lt;") + "</a>")  # noqa: S314


def test_cleaning_keeps_all_that_people_write() -> None:
    assert (
        clean("Kopi\tluwak\nAceh 咖啡 قهوة ☕\U0001f1ee\U0001f1e9")
        == "Kopi\tluwak\nAceh 咖啡 قهوة ☕\U0001f1ee\U0001f1e9"
    )
    assert clean("a\x00b\x0bc\ufffe\ud800d\r\ne") == "abcd\ne"


def test_text_like_a_formula_is_seen() -> None:
    assert all(needs_quote(text) for text in ("=1+1", "+62811", "-", "@SUM(A1)", "\t=1"))
    assert not any(needs_quote(text) for text in ("Kopi", "1-2", " =1", "", "'=1"))


@given(st.text(max_size=80), st.lists(st.text(max_size=40), max_size=3))
def test_sheet_names_are_allowed_and_differ(text: str, others: list[str]) -> None:
    taken: set[str] = set()
    for name in (*others, text, text):
        made = sheet_name(name, taken)
        assert 1 <= len(made) <= 31
        assert not set(made) & set("[]:*?/\\")
        assert made[0] != "'"
        assert made[-1] != "'"
        assert made.casefold() not in taken
        assert made.casefold() != "history"
        taken.add(made.casefold())


@given(st.text(max_size=300))
def test_file_names_are_allowed_everywhere(text: str) -> None:
    made = file_name(text)
    assert made.endswith(".xlsx")
    assert len(made.encode()) <= 120
    assert not set(made) & set('<>:"/\\|?*')
    assert made.partition(".")[0].lower() not in {"con", "nul", "aux", "prn", "com1"}
    assert not made.startswith((" ", "."))


def test_lines_are_counted_by_words_and_width() -> None:
    assert lines_needed("short", 20, 11) == 1
    assert lines_needed("two\nparagraphs", 20, 11) == 2
    assert lines_needed("word " * 20, 20, 11) >= 5
    assert lines_needed("x" * 100, 20, 11) >= 5
    assert text_width("咖啡") > 3
    assert text_width("e\u0301") == 1


def test_row_grows_with_its_text_up_to_what_the_format_allows() -> None:
    assert row_height([("short", 20, 10)], 80) == 80
    assert row_height([("word " * 60, 20, 10)], 80) > 150
    assert row_height([("word " * 6000, 20, 10)], 80) == 400
