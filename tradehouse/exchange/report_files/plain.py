"""A report as plain data, for --json: values as they are, never as they read."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tradehouse.domain.charts import Chart
from tradehouse.domain.figures import Value
from tradehouse.domain.reports import Cell, Column, Details, Report

Plain = int | float | str | None


def report_data(report: Report) -> dict[str, Any]:
    """Return a report as JSON has it.

    `rows` are objects by column key, in order, with "section" where the report has sections and "origin" (by column
    key: "declared" or "attended") where a figure's origin is known. `totals` is such an object or null. Percentages
    are whole numbers of percent, dates ISO, unknown values null.
    """
    titled = any(section.title for section in report.sections)
    columns = report.columns
    return {
        "name": report.name,
        "title": report.title,
        "date": report.made_on.isoformat() if report.made_on else None,
        "filters": list(report.filters),
        "columns": [
            {"key": c.key, "label": c.label, "kind": str(c.figure.kind), "unit": c.figure.unit} for c in columns
        ],
        "rows": [
            _row(columns, row, section.title if titled else None) for section in report.sections for row in section.rows
        ],
        "section_totals": [
            _row(columns, section.totals, section.title) for section in report.sections if section.totals
        ],
        "totals": _row(columns, report.totals) if report.totals else None,
        "charts": [_chart(chart) for chart in report.charts],
        "notes": list(report.notes),
        "details": _details(report.details),
    }


def _row(columns: Sequence[Column], cells: Iterable[Cell], section: str | None = None) -> dict[str, Any]:
    pairs = list(zip(columns, cells, strict=True))
    found: dict[str, Any] = {} if section is None else {"section": section}
    found |= {column.key: plain(cell.value) for column, cell in pairs}
    if origins := {column.key: str(cell.origin) for column, cell in pairs if cell.origin}:
        found["origin"] = origins
    return found


def _chart(chart: Chart) -> dict[str, Any]:
    return {
        "kind": str(chart.kind),
        "title": chart.title,
        "categories": list(chart.categories) or [day.isoformat() for day in chart.dates],
        "series": [{"label": one.label, "values": [plain(value) for value in one.values]} for one in chart.series],
    }


def _details(details: Details | None) -> list[dict[str, Plain]] | None:
    if details is None:
        return None
    keys = [column.key for column in details.columns]
    return [dict(zip(keys, map(plain, row), strict=True)) for row in details.rows]


def plain(value: Value) -> Plain:
    """Return a value as JSON has it: whole numbers stay whole."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
