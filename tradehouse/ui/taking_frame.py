"""A window of its own beside the catalogue that takes files: dropped on it, or chosen."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from tradehouse.domain.language import _
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.photos.arriving import local_paths
from tradehouse.ui.settings_store import Setting, Settings


class TakingFrame(DialogFrame):
    """What stands on it says in take() what becomes of files. folder remembers where they were chosen last."""

    def __init__(
        self,
        title: str,
        name: str,
        parent: QWidget | None,
        settings: Settings,
        folder: Setting[str],
        *,
        sentence: str = "",
    ) -> None:
        super().__init__(title, name, QSize(1330, 700), parent, margins=False, sentence=sentence)
        self.setModal(False)
        self.setAcceptDrops(True)
        self._settings, self._folder = settings, folder

    def take(self, paths: Sequence[Path]) -> None:
        """Take files, folders, zips."""
        raise NotImplementedError

    def ask(self, title: str, kinds: str) -> None:
        """Open the dialog for files; kinds are its filters."""
        chosen, _filter = QFileDialog.getOpenFileNames(self, title, self._settings.get(self._folder), kinds)
        self.take([Path(name) for name in chosen])

    def ask_folder(self) -> None:
        """Open the dialog for a folder."""
        chosen = QFileDialog.getExistingDirectory(self, _("Choose a folder"), self._settings.get(self._folder))
        self.take([Path(chosen)] if chosen else [])

    def remember(self, path: Path) -> None:
        """Begin in the folder of a file the next time."""
        self._settings.put(self._folder, str(path.parent))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        found = local_paths(event.mimeData())
        if found:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.take(found)
