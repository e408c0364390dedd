"""The plan of an import: what every row will become, before anything is written."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from tradehouse.domain.display import show_date
from tradehouse.domain.errors import NotFound, UnusableFile
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, Message
from tradehouse.domain.progress import Progress
from tradehouse.domain.remembered import RememberedShape
from tradehouse.exchange.reading import Workbook
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.exchange.tables import Table
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.answers import keep_to_asked
from tradehouse.services.importing.comparing import needed_columns, settle_known, settle_new
from tradehouse.services.importing.drafts import Book, Outcome
from tradehouse.services.importing.gathering import Gathering
from tradehouse.services.importing.likeness import Alike
from tradehouse.services.importing.matching import CertificationMatcher, ProductMatcher, SupplierMatcher, books
from tradehouse.services.importing.memory import collector_paused
from tradehouse.services.importing.opening import HIDDEN_SHEET, OpenFiles
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.parts import Part
from tradehouse.services.importing.picturing import PhotoPlan, plan_photos
from tradehouse.services.importing.remembering import recall
from tradehouse.services.importing.rows import read_table
from tradehouse.services.importing.sources import SourceFile, Sources, find_sources
from tradehouse.storage import identities
from tradehouse.storage.history import last_change_set_id

P, S, C = RecordKind.PRODUCT, RecordKind.SUPPLIER, RecordKind.CERTIFICATION


@dataclass(frozen=True, slots=True)
class IgnoredSheet:
    """A sheet that is not taken, and why."""

    file: str
    sheet: str
    code: str
    reason: Message


@dataclass(slots=True)
class ImportPlan:
    """What an import will do. parts are the sheets that are taken; books hold the records; outcomes are by part and
    row (0 for a blank row). after is the newest change of the catalogue that the plan knows. alike are questions that
    nobody answered yet: new records whose name is like one that is there. Close it when done.
    """

    options: ImportOptions
    opened: OpenFiles
    parts: list[Part]
    ignored: list[IgnoredSheet]
    books: dict[RecordKind, Book]
    photos: PhotoPlan
    after: int
    outcomes: list[bytearray] = field(default_factory=list)
    alike: tuple[Alike, ...] = ()

    @property
    def sources(self) -> Sources:
        """The files and photos of the run."""
        return self.opened.sources

    @property
    def changes_anything(self) -> bool:
        """Whether applying would write anything."""
        if self.photos.attachments:
            return True
        drafts = (draft for book in self.books.values() for draft in book.drafts)
        return any(draft.outcome in {Outcome.CREATED, Outcome.UPDATED} or draft.covers for draft in drafts)

    def close(self) -> None:
        """Let go of the files."""
        self.opened.release()


def plan_import(catalogue: Catalogue, options: ImportOptions, progress: Progress | None = None) -> ImportPlan:
    """Read the files and plan what they will change. Nothing is written.

    Raises UnusableFile or NotFound with one sentence where a file cannot be read or holds no list, Cancelled.
    """
    told = progress or Progress()
    options.check()
    with collector_paused(), ExitStack() as undo:
        opened = OpenFiles(find_sources(options.files, options.photos, told))
        undo.callback(opened.release)
        plan = _plan(catalogue, options, opened, told)
        undo.pop_all()
    return plan


def replan(
    catalogue: Catalogue, plan: ImportPlan, options: ImportOptions, progress: Progress | None = None
) -> ImportPlan:
    """Plan the same files with other decisions, from the workbooks that are open already. Nothing is written.

    options name the same files and photos as the plan's. Both plans remain good; close each. Raises as plan_import.
    """
    told = progress or Progress()
    options.check()
    with collector_paused(), ExitStack() as undo:
        opened = plan.opened.hold()
        undo.callback(opened.release)
        again = _plan(catalogue, options, opened, told)
        undo.pop_all()
    return again


def _plan(catalogue: Catalogue, options: ImportOptions, opened: OpenFiles, progress: Progress) -> ImportPlan:
    options = replace(options, memory=recall(catalogue, options.supplier))
    parts, ignored, pictured = _read_files(opened, options, progress)
    plan = _compare_all(catalogue, options, opened, parts, ignored, progress)
    plan.photos = plan_photos(catalogue, plan, pictured, progress)
    plan.outcomes = [_outcomes(part) for part in plan.parts]
    return plan


def _read_files(
    opened: OpenFiles, options: ImportOptions, progress: Progress
) -> tuple[list[Part], list[IgnoredSheet], list[tuple[Part, Workbook]]]:
    parts: list[Part] = []
    ignored: list[IgnoredSheet] = []
    pictured: list[tuple[Part, Workbook]] = []
    found_sheets: set[str] = set()
    for known in opened.each(progress):
        file, tables = known.file, known.understand(options, progress)
        found_sheets |= {info.name for info in known.workbook.sheets}
        taken = [t for t in tables if t.taken and options.takes(file.name, t.sheet.name)]
        ignored += [
            IgnoredSheet(
                file.name, t.sheet.name, t.code or "not_chosen", t.why_not or Message(N_("The sheet was not chosen."))
            )
            for t in tables
            if t not in taken
        ]
        ignored += [
            IgnoredSheet(file.name, name, "hidden_sheet", Message(HIDDEN_SHEET)) for name in known.hidden(options)
        ]
        if not taken and file.lone:
            raise _nothing_found(file, tables, options)
        for table in taken:
            currency = table.said.currency or options.currency
            part = Part(len(parts), file, read_table(table, currency.upper(), progress))
            if table.sheet.name in known.asked:
                part.asked_photos = keep_to_asked(part.read, known.asked[table.sheet.name])
            if table.sheet.name in known.recalled:
                _tell_recalled(part, known.recalled[table.sheet.name])
            parts.append(part)
            pictured.append((part, known.workbook))
        known.forget_unused({table.sheet.name for table in taken})
    _check_sheets(options, found_sheets)
    if not parts:
        raise UnusableFile("nothing_to_import", N_("No products, suppliers or certificates were found in these files."))
    return parts, ignored, pictured


def _tell_recalled(part: Part, shape: RememberedShape) -> None:
    text = N_('Read as on {date}: "{file}". Columns that are to be read otherwise can be said anew.')
    part.warn(-1, "", "remembered", text, date=show_date(shape.used.astimezone().date()), file=shape.file)


def _check_sheets(options: ImportOptions, found: set[str]) -> None:
    for name in options.sheets:
        if name not in found:
            raise NotFound(
                "no_such_sheet",
                N_('There is no sheet "{sheet}". The sheets are: {sheets}.'),
                sheet=name,
                sheets=", ".join(sorted(found)),
            )


def _nothing_found(file: SourceFile, tables: Sequence[Table], options: ImportOptions) -> UnusableFile:
    names = {table.sheet.name for table in tables}
    for name in options.sheets:
        if name not in names:
            return UnusableFile(
                "no_such_sheet",
                N_('"{file}" has no sheet "{sheet}". Its sheets are: {sheets}.'),
                file=file.name,
                sheet=name,
                sheets=", ".join(sorted(names)),
            )
    asked = [t for t in tables if not options.sheets or t.sheet.name in options.sheets]
    told = [t for t in asked if t.code != "empty_sheet"] or asked
    if len(told) == 1 and told[0].why_not is not None:
        return UnusableFile(
            told[0].code,
            N_('No products or suppliers found in "{file}". {reason}'),
            file=file.name,
            reason=told[0].why_not,
        )
    reasons = " ".join(f"{t.sheet.name}: {t.why_not}" for t in told[:5] if t.why_not is not None)
    return UnusableFile(
        "nothing_to_import",
        N_('No products or suppliers found in "{file}". {reasons}'),
        file=file.name,
        reasons=reasons,
    )


def _compare_all(
    catalogue: Catalogue,
    options: ImportOptions,
    opened: OpenFiles,
    parts: list[Part],
    ignored: list[IgnoredSheet],
    progress: Progress,
) -> ImportPlan:
    kept = books()
    with catalogue.database.reading() as read:
        loose = any(part.read.column("supplier.name") is None for part in parts) and not options.supplier
        matchers = (
            SupplierMatcher(kept[S], identities.supplier_identities(read)),
            ProductMatcher(kept[P], identities.product_identities(read), loose=loose),
            CertificationMatcher(kept[C], identities.certification_identities(read)),
        )
        run = Gathering(kept, matchers, options.supplier)
        for part in parts:
            run.take(part, identities.read_row_map(read, part.file.sha256), progress)
            part.forget_values()
        _compare(read, kept, parts, options, progress)
        after = last_change_set_id(read)
    return ImportPlan(options, opened, parts, ignored, kept, PhotoPlan(), after)


def _compare(
    read: Any, kept: dict[RecordKind, Book], parts: Sequence[Part], options: ImportOptions, progress: Progress
) -> None:
    today = datetime.now(UTC).astimezone().date().isoformat()
    cleared = any(part.read.clears for part in parts)
    for kind in (S, P, C):
        book = kept[kind]
        book.drop_unused()
        mapped = sorted({place for part in parts for place in part.mapped.get(kind, ())} | _permit_places(book, parts))
        names = needed_columns(book, mapped)
        columns = {name: place for place, name in enumerate(names)}
        progress.report(0, len(book.drafts), str(kind))
        for draft in book.drafts:
            if draft.record_id is None:
                settle_new(book, draft, today, cleared=cleared)
            elif draft.in_trash:
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
            settle_known(book, draft, columns, stored, today, blanks)


def _permit_places(book: Book, parts: Sequence[Part]) -> set[int]:
    """Permit columns fill these fields of a certification."""
    if book.kind is not C or not any(part.read.permits for part in parts):
        return set()
    return {book.places[key] for key in ("type", "number", "issued", "expires", "scope", "stage", "notes")}


def _outcomes(part: Part) -> bytearray:
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
        outcome = min((c.outcome for c in certificates), default=Outcome.UNCHANGED)
        if product is not None:
            outcome = min(outcome, product.outcome)
        if supplier is not None and (firms or supplier.where == (part.number, row)):
            outcome = min(outcome, supplier.outcome)
        found[row] = outcome
    return found


__all__ = ["IgnoredSheet", "ImportPlan", "plan_import", "replan"]
