"""What there is to say about one line of a returned list, and who makes it where one maker cannot make it all."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import _
from tradehouse.services.orders.planning import PlannedLine, share_out
from tradehouse.ui.kit.glyph import Glyph
from tradehouse.ui.kit.labels import label
from tradehouse.ui.ordering.model import ReturnRow
from tradehouse.ui.theme import GAP, SPACE


class LineView(QWidget):
    """Follows the row that is chosen. Emits changed() when a line is split or made one again."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("line_view")
        self._line: PlannedLine | None = None
        self.split = QCheckBox(_("Split among makers"))
        self.split.setObjectName("split")
        self.split.toggled.connect(self._on_split)
        self._told = QVBoxLayout()
        self._told.setSpacing(SPACE)
        self._shares = label("", "muted", wrap=True)
        self._shares.setObjectName("shares")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(self._told)
        column.addWidget(self.split)
        column.addWidget(self._shares)

    def show_row(self, row: ReturnRow | None, *, locked: bool) -> None:
        """Show the remarks of a row; locked ones are only told."""
        while (item := self._told.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._line = None if row is None else row.line
        for finding in () if row is None else row.findings:
            danger = finding.severity == "error"
            self._told.addWidget(_sentence(str(finding.message), "error" if danger else "warning", danger=danger))
        remarks = self._line.remarks if self._line is not None else ""
        if remarks:
            self._told.addWidget(_sentence(_("The buyer writes: {text}").format(text=remarks), "mail", danger=False))
        line = self._line
        self.split.setVisible(line is not None and line.over_capacity and bool(line.makers))
        self.split.setEnabled(not locked)
        self.split.blockSignals(True)
        self.split.setChecked(line is not None and bool(line.shares))
        self.split.blockSignals(False)
        self._tell()

    def _on_split(self, on: bool) -> None:
        if self._line is not None:
            self._line.shares = share_out(self._line) if on else ()
            self._tell()
            self.changed.emit()

    def _tell(self) -> None:
        line = self._line
        shares = () if line is None else line.shares
        unit = "" if line is None else line.ordered.line.unit
        words = [
            f"{share.supplier or _('Maker of the offer')} ({share.code}): {show_number(share.units)} {unit}"
            for share in shares
        ]
        self._shares.setText("\n".join(words))
        self._shares.setVisible(bool(words))


def _sentence(text: str, glyph: str, *, danger: bool) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GAP)
    row.addWidget(Glyph(glyph, "danger" if danger else "attention" if glyph == "warning" else "muted", 16))
    row.addWidget(label(text, wrap=True), 1)
    return made
