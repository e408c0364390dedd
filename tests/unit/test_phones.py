"""Phone numbers out of what spreadsheets make of them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tradehouse.domain.cells import Cell
from tradehouse.domain.phones import Phone, normalise_phone, phone_warning, read_phones


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("0813 7930 0634 ", "+6281379300634"),
        (81379300634, "+6281379300634"),
        (81379300634.0, "+6281379300634"),
        (542.707204, "+62542707204"),
        (6281379300634, "+6281379300634"),
        ("62813-7930-0634", "+6281379300634"),
        ("+62 813 7930 0634", "+6281379300634"),
        ("+62 (0)813 7930 0634", "+6281379300634"),
        ("0062 813 7930 0634", "+6281379300634"),
        ("(0542) 752884", "+62542752884"),
        ("Hp. 0813 7930 0634", "+6281379300634"),
        ("+1 415 555 2671", "+14155552671"),
    ],
)
def test_a_number_takes_its_international_form(cell: Cell, number: str) -> None:
    assert normalise_phone(cell) == number
    assert phone_warning(cell) is None


def test_two_numbers_in_one_cell_are_two() -> None:
    assert read_phones("HP 0813 7930 0634 / WA 0812 1111 2222") == (
        Phone("+6281379300634"),
        Phone("+6281211112222"),
    )
    assert len(read_phones("081379300634 081211112222")) == 2


def test_what_does_not_read_as_a_number_is_kept_and_warned_about() -> None:
    assert read_phones("0542.4752884/75433917062") == (
        Phone("+625424752884"),
        Phone("75433917062", usual=False),
    )
    assert normalise_phone("0813 7930 0634 (Budi)") == "0813 7930 0634 (Budi)"
    warning = phone_warning("0813 7930 0634 (Budi)")
    assert warning is not None
    assert "Budi" in warning.text("en")


@pytest.mark.parametrize("cell", [None, "", "-", 0, "Tak Terdefinisi"])
def test_blanks_are_no_numbers(cell: Cell) -> None:
    assert read_phones(cell) == ()
    assert phone_warning(cell) is None


@given(st.from_regex(r"8[1-9][0-9]{7,10}", fullmatch=True))
def test_every_way_to_write_a_mobile_number_means_the_same(digits: str) -> None:
    national = int(digits)
    expected = f"+62{digits}"
    spaced = f"0{digits[:3]}-{digits[3:7]}-{digits[7:]}"
    for cell in (national, float(national), f"0{digits}", digits, f"62{digits}", f"+62{digits}", spaced, expected):
        assert normalise_phone(cell) == expected


@example("*\x08")
@given(st.text(max_size=40))
def test_reading_twice_changes_nothing(typed: str) -> None:
    once = normalise_phone(typed)
    assert normalise_phone(once) == once or not once
