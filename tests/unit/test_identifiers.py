"""Identifiers are normalised, doubted, never blocked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradehouse.domain.cells import Cell, CellError, FailedFormula
from tradehouse.domain.identifiers import (
    check_gtin,
    check_hs,
    check_nib,
    check_npwp,
    gtin_is_valid,
    luhn_is_valid,
    wrong_gtins,
)


@pytest.mark.parametrize(
    ("cell", "text"), [("8992761111113", "8992761111113"), (8992761111113.0, "8992761111113"), ("4006381333931", "4006381333931"), ("036000291452", "036000291452"), ("96385074", "96385074")]
)  # fmt: skip
def test_a_good_barcode_passes(cell: Cell, text: str) -> None:
    checked = check_gtin(cell)
    assert checked.text == text
    assert gtin_is_valid(text) == (checked.warning is None)


def test_a_wrong_check_digit_warns_and_keeps_the_number() -> None:
    checked = check_gtin("4006381333932")
    assert checked.text == "4006381333932"
    assert checked.warning is not None


@pytest.mark.parametrize("typed", ["KRY-01", "123", "8.99276E+12"])
def test_what_is_no_barcode_is_kept_as_typed(typed: str) -> None:
    checked = check_gtin(typed)
    assert checked.text == typed
    assert checked.warning is not None


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_exactly_one_check_digit_fits(body: int) -> None:
    assert sum(gtin_is_valid(f"{body:012}{digit}") for digit in range(10)) == 1
    assert sum(luhn_is_valid(f"{body:012}{digit}") for digit in range(10)) == 1


@pytest.mark.parametrize("length", [8, 12, 13, 14])
@given(data=st.data())
def test_many_barcodes_are_checked_as_each_by_itself(length: int, data: st.DataObject) -> None:
    codes = data.draw(st.lists(st.text("0123456789", min_size=length, max_size=length), max_size=9))
    assert wrong_gtins(codes) == [place for place, code in enumerate(codes) if not gtin_is_valid(code)]


def test_a_business_number_has_thirteen_digits_and_gets_its_zeros_back() -> None:
    assert check_nib("9120-0012-34567").text == "9120001234567"
    assert check_nib(220001234567).text == "0220001234567"
    assert check_nib(220001234567).warning is None
    assert check_nib("91200").warning is not None


def test_a_tax_number_is_checked_in_both_forms() -> None:
    good = "01.312.166.0-091.000"
    assert check_npwp(good).text == "013121660091000"
    assert check_npwp(good).warning is None
    assert check_npwp("0" + "013121660091000").warning is None
    assert check_npwp("01.312.166.1-091.000").warning is not None
    assert check_npwp("3374012304850001").warning is None  # a person's: the NIK, without check digit
    assert check_npwp("123").warning is not None


@pytest.mark.parametrize(
    ("cell", "text"), [("0901.21", "090121"), (90121, "090121"), ("4602.12.00", "46021200"), ("0901", "0901")]
)
def test_a_tariff_number_becomes_digits(cell: Cell, text: str) -> None:
    assert check_hs(cell) == check_hs(text)
    assert check_hs(cell).text == text
    assert check_hs(cell).warning is None


@pytest.mark.parametrize("typed", ["09", "9901", "7701", "kopi", "09012"])
def test_a_doubtful_tariff_number_warns(typed: str) -> None:
    assert check_hs(typed).warning is not None


def test_blanks_pass_and_failed_formulas_do_not() -> None:
    for check in (check_gtin, check_nib, check_npwp, check_hs):
        assert check(None).text == ""
        assert check(None).warning is None
        with pytest.raises(FailedFormula):
            check(CellError("#N/A"))
