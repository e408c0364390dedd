"""What is written about one photo on one product: texts for who cannot see it, photographer, consent."""

from datetime import UTC, datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from tradehouse.domain.errors import UserError
from tradehouse.domain.language import _
from tradehouse.domain.photo_facts import fault_message, read_consent
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import AttachedPhoto
from tradehouse.photos.renditions import THUMBNAIL
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.photos import PhotoFacts, set_facts
from tradehouse.ui.jobs import Jobs
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.kit.labels import label
from tradehouse.ui.photos.pictures import read_picture
from tradehouse.ui.photos.rights import RightsFields
from tradehouse.ui.theme import MARGIN, PANEL

SIDE = 168
LONGEST_TEXT = 500


class PhotoFactsDialog(DialogFrame):
    """Saves everything as one step of undo.

    Signals:
        written(): something is in the catalogue.
    """

    written = Signal()

    def __init__(self, catalogue: Catalogue, jobs: Jobs, photo: AttachedPhoto, parent: QWidget | None = None) -> None:
        size = _("{width} × {height} px").format(width=photo.width, height=photo.height)
        super().__init__(
            _("About this photo"), "photo_facts", QSize(640, 470), parent,
            sentence="  ·  ".join(filter(None, (photo.original_name, size))),
        )  # fmt: skip
        self._catalogue, self._jobs, self._photo = catalogue, jobs, photo
        self.alt_id, self.alt_en = QLineEdit(photo.alt_id), QLineEdit(photo.alt_en)
        for name, line in (("alt_id", self.alt_id), ("alt_en", self.alt_en)):
            line.setObjectName(name)
            line.setMaxLength(LONGEST_TEXT)
        self.rights = RightsFields()
        self.rights.show_rights(photo.credit, read_consent(photo.consent))
        fields = QVBoxLayout()
        fields.setSpacing(PANEL)
        fields.addWidget(FormRow(_("What it shows, in Indonesian"), self.alt_id))
        fields.addWidget(
            FormRow(
                _("What it shows, in English"),
                self.alt_en,
                hint=_("Read out to those who cannot see the picture, and by search engines."),
            )
        )
        fields.addLayout(self.rights)
        fields.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(MARGIN)
        row.addLayout(self._look())
        row.addLayout(fields, 1)
        self.body.addLayout(row)
        self.add_button(_("Cancel"), self.reject, name="cancel")
        self.save = self.add_button(_("Save"), self._save, kind="primary", default=True, name="save")
        self.save.setEnabled(not catalogue.read_only)
        self.alt_id.setFocus()

    def _look(self) -> QVBoxLayout:
        """Return the small picture with what is wrong with it below."""
        picture = QLabel()
        picture.setFixedSize(SIDE, SIDE)
        picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        ratio, key, renditions = self.devicePixelRatioF(), self._photo.key, self._catalogue.renditions

        def arrived(image: QImage) -> None:
            if not image.isNull():
                shown = QPixmap.fromImage(image)
                shown.setDevicePixelRatio(ratio)
                picture.setPixmap(shown)

        side = min(THUMBNAIL, round(SIDE * ratio))
        self._jobs.run_read("photo-facts", lambda _p: read_picture(renditions, key, side), arrived, owner=self)
        column = QVBoxLayout()
        column.setSpacing(PANEL)
        column.addWidget(picture)
        for fault in self._photo.faults:
            width, height = self._photo.edit.shown_size((self._photo.width, self._photo.height))
            words = label(str(fault_message(fault, width, height)), "attention", wrap=True)
            words.setMaximumWidth(SIDE)
            column.addWidget(words)
        column.addStretch(1)
        return column

    def _save(self) -> None:
        problem = self.rights.problem()
        self.show_problem(problem)
        if problem:
            return
        today = datetime.now(UTC).astimezone().date()
        facts = PhotoFacts(
            self.alt_id.text(), self.alt_en.text(), self.rights.credit.text(), self.rights.consent(today)
        )
        catalogue, photo = self._catalogue, self._photo

        def work(_progress: Progress) -> bool:
            return set_facts(catalogue, photo.link_id, photo.photo_id, facts)

        def done(_changed: bool) -> None:
            self.written.emit()
            self.accept()

        def failed(error: BaseException) -> None:
            self.save.setEnabled(True)
            if not isinstance(error, UserError):
                raise error
            self.show_problem(str(error))

        self.save.setEnabled(False)
        self._jobs.run_write(_("About this photo"), work, done, failed, owner=self)
