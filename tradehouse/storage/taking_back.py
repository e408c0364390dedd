"""Taking a change set back: what stands in the way of that, and the inverse itself.

Undo applies the inverse of a change set as a change set of its own, so that undo is itself history and redo is the
undo of an undo. A row whose version is no longer the one that the change left is compared column by column with what
was done since. What would be lost is an edit of the record that the row belongs to: a photo belongs to its product, a
link to its certificate. Something that was added later and needs a record of the change (a product of a new supplier, a
photo on a new product) counts as an edit of that record too.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from tradehouse.domain.changes import Author, ChangeSet, EditedRecord
from tradehouse.domain.errors import Conflict
from tradehouse.domain.fields import RECORD_KINDS, fields, name_field
from tradehouse.domain.language import N_, Message
from tradehouse.domain.progress import Progress
from tradehouse.storage.history import newest_of_family
from tradehouse.storage.reader import Reader
from tradehouse.storage.rows import RECORDED_TABLES
from tradehouse.storage.work import Work, rows_in_chunks

Row = Mapping[str, Any]
Key = tuple[str, int]
_SHOWN: Final = 20
_PAGE: Final = 2_000
_BELONGS: Final = {"product_photo": ("product_id", "product"), "certification_product": ("certification_id", "certification")}  # fmt: skip
_BESIDE: Final = {
    "product_photo": N_("Photos"),
    "certification_product": N_("Certificates"),
    "product": N_("Products"),
    "certification": N_("Certificates"),
}
_QUIET: Final = frozenset({"photo", "photo_tray", "import_batch"})  # gone by now: nobody's edit, nothing to take away
_IN_TRASH: Final = N_("in the trash")
_UNDONE: Final = (
    "'undone' = (SELECT m.kind FROM change_set m WHERE m.id = s.id OR m.reverts = s.id ORDER BY m.id DESC LIMIT 1)"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What stays when a change set is taken back: the records that were edited since, newest edit first, and every row
    (table, id) of the change set that is theirs or that something needs.
    """

    edited: tuple[EditedRecord, ...]
    kept: frozenset[Key]


def find_standing(connection: Reader, root_id: int, progress: Progress) -> Standing:
    """Return what stays when a change, or its undoing, is taken back; nothing where nobody built on it.

    root_id is the first of its family. An edited record stays as it is, all fields of it, with what it needs: a product
    with its photos and its supplier, a certificate with the products that it names. A photo that something else shows
    by now stays without being anybody's edit.
    """
    looking = _Looking(connection, root_id, newest_of_family(connection, root_id), progress)
    looking.find_edits()
    looking.find_users()
    looking.find_lost_aims()
    looking.find_needed()
    return Standing(looking.edited(), frozenset(looking.kept))


def revert(work: Work, target: ChangeSet, progress: Progress, *, keep_edited: bool = False) -> int:
    """Apply the inverse of a change, or of its undoing, inside an open unit of work; return how many edited records
    were left as they are. target is the first of its family.

    Raises Conflict, listing the records, where somebody changed since what it would put back; with keep_edited only
    where nothing else is left to take back.
    """
    standing = find_standing(work.connection, target.id, progress)
    if standing.edited and not keep_edited:
        lines = [record.line() for record in standing.edited[:_SHOWN]]
        shown = "; ".join(str(line) for line in lines[:5]) + ("; …" if len(standing.edited) > 5 else "")
        raise Conflict(
            "changed_since",
            N_('"{label}" cannot be undone: {count} records were changed since ({shown}). Undo those changes first.'),
            lines,
            label=target.label,
            count=len(standing.edited),
            shown=shown,
        )
    set_id = newest_of_family(work.connection, target.id)
    if standing.kept and not _anything_left(work.connection, set_id, standing.kept):
        raise Conflict(
            "all_edited",
            N_('Every record of "{label}" was changed since, so there is nothing that could be undone.'),
            label=target.label,
        )
    work.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    total = sum(target.counts.values())
    done = 0
    rows = (row for row in _rows_backwards(work.connection, set_id) if (row["table_name"], row["row_id"]) not in standing.kept)  # fmt: skip
    for (table, operation), run in groupby(rows, key=lambda row: (row["table_name"], row["operation"])):
        for chunk in rows_in_chunks(run, 500):
            progress.report(done, total)
            _take_back(work, table, operation, chunk)
            done += len(chunk)
    return len(standing.edited)


