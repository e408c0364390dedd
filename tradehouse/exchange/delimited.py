"""CSV and its relatives: encoding, separator and quotes are guessed from the content, never from the name."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from tradehouse.domain.cells import Cell, clean_text
from tradehouse.domain.progress import Progress
from tradehouse.exchange.limits import LONGEST_CELL, MAX_COLUMNS, MAX_ROWS, MAX_TEXT_CELLS, damaged, too_many_cells
from tradehouse.exchange.recognising import looks_like_utf16
from tradehouse.exchange.sheets import Sheet, WorkbookKind

_SEPARATORS = (";", ",", "\t", "|")
_SAMPLE_CHARACTERS = 256 * 1024
_SAMPLE_ROWS = 400
_SAMPLE_BYTES = 128 * 1024
_LINES_IN_A_FIELD = 200  # more, and a quote was never closed
_SEPARATOR_LINE = re.compile(r"^sep=(.)\r?\n", re.IGNORECASE)
_ENCODINGS = ("cp1252", "cp1250", "cp1251", "cp1254", "cp1256", "gb18030", "shift_jis", "mac_roman")
_OUR_APOSTROPHE = re.compile(r"^'(?=[=+\-@])")


def read_delimited(path: Path, kind: WorkbookKind, progress: Progress | None = None) -> Sheet:
    """Return the one sheet of a delimited text; every value is text or None. Raises UnusableFile, OSError."""
    text = decode(path.read_bytes())
    named = _SEPARATOR_LINE.match(text)
    if named:
        text = text[named.end() :]
    separator = named[1] if named else sniff(text, "\t" if kind == "tsv" else "")
    rows = _rows(path, text, separator, progress or Progress())
    width = max(map(len, rows), default=0)
    _check_size(path, len(rows), width, width * len(rows))
    for row in rows:
        row.extend([None] * (width - len(row)))
    return Sheet(name=path.stem, hidden=False, rows=rows, values_only=True)


def decode(data: bytes) -> str:
    """Return the text of bytes in an unknown encoding: by its mark, UTF-16, UTF-8, else the likeliest of the
    code pages that office programs write.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "replace")
    if looks_like_utf16(data[:4096]):
        marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        plain = "utf-16-be" if data[:4096:2].count(0) > data[1:4096:2].count(0) else "utf-16-le"
        return data.decode("utf-16" if marked else plain, "replace").replace("\x00", "")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    # mostly sound UTF-8 with a few broken characters: another code page would mangle all the others
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(1 for character in text if ord(character) > 127) - broken
    if broken * 10 < sound:
        return text
    return data.decode(_code_page(data), "replace")


def _code_page(data: bytes) -> str:
    from charset_normalizer import from_bytes

    lines = [line for line in data.splitlines() if not line.isascii()]
    sample = b"\n".join(lines)[:_SAMPLE_BYTES]
    matches = {match.encoding: match for match in from_bytes(sample, cp_isolation=list(_ENCODINGS))}
    usual = matches.get("cp1252")
    best = min(matches.values(), key=lambda match: match.chaos, default=None)
    if best is None or len(sample) < 64 or (usual is not None and usual.chaos <= best.chaos + 0.02):
        return "cp1252"
    return str(best.encoding)


def sniff(text: str, fallback: str = "") -> str:
    """Return the separator that cuts most rows of text into the same number of columns, more than one."""
    sample = text[:_SAMPLE_CHARACTERS]
    if len(text) > len(sample):
        sample = sample[: sample.rfind("\n") + 1] or sample
    best, score = fallback or ",", 0.0
    for separator in _SEPARATORS:
        widths: Counter[int] = Counter()
        try:
            for row in csv.reader(sample.splitlines(keepends=True), delimiter=separator):
                if row:
                    widths[len(row)] += 1
                if sum(widths.values()) >= _SAMPLE_ROWS:
                    break
        except csv.Error:
            continue
        if not widths:
            continue
        width, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1], item[0]))
        share = count / sum(widths.values())
        merit = share * min(width, 12) ** 0.5 if width > 1 else 0.0
        if separator == fallback:
            merit *= 1.5
        if merit > score:
            best, score = separator, merit
    return best


def _rows(path: Path, text: str, separator: str, progress: Progress) -> list[list[Cell]]:
    try:
        rows = list(_parsed(path, text, separator, csv.QUOTE_MINIMAL, progress))
        if not any(_runs_away(row) for row in rows):
            return _trimmed(rows)
    except csv.Error:
        pass  # a quote that was never closed
    try:
        return _trimmed(list(_parsed(path, text, separator, csv.QUOTE_NONE, progress)))
    except csv.Error:
        raise damaged(path) from None


def _check_size(path: Path, rows: int, columns: int, cells: int) -> None:
    if rows > MAX_ROWS or columns > MAX_COLUMNS or cells > MAX_TEXT_CELLS:
        raise too_many_cells(path, path.stem, rows, columns)


def _parsed(path: Path, text: str, separator: str, quoting: Literal[0, 3], progress: Progress) -> Iterator[list[Cell]]:
    known: dict[str, Cell] = {}  # equal values share one text
    cells = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=quoting)
    for number, row in enumerate(reader):
        if number % 5000 == 0:
            progress.report(number)
            known.clear()
        cells += len(row)
        _check_size(path, number, len(row), cells)
        yield [known[value] if value in known else known.setdefault(value, _cell(value)) for value in row]


def _cell(value: str) -> Cell:
    text = clean_text(value[:LONGEST_CELL])
    return _OUR_APOSTROPHE.sub("", text) or None


def _runs_away(row: list[Cell]) -> bool:
    return any(isinstance(cell, str) and cell.count("\n") > _LINES_IN_A_FIELD for cell in row)


def _trimmed(rows: list[list[Cell]]) -> list[list[Cell]]:
    while rows and not any(cell is not None for cell in rows[-1]):
        rows.pop()
    return rows
