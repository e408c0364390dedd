"""Culling: near duplicates side by side, keep or reject, and the tray of photos that are on no product yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tradehouse.domain.errors import NotFound, UnusableFile
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_
from tradehouse.domain.photo_facts import Verdict
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import AttachedPhoto, TrayPhoto
from tradehouse.photos.intake import examine
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.editing import name_of
from tradehouse.storage.photo_links import link_photo, links_of, photo_of_link, place_photos, products_of_links
from tradehouse.storage.photo_search import is_shown, keep_measures, unmeasured_photos
from tradehouse.storage.photo_tray import leave_tray, put_in_tray, tray_photos, tray_size

_MEASURED_AT_ONCE: Final = 20


@dataclass(frozen=True, slots=True)
class DeskPhoto:
    """A photo with the product that it is on. One that is on none has link_id and product_id 0, and its file's name."""

    photo: AttachedPhoto
    product_id: int = 0
    code: str = ""
    name: str = ""


def photos_to_cull(
    catalogue: Catalogue, product_ids: Sequence[int], progress: Progress | None = None
) -> list[DeskPhoto]:
    """Return all photos of products, in the order of the products and of each product's photos. Raises Cancelled."""
    told = progress or Progress()
    found: list[DeskPhoto] = []
    for n, product in enumerate(browsing.records(catalogue, RecordKind.PRODUCT, product_ids)):
        told.report(n, len(product_ids))
        if product["photo_count"]:
            code, name = str(product["code"] or ""), str(product["name_id"] or "")
            photos = browsing.photos_of(catalogue, product.id)
            found += [DeskPhoto(photo, product.id, code, name) for photo in photos]
    return found


def best_first(photos: Iterable[AttachedPhoto]) -> list[AttachedPhoto]:
    """Return photos that look alike, the best first: without faults, then sharp, then large."""
    return sorted(photos, key=lambda p: (len(p.faults), -(p.sharpness or 0.0), -p.width * p.height))


def keep(catalogue: Catalogue, photo_ids: Sequence[int], *, kept: bool = True) -> int:
    """Mark photos as looked at and good, or take the mark away; return how many changed."""
    value = str(Verdict.KEEP) if kept else None
    with catalogue.writing(N_("Kept {count} photos"), count=len(photo_ids)) as work:
        return sum(work.update("photo", photo, {"verdict": value}) for photo in photo_ids)


def reject(catalogue: Catalogue, link_ids: Sequence[int]) -> int:
    """Take photos off their products; those that no product shows any more lie in the tray as rejected.

    One step that undo takes back. Returns how many were taken off.
    """
    with catalogue.writing(N_("Rejected {count} photos"), count=len(link_ids)) as work:
        owners = products_of_links(work.connection, link_ids)
        photos = {link: photo_of_link(work.connection, link) for link in owners}
        work.delete_many("product_photo", list(owners))
        for product in dict.fromkeys(owners.values()):
            place_photos(work, product, links_of(work.connection, product))
        for link, found in photos.items():
            if found is not None and not is_shown(work.connection, found[0]):
                work.update("photo", found[0], {"verdict": str(Verdict.REJECT)})
                put_in_tray(work, found[0], found[1], "rejected", [owners[link]])
        return len(owners)


def tray(catalogue: Catalogue, *, rejected: bool = False) -> list[TrayPhoto]:
    """Return the photos that are on no product yet, in the order in which they came; or those that were rejected."""
    with catalogue.database.reading() as read:
        return [photo for photo in tray_photos(read) if (photo.reason == "rejected") is rejected]


def tray_count(catalogue: Catalogue) -> int:
    """Return how many photos wait for a product."""
    with catalogue.database.reading() as read:
        return tray_size(read)


def place_from_tray(catalogue: Catalogue, photo_ids: Sequence[int], product_id: int, role: str | None = None) -> int:
    """Put photos from the tray on a product, in this order; return how many are new on it. One step of undo."""
    name = name_of(browsing.record(catalogue, RecordKind.PRODUCT, product_id))
    with catalogue.writing(N_("Photos for {name}"), name=name) as work:
        for photo in photo_ids:
            if work.image("photo", photo)["verdict"] == Verdict.REJECT:
                work.update("photo", photo, {"verdict": None})
        return sum(link_photo(work, product_id, photo, role) for photo in photo_ids)


def drop_from_tray(catalogue: Catalogue, photo_ids: Sequence[int]) -> int:
    """Forget photos of the tray; the files stay as long as undo may need them. Return how many went."""
    with catalogue.writing(N_("Took {count} photos out of the tray"), count=len(photo_ids)) as work:
        gone = leave_tray(work, photo_ids)
        work.delete_many("photo", [photo for photo in photo_ids if not is_shown(work.connection, photo)])
        return gone


def measure_missing(
    catalogue: Catalogue, progress: Progress | None = None, photo_ids: Sequence[int] | None = None
) -> int:
    """Measure photos that an import kept by their headers, or that came before measures were kept; return how many
    were. photo_ids: only these. For the background: its thumbnails are made with the same decoding, and what is
    measured stays so when it is cancelled.

    Measures are worked out from the picture and can be again: they are no history, and nothing to undo.
    """
    told = progress or Progress()
    if catalogue.read_only:
        return 0
    with catalogue.database.reading() as read:
        waiting = unmeasured_photos(read, photo_ids)
    done = 0
    for at in range(0, len(waiting), _MEASURED_AT_ONCE):
        measures = []
        for n, (photo, sha256, extension) in enumerate(waiting[at : at + _MEASURED_AT_ONCE], at):
            told.report(n, len(waiting))
            name = f"{sha256[:12]}.{extension}"
            try:
                content = catalogue.photos.read(sha256, extension)
                found = examine(content, name, renditions=catalogue.renditions, sha256=sha256)
            except (UnusableFile, NotFound):
                continue
            measures.append((photo, found.sharpness, found.brightness, found.perceptual_hash))
        with catalogue.writing(N_("Photos measured")) as work:
            keep_measures(work, measures)
        done += len(measures)
    return done
