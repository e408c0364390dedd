"""Columns of numbers that others gave: barcodes, business numbers, phones, a supplier's own codes. Always text."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import partial
from types import NoneType
from typing import Any, Final

from tradehouse.domain.cells import Cell, Unreadable, is_blank
from tradehouse.domain.entry import read_entry
from tradehouse.domain.fields import Field
from tradehouse.domain.identifiers import GTIN_LENGTHS, check_gtin, gtin_is_valid, wrong_gtins
from tradehouse.domain.language import N_
from tradehouse.services.importing.plain_columns import plain_codes, plain_words
from tradehouse.services.importing.read_columns import BLANK_STARTS, CLEAR, CLEARED, ColumnReader, Trouble

LISTED_SINGLY: Final = 20
_OWN_CODES: Final = 0.2
_MOST_KEPT: Final = 5_000
_SHORT_CODE: Final = 40
_WITHOUT_ZERO: Final = (7, 11)  # an EAN-8 and a UPC without their first zero
_PROVEN: Final = 0.9
_KBLI: Final = re.compile(r"^(\d{5})\b\D")
_CHECKED: Final = frozenset({"nib", "npwp", "hs_code", "phone", "whatsapp", "kbli"})


def read_codes(reader: ColumnReader, cells: Sequence[Cell]) -> None:
    """Numbers that others gave: text in every case; what looks odd is kept with a warning."""
    field, values, known = reader.field, reader.out.values, reader.known
    barcodes = field.key == "gtin"
    is_plain = _is_barcode if barcodes else _is_checked if field.key in _CHECKED else _is_plain_code
    plain = _plain(reader, cells)
    if plain is not None:
        reader.out.values = plain
        return
    odd: dict[int, list[int]] = defaultdict(list)
    for row, cell in enumerate(cells):
        if cell is None:
            continue
        if type(cell) is str and is_plain(cell):
            values[row] = cell
            if barcodes and not gtin_is_valid(cell):
                odd[len(cell)].append(row)
            continue
        key = (type(cell), cell)
        found = known.get(key)
        if found is None:
            found = _code(field, cell)
            if len(known) < _MOST_KEPT:
                known[key] = found
        if isinstance(found, Unreadable):
            reader.fail(row, found)
            continue
        text, trouble = found
        if text is not None:
            values[row] = text
            if isinstance(text, str) and len(text) > field.max_length:
                reader.out.leftovers[row] = text
                values[row] = text[: field.max_length]
        if trouble is not None:
            reader.out.troubles[row] = trouble
    if barcodes:
        _restore_zeros(reader, cells)
    if odd:
        _judge_codes(reader, odd)


def _plain(reader: ColumnReader, cells: Sequence[Cell]) -> list[Any] | None:
    """Return a column of which nothing is to be said, None where something may be."""
    if reader.field.key == "gtin":
        return _plain_barcodes(reader, cells)
    if reader.field.key in _CHECKED:
        return plain_words(cells, partial(_good_code, reader))
    return plain_codes(cells, _SHORT_CODE)


def _plain_barcodes(reader: ColumnReader, cells: Sequence[Cell]) -> list[Any] | None:
    """Return a column that is nothing but barcodes, having judged their check digits; None where it has anything else."""
    if not set(map(type, cells)) <= {str, NoneType}:
        return None
    rows = [row for row, cell in enumerate(cells) if cell is not None]
    texts: list[str] = [cell for cell in cells if type(cell) is str]
    together = "".join(texts)
    if not (together.isascii() and together.isdecimal() and {*map(len, texts)} <= {*GTIN_LENGTHS}):
        return None
    values = reader.out.values = list(cells)
    wrong: list[int] = []
    for length in {*map(len, texts)}:
        alike = [at for at, text in enumerate(texts) if len(text) == length]
        wrong += [rows[alike[place]] for place in wrong_gtins([texts[at] for at in alike])]
    odd: dict[int, list[int]] = defaultdict(list)
    for row in sorted(wrong):
        odd[len(values[row])].append(row)
    _judge_codes(reader, odd)
    return values


def _restore_zeros(reader: ColumnReader, cells: Sequence[Cell]) -> None:
    """Give barcodes that the cells hold as numbers the zero they lost, where check digits prove that it was one."""
    for length in _WITHOUT_ZERO:
        values = reader.out.values
        rows = [r for r, c in enumerate(cells) if isinstance(c, int | float) and len(str(values[r])) == length]
        proven = [row for row in rows if gtin_is_valid(f"0{values[row]}")]
        if not proven or len(proven) < _PROVEN * len(rows):
            continue
        for row in proven:
            values[row] = f"0{values[row]}"
            reader.out.troubles.pop(row, None)
        text = N_(
            "{count} barcodes had lost the zero they begin with and got it back; their check digits fit. The first is {found}."
        )
        reader.tell("zeros_restored", text, count=len(proven), found=values[proven[0]])


def _judge_codes(reader: ColumnReader, odd: dict[int, list[int]]) -> None:
    """Barcodes with a wrong check digit warn one by one; many of one length are a shop's own codes, told together."""
    values = reader.out.values
    lengths = Counter(len(value) for value in values if isinstance(value, str))
    for length, rows in odd.items():
        if len(rows) > LISTED_SINGLY and len(rows) >= _OWN_CODES * lengths[length]:
            reader.out.own_codes[length] = rows
            continue
        for row in rows:
            warning = check_gtin(values[row]).warning
            if warning is not None:
                reader.out.troubles[row] = Trouble("wrong_check_digit", warning, error=False)


def _good_code(reader: ColumnReader, text: str) -> str | None:
    """Return the number that a text is, "" for blank, None where something is to be said of it."""
    found = _code(reader.field, text)
    if isinstance(found, Unreadable) or found[1] is not None or len(reader.known) >= _MOST_KEPT:
        return None
    number, _ = reader.known[str, text] = found
    return None if number is CLEARED or len(number or "") > reader.field.max_length else number or ""


def _is_plain_code(cell: str) -> bool:
    """Whether a text is a code as it stands, and no word for blank."""
    return 1 < len(cell) <= _SHORT_CODE and (cell[0] not in BLANK_STARTS or cell[-1].isdigit())


def _is_barcode(cell: str) -> bool:
    return cell.isdecimal() and len(cell) in GTIN_LENGTHS


def _is_checked(_cell: str) -> bool:
    """Phone numbers and the like are normalised in every case."""
    return False


def _code(field: Field, cell: Cell) -> tuple[Any, Trouble | None] | Unreadable:
    """Return the text that a cell means as a number given by others, and what is odd about it."""
    if is_blank(cell) or cell == 0:
        return None, None
    if isinstance(cell, str) and cell in CLEAR:
        return CLEARED, None
    try:
        entry = read_entry(field, cell)
    except Unreadable as problem:
        return problem
    text = str(entry.value or "")
    if field.key == "kbli" and text.isdigit() and len(text) == 4 and not isinstance(cell, str):
        text = f"0{text}"  # a number in a cell has lost its zero
    if field.key == "kbli" and (described := _KBLI.match(text)):
        text = described[1]  # "10391 - Industri keripik": what the number says
    if not text or text == "0":
        return None, None
    if entry.warning is None:
        return text, None
    return text, Trouble(_warning_code(field, text), entry.warning, error=False)


def _warning_code(field: Field, text: str) -> str:
    if field.key == "gtin":
        return "wrong_check_digit" if text.isdigit() and len(text) in {8, 12, 13, 14} else "unusual_barcode"
    return f"unusual_{field.key}"
