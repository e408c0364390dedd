"""The unit of work: every write to the catalogue goes through here and is recorded as it is made."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tradehouse.domain.changes import Author
from tradehouse.domain.errors import NotFound
from tradehouse.domain.fields import RECORD_KINDS, RecordKind, fields
from tradehouse.domain.identity import new_uid
from tradehouse.domain.language import N_, Message
from tradehouse.domain.progress import Progress
from tradehouse.domain.scale import FIGURES, scale_of
from tradehouse.storage.bulk import LEARNT_AT_ONCE, Learner, insertion, loading
from tradehouse.storage.columns import ColumnValue, derive_columns, derived, derived_from, supplier_copies, to_column
from tradehouse.storage.full_text import INDEXED, forget, is_indexed, learn
from tradehouse.storage.reader import Reader
from tradehouse.storage.recorder import Recorder, utc_now
from tradehouse.storage.rows import DERIVED
from tradehouse.storage.statements import many, quoted

Row = Mapping[str, Any]
OF_SUPPLIERS = tuple(kind for kind in RecordKind if "supplier" in fields(kind))


class Work:
    """One open unit of work. Values are given by field key for record kinds, by column for the other tables."""

    def __init__(self, connection: Reader, author: Author, label: Message) -> None:
        self.connection = connection
        self.recorder = Recorder(connection, author, label)
        self._suppliers: dict[int, dict[str, str]] = {}

    # --- writing ---

    def insert(self, table: str, values: Row) -> int:
        """Insert one row and return its id."""
        return self.insert_many(table, [values])[0]

    def insert_many(self, table: str, rows: Sequence[Row]) -> list[int]:
        """Insert rows that all fill the same keys; return their ids in order. A given id or uid is kept."""
        if not rows:
            return []
        first_id = self._next_id(table)
        images = [self._image(table, row, first_id + n) for n, row in enumerate(rows)]
        self._write_images(table, images)
        return [int(image["id"]) for image in images]

    def insert_stored(
        self, table: str, pages: Iterable[Mapping[str, Sequence[Any]]], count: int, progress: Progress | None = None
    ) -> list[int]:
        """Insert `count` records whose values are given in pages, each by column, uid included, as the store keeps
        them; return their ids. A page that is made when it is asked for is made while the index learns the one before.
        """
        if not count:
            return []
        told = progress or Progress()
        first_id, now = self._next_id(table), utc_now()
        with loading(self.connection, table, count), Learner(self.connection, table) as learner:
            made = at = first_id
            ready: list[tuple[str, list[tuple[Any, ...]]]] = []
            for page in pages:
                given = _with_scales(page) if table == "supplier" else page
                size = len(given["uid"])
                if not self._suppliers.keys() >= {*given.get("supplier_id", ())}:
                    learner.wait()
                written: dict[str, Sequence[Any]] = {
                    "id": range(made, made + size),
                    "version": [1] * size,
                    "created_at": [now] * size,
                    **given,
                    **derive_columns(table, given),
                    **(self._owner_columns(given["supplier_id"]) if "supplier_id" in given else {}),
                }
                ready.append(insertion(table, written))
                made += size
                if made - at < LEARNT_AT_ONCE and made < first_id + count:
                    continue
                learner.wait()
                learnt = at
                for statement, rows in ready:
                    told.report(at - first_id, count, table)
                    many(self.connection, statement, rows)
                    at += len(rows)
                learner.learn(learnt, at - 1)
                ready.clear()
            learner.wait()
            self.recorder.record_inserts(table, first_id, count)
        return list(range(first_id, first_id + count))

    def _owner_columns(self, supplier_ids: Sequence[Any]) -> dict[str, list[str | None]]:
        """Return what records keep of their suppliers, by column."""
        copies = {supplier_id: self._supplier_copies(supplier_id) for supplier_id in set(supplier_ids)}
        return {name: [copies[owner][name] for owner in supplier_ids] for name in ("supplier_sort", "supplier_text")}

    def _write_images(self, table: str, images: Sequence[Row]) -> None:
        names = list(images[0])
        marks = ", ".join("?" * len(names))
        many(
            self.connection,
            f'INSERT INTO "{table}" ({quoted(names)}) VALUES ({marks})',
            [tuple(image[name] for name in names) for image in images],
        )
        if table in INDEXED:
            ids = [int(image["id"]) for image in images]
            for chunk in rows_in_chunks(ids, 500):
                learn(self.connection, table, f"id IN ({', '.join('?' * len(chunk))})", chunk)
        for image in images:
            self.recorder.record(table, int(image["id"]), "insert", int(image["version"]), None, None)

    def update(self, table: str, row_id: int, changes: Row) -> bool:
        """Change fields of one row; return whether anything differed. Raises NotFound."""
        return self.update_columns(table, row_id, self._columns(table, changes))

    def update_columns(self, table: str, row_id: int, changes: Row) -> bool:
        """Change columns of one row, given as the store keeps them; return whether anything differed."""
        current = self.image(table, row_id)
        after = {name: value for name, value in changes.items() if current[name] != value}
        if not after:
            return False
        if table == "supplier" and "scale" not in after:
            after |= _scale_change(current, after)
        before = {name: current[name] for name in after}
        version = int(current["version"]) + 1
        written: dict[str, Any] = {**after, "version": version, **self._derived_after(table, current, after)}
        indexed = is_indexed(table, written.keys())
        if indexed:
            forget(self.connection, table, "id = ?", (row_id,))
        assignments = ", ".join(f'"{name}" = ?' for name in written)
        self.connection.exec_driver_sql(f'UPDATE "{table}" SET {assignments} WHERE id = ?', (*written.values(), row_id))
        if indexed:
            learn(self.connection, table, "id = ?", (row_id,))
        if table == "supplier" and "name_sort" in written:
            self._rename_supplier(row_id)
        self.recorder.record(table, row_id, "update", version, before, after)
        return True

    def delete_many(self, table: str, row_ids: Sequence[int]) -> None:
        """Delete rows for good, keeping their whole images in the history. Records are trashed, not deleted."""
        for chunk in rows_in_chunks(row_ids, 500):
            marks = ", ".join("?" * len(chunk))
            found = self.connection.exec_driver_sql(
                f'SELECT * FROM "{table}" WHERE id IN ({marks})', tuple(chunk)
            ).mappings().all()  # fmt: skip
            if table in INDEXED:
                forget(self.connection, table, f"id IN ({marks})", chunk)
            many(self.connection, f'DELETE FROM "{table}" WHERE id = ?', [(row_id,) for row_id in chunk])
            for image in found:
                kept = {name: value for name, value in image.items() if name not in DERIVED}
                self.recorder.record(table, image["id"], "delete", image["version"], kept, None)

    def restore_many(self, table: str, images: Sequence[Row]) -> None:
        """Put deleted rows back as history kept them, under their old ids."""
        self._write_images(table, [self._completed(table, image) for image in images])

    # --- reading inside the same transaction ---

    def image(self, table: str, row_id: int) -> dict[str, Any]:
        """Return all columns of one row. Raises NotFound."""
        row = self.connection.exec_driver_sql(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,)).mappings().first()
        if row is None:
            raise NotFound(
                "no_such_record", N_("The record with number {id} is no longer in the catalogue."), id=row_id
            )
        return dict(row)

    # --- rows ---

    def _next_id(self, table: str) -> int:
        # AUTOINCREMENT keeps the highest id ever given, so a row never takes the number of one that history knows.
        last = self.connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).scalar()
        return int(last or 0) + 1

    def _columns(self, table: str, values: Row) -> dict[str, ColumnValue]:
        if table not in RECORD_KINDS:
            return dict(values)
        known = fields(table)
        return {
            known[key].column_name if key in known else key: to_column(known[key], value) if key in known else value
            for key, value in values.items()
        }

    def _image(self, table: str, values: Row, row_id: int) -> dict[str, Any]:
        row: dict[str, Any] = {"id": row_id, "uid": None, "version": 1}
        row.update(self._columns(table, values))
        row["uid"] = row["uid"] or new_uid()
        if table in RECORD_KINDS:
            row.setdefault("created_at", utc_now())
        return self._completed(table, row)

    def _completed(self, table: str, row: Row) -> dict[str, Any]:
        if table not in RECORD_KINDS:
            return dict(row)
        if table == "supplier":
            row = {**row, **_scale_change(row, row)}
        full = {**row, **derived(table, row)}
        if "supplier" in fields(table):
            full |= self._supplier_copies(full.get("supplier_id"))
        return full

    def _derived_after(self, table: str, current: Row, after: Row) -> dict[str, Any]:
        if table not in RECORD_KINDS:
            return {}
        fresh: dict[str, Any] = {}
        if not derived_from(table).isdisjoint(after):
            fresh = {k: v for k, v in derived(table, {**current, **after}).items() if current[k] != v}
        if "supplier_id" in after:
            fresh |= self._supplier_copies(after["supplier_id"])
        return fresh

    def _supplier_copies(self, supplier_id: object) -> dict[str, str | None]:
        if not isinstance(supplier_id, int):
            return {"supplier_sort": None, "supplier_text": None}
        if supplier_id not in self._suppliers:
            row = self.connection.exec_driver_sql(
                "SELECT code, name FROM supplier WHERE id = ?", (supplier_id,)
            ).one_or_none()
            self._suppliers[supplier_id] = supplier_copies(*row) if row else supplier_copies(None, "")
        return dict(self._suppliers[supplier_id])

    def _rename_supplier(self, supplier_id: int) -> None:
        self._suppliers.pop(supplier_id, None)
        copies = self._supplier_copies(supplier_id)
        for table in OF_SUPPLIERS:
            forget(self.connection, table, "supplier_id = ?", (supplier_id,))
            self.connection.exec_driver_sql(
                f"UPDATE {table} SET supplier_sort = ?, supplier_text = ? WHERE supplier_id = ?",
                (copies["supplier_sort"], copies["supplier_text"], supplier_id),
            )
            learn(self.connection, table, "supplier_id = ?", (supplier_id,))


def _scale_change(current: Row, after: Row) -> dict[str, str]:
    """Return the business scale that follows from new figures, where it differs; it is history like any field."""
    if FIGURES.isdisjoint(after):
        return {}
    found = scale_of(*({**current, **after}.get(name) for name in ("sales_idr", "capital_idr")))
    return {} if found is None or found.token == current.get("scale") else {"scale": found.token}


def _with_scales(columns: Mapping[str, Sequence[Any]]) -> Mapping[str, Sequence[Any]]:
    """Return the columns of new suppliers with the scale that the figures of each make."""
    names = [name for name in ("scale", *FIGURES) if name in columns]
    told: list[Any] = list(columns["scale"]) if "scale" in columns else [None] * len(columns["uid"])
    for row, values in enumerate(zip(*(columns[name] for name in names), strict=True)):
        known = dict(zip(names, values, strict=True))
        told[row] = _scale_change(known, known).get("scale", told[row])
    return {**columns, "scale": told}


def rows_in_chunks(rows: Iterable[Any], size: int = 1_000) -> Iterable[list[Any]]:
    """Yield rows in lists of at most `size`."""
    chunk: list[Any] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
