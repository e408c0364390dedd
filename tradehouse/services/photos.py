"""Photos on products: taken in first, outside any transaction, then attached in one step that can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tradehouse.domain.errors import UnusableFile
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, Message
from tradehouse.domain.photo_edits import PhotoEdit
from tradehouse.domain.photo_facts import ROLE_LABELS, Consent, PhotoRole
from tradehouse.domain.progress import Progress
from tradehouse.photos.intake import TakenPhoto, take_in
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage.photo_links import link_photo, links_of, photo_id, photos_on, place_photos, products_of_links


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What is written about one photo on one product."""

    alt_id: str = ""
    alt_en: str = ""
    credit: str = ""
    consent: Consent | None = None


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


def set_role(catalogue: Catalogue, link_ids: Sequence[int], role: PhotoRole) -> int:
    """Say what photos show of their products; return how many changed.

    A product has one main photo, its first: the main role moves the photo to the front.
    """
    with catalogue.writing(N_("Photo role: {role_msgid}"), role_msgid=ROLE_LABELS[role]) as work:
        owners = products_of_links(work.connection, link_ids)
        if role is PhotoRole.MAIN:
            return sum(
                place_photos(work, product, [link, *(i for i in links_of(work.connection, product) if i != link)])
                for link, product in owners.items()
            )
        changed = 0
        for link, product in owners.items():
            order = links_of(work.connection, product)
            if order[0] == link and len(order) > 1:
                place_photos(work, product, [*order[1:], link])
            elif order[0] == link:
                continue  # the only photo is the main one
            changed += work.update("product_photo", link, {"role": str(role)})
        return changed


def set_edit(catalogue: Catalogue, link_id: int, edit: PhotoEdit) -> bool:
    """Turn and crop a photo where it is shown; the original stays as it is. Return whether it changed."""
    with catalogue.writing(N_("Photo edited")) as work:
        return work.update("product_photo", link_id, {"rotation": edit.rotation, "crop": edit.shape or None})


def set_consent(catalogue: Catalogue, photo_ids: Sequence[int], consent: Consent | None) -> int:
    """Keep the consent to show photos, None for none; return how many changed."""
    with catalogue.writing(N_("Consent for {count} photos"), count=len(photo_ids)) as work:
        return sum(work.update("photo", photo, {"consent": _consent_text(consent)}) for photo in photo_ids)


def set_facts(catalogue: Catalogue, link_id: int, photo: int, facts: PhotoFacts) -> bool:
    """Keep all that is written about a photo on a product as one step of undo; return whether anything changed."""
    with catalogue.writing(N_("Photo described")) as work:
        texts = {"alt_id": facts.alt_id.strip() or None, "alt_en": facts.alt_en.strip() or None}
        described = work.update("product_photo", link_id, texts)
        rights = {"credit": facts.credit.strip() or None, "consent": _consent_text(facts.consent)}
        return work.update("photo", photo, rights) or described


def set_rights(
    catalogue: Catalogue, product_ids: Sequence[int], *, credit: str | None = None, consent: Consent | None = None
) -> int:
    """Give all photos of products a photographer, a consent, or both, in one step of undo; what is None stays.

    Returns how many photos changed. A photo that is on other products too has the same photographer and consent there.
    """
    values: dict[str, Any] = {} if credit is None else {"credit": credit.strip() or None}
    if consent is not None:
        values["consent"] = _consent_text(consent)
    with catalogue.writing(N_("Photographer and consent of the photos of {count} products"), count=len(product_ids)) as work:  # fmt: skip
        photos = photos_on(work.connection, product_ids)
        return sum(work.update("photo", photo, values) for photo in photos) if values else 0


def _consent_text(consent: Consent | None) -> str | None:
    return consent.text() if consent is not None and consent.by.strip() else None
