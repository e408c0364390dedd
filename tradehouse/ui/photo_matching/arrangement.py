"""Where the sections of the shelf and their photos lie: arithmetic, so that thousands are laid out in no time."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, QSize

from tradehouse.ui.photo_matching.sections import Section
from tradehouse.ui.theme import GAP, PANEL

HEAD = 268  # pixels of the words at the left of a section
TILE = QSize(100, 128)
PICTURE = 80
WIDE = 56
GROUP = 34
LINE = 20
LEAST = 88


class Arrangement:
    """Sections below each other, each with its head at the left and its tiles in lines at the right."""

    def __init__(self, sections: Sequence[Section], width: int) -> None:
        self.sections = sections
        self.width = width
        self.across = max(1, (width - HEAD - PANEL) // TILE.width())
        self.firsts: list[int] = []  # number of the first tile of each section
        self.tops: list[int] = []  # where a section begins, below the heading of its group
        self.groups: list[bool] = []
        top = tiles = 0
        before = None
        for section in sections:
            headed = bool(section.group) and section.group != before
            before = section.group
            top += GROUP if headed else 0
            self.groups.append(headed)
            self.firsts.append(tiles)
            self.tops.append(top)
            top += self._height(section)
            tiles += len(section.tiles)
        self.height = top
        self.tiles = tiles

    def _height(self, section: Section) -> int:
        n = len(section.tiles)
        lines = n * WIDE if section.wide else -(-n // self.across) * TILE.height()
        words = (3 + len(section.lines)) * LINE
        return max(LEAST, lines + 2 * GAP, words)

    def section_of(self, row: int) -> int:
        """Return the number of the section that holds a tile, -1 for none."""
        # sections without tiles share their first number with the next one, and stand before it
        return bisect_right(self.firsts, row) - 1 if row >= 0 else -1

    def section_rect(self, number: int) -> QRect:
        """Return where a section lies, without the heading of its group."""
        top = self.tops[number]
        return QRect(0, top, self.width, self._height(self.sections[number]))

    def tile_rect(self, row: int) -> QRect:
        """Return where a tile lies."""
        number = self.section_of(row)
        section, n = self.sections[number], row - self.firsts[number]
        left, top = HEAD, self.tops[number] + GAP
        if section.wide:
            return QRect(left, top + n * WIDE, self.width - HEAD - PANEL, WIDE)
        line, place = divmod(n, self.across)
        return QRect(QPoint(left + place * TILE.width(), top + line * TILE.height()), TILE)

    def section_at(self, point: QPoint) -> int:
        """Return the section under a point, -1 between and below them."""
        number = bisect_right(self.tops, point.y()) - 1
        return number if number >= 0 and self.section_rect(number).contains(point) else -1

    def row_at(self, point: QPoint) -> int:
        """Return the tile under a point, -1 where there is none."""
        number = self.section_at(point)
        if number < 0 or point.x() < HEAD:
            return -1
        section = self.sections[number]
        down = point.y() - self.tops[number] - GAP
        if down < 0:
            return -1
        if section.wide:
            n = down // WIDE
        else:
            place = (point.x() - HEAD) // TILE.width()
            if place >= self.across:
                return -1
            n = down // TILE.height() * self.across + place
        return self.firsts[number] + n if n < len(section.tiles) else -1

    def between(self, top: int, bottom: int) -> Iterator[int]:
        """Return the sections that may show between two heights."""
        first = max(0, bisect_right(self.tops, top) - 1)
        for number in range(first, len(self.sections)):
            if self.tops[number] - GROUP > bottom:
                return
            yield number

    def rows_of(self, number: int, top: int, bottom: int) -> Iterator[int]:
        """Return the tiles of a section that show between two heights."""
        section, start = self.sections[number], self.firsts[number]
        high, across = (WIDE, 1) if section.wide else (TILE.height(), self.across)
        begin = self.tops[number] + GAP
        first = max(0, (top - begin) // high) * across
        last = min(len(section.tiles), ((bottom - begin) // high + 1) * across)
        yield from range(start + first, start + max(first, last))

    def beside(self, row: int, down: int) -> int:
        """Return the tile above (down -1) or below (1) another, the nearest of the next section where it must be."""
        number = self.section_of(row)
        section, n = self.sections[number], row - self.firsts[number]
        across = 1 if section.wide else self.across
        wanted = n + down * across
        if 0 <= wanted < len(section.tiles):
            return row + down * across
        if down > 0 and n // across < (len(section.tiles) - 1) // across:
            return self.firsts[number] + len(section.tiles) - 1
        at = number + down
        while 0 <= at < len(self.sections) and not self.sections[at].tiles:
            at += down
        if not 0 <= at < len(self.sections):
            return row
        there = self.sections[at]
        wide = 1 if there.wide else self.across
        place = min(n % across, wide - 1)
        line = 0 if down > 0 else (len(there.tiles) - 1) // wide
        return self.firsts[at] + min(line * wide + place, len(there.tiles) - 1)