def _take_back(work: Work, table: str, operation: str, rows: list[Row]) -> None:
    match operation:
        case "insert":
            work.delete_many(table, [row["row_id"] for row in rows])
        case "update":
            for row in rows:
                work.update_columns(table, row["row_id"], _values(row["before"]))
        case _:
            work.restore_many(table, [_values(row["before"]) for row in rows])


def _rows_backwards(connection: Reader, set_id: int) -> Iterator[Row]:
    last = 1 << 62
    while True:
        rows = connection.exec_driver_sql(
            "SELECT * FROM change_row WHERE change_set_id = ? AND id < ? ORDER BY id DESC LIMIT ?", (set_id, last, _PAGE)
        ).mappings().all()  # fmt: skip
        yield from rows
        if len(rows) < _PAGE:
            return
        last = rows[-1]["id"]


def _anything_left(connection: Reader, set_id: int, kept: frozenset[Key]) -> bool:
    """Whether there is more to take back than the note that an import took place."""
    rows = connection.exec_driver_sql(
        "SELECT table_name, row_id FROM change_row WHERE change_set_id = ? AND table_name <> 'import_batch'", (set_id,)
    )
    return any((table, row_id) not in kept for table, row_id in rows)


def _values(text: str | None) -> dict[str, Any]:
    values = json.loads(text or "{}")
    return {
        key: bytes.fromhex(value[7:]) if isinstance(value, str) and value.startswith("base16:") else value
        for key, value in values.items()
    }


@dataclass(slots=True)
class _Edit:
    """What was changed in one record, by column or as a msgid, and the row whose newest change tells by whom."""

    told_by: Key
    labels: set[str] = field(default_factory=set)


