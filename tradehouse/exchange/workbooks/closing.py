"""What stands below the rows of a paper: terms, a statement, the place to sign."""

from typing import TYPE_CHECKING

from tradehouse.exchange.layouts import NoteLine, fill_text
from tradehouse.exchange.workbooks import styles
from tradehouse.exchange.workbooks.measuring import lines_needed
from tradehouse.exchange.workbooks.styles import Style

if TYPE_CHECKING:
    from tradehouse.exchange.workbooks.table_sheet import TableSheet

LABEL_WIDTH = 18  # characters
_SIGNING_ROOM = 44  # points


def write(to: "TableSheet", row: int) -> int:
    """Write the notes that close a table, from a row on; return the last row written, 0 where there are none.

    Below a heading there is room to sign, and the text below that stands under a line.
    """
    last = 0
    labels = _labels(to)
    signed = False
    for name in to.table.closing:
        for line in to.pen.document.layout.notes[name].lines:
            heading, text = (fill_text(words.text(to.language), to.facts) for words in (line.heading, line.text))
            if heading:
                to.pen.span(to.sheet, row, to.visible, heading, styles.VALUE.but(bold=True))
                to.sheet.set_row(row + 1, _SIGNING_ROOM)
                last, row, signed = row + 1, row + 2, True
            elif text and signed:
                over = to.visible[: len(labels) + 1]
                to.pen.span(to.sheet, row, over, text, styles.VALUE.but(top_edge=styles.GREY))
                last, row, signed = row, row + 1, False
            elif text:
                _write_line(to, row, labels, line, text)
                last, row = row, row + 1
        row += 1
    return last


def _labels(to: "TableSheet") -> list[int]:
    """Return the columns that labels stand in."""
    taken: list[int] = []
    width = 0.0
    for n in to.visible[:-1]:
        if width >= LABEL_WIDTH:
            break
        taken.append(n)
        width += to.columns[n].width
    return taken


def _write_line(to: "TableSheet", row: int, labels: list[int], line: NoteLine, text: str) -> None:
    label = fill_text(line.label.text(to.language), to.facts)
    body = Style(vertical="top", wrap=True)
    columns = to.visible[len(labels) :] if label else to.visible
    if label:
        to.pen.span(to.sheet, row, labels, label, body.but(ink=styles.GREY, size=styles.SMALL))
    to.pen.span(to.sheet, row, columns, text, body)
    width = sum(to.columns[n].width for n in columns)
    to.sheet.set_row(row, 14 * lines_needed(text, width, styles.SIZE) + 3)
