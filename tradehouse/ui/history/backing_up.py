"""Backups by hand: what a new one is called, and the question before an old one takes the catalogue's place."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tradehouse.domain.progress import Progress
from tradehouse.services.backup import read_manifest
from tradehouse.ui.history.restoring import RestoreQuestion

if TYPE_CHECKING:
    from tradehouse.ui.main_window import MainWindow

Files = dict[str, dict[str, object]]


def suggested_backup() -> str:
    """Return a file name with today's date."""
    now = datetime.now(UTC).astimezone()
    return f"tradehouse-{now:%Y-%m-%d}.zip"


def ask_restore(window: "MainWindow", source: Path) -> None:
    """Look into a backup, then ask; the window is made anew on the restored catalogue."""

    def asked(files: Files) -> None:
        question = RestoreQuestion(source, files, window)
        question.agreed.connect(agreed)
        question.open()

    def agreed(path: Path) -> None:
        window.restore_from = path
        window.reopen_asked.emit()

    def work(_progress: Progress) -> Files:
        return read_manifest(source)

    window.jobs.run_read("backup-look", work, asked, owner=window)
