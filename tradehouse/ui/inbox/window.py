"""The inbox: one row per file, what could be told of it, and the way from there into the catalogue."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tradehouse.domain.display import show_number
from tradehouse.domain.language import N_, _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.services.inbox import deciding
from tradehouse.services.inbox.files import FileState, InboxFile
from tradehouse.services.inbox.importing import Imported, import_all, import_files, import_shape
from tradehouse.services.inbox.listing import inbox
from tradehouse.services.inbox.taking_in import InboxReport, take_in
from tradehouse.ui.desk import Desk
from tradehouse.ui.importing.drop_zone import WORKBOOK_PATTERN, DropZone
from tradehouse.ui.inbox.details import FileDetails
from tradehouse.ui.inbox.model import FILE, FILTERS, InboxModel
from tradehouse.ui.kit.badge import Tone
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.empty import EmptyState
from tradehouse.ui.kit.filter_chip import FilterChip
from tradehouse.ui.kit.message import MessageBox
from tradehouse.ui.kit.plain_table import PlainTable
from tradehouse.ui.kit.work_line import WorkLine
from tradehouse.ui.photos.arriving import local_paths
from tradehouse.ui.settings_store import last_folder
from tradehouse.ui.theme import GAP, MARGIN, PANEL

FOLDER = last_folder("inbox")
GATHER = 150  # milliseconds; an import of many files is many news
_CHIPS: dict[str, tuple[str, str, Tone]] = {
    "all": ("", N_("All"), "neutral"),
    "new": ("star", N_("New"), "accent"),
    "imported": ("check", N_("Imported"), "good"),
    "left_out": ("minus", N_("Left out"), "neutral"),
    "refused": ("error", N_("No list"), "danger"),
}


class InboxWindow(DialogFrame):
    """A window of its own beside the catalogue.

    Signals:
        wizard_wanted(InboxFile): a file is to be imported, and somebody must say how it is read.
        changed(): what is in the inbox was read again.
    """

    wizard_wanted = Signal(object)
    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Inbox"), "inbox", QSize(1240, 690), parent, margins=False,
            sentence=_("Files that suppliers sent. Each becomes an import of its own that can be undone."),
        )  # fmt: skip
        self.setModal(False)
        self.setAcceptDrops(True)
        self._desk = desk
        self._files: list[InboxFile] = []
        self._filter, self._shape = "all", 0
        self._model = InboxModel(self)
        self.table = PlainTable(_("Files"))
        self.table.setModel(self._model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.set_widths((190, 110, 150, 120, 60, 120, 180), stretch=6)
        self.details = FileDetails(desk)
        self.details.supplier_named.connect(self._set_supplier)
        self.zone = DropZone(desk.settings.get(FOLDER))
        self.zone.arrived.connect(self.take)
        self._loading = EmptyState()
        self._loading.show_state("loading", "inbox", _("Reading the inbox…"))
        self._stack = QStackedWidget()
        self._work = WorkLine(desk.jobs)
        self._work.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self.chips: dict[str, FilterChip] = {}
        self.shapes = QComboBox()
        self._build()
        self.table.selectionModel().selectionChanged.connect(lambda *_sides: self._chosen())
        self.table.doubleClicked.connect(lambda _index: self.import_chosen())
        self._gather = QTimer(self, singleShot=True, interval=GATHER)
        self._gather.timeout.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(MARGIN, PANEL, MARGIN, PANEL)
        line.setSpacing(GAP)
        for key, _fits in FILTERS:
            glyph, words, tone = _CHIPS[key]
            chip = FilterChip(glyph, _(words), tone)
            chip.setObjectName(f"filter.{key}")
            chip.clicked.connect(lambda _on=False, key=key: self._show_filter(key))
            self.chips[key] = chip
            line.addWidget(chip)
        self.shapes.setObjectName("shapes")
        self.shapes.setAccessibleName(_("Shape"))
        self.shapes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.shapes.setMinimumContentsLength(20)
        self.shapes.activated.connect(self._shape_chosen)
        line.addWidget(self.shapes)
        line.addStretch(1)
        add_files = push_button(_("Add files…"), self.ask_files, glyph="file")
        add_folder = push_button(_("Add a folder…"), self.ask_folder, kind="flat", glyph="folder")
        add_files.setObjectName("add_files")
        add_folder.setObjectName("add_folder")
        line.addWidget(add_folder)
        line.addWidget(add_files)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.table, 1)
        row.addWidget(self.details)
        column.addLayout(row, 1)
        nothing = QWidget()
        room = QVBoxLayout(nothing)
        room.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        room.addWidget(self.zone)
        for shown in (self._loading, nothing, page):
            self._stack.addWidget(shown)
        self.body.setSpacing(0)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self._work)
        self.aside = self.add_button(_("Leave out"), self.leave_out, kind="flat", end="left", name="leave_out")
        self.back = self.add_button(_("Bring back"), self.bring_back, kind="flat", end="left", name="bring_back")
        self.remove = self.add_button(_("Remove"), self.remove_chosen, kind="flat", glyph="trash", end="left", name="remove")  # fmt: skip
        self.undo = self.add_button(_("Undo its import"), self.undo_chosen, glyph="undo", name="undo")
        self.alike = self.add_button("", self.import_alike, name="import_shape")
        self.everything = self.add_button(_("Import all that can be read"), self.import_everything, name="import_all")
        self.take_one = self.add_button(_("Import"), self.import_chosen, kind="primary", glyph="import", default=True, name="import")  # fmt: skip
        self._chosen()

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
        for key, fits in FILTERS:
            self.chips[key].show_count(sum(map(fits, files)))
        self._list_shapes()
        self._stack.setCurrentIndex(2 if files else 1)
        self.changed.emit()
        self._show_filter(self._filter if self.chips[self._filter].count() else "all")

    def _list_shapes(self) -> None:
        self.shapes.clear()
        self.shapes.addItem(_("Every shape"), 0)
        firsts: dict[int, InboxFile] = {}
        for file in self._files:
            if file.alike > 1:
                firsts.setdefault(file.shape_number, file)
        for number, file in firsts.items():
            words = ngettext("{n} file like {file}", "{n} files like {file}", file.alike)
            self.shapes.addItem(words.format(n=show_number(file.alike), file=file.name.rpartition("/")[2]), number)
        row = max(0, self.shapes.findData(self._shape))
        self._shape = int(self.shapes.itemData(row))
        self.shapes.setCurrentIndex(row)
        self.shapes.setVisible(bool(firsts))

    def _shape_chosen(self, row: int) -> None:
        self._shape = int(self.shapes.itemData(row))
        self._show_filter(self._filter)

    def _show_filter(self, key: str) -> None:
        chosen = [file.id for file in self.chosen()]
        self._filter = key
        self.chips[key].setChecked(True)
        fits = dict(FILTERS)[key]
        shown = [file for file in self._files if fits(file) and self._shape in (0, file.shape_number)]
        self._model.show_files(shown, {file.id: file.name for file in self._files})
        flags = QItemSelectionModel.SelectionFlag
        rows = [row for row in map(self._model.row_of, chosen) if row >= 0] or [0]
        picked = self.table.selectionModel()
        picked.setCurrentIndex(self._model.index(rows[0], FILE), flags.ClearAndSelect | flags.Rows)
        for row in rows[1:]:
            picked.select(self._model.index(row, FILE), flags.Select | flags.Rows)
        self._chosen()

    def chosen(self) -> list[InboxFile]:
        """Return the selected files, from top to bottom."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [file for file in map(self._model.file_at, rows) if file is not None]

    def _chosen(self) -> None:
        files = self.chosen()
        one = files[0] if len(files) == 1 else None
        self.details.show_file(one, {file.id: file.name for file in self._files})
        writable = not self._desk.catalogue.read_only and not self._work.busy()
        new = [file for file in files if file.state is FileState.NEW]
        self.take_one.setEnabled(writable and bool(new) and (one is not None or all(map(_runs, new))))
        self.take_one.setText(_("Import") if one is None or _runs(one) else _("Import…"))
        self.undo.setEnabled(writable and one is not None and one.change_set is not None)
        self.aside.setEnabled(writable and any(f.state in (FileState.NEW, FileState.REFUSED) for f in files))
        self.back.setEnabled(writable and any(file.state is FileState.LEFT_OUT for file in files))
        self.remove.setEnabled(writable and bool(files))
        alike = [f for f in self._files if one is not None and one.shape and f.shape == one.shape and f.may_wait]
        words = ngettext("Import all {n} of this shape", "Import all {n} of this shape", len(alike))
        self.alike.setText(words.format(n=show_number(len(alike))))
        self.alike.setVisible(len(alike) > 1)
        known = any(file.remembered for file in alike)
        self.alike.setEnabled(writable and known)
        self.alike.setToolTip("" if known else _("Import one of them first; the others are then read like it."))
        waiting = [file for file in self._files if file.may_wait]
        self.everything.setVisible(len(waiting) > 1)
        self.everything.setEnabled(writable and any(map(_runs, waiting)))

    # --- taking in -------------------------------------------------------------------------------------------------

    def ask_files(self) -> None:
        """Open the dialog for files."""
        chosen, _filter = QFileDialog.getOpenFileNames(
            self, _("Choose files"), self._desk.settings.get(FOLDER),
            f"{_('Workbooks')} ({WORKBOOK_PATTERN});;{_('All files')} (*)",
        )  # fmt: skip
        if chosen:
            self.take([Path(name) for name in chosen])

    def ask_folder(self) -> None:
        """Open the dialog for a folder."""
        chosen = QFileDialog.getExistingDirectory(self, _("Choose a folder"), self._desk.settings.get(FOLDER))
        if chosen:
            self.take([Path(chosen)])

    def take(self, paths: Sequence[Path]) -> None:
        """Take files, folders, zips and chat exports into the inbox."""
        catalogue, wanted = self._desk.catalogue, list(paths)
        if catalogue.read_only or not wanted:
            return
        self._desk.settings.put(FOLDER, str(wanted[0].parent))
        names = ", ".join(path.name for path in wanted[:3])
        self._go(_("Inbox: {files}").format(files=names), lambda progress: take_in(catalogue, wanted, progress), self._taken)  # fmt: skip

    def _taken(self, report: InboxReport) -> None:
        words = [ngettext("{n} file is new in the inbox.", "{n} files are new in the inbox.", report.added).format(n=show_number(report.added))]  # fmt: skip
        if report.known:
            words.append(ngettext("{n} was here already.", "{n} were here already.", report.known).format(n=show_number(report.known)))  # fmt: skip
        if report.photos:
            words.append(_("Photos are not kept here; drop their folder on the catalogue itself."))
        self._desk.say(" ".join(words), "good" if report.added else "neutral")

    # --- deciding --------------------------------------------------------------------------------------------------

    def _set_supplier(self, name: str) -> None:
        ids = [file.id for file in self.chosen()]
        catalogue = self._desk.catalogue
        if ids and not catalogue.read_only:
            self._go(_("Supplier of a file"), lambda _p: deciding.set_supplier(catalogue, ids, name))

    def leave_out(self) -> None:
        """Say that the selected files are not wanted."""
        self._decide(_("Leaving out"), deciding.leave_out)

    def bring_back(self) -> None:
        """Let the selected files wait again."""
        self._decide(_("Bringing back"), deciding.bring_back)

    def remove_chosen(self) -> None:
        """Take the selected files out of the inbox; their bytes go to the folder's trash."""
        self._decide(_("Removing"), deciding.remove)

    def _decide(self, words: str, act: Callable[..., None]) -> None:
        ids = [file.id for file in self.chosen()]
        catalogue = self._desk.catalogue
        self._go(words, lambda _progress: act(catalogue, ids))

    # --- importing -------------------------------------------------------------------------------------------------

    def import_chosen(self) -> None:
        """Import the selected files: at once where it is known how they are read, else through the wizard."""
        files = [file for file in self.chosen() if file.state is FileState.NEW]
        if not files or self._work.busy() or self._desk.catalogue.read_only:
            return
        if len(files) == 1 and not _runs(files[0]):
            self.wizard_wanted.emit(files[0])
            return
        catalogue, ids = self._desk.catalogue, [file.id for file in files]
        self._go(_("Importing"), lambda progress: import_files(catalogue, ids, progress), self._imported)

    def import_alike(self) -> None:
        """Import all new files of the shape of the selected one."""
        files = self.chosen()
        if files and files[0].shape:
            catalogue, shape = self._desk.catalogue, files[0].shape
            self._go(_("Importing"), lambda progress: import_shape(catalogue, shape, progress), self._imported)

    def import_everything(self) -> None:
        """Import all new files whose shape is known and whose supplier is told."""
        catalogue = self._desk.catalogue
        ids = [file.id for file in self._files if file.may_wait and _runs(file) and file.older_than is None]
        if len(ids) == sum(1 for file in self._files if file.may_wait):
            self._go(_("Importing"), lambda progress: import_all(catalogue, progress), self._imported)
        else:
            self._go(_("Importing"), lambda progress: import_files(catalogue, ids, progress), self._imported)

    def undo_chosen(self) -> None:
        """Take the import of the selected file back; where records were edited since, ask what to do."""
        files = self.chosen()
        if files and files[0].change_set is not None:
            self._desk.undo(files[0].change_set)

    def _imported(self, done: list[Imported]) -> None:
        taken = [one for one in done if one.report is not None]
        rows = sum(one.report.rows.created + one.report.rows.updated for one in taken if one.report is not None)
        words = ngettext("{n} file imported", "{n} files imported", len(taken)).format(n=show_number(len(taken)))
        of_rows = ngettext("{n} row", "{n} rows", rows).format(n=show_number(rows))
        left = [_("{file}: {reason}").format(file=one.file.name, reason=one.refusal) for one in done if one.report is None]  # fmt: skip
        for one in taken:
            rejected = one.report.rows.rejected if one.report is not None else 0
            if rejected:
                told = ngettext("{n} row was rejected.", "{n} rows were rejected.", rejected)
                left.append(_("{file}: {reason}").format(file=one.file.name, reason=told.format(n=show_number(rejected))))  # fmt: skip
        self._desk.say(f"{words}: {of_rows}.", "attention" if left else "good")
        if left:
            MessageBox(_("{words}. Please look at these:").format(words=words), left, self, "attention").open()

    def _go(
        self, words: str, work: Callable[[Progress], Any], done: Callable[[Any], None] = lambda _nothing: None
    ) -> None:
        def ended(result: Any) -> None:
            done(result)
            self.refresh()

        def failed(error: BaseException) -> None:
            self._desk.fail(error)
            self.refresh()

        job = self._desk.jobs.run_write(words, work, ended, failed, on_cancelled=self.refresh, owner=self)
        self._work.follow(job)
        self._chosen()

    # --- Qt --------------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        found = local_paths(event.mimeData())
        if found:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.take(found)


def _runs(file: InboxFile) -> bool:
    """Whether a file can be imported without a question: it is known how it is read, and whose it is."""
    return file.state is FileState.NEW and bool(file.remembered) and not file.needs_supplier
