"""Dates as people here type them: "12 Januari 2023", "26 Agt 2020", "01-03-2016" (day first), "Mei 2021"."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Literal, TypeAlias

from tradehouse.domain.cells import Cell, CellError, FailedFormula, NotOneValue, Unreadable
from tradehouse.domain.language import N_

Precision: TypeAlias = Literal["day", "month", "year"]
DateOrder: TypeAlias = Literal["dmy", "mdy", "ymd"]


class NotADate(Unreadable):
    """No date, or none that can be read without guessing."""

    code = "not_a_date"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and how much of it was said; a month or a year stands for its first day."""

    value: date
    precision: Precision = "day"


@dataclass(frozen=True, slots=True)
class OrderCounts:
    """How many dates of one column can only be day first (25/03/2016), only month first (03/25/2016), or either."""

    day_first: int = 0
    month_first: int = 0
    either: int = 0

    @property
    def order(self) -> DateOrder | None:
        """The order that the dates prove; None where none does or they contradict each other."""
        if bool(self.day_first) is bool(self.month_first):
            return None
        return "dmy" if self.day_first else "mdy"


EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 2199
_LONGEST = 60
_MONTHS: Final = {
    word: number
    for number, words in enumerate(
        (
            "januari january jan",
            "februari pebruari february feb peb",
            "maret march mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agt agu ags agust aug",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for word in words.split()
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DAY_NAMES = (
    r"(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
)
_LEAD = re.compile(rf"^(?:{_DAY_NAMES}\s*,\s*|(?:tanggal|tgl|tg|date|per|exp|s/d|sampai)\b\.?\s*:?\s*)+")
_CLOCK = r"(?:[ t,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:z|[+-]\d{2}:?\d{2}|wib|wita|wit)?)?"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"^(?P<year>\d{{4}})[-/.](?P<m>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_CLOCK}$",
        rf"^(?P<day>\d{{1,2}})\s*[-/.]\s*(?P<m>\d{{1,2}})\s*[-/.]\s*{_YEAR}{_CLOCK}$",
        rf"^(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s./,-]*{_MONTH}[\s./,-]*{_YEAR}{_CLOCK}$",
        rf"^{_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<year>\d{{4}}){_CLOCK}$",
        rf"^{_MONTH}[\s./,-]*(?P<year>\d{{4}})$",
        rf"^{_MONTH}[\s./-]+{_YEAR}$",
        r"^(?P<m>0?[1-9]|1[0-2])[-/](?P<year>\d{4})$",
        r"^(?P<year>\d{4})-(?P<m>0[1-9]|1[0-2])$",
        r"^(?:tahun|thn|th|year)?\.?\s*(?P<year>\d{4})$",
    )
)
_FIGURES = _FORMS[1]
_SHORT_YEAR_FIRST = re.compile(rf"^(?P<year>\d{{2}})\s*[-/.]\s*(?P<m>\d{{1,2}})\s*[-/.]\s*(?P<day>\d{{1,2}}){_CLOCK}$")
_COMPACT = re.compile(r"^(?P<year>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])$")
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_NOT_A_DATE = N_('"{found}" is not a date. Enter day, month and year, for example 31/12/2026.')
_NOT_ONE_DATE = N_('"{found}" is not one date. Enter one day, month and year, for example 31/12/2026.')
_NO_SUCH_DATE = N_('"{found}" is not a day of the calendar. Enter day, month and year, for example 31/12/2026.')


def parse_date(value: Cell, *, serial: bool = False, order: DateOrder | None = None) -> date:
    """Return the date that a cell says; "Mei 2021" and "2021" are their first day. See parse_dated."""
    return parse_dated(value, serial=serial, order=order).value


_WHOLE = re.compile(r" *[0-9]{1,9} *")


def parse_dated(value: Cell, *, serial: bool = False, order: DateOrder | None = None) -> Dated:
    """Return the date that a cell says and its precision.

    order is what a column is known to use; without it an ambiguous 01-03-2016 is day first, as written in
    Indonesia. 03/25/2016 can only be month first and is taken so. serial=True also takes numbers from 20000 (1954)
    on as spreadsheet days.
    Raises NotADate, NotOneValue or FailedFormula.
    """
    if isinstance(value, datetime):
        return Dated(value.date())
    if isinstance(value, date):
        return Dated(value)
    if isinstance(value, CellError):
        raise FailedFormula(value)
    if isinstance(value, bool | time) or value is None:
        raise NotADate(_NOT_A_DATE, "" if value is None else value)
    if isinstance(value, int | float):
        return _numeric(value, serial=serial)
    if serial and _WHOLE.fullmatch(value):
        return _numeric(int(value), serial=True)
    return _typed(value, order)


def count_orders(values: Iterable[str]) -> OrderCounts:
    """Return how the dates of one column, written in figures alone, can be read."""
    counts = Counter(values)
    day = month = either = 0
    for text, count in counts.items():
        match = _FIGURES.match(_LEAD.sub("", text.strip().casefold()))
        if match is None:
            continue
        first, second = int(match["day"]), int(match["m"])
        if first > 12 >= second:
            day += count
        elif second > 12 >= first:
            month += count
        elif first != second and first <= 12:
            either += count
    return OrderCounts(day, month, either)


def serial_date(days: float, *, from_1904: bool = False) -> date:
    """Return the date of a spreadsheet's day number; Excel's day 60 (29 February 1900) never existed and is
    1 March. Raises OverflowError for a number outside the calendar.
    """
    whole = int(days)
    if from_1904:
        return date(1904, 1, 1) + timedelta(days=whole)
    return date(1899, 12, 30 if whole >= 60 else 31) + timedelta(days=whole)


def _numeric(value: float, *, serial: bool) -> Dated:
    if float(value).is_integer():
        compact = _COMPACT.match(str(int(value)))
        if compact:
            return _dated(compact, value)
        if EARLIEST_YEAR <= value <= LATEST_YEAR:
            return Dated(date(int(value), 1, 1), "year")
    if serial and 20000 <= value < 110000:
        return Dated(serial_date(value))
    raise NotADate(_NOT_A_DATE, value)


def _typed(text: str, order: DateOrder | None) -> Dated:
    plain = " ".join(text.casefold().split())
    if len(plain) > _LONGEST:
        raise NotADate(_NOT_A_DATE, text)
    plain = _LEAD.sub("", plain).strip(" .,;")
    if order == "ymd" and (match := _SHORT_YEAR_FIRST.match(plain)):
        return _dated(match, text)
    for form in (*_FORMS, _COMPACT):
        match = form.match(plain)
        if match:
            return _dated(match, text, month_first=order == "mdy" and form is _FIGURES)
    if len(_YEARS.findall(plain)) > 1:
        raise NotOneValue(_NOT_ONE_DATE, text)
    raise NotADate(_NOT_A_DATE, text)


def _dated(match: re.Match[str], found: object, *, month_first: bool = False) -> Dated:
    said = match.groupdict()
    year = _year(said["year"])
    month = _MONTHS[said["month"]] if said.get("month") else int(said.get("m") or 1)
    day = int(said.get("day") or 1)
    if month_first and day <= 12 >= month:
        day, month = month, day
    elif month > 12 >= day and not said.get("month"):
        day, month = month, day  # only month first makes sense of 03/25/2016
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise NotADate(_NO_SUCH_DATE, found)
    try:
        value = date(year, month, day)
    except ValueError:
        raise NotADate(_NO_SUCH_DATE, found) from None
    if said.get("day"):
        return Dated(value)
    return Dated(value, "month" if said.get("month") or said.get("m") else "year")


def _year(digits: str) -> int:
    """Two digits mean 1970 to 2069."""
    number = int(digits.lstrip("'"))
    if len(digits.lstrip("'")) == 4:
        return number
    return number + (2000 if number < 70 else 1900)
