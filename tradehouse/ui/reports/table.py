"""The table of a report: sections one below the other, totals, where figures come from, and names behind the numbers."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any, Literal

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from tradehouse.domain.figures import TEXT, Value
from tradehouse.domain.language import _, current_language
from tradehouse.domain.reports import ORIGIN_LABELS, Cell, Column, Origin, Report
from tradehouse.ui.kit.badge import Status, Tone, badge_width
from tradehouse.ui.kit.plain_table import LEFT, RIGHT, STATUS_ROLE, PlainModel, PlainTable
from tradehouse.ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
_LEAST, _MOST, _PAD, _LABEL = 72, 240, 24, 220
_BADGES: Mapping[Origin, tuple[str, Tone]] = {
    Origin.DECLARED: ("file", "attention"),
    Origin.ATTENDED: ("users", "good"),
}


@dataclass(frozen=True, slots=True)
class _Line:
    kind: Literal["section", "row", "total"]
    cells: tuple[Cell, ...]


class ReportModel(PlainModel):
    """The lines of one report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[_Line] = []
        self.columns: tuple[Column, ...] = ()
        self._sourced = False

    def show_report(self, report: Report) -> None:
        """Show another report."""
        self.beginResetModel()
        self._sourced = any(cell.origin for row in report.rows for cell in row)
        self.columns = (*report.columns, *((Column("source", _("Source"), TEXT),) if self._sourced else ()))
        self._lines = []
        for section in report.sections:
            if section.title:
                self._lines.append(_Line("section", (Cell(section.title),)))
            self._lines += [_Line("row", row) for row in section.rows]
            if section.totals:
                self._lines.append(_Line("total", section.totals))
        if report.totals:
            self._lines.append(_Line("total", report.totals))
        self.endResetModel()

    def count(self) -> int:
        return len(self._lines)

    def columnCount(self, _parent: Index | None = None) -> int:
        return len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self.columns[section].label
        return RIGHT if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[section].figure.numeric else None

    def titles(self) -> list[int]:
        """Return the rows that are titles of sections."""
        return [n for n, line in enumerate(self._lines) if line.kind == "section"]

    def cell(self, index: Index) -> Cell:
        """Return the cell at an index; an empty one beside a title and under the source."""
        cells = self._lines[index.row()].cells if index.isValid() else ()
        return cells[index.column()] if index.column() < len(cells) else Cell()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, cell = self._lines[index.row()], self.cell(index)
        if role == STATUS_ROLE:
            return self._badge(line) if self._sourced and index.column() == len(self.columns) - 1 else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, index.column(), cell)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if line.kind != "section" and self.columns[index.column()].figure.numeric else LEFT
        if role == Qt.ItemDataRole.FontRole and line.kind != "row":
            return theme().font("strong")
        if role == Qt.ItemDataRole.ForegroundRole and (cell.names or cell.narrows):
            return theme().colour("accent")
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(cell, str(self._text(line, index.column(), cell)))
        return None

    def _text(self, line: _Line, column: int, cell: Cell) -> str:
        if line.kind == "section" or column >= len(line.cells):
            return str(cell.value or "")
        if cell.value is None and (line.kind == "total" or self.columns[column].key in {"target", "reached"}):
            return ""
        return self.columns[column].figure.text(cell.value)

    def _tip(self, cell: Cell, text: str) -> str:
        if cell.narrows:
            return _("{text}: look closer").format(text=text)
        return _("{text}: show the names").format(text=text) if cell.names else text

    def _badge(self, line: _Line) -> Status | None:
        origins = list(dict.fromkeys(cell.origin for cell in line.cells if cell.origin))
        if not origins:
            return None
        return _badge_of(origins[0])

    def copied(self) -> QMimeData:
        """Return the table as text with tabs and as an HTML table, with plain numbers that every spreadsheet takes."""
        lines = [[column.label for column in self.columns]]
        for line in self._lines:
            texts = [_plain(cell.value) for cell in line.cells]
            if self._sourced:
                texts.append(
                    ", ".join(dict.fromkeys(_(ORIGIN_LABELS[cell.origin]) for cell in line.cells if cell.origin))
                )
            lines.append(texts)
        out = io.StringIO()
        csv.writer(out, dialect="excel-tab", lineterminator="\r\n").writerows(lines)
        data = QMimeData()
        data.setText(out.getvalue())
        data.setHtml(_html(lines))
        return data


def _badge_of(origin: Origin) -> Status:
    glyph, tone = _BADGES[origin]
    return Status(glyph, _(ORIGIN_LABELS[origin]), tone)


def _plain(value: Value) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}" if current_language() == "en" else f"{value:f}".replace(".", ",")
    return "" if value is None else str(value)


def _html(lines: Sequence[Sequence[str]]) -> str:
    rows = []
    for n, line in enumerate(lines):
        tag = "th" if n == 0 else "td"
        rows.append("<tr>" + "".join(f"<{tag}>{escape(text)}</{tag}>" for text in line) + "</tr>")
    return f"<table>{''.join(rows)}</table>"


class ReportTable(PlainTable):
    """Cells are gone through with the arrow keys; a click or Enter opens what is behind one.

    Signals:
        opened(str): the names behind a number are wanted, by their key in the report.
        narrowed(str, str): a filter and the value that looks closer at a row.
    """

    opened = Signal(str)
    narrowed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Table of the report"), parent)
        self.setObjectName("report_table")
        self.model_ = ReportModel(self)
        self.setModel(self.model_)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setMouseTracking(True)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.clicked.connect(self._open)
        self.entered.connect(self._point)

    def show_report(self, report: Report) -> None:
        """Show another report, its columns as wide as what stands in them."""
        self.clearSpans()
        self.model_.show_report(report)
        for row in self.model_.titles():
            self.setSpan(row, 0, 1, max(2, self.model_.columnCount()))
        self._fit()
        self.scrollToTop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: Index) -> None:
        cell = self.model_.cell(index)
        if cell.narrows:
            self.narrowed.emit(*cell.narrows)
        elif cell.names:
            self.opened.emit(cell.names)

    def _point(self, index: Index) -> None:
        cell = self.model_.cell(index)
        opens = bool(cell.names or cell.narrows)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)

    def _fit(self) -> None:
        metrics = QFontMetrics(theme().font("strong"))
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setMinimumSectionSize(_LEAST)
        for n, column in enumerate(self.model_.columns):
            width = metrics.horizontalAdvance(column.label) + _PAD
            if column.key == "source":
                width = max(round(badge_width(_badge_of(origin))) + _PAD for origin in Origin)
            self.setColumnWidth(
                n, _LABEL if n == 0 else max(_LEAST, min(width, _MOST if column.key != "source" else width))
            )
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
