"""The block above a table: who sells, to whom, on which terms, and the running totals; and the title band.

Groups of lines stand side by side over the columns that are shown. A label or value that needs more room than one
column has takes several, merged; below the block there are no merged cells.
"""

import io
from typing import TYPE_CHECKING

from tradehouse.domain.offering import CellValue
from tradehouse.exchange.layouts import HeadGroup, HeadLine, Table, fill_formula, fill_text
from tradehouse.exchange.workbooks import styles
from tradehouse.exchange.workbooks.measuring import wrap
from tradehouse.exchange.workbooks.pictures import column_pixels, row_pixels
from tradehouse.exchange.workbooks.styles import Style

if TYPE_CHECKING:
    from tradehouse.exchange.workbooks.table_sheet import TableSheet

TITLE_HEIGHT, LINE_HEIGHT, GAP_HEIGHT = 27, 14.5, 5  # points
_LEAST_SIZE = 8.0
_LEAST_LINES = 7  # so that the heading row is the tenth of the sheet


def height(table: Table) -> int:
    """Return how many rows stand above the heading row."""
    if not table.head:
        return 1 if table.all_fields or not table.notice else 2
    return 1 + max(_LEAST_LINES, *(_depth(group) for group in table.head)) + 1


def _depth(group: HeadGroup) -> int:
    return len(group.lines) + (1 if group.heading else 0)


def write_title(to: "TableSheet", *, text: str = "") -> None:
    """Write the band across the first row."""
    layout = to.pen.document.layout
    band = styles.BAND if layout.for_buyers else styles.HOUSE_BAND
    to.sheet.set_row(0, TITLE_HEIGHT)
    last = 0 if to.table.all_fields else to.visible[-1]
    for n in range(last + 1):
        to.pen.write(to.sheet, 0, n, None, band)
    title = text or layout.title.text(to.language)
    to.pen.write(to.sheet, 0, 0, title, band)


def write(to: "TableSheet") -> None:
    """Write band and groups, or only a notice where the table has no groups."""
    if not to.table.head:
        write_title(to, text=to.table.sheet.text(to.language))
        if to.table.notice:
            notice = to.filled_text(to.table.notice.text(to.language))
            to.pen.write(to.sheet, 1, 0, notice, Style(ink=styles.GREY, size=styles.SMALL))
            to.sheet.set_row(1, 20)
        return
    write_title(to)
    for row in range(1, to.header_row - 1):
        to.sheet.set_row(row, LINE_HEIGHT)
    to.sheet.set_row(to.header_row - 1, GAP_HEIGHT)
    free = 0
    for n, group in enumerate(to.table.head):
        until = min((to.at[later.at] for later in to.table.head[n + 1 :] if later.at), default=len(to.columns))
        start = max(to.at[group.at] if group.at else 0, free)
        free = _write_group(to, group, start, until)


def _write_group(to: "TableSheet", group: HeadGroup, start: int, until: int) -> int:
    """Write a group within the columns from start on and before until; return the first column behind it."""
    room = [n for n in to.visible if start <= n < until]
    if not room:
        return start
    if group.at == "photo" and to.pen.document.logo is not None and len(room) > 1:
        _place_logo(to, room[0], to.pen.document.logo)
        room = room[1:]
    labels = _take(to, room, group.label_width)
    values = _take(to, room[len(labels) :], group.value_width)
    if not values:  # so few columns are shown that the values take all of the room
        labels, values = [], labels
    row = 1
    if group.heading:
        heading = styles.VALUE.but(bold=True, ink=styles.SOGA, size=styles.SMALL, align="right" if labels else "left")
        to.pen.span(to.sheet, row, labels or values, group.heading.text(to.language), heading)
        row += 1
    spare = to.header_row - 1 - row - len(group.lines)
    for line in group.lines:
        taken = _write_line(to, line, row, labels, values, spare)
        spare -= taken - 1
        row += taken
    return values[-1] + 1


def _take(to: "TableSheet", room: list[int], width: float) -> list[int]:
    """Return as many of the columns as are needed for so many characters."""
    taken: list[int] = []
    for n in room:
        if width <= 0:
            break
        taken.append(n)
        width -= to.columns[n].width
    return taken


def _write_line(to: "TableSheet", line: HeadLine, row: int, labels: list[int], values: list[int], spare: int) -> int:
    """Write one line; return the rows it took: none where there was nothing to say, several where that is long."""
    label = to.filled_text(line.label.text(to.language))
    # Beside a label a value keeps off it, since other programs draw letters wider than they were measured.
    style = styles.VALUE.but(bold=line.bold, number=to.pen.number_format(line.format), indent=1 if labels else 0)
    if line.formula:
        formula = fill_formula(line.formula, {}, to.whole_columns(), to.figures)
        to.pen.span(to.sheet, row, labels, label, styles.LABEL)
        boxed = style.but(align="right", indent=0, fill=styles.MIST, edges=styles.HAIRLINE)
        to.pen.span(to.sheet, row, values, None, boxed)
        to.pen.formula(to.sheet, row, values[0], formula, 0, boxed)
        return 1
    value: CellValue = to.pen.document.facts.get(line.value)
    if line.text:
        value = fill_text(line.text.text(to.language), to.facts)
    if value is None or value == "":
        if not line.fill:
            return 0
        style, value = styles.ENTRY.but(wrap=False), None
    to.pen.span(to.sheet, row, labels, label, styles.LABEL)
    if not isinstance(value, str):
        to.pen.span(to.sheet, row, values, value, style.but(align="left"))
        return 1
    parts, size = _fitting(to, value, values, style, most=1 + max(spare, 0))
    for n, part in enumerate(parts):
        to.pen.span(to.sheet, row + n, values, part, style.but(size=size))
    return len(parts)


def _fitting(to: "TableSheet", text: str, columns: list[int], style: Style, *, most: int) -> tuple[list[str], float]:
    """Return a text in lines that fit the columns, and the font size they fit in; as few and as large as can be."""
    width = (sum(to.columns[n].width for n in columns) - style.indent) / (1.06 if style.bold else 1)
    for count in range(1, most + 1):
        for size in (styles.SIZE, styles.SMALL):
            parts = wrap(text, width, size)
            if len(parts) <= count:
                return parts, size
    parts = wrap(text, width, _LEAST_SIZE)
    return [*parts[: most - 1], " ".join(parts[most - 1 :])], _LEAST_SIZE


def _place_logo(to: "TableSheet", column: int, jpeg: bytes) -> None:
    from xlsxwriter.image import Image

    image = Image(io.BytesIO(jpeg))
    width = column_pixels(to.columns[column].width) - 8
    room = row_pixels(LINE_HEIGHT) * (to.header_row - 2) - 8
    scale = min(width / image.width, room / image.height, 1.0)
    to.sheet.insert_image(
        1,
        column,
        image,
        {
            "x_scale": scale,
            "y_scale": scale,
            "x_offset": 4,
            "y_offset": 4,
            "object_position": 3,
            "description": to.facts.get("house_name", ""),
        },
    )
