"""QR labels to photograph by: for which products, on which sheet, and where the PDF is to lie."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import _, ngettext
from tradehouse.services.labels import SHEETS, LabelReport, write_labels
from tradehouse.ui.desk import Desk
from tradehouse.ui.exporting.scope import ExportScope, chosen_ids, scope_switch
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.kit.labels import label
from tradehouse.ui.opening import open_file, show_in_folder
from tradehouse.ui.settings_store import choice, last_folder

FOLDER: Final = last_folder("labels")
SHEET: Final = choice("labels.sheet", "a4_21", tuple(SHEETS))


class LabelsDialog(DialogFrame):
    """Asks which products and which sheet; the rest is asked by the system's own dialog."""

    def __init__(self, desk: Desk, scope: ExportScope, parent: QWidget | None = None) -> None:
        super().__init__(
            _("QR labels for photographing"), "labels_dialog", QSize(620, 360), parent,
            sentence=_("Photograph a product's label first, then the product: all photos behind a label go on its "
                       "product, until the next label."),
        )  # fmt: skip
        self._desk, self._scope = desk, scope
        self.scope = scope_switch(scope)
        self.sheet = QComboBox()
        self.sheet.setAccessibleName(_("Sheet"))
        for key, sheet in SHEETS.items():
            self.sheet.addItem(_(sheet.label), key)
        self.sheet.setCurrentIndex(self.sheet.findData(desk.settings.get(SHEET)))
        for row in (FormRow(_("Products"), self.scope), FormRow(_("Sheet"), self.sheet)):
            self.body.addWidget(row, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(
            label(
                _("Afterwards drop all photos on the window, those of the labels among them. The photos of the labels "
                  "themselves go on no product."),
                "muted", wrap=True,
            )
        )  # fmt: skip
        self.body.addStretch(1)
        self.add_button(_("Cancel"), self.reject, name="cancel")
        self.add_button(_("Save as…"), self.ask_target, kind="primary", glyph="print", default=True, name="save")

    def ask_target(self) -> None:
        """Ask where the sheet is to lie, and write it."""
        folder = Path(self._desk.settings.get(FOLDER) or Path.home())
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save the labels"), str(folder / _suggested()), f"{_('PDF')} (*.pdf)"
        )
        if chosen:
            self._write(Path(chosen) if chosen.lower().endswith(".pdf") else Path(f"{chosen}.pdf"))

    def _write(self, target: Path) -> None:
        desk, sheet = self._desk, str(self.sheet.currentData())
        scope, which = self._scope, self.scope.current()
        desk.settings.put(FOLDER, str(target.parent))
        desk.settings.put(SHEET, sheet)

        def written(report: LabelReport) -> None:
            labels = ngettext("{n} label", "{n} labels", report.labels).format(n=show_number(report.labels))
            pages = ngettext("{n} page", "{n} pages", report.pages).format(n=show_number(report.pages))
            words = _("{file} is written: {labels} on {pages}.").format(
                file=report.path.name, labels=labels, pages=pages
            )
            offers = (
                Offer(_("Open"), lambda: open_file(report.path), "external-link"),
                Offer(_("Show in the folder"), lambda: show_in_folder(report.path), "folder"),
            )
            desk.say(words, "good", offers)

        desk.jobs.run_read(
            "labels",
            lambda progress: write_labels(
                desk.catalogue, chosen_ids(desk.catalogue, scope, which), target, sheet, progress
            ),
            written,
            desk.fail,
            label=_("Labels {file}").format(file=target.name),
        )
        self.accept()


def _suggested() -> str:
    """Return a file name with today's date."""
    return f"{_('labels')}-{datetime.now(UTC).astimezone():%Y-%m-%d}.pdf"
