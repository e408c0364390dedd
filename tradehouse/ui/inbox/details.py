"""One file of the inbox in full: where it came from, whose it is, its sheets and their first rows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from tradehouse.domain.display import show_number, show_time
from tradehouse.domain.errors import UserError
from tradehouse.domain.language import _, ngettext
from tradehouse.services.importing.inspecting import SheetView
from tradehouse.services.inbox.files import FileState, InboxFile, SheetTold
from tradehouse.services.inbox.peeking import peek
from tradehouse.ui.desk import Desk
from tradehouse.ui.importing.supplier_line import SupplierLine
from tradehouse.ui.inbox.model import KINDS, say_guess, say_notes, status_of
from tradehouse.ui.kit.badge import Badge
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.kit.labels import label
from tradehouse.ui.theme import GAP, PANEL, ROW_HEIGHT, SPACE

WIDTH = 340
SOON = 250  # milliseconds that a file stays chosen until its first rows are read
_ROWS, _COLUMNS, _COLUMN = 5, 6, 96


class FileDetails(QScrollArea):
    """Shows an InboxFile, or nothing.

    Signals:
        supplier_named(name): somebody said whose the file is; "" takes it back.
    """

    supplier_named = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("file_details")
        self.setFixedWidth(WIDTH)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._desk = desk
        self._file: InboxFile | None = None
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(PANEL, PANEL, PANEL, PANEL)
        self._column.setSpacing(SPACE)
        self.setWidget(content)
        self.supplier: SupplierLine | None = None
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._peek)

    def show_file(self, file: InboxFile | None, names: dict[int, str]) -> None:
        """Show a file in full; its first rows follow."""
        self._file = file
        self._soon.stop()
        self.supplier = None
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if file is None:
            return
        self._column.addWidget(label(file.name.rpartition("/")[2], "heading", wrap=True))
        for words in _origin(file):
            self._column.addWidget(label(words, "muted", wrap=True))
        self._column.addWidget(Badge(status_of(file)))
        notes = say_notes(file, names)
        if notes:
            self._column.addWidget(label(notes, "body", wrap=True))
        if file.state is FileState.NEW:
            self._add_supplier(file)
        for sheet in file.sheets:
            self._column.addSpacing(SPACE)
            self._column.addWidget(label(sheet.name, "strong", wrap=True))
            self._column.addWidget(label(_say_sheet(sheet), "small", wrap=True))
        self._column.addStretch(1)
        if file.sheets:
            self._soon.start()

    def _add_supplier(self, file: InboxFile) -> None:
        line = self.supplier = SupplierLine(self._desk)
        line.setText(file.supplier)
        line.named.connect(self._named)
        hint = _("Where the rows name no supplier, these products belong to this one.")
        self._column.addSpacing(SPACE)
        self._column.addWidget(FormRow(_("Supplier"), line, hint=hint))
        if not file.supplier:
            for guess in file.guesses[:3]:
                button = push_button(say_guess(guess), kind="flat", glyph="check")
                button.clicked.connect(lambda _on=False, code=guess.code or guess.name: self.supplier_named.emit(code))
                self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _named(self, name: str) -> None:
        if self._file is not None and name.strip() != self._file.supplier:
            self.supplier_named.emit(name.strip())

    def _peek(self) -> None:
        file, catalogue = self._file, self._desk.catalogue
        if file is None:
            return

        def refused(error: BaseException) -> None:
            if not isinstance(error, UserError):
                self._desk.fail(error)

        self._desk.jobs.run_read(
            "inbox-peek",
            lambda progress: peek(catalogue, file.id, progress),
            lambda sheets: self._show_rows(file, sheets),
            refused,
            owner=self,
            label=_("Looking into {file}").format(file=file.name),
        )

    def _show_rows(self, file: InboxFile, sheets: Sequence[SheetView]) -> None:
        if self._file is not file or not sheets:
            return
        sheet = sheets[0]
        first = max(0, sheet.header_row - sheet.first_row)
        rows = sheet.grid[first : first + _ROWS]
        if not rows:
            return
        table = QTableWidget(len(rows), min(_COLUMNS, max(map(len, rows))))
        table.setAccessibleName(_("First rows of {sheet}").format(sheet=sheet.sheet))
        table.setObjectName("first_rows")
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.horizontalHeader().hide()
        table.verticalHeader().hide()
        table.setWordWrap(False)
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT - SPACE)
        table.horizontalHeader().setDefaultSectionSize(_COLUMN)
        for r, row in enumerate(rows):
            for c, text in enumerate(row[: table.columnCount()]):
                item = QTableWidgetItem(text)
                font = item.font()
                font.setBold(r == 0 and sheet.header_row > 0)
                item.setFont(font)
                item.setToolTip(text)
                table.setItem(r, c, item)
        table.setFixedHeight(len(rows) * (ROW_HEIGHT - SPACE) + GAP * 2 + 4)
        place = self._column.count() - 1  # before the stretch
        self._column.insertWidget(place, label(_("First rows of {sheet}").format(sheet=sheet.sheet), "small"))
        self._column.insertWidget(place + 1, table)


def _origin(file: InboxFile) -> list[str]:
    said = []
    folder = file.name.rpartition("/")[0]
    where = " › ".join(filter(None, (file.source, *folder.split("/"))))
    if where:
        said.append(where)
    if file.sender:
        said.append(_("Sent by {name}").format(name=file.sender))
    if file.dated is not None:
        said.append(show_time(file.dated))
    return said


def _say_sheet(sheet: SheetTold) -> str:
    if sheet.kind not in KINDS:
        return str(sheet.reason) if sheet.reason is not None else _("no list")
    rows = ngettext("{n} row", "{n} rows", sheet.rows).format(n=show_number(sheet.rows))
    return f"{_(KINDS[sheet.kind])}, {rows}"
