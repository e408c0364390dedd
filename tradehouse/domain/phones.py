"""Phone numbers, as text in international form (+62…), out of what spreadsheets make of them.

Excel turns 0813… into 813…, 0542.707204 into 542.707204; people put two numbers and a name into one cell.
What does not read as a phone number is kept as it stands and marked, never dropped.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tradehouse.domain.cells import Cell, clean_text, is_blank, plain_float
from tradehouse.domain.language import N_, Message

COUNTRY: Final = "62"
_NATIONAL = range(8, 13)  # digits after the zero; 0542-12345 has 8, the longest mobile numbers 12
_FOREIGN = range(8, 16)
_WORDS = re.compile(
    r"\b(?:no(?:mor)?|hp|h\.p|telp|telepon|tel|tlp|wa|whatsapp|phone|mobile|fax|faks|kantor|call)\b\s*[.:]*\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[/;,|&\n]|\bdan\b|\batau\b|\bor\b|\band\b", re.IGNORECASE)
_SIDE_BY_SIDE = re.compile(r"(?<=\d)\s+(?:-\s+)?(?=(?:\+62|62|0)8\d{2})")
_LOOKS_LIKE_ONE = re.compile(r"^\+?[\d\s().\-–—]+$")


@dataclass(frozen=True, slots=True)
class Phone:
    """One number; usual is False where it does not read as a phone number and stands as it was typed."""

    number: str
    usual: bool = True


@lru_cache(256, typed=True)  # the number and what is odd about it are asked for one after the other
def read_phones(value: Cell) -> tuple[Phone, ...]:
    """Return the phone numbers of a cell, each once, in order; none for a blank cell or 0."""
    if is_blank(value) or value == 0:
        return ()
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return (Phone(str(value), usual=False),)
    if not isinstance(value, str):
        return (_from_number(value),)
    text = clean_text(value)
    if is_blank(text):
        return ()
    pieces = [piece for part in _BETWEEN.split(text) for piece in _SIDE_BY_SIDE.split(part)]
    found = [_from_text(piece) for piece in pieces if piece.strip(" .-")]
    if len(found) > 1 and not any(phone.usual for phone in found):
        return (Phone(text, usual=False),)
    return tuple(dict.fromkeys(phone for phone in found if phone is not None))


def normalise_phone(value: Cell) -> str:
    """Return the phone numbers of a cell as one text, several parted by " / "."""
    return " / ".join(phone.number for phone in read_phones(value))


def phone_warning(value: Cell) -> Message | None:
    """Return a warning where a cell holds something that does not read as a phone number."""
    odd = [phone.number for phone in read_phones(value) if not phone.usual]
    if not odd:
        return None
    return Message(N_('"{found}" does not read as a phone number and was kept as it is.'), {"found": " / ".join(odd)})


def _from_number(value: float) -> Phone:
    digits = plain_float(float(value)).replace(".", "") if isinstance(value, float) else str(value)
    if not digits.isdigit():
        return Phone(str(value), usual=False)
    if digits.startswith(COUNTRY) and len(digits) - 2 in _NATIONAL and digits[2:3] == "8":
        return Phone(f"+{digits}")
    # a number in a cell has lost its zero
    return Phone(f"+{COUNTRY}{digits}") if len(digits) in _NATIONAL else Phone(digits, usual=False)


def _from_text(text: str) -> Phone:
    typed = text.strip(" .-:")
    plain = _WORDS.sub("", typed).strip()
    digits = "".join(c for c in plain if c.isdecimal() and c.isascii())
    if not _LOOKS_LIKE_ONE.match(plain):
        return Phone(typed, usual=False)
    if plain.startswith("+") or digits.startswith("00"):
        digits = digits.lstrip("0")
        if not digits.startswith(COUNTRY):
            return Phone(f"+{digits}") if len(digits) in _FOREIGN else Phone(typed, usual=False)
    if digits.startswith(COUNTRY) and len(digits) > 10:
        national = digits[2:].removeprefix("0")
    elif digits.startswith("0"):
        national = digits[1:]
    elif digits.startswith("8"):
        national = digits
    else:
        return Phone(typed, usual=False)
    if len(national) not in _NATIONAL or national.startswith("0"):
        return Phone(typed, usual=False)
    return Phone(f"+{COUNTRY}{national}")
