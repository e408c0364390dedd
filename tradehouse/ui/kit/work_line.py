"""Work that a dialog waits for: what it does, how far it is, and a way to stop it."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from tradehouse.domain.fields import RECORD_KINDS
from tradehouse.domain.language import _
from tradehouse.ui.jobs import Job, Jobs
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.labels import ElidedLabel, label
from tradehouse.ui.theme import GAP


class WorkLine(QWidget):
    """Follows one job of a Jobs; keeps its place while there is nothing to show."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("work_line")
        self._jobs = jobs
        self._job: Job | None = None
        self._words = ElidedLabel("", "muted")
        self.bar = QProgressBar(textVisible=False, maximum=1000)
        self.bar.setMinimumWidth(160)
        self.bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._share = label("", "muted")
        self._share.setFixedWidth(self._share.fontMetrics().horizontalAdvance("100 %"))
        self.stop = push_button(_("Stop"), self._cancel, kind="flat")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self._words, 2)
        row.addWidget(self.bar, 3)
        row.addWidget(self._share)
        row.addWidget(self.stop)
        keep = self.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        keep.setVerticalPolicy(QSizePolicy.Policy.Fixed)
        self.setSizePolicy(keep)
        jobs.jobs_changed.connect(self._refresh)
        self.hide()

    def follow(self, job: Job | None) -> None:
        """Show a job until it ends, or none."""
        self._job = job
        self._refresh()

    def job(self) -> Job | None:
        """Return the job that is still on its way, if any."""
        return self._job if self.busy() else None

    def busy(self) -> bool:
        """Say whether the job is still on its way."""
        return self._job is not None and self._job in self._jobs.active()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._refresh()

    def _refresh(self) -> None:
        job = self._job
        if job is None or not self.busy():
            self._job = None
            self.hide()
            return
        self.setVisible(job in self._jobs.shown())
        fraction = job.fraction
        self.bar.setMaximum(1000 if fraction is not None else 0)
        self.bar.setAccessibleName(job.label)
        if fraction is not None:
            self.bar.setValue(round(fraction * 1000))
        self._share.setText("" if fraction is None else _("{percent}%").format(percent=int(fraction * 100)))
        # What the work reports beside figures is the file or photo at hand, or a kind of record, which is no news.
        beside = "" if job.text in RECORD_KINDS else job.text
        doing = f"{job.label} – {beside}" if beside else job.label
        self._words.set_whole(_("Stopping: {work}").format(work=job.label) if job.cancelling else doing)
        self.stop.setEnabled(not job.cancelling)
