"""Rows that reports count, put into a catalogue in one go."""

from collections.abc import Mapping, Sequence
from typing import Any

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.reports import Cell, Report
from tradehouse.services import editing
from tradehouse.services.catalogue import Catalogue


def suppliers(catalogue: Catalogue, *rows: Mapping[str, Any]) -> list[int]:
    """Insert suppliers; what is not said is a name of its own and the kind UMKM."""
    with catalogue.writing("made") as work:
        return [work.insert("supplier", {"name": f"Pemasok {n}", "kind": "umkm", **row}) for n, row in enumerate(rows)]


def insert(catalogue: Catalogue, table: str, *rows: Mapping[str, Any]) -> list[int]:
    """Insert rows of any table; a column that some have is empty in the others."""
    empty = dict.fromkeys(key for row in rows for key in row)
    with catalogue.writing("made") as work:
        return list(work.insert_many(table, [{**empty, **row} for row in rows]))


def programme(catalogue: Catalogue, name: str, **values: Any) -> int:
    """Enter a programme of training."""
    return editing.create(catalogue, RecordKind.PROGRAMME, {"name": name, "kind": "training", **values})


def values(report: Report, key: str) -> list[Any]:
    """Return a column's values without totals."""
    at = [column.key for column in report.columns].index(key)
    return [row[at].value for row in report.rows]


def cell(report: Report, label: str, key: str) -> Cell:
    """Return the cell of the row with a label."""
    at = [column.key for column in report.columns].index(key)
    return next(row[at] for row in report.rows if row[0].value == label)


def total(report: Report, key: str) -> Any:
    """Return a column's total."""
    at = [column.key for column in report.columns].index(key)
    return report.totals[at].value


def labels(report: Report) -> Sequence[Any]:
    """Return what the rows are about."""
    return [row[0].value for row in report.rows]
