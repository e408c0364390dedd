"""Packing records for another catalogue: the selected products, those that are listed, or everything."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import _, ngettext
from tradehouse.services.packages.writing import PackedReport, write_package
from tradehouse.ui.desk import Desk
from tradehouse.ui.exporting.scope import LISTED, SELECTED, ExportScope, scope_switch
from tradehouse.ui.kit.badge import Tone
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.message import MessageBox
from tradehouse.ui.opening import show_in_folder
from tradehouse.ui.settings_store import last_folder

FOLDER: Final = last_folder("package")


class PackingDialog(DialogFrame):
    """Asks which products; their suppliers, certificates, photos and scans go along by themselves."""

    def __init__(self, desk: Desk, scope: ExportScope, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Package for another catalogue"),
            "packing_dialog",
            QSize(620, 300),
            parent,
            sentence=_("One zip that another Tradehouse takes in as a plan: nothing there is overwritten unasked."),
        )
        self._desk, self._scope = desk, scope
        self.scope = scope_switch(scope)
        self.scope.choose(scope.first_choice())
        self.body.addWidget(FormRow(_("Products"), self.scope), 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(
            label(
                _("Their suppliers, certificates, photos and scans go along, also prices and other data of the house. "
                  "Give it to colleagues only."),
                "muted", wrap=True,
            )
        )  # fmt: skip
        self.body.addStretch(1)
        self.add_button(_("Cancel"), self.reject, name="cancel")
        self.add_button(_("Save as…"), self.ask_target, kind="primary", glyph="save-as", default=True, name="save")

    def ask_target(self) -> None:
        """Ask where the package is to lie, and write it."""
        folder = Path(self._desk.settings.get(FOLDER) or Path.home())
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save the package"), str(folder / _suggested()), f"{_('Packages')} (*.zip)"
        )
        if chosen:
            self._write(Path(chosen) if chosen.lower().endswith(".zip") else Path(f"{chosen}.zip"))

    def _write(self, target: Path) -> None:
        desk, catalogue, window = self._desk, self._desk.catalogue, self.parentWidget()
        chosen = self.scope.current()
        query = self._scope.listed if chosen == LISTED else None
        ids = tuple(self._scope.selected) if chosen == SELECTED else None
        desk.settings.put(FOLDER, str(target.parent))

        def written(report: PackedReport) -> None:
            n = report.records["products"]
            words = ngettext("{n} product with all that belongs to it is packed into {file}.",
                             "{n} products with all that belongs to them are packed into {file}.", n)  # fmt: skip
            offers = (Offer(_("Show in the folder"), lambda: show_in_folder(report.path), "folder"),)
            tone: Tone = "attention" if report.missing else "good"
            desk.say(words.format(n=show_number(n), file=report.path.name), tone, offers)
            if report.missing:
                text = _("These files are not in the catalogue's folder and were left out:")
                MessageBox(text, report.missing, window, "attention").open()

        desk.jobs.run_read(
            "package",
            lambda progress: write_package(catalogue, target, query, progress, ids=ids),
            written,
            desk.fail,
            label=_("Package {file}").format(file=target.name),
        )
        self.accept()


def _suggested() -> str:
    """Return a file name with today's date."""
    return f"{_('package')}-{datetime.now(UTC).astimezone():%Y-%m-%d}.zip"
