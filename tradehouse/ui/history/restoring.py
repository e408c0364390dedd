"""Going back to a backup: what is in it and what happens is said before, since undo cannot help here."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from tradehouse.domain.display import show_time
from tradehouse.domain.errors import UserError
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.services.backup import backup_time, restore
from tradehouse.ui.errors import show_error
from tradehouse.ui.jobs import Jobs
from tradehouse.ui.kit.caution import Caution
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.labels import ElidedLabel, label
from tradehouse.ui.kit.work_line import WorkLine


class RestoreQuestion(DialogFrame):
    """Asks before the present catalogue is put aside. agreed(path) is emitted when the person goes on."""

    agreed = Signal(object)

    def __init__(self, source: Path, files: Mapping[str, Mapping[str, object]], parent: QWidget | None = None) -> None:
        super().__init__(_("Restore a backup"), "restore_question", QSize(520, 320), parent)
        self._source = source
        made = backup_time(source)
        photos = sum(1 for name in files if name.startswith("photos/"))
        self.body.addWidget(label(source.name, "heading", wrap=True))
        words = ngettext("Made {when}, with {n} photo", "Made {when}, with {n} photos", photos)
        self.body.addWidget(label(words.format(when=show_time(made), n=photos), "muted"))
        self.body.addWidget(
            label(
                _("The catalogue as it is now will be replaced by the one in this backup. The present one is put into "
                  "the catalogue's trash folder first, so that nothing is lost."),
                wrap=True,
            )
        )  # fmt: skip
        self.body.addWidget(Caution(_("Whatever was changed after the backup is not in it.")))
        self.body.addStretch(1)
        cancel = self.add_button(_("Keep the present catalogue"), self.reject, name="keep")
        self.add_button(_("Restore the backup"), self._agree, kind="danger", name="restore")
        cancel.setFocus()

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit(self._source)


class RestoreWork(DialogFrame):
    """Restores while no window has the catalogue open.

    Signals:
        ended(bool): True once the backup is in place; False where the catalogue is as it was.
    """

    ended = Signal(bool)

    def __init__(self, folder: Path, source: Path, parent: QWidget | None = None) -> None:
        super().__init__(_("Restoring…"), "restore_work", QSize(520, 220), parent)
        self._jobs = Jobs(self._failed, self)
        self._restored = False
        self.body.addWidget(
            label(_("The backup is unpacked beside the catalogue and checked before it takes its place."))
        )
        self.body.addWidget(ElidedLabel(str(source), "muted"))
        self.body.addStretch(1)
        self._work = WorkLine(self._jobs)
        self.body.addWidget(self._work)
        self._close = self.add_button(_("Stop"), self.close, name="close")

        def work(progress: Progress) -> int:
            return restore(folder, source, progress)

        job = self._jobs.run_write(_("Restore a backup"), work, self._succeeded, self._failed, on_cancelled=self.reject)
        self._work.follow(job)

    def done(self, result: int) -> None:
        self._jobs.shutdown()
        super().done(result)
        self.ended.emit(self._restored)

    def _succeeded(self, _files: int) -> None:
        self._restored = True
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self.set_heading(_("The backup was not restored"), _("The catalogue is as it was."))
        self._close.setText(_("Close"))
        if isinstance(error, UserError):
            self.body.insertWidget(0, Caution(str(error), "danger"))
        else:
            show_error(self, error)
