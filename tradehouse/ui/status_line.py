"""The foot of the window: how many records, work in progress, who is at work, the last backup."""

from datetime import datetime

from PySide6.QtWidgets import QStatusBar, QWidget

from tradehouse.domain.display import show_number, show_time
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _, ngettext
from tradehouse.ui.browser.kind_words import say_count
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.status_jobs import StatusJobs
from tradehouse.ui.staff_button import StaffButton
from tradehouse.ui.theme import PANEL


class StatusLine(QStatusBar):
    """The status bar."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setSizeGripEnabled(False)
        self.setContentsMargins(PANEL - 4, 0, PANEL - 4, 0)
        self.count = label("", "muted")
        self.count.setObjectName("status_count")
        self.staff = StaffButton(desk)
        self.backup = label("", "muted")
        self.backup.setObjectName("status_backup")
        self.tray = push_button("", kind="flat", glyph="photo")
        self.tray.setObjectName("status_tray")
        self.tray.setToolTip(_("Photos that wait until somebody says what they show"))
        self.tray.hide()
        self.addWidget(self.count, 1)
        self.addPermanentWidget(StatusJobs(desk.jobs))
        self.addPermanentWidget(self.tray)
        self.addPermanentWidget(self.staff)
        self.addPermanentWidget(self.backup)

    def show_count(self, kind: RecordKind, total: int, selected: int) -> None:
        """Show how many records there are, -1 while they are still being counted, and how many are selected."""
        words = say_count(kind, total) if total >= 0 else _("Counting…")
        if selected > 1:
            chosen = ngettext("{n} selected", "{n} selected", selected).format(n=show_number(selected))
            words = f"{words}  ·  {chosen}"
        self.count.setText(words)

    def show_tray(self, photos: int) -> None:
        """Show how many photos wait for a product; none needs no words."""
        words = ngettext("{n} photo without a product", "{n} photos without a product", photos)
        self.tray.setText(words.format(n=show_number(photos)))
        self.tray.setVisible(photos > 0)

    def load(self) -> None:
        """Read what the line tells about the catalogue."""
        from tradehouse.services.backup import last_backup

        catalogue = self._desk.catalogue
        self._desk.jobs.run_read("last-backup", lambda _p: last_backup(catalogue), self.show_backup, owner=self)

    def show_backup(self, made: datetime | None) -> None:
        """Show when the last backup was made."""
        if made is None:
            self.backup.setText("")
        else:
            now = datetime.now().astimezone()
            local = made.astimezone()
            when = f"{local:%H:%M}" if local.date() == now.date() else show_time(made)
            self.backup.setText(_("Last backup {when}").format(when=when) + " ✓")
