"""Cells as text and as blanks."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradehouse.domain.cells import CellError, FailedFormula, cell_text, clean_text, is_blank, plain_float


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  kopi ", "kopi"),
        ("Jl. Mawar_x000D_\nNo. 3", "Jl. Mawar\nNo. 3"),
        ("literal _x005F_x000D_", "literal _x000D_"),
        ("Rp\u00a01.000", "Rp 1.000"),
        ("satu\r\ndua\rtiga", "satu\ndua\ntiga"),
        ("e\u0301", "é"),
        ("\u202d0813\u202c", "0813"),
        ("\ufeffkode", "kode"),
        ("\U0001f600", "\U0001f600"),
    ],
)
def test_text_is_cleaned_to_what_the_eye_sees(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_and_always_encodes(raw: str) -> None:
    once = clean_text(raw)
    once.encode("utf-8")
    if "_x" not in once:
        assert clean_text(once) == once


@pytest.mark.parametrize("cell", [None, "", "  ", "-", "--", "n/a", "Tak Terdefinisi", "tidak ada", "#N/A", "..."])
def test_what_people_leave_for_nothing_is_blank(cell: str | None) -> None:
    assert is_blank(cell)


@pytest.mark.parametrize("cell", [0, 0.0, False, "0", "tidak", "kopi", "-5", date(2020, 1, 1), CellError("#N/A")])
def test_values_are_not_blank(cell: object) -> None:
    assert not is_blank(cell)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "text"),
    [(None, ""), (12, "12"), (15784200.000000002, "15784200"), (0.5, "0.5"), (True, "1"), (1e-7, "0.0000001"),
     (date(2023, 1, 12), "2023-01-12"), (datetime(2023, 1, 12, 8, 30), "2023-01-12 08:30:00")],
)  # fmt: skip
def test_a_cell_becomes_the_text_a_person_sees(cell: object, text: str) -> None:
    assert cell_text(cell) == text  # type: ignore[arg-type]


def test_an_error_cell_is_never_taken_for_text() -> None:
    with pytest.raises(FailedFormula) as refused:
        cell_text(CellError("#REF!"))
    assert refused.value.code == "failed_formula"
    assert "#REF!" in refused.value.message.text("en")


@given(st.floats(min_value=-1e15, max_value=1e15, allow_nan=False))
def test_floats_are_shown_without_exponent_and_keep_fifteen_digits(value: float) -> None:
    text = plain_float(value)
    assert "e" not in text
    assert float(text) == pytest.approx(value, rel=1e-14, abs=1e-14)
