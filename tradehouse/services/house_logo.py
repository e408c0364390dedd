"""The house's logo: a photo like any other, kept by its content, named by the house's record."""

from pathlib import Path

from tradehouse.domain.errors import NotFound, UnusableFile
from tradehouse.domain.language import N_
from tradehouse.domain.progress import Progress
from tradehouse.photos.intake import take_in
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.photos import photo_values
from tradehouse.storage.house import logo_file, read_house, save_house
from tradehouse.storage.photo_links import photo_id, photo_name
from tradehouse.storage.reader import Reader

LOGO_BOX = (400, 300)


def read_logo(catalogue: Catalogue) -> str:
    """Return the logo as "sha256.extension", "" where there is none."""
    with catalogue.database.reading() as read:
        found = read_house(read)["logo_photo_id"]
        return photo_name(read, int(found)) if found else ""


def logo_jpeg(catalogue: Catalogue, read: Reader) -> bytes | None:
    """Return the logo as documents show it, None where there is none or its file is damaged."""
    found = logo_file(read)
    if found is None:
        return None
    try:
        return catalogue.renditions.encoded(*found, box=LOGO_BOX)
    except (NotFound, UnusableFile):
        return None


def set_logo(catalogue: Catalogue, source: Path, progress: Progress | None = None) -> None:
    """Take a picture file as the logo. Raises UnusableFile where it is none."""
    taken = take_in(catalogue.photos, source, source.name, progress, catalogue.renditions)
    with catalogue.writing(N_("Logo changed")) as work:
        save_house(work, {"logo_photo_id": photo_id(work, photo_values(taken, source.name))})


def remove_logo(catalogue: Catalogue) -> None:
    """Go on without a logo; undo brings it back."""
    with catalogue.writing(N_("Logo removed")) as work:
        save_house(work, {"logo_photo_id": None})
