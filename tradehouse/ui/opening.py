"""Handing files and folders to the programs that this PC opens them with."""

import sys
from pathlib import Path

from PySide6.QtCore import QDir, QProcess, QUrl
from PySide6.QtGui import QDesktopServices


def open_file(path: Path) -> bool:
    """Open a file or folder with the program for it; False where there is none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_in_folder(path: Path) -> bool:
    """Open the folder of a file, with the file chosen where the system can do that."""
    if sys.platform == "win32" and path.exists():
        started: tuple[bool, int] = QProcess.startDetached("explorer", ["/select,", QDir.toNativeSeparators(str(path))])
        return started[0]
    return open_file(path.parent)
