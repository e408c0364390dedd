"""Things that say something and go away by themselves, unless somebody is looking at them."""

from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, QTimer
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

FADE = 350  # milliseconds


class Fading(QObject):
    """Shows a widget and hides it after a while; the pointer or the keyboard on it holds it."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._stay = QTimer(self, singleShot=True)
        self._stay.timeout.connect(self._fade)
        self._animation: QPropertyAnimation | None = None
        widget.installEventFilter(self)

    def show_for(self, milliseconds: int) -> None:
        """Show the widget for so long; 0 shows it until hide() or somebody closes it."""
        self._solid()
        self._stay.stop()
        self._widget.show()
        if milliseconds:
            self._stay.start(milliseconds)

    def hide(self) -> None:
        """Hide the widget now."""
        self._stay.stop()
        self._solid()
        self._widget.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Enter and self._stay.interval() and self._widget.isVisible():
            self._stay.stop()
            self._solid()
        elif event.type() == QEvent.Type.Leave and self._stay.interval() and self._widget.isVisible():
            self._stay.start()
        return super().eventFilter(watched, event)

    def _fade(self) -> None:
        focus = self._widget.focusWidget()
        if focus is not None and focus.hasFocus():
            self._stay.start()
            return
        # The effect is there only while it is needed: it slows painting and blurs text on scaled screens.
        effect = QGraphicsOpacityEffect(self._widget)
        self._widget.setGraphicsEffect(effect)
        self._animation = QPropertyAnimation(effect, b"opacity", self)
        self._animation.setDuration(FADE)
        self._animation.setStartValue(1.0)
        self._animation.setEndValue(0.0)
        self._animation.finished.connect(self.hide)
        self._animation.start()

    def _solid(self) -> None:
        if self._animation is not None:
            self._animation.finished.disconnect(self.hide)
            self._animation.stop()
            self._animation.deleteLater()
            self._animation = None
            self._widget.setGraphicsEffect(None)  # type: ignore[arg-type]
