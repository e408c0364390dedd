"""Numbers that others gave: GTIN, NIB, NPWP, HS. Each becomes text; what looks wrong warns, never blocks.

Real registers hold wrong check digits (56 of 40,513 barcodes, 4 of 146 tax numbers), so a warning is all
that a check may give.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tradehouse.domain.cells import Cell, CellError, FailedFormula, clean_text, plain_float
from tradehouse.domain.language import N_, Message

GTIN_LENGTHS: Final = (8, 12, 13, 14)
_FIGURES_OF_DIGITS: Final = bytes((code - ord("0")) % 256 for code in range(256))
_TRIPLED: Final = bytes(3 * figure % 256 for figure in range(256))
_SEPARATORS: Final = str.maketrans("", "", " .-–/'’\u00a0")


@dataclass(frozen=True, slots=True)
class Checked:
    """A normalised number and what is doubtful about it, if anything."""

    text: str
    warning: Message | None = None


def check_gtin(value: Cell) -> Checked:
    """Return a GTIN (EAN, UPC) as digits. Warns of another length than 8, 12, 13 or 14 and of a wrong check
    digit (GS1 General Specifications 7.9: weights 3 and 1 from the right, sum to a multiple of ten).
    """
    text, digits = _digits(value)
    if not text:
        return Checked("")
    if not digits.isdigit() or len(digits) not in GTIN_LENGTHS:
        return Checked(
            digits,
            _warning(N_('"{found}" is not a barcode number of 8, 12, 13 or 14 digits.'), text),
        )
    if not gtin_is_valid(digits):
        return Checked(
            digits,
            _warning(N_('The check digit of barcode "{found}" is wrong. Compare it with the label.'), digits),
        )
    return Checked(digits)


def gtin_is_valid(digits: str) -> bool:
    """Say whether digits have a GTIN's length and check digit."""
    if len(digits) not in GTIN_LENGTHS or not (digits.isascii() and digits.isdigit()):
        return False
    code = digits[::-1].encode("ascii")
    zero = ord("0")
    ones, threes = code[0::2], code[1::2]
    return (sum(ones) - zero * len(ones) + 3 * (sum(threes) - zero * len(threes))) % 10 == 0


def wrong_gtins(codes: Sequence[str]) -> list[int]:
    """Return the places of the codes whose check digit is wrong; all are ASCII digits of one GTIN length. Many are
    worked out together, several times as fast as one by one.
    """
    together = "".join(codes).encode("ascii").translate(_FIGURES_OF_DIGITS)
    length = len(codes[0]) if codes else 1
    digits = [together[place::length] for place in range(length)][::-1]
    tripled = [column.translate(_TRIPLED) for column in digits[1::2]]
    sums = map(sum, zip(*digits[0::2], *tripled, strict=True))
    return [place for place, total in enumerate(sums) if total % 10]


def check_nib(value: Cell) -> Checked:
    """Return a business number (NIB) as digits. Warns unless it has 13; it has no documented check digit."""
    text, digits = _digits(value)
    if not text or (digits.isdigit() and len(digits) == 13):
        return Checked(digits)
    if digits.isdigit() and not isinstance(value, str) and 10 <= len(digits) < 13:
        # a number in a cell has lost its zeros
        return Checked(digits.zfill(13))
    return Checked(digits, _warning(N_('"{found}" is not a NIB: it has 13 digits.'), text))


def check_npwp(value: Cell) -> Checked:
    """Return a tax number (NPWP) as 15 or 16 digits (PMK 112/PMK.03/2022). Warns of other lengths and of a
    wrong check digit (Luhn over the first nine of the old form; a person's 16 digits are the NIK, without).
    """
    text, digits = _digits(value)
    if not text:
        return Checked("")
    if digits.isdigit() and not isinstance(value, str) and len(digits) == 14 and luhn_is_valid(f"0{digits[:8]}"):
        return Checked(f"0{digits}")  # a number in a cell has lost its zero, and the check digit fits with it
    if not digits.isdigit() or len(digits) not in (15, 16):
        return Checked(
            digits,
            _warning(N_('"{found}" is not an NPWP: it has 15 or 16 digits.'), text),
        )
    checked = digits[:9] if len(digits) == 15 else digits[1:10] if digits.startswith("0") else ""
    if checked and not luhn_is_valid(checked):
        return Checked(
            digits,
            _warning(N_('The check digit of NPWP "{found}" is wrong. Compare it with the card.'), text),
        )
    return Checked(digits)


def luhn_is_valid(digits: str) -> bool:
    """Say whether the last digit is the Luhn check digit of the others."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if place % 2 else 1)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


def check_hs(value: Cell) -> Checked:
    """Return a customs tariff number (HS, BTKI) as digits. Warns unless it has 4, 6, 8 or 10 digits of a
    chapter 01 to 97; whether the code exists is for the tariff table to say.
    """
    text, digits = _digits(value)
    if not text:
        return Checked("")
    if digits.isdigit() and not isinstance(value, str) and len(digits) in (3, 5, 7, 9):
        digits = f"0{digits}"  # a number in a cell has lost its zero
    usual = digits.isdigit() and len(digits) in (4, 6, 8, 10) and 1 <= int(digits[:2]) <= 97 and digits[:2] != "77"
    if usual:
        return Checked(digits)
    return Checked(
        digits,
        _warning(N_('"{found}" is not an HS code: it has 4, 6 or 8 digits.'), text),
    )


def _warning(msgid: str, found: str) -> Message:
    return Message(msgid, {"found": found})


def _digits(value: Cell) -> tuple[str, str]:
    """Return a cell as text, and without the marks that group digits where nothing but digits is left."""
    if isinstance(value, CellError):
        raise FailedFormula(value)
    if value is None:
        return "", ""
    text = plain_float(value) if isinstance(value, float) else clean_text(str(value))
    digits = text.translate(_SEPARATORS)
    return text, digits if digits.isascii() and digits.isdigit() else text
