"""The history: everything that was done, by whom and when, what exactly it changed, and the way back."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from tradehouse.domain.changes import ChangeKind, ChangeSet
from tradehouse.domain.display import show_time
from tradehouse.domain.errors import Conflict
from tradehouse.domain.language import _, ngettext
from tradehouse.services import history
from tradehouse.services.change_details import ChangeDetails, RecordDifference, details
from tradehouse.ui.desk import Desk
from tradehouse.ui.history.model import HistoryModel, say_change
from tradehouse.ui.history.standing import UndoAsking, say_undone
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.empty import EmptyState
from tradehouse.ui.kit.glyph import Glyph
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.plain_table import PlainTable
from tradehouse.ui.kit.work_line import WorkLine
from tradehouse.ui.theme import GAP, MARGIN, PANEL, SPACE

PAGE = 200
SIDE = 350
_SIGNS = {"insert": ("plus", "good"), "update": ("edit", "accent"), "delete": ("minus", "danger")}


class HistoryDialog(DialogFrame):
    """Undo takes back the chosen change, wherever it stands in the list; what was edited since is listed and asked about.

    Signals:
        record_asked(kind, id): a record is to be shown on its own tab.
        change_asked(kind, ChangeSet): the records of a kind that a change made or changed are to be shown.
    """

    record_asked = Signal(str, int)
    change_asked = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            _("History"),
            "history_dialog",
            QSize(1060, 620),
            parent,
            sentence=_(
                "Every change is kept, with who made it. Any of them can be undone; what was edited since is kept."
            ),
            margins=False,
        )
        self._desk = desk
        self._shown = PAGE
        self._kind = ""  # of the records that the chosen change concerns most
        self._model = HistoryModel(self)
        self.table = PlainTable(_("History"))
        self.table.setModel(self._model)
        self.table.set_widths((140, 110, 300, 140, 120), stretch=2)
        self.table.chosen.connect(self._choose)
        self._empty = EmptyState()
        self._empty.show_state("loading", "history", _("Reading the history…"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.table)
        self._side = _Side()
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._stack, 1)
        row.addWidget(self._side)
        self.body.setSpacing(0)
        self.body.addLayout(row, 1)
        self._work = WorkLine(desk.jobs)
        self.body.addWidget(self._work)
        self.older = self.add_button(_("Show older ones"), self._more, kind="flat", end="left", name="older")
        self.show_records = self.add_button(
            _("Show these records"), self._show_records, kind="flat", glyph="eye", end="left", name="show_records"
        )
        self.redo = self.add_button(_("Do again"), self._redo, glyph="redo", name="redo")
        self.undo = self.add_button(_("Undo this change"), self._undo, glyph="undo", name="undo")
        self.add_button(_("Close"), self.accept, kind="primary", default=True, name="close")
        self._asking = UndoAsking(desk, self)
        self._asking.started.connect(self._work.follow)
        self._asking.undone.connect(self._undone)
        self._asking.ended.connect(self.refresh)
        self._asking.record_asked.connect(self._leave_to)
        self.table.setFocus()
        for button in (self.older, self.show_records, self.redo, self.undo):
            button.setEnabled(False)
        self.refresh()

    def refresh(self) -> None:
        """Read the history again and keep the chosen change."""
        catalogue, limit = self._desk.catalogue, self._shown

        def arrived(found: tuple[list[ChangeSet], tuple[ChangeSet | None, ChangeSet | None]]) -> None:
            changes, (_undo, redo) = found
            before = self._chosen()
            self._model.show_changes(changes)
            self.older.setEnabled(len(changes) >= self._shown)
            can_redo = redo is not None and not catalogue.read_only
            self.redo.setEnabled(can_redo)
            self.redo.setToolTip(str(redo.label) if redo is not None else "")
            if not changes:
                self._empty.show_state(
                    "empty",
                    "history",
                    _("Nothing has been changed yet"),
                    _("Imports, edits and photos will be listed here, each with a way back."),
                )
            self._stack.setCurrentWidget(self.table if changes else self._empty)
            self.table.choose(self._model.row_of(before.id) if before is not None else 0)
            self._choose(self.table.currentIndex().row())

        self._desk.jobs.run_read(
            "history",
            lambda _progress: (history.latest(catalogue, limit), history.next_steps(catalogue)),
            arrived,
            owner=self,
        )

    def _chosen(self) -> ChangeSet | None:
        return self._model.change_at(self.table.currentIndex().row())

    def _choose(self, _row: int) -> None:
        change = self._chosen()
        self.show_problem("")
        self.show_records.setEnabled(False)
        stands = change is not None and change.kind is ChangeKind.DONE and not change.reverted
        self.undo.setEnabled(stands and not self._desk.catalogue.read_only and not self._work.busy())
        if change is None:
            self._side.clear()
            return
        catalogue, set_id = self._desk.catalogue, change.id
        self._desk.jobs.run_read(
            "change-details",
            lambda _progress: details(catalogue, set_id),
            lambda found: self._show(change, found),
            owner=self,
        )

    def _show(self, change: ChangeSet, found: ChangeDetails) -> None:
        self._kind = max(found.kinds, key=lambda kind: found.kinds[kind], default="")
        self.show_records.setEnabled(bool(self._kind) and not change.reverted)
        self._side.show_change(change, found)

    def _show_records(self) -> None:
        change = self._chosen()
        if change is not None and self._kind:
            self.accept()
            self.change_asked.emit(self._kind, change)

    def _more(self) -> None:
        self._shown += PAGE
        self.refresh()

    def _undo(self) -> None:
        change = self._chosen()
        if change is not None:
            self._rest()
            self._asking.undo(change.id)

    def _undone(self, change: ChangeSet, kept: int) -> None:
        if kept:
            say_undone(self._desk, change, kept)
        self.refresh()

    def _leave_to(self, kind: str, record_id: int) -> None:
        self.accept()
        self.record_asked.emit(kind, record_id)

    def _rest(self) -> None:
        self.undo.setEnabled(False)
        self.redo.setEnabled(False)
        self.show_problem("")

    def _redo(self) -> None:
        catalogue = self._desk.catalogue
        self._rest()

        def failed(error: BaseException) -> None:
            if isinstance(error, Conflict):
                self._side.show_conflict(error)
            else:
                self._desk.fail(error)
                self.refresh()

        job = self._desk.jobs.run_write(
            _("Do again"),
            lambda progress: history.redo(catalogue, progress),
            lambda _change: self.refresh(),
            failed,
            on_cancelled=self.refresh,
            owner=self,
        )
        self._work.follow(job)


class _Side(QWidget):
    """What the chosen change did, or why it cannot be taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("change_details")
        self.setFixedWidth(SIDE)
        self.setProperty("pane", "ground")
        self._title = label("", "heading", wrap=True)
        self._line = label("", "muted", wrap=True)
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, PANEL, 0)
        self._rows.setSpacing(PANEL)
        area = QScrollArea()
        area.setWidget(self._list)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, PANEL, 4, PANEL)
        column.setSpacing(SPACE)
        column.addWidget(self._title)
        column.addWidget(self._line)
        column.addSpacing(GAP)
        column.addWidget(area, 1)

    def clear(self) -> None:
        """Say nothing."""
        self._start("", "")

    def show_change(self, change: ChangeSet, found: ChangeDetails) -> None:
        """List what the change did to which records."""
        who = _("{name} on {computer}").format(name=change.author.name, computer=change.author.computer)
        self._start(say_change(change), f"{show_time(change.at)} · {who}")
        for record in found.records:
            self._rows.addWidget(_Record(record))
        others = found.rows - len(found.records)
        if others > 0 and len(found.records) > 0:
            words = ngettext("and {n} more entry", "and {n} more entries", others).format(n=others)
            self._rows.addWidget(label(words, "muted"))
        self._rows.addStretch(1)

    def show_conflict(self, error: Conflict) -> None:
        """Say what keeps the change from being done again."""
        words = _("What it changed was changed again since. Undo these later changes first:")
        self._start(_("This change cannot be done again"), words if error.details else str(error))
        for detail in error.details:
            self._rows.addWidget(label(f"• {detail}", wrap=True))
        self._rows.addStretch(1)

    def _start(self, title: str, line: str) -> None:
        self._title.setText(title)
        self._line.setText(line)
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()


class _Record(QWidget):
    def __init__(self, record: RecordDifference) -> None:
        super().__init__()
        glyph, ink = _SIGNS[record.operation]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(Glyph(glyph, ink, 16), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name(record))
        for field in record.fields:
            before, after = field.before or "–", field.after or "–"
            words.addWidget(label(field.label, "small"))
            words.addWidget(label(_("{before} → {after}").format(before=before, after=after), wrap=True))
        row.addLayout(words, 1)

    def _name(self, record: RecordDifference) -> QLabel:
        kind = _(record.kind)
        name = record.name or kind
        if record.operation == "insert":
            name = _("New {kind}: {name}").format(kind=kind, name=name)
        elif record.operation == "delete":
            name = _("Removed {kind}: {name}").format(kind=kind, name=name)
        return label(name, "strong" if record.fields else "body", wrap=True)
