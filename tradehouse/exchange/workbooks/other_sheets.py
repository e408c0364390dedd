"""The sheets beside the list: terms and read me for people, and the hidden mapping by which a list is known again."""

from typing import Any

from tradehouse.exchange.layouts import Note, fill_text
from tradehouse.exchange.workbooks import styles
from tradehouse.exchange.workbooks.footer import set_page_footer
from tradehouse.exchange.workbooks.measuring import lines_needed
from tradehouse.exchange.workbooks.pen import Pen
from tradehouse.exchange.workbooks.styles import Style
from tradehouse.exchange.workbooks.table_sheet import Placed

MAPPING_SHEET = "_tradehouse"
MAPPING_FORM = "tradehouse-list/1"
LABEL_WIDTH, TEXT_WIDTH = 20, 96  # characters


def write_note(sheet: Any, note: Note, pen: Pen) -> None:
    """Write a sheet of text; lines that lack a fact are left out, headings with nothing below them too."""
    language, facts = pen.document.language, pen.document.texts
    sheet.set_column(0, 0, LABEL_WIDTH)
    sheet.set_column(1, 1, TEXT_WIDTH)
    sheet.hide_gridlines(2)
    sheet.set_row(0, 27)
    pen.write(sheet, 0, 0, note.title.text(language), styles.BAND)
    pen.write(sheet, 0, 1, None, styles.BAND)
    row, heading = 2, ""
    for line in note.lines:
        if line.heading:
            heading = fill_text(line.heading.text(language), facts)
            continue
        text = fill_text(line.text.text(language), facts)
        if not text:
            continue
        if heading:
            row += 1 if row > 2 else 0
            pen.write(sheet, row, 0, heading, Style(bold=True, ink=styles.TARUM, size=styles.LARGE))
            sheet.set_row(row, 20)
            row, heading = row + 1, ""
        body = Style(vertical="top", size=11)
        pen.write(sheet, row, 0, fill_text(line.label.text(language), facts), body.but(ink=styles.GREY, wrap=True))
        pen.write(sheet, row, 1, text, body.but(wrap=True))
        sheet.set_row(row, 15.5 * lines_needed(text, TEXT_WIDTH, 11) + 3)
        row += 1
    sheet.set_paper(9)
    sheet.set_margins(left=0.6, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    set_page_footer(sheet, pen.document)
    sheet.print_area(0, 0, max(row - 1, 1), 1)


def write_mapping(sheet: Any, placed: Placed, pen: Pen) -> None:
    """Write what a returned file is recognised by: its own id, its layout, where the table is, which column is which.

    Row by row: a name and a value; below them key, letter and heading of every column.
    """
    from xlsxwriter.utility import xl_col_to_name

    document = pen.document
    facts = [
        ("form", MAPPING_FORM),
        ("sheet_id", document.sheet_id),
        ("layout", document.layout.base or document.layout.name),
        ("language", document.language),
        ("currency", document.currency),
        ("reference", document.texts.get("reference", "")),
        ("sheet", placed.sheet_name),
        ("header_row", str(placed.header_row + 1)),
        ("first_row", str(placed.first_row + 1)),
        ("last_row", str(placed.last_row + 1)),
    ]
    plain = Style()
    for row, pair in enumerate(facts):
        for column, text in enumerate(pair):
            pen.write(sheet, row, column, text, plain)
    for n, (key, at) in enumerate(placed.columns.items()):
        pen.write(sheet, len(facts) + 1 + n, 0, key, plain)
        pen.write(sheet, len(facts) + 1 + n, 1, xl_col_to_name(at), plain)
        pen.write(sheet, len(facts) + 1 + n, 2, placed.headings[key], plain)
    sheet.very_hidden()
