"""The window: Qt on top of the services. Opens a catalogue, shows it, and lets a second start raise the first."""

import gc
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from tradehouse.domain.errors import UserError
from tradehouse.services.places import chosen_data_folder

if TYPE_CHECKING:
    from tradehouse.ui.main_window import MainWindow

log = logging.getLogger(__name__)
REFUSED = 2


def open_window(folder: Path | None = None) -> "MainWindow":
    """Open the catalogue in a folder and show it in the running QApplication. Raises StorageProblem.

    Screenshots, tests and scripts use it; the window closes the catalogue when it is closed.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("open_window needs a running QApplication")
    # Importing makes a hundred thousand objects that stay; looking through them for garbage takes a fifth of the start.
    collecting = gc.isenabled()
    gc.disable()
    try:
        from tradehouse.services.catalogue import open_catalogue
        from tradehouse.ui.main_window import MainWindow
        from tradehouse.ui.pieces import attach_pieces
        from tradehouse.ui.settings_store import THEME, Settings
        from tradehouse.ui.theme import apply_theme

        settings = Settings()
        apply_theme(app, settings.get(THEME))
        window = MainWindow(open_catalogue(folder), settings)
        window.show()
        attach_pieces(window)
    finally:
        if collecting:
            gc.enable()
    return window


def run_window(arguments: list[str]) -> int:
    """Run the program with the window's own arguments (--data DIR, --lang id|en); return the exit status."""
    chosen = _options(arguments)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("tradehouse")
    app.setApplicationDisplayName("Tradehouse")
    app.setDesktopFileName("tradehouse")

    from tradehouse.services.logbook import start_log
    from tradehouse.ui.errors import Hooks
    from tradehouse.ui.program import Program
    from tradehouse.ui.qt_words import speak
    from tradehouse.ui.settings_store import CATALOGUE, LANGUAGE, THEME, Settings
    from tradehouse.ui.single_window import SingleWindow
    from tradehouse.ui.theme import apply_theme

    start_log()
    settings = Settings()
    speak(app, chosen.get("--lang") or settings.get(LANGUAGE))
    folder = Path(chosen["--data"]) if "--data" in chosen else chosen_data_folder(settings.get(CATALOGUE))
    door = SingleWindow(folder, app)
    if door.hand_over():
        return 0
    door.listen()
    hooks = Hooks("", app)
    program = Program(app, folder, door, open_window)
    try:
        program.open()
    except UserError as error:
        from tradehouse.ui.kit.message import MessageBox

        log.info("refused: %s", error.code)
        apply_theme(app, settings.get(THEME))
        message = MessageBox(str(error))
        message.open()
        app.exec()
        return REFUSED
    status = app.exec()
    hooks.remove()
    return status


def _options(arguments: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        found[name] = value if equals else (rest.pop(0) if rest else "")
    return {name: value for name, value in found.items() if value}
