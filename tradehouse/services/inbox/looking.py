"""A look into one file: its lists with their rows and shape, and the clues to whose it is. Kept as plain JSON."""

import hashlib
import heapq
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

from tradehouse.domain.cells import Cell, CellError, cell_text, is_blank
from tradehouse.domain.errors import UserError
from tradehouse.domain.language import Message
from tradehouse.domain.memory import collector_paused
from tradehouse.domain.progress import Progress
from tradehouse.domain.text import fold
from tradehouse.exchange.header_rows import find_header
from tradehouse.exchange.row_kinds import RowKind
from tradehouse.exchange.sheets import Sheet
from tradehouse.exchange.tables import Table
from tradehouse.services.importing.opening import HIDDEN_SHEET, OpenedFile, open_file
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.remembering import Memory, fingerprint, fingerprint_of
from tradehouse.services.importing.row_structure import judge_rows
from tradehouse.services.importing.sources import SourceFile
from tradehouse.services.inbox.files import FileState
from tradehouse.services.inbox.whose import numbers_in

SKETCH: Final = 200
"""How many of its rows' marks a file keeps: the least ones, so that two files can be compared by them."""
_TELL_ROWS: Final = ("product.name_id", "product.code", "product.supplier_code", "product.gtin", "supplier.name", "certification.number")  # fmt: skip
_MOST_FIRMS: Final = 5
_TITLE_ROWS: Final = 15
_LONGEST_TITLE: Final = 120
_MOST_TITLES: Final = 40
_LOOKED_AT: Final = 60


@dataclass(frozen=True, slots=True)
class Told:
    """What was seen in a file. refusal is (code, sentence) where it cannot be read or holds no list; readable says
    whether its bytes are worth keeping nevertheless.
    """

    sheets: tuple[Mapping[str, Any], ...] = ()
    shape: str = ""
    titles: tuple[str, ...] = ()
    firms: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    names_suppliers: bool = False
    marks: tuple[int, ...] = ()
    refusal: tuple[str, Message] | None = None
    readable: bool = True

    @property
    def state(self) -> FileState:
        """What the file is to begin with."""
        return FileState.REFUSED if self.refusal is not None else FileState.NEW

    def plain(self) -> dict[str, Any]:
        """Return it as JSON can say it; the shape stands beside it in the store."""
        told = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}
        del told["shape"], told["readable"]
        told["refusal"] = None if self.refusal is None else [self.refusal[0], plain_message(self.refusal[1])]
        return told


def plain_message(message: Message | None) -> list[Any] | None:
    """Return a sentence as JSON can say it."""
    if message is None:
        return None
    values = {
        name: {"msgid": value.msgid, "values": dict(value.values)} if isinstance(value, Message) else value
        for name, value in message.values.items()
    }
    return [message.msgid, {n: v if isinstance(v, str | int | float | dict) else str(v) for n, v in values.items()}]


def message_of(kept: Sequence[Any] | None) -> Message | None:
    """Return the sentence that plain_message() gave."""
    if kept is None:
        return None
    values = {n: Message(v["msgid"], v["values"]) if isinstance(v, dict) else v for n, v in kept[1].items()}
    return Message(kept[0], values)


def refused(problem: UserError, *, readable: bool = False) -> Told:
    """Return what is told of a file that cannot be taken."""
    return Told(refusal=(problem.code, problem.message), readable=readable)


def look(path: Path, name: str, sha256: str, memory: Memory, progress: Progress) -> Told:
    """Look into a file; one that cannot be read or holds no list says so. Raises Cancelled."""
    file = SourceFile(path, name, sha256)
    try:
        with collector_paused():
            opened = open_file(file, progress)
            with opened.workbook:
                return _told(opened, ImportOptions(files=(path,), memory=memory), progress)
    except UserError as problem:
        return refused(problem)


