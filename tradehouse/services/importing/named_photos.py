"""Photos that cells name: "KRY-01.png", "foto/tas merah.jpg", a path of the sender's computer, a link to a file.

The files are those that came with the workbook, or that lie beside or below it; nothing else of this disk is opened,
and nothing of the web.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from tradehouse.domain.cells import Cell
from tradehouse.domain.text import nfc
from tradehouse.exchange.columns import Column
from tradehouse.exchange.headings import IMAGE_URL, PHOTO
from tradehouse.photos.formats import SUFFIXES
from tradehouse.services.importing.parts import Part

_ADDRESS: Final = re.compile(r"(?:https?|ftp)://|www\.|data:", re.IGNORECASE)
_FILE_ADDRESS: Final = re.compile(r"^file:/{0,3}", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"[;|\n\r]+")
_COMMA: Final = re.compile(r",\s*")
_STEPS: Final = re.compile(r"[\\/]+")
_QUOTES: Final = " \t\"'<>"
_MOST_STEPS: Final = 8
_LONGEST: Final = 1000


def is_address(cell: Cell) -> bool:
    """Whether a cell holds an address on the web: kept as a note, never fetched."""
    return isinstance(cell, str) and _ADDRESS.match(cell.strip()) is not None


def file_names(cell: Cell) -> list[str]:
    """Return the picture files that a cell names, in order; addresses on the web are none."""
    if not isinstance(cell, str) or len(cell) > _LONGEST or _ADDRESS.search(cell):
        return []
    found: list[str] = []
    for piece in _BETWEEN.split(cell):
        parts = [part for part in _COMMA.split(piece) if part.strip(_QUOTES)]
        # a comma is part of a name ("tas, merah.jpg") unless every piece is a file
        found += parts if all(map(_is_picture, parts)) else [piece]
    return [name for part in found if _is_picture(name := _plain(part))]


@dataclass(slots=True)
class FilesBeside:
    """The photos that came with a workbook, by the last part of their names. folder is where a workbook lies that was
    chosen by itself: what its cells name there is found too.
    """

    photos: Sequence[tuple[Path, Path]]
    folder: Path | None = None
    _by_name: dict[str, list[tuple[Path, Path]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path, inside in self.photos:
            self._by_name.setdefault(_key(inside.name), []).append((path, inside))

    def find(self, name: str) -> Path | None:
        """Return the file that a name or path means: of several, the one whose folders agree best."""
        steps = [step for step in _STEPS.split(name) if step not in ("", ".")]
        if not steps:
            return None
        known = self._by_name.get(_key(steps[-1]), ())
        if known:
            return max(known, key=lambda photo: _agreeing(photo[1].parts, steps))[0]
        return self._below_folder(steps) if self.folder is not None else None

    def _below_folder(self, steps: Sequence[str]) -> Path | None:
        if self.folder is None or ".." in steps or any("\0" in step or ":" in step for step in steps[1:]):
            return None
        root = self.folder.resolve()
        named = [step for step in steps if ":" not in step][-_MOST_STEPS:]
        for at in range(len(named)):
            path = root.joinpath(*named[at:])
            try:
                if path.is_file() and path.resolve().is_relative_to(root):
                    return path
            except (OSError, ValueError):
                return None
        return None


def names_photos(column: Column) -> bool:
    """Whether a column that fills no field names picture files. Rows tell of those that are not found."""
    return not column.targets and bool(column.samples) and all(map(file_names, column.samples))


def named_in_rows(part: Part) -> Iterator[tuple[int, str]]:
    """Yield (sheet row, name of a file) for all that the cells and links of a sheet's rows name, in order."""
    table = part.read.table
    sheet, header = table.sheet, table.header
    if header is None:
        return
    columns = [
        column.index
        for column in table.columns
        if {PHOTO, IMAGE_URL}.intersection(column.targets) or names_photos(column)
    ]
    links: dict[int, list[tuple[int, str]]] = {}
    for (row, at), target in sheet.links.items():
        links.setdefault(row, []).append((at - sheet.first_column, target))
    if not columns and not links:
        return
    for row, cells in enumerate(sheet.rows[header.body :], part.read.first_row):
        named = [(index, name) for index in columns if index < len(cells) for name in file_names(cells[index])]
        told = {_key(_STEPS.split(name)[-1]) for _, name in named}
        for index, target in links.get(row, ()):
            if not 0 <= index < len(cells):
                continue  # another table's
            named += [(index, name) for name in file_names(target) if _key(_STEPS.split(name)[-1]) not in told]
        for _, name in sorted(named, key=lambda found: found[0]):
            yield row, name


def _plain(text: str) -> str:
    text = text.strip(_QUOTES)
    if _FILE_ADDRESS.match(text):
        return unquote(_FILE_ADDRESS.sub("", text))
    return unquote(text) if "%20" in text else text


def _is_picture(text: str) -> bool:
    stem, dot, suffix = text.strip(_QUOTES).rpartition(".")
    return bool(dot and stem) and f".{suffix.lower()}" in SUFFIXES


def _key(name: str) -> str:
    return nfc(name).casefold().strip()


def _agreeing(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many parts of two paths agree, from the end."""
    count = 0
    for a, b in zip(reversed(one), reversed(other), strict=False):
        if _key(a) != _key(b):
            break
        count += 1
    return count
