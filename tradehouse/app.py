"""The window: Qt on top of the services. Opens a catalogue, shows it, and lets a second start raise the first."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tradehouse.services.catalogue import open_catalogue
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.qt_words import speak
from tradehouse.ui.settings_store import LANGUAGE, THEME, Settings
from tradehouse.ui.theme import apply_theme


def open_window(data_folder: Path | None = None) -> MainWindow:
    """Open the catalogue in a folder and show it in the running QApplication. Raises StorageProblem.

    Screenshots, tests and scripts use it; the window closes the catalogue when it is closed.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("open_window needs a running QApplication")
    settings = Settings()
    apply_theme(app, settings.get(THEME))
    window = MainWindow(open_catalogue(data_folder), settings)
    window.show()
    return window


def run(data_folder: Path | None = None, language: str | None = None) -> int:
    """Run the program; return its exit status."""
    app = QApplication(sys.argv)
    settings = Settings()
    speak(app, language or settings.get(LANGUAGE))
    open_window(data_folder)
    return app.exec()
