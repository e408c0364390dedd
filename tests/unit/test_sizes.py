"""Sizes as people type them."""

import re
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradehouse.domain.sizes import NotASize, read_size


@pytest.mark.parametrize(
    ("typed", "sides"),
    [
        ("30x20x10 cm", "30 20 10"),
        ("30 X 20 X 10CM", "30 20 10"),
        ("P 30 L 20 T 10", "30 20 10"),
        ("P 30 x L 20 x T 10", "30 20 10"),
        ("P: 45cm L: 20cm T: 15cm", "45 20 15"),
        ("Lebar 20 cm, panjang 30 cm", "30 20 -"),
        ("L 30 W 20 H 10", "30 20 10"),
        ("PxLxT (cm) 30x20x10", "30 20 10"),
        ("10 x 15 x 20 (cm)", "10 15 20"),
        ("120cm x 60 cm (P x L)", "120 60 -"),
        ("dia 12 x 8", "12 12 8"),
        ("diameter 12 cm tinggi 8 cm", "12 12 8"),
        ("Ø 20 cm", "20 20 -"),
        ("300 × 200 mm", "30 20 -"),
        ("30cm x 20cm", "30 20 -"),
        ("1,5 m x 2 m", "150 200 -"),
        ("30,5x20", "30.5 20 -"),
        ('12" x 8"', "30.48 20.32 -"),
        ("tinggi 10 cm", "- - 10"),
    ],
)
def test_sizes_come_in_centimetres(typed: str, sides: str) -> None:
    wanted = tuple(None if side == "-" else Decimal(side) for side in sides.split())
    assert read_size(typed).sides == wanted


def test_a_heading_gives_the_unit_that_the_cells_leave_out() -> None:
    assert read_size("300 x 200", unit="mm").sides == (Decimal(30), Decimal(20), None)


@pytest.mark.parametrize(
    "typed", ["A4", "XL", "38-42", "10-20 x 5", "1x2x3x4", "30 20 10", "30/20/10", "L/XL", "besar", ""]
)
def test_what_is_no_size_is_refused(typed: str) -> None:
    with pytest.raises(NotASize):
        read_size(typed)


@given(st.text(alphabet="0123456789xX×PLTpltdØ.,:()cm mW", max_size=90))
def test_wild_text_is_read_or_refused_and_never_breaks(typed: str) -> None:
    with suppress(NotASize):
        read_size(typed)


@pytest.mark.parametrize("text", ["30 x 20", "30x20 x10cm", "3,5 × 2.5 mm", '4*5 "', "30 x 20 cm."])
def test_sizes_as_most_write_them_read_like_those_with_letters(text: str) -> None:
    figures = re.findall(r"[\d.,]*\d", text)
    unit = text.rstrip(" .").lstrip("0123456789.,x×* ")
    lettered = " ".join(f"{letter} {figure}" for letter, figure in zip("PLT", figures, strict=False)) + f" {unit}"
    assert read_size(text).sides == read_size(lettered).sides
