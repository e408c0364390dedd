"""Files that may be lists of ours that came back: they are told from others off the window's thread."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.exchange.order_forms import is_order_form
from tradehouse.ui.ordering.dialog import ReturnDialog
from tradehouse.ui.settings_store import last_folder

if TYPE_CHECKING:
    from tradehouse.ui.main_window import MainWindow

FOLDER = last_folder("returned")


def take_returns(window: "MainWindow", paths: Sequence[Path], take_others: Callable[[Sequence[Path]], object]) -> None:
    """Open lists that came back, each in a dialog of its own, and hand the other files on."""

    def work(progress: Progress) -> list[bool]:
        found = []
        for path in paths:
            progress.check()
            found.append(is_order_form(path))
        return found

    def told(found: list[bool]) -> None:
        others = [path for path, ours in zip(paths, found, strict=True) if not ours]
        if others:
            take_others(others)
        for path, ours in zip(paths, found, strict=True):
            if ours:
                open_return(window, path)

    window.jobs.run_read("dropped", work, told, owner=window, label=_("Looking at the files"))


def ask_return(window: "MainWindow") -> None:
    """Ask for a list that came back and open it."""
    folder = window.settings.get(FOLDER) or str(Path.home())
    chosen, _filter = QFileDialog.getOpenFileName(
        window, _("List that came back"), folder, f"{_('Workbooks')} (*.xlsx *.xlsm *.xls *.ods)"
    )
    if chosen:
        window.settings.put(FOLDER, str(Path(chosen).parent))
        open_return(window, Path(chosen))


def open_return(window: "MainWindow", path: Path) -> ReturnDialog:
    """Open a list that came back."""
    dialog = ReturnDialog(window.desk, path, window)
    dialog.record_asked.connect(window.window_commands.show_record)
    dialog.show()
    return dialog
