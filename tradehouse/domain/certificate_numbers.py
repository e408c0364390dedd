"""Whether the number and the dates of a certificate can be right. Nothing here blocks: it warns and says what is expected.

What a number of a type looks like is data of the type. The few rules about what its digits mean were seen on real
papers (the year at the end of a P-IRT, the month at the end of a halal number); no law promises them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from tradehouse.domain.certificates import years_later
from tradehouse.domain.display import Day
from tradehouse.domain.errors import Problem
from tradehouse.domain.language import N_, Message, current_language
from tradehouse.domain.reference import CertificationType, certification_types, number_key, regencies
from tradehouse.domain.reference_data import kept_by_types
from tradehouse.domain.reference_lists import CertificateName

_SLACK: Final = timedelta(days=31)
_NIB_DIGITS: Final = 13
_TELLING: Final = 14
"""Digits from which on a number without letters belongs to one type only."""
_WORD_NO = re.compile(r"^\s*no(?:mor|mer)?\s*[.:]+\s*(?=\S)", re.IGNORECASE)
_SNI = re.compile(r"SNI(?:ISO|IEC)?[ -]?\d[\d-]*:(?:19|20)\d{2}(?:/AMD\d:\d{4})?")
_OFFICE_YEAR = re.compile(r"/((?:19|20)[0-9]{2})\s*$")
_PIRT_PLACE, _MONTHS = slice(3, 7), range(1, 13)


def normal_number(type_code: str, text: str) -> str:
    """Return a number as its type writes it; what has another form keeps its own, without "No." and double spaces."""
    kind = certification_types().get(type_code)
    plain = " ".join(_WORD_NO.sub("", text).split())
    if kind is None:
        return plain
    letters = kind.number_form.partition("\\")[0]  # a column "BPOM MD" often holds the digits alone
    return kind.normal(text) or (letters and kind.normal(f"{letters}{text}")) or plain


def expected_number(type_code: str) -> Message | None:
    """Return what numbers of a type look like, None for a type that takes any."""
    kind = certification_types().get(type_code)
    if kind is None or not (kind.number_pattern and (kind.shape_id or kind.number_example)):
        return None
    return Message(N_("Expected: {expected}"), {"expected": _Expected(kind)})


def expires_by_number(type_code: str, number: str) -> int | None:
    """Return the last year of validity that a number says: the end of a P-IRT; None where it says none."""
    kind = certification_types().get(type_code)
    if type_code != "pirt" or kind is None or kind.normal(number) is None:
        return None
    return 2000 + int(_digits(number)[-2:])


def check_certificate(values: Mapping[str, Any], day: date | None = None) -> list[Problem]:
    """Return what is odd about a certificate's number and dates, each for the key of its field, as warnings.

    values are those of its fields; day is today.
    """
    today = day or datetime.now(UTC).astimezone().date()
    code, number = str(values.get("type") or ""), str(values.get("number") or "")
    found = list(_check_number(code, number)) if code and number else []
    kind = certification_types().get(code)
    if kind is not None and number and kind.accepts(number):
        found += _check_digits(kind, number, values)
    if kind is not None and not kind.number_pattern:
        found += _check_year(number, values.get("issued"))
    return [*found, *_check_dates(kind, values, today)]


def _warning(field: str, code: str, msgid: str, **values: object) -> Problem:
    return Problem(field, code, Message(msgid, values), "warning")


# --- the form of a number ---------------------------------------------------------------------------------------------


@kept_by_types(4096)
def _check_number(code: str, number: str) -> tuple[Problem, ...]:
    """Return what is wrong with the form of a number; at most one thing."""
    kind = certification_types().get(code)
    if kind is None or kind.accepts(number):
        return ()
    told: dict[str, object] = {"number": number, "type": CertificateName(code)}
    digits = _digits(number)
    other = next(iter(_shaped_like(number)), None)
    if other is not None:
        text = N_('"{number}" has the form of another type: {other}. Check the number or the type.')
        return (_warning("number", "number_of_another_type", text, other=CertificateName(other), **told),)
    expected = _Expected(kind)
    if kind.group == "halal" and number_key(number).startswith("KH"):
        text = N_('"{number}" is the number of the halal decree, not of the certificate. Expected: {expected}.')
        return (_warning("number", "number_of_decree", text, expected=expected, **told),)
    if digits == number_key(number) and len(digits) == _NIB_DIGITS:
        text = N_('"{number}" has 13 digits like an NIB, not like {type}. Expected: {expected}.')
        return (_warning("number", "number_of_nib", text, expected=expected, **told),)
    text = N_('"{number}" does not look like a number of {type}. Expected: {expected}.')
    return (_warning("number", "odd_number", text, expected=expected, **told),)


def _shaped_like(number: str) -> Iterator[str]:
    """Yield the type whose numbers alone have this form, where the form is telling: letters, or many digits."""
    key = number_key(number)
    if not any(c.isalpha() for c in key) and len(_digits(key)) < _TELLING:
        return
    fitting = [kind.code for kind in certification_types().values() if kind.number_pattern and kind.accepts(number)]
    if len(fitting) == 1:
        yield fitting[0]


class _Expected(Message):
    """The form of a type's numbers, in the language of the sentence around it: "ID and 17 digits, for example …"."""

    __slots__ = ()

    def __init__(self, kind: CertificationType) -> None:
        super().__init__(
            N_("{shape}, for example {example}"),
            {"id": kind.shape_id, "en": kind.shape_en, "example": kind.number_example or kind.number_pattern},
        )

    def text(self, language: str | None = None) -> str:
        """Return the form and an example of it; the example alone where nobody put the form in words."""
        shape, example = str(self.values[language or current_language()]), str(self.values["example"])
        return Message(self.msgid, {"shape": shape, "example": example}).text(language) if shape else example


