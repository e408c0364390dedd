"""What a sheet that asked back knows of itself: which cells were asked, and what stood in the others.

It is written on a very hidden sheet and read when the file comes back, so that only the asked cells are taken and
whatever else was changed can be told. A file that lost the sheet is imported as any other.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from tradehouse.domain.cells import Cell, CellError, cell_text, is_blank, plain_float
from tradehouse.domain.offering import CellValue
from tradehouse.exchange.reading import Workbook
from tradehouse.exchange.sheet_choices import Reading
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.exchange.sheets import Sheet
from tradehouse.exchange.workbooks.other_sheets import MAPPING_SHEET

ASKING_FORM: Final = "tradehouse-ask/1"
_KINDS: Final = frozenset({SheetKind.PRODUCTS, SheetKind.SUPPLIERS})
_MARK_LENGTH: Final = 16


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One record that was asked about: the targets of its asked cells, and the marks of what stood in all cells."""

    asked: frozenset[str]
    marks: Mapping[str, str]


@dataclass(slots=True)
class AskedSheet:
    """One sheet that asked: kind, the headings' row (1-based), targets by heading, rows by uid."""

    kind: SheetKind
    header_row: int
    targets: dict[str, str] = field(default_factory=dict)
    rows: dict[str, AskedRow] = field(default_factory=dict)

    def reading(self, sheet: Sheet) -> Reading:
        """Return how the sheet is to be read; its headings are looked for where somebody moved them."""
        at = self.header_row - sheet.first_row
        texts = sheet.rows[at] if 0 <= at < len(sheet.rows) else []
        stands = sum(1 for cell in texts if isinstance(cell, str) and cell.strip() in self.targets)
        return Reading(
            header=self.header_row if stands * 2 > len(self.targets) else 0, kind=self.kind, mapping=self.targets
        )


def mark(value: CellValue | Cell) -> str:
    """Return a short text that is the same for the same cell content, however a program stores it."""
    if isinstance(value, CellError):
        text = str(value)
    elif isinstance(value, (Decimal, int, float)) and not isinstance(value, bool):
        text = plain_float(float(value))
    elif isinstance(value, datetime):
        text = value.date().isoformat()
    elif isinstance(value, date):
        text = value.isoformat()
    else:
        text = "" if value is None or is_blank(value) else " ".join(cell_text(value).split())
    return hashlib.sha256(text.encode()).hexdigest()[:_MARK_LENGTH] if text else ""


def asked_lines(name: str, sheet: AskedSheet) -> Iterator[Sequence[str]]:
    """Yield the lines by which a sheet is known again."""
    yield "sheet", name, str(sheet.kind), str(sheet.header_row)
    for heading, target in sheet.targets.items():
        yield "column", heading, target
    for uid, row in sheet.rows.items():
        yield "row", uid, json.dumps(sorted(row.asked)), json.dumps(dict(row.marks))


def read_asked(workbook: Workbook) -> dict[str, AskedSheet]:
    """Return what a workbook asked, by sheet; nothing where it is none of ours. Raises UnusableFile."""
    if all(info.name != MAPPING_SHEET for info in workbook.sheets):
        return {}
    lines = [[cell_text(cell) if not isinstance(cell, CellError) else "" for cell in row]
             for row in workbook.sheet(MAPPING_SHEET).rows]  # fmt: skip
    if not lines or [*lines[0], ""][:2] != ["form", ASKING_FORM]:
        return {}
    found: dict[str, AskedSheet] = {}
    current: AskedSheet | None = None
    for line in lines[1:]:
        word, first, second, third = [*line, "", "", "", ""][:4]
        if word == "sheet" and second in _KINDS and third.isdigit():
            current = found[first] = AskedSheet(SheetKind(second), int(third))
        elif word == "column" and current is not None:
            current.targets[first] = second
        elif word == "row" and current is not None:
            current.rows[first] = AskedRow(frozenset(map(str, _json(second, list))), _json(third, dict))
    return found


def _json(text: str, kind: type[Any]) -> Any:
    """Return JSON of a kind, an empty one where somebody tampered with it: then nothing counts as asked."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return kind()
    return value if isinstance(value, kind) else kind()
