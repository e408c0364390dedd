"""Below the large photo: what it shows, whether it may be shown, what is wrong with it."""

from datetime import UTC, datetime

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from tradehouse.domain.photo_facts import fault_message, read_consent
from tradehouse.domain.records import AttachedPhoto
from tradehouse.ui.kit.badge import Badge, BadgeButton
from tradehouse.ui.kit.flow import FlowLayout
from tradehouse.ui.photos.pane import statuses
from tradehouse.ui.photos.rights import consent_status
from tradehouse.ui.theme import SPACE


class PhotoCaption(QWidget):
    """Badges of one photo.

    Signals:
        role_asked(point): the role is to be chosen, in a menu at this point of the screen.
        facts_asked(): what is written about the photo is to be shown.
    """

    role_asked = Signal(QPoint)
    facts_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("photo_caption")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self, SPACE)
        self._shown: AttachedPhoto | None = None

    def show_photo(self, photo: AttachedPhoto | None) -> None:
        """Tell about a photo, or nothing."""
        self.setVisible(photo is not None)
        if photo is None or photo == self._shown:
            return
        self._shown = photo
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        role, *others = statuses(photo)
        if photo.verdict:
            role, others = others[0], [role, *others[1:]]
        choose = BadgeButton(role)
        choose.setObjectName("photo_role")
        choose.clicked.connect(lambda: self.role_asked.emit(choose.mapToGlobal(QPoint(0, choose.height()))))
        self._flow.addWidget(choose)
        today = datetime.now(UTC).astimezone().date()
        consent = BadgeButton(consent_status(read_consent(photo.consent), today))
        consent.setObjectName("photo_consent")
        consent.clicked.connect(self.facts_asked)
        self._flow.addWidget(consent)
        width, height = photo.edit.shown_size((photo.width, photo.height))
        reasons = "\n".join(str(fault_message(fault, width, height)) for fault in photo.faults)
        for status in others:
            badge = Badge(status)
            badge.setToolTip(reasons if status.tone == "attention" else "")
            self._flow.addWidget(badge)
