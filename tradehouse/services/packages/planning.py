"""The plan of a package's import: what each record will become here, field by field, before anything is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tradehouse.domain.fields import CATALOGUE_KINDS, Field, RecordKind, fields, stored_fields
from tradehouse.domain.language import N_, Message
from tradehouse.domain.merging import Newer, Value, newer
from tradehouse.domain.progress import Progress
from tradehouse.domain.text import sort_key
from tradehouse.exchange.packages import Package, is_package
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.drafts import Outcome
from tradehouse.services.packages.sent import Refused, Sent, SentPhoto, photo_facts, read_sent
from tradehouse.services.packages.writing import LIST_OF
from tradehouse.storage import identities
from tradehouse.storage import packages as stored
from tradehouse.storage.history import last_change_set_id
from tradehouse.storage.reader import Reader

__all__ = ["Entry", "FieldConflict", "PackagePlan", "is_package", "plan_package"]

P, S, C = RecordKind.PRODUCT, RecordKind.SUPPLIER, RecordKind.CERTIFICATION
_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field that was changed on both sides. Values are as the store keeps them; suppliers are uids.

    takeable says whether the other side's value may be taken: not where it empties a field that is needed, or names a
    supplier who is neither here nor in the package.
    """

    field: Field
    ours: Value
    theirs: Value
    takeable: bool = True


@dataclass(slots=True)
class Entry:
    """What one record of a package becomes. changes are (before, after) by key, as the store keeps values, suppliers
    as uids; products are uids and photos file names that are new on it. theirs are the keys of conflicts that were
    decided for the other side.
    """

    kind: RecordKind
    uid: str
    name: str
    outcome: Outcome
    record_id: int | None = None
    sent: Sent | None = None
    changes: dict[str, tuple[Value, Value]] = field(default_factory=dict)
    conflicts: list[FieldConflict] = field(default_factory=list)
    products: list[str] = field(default_factory=list)
    photos: list[SentPhoto] = field(default_factory=list)
    reasons: list[tuple[str, str, Message]] = field(default_factory=list)
    theirs: set[str] = field(default_factory=set)

    @property
    def taken(self) -> dict[str, tuple[Value, Value]]:
        """What applying writes into a record that is here: its changes, and the conflicts decided for the other side."""
        decided = {c.field.key: (c.ours, c.theirs) for c in self.conflicts if c.field.key in self.theirs}
        return {**self.changes, **decided}

    def decide(self, key: str, *, theirs: bool) -> None:
        """Say whose value a field in conflict is to have; ours until somebody does. What cannot be taken stays ours."""
        takeable = any(conflict.takeable for conflict in self.conflicts if conflict.field.key == key)
        if theirs and takeable:
            self.theirs.add(key)
        else:
            self.theirs.discard(key)
        if self.outcome in {Outcome.UNCHANGED, Outcome.UPDATED}:
            changed = self.taken or self.photos or self.products
            self.outcome = Outcome.UPDATED if changed else Outcome.UNCHANGED

    def tell(self, key: str, code: str, msgid: str, /, **values: object) -> None:
        """Say why the record is rejected, or what is odd about it."""
        self.reasons.append((key, code, Message(msgid, values)))


@dataclass(slots=True)
class PackagePlan:
    """What a package will change here. photos_found counts the places of photos in it; after is the newest change of
    the catalogue that the plan knows. suppliers are the names of those that changes and conflicts are about, by uid.
    """

    path: Path
    package: Package
    entries: list[Entry]
    photos_found: int
    facts_of_photos: dict[str, dict[str, Any]]
    unknown_fields: frozenset[str]
    after: int
    suppliers: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: RecordKind) -> Iterator[Entry]:
        """Yield the entries of a kind in the order of the package."""
        return (entry for entry in self.entries if entry.kind is kind)

    @property
    def conflicts(self) -> list[tuple[Entry, FieldConflict]]:
        """The fields that both sides changed, whoever was decided for; ours stand until somebody decides."""
        return [(entry, conflict) for entry in self.entries for conflict in entry.conflicts]

    def decide_all(self, *, theirs: bool) -> None:
        """Decide every conflict for one side."""
        for entry, conflict in self.conflicts:
            entry.decide(conflict.field.key, theirs=theirs)

    def decide_as(self, before: "PackagePlan") -> None:
        """Decide as was decided in an earlier plan of the same package, where both values still are what they were."""
        decided = {(e.kind, e.uid, c) for e, c in before.conflicts if c.field.key in e.theirs}
        for entry, conflict in self.conflicts:
            entry.decide(conflict.field.key, theirs=(entry.kind, entry.uid, conflict) in decided)

    @property
    def changes_anything(self) -> bool:
        """Whether applying would write anything."""
        return any(entry.outcome in {Outcome.CREATED, Outcome.UPDATED} for entry in self.entries)