def _digits(text: str) -> str:
    return "".join(c for c in text if c in "0123456789")


# --- what the digits mean ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Paper:
    """A certificate whose number has its type's form: the digits of the number, and the dates."""

    kind: CertificationType
    number: str
    digits: str
    issued: date | None
    expires: date | None
    stage: str | None


def _check_digits(kind: CertificationType, number: str, values: Mapping[str, Any]) -> Iterator[Problem]:
    check = _BY_TYPE.get(kind.code)
    if check is not None:
        dates = values.get("issued"), values.get("expires")
        yield from check(_Paper(kind, number, _digits(number), *dates, values.get("stage")))


def _check_year(number: str, issued: date | None) -> Iterator[Problem]:
    """Numbers of offices end in the year: "510.4/427/IUMK-SLTN/2020"."""
    year = _OFFICE_YEAR.search(number)
    if year is not None and issued is not None and int(year[1]) != issued.year:
        text = N_('"{number}" ends in the year {year}, but the date of issue is {issued}.')
        yield _warning("issued", "year_of_number", text, number=number, year=int(year[1]), issued=Day(issued))


def _check_pirt(paper: _Paper) -> Iterator[Problem]:
    place = paper.digits[_PIRT_PLACE]
    if f"{place[:2]}.{place[2:]}" not in regencies():
        text = N_('In "{number}" the digits {place} should name a regency or city, but there is none of this code.')
        yield _warning("number", "unknown_place", text, number=paper.number, place=place)
    year = 2000 + int(paper.digits[-2:])
    if paper.expires is not None and paper.expires.year != year:
        text = N_('"{number}" ends in the year {year}, but the certificate expires on {expires}.')
        yield _warning("expires", "year_of_number", text, number=paper.number, year=year, expires=Day(paper.expires))
    elif paper.expires is None and paper.issued is not None and paper.kind.validity_years:
        usual = paper.issued.year + paper.kind.validity_years
        if year != usual:
            text = N_('"{number}" ends in the year {year}, but a certificate of {issued} would hold until {usual}.')
            told = {"number": paper.number, "year": year, "issued": Day(paper.issued), "usual": usual}
            yield _warning("issued", "year_of_number", text, **told)


def _month_of(paper: _Paper) -> tuple[int, int] | None:
    """Return the (year, month) that the last four digits of a halal number say; None where they are no month."""
    month, year = int(paper.digits[-4:-2]), 2000 + int(paper.digits[-2:])
    return (year, month) if month in _MONTHS else None


def _check_halal(paper: _Paper) -> Iterator[Problem]:
    """A certificate's number ends in the month of issue; a renewed one of MUI keeps the number of the first."""
    told = _month_of(paper)
    if told is None or paper.issued is None:
        return
    months = (paper.issued.year - told[0]) * 12 + paper.issued.month - told[1]
    if months < -1 or (months > 1 and paper.kind.code == "halal"):
        text = N_('"{number}" ends in {month}, the month of issue, but the date of issue is {issued}.')
        month = f"{told[1]:02}/{told[0]}"
        yield _warning("issued", "month_of_number", text, number=paper.number, month=month, issued=Day(paper.issued))


def _check_mark(paper: _Paper) -> Iterator[Problem]:
    if not number_key(paper.number).startswith("IDM") and paper.stage in {None, "", "issued"}:
        text = N_('"{number}" is the number of an application; a registered trademark has IDM and 9 digits.')
        yield _warning("stage", "number_of_application", text, number=paper.number)


def _check_sni(paper: _Paper) -> Iterator[Problem]:
    key = number_key(paper.number)
    if key.startswith("SNI") and not _SNI.fullmatch(key):
        text = N_('"{number}" is no number of a standard; one looks like SNI 8302:2016.')
        yield _warning("number", "odd_standard", text, number=paper.number)


_BY_TYPE: Final[Mapping[str, Callable[[_Paper], Iterator[Problem]]]] = {
    "pirt": _check_pirt,
    "halal": _check_halal,
    "halal_mui": _check_halal,
    "merek": _check_mark,
    "sni": _check_sni,
}


# --- the dates --------------------------------------------------------------------------------------------------------


def _check_dates(kind: CertificationType | None, values: Mapping[str, Any], today: date) -> Iterator[Problem]:
    issued, expires = values.get("issued"), values.get("expires")
    if issued is not None and issued > today:
        text = N_("The date of issue {issued} is still to come.")
        yield _warning("issued", "issued_in_future", text, issued=Day(issued))
    if issued is None or expires is None:
        return
    if expires < issued:
        text = N_("The certificate expires on {expires}, before it was issued on {issued}.")
        yield _warning("expires", "expires_before_issue", text, expires=Day(expires), issued=Day(issued))
    elif kind is not None and kind.validity_years and expires > years_later(issued, kind.validity_years) + _SLACK:
        text = N_("From {issued} to {expires} is longer than {type} holds (in years: {years}). Check both dates.")
        told = {"issued": Day(issued), "expires": Day(expires), "years": kind.validity_years}
        yield _warning("expires", "longer_than_term", text, type=CertificateName(kind.code), **told)
