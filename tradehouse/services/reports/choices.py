"""What filters may be set to: only what there is."""

from collections.abc import Callable, Mapping

from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import _
from tradehouse.domain.reference_lists import find_label
from tradehouse.domain.report_filters import QUARTERS, Filters
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.reports.registry import ReportKind
from tradehouse.storage.reader import Reader
from tradehouse.storage.reports import targets as stored

Choices = Mapping[str, tuple[tuple[str, str], ...]]
"""By the name of a filter: tokens with their words."""


def choices(catalogue: Catalogue, kind: ReportKind, filters: Filters) -> Choices:
    """Return what each filter of a report may be set to; a regency only within its province."""
    with catalogue.database.reading() as read:
        return {name: tuple(_CHOICES[name](read, kind, filters)) for name in kind.filters}


def _years(read: Reader, kind: ReportKind, _filters: Filters) -> list[tuple[str, str]]:
    return [(str(year), str(year)) for year in stored.years_of(read, kind.days())] if kind.days else []


def _quarters(_read: Reader, _kind: ReportKind, filters: Filters) -> list[tuple[str, str]]:
    return [(str(n), _("Q{quarter}").format(quarter=n)) for n in QUARTERS] if filters.year else []


def _provinces(read: Reader, _kind: ReportKind, _filters: Filters) -> list[tuple[str, str]]:
    return _labelled("province", stored.provinces_in_use(read))


def _regencies(read: Reader, _kind: ReportKind, filters: Filters) -> list[tuple[str, str]]:
    return _labelled("regency", stored.regencies_in_use(read, filters.province)) if filters.province else []


def _kinds(_read: Reader, _kind: ReportKind, _filters: Filters) -> list[tuple[str, str]]:
    return [(choice.token, _(choice.label)) for choice in fields(RecordKind.SUPPLIER)["kind"].choices]


def _programmes(read: Reader, _kind: ReportKind, _filters: Filters) -> list[tuple[str, str]]:
    return [(str(row_id), name) for row_id, name, _series in stored.programmes_named(read)]


def _series(read: Reader, _kind: ReportKind, _filters: Filters) -> list[tuple[str, str]]:
    return [
        (series, series)
        for series in sorted({row[2] for row in stored.programmes_named(read)} - {""}, key=str.casefold)
    ]


def _labelled(list_name: str, codes: list[str]) -> list[tuple[str, str]]:
    return sorted(((code, find_label(list_name, code)) for code in codes), key=lambda pair: pair[1].casefold())


_CHOICES: Mapping[str, Callable[[Reader, ReportKind, Filters], list[tuple[str, str]]]] = {
    "year": _years,
    "quarter": _quarters,
    "province": _provinces,
    "regency": _regencies,
    "kind": _kinds,
    "programme": _programmes,
    "series": _series,
}
