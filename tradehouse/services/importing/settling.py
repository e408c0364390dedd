"""A run's records settled against the catalogue, and with them what becomes of each row."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import N_, Message
from tradehouse.domain.progress import Progress
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.services.importing.comparing import compared_fields, needed_columns, settle_known, settle_new
from tradehouse.services.importing.drafts import Book, Draft, Outcome
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.parts import Part
from tradehouse.storage import identities
from tradehouse.storage.reader import Reader

P, S, C = RecordKind.PRODUCT, RecordKind.SUPPLIER, RecordKind.CERTIFICATION


def settle(
    read: Reader, kept: Mapping[RecordKind, Book], parts: Sequence[Part], options: ImportOptions, progress: Progress
) -> None:
    """Say of each record what is to happen to it, and fill in its changes. Raises Cancelled."""
    today = datetime.now(UTC).astimezone().date().isoformat()
    cleared = any(part.read.clears for part in parts)
    overwritten = {draft for part in parts for draft in _overwritten(part)}
    for kind in (S, P, C):
        book = kept[kind]
        book.drop_unused()
        mapped = sorted({place for part in parts for place in part.mapped.get(kind, ())} | _permit_places(book, parts))
        names = needed_columns(book, mapped)
        columns = {name: place for place, name in enumerate(names)}
        progress.report(0, len(book.drafts), str(kind))
        settle_new(book, [draft for draft in book.drafts if draft.record_id is None], today, cleared=cleared)
        compared = compared_fields(book, columns)
        for draft in book.drafts:
            if draft.in_trash:
                part = parts[draft.where[0]]
                part.warn(
                    draft.where[1],
                    str(kind),
                    "in_trash",
                    N_("The record is in the trash and was left there. Take it out of the trash first."),
                )
        alive = [i for i, draft in book.by_id.items() if not draft.in_trash]
        for done, (record_id, stored) in enumerate(identities.stored_values(read, str(kind), names, alive)):
            if done % 1000 == 0:
                progress.report(done, len(alive), str(kind))
            draft = book.by_id[record_id]
            part = parts[draft.where[0]]
            blanks = part.mapped.get(kind, ()) if options.clear_blanks and part.asked_photos is None else ()
            overwrite = options.overwrite_verified or draft in overwritten
            settle_known(book, draft, compared, columns, stored, today, blanks, overwrite=overwrite)
            if draft.kept:
                _tell_kept(part, draft)


def _overwritten(part: Part) -> Iterator[Draft]:
    """Yield the products whose rows a person lets replace what staff verified."""
    for number in part.read.table.said.overwrite:
        row = number - part.sheet_row(0)
        result = part.results[row] if 0 <= row < len(part.results) else None
        if result is not None and result[1] is not None:
            yield result[1]


def _tell_kept(part: Part, draft: Draft) -> None:
    labels = [str(Message(fields(P)[key].label)) for key in draft.kept or ()]
    text = N_("Staff verified this product. The file says otherwise in {fields}; the catalogue's values were kept.")
    part.warn(draft.where[1], "", "verified_kept", text, fields=", ".join(labels))


def _permit_places(book: Book, parts: Sequence[Part]) -> set[int]:
    """Permit columns fill these fields of a certification."""
    if book.kind is not C or not any(part.read.permits for part in parts):
        return set()
    return {book.places[key] for key in ("type", "number", "issued", "expires", "scope", "stage", "notes")}


def row_outcomes(part: Part) -> bytearray:
    """Return what became of each row: rejected before created before updated before unchanged."""
    found = bytearray(len(part.results))
    firms = part.read.table.kind in {SheetKind.SUPPLIERS, SheetKind.MIXED, SheetKind.CERTIFICATIONS}
    for row, kind in enumerate(part.read.kinds):
        if kind == 0:
            continue
        if row in part.rejects:
            found[row] = Outcome.REJECTED
            continue
        result = part.results[row]
        if result is None:
            found[row] = Outcome.SKIPPED
            continue
        supplier, product, certificates = result
        outcome = Outcome.UNCHANGED if product is None else product.outcome
        for certificate in certificates:
            outcome = min(outcome, certificate.outcome)
        if supplier is not None and (firms or supplier.where == (part.number, row)):
            outcome = min(outcome, supplier.outcome)
        found[row] = outcome
    return found
