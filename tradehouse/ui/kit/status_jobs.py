"""The place in the status bar where long work shows how far it is, and can be stopped."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from tradehouse.domain.language import _, ngettext
from tradehouse.ui.jobs import Job, Jobs
from tradehouse.ui.kit.buttons import push_button, tool_button
from tradehouse.ui.kit.labels import ElidedLabel, label
from tradehouse.ui.theme import GAP, PANEL

BESIDE = 2  # shown side by side; the rest is in a list that a button opens
BAR = 120
WORDS = 210


class StatusJobs(QWidget):
    """Follows a Jobs; takes no room while there is nothing to show."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_jobs")
        self.setAccessibleName(_("Work in progress"))
        self._jobs = jobs
        self._entries: dict[Job, _Entry] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(PANEL)
        self._more: QPushButton = push_button("", self._open_list, kind="flat")
        self._row.addWidget(self._more)
        self._list = _List(self)
        jobs.jobs_changed.connect(self.refresh)
        self.refresh()

    def entries(self) -> list["_Entry"]:
        """Return what is shown, oldest first."""
        return list(self._entries.values())

    def refresh(self) -> None:
        """Read the jobs again."""
        shown = self._jobs.shown()
        for job in [job for job in self._entries if job not in shown]:
            entry = self._entries.pop(job)
            entry.hide()
            entry.setParent(None)
            entry.deleteLater()
        for place, job in enumerate(shown):
            entry = self._entries.setdefault(job, _Entry(job)) if job not in self._entries else self._entries[job]
            entry.refresh()
            self._put(entry, place)
        hidden = max(0, len(shown) - BESIDE)
        self._more.setText(ngettext("{n} more", "{n} more", hidden).format(n=hidden))
        self._more.setVisible(hidden > 0)
        self.setVisible(bool(shown))
        if not hidden:
            self._list.hide()

    def _put(self, entry: "_Entry", place: int) -> None:
        if place < BESIDE:
            if self._row.indexOf(entry) != place:
                self._row.insertWidget(place, entry)
        elif self._list.column.indexOf(entry) < 0:
            self._list.column.addWidget(entry)
        entry.show()

    def _open_list(self) -> None:
        self._list.adjustSize()
        corner = self._more.mapToGlobal(QPoint(self._more.width(), 0))
        self._list.move(corner - QPoint(self._list.width(), self._list.height() + 4))
        self._list.show()


class _List(QFrame):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("pane", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(PANEL, GAP, PANEL, GAP)


class _Entry(QWidget):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job
        self._words = ElidedLabel(job.label)
        self._words.setFixedWidth(min(WORDS, self._words.sizeHint().width()))
        self.bar = QProgressBar(textVisible=False, maximum=1000)
        self.bar.setFixedWidth(BAR)
        self.bar.setAccessibleName(job.label)
        self._share = label("", "muted")
        self._share.setFixedWidth(self._share.fontMetrics().horizontalAdvance("100 %"))
        self._share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.stop = tool_button("close", "", job.cancel, size=14)
        self.stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        stop = _("Cancel: {work}").format(work=job.label)
        self.stop.setAccessibleName(stop)
        self.stop.setToolTip(stop)
        self.stop.clicked.connect(self.refresh)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for widget in (self._words, self.bar, self._share, self.stop):
            row.addWidget(widget)

    def refresh(self) -> None:
        """Show how far the job is now."""
        fraction = self._job.fraction
        self.bar.setMaximum(1000 if fraction is not None else 0)
        if fraction is not None:
            self.bar.setValue(round(fraction * 1000))
            self._share.setText(_("{percent}%").format(percent=int(fraction * 100)))
        if self._job.cancelling:
            self._words.set_whole(_("Stopping: {work}").format(work=self._job.label))
            self.stop.setEnabled(False)
        self.setToolTip(self._job.text)
