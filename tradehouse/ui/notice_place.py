"""Keeps the notice line floating over the foot of the page, so that nothing moves when it comes and goes."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QWidget

from tradehouse.ui.kit.notice import NoticeLine
from tradehouse.ui.theme import MARGIN

NARROWEST, WIDEST = 320, 820


class NoticePlace(QObject):
    """Puts a notice line at the bottom middle of the widget it lies on."""

    def __init__(self, notice: NoticeLine, ground: QWidget) -> None:
        super().__init__(notice)
        self._notice = notice
        self._ground = ground
        notice.setParent(ground)
        ground.installEventFilter(self)
        notice.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = watched is self._notice and event.type() in (QEvent.Type.Show, QEvent.Type.LayoutRequest)
        if shown or (watched is self._ground and event.type() == QEvent.Type.Resize):
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._ground.width() - 2 * MARGIN
        hint = self._notice.sizeHint()
        words = self._notice.findChild(QLabel)
        if words is not None:
            # A label that wraps asks for a narrow column; one line is what it should get where there is room.
            hint.setWidth(
                hint.width() - words.sizeHint().width() + words.fontMetrics().horizontalAdvance(words.text()) + 8
            )
        width = min(WIDEST, room, max(NARROWEST, hint.width()))
        height = self._notice.heightForWidth(width)  # its size hint is that of a narrow column
        left = (self._ground.width() - width) // 2
        self._notice.setGeometry(left, self._ground.height() - height - MARGIN, width, height)
        self._notice.raise_()
