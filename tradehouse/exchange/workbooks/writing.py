"""A whole workbook from a layout: its sheets in order, the hidden mapping, the properties."""

from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tradehouse.domain.progress import Progress
from tradehouse.exchange.whole_files import Settle
from tradehouse.exchange.workbooks.content import Document, Rows, Written
from tradehouse.exchange.workbooks.filling import Filling
from tradehouse.exchange.workbooks.frame import new_workbook
from tradehouse.exchange.workbooks.other_sheets import MAPPING_SHEET, write_mapping, write_note
from tradehouse.exchange.workbooks.pen import Pen
from tradehouse.exchange.workbooks.safe_text import clean, sheet_name
from tradehouse.exchange.workbooks.table_sheet import Placed, TableSheet

_PROPERTY_LENGTH = 255


def write_workbook(
    target: Path,
    document: Document,
    tables: Mapping[str, Callable[[], Rows]],
    total: int,
    progress: Progress,
    settle: Settle | None = None,
) -> Written:
    """Write the workbook that a layout describes to target.

    tables gives the rows of each table by its key; one is asked when its sheet is begun, so that a later sheet can
    follow from the rows of an earlier one. total is for the progress, settle as in new_workbook. Raises UserError where target cannot be
    written, and Cancelled; then target is as it was.
    """
    layout = document.layout
    written = Written(target, {})
    with closing(Filling()) as filling, new_workbook(target, progress, settle=settle, filling=filling) as workbook:
        pen = Pen(workbook, document, written)
        workbook.set_properties(_properties(document))
        workbook.set_size(2400, 1500)
        placed: list[Placed] = []
        names: set[str] = set()
        done = 0
        for key in layout.order:
            entry = layout.tables.get(key) or layout.notes[key]
            name = sheet_name(entry.sheet.text(document.language), names)
            names.add(name.casefold())
            sheet = workbook.add_worksheet(name)
            if key in layout.notes:
                write_note(sheet, layout.notes[key], pen)
                continue
            rows = tables[key]()
            placed.append(
                TableSheet(sheet, layout.tables[key], rows, pen, filling).write(
                    progress, done, max(total, done + rows.count)
                )
            )
            done += rows.count
            written.rows[key] = rows.count
        if layout.identified:
            write_mapping(workbook.add_worksheet(MAPPING_SHEET), placed[0], pen)
        progress.report(done, done)
    return written


def _properties(document: Document) -> dict[str, Any]:
    texts = document.texts
    title = document.layout.title.text(document.language)
    found = {
        "title": " – ".join(part for part in (texts.get("house_name", ""), title) if part),
        "subject": texts.get("reference", ""),
        "author": texts.get("house_name", ""),
        "company": texts.get("house_name", ""),
        "category": "" if document.layout.for_buyers else "INTERNAL",
    }
    return {**{key: clean(text)[:_PROPERTY_LENGTH] for key, text in found.items()}, "created": datetime.now(UTC)}
