"""Applying a plan: exactly what was shown, in one unit of work that can be undone as one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

from tradehouse.domain.errors import Conflict
from tradehouse.domain.fields import RecordKind, stored_fields
from tradehouse.domain.identity import new_uids
from tradehouse.domain.language import N_
from tradehouse.domain.memory import collector_paused
from tradehouse.domain.progress import Progress
from tradehouse.domain.reference_lists import sku_prefix
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.attaching import keep_photos, link_photos
from tradehouse.services.importing.drafts import Book, Draft, Outcome
from tradehouse.services.importing.parts import Part
from tradehouse.services.importing.planning import ImportPlan
from tradehouse.services.importing.remembering import remember
from tradehouse.services.importing.reporting import ImportReport, report_of
from tradehouse.storage.codes import next_codes, reserve_codes
from tradehouse.storage.history import last_change_set_id
from tradehouse.storage.house import catalogue_prefix
from tradehouse.storage.identities import covered_products, record_batch
from tradehouse.storage.work import Work

P, S, C = RecordKind.PRODUCT, RecordKind.SUPPLIER, RecordKind.CERTIFICATION
_SUPPLIER_PREFIX: Final = "SUP"
_MOST_NAMED: Final = 3
_PAGE: Final = 2_000  # so many as the processor keeps at hand


def apply_import(catalogue: Catalogue, plan: ImportPlan, progress: Progress | None = None) -> ImportReport:
    """Write what a plan says, all files as one change; nothing is written where nothing differs.

    Raises Conflict where the catalogue changed since it was planned, StorageProblem, Cancelled; nothing happened then.
    """
    told = progress or Progress()
    if not plan.changes_anything:
        return report_of(plan, None)
    kept = keep_photos(catalogue.photos, plan.photos, told)
    with collector_paused(), catalogue.writing(N_("Import {file}"), file=_names(plan)) as work:
        if last_change_set_id(work.connection) != plan.after:
            raise Conflict(
                "plan_outdated",
                N_("The catalogue was changed since this import was planned. Nothing was written; plan it again."),
            )
        for kind in (S, P, C):
            _write_book(work, plan.books[kind], told)
        _cover(work, plan.books[C])
        link_photos(work, plan.photos, kept)
        if work.recorder.changed:
            for part_rows in _by_file(plan.parts):
                _record_file(work, plan, part_rows)
            remember(work.connection, plan)
        told.report(1, 1)
    return report_of(plan, work.recorder.change_set_id)


def _names(plan: ImportPlan) -> str:
    names = list(dict.fromkeys(part.file.name for part in plan.parts))
    more = f" … (+{len(names) - _MOST_NAMED})" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _write_book(work: Work, book: Book, progress: Progress) -> None:
    new = [draft for draft in book.drafts if draft.outcome is Outcome.CREATED]
    if new:
        _give_codes(work, book, new)
        _insert(work, book, new, progress)
    changed = [draft for draft in book.drafts if draft.changes and draft.record_id is not None]
    columns = {f.key: f.column_name for f in stored_fields(str(book.kind))}
    for done, draft in enumerate(changed):
        if done % 200 == 0:
            progress.report(done, len(changed), str(book.kind))
        after = {columns[key]: _id_of(value) for key, (_, value) in (draft.changes or {}).items()}
        work.update_columns(str(book.kind), draft.record_id or 0, after)


def _id_of(value: Any) -> Any:
    return value.record_id if isinstance(value, Draft) else value


def _give_codes(work: Work, book: Book, new: Sequence[Draft]) -> None:
    """Keep codes that files brought from being handed out again; give the others the next of their prefix."""
    if "code" not in book.places:
        return
    place = book.places["code"]
    waiting: dict[str, list[Draft]] = defaultdict(list)
    category = book.places.get("category", -1)
    brought: list[str] = []
    for draft in new:
        code = draft.values[place]
        if isinstance(code, str):
            brought.append(code)
        else:
            prefix = sku_prefix(draft.values[category]) if book.kind is P else _SUPPLIER_PREFIX
            waiting[prefix].append(draft)
    reserve_codes(work.connection, brought)
    front = catalogue_prefix(work.connection)
    for prefix, drafts in waiting.items():
        for draft, code in zip(drafts, next_codes(work.connection, front + prefix, len(drafts)), strict=True):
            draft.values[place] = code


def _insert(work: Work, book: Book, new: Sequence[Draft], progress: Progress) -> None:
    progress.report(0, len(new), str(book.kind))
    pages = _pages(book, new)
    for draft, record_id in zip(new, work.insert_stored(str(book.kind), pages, len(new), progress), strict=True):
        draft.record_id = record_id


def _pages(book: Book, new: Sequence[Draft]) -> Iterator[dict[str, Sequence[Any]]]:
    """Yield the values of new records by column, page by page. Columns that none of these fills are
    left out: a list of 25 is not inserted as 60.
    """
    for at in range(0, len(new), _PAGE):
        drafts = new[at : at + _PAGE]
        uids = new_uids(len(drafts))
        columns: dict[str, Sequence[Any]] = {
            "uid": [(draft.defaults or {}).get("uid") or uid for draft, uid in zip(drafts, uids, strict=True)]
        }
        turned = zip(*(draft.values for draft in drafts), strict=True)
        for field, column in zip(stored_fields(str(book.kind)), turned, strict=True):
            if field.key == "supplier":
                columns[field.column_name] = [d.supplier.record_id if d.supplier else None for d in drafts]
            elif column[0] is not None or column.count(None) < len(column):
                columns[field.column_name] = column
        yield columns


def _cover(work: Work, book: Book) -> None:
    """Link certifications to the products that their rows are about."""
    wanted = {
        (draft.record_id, product.record_id)
        for draft in book.drafts
        if draft.covers and draft.record_id is not None
        for product in draft.covers
        if product.record_id is not None
    }
    there = covered_products(work.connection, [c for c, _ in wanted if c is not None])
    fresh = sorted((c, p) for c, p in wanted if c is not None and p is not None and (c, p) not in there)
    work.insert_many("certification_product", [{"certification_id": c, "product_id": p} for c, p in fresh])


def _by_file(parts: Sequence[Part]) -> list[list[Part]]:
    grouped: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        grouped[part.file.name].append(part)
    return list(grouped.values())


def _record_file(work: Work, plan: ImportPlan, parts: Sequence[Part]) -> None:
    """Remember which records the rows of a file became, for the day when the same file comes again."""
    rows = {part.sheet_name: list(_row_ids(part)) for part in parts}
    outcomes = b"".join(plan.outcomes[part.number] for part in parts)
    counts = {outcome.name.lower(): count for outcome in Outcome if (count := outcomes.count(outcome))}
    options = {"kind": plan.options.kind, "supplier": plan.options.supplier, "mapping": dict(plan.options.mapping)}
    record_batch(work, parts[0].file.name, parts[0].file.sha256, options, counts, rows)


def _row_ids(part: Part) -> list[tuple[int, int, int, list[int]]]:
    found = []
    for sheet_row, result in enumerate(part.results, part.sheet_row(0)):
        if result is not None:
            supplier, product, certificates = result
            ids = [c.record_id or 0 for c in certificates]
            found.append((sheet_row, (product and product.record_id) or 0, (supplier and supplier.record_id) or 0, ids))
    return found
