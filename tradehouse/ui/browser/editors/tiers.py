"""Tier prices: one row per larger unit or quantity, each with what is in it, from how many, and its price."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.fields import Field
from tradehouse.domain.language import N_, _
from tradehouse.domain.records import TierPrice
from tradehouse.domain.reference_lists import find_label
from tradehouse.ui.kit.buttons import push_button, tool_button
from tradehouse.ui.kit.labels import label
from tradehouse.ui.theme import SPACE, theme

_HEADINGS = (N_("Unit"), N_("Holds"), N_("From"), N_("Price"))
_STRETCH = (3, 2, 2, 4)
Row = tuple[str, str, str, str]


class TiersEditor(QWidget):
    """Rows of four boxes; the whole is saved when the cursor leaves it. Typed as the text that files use for tiers."""

    committed = Signal(object)
    reverted = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._value: tuple[TierPrice, ...] = ()
        self._currencies: list[str] = []
        self._boxes: list[list[QLineEdit]] = []
        self._shown: list[Row] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE)
        for column, (words, stretch) in enumerate(zip(_HEADINGS, _STRETCH, strict=True)):
            self._grid.addWidget(label(_(words), "small"), 0, column)
            self._grid.setColumnStretch(column, stretch)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 0, 0, 0)
        column_of_all.setSpacing(SPACE)
        column_of_all.addLayout(self._grid)
        self._add = push_button(_("Add a tier price"), self._on_add_pressed, kind="flat", glyph="plus")
        column_of_all.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_headings()

    def show_value(self, value: Any) -> None:
        """Show stored tier prices."""
        self._value = value or ()
        self._currencies = [tier.currency for tier in self._value]
        self._shown = [_row_of(tier) for tier in self._value]
        self._show_rows(self._shown)

    def show_typed(self, typed: Any) -> None:
        """Show rows that could not be saved."""
        parts = [part.split("|") for part in str(typed).split(";") if part.strip()]
        self._currencies = [part[4].strip() if len(part) > 4 else "IDR" for part in parts]
        self._show_rows([_four(part) for part in parts])

    def typed(self) -> Any:
        """Return the rows as `unit|factor|min_qty|price|currency; …`; rows with nothing in them are left out."""
        lines = []
        for n, boxes in enumerate(self._boxes):
            texts = [box.text().strip() for box in boxes]
            if any(texts):
                currency = self._currencies[n] if n < len(self._currencies) else "IDR"
                lines.append("|".join([*texts, currency]))
        return "; ".join(lines)

    def is_dirty(self) -> bool:
        """Whether the rows differ from the stored ones."""
        rows = [tuple(box.text().strip() for box in boxes) for boxes in self._boxes]
        return [row for row in rows if any(row)] != list(self._shown)

    def commit(self) -> None:
        """Hand over the rows if they differ."""
        if self.is_dirty():
            self.committed.emit(self.typed())

    def widget(self) -> QWidget:
        """Return itself."""
        return self

    def _on_add_pressed(self) -> None:
        self._add_row(("", "", "", ""))
        self._show_headings()
        self._boxes[-1][0].setFocus()

    def _show_rows(self, rows: list[Row]) -> None:
        for boxes in self._boxes:
            self._drop_widgets(boxes)
        self._boxes = []
        for row in rows:
            self._add_row(row)
        self._show_headings()

    def _add_row(self, row: Row) -> None:
        at = self._grid.rowCount()
        boxes = []
        for column, text in enumerate(row):
            box = QLineEdit(text)
            box.setAccessibleName(_(_HEADINGS[column]))
            box.setMinimumWidth(36)
            if column:
                box.setAlignment(Qt.AlignmentFlag.AlignRight)
                box.setFont(theme().font(tabular=True))
            box.installEventFilter(self)
            box.returnPressed.connect(self.commit)
            self._grid.addWidget(box, at, column)
            boxes.append(box)
        remove = tool_button("close", _("Remove this tier price"), lambda: self._remove(boxes), size=14)
        boxes[0].setProperty("remove", remove)
        self._grid.addWidget(remove, at, len(row))
        self._boxes.append(boxes)

    def _remove(self, boxes: list[QLineEdit]) -> None:
        at = self._boxes.index(boxes)
        self._boxes.remove(boxes)
        if at < len(self._currencies):
            del self._currencies[at]
        self._drop_widgets(boxes)
        self._show_headings()
        self.commit()

    def _drop_widgets(self, boxes: list[QLineEdit]) -> None:
        for widget in (*boxes, boxes[0].property("remove")):
            widget.removeEventFilter(self)
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _show_headings(self) -> None:
        for column in range(len(_HEADINGS)):
            item = self._grid.itemAtPosition(0, column)
            heading = item.widget() if item is not None else None
            if heading is not None:
                heading.setVisible(bool(self._boxes))

    # --- Qt --------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            focus = self.window().focusWidget()
            if focus is None or not self.isAncestorOf(focus):
                self.commit()
        return super().eventFilter(watched, event)


def _row_of(tier: TierPrice) -> Row:
    return (
        find_label("unit", tier.unit), show_number(tier.factor), show_number(tier.min_qty), show_number(tier.price),
    )  # fmt: skip


def _four(parts: list[str]) -> Row:
    full = [part.strip() for part in parts[:4]] + [""] * (4 - len(parts[:4]))
    return full[0], full[1], full[2], full[3]
