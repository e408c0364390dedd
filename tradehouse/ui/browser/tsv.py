"""Rows as a spreadsheet copies and pastes them: text with tabs, quoted as Excel quotes it."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from html import escape
from typing import Any

from PySide6.QtCore import QMimeData

from tradehouse.domain.cells import Unreadable
from tradehouse.domain.display import type_in
from tradehouse.domain.errors import InvalidData, Problem, UserError
from tradehouse.domain.fields import Field, RecordKind, fields
from tradehouse.domain.language import N_, Message, _, current_language
from tradehouse.domain.records import Record
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue
from tradehouse.ui.browser.editors.making import Named, UnknownRecord, problems_of, read_typed

SHOWN_PROBLEMS = 5


def copied(catalogue: Catalogue, kind: RecordKind, ids: Sequence[int], keys: Sequence[str]) -> QMimeData:
    """Return records as text with tabs and as an HTML table that keeps codes as text when Excel takes it."""
    known = [fields(kind)[key] for key in keys]
    records = browsing.records(catalogue, kind, ids)
    rows = [[_(field.label) for field in known], *([_cell(field, record) for field in known] for record in records)]
    out = io.StringIO()
    csv.writer(out, dialect="excel-tab", lineterminator="\r\n").writerows(rows)
    data = QMimeData()
    data.setText(out.getvalue())
    data.setHtml(_html(known, rows))
    return data


def _cell(field: Field, record: Record) -> str:
    value = record[field.key]
    if field.numeric and isinstance(value, (int, Decimal)):
        # Without marks between thousands: every spreadsheet takes plain figures for a number.
        plain = f"{Decimal(value):f}"
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
        return plain if current_language() == "en" else plain.replace(".", ",")
    return type_in(field, value)


def _html(known: Sequence[Field], rows: Sequence[Sequence[str]]) -> str:
    lines = []
    for n, row in enumerate(rows):
        tag = "td" if n else "th"
        cells = (
            f"<{tag} style=\"mso-number-format:'\\@'\">{escape(text)}</{tag}>"
            if not field.numeric
            else f"<{tag}>{escape(text)}</{tag}>"
            for field, text in zip(known, row, strict=True)
        )
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(lines)}</table>"


def read_block(text: str) -> list[list[str]]:
    """Return the cells of a copied block; the empty line that spreadsheets end with is not one of them."""
    rows = list(csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), dialect="excel-tab"))
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def plan_paste(
    kind: RecordKind, text: str, keys: Sequence[str], start: str, ids: Sequence[int], named: Named
) -> dict[int, dict[str, Any]]:
    """Return the new values by record id that pasting a block at a column means.

    One value goes into every selected record; a block goes row by row from the current one. A first line that repeats
    the headings is left out. Raises UserError where the block does not fit or a value cannot be read; nothing is half pasted.
    """
    block = read_block(text)
    known = fields(kind)
    columns = list(keys[keys.index(start) :])
    if block and _is_heading(kind, block[0], columns):
        block = block[1:]
    if not block:
        raise UserError("nothing_to_paste", N_("The clipboard holds no rows to paste."))
    if len(block) == 1:
        block = block * len(ids)
    width = len(block[0])
    if width > len(columns):
        raise UserError(
            "too_wide", N_("The copied block has {width} columns, but only {room} stand from here on. Start further left."),
            width=width, room=len(columns),
        )  # fmt: skip
    if len(block) > len(ids):
        raise UserError(
            "too_long", N_("The copied block has {rows} rows, but only {room} records stand from here on."),
            rows=len(block), room=len(ids),
        )  # fmt: skip
    locked = [known[key] for key in columns[:width] if not known[key].editable]
    if locked:
        raise UserError("not_editable", N_("{field} cannot be changed by pasting."), field=Message(locked[0].label))
    return _read_all([known[key] for key in columns[:width]], block, ids, named)


def _read_all(
    targets: Sequence[Field], block: Sequence[Sequence[str]], ids: Sequence[int], named: Named
) -> dict[int, dict[str, Any]]:
    plan: dict[int, dict[str, Any]] = {}
    problems: list[Problem] = []
    for n, (record_id, row) in enumerate(zip(ids, block, strict=False), start=1):
        values: dict[str, Any] = {}
        for field, typed in zip(targets, row, strict=True):
            try:
                values[field.key], _warning = read_typed(field, typed.strip(), named)
            except (Unreadable, UnknownRecord) as error:
                line = Message(
                    N_("Row {row}, {field}: {reason}"), {"row": n, "field": Message(field.label), "reason": str(error)}
                )
                problems.append(Problem(field.key, "unreadable", line))
                continue
            problems += problems_of(field, values[field.key])
        plan[record_id] = values
    if problems:
        raise InvalidData(problems[:SHOWN_PROBLEMS])
    return plan


def _is_heading(kind: RecordKind, row: Sequence[str], columns: Sequence[str]) -> bool:
    labels = [_(fields(kind)[key].label) for key in columns[: len(row)]]
    return len(labels) == len(row) and [cell.strip() for cell in row] == labels
