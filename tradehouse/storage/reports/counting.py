"""Counting a subject by its dimensions, and finding the records behind one of the counts: one set of rows for both."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.report_filters import Filters
from tradehouse.storage.reader import Reader
from tradehouse.storage.selection import today

_ROWS = "count(*)"


@dataclass(frozen=True, slots=True)
class Subject:
    """Rows that are counted. source is FROM, where chooses among them; kind and ident are the record behind a row.

    supplier is the alias of the supplier's row, "" where none is joined; day, programme and series are the SQL that
    these filters ask about, "" where they do not apply. counted is what is counted of a group. dimensions are the SQL of
    tokens; NULL is told as "". `:today` is bound.
    """

    kind: RecordKind
    source: str
    ident: str
    where: str = "TRUE"
    supplier: str = "s"
    day: str = ""
    programme: str = ""
    series: str = ""
    counted: str = _ROWS
    dimensions: Mapping[str, str] = field(default_factory=dict)

    def sql(self, dimension: str) -> str:
        """Return the SQL of a dimension's token. Raises KeyError."""
        return f"coalesce({self.dimensions[dimension]}, '')"


def narrowed(subject: Subject, filters: Filters) -> tuple[str, dict[str, Any]]:
    """Return WHERE for what filters leave of a subject, with what is bound; filters that it does not know are passed over."""
    where, bound = [subject.where], dict[str, Any](today=today())
    if subject.supplier:
        for name in ("province", "regency", "kind"):
            if value := getattr(filters, name):
                where.append(f"{subject.supplier}.{name} = :{name}")
                bound[name] = value
    if subject.day and filters.period:
        where.append(f"{subject.day} >= :first AND {subject.day} < :after")
        bound["first"], bound["after"] = (day.isoformat() for day in filters.period)
    if subject.programme and filters.programme:
        where.append(f"{subject.programme} = :programme")
        bound["programme"] = filters.programme
    if subject.series and filters.series:
        where.append(f"{subject.series} = :series")
        bound["series"] = filters.series
    return " AND ".join(where), bound


def count(read: Reader, subject: Subject, dimensions: Sequence[str], filters: Filters) -> dict[tuple[str, ...], int]:
    """Return how many there are by the tokens of some dimensions."""
    where, bound = narrowed(subject, filters)
    columns = ", ".join(subject.sql(one) for one in dimensions)
    groups = ", ".join(str(n) for n in range(1, len(dimensions) + 1))
    rows = read.exec_driver_sql(
        f"SELECT {columns}, {subject.counted} FROM {subject.source} WHERE {where} GROUP BY {groups}", bound
    )
    return {tuple(map(str, row[:-1])): row[-1] for row in rows}


def count_along(
    read: Reader, subject: Subject, dimensions: Sequence[str], across: str, filters: Filters
) -> list[Counter[tuple[str, str]]]:
    """Return how many there are along each dimension, by its token and that of across; the rows are read once."""
    if len(dimensions) == 1 or subject.counted != _ROWS:
        found = (count(read, subject, (one, across), filters) for one in dimensions)
        return [Counter({(key[0], key[1]): number for key, number in counts.items()}) for counts in found]
    where, bound = narrowed(subject, filters)
    columns = ", ".join(subject.sql(one) for one in (*dimensions, across))
    rows = read.exec_driver_sql(f"SELECT {columns} FROM {subject.source} WHERE {where}", bound).all()
    tokens = list(zip(*rows, strict=True)) or [()] * (len(dimensions) + 1)
    return [Counter(zip(one, tokens[-1], strict=True)) for one in tokens[:-1]]


def find(read: Reader, subject: Subject, chosen: Mapping[str, str], filters: Filters) -> list[int]:
    """Return the ids of the records behind a count: those with these tokens, each once."""
    where, bound = narrowed(subject, filters)
    for n, (dimension, token) in enumerate(chosen.items()):
        where += f" AND {subject.sql(dimension)} = :token{n}"
        bound[f"token{n}"] = token
    rows = read.exec_driver_sql(f"SELECT DISTINCT {subject.ident} FROM {subject.source} WHERE {where}", bound)
    return [row[0] for row in rows if row[0] is not None]
