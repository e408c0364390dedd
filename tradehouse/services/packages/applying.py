"""Applying the plan of a package: exactly what was shown, in one unit of work that can be undone as one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePath
from typing import Any, Final

from tradehouse.domain.errors import Conflict, NotFound, UnusableFile
from tradehouse.domain.fields import RecordKind, stored_fields
from tradehouse.domain.kept_types import kept_parts, kept_types
from tradehouse.domain.language import N_, Message
from tradehouse.domain.photo_facts import PhotoRole
from tradehouse.domain.progress import Progress
from tradehouse.domain.reference_data import shipped_certification_types
from tradehouse.domain.reference_lists import sku_prefix
from tradehouse.exchange.packages import Package, is_file_name
from tradehouse.photos.intake import TakenPhoto, take_in
from tradehouse.photos.scans import MOST_PAGES
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.drafts import Outcome
from tradehouse.services.packages.planning import Entry, PackagePlan
from tradehouse.services.photos import photo_values
from tradehouse.services.scans import scan_store
from tradehouse.storage import certification_types as types
from tradehouse.storage import packages as stored
from tradehouse.storage.codes import next_codes, reserve_codes
from tradehouse.storage.columns import from_column
from tradehouse.storage.history import last_change_set_id
from tradehouse.storage.house import catalogue_prefix
from tradehouse.storage.photo_links import photo_id
from tradehouse.storage.photo_tray import leave_tray
from tradehouse.storage.scans import KnownScan, keep_scans
from tradehouse.storage.work import Work

P, S, C = RecordKind.PRODUCT, RecordKind.SUPPLIER, RecordKind.CERTIFICATION
_SUPPLIER_PREFIX: Final = "SUP"
_LONGEST_NAME: Final = 255
_MOST_TYPES: Final = 500


@dataclass(slots=True)
class Applied:
    """What happened: the photos that went on products, photos and scans that could not be taken, and (own, new) house
    codes by the uid of a record.
    """

    change_set: int | None = None
    photos_attached: int = 0
    refused: list[tuple[Entry, str, Message]] = field(default_factory=list)
    new_codes: dict[str, tuple[str, str]] = field(default_factory=dict)


def apply_package(catalogue: Catalogue, plan: PackagePlan, progress: Progress | None = None) -> Applied:
    """Write what a plan says as one change; nothing is written where nothing differs. Fields in conflict keep ours, or
    get theirs where that was decided.

    A photo or scan that is damaged is left out and named. Raises Conflict where the catalogue changed since it was
    planned, StorageProblem, Cancelled; nothing happened then.
    """
    done = Applied()
    if not plan.changes_anything:
        return done
    told = progress or Progress()
    taken = _take_photos(catalogue, plan, done, told)
    _take_scans(catalogue, plan, done, told)
    with catalogue.writing(N_("Package {file}"), file=plan.path.name) as work:
        if last_change_set_id(work.connection) != plan.after:
            raise Conflict(
                "plan_outdated",
                N_("The catalogue was changed since this import was planned. Nothing was written; plan it again."),
            )
        _take_types(work, plan)
        keep_scans(work, list(_told_scans(plan)))
        for kind in (S, P, C):
            _write_kind(work, plan, kind, done, told)
        _link_products(work, plan)
        _link_photos(work, plan, taken, done)
    done.change_set = work.recorder.change_set_id
    return done


# --- files, kept before the catalogue is written to; one without a row is an orphan that check finds ---


def _take_photos(catalogue: Catalogue, plan: PackagePlan, done: Applied, progress: Progress) -> dict[str, TakenPhoto]:
    """Keep the originals that are new here; each is opened as any photo from outside."""
    taken: dict[str, TakenPhoto] = {}
    problems: dict[str, tuple[str, Message]] = {}
    wanted = [(entry, photo.file) for entry in plan.entries if entry.sent for photo in entry.photos]
    for n, (entry, name) in enumerate(wanted):
        progress.report(n, len(wanted), name)
        if name not in taken and name not in problems:
            try:
                taken[name] = take_in(catalogue.photos, _content(catalogue, plan.package, name), name, progress)
            except (UnusableFile, NotFound) as problem:
                problems[name] = (problem.code, problem.message)
        if name in problems:
            done.refused.append((entry, *problems[name]))
    return taken


def _content(catalogue: Catalogue, package: Package, name: str) -> bytes:
    if package.has(name):
        return package.read(name)
    return catalogue.photos.read(*_split(name))


def _take_scans(catalogue: Catalogue, plan: PackagePlan, done: Applied, progress: Progress) -> None:
    """Keep the scans of certificates under their hashes. They are not opened here; what lies there is left."""
    store = scan_store(catalogue)
    for entry in plan.of(C):
        for name in _scans(entry):
            if plan.package.has(name) and not store.has(*_split(name)):
                progress.report(0, 0, name)
                try:
                    store.put(*_split(name), plan.package.read(name))
                except UnusableFile as problem:
                    done.refused.append((entry, problem.code, problem.message))


def _scans(entry: Entry) -> Iterator[str]:
    given = entry.sent.values.get("scans") if entry.sent else None
    field_ = next(f for f in stored_fields(str(C)) if f.key == "scans")
    yield from (name for name in from_column(field_, given) if is_file_name(name))


def _told_scans(plan: PackagePlan) -> Iterator[KnownScan]:
    """Yield what the sender knows of the scans that came along; anything else in the list is passed over."""
    wanted = {name for entry in plan.of(C) for name in _scans(entry)}
    for row in plan.package.rows("scans"):
        key, pages, size, name = f"{row.get('sha256')}.{row.get('extension')}", row.get("pages"), row.get("size_bytes"), row.get("name")  # fmt: skip
        if key in wanted and plan.package.has(key) and isinstance(size, int) and isinstance(name, str):
            known = pages if isinstance(pages, int) and 0 < pages <= MOST_PAGES else None
            yield KnownScan(*_split(key), size, known, PurePath(name).name[:_LONGEST_NAME])


def _take_types(work: Work, plan: PackagePlan) -> None:
    """Keep types of the sender's own that nobody here knows; what is no sound type is passed over, as an unknown code."""
    known = {*shipped_certification_types(), *types.kept_types(work.connection)}
    sent = {str(row.get("code")): row for row in islice(plan.package.rows("certification_types"), _MOST_TYPES)}
    for code, kind in kept_types({code: row for code, row in sent.items() if code not in known}).items():
        work.insert(types.TABLE, {"code": code, "data": types.type_data(kept_parts(kind))})