def _told(opened: OpenedFile, options: ImportOptions, progress: Progress) -> Told:
    tables = opened.understand(options, progress)
    taken = [table for table in tables if table.taken]
    sheets = [_sheet(table) for table in tables]
    sheets += [
        {"name": name, "kind": "none", "rows": 0, "shape": "", "reason": plain_message(Message(HIDDEN_SHEET))}
        for name in opened.hidden(options)
    ]
    prints = sorted({str(sheet["shape"]) for sheet, table in zip(sheets, tables, strict=False) if table.taken} - {""})
    if not taken:
        prints = sorted({str(sheet["shape"]) for sheet in sheets} - {""})
    return Told(
        sheets=tuple(sheets),
        shape=prints[0] if len(prints) == 1 else _joined(prints),
        titles=tuple(islice(dict.fromkeys(text for table in tables for text in _titles(table)), _MOST_TITLES)),
        firms=_firms(taken),
        phones=_phones(tables),
        names_suppliers=bool(taken) and all(_names_suppliers(table) for table in taken),
        marks=_marks(taken),
        refusal=None if taken else _no_list(tables),
    )


def _sheet(table: Table) -> dict[str, Any]:
    rows = 0
    if table.taken and table.header is not None:
        kinds, _ = judge_rows(table, table.sheet.rows[table.header.body :])
        rows = kinds.count(RowKind.DATA)
    shape = fingerprint(table) or _likely_shape(table.sheet)
    reason = plain_message(table.why_not)
    return {"name": table.sheet.name, "kind": str(table.kind), "rows": rows, "shape": shape, "reason": reason}


def _joined(prints: Sequence[str]) -> str:
    return hashlib.sha256("+".join(prints).encode("ascii")).hexdigest()[:32] if prints else ""


def _likely_shape(sheet: Sheet) -> str:
    """Return what stands for the headings of a sheet in which none were found: its first row with the most texts."""
    rows = sheet.rows[:_LOOKED_AT]
    texts = [sum(1 for cell in row if isinstance(cell, str) and cell.strip()) for row in rows]
    most = max(texts, default=0)
    header = find_header(sheet, texts.index(most) + sheet.first_row, 1) if most > 2 else None
    return fingerprint_of(header) if header is not None else ""


def _no_list(tables: Sequence[Table]) -> tuple[str, Message]:
    told = [table for table in tables if table.why_not is not None and table.code != "empty_sheet"] or list(tables)
    first = next((table for table in told if table.why_not is not None), None)
    if first is None or first.why_not is None:
        return "hidden_sheet", Message(HIDDEN_SHEET)
    return first.code, first.why_not


def _titles(table: Table) -> Iterator[str]:
    """Yield the texts above a table."""
    above = table.header.first if table.header is not None else min(len(table.sheet.rows), 3)
    for row in table.sheet.rows[: min(above, _TITLE_ROWS)]:
        for cell in row:
            if isinstance(cell, str) and not is_blank(cell) and len(cell) <= _LONGEST_TITLE:
                yield " ".join(cell.split())


def _values(table: Table, target: str) -> Iterator[Cell]:
    column = table.column_for(target)
    if column is None or table.header is None:
        return
    for row in table.sheet.rows[table.header.body :]:
        cell = row[column.index] if column.index < len(row) else None
        if not is_blank(cell) and not isinstance(cell, CellError):
            yield cell


def _firms(tables: Sequence[Table]) -> tuple[str, ...]:
    """Return the suppliers that the rows name, at most five."""
    found: dict[str, str] = {}
    for table in tables:
        for cell in _values(table, "supplier.name"):
            text = cell_text(cell)
            found.setdefault(fold(text), text)
            if len(found) == _MOST_FIRMS:
                return tuple(found.values())
    return tuple(found.values())


def _phones(tables: Sequence[Table]) -> tuple[str, ...]:
    """Return the phone numbers above the tables, and that of a column which has but one."""
    found = [number for table in tables for number in numbers_in(islice(_titles(table), _MOST_TITLES))]
    for table in tables:
        of_rows = {number for cell in _values(table, "supplier.phone") for number in numbers_in((cell,))}
        found += of_rows if len(of_rows) == 1 else ()
    return tuple(dict.fromkeys(found))


def _names_suppliers(table: Table) -> bool:
    """Whether nobody has to say whose a list is: it names its suppliers, or has no names and only updates products."""
    if any(table.column_for(target) for target in ("supplier.name", "supplier.code")):
        return True
    return table.column_for("product.name_id") is None and table.name_parts is None


def _marks(tables: Sequence[Table]) -> tuple[int, ...]:
    marks = set()
    for table in tables:
        target = next((target for target in _TELL_ROWS if table.column_for(target)), "")
        marks |= {zlib.crc32(fold(cell_text(cell)).encode("utf-8", "replace")) for cell in _values(table, target)}
    return tuple(heapq.nsmallest(SKETCH, marks))
