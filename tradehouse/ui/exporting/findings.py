"""What is said about the products before a file is written: left out, without a price, photo or translation."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import N_, _, ngettext
from tradehouse.services.exporting import Remark
from tradehouse.services.exporting.options import LEAVE_OUT, MARK, REFUSE
from tradehouse.services.exporting.preview import ExportPreview
from tradehouse.ui.kit.empty import EmptyState
from tradehouse.ui.kit.filter_chip import FilterChip
from tradehouse.ui.kit.flow import FlowLayout
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.plain_table import PlainModel, PlainTable
from tradehouse.ui.kit.segmented import Segmented
from tradehouse.ui.theme import GAP, theme

Index = QModelIndex | QPersistentModelIndex


class Findings(QWidget):
    """Counts as chips over the list of products that each is about, and what becomes of those that are not ready.

    Signals:
        product_asked(id): one of them is to be shown in the window.
        decided(): something else is to become of products that are not ready.
    """

    product_asked = Signal(int)
    decided = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings")
        self._remarks: dict[str, Sequence[Remark]] = {}
        self.heading = label("", "strong")
        self._preview: ExportPreview | None = None
        self.unready = Segmented(
            _("Products that are not ready"),
            ((LEAVE_OUT, _("Leave out"), ""), (MARK, _("Send all the same"), ""), (REFUSE, _("Write nothing"), "")),
        )
        self.unready.setObjectName("unready")
        self.unready.chosen.connect(self._on_decided)
        self._question = QWidget()
        asked = QHBoxLayout(self._question)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(GAP)
        asked.addWidget(label(_("Not ready:"), "muted"))
        asked.addWidget(self.unready)
        asked.addStretch(1)
        self.chips = {
            "unready": FilterChip("warning", _("not ready"), "attention"),
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
        self.table.set_widths((92, 180, 160), stretch=2)
        for asks in (self.table.clicked, self.table.activated):
            asks.connect(self._on_asked)
        self._empty = EmptyState()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.heading)
        column.addWidget(self._question)
        column.addWidget(line)
        column.addWidget(self._stack, 1)
        self.show_waiting()

    def show_waiting(self) -> None:
        """Say that the products are being looked at."""
        self.heading.setText(_("Looking at the products…"))
        if not self._remarks:
            self._line.hide()
            self._question.hide()
            self._empty.show_state("loading", "box", "")

    def show_preview(self, preview: ExportPreview) -> None:
        """Show what a preview found."""
        self._preview = preview
        self._question.setVisible(bool(preview.unready))
        shown = preview
        if self.unready.current() == LEAVE_OUT:
            gone = {remark.product_id for remark in preview.unready}

            def written(remarks: Sequence[Remark]) -> tuple[Remark, ...]:
                return tuple(remark for remark in remarks if remark.product_id not in gone)

            shown = replace(
                preview,
                unpriced=written(preview.unpriced),
                photoless=written(preview.photoless),
                untranslated=written(preview.untranslated),
            )
        count = self.written()
        words = ngettext("{n} product goes into the file", "{n} products go into the file", count)
        self.heading.setText(words.format(n=show_number(count)))
        self._remarks = {key: getattr(shown, key) for key in self.chips}
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

    def written(self) -> int:
        """Return how many products the file will hold as things stand."""
        found = self._preview
        if found is None:
            return 0
        waiting = len(found.unready)
        return {LEAVE_OUT: found.products - waiting, REFUSE: 0 if waiting else found.products}.get(
            self.unready.current(), found.products
        )

    def remarks(self, key: str) -> Sequence[Remark]:
        """Return what one of the chips counts."""
        return self._remarks.get(key, ())

    def why_nothing(self) -> str:
        """Return why nothing can be written though there are products, or ""."""
        found = self._preview
        if found is None or self.written() or not found.unready:
            return ""
        if self.unready.current() == REFUSE:
            words = ngettext("{n} product is not ready, so nothing is written. Look at what is missing, or decide otherwise.",
                             "{n} products are not ready, so nothing is written. Look at what is missing, or decide otherwise.",
                             len(found.unready))  # fmt: skip
            return words.format(n=show_number(len(found.unready)))
        return _("None of these products is ready for this list. Look at what is missing, or send them all the same.")

    def _on_decided(self, _choice: str) -> None:
        if self._preview is not None:
            self.show_preview(self._preview)
        self.decided.emit()

    def _on_asked(self, index: QModelIndex) -> None:
        remark = self._model.remark(index.row())
        if remark is not None:
            self.product_asked.emit(remark.product_id)

    def _show(self, key: str) -> None:
        self._model.show_remarks(self._remarks.get(key, ()))
        self._stack.setCurrentIndex(1)


class _Remarks(PlainModel):
    headings = (N_("Code"), N_("Product"), N_("Why"))

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._remarks: Sequence[Remark] = ()

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        self.beginResetModel()
        self._remarks = remarks
        self.endResetModel()

    def remark(self, row: int) -> Remark | None:
        return self._remarks[row] if 0 <= row < len(self._remarks) else None

    def count(self) -> int:
        return len(self._remarks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        remark = self._remarks[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return (remark.code, remark.name, str(remark.reason))[index.column()]
        if role == Qt.ItemDataRole.FontRole and index.column() == 0:
            return theme().font(code=True)
        return None
