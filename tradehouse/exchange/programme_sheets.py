"""Lists of programmes with the figures that a report gives: one row for each programme, or for each of its provinces."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from tradehouse.domain.cells import Cell, CellError, Unreadable, cell_text, is_blank
from tradehouse.domain.entry import read_entry
from tradehouse.domain.fields import FieldKind, RecordKind, fields
from tradehouse.domain.language import LANGUAGES, N_, Message, translator
from tradehouse.domain.reference import find_province, provinces
from tradehouse.domain.text import fold
from tradehouse.exchange.header_rows import Header, find_header
from tradehouse.exchange.headings import plain_heading
from tradehouse.exchange.reading import Workbook
from tradehouse.exchange.sheets import Sheet

PROVINCES: Final = "declared_provinces"
_PROVINCE_WORDS: Final = (
    *("provinsi", "province", "provinces", "propinsi", "asal provinsi", "sebaran provinsi", "provinsi asal peserta"),
    *("province as printed", "kode kemendagri", "kode provinsi", "province code"),
)
_TOTALS: Final = frozenset({"jumlah", "total", "jumlah total", "grand total"})


@dataclass(slots=True)
class ToldProgramme:
    """What a list says of one programme: values by field key, the rows that say it, and what is doubtful."""

    name: str
    rows: list[int] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    warnings: list[Message] = field(default_factory=list)


@dataclass(slots=True)
class ProgrammeList:
    """A sheet as it was read. ignored are headings that mean nothing here; why_not says why it is no such list."""

    name: str
    programmes: dict[str, ToldProgramme] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    why_not: Message | None = None


def read_programmes(workbook: Workbook) -> list[ProgrammeList]:
    """Return the programmes of every sheet that is not hidden."""
    return [_read(workbook.sheet(info.name)) for info in workbook.sheets if not info.hidden]


@cache
def _vocabulary() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for field_ in fields(RecordKind.PROGRAMME).values():
        if field_.worked_out or field_.key == "province":
            continue
        labels = [translator(code).gettext(field_.label) for code in LANGUAGES]
        for word in (field_.key, *labels, *field_.synonyms):
            found.setdefault(plain_heading(word), field_.key)
    found.update((word, PROVINCES) for word in _PROVINCE_WORDS)
    return found


def _read(sheet: Sheet) -> ProgrammeList:
    read = ProgrammeList(sheet.name)
    if not any(not is_blank(cell) for row in sheet.rows for cell in row):
        read.why_not = Message(N_("The sheet is empty."))
        return read
    known = _vocabulary()
    header = find_header(sheet, 0, 0, frozenset(known))
    columns = {} if header is None else _columns(header, known)
    if header is None or "name" not in columns:
        read.why_not = Message(
            N_("No column names programmes. A list of them has the heading Programme or Nama program.")
        )
        return read
    meant = {index for indexes in columns.values() for index in indexes}
    read.ignored = [h.full for index, h in enumerate(header.headings) if h.full and index not in meant]
    for at, row in enumerate(sheet.rows[header.body :]):
        _take(read, row, at + header.body + sheet.first_row, columns)
    if not read.programmes:
        read.why_not = Message(N_("There is no row below the headings."))
    return read


def _columns(header: Header, known: Mapping[str, str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, heading in enumerate(header.headings):
        key = known.get(plain_heading(heading.text)) or known.get(plain_heading(heading.full))
        if key is not None and (key == PROVINCES or key not in found):
            found.setdefault(key, []).append(index)
    return found


def _take(read: ProgrammeList, row: Sequence[Cell], number: int, columns: Mapping[str, list[int]]) -> None:
    def cell_of(key: str, at: int = 0) -> Cell:
        index = columns[key][at]
        cell = row[index] if index < len(row) else None
        return None if isinstance(cell, CellError) else cell

    name = " ".join(cell_text(cell_of("name")).split())
    if is_blank(name) or fold(name) in _TOTALS or plain_heading(name) in _vocabulary():
        return
    told = read.programmes.setdefault(fold(name), ToldProgramme(name))
    told.rows.append(number)
    for key in columns:
        if key == "name":
            continue
        if key == PROVINCES:
            cells = [cell_of(key, n) for n in range(len(columns[key]))]
            _add_provinces(told, next((cell_text(cell) for cell in cells if not is_blank(cell)), ""), number)
            continue
        field_ = fields(RecordKind.PROGRAMME)[key]
        try:
            entry = read_entry(field_, cell_of(key))
        except Unreadable as problem:
            told.warnings.append(_at(number, problem.message))
            continue
        if entry.value is None or entry.value == ():
            continue
        before = told.values.setdefault(key, entry.value)
        if before != entry.value and field_.kind is not FieldKind.TAGS:
            text = N_('{field} of "{name}" is {found} here and {known} above. The first is taken.')
            values = {"field": Message(field_.label), "name": name, "found": entry.value, "known": before}
            told.warnings.append(_at(number, Message(text, values)))


def _add_provinces(told: ToldProgramme, text: str, number: int) -> None:
    """Add the provinces of a cell by their present names, as they are listed: what a report says twice is kept and told."""
    known: tuple[str, ...] = told.values.get(PROVINCES, ())
    whole = find_province(text)
    parts = [text] if whole is not None else [part.strip() for part in text.replace(";", ",").split(",")]
    for part in parts:
        if not part:
            continue
        region = provinces().get(part) or find_province(part)
        name = part if region is None else region.label_id
        if region is None:
            msgid = N_('"{found}" is not known as a province. It was kept as it is written.')
            told.warnings.append(_at(number, Message(msgid, {"found": part})))
        if name in known:
            msgid = N_('{province} is listed twice under "{name}"; reports count it once.')
            told.warnings.append(_at(number, Message(msgid, {"province": name, "name": told.name})))
        known = (*known, name)
    if known:
        told.values[PROVINCES] = known


def _at(row: int, message: Message) -> Message:
    return Message(N_("Row {row}: {told}"), {"row": row, "told": message})
