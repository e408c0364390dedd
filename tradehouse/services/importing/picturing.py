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
from tradehouse.exchange.side_by_side import table_pictures
from tradehouse.photos.formats import LARGEST_FILE, recognise
from tradehouse.photos.matching import Match, match_names
from tradehouse.photos.refusals import too_big
from tradehouse.photos.store import content_hash
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.drafts import Draft, Outcome
from tradehouse.services.importing.matching import folded, supplier_key
from tradehouse.services.importing.parts import Part
from tradehouse.storage import identities

if TYPE_CHECKING:
    from tradehouse.services.importing.planning import ImportPlan

P = RecordKind.PRODUCT


@dataclass(frozen=True, slots=True)
class Attachment:
    """A photo that is new on a product. read gives its bytes."""

    draft: Draft
    name: str
    sha256: str
    read: Callable[[], bytes] = field(repr=False, compare=False)


@dataclass(slots=True)
class PhotoPlan:
    """The photos of a run. troubles are (file, sheet, row, code, sentence) of those left over."""

    found: int = 0
    unmatched: int = 0
    refused: int = 0
    attachments: list[Attachment] = field(default_factory=list)
    troubles: list[tuple[str, str, int, str, Message]] = field(default_factory=list)


def plan_photos(
    catalogue: Catalogue, plan: "ImportPlan", pictured: Sequence[tuple[Part, Workbook]], progress: Progress
) -> PhotoPlan:
    """Return which photos go on which products; products whose photos are new count as updated."""
    found = PhotoPlan()
    with catalogue.database.reading() as read:
        ids = [i for i, draft in plan.books[P].by_id.items() if not draft.in_trash]
        there = identities.photos_on(read, ids) if ids else set()
        planned: set[tuple[int, str]] = set()
        for part, workbook in pictured:
            _plan_pictures(found, part, table_pictures(workbook, part.read.table.sheet), there, planned, progress)
        if plan.sources.photos:
            products = list(identities.product_identities(read))
            _plan_files(found, plan, products, read, planned, progress)
    for attachment in found.attachments:
        if attachment.draft.outcome is Outcome.UNCHANGED:
            attachment.draft.outcome = Outcome.UPDATED
    return found


def _plan_pictures(
    found: PhotoPlan,
    part: Part,
    pictures: Sequence[Picture],
    there: set[tuple[int, str]],
    planned: set[tuple[int, str]],
    progress: Progress,
) -> None:
    shown = [p for p in pictures if p.kind != "comment"]
    for done, picture in enumerate(sorted(shown, key=lambda p: (p.row, p.column))):
        progress.report(done, len(shown), part.sheet_name)
        found.found += 1
        at = (part.file.name, part.sheet_name, picture.row)
        row = picture.row - part.read.first_row
        result = part.results[row] if 0 <= row < len(part.results) else None
        draft = result[1] if result is not None else None
        if draft is None or draft.in_trash:
            found.unmatched += 1
            found.troubles.append(
                (
                    *at,
                    "photo_unmatched",
                    Message(
                        N_("The picture in row {row} stands beside no product that was taken."), {"row": picture.row}
                    ),
                )
            )
            continue
        if part.asked_photos is not None and row not in part.asked_photos:
            found.unmatched += 1
            text = N_("The picture in row {row} was not asked for, and was not taken.")
            found.troubles.append((*at, "not_asked", Message(text, {"row": picture.row})))
            continue
        if not picture.readable:
            found.refused += 1
            found.troubles.append(
                (
                    *at,
                    "photo_refused",
                    Message(
                        N_("The picture {name} is a drawing ({format}), not a photo."),
                        {"name": picture.name, "format": picture.format.upper()},
                    ),
                )
            )
            continue
        _attach(found, draft, picture.name, lambda p=picture: p.data, at, there, planned)  # type: ignore[misc]


def _attach(
    found: PhotoPlan,
    draft: Draft,
    name: str,
    read: Callable[[], bytes],
    at: tuple[str, str, int],
    there: set[tuple[int, str]],
    planned: set[tuple[int, str]],
) -> None:
    try:
        data = read()
        recognise(data, name)
    except UnusableFile as problem:
        found.refused += 1
        found.troubles.append((*at, problem.code, problem.message))
        return
    sha256 = content_hash(data)
    if (draft.record_id or 0, sha256) in there or (id(draft), sha256) in planned:
        return
    planned.add((id(draft), sha256))
    found.attachments.append(Attachment(draft, name, sha256, read))


def _plan_files(
    found: PhotoPlan,
    plan: "ImportPlan",
    products: Sequence[identities.ProductIdentity],
    read: Any,
    planned: set[tuple[int, str]],
    progress: Progress,
) -> None:
    """Match files by code, the supplier's code or the exact name, among the catalogue's products and new ones."""
    book = plan.books[P]
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
    matches = match_names([inside for _, inside in plan.sources.photos], [*known, *fresh])
    chosen = [_chosen(match, articles) for match in matches]
    there = identities.photos_on(read, [product for product in chosen if product > 0])
    for done, ((path, inside), match, product) in enumerate(zip(plan.sources.photos, matches, chosen, strict=True)):
        progress.report(done, len(matches), inside.name)
        found.found += 1
        at = (inside.as_posix(), "", 0)
        told = {"name": inside.as_posix(), "count": len(match.product_ids)}
        if not product:
            found.unmatched += 1
            msgid = (
                N_('The photo "{name}" fits {count} products. Name it by code to say which.')
                if match.ambiguous
                else N_('The photo "{name}" is called like no code and no product.')
            )
            found.troubles.append((*at, "photo_unmatched", Message(msgid, told)))
            continue
        if match.ambiguous:
            msgid = N_(
                'The photo "{name}" is called like an article of {count} variants and was put on the first. Name it by code to say which.'
            )
            found.troubles.append((*at, "photo_of_variants", Message(msgid, told)))
        draft = new[-product - 1] if product < 0 else book.of_record(product, (0, -1))
        _attach(found, draft, path.name, partial(_read_file, path), at, there, planned)


def _chosen(match: Match, articles: Mapping[int, tuple[Any, str, Any]]) -> int:
    """Return the product of a photo, 0 for none. Shops photograph an article once: where its name is all that the
    file says and its variants are all that fit, the first of them carries the photo.
    """
    if match.matched:
        return match.product_ids[0]
    fitting = [articles[product] for product in match.product_ids if product in articles]
    same = len({(owner, name) for owner, name, _ in fitting}) == 1
    return match.product_ids[0] if same and match.kind == "name" and all(variant for _, _, variant in fitting) else 0


def _read_file(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise too_big(path.name, size, LARGEST_FILE)
        return path.read_bytes()
    except OSError as error:
        raise UnusableFile(
            "photo_unreadable",
            N_("{name} cannot be read: {reason}. Close other programs that use it or copy it again."),
            name=path.name,
            reason=error.strerror or type(error).__name__,
        ) from error
