"""The reports that there are, by what they are about."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from tradehouse.domain.language import _
from tradehouse.services.reports import REPORTS, THEMES
from tradehouse.ui.theme import PANEL, ROW_HEIGHT, SPACE, theme

_NAME = int(Qt.ItemDataRole.UserRole)


class ReportList(QListWidget):
    """Headings and reports; the one that is current is shown.

    Signals:
        picked(str): another report is wanted, by its name.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report_list")
        self.setAccessibleName(_("Reports"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(SPACE, 0, SPACE, PANEL)
        self._rows: dict[str, int] = {}
        for of, words in THEMES.items():
            heading = QListWidgetItem(_(words), self)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            heading.setFont(theme().font("small"))
            heading.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
            heading.setSizeHint(QSize(0, ROW_HEIGHT + SPACE))
            for kind in REPORTS.values():
                if kind.theme is of:
                    item = QListWidgetItem(_(kind.title), self)
                    item.setData(_NAME, kind.name)
                    item.setSizeHint(QSize(0, ROW_HEIGHT))
                    self._rows[kind.name] = self.row(item)
        self.currentItemChanged.connect(lambda item, _before: self._tell(item))

    def choose(self, name: str) -> None:
        """Make a report the current one; the first where there is none of this name."""
        self.setCurrentRow(self._rows.get(name, next(iter(self._rows.values()))))

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_NAME):
            self.picked.emit(str(item.data(_NAME)))
