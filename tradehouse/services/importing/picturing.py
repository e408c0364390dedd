"""Photos of an import: those that float in the rows, and files matched by code or name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tradehouse.domain.errors import UnusableFile
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, Message
from tradehouse.domain.progress import Progress
from tradehouse.domain.text import fold
from tradehouse.exchange.reading import Picture, Workbook
from tradehouse.exchange.sheet_tables import sheet_of, table_pictures
from tradehouse.exchange.sheets import BEHIND_THE_CELLS
from tradehouse.photos.formats import LARGEST_FILE, recognise
from tradehouse.photos.intake import read_content
from tradehouse.photos.matching import Match, match_names
from tradehouse.photos.refusals import too_big
from tradehouse.photos.store import content_hash
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.drafts import Draft, Outcome
from tradehouse.services.importing.matching import folded, supplier_key
from tradehouse.services.importing.named_photos import FilesBeside, named_in_rows
from tradehouse.services.importing.parts import Part
from tradehouse.storage import identities

if TYPE_CHECKING:
    from tradehouse.services.importing.planning import ImportPlan

P = RecordKind.PRODUCT
_HEAD = 64 * 1024


@dataclass(frozen=True, slots=True)
class Attachment:
    """A photo that is new on a product. source is the same for all uses of one picture, read gives its bytes; at is
    the file, sheet and row that it comes from.
    """

    draft: Draft
    name: str
    source: str
    at: tuple[str, str, int]
    read: Callable[[], bytes] = field(repr=False, compare=False)


@dataclass(slots=True)
class PhotoPlan:
    """The photos of a run. troubles are (file, sheet, row, code, sentence) of those left over."""

    found: int = 0
    unmatched: int = 0
    refused: int = 0
    attachments: list[Attachment] = field(default_factory=list)
    troubles: list[tuple[str, str, int, str, Message]] = field(default_factory=list)

    def leave(self, at: tuple[str, str, int], code: str, msgid: str, **values: object) -> None:
        """Say why a photo goes on no product."""
        self.unmatched += 1
        self.troubles.append((*at, code, Message(msgid, values)))

    def refuse(self, at: tuple[str, str, int], code: str, message: Message) -> None:
        """Say why a photo is none."""
        self.refused += 1
        self.troubles.append((*at, code, message))


@dataclass(frozen=True, slots=True)
class _Source:
    """A picture to look at: its first bytes tell what it is, all of them whether a product has it already."""

    key: str
    name: str
    head: Callable[[], bytes]
    read: Callable[[], bytes]


class _Attaching:
    """What is planned so far, so that no product gets a picture twice."""

    def __init__(self, plan: PhotoPlan, there: set[tuple[int, str]]) -> None:
        self.plan = plan
        self._there: dict[int, set[str]] = {}
        self._planned: set[tuple[int, str]] = set()
        self._hashes: dict[str, str] = {}
        self.know(there)

    def know(self, there: set[tuple[int, str]]) -> None:
        """Take in which photos (product, sha256) are in the catalogue."""
        for product, sha256 in there:
            self._there.setdefault(product, set()).add(sha256)

    def attach(self, draft: Draft, photo: _Source, at: tuple[str, str, int]) -> None:
        """Plan a photo for a product, unless it is there or no photo."""
        key = photo.key
        if (id(draft), key) in self._planned:
            return
        try:
            recognise(photo.head(), photo.name)
            known = self._there.get(draft.record_id or 0, ())
            if known:  # a whole photo is read only for a product that might have it
                if key not in self._hashes:
                    self._hashes[key] = content_hash(photo.read())
                if self._hashes[key] in known:
                    return
        except UnusableFile as problem:
            self.plan.refuse(at, problem.code, problem.message)
            return
        self._planned.add((id(draft), key))
        self.plan.attachments.append(Attachment(draft, photo.name, key, at, photo.read))


def plan_photos(
    catalogue: Catalogue, plan: "ImportPlan", pictured: Sequence[tuple[Part, Workbook]], progress: Progress
) -> PhotoPlan:
    """Return which photos go on which products; products whose photos are new count as updated."""
    found = PhotoPlan()
    with catalogue.database.reading() as read:
        ids = [i for i, draft in plan.books[P].by_id.items() if not draft.in_trash]
        attaching = _Attaching(found, identities.photos_on(read, ids) if ids else set())
        named: set[Path] = set()
        for part, workbook in pictured:
            _plan_pictures(attaching, part, table_pictures(workbook, part.read.table.sheet), progress)
            _plan_named(attaching, plan, part, named)
        _tell_unread(found, pictured)
        _tell_ignored(found, plan, pictured, progress)
        loose = [photo for photo in plan.sources.photos if photo[0] not in named]
        if loose:
            products = list(identities.product_identities(read))
            _plan_files(attaching, plan, loose, products, read, progress)
    for attachment in found.attachments:
        if attachment.draft.outcome is Outcome.UNCHANGED:
            attachment.draft.outcome = Outcome.UPDATED
    return found


def _plan_pictures(attaching: _Attaching, part: Part, pictures: Sequence[Picture], progress: Progress) -> None:
    found = attaching.plan
    behind = [p for p in pictures if p.kind in BEHIND_THE_CELLS]
    if behind:
        text = N_(
            "{count} pictures lie behind comments or the page, not in rows, and were not taken. Put them into the rows if they are photos of products."
        )
        found.troubles.append(
            (part.file.name, part.sheet_name, 0, "pictures_behind", Message(text, {"count": len(behind)}))
        )
    shown = [p for p in pictures if p.kind not in BEHIND_THE_CELLS]
    for done, picture in enumerate(sorted(shown, key=lambda p: (p.row, p.column))):
        progress.report(done, len(shown), part.sheet_name)
        found.found += 1
        at = (part.file.name, part.sheet_name, picture.row)
        draft = _product_of(attaching, part, picture.row, at)
        if draft is None:
            continue
        if picture.kind == "linked":
            text = N_('The picture in row {row} is not in the file; it only points to "{name}", which was not opened.')
            found.leave(at, "photo_linked", text, row=picture.row, name=picture.name)
        elif not picture.readable:
            text = N_("The picture {name} is a drawing ({format}), not a photo.")
            said = Message(text, {"name": picture.name, "format": picture.format.upper()})
            found.refuse(at, "photo_refused", said)
        else:
            key = f"{part.file.path}\0{picture.part}"
            attaching.attach(draft, _Source(key, picture.name, picture.head, picture.read), at)


def _product_of(attaching: _Attaching, part: Part, sheet_row: int, at: tuple[str, str, int]) -> Draft | None:
    """Return the product that a row became and whose photos are taken; None where it is said why not."""
    row = sheet_row - part.read.first_row
    result = part.results[row] if 0 <= row < len(part.results) else None
    draft = result[1] if result is not None else None
    if draft is None or draft.in_trash:
        text = N_("The picture in row {row} stands beside no product that was taken.")
        attaching.plan.leave(at, "photo_unmatched", text, row=sheet_row)
        return None
    if part.asked_photos is not None and row not in part.asked_photos:
        text = N_("The picture in row {row} was not asked for, and was not taken.")
        attaching.plan.leave(at, "not_asked", text, row=sheet_row)
        return None
    return draft


def _plan_named(attaching: _Attaching, plan: "ImportPlan", part: Part, named: set[Path]) -> None:
    """Attach the files that a sheet's cells name."""
    beside = FilesBeside(plan.sources.photos, part.file.path.parent if part.file.lone else None)
    for sheet_row, name in named_in_rows(part):
        row = sheet_row - part.read.first_row
        result = part.results[row] if row < len(part.results) else None
        if result is None or result[1] is None:
            continue  # the row itself says why it is not taken
        attaching.plan.found += 1
        at = (part.file.name, part.sheet_name, sheet_row)
        path = beside.find(name)
        if path is None:
            text = N_(
                'Row {row} names the photo "{name}", which did not come with the file. Put it into the same folder or zip.'
            )
            attaching.plan.leave(at, "photo_unmatched", text, row=sheet_row, name=name)
            continue
        named.add(path)
        draft = _product_of(attaching, part, sheet_row, at)
        if draft is not None:
            attaching.attach(draft, _file(path), at)


