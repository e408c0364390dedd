"""What a spreadsheet cell can hold, and the words in which people leave one blank."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeAlias

from tradehouse.domain.language import N_, Message


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell whose formula failed in the workbook itself: "#REF!", "#N/A"."""

    text: str

    def __str__(self) -> str:
        return self.text


Cell: TypeAlias = bool | int | float | str | date | datetime | time | CellError | None


class Unreadable(ValueError):
    """A cell that does not say what its column asks for.

    `code` is stable for scripts; `message` is the sentence for the person.
    """

    code = "unreadable"

    def __init__(self, msgid: str, found: object, **values: object) -> None:
        super().__init__(msgid)
        self.message = Message(msgid, {"found": shown(found), **values})

    def __str__(self) -> str:
        return self.message.text()


class NotOneValue(Unreadable):
    """Several values, a range or a condition where one value is wanted: "12rb-15rb"."""

    code = "not_one_value"


class FailedFormula(Unreadable):
    """The workbook shows an error in this cell."""

    code = "failed_formula"

    def __init__(self, error: CellError) -> None:
        super().__init__(
            N_("The cell shows {found}: its formula failed. Repair it in the workbook, or type the value."),
            error,
        )


_SHOWN = 60
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAKS = re.compile(r"\r\n?|\u2028|\u2029|\x0b|\x0c|\x85")
_BIDI = (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_UNSEEN = dict.fromkeys((*range(9), *range(0x0E, 0x20), 0x7F, 0xAD, 0x200B, 0x2060, 0xFEFF, *_BIDI))
_TABLE: dict[int, str | None] = {**_UNSEEN, **dict.fromkeys((0xA0, 0x2007, 0x202F), " ")}
_BLANK_WORDS = frozenset(
    ("tak terdefinisi", "tidak terdefinisi", "tidak ada", "tdk ada", "belum ada", "kosong", "nihil", "null")
) | {"none", "n/a", "na", "#n/a", "nan", "undefined"}
_BLANK_MARKS = frozenset("-–—_.~*?/ \n\t")


def shown(found: object) -> str:
    """Return what a sentence quotes of a cell: one line, at most 60 characters."""
    text = " ".join(str(found).split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def clean_text(text: str) -> str:
    """Return text as the eye sees it: NFC, trimmed, plain spaces and line feeds, spreadsheet escapes such as
    `_x000D_` undone, invisible characters gone.
    """
    if text.isascii() and "_x" not in text and text.isprintable():
        return text.strip()
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _BREAKS.sub("\n", text).translate(_TABLE)
    return unicodedata.normalize("NFC", text).strip()


def is_blank(cell: Cell) -> bool:
    """Say whether a cell is empty for the person who left it: nothing, "-", "n/a", "Tak Terdefinisi".

    0 is not blank here: whether it is one depends on the column.
    """
    if cell is None:
        return True
    if not isinstance(cell, str):
        return False
    if len(cell) > 20:
        return not cell.strip()
    return cell.strip().casefold() in _BLANK_WORDS or _BLANK_MARKS.issuperset(cell)


def cell_text(cell: Cell) -> str:
    """Return a cell as text for a field that holds text: whole numbers without a point, dates as ISO.

    Raises FailedFormula for a cell that shows an error.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return clean_text(cell)
    if isinstance(cell, CellError):
        raise FailedFormula(cell)
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return plain_float(cell)
    return cell.isoformat(" ") if isinstance(cell, datetime) else str(cell)


def plain_float(value: float) -> str:
    """Return the 15 digits that a sheet really keeps, without exponent: 15784200.000000002 → "15784200"."""
    text = format(value, ".15g")
    if "e" in text:
        text = format(value, ".15f") if abs(value) < 1 else format(value, ".0f")
    return text.rstrip("0").rstrip(".") if "." in text else text
