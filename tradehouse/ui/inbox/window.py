"""The inbox: one row per file, what could be told of it, and the way from there into the catalogue."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import _, ngettext
from tradehouse.services.inbox.files import FileState, InboxFile
from tradehouse.services.inbox.listing import inbox
from tradehouse.ui.desk import Desk
from tradehouse.ui.importing.drop_zone import WORKBOOK_PATTERN, DropZone
from tradehouse.ui.inbox.files import FilesPage
from tradehouse.ui.inbox.working import InboxWork
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.empty import EmptyState
from tradehouse.ui.kit.work_line import WorkLine
from tradehouse.ui.settings_store import last_folder
from tradehouse.ui.taking_frame import TakingFrame
from tradehouse.ui.theme import MARGIN

FOLDER = last_folder("inbox")
GATHER = 150  # milliseconds; an import of many files is many news


class InboxWindow(TakingFrame):
    """A window of its own beside the catalogue.

    Signals:
        wizard_wanted(InboxFile): a file is to be imported, and somebody must say how it is read.
        photos_found(list of paths): there were photos among the files that were taken, to be matched to products.
        changed(): what is in the inbox was read again.
    """

    wizard_wanted = Signal(object)
    photos_found = Signal(object)
    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Inbox"), "inbox", parent, desk.settings, FOLDER,
            sentence=_("Files that suppliers sent. Each becomes an import of its own that can be undone."),
        )  # fmt: skip
        self._desk = desk
        self._files: list[InboxFile] = []
        self._imported_shapes: set[str] = set()
        self._do = InboxWork(desk, self)
        self.page = FilesPage(desk)
        self.zone = DropZone(desk.settings.get(FOLDER))
        self._loading = EmptyState()
        self._loading.show_state("loading", "inbox", _("Reading the inbox…"))
        self._stack = QStackedWidget()
        self._work = WorkLine(desk.jobs)
        self._work.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self._build()
        self._connect()
        self._offer()
        self.page.table.setFocus()
        self.refresh()

    def _build(self) -> None:
        add_folder = push_button(_("Add a folder…"), self.ask_folder, kind="flat", glyph="folder")
        add_files = push_button(_("Add files…"), self.ask_files, glyph="file")
        for name, button in (("add_folder", add_folder), ("add_files", add_files)):
            button.setObjectName(name)
            self.page.tools.addWidget(button)
        nothing = QWidget()
        room = QVBoxLayout(nothing)
        room.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        room.addWidget(self.zone)
        for shown in (self._loading, nothing, self.page):
            self._stack.addWidget(shown)
        self.body.setSpacing(0)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self._work)
        chosen, do = self.page.chosen, self._do
        self.aside = self.add_button(_("Leave out"), lambda: do.leave_out(chosen()), kind="flat", end="left", name="leave_out")  # fmt: skip
        self.back = self.add_button(_("Bring back"), lambda: do.bring_back(chosen()), kind="flat", end="left", name="bring_back")  # fmt: skip
        self.remove = self.add_button(_("Remove"), lambda: do.remove(chosen()), kind="flat", glyph="trash", end="left", name="remove")  # fmt: skip
        self.undo = self.add_button(_("Undo its import"), self.undo_chosen, glyph="undo", name="undo")
        self.alike = self.add_button("", lambda: do.import_shape(chosen()[0].shape), name="import_shape")
        self.everything = self.add_button(_("Import all that can be read"), self.import_everything, name="import_all")
        self.take_one = self.add_button(_("Import"), self.import_chosen, kind="primary", glyph="import", default=True, name="import")  # fmt: skip

    def _connect(self) -> None:
        self.page.picked.connect(self._offer)
        self.page.table.doubleClicked.connect(lambda _index: self.import_chosen())
        self.page.details.supplier_named.connect(lambda name: self._do.set_supplier(self.page.chosen(), name))
        self.zone.arrived.connect(self.take)
        self._do.started.connect(self._work.follow)
        self._do.started.connect(lambda _job: self._offer())
        self._do.ended.connect(self.refresh)
        self._do.photos_found.connect(self.photos_found)
        self._gather = QTimer(self, singleShot=True, interval=GATHER)
        self._gather.timeout.connect(self.refresh)

    # --- the list --------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the inbox again and keep the place."""
        catalogue = self._desk.catalogue
        self._desk.jobs.run_read("inbox", lambda _progress: inbox(catalogue), self._show, self._desk.fail, owner=self)

    def refresh_soon(self) -> None:
        """Read the inbox again a moment later: the catalogue was changed."""
        self._gather.start()

    def _show(self, files: list[InboxFile]) -> None:
        self._files = files
        self._imported_shapes = {file.shape for file in files if file.shape and file.state is FileState.IMPORTED}
        self.page.show_files(files)
        self._stack.setCurrentIndex(2 if files else 1)
        self.changed.emit()

    def _is_known(self, file: InboxFile) -> bool:
        """Whether somebody saw how files of this shape are read: they said so, or imported one of them."""
        return bool(file.remembered) or file.shape in self._imported_shapes

    def _runs(self, file: InboxFile) -> bool:
        """Whether a file can be imported without a question."""
        return file.state is FileState.NEW and self._is_known(file) and not file.needs_supplier

    def _offer(self) -> None:
        """Offer what can be done with the selected files."""
        files = self.page.chosen()
        one = files[0] if len(files) == 1 else None
        writable = not self._desk.catalogue.read_only and not self._work.busy()
        new = [file for file in files if file.state is FileState.NEW]
        self.take_one.setEnabled(writable and bool(new) and (one is not None or all(map(self._runs, new))))
        self.take_one.setText(_("Import") if one is None or self._runs(one) else _("Import…"))
        self.undo.setVisible(one is not None and one.change_set is not None)
        self.undo.setEnabled(writable)
        self.aside.setEnabled(writable and any(f.state in (FileState.NEW, FileState.REFUSED) for f in files))
        self.back.setEnabled(writable and any(file.state is FileState.LEFT_OUT for file in files))
        self.remove.setEnabled(writable and bool(files))
        alike = [f for f in self._files if one is not None and one.shape and f.shape == one.shape and f.may_wait]
        words = ngettext("Import all {n} of this shape", "Import all {n} of this shape", len(alike))
        self.alike.setText(words.format(n=show_number(len(alike))))
        self.alike.setVisible(len(alike) > 1)
        known = any(map(self._is_known, alike))
        self.alike.setEnabled(writable and known)
        self.alike.setToolTip("" if known else _("Import one of them first; the others are then read like it."))
        ready = self._ready()
        self.everything.setVisible(len(ready) > 1)
        self.everything.setEnabled(writable)

    # --- taking in -------------------------------------------------------------------------------------------------

    def ask_files(self) -> None:
        """Open the dialog for files."""
        self.ask(_("Choose files"), f"{_('Workbooks')} ({WORKBOOK_PATTERN});;{_('All files')} (*)")

    def take(self, paths: Sequence[Path]) -> None:
        """Take files, folders, zips and chat exports into the inbox."""
        if paths and not self._desk.catalogue.read_only:
            self.remember(paths[0])
            self._do.take(paths)

    # --- importing -------------------------------------------------------------------------------------------------

    def import_chosen(self) -> None:
        """Import the selected files: at once where it is known how they are read, else through the wizard."""
        files = [file for file in self.page.chosen() if file.state is FileState.NEW]
        if not files or self._work.busy() or self._desk.catalogue.read_only:
            return
        if len(files) == 1 and not self._runs(files[0]):
            self.wizard_wanted.emit(files[0])
        elif all(map(self._runs, files)):
            self._do.import_files(files)

    def import_everything(self) -> None:
        """Import all new files whose shape is known and whose supplier is told; of versions only the newest."""
        self._do.import_files(self._ready())

    def _ready(self) -> list[InboxFile]:
        return [file for file in self._files if file.may_wait and self._runs(file) and file.older_than is None]

    def undo_chosen(self) -> None:
        """Take the import of the selected file back; where records were edited since, ask what to do."""
        files = self.page.chosen()
        if files and files[0].change_set is not None:
            self._desk.undo(files[0].change_set)
