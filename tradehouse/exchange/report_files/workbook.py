"""A report as workbook: its table with real numbers, its charts as pictures, and the names behind the figures."""

import io
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from tradehouse.domain.charts import described
from tradehouse.domain.display import show_date
from tradehouse.domain.figures import Figure, FigureKind, Value
from tradehouse.domain.language import N_, translator
from tradehouse.domain.progress import Progress
from tradehouse.domain.reports import Column, Details, Report
from tradehouse.exchange.charts import draw
from tradehouse.exchange.layouts import Layout, Words
from tradehouse.exchange.report_files.letterhead import INTERNAL, Letterhead
from tradehouse.exchange.report_files.tables import Line, table_columns, table_lines
from tradehouse.exchange.typesetting import typeset
from tradehouse.exchange.workbooks import styles
from tradehouse.exchange.workbooks.content import Document, Written
from tradehouse.exchange.workbooks.footer import set_page_footer
from tradehouse.exchange.workbooks.frame import new_workbook
from tradehouse.exchange.workbooks.measuring import lines_needed, row_height, text_width
from tradehouse.exchange.workbooks.pen import Pen
from tradehouse.exchange.workbooks.safe_text import clean, sheet_name
from tradehouse.exchange.workbooks.styles import Style

_NARROWEST, _WIDEST = 11, 44  # characters
_MOST_ABOVE = 30  # lines of a table below which a chart is still found
_PIXELS = 620
_DOTS = 192
_A4 = 9
_ROW = 15.75  # points: 21 pixels
_USUAL_WIDTH = 9  # characters of a column that nobody set
_WIDE = 7  # more columns lie
_SECTION: Final = Style(bold=True, ink=styles.TARUM, fill=styles.MIST, edges=styles.HAIRLINE, indent=1)
_NOTE: Final = Style(ink=styles.GREY, size=styles.SMALL, wrap=False, indent=1)


def write_report_workbook(target: Path, report: Report, head: Letterhead, progress: Progress) -> None:
    """Write the workbook. Raises UserError where target cannot be written, and Cancelled; then it is as it was."""
    words = translator(head.language)
    footer = "  ·  ".join(part for part in (INTERNAL, head.house, show_date(head.date, head.language)) if part)
    layout = Layout("report", Words(), "house", footer=Words({head.language: footer}))
    with new_workbook(target, progress) as workbook:
        pen = Pen(workbook, Document(layout, head.language, "IDR"), Written(target, {}))
        workbook.set_properties(
            {"title": clean(report.title)[:255], "author": clean(head.house)[:255], "category": INTERNAL}
        )
        workbook.set_size(2400, 1500)
        taken: set[str] = set()
        sheet = _sheet(workbook, words.gettext(N_("Report")), taken)
        _write_report(sheet, report, pen, progress)
        if report.details is not None:
            progress.check()
            _write_details(_sheet(workbook, words.gettext(N_("Details")), taken), report, report.details, pen)


def _sheet(workbook: Any, name: str, taken: set[str]) -> Any:
    sheet = workbook.add_worksheet(sheet_name(name, taken))
    taken.add(sheet.get_name().casefold())
    return sheet


def _write_report(sheet: Any, report: Report, pen: Pen, progress: Progress) -> None:
    language = pen.document.language
    columns = table_columns(report, language)
    lines = list(table_lines(report, language)) if not report.empty else []
    head = len(report.filters) + 2
    widths = _write_columns(
        sheet, pen, head, columns, [[cell.value for cell in line.cells] for line in lines if line.kind != "section"]
    )
    across = _write_head(sheet, pen, report.title, report.filters, widths)
    row = head + 1
    for row, line in enumerate(lines, start=head + 1):
        _write_line(sheet, pen, row, columns, line)
    if not lines:
        pen.write(sheet, row, 0, translator(language).gettext(N_("No data yet")), _NOTE)
    last = row
    for last, note in enumerate(report.notes, start=row + 2):
        pen.write(sheet, last, 0, note, _NOTE)
    if report.charts:
        beside = len(lines) > _MOST_ABOVE
        last, across = _put_charts(
            sheet, report, pen, (head, len(columns) + 1) if beside else (last + 2, 0), last, across
        )
    sheet.freeze_panes(head + 1, 1)
    _print_setup(sheet, pen, head, last, across, lying=len(columns) > _WIDE)
    progress.check()


def _write_head(sheet: Any, pen: Pen, title: str, lines: Sequence[str], widths: Sequence[float]) -> int:
    """Write the band with the title over columns of these widths, over more where the title is longer; below it lines
    about it. Return how many columns the band takes.
    """
    text = title if INTERNAL in title.upper() else f"{INTERNAL} – {title}"
    missing = text_width(text) * styles.TITLE / styles.SIZE - sum(widths)
    count = len(widths) + max(0, math.ceil(missing / _USUAL_WIDTH))
    sheet.hide_gridlines(2)
    sheet.set_default_row(_ROW)  # said, since programs differ in theirs and pictures stretch with it
    sheet.set_row(0, 27)
    for column in range(count):
        pen.write(sheet, 0, column, None, styles.HOUSE_BAND)
    pen.write(sheet, 0, 0, text, styles.HOUSE_BAND)
    for row, line in enumerate(lines, start=1):
        pen.write(sheet, row, 0, line, _NOTE)
    return count