def _split(name: str) -> tuple[str, str]:
    sha256, _, extension = name.partition(".")
    return sha256, extension


# --- records ---


def _write_kind(work: Work, plan: PackagePlan, kind: RecordKind, done: Applied, progress: Progress) -> None:
    makers = {} if kind is S else {uid: found for uid, (found, _) in stored.ids_by_uid(work.connection, S).items()}
    new = [entry for entry in plan.of(kind) if entry.outcome is Outcome.CREATED and entry.sent is not None]
    if new:
        _insert(work, kind, new, makers, done, progress)
    columns = {f.key: f.column_name for f in stored_fields(str(kind))}
    changed = [entry for entry in plan.of(kind) if entry.taken and entry.record_id is not None]
    for n, entry in enumerate(changed):
        if n % 200 == 0:
            progress.report(n, len(changed), str(kind))
        after = {
            columns[key]: makers.get(str(value)) if key == "supplier" else value
            for key, (_, value) in entry.taken.items()
        }
        work.update_columns(str(kind), entry.record_id or 0, after)


def _insert(
    work: Work, kind: RecordKind, new: Sequence[Entry], makers: Mapping[str, int], done: Applied, progress: Progress
) -> None:
    known = stored_fields(str(kind))
    codes = _codes(work, kind, new, done) if any(f.key == "code" for f in known) else {}
    rows = []
    for entry in new:
        sent = entry.sent
        if sent is None:
            continue
        values = dict(sent.values)
        if "code" in values:
            values["code"] = codes[entry.uid]
        maker = makers.get(sent.supplier or "")
        rows.append([entry.uid, *(maker if f.key == "supplier" else values[f.key] for f in known)])
    names = ["uid", *(f.column_name for f in known)]
    columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {"uid": ()}
    for entry, record_id in zip(new, work.insert_stored(str(kind), [columns], len(rows), progress), strict=True):
        entry.record_id = record_id


def _codes(work: Work, kind: RecordKind, new: Sequence[Entry], done: Applied) -> dict[str, str]:
    """Return the house code of each new record by uid: its own where it is free here, else the next of its prefix."""
    taken = set(stored.codes_taken(work.connection, str(kind)))
    found: dict[str, str] = {}
    waiting: dict[str, list[Entry]] = defaultdict(list)
    for entry in new:
        values = entry.sent.values if entry.sent else {}
        code = values.get("code")
        if isinstance(code, str) and code.casefold() not in taken:
            found[entry.uid] = code
            taken.add(code.casefold())
            reserve_codes(work.connection, [code])
        else:
            category = values.get("category")
            prefix = sku_prefix(str(category or "")) if kind is P else _SUPPLIER_PREFIX
            waiting[prefix].append(entry)
    front = catalogue_prefix(work.connection)
    for prefix, entries in waiting.items():
        for entry in entries:
            code = _free_code(work, front + prefix, taken)
            found[entry.uid] = code
            own = entry.sent.values.get("code") if entry.sent else None
            done.new_codes[entry.uid] = (str(own or ""), code)
    return found


def _free_code(work: Work, prefix: str, taken: set[str]) -> str:
    while True:
        (code,) = next_codes(work.connection, prefix, 1)
        if code.casefold() not in taken:
            taken.add(code.casefold())
            return code


# --- links ---


def _link_products(work: Work, plan: PackagePlan) -> None:
    goods = {uid: found for uid, (found, _) in stored.ids_by_uid(work.connection, P).items()}
    links = [
        {"certification_id": entry.record_id, "product_id": goods[uid]}
        for entry in plan.of(C)
        if entry.record_id is not None and entry.outcome in {Outcome.CREATED, Outcome.UPDATED}
        for uid in entry.products
        if uid in goods
    ]
    work.insert_many("certification_product", links)


def _link_photos(work: Work, plan: PackagePlan, taken: Mapping[str, TakenPhoto], done: Applied) -> None:
    """Put photos behind those that a product has; the first of a product without photos is its main one."""
    entries = [entry for entry in plan.of(P) if entry.record_id is not None and entry.sent is not None and entry.photos]
    last = stored.last_positions(work.connection, [entry.record_id or 0 for entry in entries])
    rows: list[dict[str, Any]] = []
    for entry in entries:
        product, position = entry.record_id or 0, last.get(entry.record_id or 0, 0)
        for photo in entry.photos:
            if photo.file not in taken:
                continue
            position += 1
            role = photo.place["role"]
            if position == 1:
                role = str(PhotoRole.MAIN)
            elif role == PhotoRole.MAIN:
                role = str(PhotoRole.DETAIL)
            facts = photo_values(taken[photo.file], photo.file) | plan.facts_of_photos.get(photo.file, {})
            rows.append(
                {**photo.place, "role": role, "product_id": product, "photo_id": photo_id(work, facts),
                 "position": position}
            )  # fmt: skip
    leave_tray(work, [row["photo_id"] for row in rows])
    work.insert_many("product_photo", rows)
    done.photos_attached = len(rows)