def plan_package(catalogue: Catalogue, path: Path, progress: Progress | None = None) -> PackagePlan:
    """Read a package and plan what it will change. Nothing is written.

    Raises UnusableFile with one sentence where it cannot be read, Cancelled.
    """
    told = progress or Progress()
    package = Package(path)
    with catalogue.database.reading() as read:
        run = _Run(read, package, told)
        for kind in (S, P, C):
            run.take(kind)
        names = {photo.file for entry in run.entries for photo in entry.photos}
        facts = {
            row["file"]: photo_facts(row)
            for row in package.rows("photos")
            if isinstance(row.get("file"), str) and row["file"] in names
        }
        after = last_change_set_id(read)
        suppliers = _names_of_suppliers(read, run.entries)
    return PackagePlan(path, package, run.entries, run.photos, facts, frozenset(run.unknown), after, suppliers)


def _names_of_suppliers(read: Reader, entries: Sequence[Entry]) -> dict[str, str]:
    """Return the names of the suppliers that some entries are about, as they are here, else as the package has them."""
    wanted = {
        str(value)
        for entry in entries
        for pair in (
            entry.changes.get("supplier"),
            *((c.ours, c.theirs) for c in entry.conflicts if c.field.key == "supplier"),
        )
        for value in pair or ()
        if value
    } | {entry.sent.supplier for entry in entries if entry.sent and entry.sent.supplier}
    sent = {entry.uid: entry.name for entry in entries if entry.kind is S and entry.uid in wanted}
    return sent | stored.supplier_names(read, sorted(wanted))


