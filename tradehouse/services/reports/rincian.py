"""The names behind the numbers of a report, for the sheet that lists them."""

from collections.abc import Iterator
from dataclasses import replace

from tradehouse.domain.figures import TEXT
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.domain.query import parse_query
from tradehouse.domain.reference_lists import find_label
from tradehouse.domain.reports import Column, Details, Names, Report
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage.reports.names import names_of

MOST_ROWS = 1_000_000
"""As many as a worksheet has room for, with its headings."""


def ids_behind(catalogue: Catalogue, names: Names) -> list[int]:
    """Return the ids of the records behind a figure."""
    if names.find is not None:
        return list(names.find())
    if names.ids:
        return list(names.ids)
    return list(browsing.find_ids(catalogue, names.kind, parse_query(names.kind, names.query)))


def with_details(catalogue: Catalogue, report: Report, progress: Progress) -> Report:
    """Return a report with the names behind its numbers, one row for each number that counts one. Raises Cancelled."""
    columns = (
        Column("counted", _("Counted in"), TEXT),
        Column("code", _("Code"), TEXT),
        Column("name", _("Name"), TEXT),
        Column("province", _("Province"), TEXT),
        Column("regency", _("Regency"), TEXT),
    )
    rows: list[tuple[str, ...]] = []
    with catalogue.database.reading() as read:
        for done, (key, words) in enumerate(found := list(_counted(report))):
            progress.report(done, len(found), _("Listing names"))
            names = report.names[key]
            for code, name, province, regency in names_of(read, names.kind, ids_behind(catalogue, names)):
                rows.append((words, code, name, find_label("province", province), find_label("regency", regency)))
            if len(rows) >= MOST_ROWS:
                break
    if not rows:
        return report
    return replace(report, details=Details(columns, tuple(rows[:MOST_ROWS])))


def _counted(report: Report) -> Iterator[tuple[str, str]]:
    """Yield the keys of names with what is counted there, each once: of the parts of a row, not of their total."""
    seen: set[str] = set()
    titled = len(report.sections) > 1
    for section in report.sections:
        for row in section.rows:
            parts = [n for n, cell in enumerate(row) if cell.names and report.columns[n].key != "total"]
            for n in parts or [n for n, cell in enumerate(row) if cell.names]:
                if row[n].names in seen:
                    continue
                seen.add(row[n].names)
                said = (section.title if titled else "", str(row[0].value), report.columns[n].label if n else "")
                yield row[n].names, " · ".join(part for part in said if part)
