"""A paper with one table as PDF: what its workbook shows, set with typst from resources/templates/paper.typ."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from tradehouse.domain.display import show_date, show_number
from tradehouse.domain.language import N_, translator
from tradehouse.domain.offering import CellValue
from tradehouse.domain.progress import Progress
from tradehouse.exchange.layouts import PLACEHOLDER, Column, HeadGroup, Note, Table, fill_text
from tradehouse.exchange.typesetting import typeset_template
from tradehouse.exchange.whole_files import whole_file
from tradehouse.exchange.workbooks.content import Document, Row
from tradehouse.exchange.workbooks.pen import filled_format

_TEMPLATE: Final = "paper"
_LOGO: Final = "logo.jpg"
_FRACTION: Final = re.compile(r"\.(0*)(#*)")


def write_paper_pdf(target: Path, document: Document, table: Table, rows: Sequence[Row], progress: Progress) -> None:
    """Write a table with its head and closing notes to target. Columns that are not core are left out where no row
    fills them. Raises UserError where target cannot be written, and Cancelled; then target is as it was.
    """
    with whole_file(target, progress) as part:
        files = {_LOGO: document.logo} if document.logo else {}
        part.write_bytes(typeset_template(_TEMPLATE, _data(document, table, rows), files, progress))


def _data(document: Document, table: Table, rows: Sequence[Row]) -> dict[str, Any]:
    layout, language, facts = document.layout, document.language, document.texts
    kept = [n for n, column in enumerate(table.columns) if column.core or any(row.values[n] for row in rows)]
    columns = [table.columns[n] for n in kept]
    return {
        "language": language,
        "landscape": table.landscape,
        "title": layout.title.text(language),
        "author": facts.get("house_name", ""),
        "logo": document.logo is not None,
        "footer": _filled(layout.footer.text(language), facts),
        "page": translator(language).gettext(N_("Page {page} of {pages}")),
        "groups": [_group(group, document) for group in table.head],
        "columns": [
            {
                "heading": _filled(column.heading.text(language), facts),
                "width": column.width,
                "align": column.align or ("right" if column.format else "left"),
                "bold": column.bold,
            }
            for column in columns
        ],
        "rows": [[_shown(row.values[n], table.columns[n], document) for n in kept] for row in rows],
        "total": _totals(table, kept, rows, document),
        "closing": [_closing(layout.notes[name], document) for name in table.closing],
    }


def _filled(text: str, facts: dict[str, str]) -> str:
    return PLACEHOLDER.sub(lambda match: facts.get(match[1], ""), text).strip()


def _group(group: HeadGroup, document: Document) -> dict[str, Any]:
    lines = [
        {
            "label": line.label.text(document.language),
            "value": document.texts[line.value],
            "bold": line.bold,
        }
        for line in group.lines
        if document.texts.get(line.value)
    ]
    return {"heading": group.heading.text(document.language), "lines": lines}


def _closing(note: Note, document: Document) -> list[dict[str, str]]:
    lines = [
        {
            "heading": fill_text(line.heading.text(document.language), document.texts),
            "label": line.label.text(document.language),
            "value": fill_text(line.text.text(document.language), document.texts),
        }
        for line in note.lines
    ]
    return [line for line in lines if line["heading"] or line["value"]]


def _totals(table: Table, kept: Sequence[int], rows: Sequence[Row], document: Document) -> list[str]:
    """Return the cells of the row of sums; none where nothing is summed up."""
    if not any(column.total for column in table.columns):
        return []
    found = []
    for n in kept:
        column = table.columns[n]
        numbers = [Decimal(v) for row in rows if isinstance(v := row.values[n], (int, Decimal))]
        sums = _shown(sum(numbers, Decimal(0)), column, document) if column.total else ""
        found.append("Total" if column.key == "name" else sums)
    return found


def _shown(value: CellValue, column: Column, document: Document) -> str:
    """Return a value as its cell in the workbook would show it."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, date):
        return show_date(value, document.language)
    number = Decimal(str(value))
    places = _FRACTION.search(filled_format(column.format, document.decimals))
    least, more = (len(places[1]), len(places[2])) if places else (0, 0)
    rounded = round(number, least + more)
    needed = -int(rounded.normalize().as_tuple().exponent)
    return show_number(rounded, document.language, min(max(needed, least), least + more))
