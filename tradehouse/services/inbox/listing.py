"""What is in the inbox, with what the files are to each other and to the catalogue now."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.remembering import Memory, recall
from tradehouse.services.inbox.files import SURE, Clue, FileState, InboxFile, SheetTold, SupplierGuess
from tradehouse.services.inbox.looking import message_of
from tradehouse.services.inbox.versions import Version, replaced
from tradehouse.services.inbox.whose import SupplierFinder, numbers_in
from tradehouse.services.packages.sent import is_uid
from tradehouse.storage.inbox import InboxRow, SupplierContact, imports_by_content, inbox_rows, supplier_contacts

_COUNTING: Final = frozenset({FileState.NEW, FileState.IMPORTED})


def inbox(catalogue: Catalogue) -> list[InboxFile]:
    """Return the files of the inbox in the order in which they came. Call it off the window's thread."""
    memory = recall(catalogue)
    with catalogue.database.reading() as read:
        rows = inbox_rows(read)
        imports = imports_by_content(read)
        contacts = supplier_contacts(read)
    known = {contact.uid: contact for contact in contacts}
    finder = SupplierFinder(contacts) if rows else None
    guesses = {row.id: _guesses(row, finder) for row in rows if finder is not None}
    suppliers = {row.id: _whose(row, known, guesses[row.id]) for row in rows}
    first_with = _first({row.id: row.sha256 for row in rows})
    first_of = _first({row.id: row.shape for row in rows if row.shape})
    alike = Counter(row.shape for row in rows if row.shape)
    states = {row.id: _state(row, imports.get(row.sha256), _remembered(row, memory)) for row in rows}
    counted = [row for row in rows if first_with[row.sha256] == row.id and states[row.id] in _COUNTING]
    older = replaced([_version(row, suppliers[row.id]) for row in counted])
    newer = {old: new for new, old in older.items()}
    return [
        _file(
            row, states[row.id], imports.get(row.sha256), suppliers[row.id], guesses[row.id], _remembered(row, memory),
            copy_of=first_with[row.sha256], versions=(older.get(row.id), newer.get(row.id)),
            shape_number=first_of.get(row.shape, 0), alike=alike[row.shape],
        )
        for row in rows
    ]  # fmt: skip


def _first(keys: Mapping[int, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, key in keys.items():
        found.setdefault(key, number)
    return found


def _guesses(row: InboxRow, finder: SupplierFinder) -> tuple[SupplierGuess, ...]:
    told = row.told
    *folders, file = row.name.split("/")
    firms = told.get("firms", [])
    texts = [(Clue.COLUMN, firm) for firm in firms] if len(firms) == 1 else []
    texts += [(Clue.TITLE, title) for title in told.get("titles", [])]
    texts.append((Clue.FILE, file.rpartition(".")[0] or file))
    texts += [(Clue.FOLDER, folder.removesuffix(".zip")) for folder in (*row.source.split("/"), *folders) if folder]
    texts += [(Clue.SENDER, row.sender)] if row.sender else []
    return finder.guess(texts, (*told.get("phones", []), *numbers_in((row.sender,))))


class _Whose(NamedTuple):
    """Who a file is imported for: code "" for one who is new, chosen where a person said so."""

    name: str = ""
    code: str = ""
    chosen: bool = False


def _whose(row: InboxRow, known: Mapping[str, SupplierContact], guesses: Sequence[SupplierGuess]) -> _Whose:
    if row.supplier in known:
        return _Whose(known[row.supplier].name, known[row.supplier].code, chosen=True)
    if row.supplier and not is_uid(row.supplier):  # a uid that is not known is of one in the trash, or undone
        return _Whose(row.supplier, "", chosen=True)
    sure = [guess for guess in guesses if guess.score >= SURE]
    return _Whose(sure[0].name, sure[0].code) if len(sure) == 1 else _Whose()


def _version(row: InboxRow, whose: _Whose) -> Version:
    marks = frozenset(row.told.get("marks", ()))
    return Version(row.id, row.name, row.shape, whose.code or whose.name, row.dated or row.arrived_at, marks)


def _remembered(row: InboxRow, memory: Memory) -> str:
    shapes = (memory.shape(sheet["shape"]) for sheet in row.told.get("sheets", ()) if sheet["shape"])
    return next((shape.file for shape in shapes if shape is not None), "")


def _state(row: InboxRow, change_set: int | None, remembered: str) -> FileState:
    """Return what a file is now: an import that stands goes before all, one that was undone leaves it new."""
    if change_set is not None:
        return FileState.IMPORTED
    state = FileState(row.state)
    if state is FileState.IMPORTED and row.change_set_id is not None:
        return FileState.NEW
    if state is FileState.REFUSED and remembered and row.extension:
        return FileState.NEW  # somebody has said meanwhile how files of this shape are read
    return state


def _file(
    row: InboxRow,
    state: FileState,
    change_set: int | None,
    whose: _Whose,
    guesses: tuple[SupplierGuess, ...],
    remembered: str,
    *,
    copy_of: int,
    versions: tuple[int | None, int | None],
    shape_number: int,
    alike: int,
) -> InboxFile:
    refusal = row.told.get("refusal")
    return InboxFile(
        id=row.id, name=row.name, source=row.source, sender=row.sender,
        dated=datetime.fromisoformat(row.dated) if row.dated else None,
        arrived=datetime.fromisoformat(row.arrived_at), size=row.size_bytes, state=state,
        sheets=tuple(
            SheetTold(s["name"], s["kind"], s["rows"], s["shape"], message_of(s["reason"]))
            for s in row.told.get("sheets", ())
        ),
        shape=row.shape, shape_number=shape_number, alike=alike,
        supplier=whose.name, supplier_code=whose.code, chosen=whose.chosen, guesses=guesses,
        names_suppliers=bool(row.told.get("names_suppliers")),
        copy_of=None if copy_of == row.id else copy_of, newer_than=versions[0], older_than=versions[1],
        remembered=remembered,
        reason=message_of(refusal[1]) if refusal and state is FileState.REFUSED else None,
        change_set=change_set,
        undone=row.state == FileState.IMPORTED and row.change_set_id is not None and change_set is None,
    )  # fmt: skip
