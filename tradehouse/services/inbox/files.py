"""What is known of a file in the inbox."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tradehouse.domain.language import Message


class FileState(StrEnum):
    """What became of a file. An import that was undone leaves it new; a refused one cannot be read or holds no list."""

    NEW = "new"
    IMPORTED = "imported"
    LEFT_OUT = "left_out"
    REFUSED = "refused"


class Clue(StrEnum):
    """What told whose a file is."""

    COLUMN = "column"
    PHONE = "phone"
    TITLE = "title"
    FILE = "file"
    FOLDER = "folder"
    SENDER = "sender"


@dataclass(frozen=True, slots=True)
class SheetTold:
    """A sheet of a file. kind is products, suppliers, certifications, mixed, or none with the reason; rows counts its
    records; shape stands for its headings.
    """

    name: str
    kind: str
    rows: int
    shape: str
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class SupplierGuess:
    """A supplier of the catalogue that a file may come from; score is 0–1, from SURE on it is taken for granted."""

    uid: str
    code: str
    name: str
    score: float
    clue: Clue


SURE = 0.95


@dataclass(frozen=True, slots=True)
class InboxFile:
    """One file of the inbox.

    name is its path below what was dropped, source the folder or archive it came in ("" for a file dropped by itself),
    sender and dated who sent it and when, as far as that is known (dated: else when the file was written). supplier is
    the name of the one it is imported for: the one that somebody chose (chosen), else a guess that is sure, else "";
    supplier_code is "" for one that is not in the catalogue yet.
    shape_number is the same for all files of one shape, 0 for a file without headings; alike counts these files.
    copy_of is the id of an earlier file with the same bytes; newer_than of the file that this one replaces, older_than
    of the one that replaces it. remembered names the file that says how this shape is read. reason says why a
    file is refused. change_set is the import that took it; undone says that it was imported and taken back.
    """

    id: int
    name: str
    source: str
    sender: str
    dated: datetime | None
    arrived: datetime
    size: int
    state: FileState
    sheets: tuple[SheetTold, ...] = ()
    shape: str = ""
    shape_number: int = 0
    alike: int = 0
    supplier: str = ""
    supplier_code: str = ""
    chosen: bool = False
    guesses: tuple[SupplierGuess, ...] = ()
    names_suppliers: bool = False
    copy_of: int | None = None
    newer_than: int | None = None
    older_than: int | None = None
    remembered: str = ""
    reason: Message | None = None
    change_set: int | None = None
    undone: bool = False

    @property
    def rows(self) -> int:
        """The records of all its lists."""
        return sum(sheet.rows for sheet in self.sheets)

    @property
    def needs_supplier(self) -> bool:
        """Whether its products would belong to nobody: nothing in it names their supplier, and nobody said who it is."""
        products = any(sheet.kind == "products" for sheet in self.sheets)
        return products and not self.names_suppliers and not self.supplier

    @property
    def may_wait(self) -> bool:
        """Whether an import of all files looks at it: it is new and the first with these bytes."""
        return self.state is FileState.NEW and self.copy_of is None
