"""Parts of a panel that fold, and the heading of a panel."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from tradehouse.ui.icons import icon
from tradehouse.ui.kit.labels import label
from tradehouse.ui.theme import GAP, SPACE


class FoldableSection(QWidget):
    """A heading with a chevron over a body that it folds away. The right and left keys unfold and fold."""

    folded_changed = Signal(bool)

    def __init__(self, title: str, parent: QWidget | None = None, *, folded: bool = False) -> None:
        super().__init__(parent)
        self._folded = folded
        self.heading = _Heading(title)
        self.heading.clicked.connect(lambda: self.set_folded(not self._folded))
        self.heading.wanted.connect(self.set_folded)
        self.trailing = QHBoxLayout()
        self.trailing.setSpacing(SPACE)
        self.body = QWidget()
        self.content = QVBoxLayout(self.body)
        self.content.setContentsMargins(0, SPACE, 0, GAP)
        self.content.setSpacing(GAP)
        top = QHBoxLayout()
        top.setSpacing(SPACE)
        top.addWidget(self.heading, 1)
        top.addLayout(self.trailing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.body)
        self._show()

    def folded(self) -> bool:
        """Say whether the body is folded away."""
        return self._folded

    def set_folded(self, folded: bool) -> None:
        """Fold the body away or bring it back."""
        if folded != self._folded:
            self._folded = folded
            self._show()
            self.folded_changed.emit(folded)

    def set_title(self, title: str) -> None:
        """Change the words of the heading."""
        self.heading.set_words(title)

    def _show(self) -> None:
        self.body.setVisible(not self._folded)
        self.heading.setChecked(not self._folded)
        self.heading.setIcon(icon("chevron-right" if self._folded else "chevron-down", "muted"))


class _Heading(QPushButton):
    wanted = Signal(bool)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.set_words(title)
        self.setProperty("kind", "heading")
        self.setAutoDefault(False)
        self.setIconSize(QSize(16, 16))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCheckable(True)

    def set_words(self, title: str) -> None:
        self.setText(title.replace("&", "&&"))
        self.setAccessibleName(title)

    def nextCheckState(self) -> None:
        """Leave the state to the section."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.wanted.emit(event.key() == Qt.Key.Key_Left)
        else:
            super().keyPressEvent(event)


def panel_heading(title: str, *trailing: QWidget) -> QWidget:
    """Return the top line of a side panel: its name, and buttons at the right end."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE)
    row.addWidget(label(title, "heading"), 1)
    for widget in trailing:
        row.addWidget(widget)
    return line
