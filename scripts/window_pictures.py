"""Draws the real window off screen: opens it on a catalogue, waits until it is quiet, and saves what a person would see."""

import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SIZE = (1366, 768)


def _screen_of(size: tuple[int, int]) -> str:
    """Return the platform string of an off-screen screen as large as an office PC's; by itself it is 800 × 800."""
    screen = {"name": "office", "x": 0, "y": 0, "width": size[0], "height": size[1], "dpr": 1}
    path = Path(tempfile.gettempdir()) / f"tradehouse-screen-{size[0]}x{size[1]}.json"
    path.write_text(json.dumps({"screens": [{**screen, "logicalDpi": 96, "logicalBaseDpi": 96}]}), encoding="utf-8")
    return f"offscreen:configfile={path.as_posix()}"


os.environ["QT_QPA_PLATFORM"] = _screen_of(SIZE)

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from tradehouse.app import open_window
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.qt_words import speak
from tradehouse.ui.settings_store import LANGUAGE, THEME, Settings

PATIENCE_S = 30.0


class Camera:
    """One window on one catalogue, in a language and a theme."""

    def __init__(self, folder: Path, language: str = "id", theme: str = "light", size: tuple[int, int] = SIZE) -> None:
        self.app = QApplication.instance() or QApplication([])
        assert isinstance(self.app, QApplication)
        settings = Settings()
        settings.put(LANGUAGE, language)
        settings.put(THEME, theme)
        settings.save()
        speak(self.app, language)
        self.window: MainWindow = open_window(folder)
        self.window.resize(*size)
        self.until(self.window.first_rows_painted)
        self.settle()

    def until(self, condition: Callable[[], bool]) -> None:
        """Let the program work until the condition holds. Raises TimeoutError."""
        limit = time.monotonic() + PATIENCE_S
        while not condition():
            self.app.processEvents()
            if time.monotonic() > limit:
                raise TimeoutError("the window did not come to rest")

    def settle(self, seconds: float = 0.4) -> None:
        """Let the program work until no job has been under way for a while."""
        limit = time.monotonic() + PATIENCE_S
        quiet_since = time.monotonic()
        while time.monotonic() - quiet_since < seconds and time.monotonic() < limit:
            self.app.processEvents()
            if not self.window.desk.jobs.idle():
                quiet_since = time.monotonic()

    def picture(self, dialog: QWidget | None = None) -> QPixmap:
        """Return the window, with a dialog over it where one is given."""
        self.settle()
        shot = self.window.grab()
        if dialog is not None:
            over = dialog.grab()
            painter = QPainter(shot)
            painter.fillRect(shot.rect(), QColor(0, 0, 0, 70))
            spare = (shot.size() - over.size()) / 2
            painter.drawPixmap(QPoint(max(0, spare.width()), max(0, spare.height())), over)
            painter.end()
        return shot

    def save(self, path: Path, dialog: QWidget | None = None) -> None:
        """Save what a person would see."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if not self.picture(dialog).save(str(path)):
            raise OSError(f"{path} could not be written")

    def close(self) -> None:
        """Close the window and let it finish."""
        self.window.close()
        self.settle()
