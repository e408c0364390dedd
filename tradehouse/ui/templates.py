"""Empty lists to hand out: which kind, in which language, and where the workbook is to lie."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import LANGUAGES, _, current_language
from tradehouse.services.templates import template_name, write_template
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.kit.segmented import Segmented
from tradehouse.ui.opening import open_file, show_in_folder
from tradehouse.ui.settings_store import last_folder

FOLDER: Final = last_folder("export")


def save_template(desk: Desk, parent: QWidget | None = None) -> "TemplateDialog":
    """Open the dialog that saves a template workbook; what became of it is told in the window's line."""
    dialog = TemplateDialog(desk, parent)
    dialog.open()
    return dialog


class TemplateDialog(DialogFrame):
    """A list of which kind, in which language; the rest is asked by the system's own dialog."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Template workbook"),
            "template_dialog",
            QSize(520, 300),
            parent,
            sentence=_("An empty list with drop-downs, an example and a guide, to fill in here or by a supplier."),
        )
        self._desk = desk
        self.kind = Segmented(
            _("List of"),
            (
                (str(RecordKind.PRODUCT), _("Products"), "box"),
                (str(RecordKind.SUPPLIER), _("Suppliers"), "store"),
                (str(RecordKind.CERTIFICATION), _("Certificates"), "certificate"),
            ),
        )
        self.language = Segmented(_("Language"), [(code, name, "") for code, name in LANGUAGES.items()])
        self.language.choose(current_language())
        for row in (FormRow(_("List of"), self.kind), FormRow(_("Language"), self.language)):
            self.body.addWidget(row, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.add_button(_("Cancel"), self.reject, name="cancel")
        self.add_button(_("Save as…"), self.ask_target, kind="primary", glyph="save-as", default=True, name="save")

    def ask_target(self) -> None:
        """Ask where the workbook is to lie, and write it."""
        folder = Path(self._desk.settings.get(FOLDER) or Path.home())
        name = template_name(RecordKind(self.kind.current()), self.language.current())
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save the template"), str(folder / name), f"{_('Excel workbook')} (*.xlsx)"
        )
        if chosen:
            self._write(Path(chosen) if chosen.lower().endswith(".xlsx") else Path(f"{chosen}.xlsx"))

    def _write(self, target: Path) -> None:
        desk, kind, language = self._desk, RecordKind(self.kind.current()), self.language.current()
        desk.settings.put(FOLDER, str(target.parent))

        def written(path: Path) -> None:
            offers = (
                Offer(_("Open"), lambda: open_file(path), "external-link"),
                Offer(_("Show in the folder"), lambda: show_in_folder(path), "folder"),
            )
            desk.say(_("The template {file} is saved.").format(file=path.name), "good", offers)

        desk.jobs.run_read(
            "template",
            lambda progress: write_template(kind, target, language, progress),
            written,
            desk.fail,
            label=_("Template {file}").format(file=target.name),
        )
        self.accept()
