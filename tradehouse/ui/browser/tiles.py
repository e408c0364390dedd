"""Where tiles lie: arithmetic over their number, so that a hundred thousand of them are laid out in no time."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from tradehouse.ui.theme import GAP


@dataclass(frozen=True, slots=True)
class Tiles:
    """Tiles with pictures of at least `side` pixels and text of `text_height` below, in a view `width` pixels wide.

    Pictures grow until the tiles of a line fill it. offset says how far the view is scrolled down.
    """

    rows: int
    width: int
    side: int
    text_height: int
    offset: int = 0

    @property
    def across(self) -> int:
        """How many tiles stand side by side."""
        return max(1, (self.width - GAP) // (self.side + 2 * GAP))

    @property
    def picture(self) -> int:
        """The side of the pictures as they are painted."""
        return max(self.side, (self.width - GAP) // self.across - 3 * GAP) if self.across > 1 else self.side

    @property
    def line_height(self) -> int:
        """The height of one line of tiles."""
        return self.picture + self.text_height + 2 * GAP

    @property
    def total_height(self) -> int:
        """The height of all lines."""
        return -(-self.rows // self.across) * self.line_height + GAP

    def rect(self, row: int) -> QRect:
        """Return where the tile of a row lies in the view."""
        line, place = divmod(row, self.across)
        pitch = (self.width - GAP) / self.across
        left, right = round(GAP / 2 + place * pitch), round(GAP / 2 + (place + 1) * pitch)
        return QRect(left, GAP // 2 + line * self.line_height - self.offset, right - left, self.line_height)

    def row_at(self, point: QPoint) -> int:
        """Return the row whose tile lies under a point of the view, -1 where there is none."""
        pitch = (self.width - GAP) / self.across
        place = int((point.x() - GAP / 2) // pitch)
        line = (point.y() + self.offset - GAP // 2) // self.line_height
        if not 0 <= place < self.across or line < 0:
            return -1
        row = line * self.across + place
        return row if row < self.rows else -1

    def rows_between(self, top: int, bottom: int) -> range:
        """Return the rows whose tiles may show between two heights of the view."""
        first = max(0, (top + self.offset - GAP // 2) // self.line_height)
        last = max(0, (bottom + self.offset) // self.line_height)
        return range(first * self.across, min(self.rows, (last + 1) * self.across))

    def moved(self, row: int, along: int, down: int) -> int:
        """Return the row so many tiles along and lines down, staying inside."""
        wanted = row + along + down * self.across
        if 0 <= wanted < self.rows:
            return wanted
        on_last_line = row // self.across >= (self.rows - 1) // self.across
        return self.rows - 1 if down > 0 and not on_last_line else row