def _tell_unread(found: PhotoPlan, pictured: Sequence[tuple[Part, Workbook]]) -> None:
    """Say of each file once that its pictures cannot be read."""
    for name in dict.fromkeys(part.file.name for part, workbook in pictured if workbook.unread_pictures):
        text = N_(
            'The pictures in "{file}" are not read, because it is an .xls. Open it in Excel, save it as .xlsx and import that.'
        )
        found.troubles.append((name, "", 0, "pictures_of_xls", Message(text, {"file": name})))


def _tell_ignored(
    found: PhotoPlan, plan: "ImportPlan", pictured: Sequence[tuple[Part, Workbook]], progress: Progress
) -> None:
    """Say how many pictures lie on sheets that are not taken."""
    taken = {(part.file.name, sheet_of(part.sheet_name)) for part, _ in pictured}
    ignored = {(sheet.file, sheet_of(sheet.sheet)) for sheet in plan.ignored} - taken
    for opened in plan.opened.each(progress):
        for info in opened.workbook.sheets:
            if (opened.file.name, info.name) in ignored:
                count = sum(1 for p in opened.workbook.pictures(info.name) if p.kind not in BEHIND_THE_CELLS)
                if count:
                    found.found += count
                    found.unmatched += count
                    text = N_('The sheet "{sheet}" has {count} pictures, which stand beside no product that was taken.')
                    said = Message(text, {"sheet": info.name, "count": count})
                    found.troubles.append((opened.file.name, info.name, 0, "photo_unmatched", said))


