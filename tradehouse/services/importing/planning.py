"""The plan of an import: what every row will become, before anything is written."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

from tradehouse.domain.display import show_date
from tradehouse.domain.errors import NotFound, UnusableFile
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, Message
from tradehouse.domain.memory import collector_paused
from tradehouse.domain.progress import Progress
from tradehouse.domain.remembered import RememberedShape
from tradehouse.exchange.reading import Workbook
from tradehouse.exchange.tables import Table
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.answers import keep_to_asked
from tradehouse.services.importing.drafts import Book, Outcome
from tradehouse.services.importing.gathering import Gathering
from tradehouse.services.importing.known_records import KnownRecords, known_records
from tradehouse.services.importing.likeness import Alike, ask_alike
from tradehouse.services.importing.matching import CertificationMatcher, books
from tradehouse.services.importing.matching_products import ProductMatcher
from tradehouse.services.importing.matching_suppliers import SupplierMatcher
from tradehouse.services.importing.opening import HIDDEN_SHEET, OpenFiles
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.parts import Part
from tradehouse.services.importing.picturing import PhotoPlan, plan_photos
from tradehouse.services.importing.remembering import recall
from tradehouse.services.importing.rows import read_table
from tradehouse.services.importing.settling import row_outcomes, settle
from tradehouse.services.importing.sources import SourceFile, Sources, find_sources
from tradehouse.storage import identities

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
    row (0 for a blank row). known are the records of the catalogue that it was compared with. alike are questions that
    nobody answered yet: new records whose name is like one that is there. Close it when done.
    """

    options: ImportOptions
    opened: OpenFiles
    parts: list[Part]
    ignored: list[IgnoredSheet]
    books: dict[RecordKind, Book]
    photos: PhotoPlan
    known: KnownRecords = field(repr=False)
    outcomes: list[bytearray] = field(default_factory=list)
    alike: tuple[Alike, ...] = ()

    @property
    def sources(self) -> Sources:
        """The files and photos of the run."""
        return self.opened.sources

    @property
    def after(self) -> int:
        """The newest change of the catalogue that the plan knows."""
        return self.known.after

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
        plan = _plan(catalogue, options, opened, None, told)
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
        again = _plan(catalogue, options, opened, plan.known, told)
        undo.pop_all()
    return again


def _plan(
    catalogue: Catalogue,
    options: ImportOptions,
    opened: OpenFiles,
    before: KnownRecords | None,
    progress: Progress,
) -> ImportPlan:
    options = replace(options, memory=recall(catalogue, options.supplier))
    parts, ignored, pictured = _read_files(opened, options, progress)
    plan = _compare_all(catalogue, options, opened, parts, ignored, before, progress)
    plan.photos = plan_photos(catalogue, plan, pictured, progress)
    plan.outcomes = [row_outcomes(part) for part in plan.parts]
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
    before: KnownRecords | None,
    progress: Progress,
) -> ImportPlan:
    kept = books()
    with catalogue.database.reading() as read:
        loose = any(part.read.column("supplier.name") is None for part in parts) and not options.supplier
        known = known_records(read, before, loose=loose)
        matchers = (
            SupplierMatcher(kept[S], known.suppliers),
            ProductMatcher(kept[P], known.products),
            CertificationMatcher(kept[C], known.certifications),
        )
        run = Gathering(kept, matchers, options.supplier)
        for part in parts:
            run.take(part, identities.read_row_map(read, part.file.sha256), progress)
            part.forget_values()
        settle(read, kept, parts, options, progress)
        alike = ask_alike(parts, kept, matchers[0], known.products, progress)
    return ImportPlan(options, opened, parts, ignored, kept, PhotoPlan(), known, alike=alike)


__all__ = ["IgnoredSheet", "ImportPlan", "plan_import", "replan"]