class _Looking:
    """One search. set_id is the change set whose inverse will be applied."""

    def __init__(self, connection: Reader, root_id: int, set_id: int, progress: Progress) -> None:
        self._connection, self._root, self._set, self._progress = connection, root_id, set_id, progress
        self.kept: set[Key] = set()
        self._edits: dict[Key, _Edit] = {}
        self._tables = set(self._ask("SELECT DISTINCT table_name FROM change_row WHERE change_set_id = ?", set_id))
        made = "SELECT DISTINCT table_name FROM change_row WHERE change_set_id = ? AND operation = 'insert'"
        self._making = set(self._ask(made, set_id))
        self._aims = [
            (child, row["from"], row["table"])
            for child in sorted(RECORDED_TABLES)
            for row in connection.exec_driver_sql(f'PRAGMA foreign_key_list("{child}")').mappings()
        ]

    def _ask(self, sql: str, *bound: Any) -> Any:
        return self._connection.exec_driver_sql(sql, bound).scalars()

    # --- rows that are not as the change left them ---

    def find_edits(self) -> None:
        """Find the rows whose columns were changed since, or that came or went."""
        for table in sorted(self._tables):
            rows = self._connection.exec_driver_sql(
                f'SELECT r.*, t.id IS NULL AS gone FROM change_row r LEFT JOIN "{table}" t ON t.id = r.row_id '
                "WHERE r.change_set_id = ? AND r.table_name = ? "
                "AND CASE r.operation WHEN 'delete' THEN t.id IS NOT NULL ELSE t.version IS NOT r.version END "
                "AND r.id = (SELECT max(x.id) FROM change_row x WHERE x.table_name = r.table_name "
                "AND x.row_id = r.row_id AND x.change_set_id = r.change_set_id)",
                (self._set, table),
            ).mappings().all()  # fmt: skip
            for n, row in enumerate(rows):
                if n % 500 == 0:
                    self._progress.check()
                self._judge(table, row)

    def _judge(self, table: str, row: Row) -> None:
        key = (table, int(row["row_id"]))
        if row["operation"] == "delete" or row["gone"]:
            self.kept.add(key)  # there is nothing to put back, or to take away
            if table not in _QUIET:
                self._note(key, ())
            return
        columns = self._changed_columns(table, row)
        if columns:
            self.kept.add(key)
            self._note(key, columns)

    def _changed_columns(self, table: str, row: Row) -> set[str]:
        """Return the columns of a row that stand otherwise than this change left them."""
        left: dict[str, Any] = {}
        made = False
        for operation, after in self._connection.exec_driver_sql(
            "SELECT operation, after FROM change_row WHERE table_name = ? AND row_id = ? AND change_set_id = ? ORDER BY id",
            (table, row["row_id"], self._set),
        ):
            made = made or operation == "insert"
            left |= _values(after)
        if made:
            return self._columns_since(table, row)
        now = self._connection.exec_driver_sql(
            f'SELECT * FROM "{table}" WHERE id = ?', (row["row_id"],)
        ).mappings().first()  # fmt: skip
        return {name for name, value in left.items() if now[name] != value}

    def _columns_since(self, table: str, row: Row) -> set[str]:
        """Return the columns that later changes of other families gave a row and that stand."""
        texts = self._ask(
            "SELECT r.after FROM change_row r JOIN change_set s ON s.id = r.change_set_id WHERE r.table_name = ? "
            f"AND r.row_id = ? AND r.id > ? AND s.kind = 'done' AND s.id <> ? AND NOT {_UNDONE}",
            table, row["row_id"], row["id"], self._root,
        )  # fmt: skip
        return {name for text in texts for name in _values(text)}

    def _note(self, key: Key, columns: Iterable[str]) -> None:
        """Remember that the records to which a row belongs were edited; they stay, as they are."""
        table, _row_id = key
        if table in RECORD_KINDS:
            self._edits.setdefault(key, _Edit(key)).labels.update(columns)
            return
        owners = self._owners(key)
        for owner in owners or [key]:
            self.kept.add(owner)
            self._edits.setdefault(owner, _Edit(key)).labels.update([_BESIDE[table]] if table in _BESIDE else [])

    def _owners(self, key: Key) -> list[Key]:
        """Return the records that a row which is no record belongs to."""
        table, row_id = key
        if table == "photo":
            return [("product", int(n)) for n in self._ask("SELECT product_id FROM product_photo WHERE photo_id = ?", row_id)]  # fmt: skip
        if table not in _BELONGS:
            return []
        column, owner = _BELONGS[table]
        found = self._ask(f'SELECT "{column}" FROM "{table}" WHERE id = ?', row_id).first()
        if found is None:
            found = self._ask(
                "SELECT json_extract(before, ?) FROM change_row WHERE table_name = ? AND row_id = ? "
                "AND operation = 'delete' ORDER BY id DESC LIMIT 1",
                f"$.{column}", table, row_id,
            ).first()  # fmt: skip
        return [] if found is None else [(owner, int(found))]

    # --- what others made of it ---

    def find_users(self) -> None:
        """Find rows from elsewhere that point to what the change made: deleting that would take them along."""
        for child, column, parent in self._aims:
            if parent not in self._making:
                continue
            rows = self._connection.exec_driver_sql(
                f'SELECT c.id, c."{column}" FROM "{child}" c WHERE c."{column}" IS NOT NULL '
                "AND EXISTS (SELECT 1 FROM change_row r WHERE r.table_name = ? AND r.row_id = "
                f'c."{column}" AND r.change_set_id = ? AND r.operation = \'insert\') '
                "AND NOT EXISTS (SELECT 1 FROM change_row x WHERE x.table_name = ? AND x.row_id = c.id "
                "AND x.change_set_id = ? AND (x.operation = 'insert' OR json_type(x.before, ?) IS NOT NULL))",
                (parent, self._set, child, self._set, f"$.{column}"),
            ).all()  # fmt: skip
            for child_id, parent_id in rows:
                used = (parent, int(parent_id))
                self.kept.add(used)
                if parent in RECORD_KINDS:
                    self._edits.setdefault(used, _Edit((child, int(child_id)))).labels.add(_BESIDE.get(child, ""))

    def find_lost_aims(self) -> None:
        """Find rows that would point again to something that is gone by now."""
        for child, column, parent in self._aims:
            if child not in self._tables:
                continue
            rows = self._ask(
                "SELECT r.row_id FROM change_row r WHERE r.change_set_id = ? AND r.table_name = ? "
                "AND json_extract(r.before, ?) IS NOT NULL "
                f'AND NOT EXISTS (SELECT 1 FROM "{parent}" p WHERE p.id = json_extract(r.before, ?)) '
                "AND NOT EXISTS (SELECT 1 FROM change_row d WHERE d.table_name = ? AND d.change_set_id = r.change_set_id "
                "AND d.row_id = json_extract(r.before, ?) AND d.operation = 'delete')",
                self._set, child, f"$.{column}", f"$.{column}", parent, f"$.{column}",
            )  # fmt: skip
            for row_id in rows.all():
                self.kept.add((child, int(row_id)))
                self._note((child, int(row_id)), [column])

    # --- what stays with them ---

    def find_needed(self) -> None:
        """Add to what is kept the rows of the change that belong to it, and those that it points to."""
        fresh = set(self.kept)
        while fresh:
            self._progress.check()
            by_table: dict[str, list[int]] = defaultdict(list)
            for table, row_id in sorted(fresh):
                by_table[table].append(row_id)
            found = set(self._pointed_to(by_table)) | set(self._belonging(by_table))
            fresh = found - self.kept
            self.kept |= fresh

    def _pointed_to(self, by_table: Mapping[str, list[int]]) -> Iterator[Key]:
        for child, column, parent in self._aims:
            if parent not in self._making:
                continue
            for chunk in rows_in_chunks(by_table.get(child, ()), 500):
                marks = ", ".join("?" * len(chunk))
                for row_id in self._ask(
                    f'SELECT DISTINCT c."{column}" FROM "{child}" c JOIN change_row r ON r.table_name = ? '
                    f'AND r.row_id = c."{column}" AND r.change_set_id = ? WHERE c.id IN ({marks})',
                    parent, self._set, *chunk,
                ):  # fmt: skip
                    yield parent, int(row_id)

    def _belonging(self, by_table: Mapping[str, list[int]]) -> Iterator[Key]:
        """Yield the rows of the change that belong to records, whether it made or removed them; a photo of such a
        product does not go back to the tray.
        """
        pairs = [(child, column, owner) for child, (column, owner) in _BELONGS.items()]
        for child, column, owner in [*pairs, ("photo_tray", "photo_id", "photo")]:
            if child not in self._tables:
                continue
            for chunk in rows_in_chunks(by_table.get(owner, ()), 500):
                marks = ", ".join("?" * len(chunk))
                for row_id in self._ask(
                    f'SELECT r.row_id FROM change_row r LEFT JOIN "{child}" c ON c.id = r.row_id '
                    "WHERE r.table_name = ? AND r.change_set_id = ? "
                    f'AND coalesce(c."{column}", json_extract(r.before, ?)) IN ({marks})',
                    child, self._set, f"$.{column}", *chunk,
                ):  # fmt: skip
                    yield child, int(row_id)

    # --- in words ---

    def edited(self) -> tuple[EditedRecord, ...]:
        """Return the edited records, newest edit first."""
        return tuple(sorted((self._told(*item) for item in self._edits.items()), key=lambda e: e.at, reverse=True))

    def _told(self, key: Key, edit: _Edit) -> EditedRecord:
        table, row_id = key
        row = self._connection.exec_driver_sql(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,)).mappings().first()
        now: Mapping[str, Any] = row or {}
        author, computer, at = self._connection.exec_driver_sql(
            "SELECT s.author, s.computer, s.at FROM change_row r JOIN change_set s ON s.id = r.change_set_id "
            "WHERE r.table_name = ? AND r.row_id = ? ORDER BY r.id DESC LIMIT 1",
            edit.told_by,
        ).one()
        name, labels = now.get("name") or now.get("original_name"), sorted(edit.labels)
        if table in RECORD_KINDS:
            name = now.get(name_field(table))
            known = {f.column_name: f.label for f in fields(table).values()} | {"trashed_at": _IN_TRASH}
            beside = set(_BESIDE.values())
            labels = [known.get(label, label) for label in labels if label in known or label in beside]
        told = tuple(Message(label) for label in dict.fromkeys(labels))
        code = str(now.get("code") or "") if table in RECORD_KINDS else ""
        return EditedRecord(table, row_id, code, str(name or ""), told, Author(author, computer), datetime.fromisoformat(at))  # fmt: skip
