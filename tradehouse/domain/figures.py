"""Figures of reports and charts: what a number counts, and how it reads in full and on an axis."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from tradehouse.domain.display import show_date, show_number, show_rupiah
from tradehouse.domain.language import N_, current_language, translator

Number: TypeAlias = int | Decimal
Value: TypeAlias = Number | str | date | None
NOTHING = "–"
_SHORTENED_FROM = 100_000
_SCALES: tuple[tuple[int, str], ...] = (
    (10**12, N_("{number}tn")),
    (10**9, N_("{number}bn")),
    (10**6, N_("{number}M")),
    (10**3, N_("{number}K")),
)


class FigureKind(StrEnum):
    """What a value is; decides how it reads and which format its cell has."""

    TEXT = "text"
    COUNT = "count"  # whole
    NUMBER = "number"
    PERCENT = "percent"  # 39 means 39 %
    RUPIAH = "rupiah"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Figure:
    """The kind of some values, their decimals, and a unit that is already in the reader's language."""

    kind: FigureKind
    places: int = 0
    unit: str = ""

    @property
    def numeric(self) -> bool:
        """Whether values stand right-aligned."""
        return self.kind not in {FigureKind.TEXT, FigureKind.DATE}

    def text(self, value: Value, language: str | None = None) -> str:
        """Return a value in full, as the language writes it; a dash for none."""
        if value is None:
            return NOTHING
        if isinstance(value, str):
            return value
        if isinstance(value, date):
            return show_date(value, language)
        number = Decimal(value)
        if self.kind is FigureKind.RUPIAH:
            return show_rupiah(number, language)
        shown = show_number(number, language, self.places)
        if self.kind is FigureKind.PERCENT:
            return _percent(shown, language)
        return f"{shown} {self.unit}" if self.unit else shown

    def brief(self, value: Number, most: Number, language: str | None = None) -> str:
        """Return a value as an axis says it, whose largest value is most: 250 rb, Rp 1,5 jt. Without the unit."""
        number = Decimal(value)
        words = translator(language or current_language())
        fitting = ((size, msgid) for size, msgid in _SCALES if abs(Decimal(most)) >= max(size, _SHORTENED_FROM))
        scale, scaled = next(fitting, (1, "")) if number else (1, "")
        shown = show_number(round(number / scale, 4), language)
        if scaled:
            shown = words.gettext(scaled).format(number=shown)
        match self.kind:
            case FigureKind.PERCENT:
                return _percent(shown, language)
            case FigureKind.RUPIAH:
                return f"Rp {shown}"
            case _:
                return shown


def _percent(number: str, language: str | None) -> str:
    return translator(language or current_language()).gettext(N_("{percent} %")).format(percent=number)


TEXT = Figure(FigureKind.TEXT)
COUNT = Figure(FigureKind.COUNT)
PERCENT = Figure(FigureKind.PERCENT)
RUPIAH = Figure(FigureKind.RUPIAH)
DATE = Figure(FigureKind.DATE)