class _Run:
    """One reading of a package against one snapshot."""

    def __init__(self, read: Reader, package: Package, progress: Progress) -> None:
        self._read, self._package, self._progress = read, package, progress
        self._known = {kind: stored.ids_by_uid(read, str(kind)) for kind in CATALOGUE_KINDS}
        self._maker_uids = {found: uid for uid, (found, _) in self._known[S].items()}
        self._names = stored.names_taken(read)
        self._coming: dict[RecordKind, set[str]] = {kind: set() for kind in CATALOGUE_KINDS}
        self.entries: list[Entry] = []
        self.photos = 0
        self.unknown: set[str] = set()

    def take(self, kind: RecordKind) -> None:
        """Plan all records of a kind; suppliers first, since the others point to them."""
        waiting: list[Entry] = []
        for n, row in enumerate(self._package.rows(LIST_OF[kind])):
            if n % _PAGE == 0:
                self._progress.report(n, 0, LIST_OF[kind])
            entry = self._begin(kind, row)
            self.entries.append(entry)
            if entry.record_id is not None and entry.sent is not None:
                waiting.append(entry)
            if len(waiting) == _PAGE:
                self._compare(kind, waiting)
                waiting = []
        self._compare(kind, waiting)

    def _begin(self, kind: RecordKind, row: Mapping[str, Any]) -> Entry:
        try:
            sent = read_sent(kind, row)
        except Refused as refused:
            entry = Entry(kind, str(row.get("uid") or ""), refused.name, Outcome.REJECTED)
            entry.reasons.append((refused.problem.field, refused.problem.code, refused.problem.message))
            return entry
        self.unknown |= sent.unknown
        self.photos += len(sent.photos)
        entry = Entry(kind, sent.uid, sent.name, Outcome.CREATED, sent=sent)
        if sent.uid in self._coming[kind]:
            return _reject(entry, "uid", "repeated", N_("The package has this record twice; the first was taken."))
        known = self._known[kind].get(sent.uid)
        if known is not None and known[1]:
            entry.outcome, entry.sent = Outcome.UNCHANGED, None
            entry.tell("", "in_trash", N_("The record is in the trash and was left there. Take it out of the trash first."))  # fmt: skip
            return entry
        if not self._has(S, sent.supplier) and kind is C:
            return _reject(entry, "supplier", "no_supplier", N_("Its supplier is neither in the package nor here."))
        entry.products = [uid for uid in sent.products if self._has(P, uid)]
        if sent.products and not entry.products:
            return _reject(entry, "products", "no_products", N_("None of the products that it covers is here."))
        self._coming[kind].add(sent.uid)
        if known is not None:
            entry.record_id = known[0]
            entry.outcome = Outcome.UNCHANGED
        else:
            entry.photos = list(sent.photos)
            self._remark_new(entry, sent)
        return entry

    def _has(self, kind: RecordKind, uid: str | None) -> bool:
        return uid is not None and (uid in self._known[kind] or uid in self._coming[kind])

    def _remark_new(self, entry: Entry, sent: Sent) -> None:
        if entry.kind is P and sent.supplier is not None and not self._has(S, sent.supplier):
            entry.tell("supplier", "no_supplier", N_("Its supplier is neither in the package nor here; it arrives without one."))  # fmt: skip
        if entry.kind is S and sort_key(str(sent.values["name"])) in self._names:
            entry.tell("name", "same_name", N_("Another supplier here has the same name. Both are kept; compare them."))

    # --- records that are here ---

    def _compare(self, kind: RecordKind, entries: Sequence[Entry]) -> None:
        by_id = {entry.record_id: entry for entry in entries if entry.record_id is not None}
        ids = list(by_id)
        columns = {f.column_name: f.key for f in stored_fields(str(kind))}
        past = stored.past_values(self._read, str(kind), ids)
        photos = identities.photos_on(self._read, ids) if kind is P else set()
        covers = stored.covered_by(self._read, ids) if kind is C else {}
        for record_id, _uid, values in stored.stored_records(self._read, str(kind), list(columns), ids):
            entry = by_id[record_id]
            ours = {key: values[column] for column, key in columns.items()}
            before = {columns[name]: found for name, found in past.get(record_id, {}).items() if name in columns}
            self._merge(entry, ours, before)
            sent = entry.sent
            if sent is None:
                continue
            entry.photos = [p for p in sent.photos if (record_id, p.file.partition(".")[0]) not in photos]
            there = covers.get(record_id, [])
            # A certificate that covers everything here is not narrowed to what the package happens to name.
            entry.products = [uid for uid in entry.products if uid not in there] if there else []
            if entry.changes or entry.photos or entry.products:
                entry.outcome = Outcome.UPDATED
            elif kind is not C:
                entry.sent = None  # nothing of it is needed any more; a certificate may still lack a scan

    def _merge(self, entry: Entry, ours: Mapping[str, Value], before: Mapping[str, Sequence[Value]]) -> None:
        sent = entry.sent
        if sent is None:
            return
        known = fields(entry.kind)
        for key, own in ours.items():
            theirs = sent.values.get(key)
            if key == "supplier":
                past = [self._maker_uid(value) for value in before.get(key, ())]
                self._settle(entry, known[key], self._maker_uid(own), past, sent.supplier, sent.past.get(key, ()))
            elif own != theirs and key != "code":  # every house has numbers of its own
                self._settle(entry, known[key], own, before.get(key, ()), theirs, sent.past.get(key, ()))

    def _maker_uid(self, value: Value) -> str | None:
        return self._maker_uids.get(value) if isinstance(value, int) else None

    def _settle(
        self,
        entry: Entry,
        key: Field,
        ours: Value,
        our_past: Sequence[Value],
        theirs: Value,
        their_past: Sequence[Value],
    ) -> None:
        found = newer(ours, our_past, theirs, their_past)
        needed = theirs is None and key.required
        lost = key.key == "supplier" and theirs is not None and not self._has(S, str(theirs))
        if found is Newer.CONFLICT:
            entry.conflicts.append(FieldConflict(key, ours, theirs, takeable=not needed and not lost))
        if found is not Newer.THEIRS or needed:
            return
        if lost:
            entry.tell("supplier", "no_supplier", N_("Its supplier is neither in the package nor here; ours was kept."))
            return
        entry.changes[key.key] = (ours, theirs)


def _reject(entry: Entry, key: str, code: str, msgid: str) -> Entry:
    entry.outcome = Outcome.REJECTED
    entry.tell(key, code, msgid)
    return entry
