"""An empty list to fill in: headings that the import knows, drop-downs, an example row and a guide."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tradehouse.domain.language import N_, translator
from tradehouse.domain.progress import Progress
from tradehouse.exchange.layouts import Layout, Words
from tradehouse.exchange.workbooks import styles
from tradehouse.exchange.workbooks.content import Document, Written
from tradehouse.exchange.workbooks.entry_columns import DropDowns, EntryColumn, validation
from tradehouse.exchange.workbooks.frame import new_workbook
from tradehouse.exchange.workbooks.measuring import row_height
from tradehouse.exchange.workbooks.pen import Pen
from tradehouse.exchange.workbooks.safe_text import sheet_name
from tradehouse.exchange.workbooks.styles import Style

HEADING_ROW: Final = 3
EXAMPLE_WORDS: Final = {"id": "Contoh", "en": "Example"}
"""What stands in the first column of an example row; an import passes such a row over."""
_ROWS: Final = 2_000
_EXAMPLE = styles.CELL.but(ink=styles.GREY, italic=True, fill=styles.MIST)
_BODY = Style(wrap=True, indent=1)


@dataclass(frozen=True, slots=True)
class Template:
    """What a template says: sheet and title, lines above the table, the columns, headings of the guide."""

    sheet: str
    title: str
    lines: tuple[str, ...]
    columns: Sequence[EntryColumn]
    guide: str
    language: str


def write_blank(target: Path, template: Template, progress: Progress) -> None:
    """Write a template. Raises UserError where target cannot be written, and Cancelled; then it is as it was."""
    with new_workbook(target, progress) as workbook:
        document = Document(Layout("template", Words(), "buyer"), template.language, "IDR")
        pen = Pen(workbook, document, Written(target, {}))
        workbook.set_properties({"title": template.title})
        taken: set[str] = set()
        sheets = []
        for name in (template.sheet, template.guide):
            sheets.append(workbook.add_worksheet(sheet_name(name, taken)))
            taken.add(sheets[-1].get_name().casefold())
        lists = DropDowns(workbook, template.language)
        _write_table(sheets[0], template, pen, lists)
        _write_guide(sheets[1], template, pen)
        progress.report(1, 1)


def _write_table(sheet: Any, template: Template, pen: Pen, lists: DropDowns) -> None:
    last = len(template.columns)
    sheet.set_row(0, 27)
    for at in range(last + 1):
        pen.write(sheet, 0, at, None, styles.BAND)
    pen.write(sheet, 0, 0, template.title, styles.BAND)
    for row, line in enumerate(template.lines, start=1):
        pen.write(sheet, row, 0, line, Style(ink=styles.GREY, size=styles.SMALL))
    first = HEADING_ROW + 1
    pen.write(sheet, HEADING_ROW, 0, _running(template.language), styles.HEADER)
    pen.write(sheet, first, 0, EXAMPLE_WORDS[template.language], _EXAMPLE.but(bold=True, italic=False))
    sheet.set_column(0, 0, 9)
    texts = []
    for n, column in enumerate(template.columns, start=1):
        style = styles.ENTRY_HEADER if column.required else styles.HEADER
        text = f"{column.heading} *" if column.required else column.heading
        pen.write(sheet, HEADING_ROW, n, text, style)
        texts.append((text, column.width, styles.SMALL * 1.1))
        example = _EXAMPLE.but(number=column.number_format, wrap=False)
        pen.write(sheet, first, n, column.example, example)
        body = Style(number=column.number_format, vertical="top")
        sheet.set_column(n, n, column.width, pen.styles[body])
        source = lists.source(column.field, pen) if column.field else ""
        sheet.data_validation(first, n, first + _ROWS, n, validation(column, source, template.language))
    sheet.set_row(HEADING_ROW, row_height(texts, 30))
    frozen = 1 + next((n for n, c in enumerate(template.columns, start=1) if c.required), 0)
    sheet.freeze_panes(first, frozen)
    sheet.hide_gridlines(0)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{first + _ROWS}"})
    sheet.set_landscape()
    sheet.set_paper(9)


def _running(language: str) -> str:
    return "No." if language == "en" else "No"


def _write_guide(sheet: Any, template: Template, pen: Pen) -> None:
    """Explain every column. A line has enough words of no field that nobody takes the guide for a list."""
    from xlsxwriter.utility import xl_col_to_name

    say = translator(template.language).gettext
    heads = (
        (say(N_("Column")), 11.0), (say(N_("Heading")), 28.0), (say(N_("Needed")), 17.0),
        (say(N_("How to fill it in")), 62.0), (say(N_("For example")), 34.0),
    )  # fmt: skip
    sheet.hide_gridlines(2)
    sheet.set_row(0, 27)
    for n, (text, width) in enumerate(heads):
        sheet.set_column(n, n, width)
        pen.write(sheet, 0, n, template.title if n == 0 else None, styles.BAND)
        pen.write(sheet, 2, n, text, styles.HEADER)
    needed, open_ = say(N_("needed")), say(N_("if you know it"))
    for row, column in enumerate(template.columns, start=3):
        cells = (
            say(N_("column {letter}")).format(letter=xl_col_to_name(row - 2)),
            column.heading,
            needed if column.required else open_,
            column.hint,
            column.example,
        )
        for n, value in enumerate(cells):
            style = _BODY.but(edges=styles.HAIRLINE, bold=n == 1, ink=styles.GREY if n in {0, 4} else styles.INK)
            pen.write(sheet, row, n, value, style.but(number=column.number_format if n == 4 else ""))
        wrapped = [(str(value or ""), heads[n][1], styles.SIZE) for n, value in enumerate(cells)]
        sheet.set_row(row, row_height(wrapped, 18))
    sheet.freeze_panes(3, 0)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
