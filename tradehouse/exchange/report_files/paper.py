"""A report on paper: PDF from resources/templates/report.typ, and its charts alone as a picture."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from tradehouse.domain.charts import described
from tradehouse.domain.display import show_date
from tradehouse.domain.language import N_, translator
from tradehouse.domain.progress import Progress
from tradehouse.domain.reports import Column, Report
from tradehouse.exchange.charts import draw, lato
from tradehouse.exchange.report_files.letterhead import INTERNAL, Letterhead
from tradehouse.exchange.report_files.tables import Line, table_columns, table_lines
from tradehouse.exchange.typesetting import quoted, typeset, typeset_template

PICTURE_WIDTH: Final = 760  # pixels at 96 per inch, before the dots are doubled
PICTURE_DOTS: Final = 192
_PAPER_WIDTH: Final = {False: 680, True: 1009}  # pixels of 96 to the inch that a page has room for, upright and lying
_PAPER_HEIGHT: Final = {False: 860, True: 540}
_WIDE: Final = 8  # more columns lie
_MARGIN: Final = 20
_WIDEST_TEXT, _CELL_PAD = 210.0, 18.0  # pixels


def pdf(report: Report, head: Letterhead, progress: Progress) -> bytes:
    """Return the report as PDF: title, filters, charts, table, notes. Raises Cancelled."""
    words = translator(head.language)
    columns = table_columns(report, head.language)
    landscape = len(columns) > _WIDE
    files, charts = {}, []
    for n, chart in enumerate(report.charts):
        progress.check()
        drawing = draw(chart, _PAPER_WIDTH[landscape], language=head.language)
        if drawing.height > _PAPER_HEIGHT[landscape]:
            drawing = draw(chart, _PAPER_WIDTH[landscape], _PAPER_HEIGHT[landscape], language=head.language)
        files[f"chart-{n}.svg"] = drawing.svg.encode()
        charts.append({"file": f"chart-{n}.svg", "alt": f"{chart.title}. {described(chart, head.language)}"})
    lines = [] if report.empty else [_said(line, columns, head.language) for line in table_lines(report, head.language)]
    data = {
        "language": head.language,
        "landscape": landscape,
        "title": report.title,
        "date": [head.date.year, head.date.month, head.date.day],
        "facts": {"house_name": head.house},
        "words": {
            "page": words.gettext(N_("Page {page} of {pages}")),
            "none": words.gettext(N_("No data yet")),
        },
        "internal": INTERNAL,
        "footer": f"{INTERNAL}  ·  {show_date(head.date, head.language)}",
        "filters": list(report.filters),
        "notes": list(report.notes),
        "charts": charts,
        "count": len(report.rows),
        "columns": [
            {"label": column.label, "numeric": column.figure.numeric, "width": _width(column, n, lines)}
            for n, column in enumerate(columns)
        ],
        "lines": lines,
    }
    return typeset_template("report", data, files, progress)


def png(report: Report, head: Letterhead, progress: Progress) -> bytes:
    """Return the report's charts as one picture, one below the other; the report's title stands where there are
    several. Raises Cancelled.
    """
    drawings = [draw(chart, PICTURE_WIDTH, language=head.language) for chart in report.charts]
    files = {f"chart-{n}.svg": drawing.svg.encode() for n, drawing in enumerate(drawings)}
    heading = report.title if len(report.charts) != 1 else ""
    footing = "  ·  ".join(part for part in (INTERNAL, head.house, show_date(head.date, head.language)) if part)
    lines = [
        f"#set page(width: {PICTURE_WIDTH + 2 * _MARGIN} * 0.75pt, height: auto, margin: {_MARGIN} * 0.75pt, fill: white)",
        '#set text(font: "Lato", size: 8pt, fill: rgb("#667085"))',
        f'#text(size: 15pt, weight: "bold", fill: rgb("#1D2430"), {quoted(heading)})' if heading else "",
        *(f'#block(above: 14pt, image("{name}", width: 100%))' for name in files),
        f"#block(above: 12pt, text({quoted(footing)}))",
    ]
    return typeset("\n".join(lines), files, progress, dots=PICTURE_DOTS)


def _said(line: Line, columns: Sequence[Column], language: str) -> dict[str, Any]:
    """Return a line as the template has it; in totals an unknown value is left empty."""
    cells = zip(columns, line.cells, strict=False)  # a section's title is one cell
    return {
        "kind": line.kind,
        "cells": [
            "" if cell.value is None and line.kind != "row" else column.figure.text(cell.value, language)
            for column, cell in cells
        ],
    }


def _width(column: Column, n: int, lines: Sequence[Mapping[str, Any]]) -> float:
    """Return how much of the page a column wants, against the others: figures in one line, texts in several."""
    face, said = lato(), [line["cells"][n] for line in lines if line["kind"] != "section"]
    words = max((face.width(word, face.size, bold=True) for word in column.label.split()), default=0.0)
    widest = max((face.width(text, face.size) for text in said), default=0.0)
    return max(words, widest if column.figure.numeric else min(widest, _WIDEST_TEXT)) + _CELL_PAD
