"""The work behind the inbox's window, off the window's thread: taking files in, deciding about them, importing them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.services.inbox import deciding
from tradehouse.services.inbox.files import InboxFile
from tradehouse.services.inbox.importing import Imported, import_files, import_shape
from tradehouse.services.inbox.taking_in import InboxReport, take_in
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.message import MessageBox
from tradehouse.ui.photos.arriving import may_hold_photos


class InboxWork(QObject):
    """One per window of the inbox.

    Signals:
        started(Job): work is under way.
        ended(): it is done, refused or stopped; the inbox may be another one now.
        photos_found(list of paths): there were photos among the files that were taken, to be matched to products.
    """

    started = Signal(object)
    ended = Signal()
    photos_found = Signal(object)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window

    def take(self, paths: Sequence[Path]) -> None:
        """Take files, folders, zips and chat exports into the inbox."""
        catalogue, wanted = self._desk.catalogue, list(paths)
        names = ", ".join(path.name for path in wanted[:3])
        words = _("Inbox: {files}").format(files=names)
        self._go(
            words, lambda progress: take_in(catalogue, wanted, progress), lambda report: self._taken(report, wanted)
        )

    def set_supplier(self, files: Sequence[InboxFile], name: str) -> None:
        """Say whose files these are; "" takes it back."""
        self._decide(_("Supplier of a file"), files, lambda where, ids: deciding.set_supplier(where, ids, name))

    def leave_out(self, files: Sequence[InboxFile]) -> None:
        """Say that files are not wanted."""
        self._decide(_("Leaving out"), files, deciding.leave_out)

    def bring_back(self, files: Sequence[InboxFile]) -> None:
        """Let files wait again."""
        self._decide(_("Bringing back"), files, deciding.bring_back)

    def remove(self, files: Sequence[InboxFile]) -> None:
        """Take files out of the inbox; their bytes go to the folder's trash."""
        self._decide(_("Removing"), files, deciding.remove)

    def import_files(self, files: Sequence[InboxFile]) -> None:
        """Import files, each a change of its own."""
        catalogue, ids = self._desk.catalogue, [file.id for file in files]
        self._go(_("Importing"), lambda progress: import_files(catalogue, ids, progress), self._imported)

    def import_shape(self, shape: str) -> None:
        """Import all new files of a shape."""
        catalogue = self._desk.catalogue
        self._go(_("Importing"), lambda progress: import_shape(catalogue, shape, progress), self._imported)

    def _decide(self, words: str, files: Sequence[InboxFile], act: Callable[..., None]) -> None:
        catalogue, ids = self._desk.catalogue, [file.id for file in files]
        if ids and not catalogue.read_only:
            self._go(words, lambda _progress: act(catalogue, ids))

    def _go(
        self, words: str, work: Callable[[Progress], Any], done: Callable[[Any], None] = lambda _nothing: None
    ) -> None:
        def succeeded(result: Any) -> None:
            done(result)
            self.ended.emit()

        def failed(error: BaseException) -> None:
            self._desk.fail(error)
            self.ended.emit()

        job = self._desk.jobs.run_write(words, work, succeeded, failed, on_cancelled=self.ended.emit, owner=self)
        self.started.emit(job)

    def _taken(self, report: InboxReport, paths: Sequence[Path]) -> None:
        new = ngettext("{n} file is new in the inbox.", "{n} files are new in the inbox.", report.added)
        words = [new.format(n=show_number(report.added))]
        if report.known:
            known = ngettext("{n} was here already.", "{n} were here already.", report.known)
            words.append(known.format(n=show_number(report.known)))
        if report.photos:
            beside = ngettext(
                "{n} photo goes on to the plan of photos.", "{n} photos go on to the plan of photos.", report.photos
            )
            words.append(beside.format(n=show_number(report.photos)))
        self._desk.say(" ".join(words), "good" if report.added else "neutral")
        if report.photos:
            self.photos_found.emit([path for path in paths if may_hold_photos(path)])

    def _imported(self, done: list[Imported]) -> None:
        """Tell what became of the files, and list those of which something is left over."""
        reports = [one.report for one in done if one.report is not None]
        rows = sum(report.rows.created + report.rows.updated for report in reports)
        words = ngettext("{n} file imported", "{n} files imported", len(reports)).format(n=show_number(len(reports)))
        of_rows = ngettext("{n} row", "{n} rows", rows).format(n=show_number(rows))
        left = [line for one in done if (line := _left_over(one))]
        self._desk.say(f"{words}: {of_rows}.", "attention" if left else "good")
        if left:
            title = _("{words}. Please look at these:").format(words=words)
            MessageBox(title, left, self._window, "attention").open()


def _left_over(one: Imported) -> str:
    """Return why a file was refused, or how many of its rows were; "" where all of it was taken."""
    if one.report is None:
        return _("{file}: {reason}").format(file=one.file.name, reason=one.refusal)
    n = one.report.rows.rejected
    told = ngettext("{n} row was rejected.", "{n} rows were rejected.", n).format(n=show_number(n))
    return _("{file}: {reason}").format(file=one.file.name, reason=told) if n else ""
