"""Who sells: the names, contacts and words that every document of the house carries."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tradehouse.domain.errors import UserError
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.photos.renditions import THUMBNAIL
from tradehouse.services.house import read_house, save_house
from tradehouse.services.house_logo import read_logo, remove_logo, set_logo
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.kit.labels import label
from tradehouse.ui.photos.arriving import PHOTO_SUFFIXES
from tradehouse.ui.photos.pictures import read_picture
from tradehouse.ui.settings.page import SettingsPage
from tradehouse.ui.settings.texts import BlockText, LineText
from tradehouse.ui.theme import GAP, SPACE

LOGO = QSize(160, 80)


class HousePage(SettingsPage):
    """Every field is saved when it is left, and can be undone."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            "settings_house",
            _("House data"),
            _("Stands at the head and foot of every file for buyers. Saved as soon as you leave a field."),
            parent,
        )
        self._desk = desk
        self._rows: dict[str, FormRow] = {}
        self.pair(self._line("name_id", _("Name")), self._line("name_en", _("Name (English)")))
        self.column.addWidget(self._block("address", _("Address")))
        self.logo = _Logo(desk)
        self.column.addWidget(self.logo)
        self.part(_("Contact"))
        self.pair(self._line("phone", _("Phone")), self._line("whatsapp", _("WhatsApp")))
        self.pair(self._line("email", _("E-mail")), self._line("website", _("Website")))
        self.part(_("Bank and signature"))
        self.column.addWidget(self._block("bank", _("Bank account"), _("Bank, account number, holder, SWIFT code")))
        self.pair(self._line("signatory", _("Signed by")), self._line("signatory_role", _("Position")))
        self.part(_("Terms"))
        self.column.addWidget(
            self._block("payment_terms", _("Terms of payment"), _("For example 30% T/T deposit, 70% before shipment"))
        )
        self.column.addWidget(
            self._line("lead_time_basis", _("Lead time counts from"), _("For example receipt of the deposit"))
        )
        self.part(_("Catalogue"))
        self.column.addWidget(
            self._line(
                "catalogue_prefix",
                _("Prefix of the house's product codes"),
                _("For example MKS: new products are then MKS-KRY-0001. Codes given before stay as they are."),
            )
        )
        self.column.addStretch(1)
        for row in self._rows.values():
            row.setEnabled(not desk.catalogue.read_only)
        self.refresh()

    def refresh(self) -> None:
        """Read the house's data again."""
        catalogue = self._desk.catalogue
        self._desk.jobs.run_read(
            "house", lambda _progress: (read_house(catalogue), read_logo(catalogue)), self._arrived, owner=self
        )

    def row(self, key: str) -> FormRow:
        """Return the row of a field of the house."""
        return self._rows[key]

    def _arrived(self, found: tuple[Mapping[str, Any], str]) -> None:
        values, logo = found
        for key, row in self._rows.items():
            editor = row.editor
            if isinstance(editor, LineText | BlockText):
                editor.show_text(values[key] or "")
        self.logo.show_logo(logo)

    def _line(self, key: str, name: str, hint: str = "") -> FormRow:
        return self._add(key, name, LineText(), hint)

    def _block(self, key: str, name: str, hint: str = "") -> FormRow:
        return self._add(key, name, BlockText(), hint)

    def _add(self, key: str, name: str, editor: LineText | BlockText, hint: str) -> FormRow:
        editor.setObjectName(f"field.{key}")
        row = FormRow(name, editor, hint=hint)
        editor.committed.connect(lambda text: self._save(key, text))
        self._rows[key] = row
        return row

    def _save(self, key: str, text: str) -> None:
        catalogue, row = self._desk.catalogue, self._rows[key]

        def saved(differed: bool) -> None:
            row.set_problem("")
            if differed:
                row.show_saved(self._undo)

        def failed(error: BaseException) -> None:
            if isinstance(error, UserError):
                row.set_problem(str(error))
            else:
                self._desk.fail(error)

        self._desk.jobs.run_write(
            _("House data"), lambda _progress: save_house(catalogue, {key: text}), saved, failed, owner=self
        )

    def _undo(self) -> None:
        self._desk.undo()
        self._desk.jobs.run_write("", lambda _progress: None, lambda _none: self.refresh(), owner=self)


class _Logo(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.picture = QLabel()
        self.picture.setProperty("pane", "card")
        self.picture.setFixedSize(LOGO)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(_("Logo"))
        self._choose = push_button(_("Choose a picture…"), self._ask, glyph="photo-add")
        self._choose.setObjectName("choose_logo")
        self._remove = push_button(_("Remove"), self._take_away, kind="flat")
        self._remove.setObjectName("remove_logo")
        self._choose.setEnabled(not desk.catalogue.read_only)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self._choose)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(SPACE)
        words.addStretch(1)
        words.addLayout(buttons)
        words.addWidget(label(_("PNG or JPEG on white; printed at the head of price lists."), "small", wrap=True))
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(GAP + SPACE)
        row.addWidget(self.picture)
        row.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(label(_("Logo"), "muted"))
        column.addLayout(row)

    def show_logo(self, photo: str) -> None:
        """Show a stored picture, "" for none."""
        self._remove.setVisible(bool(photo) and not self._desk.catalogue.read_only)
        if not photo:
            self.picture.setPixmap(QPixmap())
            self.picture.setText(_("No logo yet"))
            return
        renditions = self._desk.catalogue.renditions
        self._desk.jobs.run_read(
            "logo", lambda _progress: read_picture(renditions, photo, THUMBNAIL), self._show, owner=self
        )

    def _show(self, image: QImage) -> None:
        ratio = self.devicePixelRatioF()
        room = (LOGO - QSize(12, 12)) * ratio
        picture = QPixmap.fromImage(image).scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        picture.setDevicePixelRatio(ratio)
        self.picture.setPixmap(picture)

    def _ask(self) -> None:
        pattern = " ".join(f"*{suffix}" for suffix in PHOTO_SUFFIXES)
        chosen, _filter = QFileDialog.getOpenFileName(self, _("Choose the logo"), "", f"{_('Pictures')} ({pattern})")
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Use a picture file as the logo."""
        catalogue = self._desk.catalogue

        def take(progress: Progress) -> str:
            set_logo(catalogue, path, progress)
            return read_logo(catalogue)

        self._desk.jobs.run_write(_("Logo"), take, self.show_logo, self._desk.fail, owner=self)

    def _take_away(self) -> None:
        catalogue = self._desk.catalogue
        self._desk.jobs.run_write(
            _("Logo"),
            lambda _progress: remove_logo(catalogue),
            lambda _none: self.show_logo(""),
            self._desk.fail,
            owner=self,
        )
