"""A column while it is read: its values, and what is wrong with single cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as item
from decimal import Decimal
from typing import Any, Final

from tradehouse.domain.cells import Unreadable
from tradehouse.domain.dates import DateOrder
from tradehouse.domain.fields import Field
from tradehouse.domain.language import Message
from tradehouse.domain.numbers import DecimalMark

CLEAR: Final = frozenset({"(kosongkan)", "(clear)"})
CLEARED: Final = object()
"""Stands in a column for a value that the file expressly takes away."""
# What a text begins with that may be a word for blank ("Tidak ada", "n/a", "-", "(kosongkan)").
BLANK_STARTS: Final = frozenset("tTbBkKnNuU#-–—_.~*?/( \n\t")
LONGEST_BLANK: Final = 20


@dataclass(slots=True)
class Trouble:
    """What is wrong with one cell. An error rejects its row; of a warning the row is taken."""

    code: str
    message: Message
    error: bool = True


@dataclass(slots=True)
class ReadColumn:
    """The values of one column, one per row; troubles by row; leftovers are texts that the field could not take;
    own_codes are rows, by the length of their codes, whose many barcodes are none. alike are texts taken for the
    word that they can only mean; notices are about the whole column; counted are amounts told in dozens and the like,
    as (unit, amount) by row, where values has pieces.
    """

    values: list[Any]
    troubles: dict[int, Trouble] = item(default_factory=dict)
    leftovers: dict[int, str] = item(default_factory=dict)
    own_codes: dict[int, list[int]] = item(default_factory=dict)
    alike: dict[str, str] = item(default_factory=dict)
    notices: list[Trouble] = item(default_factory=list)
    counted: dict[int, tuple[str, int]] = item(default_factory=dict)


@dataclass(slots=True)
class ColumnReader:
    """One column while it is read; known keeps what each distinct cell said, words what a person decided of texts."""

    field: Field
    factor: Decimal = Decimal(1)
    decimal: DecimalMark | None = None
    out: ReadColumn = item(default_factory=lambda: ReadColumn([]))
    known: dict[Any, Any] = item(default_factory=dict)
    words: Mapping[str, str] = item(default_factory=dict)
    order: DateOrder | None = None

    def fail(self, row: int, problem: Unreadable, *, error: bool = True) -> None:
        """Note a cell that cannot be read."""
        self.out.troubles[row] = Trouble(problem.code, problem.message, error)

    def tell(self, code: str, msgid: str, **values: object) -> None:
        """Note what is to be said of the whole column."""
        self.out.notices.append(Trouble(code, Message(msgid, values), error=False))

    def warn(self, row: int, code: str, msgid: str, **values: object) -> None:
        """Note what is odd about a cell that is taken."""
        self.out.troubles.setdefault(row, Trouble(code, Message(msgid, values), error=False))
