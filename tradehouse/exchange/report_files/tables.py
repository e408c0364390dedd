"""A report's table as lines of text, the same in the workbook and on paper: sections, rows, totals, origins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tradehouse.domain.figures import TEXT
from tradehouse.domain.language import N_, translator
from tradehouse.domain.reports import ORIGIN_LABELS, Cell, Column, Report

SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a section's title (one cell), a row, a section's total or the total of all."""

    kind: Literal["section", "row", "subtotal", "total"]
    cells: tuple[Cell, ...]


def table_columns(report: Report, language: str) -> tuple[Column, ...]:
    """Return the report's columns, and one for the source of the figures where any has one."""
    if not _has_origins(report):
        return report.columns
    return (*report.columns, Column(SOURCE, translator(language).gettext(N_("Source")), TEXT))


def table_lines(report: Report, language: str) -> Iterator[Line]:
    """Yield the lines of the table, each with a cell for every column of table_columns, titles excepted."""
    sourced = _has_origins(report)

    def line(kind: Literal["row", "subtotal", "total"], cells: Sequence[Cell]) -> Line:
        return Line(kind, (*cells, Cell(_source(cells, language))) if sourced else tuple(cells))

    for section in report.sections:
        if section.title:
            yield Line("section", (Cell(section.title),))
        for row in section.rows:
            yield line("row", row)
        if section.totals:
            yield line("subtotal", section.totals)
    if report.totals:
        yield line("total", report.totals)


def _has_origins(report: Report) -> bool:
    return any(cell.origin for row in report.rows for cell in row)


def _source(cells: Sequence[Cell], language: str) -> str:
    words = translator(language)
    origins = dict.fromkeys(cell.origin for cell in cells if cell.origin)
    return ", ".join(words.gettext(ORIGIN_LABELS[origin]) for origin in origins)
