"""Photos that leave: of which products, as originals or at a size, as a folder or a zip, named by SKU."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import _, ngettext
from tradehouse.photos.renditions import LARGEST_BOX, SCREEN
from tradehouse.services.photo_export import PhotoExport, export_photos
from tradehouse.ui.desk import Desk
from tradehouse.ui.exporting.scope import ExportScope, chosen_ids, scope_switch
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.editors import spin_box
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.message import MessageBox
from tradehouse.ui.kit.segmented import Segmented
from tradehouse.ui.opening import show_in_folder
from tradehouse.ui.settings_store import last_folder, number

FOLDER: Final = last_folder("photos-out")
OWN_SIZE: Final = number("photos-out.side", 1200, 100, LARGEST_BOX)
ORIGINAL, SCREEN_SIZE, PRINT_SIZE, OWN = "original", "screen", "print", "own"
SIDES: Mapping[str, int | None] = {ORIGINAL: None, SCREEN_SIZE: SCREEN, PRINT_SIZE: 3508}
"""Longer sides in pixels; 3508 are the longer side of A4 at 300 dots an inch."""


class SavePhotosDialog(DialogFrame):
    """Asks what leaves; the place is asked by the system's own dialog."""

    def __init__(self, desk: Desk, scope: ExportScope, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Save photos"), "save_photos_dialog", QSize(680, 400), parent,
            sentence=_("Files are named by SKU: KRY-0012.jpg, KRY-0012_2.jpg. Places and devices are taken out of them."),
        )  # fmt: skip
        self._desk, self._scope = desk, scope
        self.scope = scope_switch(scope)
        self.sizes = Segmented(
            _("Size"),
            ((ORIGINAL, _("Originals"), ""), (SCREEN_SIZE, _("Screen, {n} px").format(n=SCREEN), ""),
             (PRINT_SIZE, _("Print, {n} px").format(n=SIDES[PRINT_SIZE]), ""), (OWN, _("Other"), "")),
        )  # fmt: skip
        self.side = spin_box(100, LARGEST_BOX, desk.settings.get(OWN_SIZE))
        self.side.setSuffix(f" {_('px')}")
        self.side.setAccessibleName(_("Longer side in pixels"))
        self.side.setEnabled(False)
        self.sizes.chosen.connect(lambda key: self.side.setEnabled(key == OWN))
        line_of_sizes = QWidget()
        row = QHBoxLayout(line_of_sizes)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.sizes)
        row.addWidget(self.side)
        self.packing = Segmented(_("As"), (("folder", _("Folder"), "folder"), ("zip", _("Zip"), "box")))
        self.main_only = QCheckBox(_("Only the main photo of each product"))
        for line in (
            FormRow(_("Products"), self.scope),
            FormRow(_("Size"), line_of_sizes),
            FormRow(_("As"), self.packing),
        ):
            self.body.addWidget(line, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.main_only)
        self.body.addWidget(label(_("Files of the same name in the folder are replaced."), "muted", wrap=True))
        self.body.addStretch(1)
        self.add_button(_("Cancel"), self.reject, name="cancel")
        self.add_button(_("Save…"), self.ask_target, kind="primary", glyph="download", default=True, name="save")

    def ask_target(self) -> None:
        """Ask for the folder, or the zip to write, and write it."""
        folder = Path(self._desk.settings.get(FOLDER) or Path.home())
        if self.packing.current() == "folder":
            chosen = QFileDialog.getExistingDirectory(self, _("Save photos into a folder"), str(folder))
        else:
            chosen, _filter = QFileDialog.getSaveFileName(
                self, _("Save photos as a zip"), str(folder / _suggested()), f"{_('Zip')} (*.zip)"
            )
            chosen = chosen if not chosen or chosen.lower().endswith(".zip") else f"{chosen}.zip"
        if chosen:
            self._write(Path(chosen))

    def _write(self, target: Path) -> None:
        desk, catalogue, window = self._desk, self._desk.catalogue, self.parentWidget()
        scope, which, main_only = self._scope, self.scope.current(), self.main_only.isChecked()
        side = self.side.value() if self.sizes.current() == OWN else SIDES[self.sizes.current()]
        desk.settings.put(FOLDER, str(target if target.suffix.lower() != ".zip" else target.parent))
        desk.settings.put(OWN_SIZE, self.side.value())

        def written(report: PhotoExport) -> None:
            _tell(desk, report, window)

        desk.jobs.run_read(
            "photos-out",
            lambda progress: export_photos(
                catalogue, chosen_ids(catalogue, scope, which), target, side, progress, main_only=main_only
            ),
            written,
            desk.fail,
            label=_("Photos to {file}").format(file=target.name),
        )
        self.accept()


def _tell(desk: Desk, report: PhotoExport, window: QWidget | None) -> None:
    """Say what was written, and list what is missing."""
    photos = ngettext("{n} photo", "{n} photos", report.photos).format(n=show_number(report.photos))
    products = ngettext("{n} product", "{n} products", report.products).format(n=show_number(report.products))
    words = _("{photos} of {products} saved to {file}.").format(photos=photos, products=products, file=report.path.name)
    bare = len(report.without_photo)
    if bare:
        words += " " + ngettext("{n} product has no photo.", "{n} products have no photo.", bare).format(
            n=show_number(bare)
        )
    shown = report.path if report.path.suffix.lower() == ".zip" else report.path / "-"
    offer = Offer(_("Show in the folder"), lambda: show_in_folder(shown), "folder")
    desk.say(words, "attention" if report.problems or bare else "good", (offer,))
    if report.problems:
        title = _("These photos could not be saved:")
        MessageBox(title, [str(problem) for problem in report.problems], window, "attention").open()


def _suggested() -> str:
    """Return a file name with today's date."""
    return f"{_('photos')}-{datetime.now(UTC).astimezone():%Y-%m-%d}.zip"
