"""Where everything lies: the catalogue, its backups, the log, the settings; each can be opened."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from tradehouse.domain.language import _
from tradehouse.photos.renditions import GIGABYTE
from tradehouse.services.place_risks import describe_risk, place_risk
from tradehouse.services.places import cache_folder, config_folder, log_folder
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.caution import Caution
from tradehouse.ui.kit.editors import spin_box
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.kit.labels import ElidedLabel, label
from tradehouse.ui.opening import open_file
from tradehouse.ui.settings.page import SettingsPage
from tradehouse.ui.settings_store import CACHE_GB
from tradehouse.ui.theme import GAP


class FoldersPage(SettingsPage):
    """folder_chosen(path): the person wants to work with the catalogue in another folder."""

    folder_chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("settings_folders", _("Folders"), parent=parent)
        self._folder = desk.catalogue.folder
        self.part(_("Catalogue"))
        self._add(
            _("Data"), self._folder, _("The database, the photos and everything else. Copy this folder to move house.")
        )
        risk = place_risk(self._folder)
        if risk is not None:
            self.column.addWidget(Caution(str(describe_risk(risk))))
        self._add(_("Backups"), self._folder / "backups", _("Made by itself when the program closes."))
        self._add(_("Trash"), self._folder / "trash", _("Photo files and catalogues that were replaced or removed."))
        another = push_button(_("Open a catalogue in another folder…"), self._ask, glyph="folder")
        another.setObjectName("another_folder")
        self.column.addWidget(another, 0, Qt.AlignmentFlag.AlignLeft)
        self.part(_("This PC"))
        self._add(_("Log"), log_folder(), _("What IT asks for when something went wrong; nothing about anybody."))
        self._add(_("Personal settings"), config_folder())
        self._add(_("Small pictures"), cache_folder(), _("Can be deleted; they are made again."))
        self._desk = desk
        self.cache = spin_box(1, 100, desk.settings.get(CACHE_GB))
        self.cache.setObjectName("cache_gb")
        self.cache.valueChanged.connect(self._limit_cache)
        hint = _("What was not looked at for longest goes first.")
        self.column.addWidget(FormRow(_("Small pictures take at most"), self.cache, unit=_("GB"), hint=hint))
        self.column.addStretch(1)

    def _limit_cache(self, gigabytes: int) -> None:
        """Keep the limit, and make room where there is too much already."""
        renditions = self._desk.catalogue.renditions
        self._desk.settings.put(CACHE_GB, gigabytes)
        renditions.limit = gigabytes * GIGABYTE
        self._desk.jobs.run_read(
            "prune-pictures", lambda _progress: renditions.prune(), lambda _freed: None, owner=self
        )

    def _add(self, name: str, folder: Path, hint: str = "") -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(name, "muted"))
        words.addWidget(ElidedLabel(str(folder), where=Qt.TextElideMode.ElideMiddle))
        if hint:
            words.addWidget(label(hint, "small", wrap=True))
        button = push_button(_("Open"), lambda: open_file(folder), kind="flat", glyph="folder")
        button.setAccessibleName(_("Open the folder: {name}").format(name=name))
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addLayout(words, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(row)

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Folder of the catalogue"), str(self._folder))
        if chosen and Path(chosen) != self._folder:
            self.folder_chosen.emit(Path(chosen))