def _plan_files(
    attaching: _Attaching,
    plan: "ImportPlan",
    photos: Sequence[tuple[Path, Path]],
    products: Sequence[identities.ProductIdentity],
    read: Any,
    progress: Progress,
) -> None:
    """Match files by code, the supplier's code or the exact name, among the catalogue's products and new ones."""
    book, found = plan.books[P], attaching.plan
    new = [draft for draft in book.drafts if draft.record_id is None]
    known = [(p.id, p.code, p.supplier_code, p.name) for p in products if not p.trashed]
    fresh = [
        (-n, book.value(draft, "code"), book.value(draft, "supplier_code"), book.value(draft, "name_id"))
        for n, draft in enumerate(new, start=1)
    ]
    articles = {p.id: (p.supplier_id, fold(p.name), p.variant) for p in products} | {
        -n: (supplier_key(draft.supplier), folded(book.value(draft, "name_id")), book.value(draft, "variant"))
        for n, draft in enumerate(new, start=1)
    }
    matches = match_names([inside for _, inside in photos], [*known, *fresh])
    chosen = [_chosen(match, articles) for match in matches]
    attaching.know(identities.photos_on(read, [product for product in chosen if product > 0]))
    for done, ((path, inside), match, product) in enumerate(zip(photos, matches, chosen, strict=True)):
        progress.report(done, len(matches), inside.name)
        found.found += 1
        at = (inside.as_posix(), "", 0)
        told = {"name": inside.as_posix(), "count": len(match.product_ids)}
        if not product:
            msgid = (
                N_('The photo "{name}" fits {count} products. Name it by code to say which.')
                if match.ambiguous
                else N_('The photo "{name}" is called like no code and no product.')
            )
            found.leave(at, "photo_unmatched", msgid, **told)
            continue
        if match.ambiguous:
            msgid = N_(
                'The photo "{name}" is called like an article of {count} variants and was put on the first. Name it by code to say which.'
            )
            found.troubles.append((*at, "photo_of_variants", Message(msgid, told)))
        draft = new[-product - 1] if product < 0 else book.of_record(product, (0, -1))
        attaching.attach(draft, _file(path), at)


def _chosen(match: Match, articles: Mapping[int, tuple[Any, str, Any]]) -> int:
    """Return the product of a photo, 0 for none. Shops photograph an article once: where its name is all that the
    file says and its variants are all that fit, the first of them carries the photo.
    """
    if match.matched:
        return match.product_ids[0]
    fitting = [articles[product] for product in match.product_ids if product in articles]
    same = len({(owner, name) for owner, name, _ in fitting}) == 1
    return match.product_ids[0] if same and match.kind == "name" and all(variant for _, _, variant in fitting) else 0


def _file(path: Path) -> _Source:
    return _Source(str(path), path.name, partial(_head_of, path), partial(read_content, path, path.name))


def _head_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise too_big(path.name, size, LARGEST_FILE)
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return read_content(path, path.name)  # says why
