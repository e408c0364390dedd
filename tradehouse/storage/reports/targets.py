"""Targets of reports, by quarter; and the years and programmes that filters may be set to."""

from collections.abc import Iterable

from tradehouse.domain.fields import RecordKind
from tradehouse.storage.reader import Reader
from tradehouse.storage.reports.counting import Subject
from tradehouse.storage.work import Work


def read_targets(read: Reader, report: str) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the targets of a report by year and quarter, each with the id of its row."""
    rows = read.exec_driver_sql(
        "SELECT year, quarter, value, id FROM target WHERE report = ? AND measure = ''", (report,)
    )
    return {(year, quarter): (value, row_id) for year, quarter, value, row_id in rows}


def write_targets(work: Work, report: str, year: int, values: Iterable[tuple[int, int | None]]) -> None:
    """Set the targets of a year by quarter; None takes one away."""
    known = read_targets(work.connection, report)
    for quarter, value in values:
        before = known.get((year, quarter))
        if value is None and before:
            work.delete_many("target", [before[1]])
        elif value is not None and before is None:
            work.insert("target", {"report": report, "year": year, "quarter": quarter, "value": value})
        elif value is not None and before and before[0] != value:
            work.update("target", before[1], {"value": value})


def years_of(read: Reader, subject: Subject) -> list[int]:
    """Return the years that a subject has days in, the latest first."""
    rows = read.exec_driver_sql(
        f"SELECT DISTINCT substr({subject.day}, 1, 4) FROM {subject.source} WHERE {subject.day} IS NOT NULL ORDER BY 1 DESC",
        {"today": ""},
    )
    return [int(row[0]) for row in rows if str(row[0]).isdecimal()]


def programmes_named(read: Reader) -> list[tuple[int, str, str]]:
    """Return programmes as filters offer them: id, name, series."""
    rows = read.exec_driver_sql(
        f"SELECT id, name, coalesce(series, '') FROM {RecordKind.PROGRAMME} WHERE trashed_at IS NULL ORDER BY name_sort, id"
    )
    return [tuple(row) for row in rows]


def regencies_in_use(read: Reader, province: str) -> list[str]:
    """Return the regencies that suppliers of a province lie in."""
    rows = read.exec_driver_sql(
        "SELECT DISTINCT regency FROM supplier WHERE trashed_at IS NULL AND province = ? AND regency IS NOT NULL",
        (province,),
    )
    return [str(row[0]) for row in rows]


def provinces_in_use(read: Reader) -> list[str]:
    """Return the provinces that suppliers lie in."""
    rows = read.exec_driver_sql(
        "SELECT DISTINCT province FROM supplier WHERE trashed_at IS NULL AND province IS NOT NULL"
    )
    return [str(row[0]) for row in rows]
