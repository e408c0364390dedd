"""Photos on products: taken in first, outside any transaction, then attached in one step that can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tradehouse.domain.errors import UnusableFile
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, Message
from tradehouse.domain.progress import Progress
from tradehouse.photos.intake import TakenPhoto, take_in
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage.photo_links import link_photo, links_of, photo_id, place_photos


@dataclass(frozen=True, slots=True)
class AttachReport:
    """What became of photos that were to be attached: how many are new on the product, and why others were refused."""

    attached: int
    refused: tuple[UnusableFile, ...] = ()
    warnings: tuple[Message, ...] = field(default=())


def photo_values(taken: TakenPhoto, name: str) -> dict[str, Any]:
    """Return the columns of the photo table for a photo that was taken in."""
    return {
        "sha256": taken.sha256,
        "extension": taken.extension,
        "size_bytes": taken.size_bytes,
        "width": taken.width,
        "height": taken.height,
        "format": taken.format,
        "original_name": name,
        "taken": taken.taken.isoformat() if taken.taken else None,
        "perceptual_hash": taken.perceptual_hash,
        "sharpness": taken.sharpness,
        "brightness": taken.brightness,
    }


def attach(
    catalogue: Catalogue,
    product_id: int,
    sources: Sequence[Path | tuple[bytes, str]],
    progress: Progress | None = None,
) -> AttachReport:
    """Attach photo files, or bytes with a name, to a product in their order. One bad file never stops the rest."""
    told = progress or Progress()
    taken: list[tuple[TakenPhoto, str]] = []
    refused: list[UnusableFile] = []
    for n, source in enumerate(sources):
        told.report(n, len(sources))
        data, name = (source, source.name) if isinstance(source, Path) else source
        try:
            taken.append((take_in(catalogue.photos, data, name, told, catalogue.renditions), name))
        except UnusableFile as error:
            refused.append(error)
    product = browsing.record(catalogue, RecordKind.PRODUCT, product_id)
    warnings = tuple(warning for photo, _name in taken for warning in photo.warnings)
    if not taken:
        return AttachReport(0, tuple(refused), warnings)
    with catalogue.writing(N_("Photos for {name}"), name=str(product["name_id"])) as work:
        attached = sum(link_photo(work, product_id, photo_id(work, photo_values(p, name))) for p, name in taken)
    return AttachReport(attached, tuple(refused), warnings)


def detach(catalogue: Catalogue, product_id: int, link_id: int) -> None:
    """Take one photo off a product; the file stays, so that undo needs nothing but the row."""
    product = browsing.record(catalogue, RecordKind.PRODUCT, product_id)
    with catalogue.writing(N_("Photo taken off {name}"), name=str(product["name_id"])) as work:
        work.delete_many("product_photo", [link_id])
        place_photos(work, product_id, links_of(work.connection, product_id))


def reorder(catalogue: Catalogue, product_id: int, link_ids: Sequence[int]) -> None:
    """Give a product's photos this order; the first becomes the main photo."""
    product = browsing.record(catalogue, RecordKind.PRODUCT, product_id)
    with catalogue.writing(N_("Order of photos of {name}"), name=str(product["name_id"])) as work:
        place_photos(work, product_id, link_ids)
