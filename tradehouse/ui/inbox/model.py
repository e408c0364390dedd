"""The files of the inbox as a table, one a row."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from tradehouse.domain.display import show_number
from tradehouse.domain.language import N_, _, ngettext
from tradehouse.services.inbox.files import Clue, FileState, InboxFile, SupplierGuess
from tradehouse.ui.kit.badge import Status
from tradehouse.ui.kit.plain_table import RIGHT, STATUS_ROLE, PlainModel
from tradehouse.ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
FILE, STATE, SUPPLIER, WHAT, ROWS, SHAPE, NOTE = range(7)
HEADINGS = (N_("File"), N_("State"), N_("Supplier"), N_("What it is"), N_("Rows"), N_("Shape"), N_("Remark"))
KINDS = {
    "products": N_("products"),
    "suppliers": N_("suppliers"),
    "certifications": N_("certificates"),
    "mixed": N_("firms and products"),
}
CLUES = {
    Clue.COLUMN: N_("a column"),
    Clue.PHONE: N_("a phone number"),
    Clue.TITLE: N_("the title"),
    Clue.FILE: N_("the file's name"),
    Clue.FOLDER: N_("the folder's name"),
    Clue.SENDER: N_("the sender"),
}
FILTERS: Sequence[tuple[str, Callable[[InboxFile], bool]]] = (
    ("all", lambda _file: True),
    ("new", lambda file: file.state is FileState.NEW),
    ("imported", lambda file: file.state is FileState.IMPORTED),
    ("left_out", lambda file: file.state is FileState.LEFT_OUT),
    ("refused", lambda file: file.state is FileState.REFUSED),
)


def status_of(file: InboxFile) -> Status:
    """Return the badge of a file."""
    match file.state:
        case FileState.IMPORTED:
            return Status("check", _("Imported"), "good")
        case FileState.LEFT_OUT:
            return Status("minus", _("Left out"))
        case FileState.REFUSED:
            return Status("error", _("No list"), "danger")
    if file.undone:
        return Status("undo", _("Undone"), "attention")
    return Status("star", _("New"), "accent")


def say_kinds(file: InboxFile) -> str:
    """Return what a file holds: "products, certificates"."""
    kinds = dict.fromkeys(sheet.kind for sheet in file.sheets if sheet.kind in KINDS)
    return ", ".join(_(KINDS[kind]) for kind in kinds)


def say_guess(guess: SupplierGuess) -> str:
    """Return a likely supplier, with what told it: "Anyam Jaya · the file's name, 86%"."""
    percent = _("{percent}%").format(percent=round(guess.score * 100))
    return f"{guess.name} · {_(CLUES[guess.clue])}, {percent}"


def say_supplier(file: InboxFile) -> str:
    """Return whose a file is, as far as that is known."""
    if file.supplier:
        return file.supplier
    if file.names_suppliers:
        return _("named in the rows")
    if file.guesses:
        return _("{name}?").format(name=file.guesses[0].name)
    return _("whose?") if file.needs_supplier else ""


def _beside(file: InboxFile) -> tuple[int | None, ...]:
    return file.copy_of, file.older_than, file.newer_than


def say_notes(file: InboxFile, names: dict[int, str]) -> str:
    """Return what else there is to say: a copy, a version, a remembered shape, why it is refused."""
    said = []
    names = {number: name.rpartition("/")[2] for number, name in names.items() if number in _beside(file)}
    if file.reason is not None:
        said.append(str(file.reason))
    if file.copy_of is not None:
        said.append(_("The same as {file}").format(file=names.get(file.copy_of, "?")))
    if file.older_than is not None:
        said.append(_("Older than {file}").format(file=names.get(file.older_than, "?")))
    if file.newer_than is not None:
        said.append(_("Newer than {file}").format(file=names.get(file.newer_than, "?")))
    if file.remembered and file.state is FileState.NEW:
        said.append(_("Can be read like {file}").format(file=file.remembered))
    return " · ".join(said)


class InboxModel(PlainModel):
    """Shows some of the files."""

    headings = HEADINGS
    figures = (ROWS,)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files: list[InboxFile] = []
        self._names: dict[int, str] = {}

    def show_files(self, files: list[InboxFile], names: dict[int, str]) -> None:
        """Replace the rows; names are those of all files, by id."""
        self.beginResetModel()
        self._files, self._names = files, names
        self.endResetModel()

    def file_at(self, row: int) -> InboxFile | None:
        """Return the file of a row."""
        return self._files[row] if 0 <= row < len(self._files) else None

    def row_of(self, file_id: int) -> int:
        """Return the row of a file, -1 where it is not shown."""
        return next((row for row, file in enumerate(self._files) if file.id == file_id), -1)

    def count(self) -> int:
        return len(self._files)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        file = self.file_at(index.row())
        if file is None:
            return None
        column = index.column()
        if role == STATUS_ROLE and column == STATE:
            return status_of(file)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == ROWS:
            return RIGHT
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme().colour(ink) if (ink := _ink(file, column)) else None
        if role == Qt.ItemDataRole.ToolTipRole and column == FILE:
            return f"{file.source}: {file.name}" if file.source else file.name
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(file, column)
        return None

    def _text(self, file: InboxFile, column: int) -> str:
        match column:
            case 0:
                return file.name.rpartition("/")[2]
            case 1:
                return status_of(file).word
            case 2:
                return say_supplier(file)
            case 3:
                return say_kinds(file)
            case 4:
                return show_number(file.rows) if file.rows else ""
            case 5:
                others = file.alike - 1
                words = ngettext("like {n} other", "like {n} others", others)
                return words.format(n=show_number(others)) if others > 0 else ""
        return say_notes(file, self._names)


def _ink(file: InboxFile, column: int) -> str:
    if column == SUPPLIER and not file.supplier and (file.guesses or file.needs_supplier):
        return "attention"
    quiet = file.state in (FileState.LEFT_OUT, FileState.REFUSED) or file.copy_of is not None
    return "muted" if quiet or column in (SHAPE, NOTE) else ""
