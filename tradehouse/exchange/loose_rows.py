"""Rows that only their form or place on the sheet tells from records: titles merged across, signatures below a list."""

import re
from collections.abc import Sequence
from typing import Final

from tradehouse.domain.cells import Cell, is_blank
from tradehouse.exchange.tables import Table

_LOOKED_AT: Final = 20
_SLIGHT: Final = 3  # filled cells of a row that may belong to signatures
_SIGNED = re.compile(
    r"^(?:mengetahui|menyetujui|disetujui|dibuat oleh|diperiksa|hormat kami|tanda tangan|ttd\b|nip\b|a\.?\s?n\.\s"
    r"|kepala (?:dinas|bidang|bagian|seksi|desa|upt)"
    r"|(?:ketua|sekretaris|bendahara)(?:,|\s(?:kelompok|koperasi|umum|panitia|asosiasi|paguyuban)\b)"
    r"|(?:prepared|approved|checked) by\b)"
    r"|^[a-z][a-z .]+, (?:tanggal )?\d{1,2} [a-z]+ \d{4}$",
    re.IGNORECASE,
)


def merged_titles(table: Table, body: Sequence[Sequence[Cell]]) -> set[int]:
    """Return the rows of the body (0-based) that hold nothing but one text merged across half of the table or more."""
    sheet, header = table.sheet, table.header
    headed = [column.index for column in table.columns if column.heading]
    if header is None or not sheet.merges or len(headed) < 2:
        return set()
    start = sheet.first_row + header.body
    found: set[int] = set()
    for top, left, bottom, right in sheet.merges:
        at, first, last = top - start, left - sheet.first_column, right - sheet.first_column
        if top != bottom or not 0 <= at < len(body) or sum(1 for c in headed if first <= c <= last) * 2 < len(headed):
            continue
        filled = [index for index, cell in enumerate(body[at]) if not is_blank(cell)]
        if filled == [first] and isinstance(body[at][first], str):
            found.add(at)
    return found


def signatures(body: Sequence[Sequence[Cell]]) -> range:
    """Return the rows of the body (0-based) below the list that say who signs it, where and when; mostly none.

    They stand at the end, behind a blank row, have a few texts each, and one of them reads like it.
    """
    last = len(body)
    signed, start = False, last
    for at in range(last - 1, max(last - _LOOKED_AT, 0) - 1, -1):
        texts = [cell for cell in body[at] if not is_blank(cell)]
        if not texts:
            if signed:
                start = at + 1
            continue
        if len(texts) > _SLIGHT or not all(isinstance(cell, str) for cell in texts):
            break
        signed = signed or any(isinstance(cell, str) and _SIGNED.search(cell.strip()) for cell in texts)
    return range(start, last)


def signed_below(body: Sequence[Sequence[Cell]]) -> range:
    """Return the rows as signatures() does, also where no blank row parts them from the list: from the first that reads
    like one on, when all below it have a few texts each.
    """
    last = len(body)
    for at in range(max(last - _LOOKED_AT, 0), last):
        texts = [cell for cell in body[at] if isinstance(cell, str) and not is_blank(cell)]
        if any(_SIGNED.search(text.strip()) for text in texts) and all(map(_is_slight, body[at:])):
            return range(at, last)
    return range(last, last)


def _is_slight(row: Sequence[Cell]) -> bool:
    filled = [cell for cell in row if not is_blank(cell)]
    return len(filled) <= _SLIGHT and all(isinstance(cell, str) for cell in filled)
