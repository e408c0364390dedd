"""What is said about the products before a file is written: left out, without a price, photo or translation."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import N_, _, ngettext
from tradehouse.services.exporting import Remark
from tradehouse.services.exporting.preview import ExportPreview
from tradehouse.ui.kit.empty import EmptyState
from tradehouse.ui.kit.filter_chip import FilterChip
from tradehouse.ui.kit.flow import FlowLayout
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.plain_table import PlainTable
from tradehouse.ui.theme import GAP, theme

Index = QModelIndex | QPersistentModelIndex


class Findings(QWidget):
    """Counts as chips over the list of products that each is about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings")
        self._remarks: dict[str, Sequence[Remark]] = {}
        self.heading = label("", "strong")
        self.chips = {
            "unpriced": FilterChip("money", _("without a price"), "attention"),
            "left_out": FilterChip("minus", _("left out"), "danger"),
            "photoless": FilterChip("photo-missing", _("without a photo"), "attention"),
            "untranslated": FilterChip("language", _("without an English name"), "attention"),
        }
        line = QWidget()
        flow = FlowLayout(line, GAP)
        for key, chip in self.chips.items():
            chip.setObjectName(f"finding.{key}")
            chip.clicked.connect(lambda _on=False, key=key: self._show(key))
            flow.addWidget(chip)
        self._line = line
        self._model = _Remarks(self)
        self.table = PlainTable(_("Products with remarks"))
        self.table.setModel(self._model)
        self.table.set_widths((92, 200, 160), stretch=2)
        self._empty = EmptyState()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.heading)
        column.addWidget(line)
        column.addWidget(self._stack, 1)
        self.show_waiting()

    def show_waiting(self) -> None:
        """Say that the products are being looked at."""
        self.heading.setText(_("Looking at the products…"))
        if not self._remarks:
            self._line.hide()
            self._empty.show_state("loading", "box", "")

    def show_preview(self, preview: ExportPreview) -> None:
        """Show what a preview found."""
        words = ngettext("{n} product goes into the file", "{n} products go into the file", preview.products)
        self.heading.setText(words.format(n=show_number(preview.products)))
        self._remarks = {key: getattr(preview, key) for key in self.chips}
        for key, chip in self.chips.items():
            chip.show_count(len(self._remarks[key]))
            chip.setVisible(bool(self._remarks[key]))
        told = [key for key, remarks in self._remarks.items() if remarks]
        self._line.setVisible(bool(told))
        if not told:
            title = _("Nothing is missing") if preview.products else _("No product to export")
            sentence = "" if preview.products else _("Choose other products, or take away the filter of the list.")
            self._empty.show_state("empty", "check-circle" if preview.products else "box", title, sentence)
            self._stack.setCurrentIndex(0)
            return
        checked = next((key for key in told if self.chips[key].isChecked()), told[0])
        self.chips[checked].setChecked(True)
        self._show(checked)

    def _show(self, key: str) -> None:
        self._model.show_remarks(self._remarks.get(key, ()))
        self._stack.setCurrentIndex(1)


class _Remarks(QAbstractTableModel):
    HEADINGS = (N_("Code"), N_("Product"), N_("Why"))

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._remarks: Sequence[Remark] = ()

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        self.beginResetModel()
        self._remarks = remarks
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._remarks)

    def columnCount(self, _parent: Index | None = None) -> int:
        return len(self.HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(self.HEADINGS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        remark = self._remarks[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return (remark.code, remark.name, str(remark.reason))[index.column()]
        if role == Qt.ItemDataRole.FontRole and index.column() == 0:
            return theme().font(code=True)
        return None