def _write_columns(
    sheet: Any, pen: Pen, row: int, columns: Sequence[Column], lines: Sequence[Sequence[Value]]
) -> list[float]:
    """Write the headings, make the columns as wide as what is in them, and return the widths."""
    headings = []
    for n, column in enumerate(columns):
        widest = max((text_width(column.figure.text(line[n], pen.document.language)) for line in lines), default=0.0)
        words = max(map(text_width, column.label.split()), default=0.0)
        width = min(max(widest, words * 1.1, len(column.label) / 2, _NARROWEST) + 3, _WIDEST)
        sheet.set_column(n, n, width)
        pen.write(sheet, row, n, _heading(column), styles.HEADER)
        headings.append((_heading(column), width, styles.SMALL * 1.1))
    sheet.set_row(row, row_height(headings, 24))
    return [width for _, width, _ in headings]


def _heading(column: Column) -> str:
    return f"{column.label} ({column.figure.unit})" if column.figure.unit else column.label


def _write_line(sheet: Any, pen: Pen, row: int, columns: Sequence[Column], line: Line) -> None:
    if line.kind == "section":
        pen.write(sheet, row, 0, line.cells[0].value, _SECTION)
        for n in range(1, len(columns)):
            pen.write(sheet, row, n, None, _SECTION)
        return
    plain = styles.CELL if line.kind == "row" else styles.TOTAL
    most = 1
    for n, (column, cell) in enumerate(zip(columns, line.cells, strict=True)):
        _write_value(sheet, pen, row, n, cell.value, column.figure, plain)
        if isinstance(cell.value, str):
            most = max(most, lines_needed(cell.value, _WIDEST - 1.2, styles.SIZE))
    if most > 1:
        sheet.set_row(row, 15 * most + 3)


def _write_value(sheet: Any, pen: Pen, row: int, column: int, value: Value, figure: Figure, plain: Style) -> None:
    style = plain.but(number=_number(figure), align="right") if figure.numeric else plain
    if figure.kind is FigureKind.PERCENT and value is not None and not isinstance(value, str):
        pen.write(sheet, row, column, float(value) / 100, style)  # type: ignore[arg-type]
    else:
        pen.write(sheet, row, column, value, style)


def _number(figure: Figure) -> str:
    """Return Excel's format of a figure."""
    decimals = "." + "0" * figure.places if figure.places else ""
    match figure.kind:
        case FigureKind.PERCENT:
            return f"0{decimals}%"
        case FigureKind.RUPIAH:
            return '"Rp" #,##0'
        case _:
            return f"#,##0{decimals}"


def _put_charts(sheet: Any, report: Report, pen: Pen, at: tuple[int, int], last: int, across: int) -> tuple[int, int]:
    """Put the charts one below the other, from the cell `at`; return the last row and how many columns are needed."""
    row, column = at
    for chart in report.charts:
        drawing = draw(chart, _PIXELS, language=pen.document.language)
        source = (
            f"#set page(width: {drawing.width} * 0.75pt, height: {drawing.height} * 0.75pt, margin: 0pt, fill: white)\n"
            '#image("chart.svg", width: 100%, height: 100%)'
        )
        picture = typeset(source, {"chart.svg": drawing.svg.encode()}, dots=_DOTS)
        half = 96 / _DOTS
        text = f"{chart.title}. {described(chart, pen.document.language)}"
        sheet.insert_image(
            row, column, "chart.png",
            {"image_data": io.BytesIO(picture), "x_scale": half, "y_scale": half, "x_offset": 6, "object_position": 2,
             "description": clean(text)[:2000]},
        )  # fmt: skip
        row += int(drawing.height / 21) + 2
        across = max(across, column + math.ceil(_PIXELS / 64) if column else across)
    return max(last, row), across


def _write_details(sheet: Any, report: Report, details: Details, pen: Pen) -> None:
    """Write the names behind the figures, one line each, to be filtered and sorted."""
    head = len(report.filters) + 2
    widths = _write_columns(sheet, pen, head, details.columns, details.rows)
    across = _write_head(sheet, pen, report.title, report.filters, widths)
    style = styles.CELL.but(wrap=False)
    for row, values in enumerate(details.rows, start=head + 1):
        for n, (column, value) in enumerate(zip(details.columns, values, strict=True)):
            _write_value(sheet, pen, row, n, value, column.figure, style)
    last = head + len(details.rows)
    if details.rows:
        sheet.autofilter(head, 0, last, len(details.columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A{head + 2}:XFD{last + 1}"})
    sheet.freeze_panes(head + 1, 1)
    _print_setup(sheet, pen, head, last, across, lying=len(details.columns) > _WIDE)


def _print_setup(sheet: Any, pen: Pen, head: int, last: int, width: int, *, lying: bool) -> None:
    if lying:
        sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.print_area(0, 0, last, width - 1)
    sheet.set_header(f"&C&B&12{INTERNAL}", {"margin": 0.2})
    set_page_footer(sheet, pen.document)
