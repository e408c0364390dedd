"""Text on a page: faces of the theme, wrapped or cut with an ellipsis."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

Face = Literal["body", "title", "heading", "strong", "small", "muted", "error", "good", "attention"]


def label(text: str = "", face: Face = "body", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """Return plain text in a face of the style sheet; what a file or person wrote is never read as markup."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("face", face)
    made.setWordWrap(wrap)
    return made


def set_face(made: QLabel, face: Face) -> None:
    """Give a label another face."""
    if made.property("face") != face:
        made.setProperty("face", face)
        made.style().unpolish(made)
        made.style().polish(made)


def hairline(parent: QWidget | None = None) -> QFrame:
    """Return the one line that separates things."""
    line = QFrame(parent)
    line.setFrameShape(QFrame.Shape.HLine)
    return line


class ElidedLabel(QLabel):
    """One line that is cut with … where room ends, and then shows the whole as a tip."""

    def __init__(
        self,
        text: str = "",
        face: Face = "body",
        *,
        where: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("face", face)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._where = where
        self._whole = ""
        self.set_whole(text)

    def set_whole(self, text: str) -> None:
        """Change the text."""
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._cut()

    def whole(self) -> str:
        """Return the text, uncut."""
        return self._whole

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self._whole) + 2
        return QSize(width, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._cut()
        super().paintEvent(event)

    def _cut(self) -> None:
        line = " ".join(self._whole.split())
        cut = self.fontMetrics().elidedText(line, self._where, max(0, self.width()))
        if cut != self.text():
            self.setText(cut)
            self.setToolTip(self._whole if cut != line else "")
