"""A table's rows as they stand: which of them describe something, what blank cells inherit, what the file hides."""

from collections.abc import Iterator, Mapping, Sequence

from tradehouse.domain.cells import Cell, is_blank
from tradehouse.domain.fields import FieldKind
from tradehouse.domain.language import N_, Message
from tradehouse.exchange.columns import Column, target_field
from tradehouse.exchange.loose_rows import merged_titles, signatures
from tradehouse.exchange.row_kinds import RowJudge, RowKind, RowMark
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.exchange.tables import Table
from tradehouse.services.importing.read_columns import Trouble

_GROUP_KINDS = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.REFERENCE, FieldKind.CHOICE, FieldKind.CODE})
_CARRY = frozenset({RowMark.SECTION, RowMark.HIDDEN, RowMark.LEFT_OUT})
_NO_VALUES = frozenset({RowMark.REPEATED, RowMark.TOTAL, RowMark.NOTE, RowMark.NUMBERING, RowMark.UNITS})


def judge_rows(table: Table, body: Sequence[Sequence[Cell]]) -> tuple[list[RowKind], dict[int, RowMark]]:
    """Return what each row below the header is, and of those that are passed over why, by row (0-based)."""
    names = [table.column_for(t) for t in ("product.name_id", "supplier.name", "certification.number")]
    if table.kind in {SheetKind.SUPPLIERS, SheetKind.MIXED}:
        names = [names[1], names[0], names[2]]
    codes = [table.column_for(t) for t in ("product.gtin", "product.supplier_code", "product.code")]
    parts = table.name_parts.columns if table.name_parts else ()
    judge = RowJudge(table, [*(c.index for c in (*names, *codes) if c is not None), *parts])
    kinds: list[RowKind] = []
    why: dict[int, RowMark] = {}
    for row in body:
        kind = judge.judge(row)
        if kind is RowKind.SKIPPED:
            why[len(kinds)] = judge.why
        kinds.append(kind)
    loose = {
        **dict.fromkeys(merged_titles(table, body), RowMark.SECTION),
        **dict.fromkeys(signatures(body), RowMark.NOTE),
    }
    for at, mark in loose.items():
        if kinds[at] is RowKind.DATA:
            kinds[at], why[at] = RowKind.SKIPPED, mark
    _as_said(table, kinds, why)
    return kinds, why


def _as_said(table: Table, kinds: list[RowKind], why: dict[int, RowMark]) -> None:
    """Pass over the rows that the file hides where a person said so, and follow what was said of single rows."""
    said, header = table.said, table.header
    first = table.sheet.first_row + (header.body if header is not None else 0)
    if not said.hidden_rows:
        for row in table.sheet.hidden_rows:
            if 0 <= row - first < len(kinds) and kinds[row - first] is RowKind.DATA:
                kinds[row - first], why[row - first] = RowKind.SKIPPED, RowMark.HIDDEN
    for row, is_record in said.rows.items():
        at = row - first
        if not 0 <= at < len(kinds) or kinds[at] is RowKind.BLANK:
            continue
        if is_record:
            kinds[at] = RowKind.DATA
            why.pop(at, None)
        else:
            kinds[at] = RowKind.SKIPPED
            why[at] = RowMark.LEFT_OUT


def row_marks(table: Table, upto: int) -> tuple[RowMark, ...]:
    """Return what the first rows of a sheet are taken for, one mark per row of sheet.rows[:upto]."""
    rows, header = table.sheet.rows[:upto], table.header
    if header is None:
        return tuple(RowMark.ABOVE if any(not is_blank(cell) for cell in row) else RowMark.BLANK for row in rows)
    above = tuple(RowMark.ABOVE if any(not is_blank(c) for c in row) else RowMark.BLANK for row in rows[: header.first])
    kinds, why = judge_rows(table, rows[header.body :])
    of_kind = {RowKind.BLANK: RowMark.BLANK, RowKind.DATA: RowMark.RECORD}
    below = tuple(why[at] if at in why else of_kind[kind] for at, kind in enumerate(kinds))
    return (*above, *(RowMark.HEADER,) * min(header.height, len(rows) - header.first), *below)


