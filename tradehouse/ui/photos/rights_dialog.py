"""Photographer and consent of all photos of the selected products, in one step."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.errors import UserError
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.services.photos import set_rights
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.kit.labels import label
from tradehouse.ui.photos.rights import RightsFields


class PhotoRightsDialog(DialogFrame):
    """What is left empty stays as it is on each photo."""

    def __init__(self, desk: Desk, products: Sequence[int], parent: QWidget | None = None) -> None:
        words = ngettext("All photos of {n} product", "All photos of {n} products", len(products))
        super().__init__(
            _("Photographer and consent"), "photo_rights", QSize(520, 400), parent,
            sentence=words.format(n=show_number(len(products))),
        )  # fmt: skip
        self._desk, self._products = desk, list(products)
        self.rights = RightsFields()
        self.body.addLayout(self.rights)
        self.body.addWidget(
            label(_("What is left empty stays as it is on each photo. One undo takes it back."), "muted", wrap=True)
        )
        self.body.addStretch(1)
        self.add_button(_("Cancel"), self.reject, name="cancel")
        self.save = self.add_button(_("Save"), self._save, kind="primary", default=True, name="save")
        self.rights.credit.setFocus()

    def _save(self) -> None:
        credit = self.rights.credit.text().strip() or None
        consent = self.rights.consent(datetime.now(UTC).astimezone().date())
        problem = self.rights.problem()
        if not problem and credit is None and consent is None:
            problem = _("Fill in a photographer, or who gave consent.")
        self.show_problem(problem)
        if problem:
            return
        desk, products = self._desk, self._products

        def work(_progress: Progress) -> int:
            return set_rights(desk.catalogue, products, credit=credit, consent=consent)

        def done(changed: int) -> None:
            words = ngettext("{n} photo changed.", "{n} photos changed.", changed).format(n=show_number(changed))
            desk.say(words, "good" if changed else "neutral", (Offer(_("Undo"), desk.undo, "undo"),) if changed else ())
            self.accept()

        def failed(error: BaseException) -> None:
            self.save.setEnabled(True)
            if isinstance(error, UserError):
                self.show_problem(str(error))
            else:
                desk.fail(error)

        self.save.setEnabled(False)
        desk.jobs.run_write(_("Photographer and consent"), work, done, failed, owner=self)