def filled_down(
    table: Table, kinds: Sequence[RowKind], why: Mapping[int, RowMark], column: Column, told: Sequence[Cell]
) -> Sequence[Cell]:
    """Repeat a cell merged downward over its rows (amounts are not repeated), and any above blank ones where the
    column is one to be filled down.
    """
    if column.fill_down:
        return _repeated(kinds, why, told)
    field_ = target_field(column.targets[0])
    if field_ is None or field_.kind not in _GROUP_KINDS or table.header is None or not table.sheet.merges:
        return told
    cells = list(told)
    sheet, start = table.sheet, table.header.body
    reached = 0  # merged cells that lie over one another, which no program writes, are walked once
    for top, left, bottom, right in sorted(sheet.merges):
        first = top - sheet.first_row - start
        if why.get(first) in _NO_VALUES:
            continue
        if bottom > top and left - sheet.first_column <= column.index <= right - sheet.first_column and first >= 0:
            across = left - sheet.first_column
            row = sheet.rows[first + start] if first + start < len(sheet.rows) else []
            value = row[across] if across < len(row) else None
            end = min(bottom - sheet.first_row - start + 1, len(cells))
            for at in range(max(first, reached), end) if value is not None else ():
                cells[at] = value if cells[at] is None else cells[at]
            reached = reached if value is None else max(reached, end)
    return cells


def _repeated(kinds: Sequence[RowKind], why: Mapping[int, RowMark], told: Sequence[Cell]) -> list[Cell]:
    """A section's title counts where it stands in the column; repeated headings, totals and notes do not."""
    cells = list(told)
    above: Cell = None
    for at, cell in enumerate(told):
        if not is_blank(cell):
            if kinds[at] is RowKind.DATA or why.get(at) in _CARRY:
                above = cell
        elif kinds[at] is RowKind.DATA:
            cells[at] = above
    return cells


def structure_notices(
    table: Table, kinds: Sequence[RowKind], why: Mapping[int, RowMark], first_row: int
) -> list[tuple[str, Trouble]]:
    """Return what is to be said of how a table stands: columns that were filled down, and what the file hides."""
    found = list(_hidden_notices(table, kinds, why, first_row))
    down = [column.key for column in table.columns if column.fill_down and column.targets]
    if down:
        text = N_("Blank cells were read as the value above them in these columns: {headings}.")
        found.append(_notice("filled_down", text, headings=", ".join(down)))
    return found


def _hidden_notices(
    table: Table, kinds: Sequence[RowKind], why: Mapping[int, RowMark], first_row: int
) -> Iterator[tuple[str, Trouble]]:
    """Yield what is to be said of the rows and columns that the file hides, whether they were taken or not."""
    sheet = table.sheet
    rows = sum(
        1 for row in sheet.hidden_rows if 0 <= row - first_row < len(kinds) and kinds[row - first_row] is RowKind.DATA
    )
    if rows:
        text = N_("{count} rows that were taken are hidden in the file.")
        yield _notice("hidden_rows", text, count=rows)
    left = sum(1 for mark in why.values() if mark is RowMark.HIDDEN)
    if left:
        text = N_("{count} rows were passed over because they are hidden in the file.")
        yield _notice("hidden_rows_passed_over", text, count=left)
    hidden = [c for c in table.columns if c.filled and c.index + sheet.first_column in sheet.hidden_columns]
    taken = sorted({c.key for c in hidden if c.targets})
    if taken:
        text = N_("These columns that were taken are hidden in the file: {headings}.")
        yield _notice("hidden_columns", text, headings=", ".join(taken))
    if hidden and not table.said.hidden_columns:
        text = N_("These columns were not taken because they are hidden in the file: {headings}.")
        yield _notice("hidden_columns_passed_over", text, headings=", ".join(c.key for c in hidden))


def _notice(code: str, msgid: str, **values: object) -> tuple[str, Trouble]:
    return "", Trouble(code, Message(msgid, values), error=False)
