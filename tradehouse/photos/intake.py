"""Taking a photo in: looked at, judged, and kept byte for byte."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tradehouse.domain.errors import StorageProblem, UnusableFile
from tradehouse.domain.language import N_, Message
from tradehouse.domain.progress import Progress
from tradehouse.photos import refusals
from tradehouse.photos.decoding import Picture, decode
from tradehouse.photos.formats import LARGEST_FILE
from tradehouse.photos.renditions import SCREEN, Renditions
from tradehouse.photos.store import PhotoStore, content_hash

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True, slots=True)
class TakenPhoto:
    """What is known of a photo that was taken in.

    sha256 and extension name it in the store; width and height are pixels, upright; format is Pillow's name
    ("JPEG", "HEIF"); taken is the camera's local time where it noted one; perceptual_hash is a difference
    hash of 64 bits in hex (near duplicates differ in few bits), None for a picture of one colour; warnings
    are for people.
    """

    sha256: str
    extension: str
    size_bytes: int
    width: int
    height: int
    format: str
    taken: datetime | None
    perceptual_hash: str | None
    warnings: tuple[Message, ...]


def inspect(data: bytes | Path, name: str) -> TakenPhoto:
    """Decode a photo and say what it is, without keeping it.

    name is what people call the file. Raises UnusableFile with one sentence: photo_not_found,
    photo_unreadable, photo_empty, not_a_photo, photo_too_big, photo_too_many_pixels, photo_damaged,
    photo_incomplete, photo_too_slow.
    """
    content = _content(data, name)
    return _taken(content, decode(content, name, (SCREEN, SCREEN)))


def take_in(
    store: PhotoStore,
    source: Path | bytes,
    name: str,
    progress: Progress | None = None,
    renditions: Renditions | None = None,
) -> TakenPhoto:
    """Decode a photo and keep its untouched bytes in store; the same photo again changes nothing.

    With renditions its thumbnail and screen size are made from the same decoding. Raises UnusableFile as
    inspect does, StorageProblem, Cancelled; then nothing is kept.
    """
    stop = progress or Progress()
    stop.check()
    content = _content(source, name)
    picture = decode(content, name, (SCREEN, SCREEN))
    taken = _taken(content, picture)
    stop.check()
    store.put(taken.sha256, taken.extension, content)
    if renditions is not None:
        try:
            renditions.keep(taken.sha256, picture.image)
        except StorageProblem:
            # the photo is safe, and its renditions are made again when they are asked for
            return taken
    return taken


def _content(source: bytes | Path, name: str) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        with source.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise refusals.too_big(name, source.stat().st_size, LARGEST_FILE)
    except (FileNotFoundError, IsADirectoryError):
        raise UnusableFile(
            "photo_not_found", N_("There is no file {name} any more. Choose it again."), name=name
        ) from None
    except OSError as error:
        raise UnusableFile(
            "photo_unreadable",
            N_("{name} cannot be read: {reason}. Close other programs that use it or copy it again."),
            name=name,
            reason=error.strerror or type(error).__name__,
        ) from error
    return content


def _taken(content: bytes, picture: Picture) -> TakenPhoto:
    return TakenPhoto(
        sha256=content_hash(content),
        extension=picture.format.extension,
        size_bytes=len(content),
        width=picture.width,
        height=picture.height,
        format=picture.format.name,
        taken=picture.taken,
        perceptual_hash=difference_hash(picture.image),
        warnings=tuple(picture.warnings),
    )


def difference_hash(image: "Image") -> str | None:
    """Return 16 hex digits: for 8 × 8 places, whether it gets darker to the right. None for one colour."""
    from PIL.Image import Resampling

    cells = image.resize((9, 8), Resampling.BOX, reducing_gap=2.0).convert("L").tobytes()
    if max(cells) - min(cells) < 2:
        return None
    bits = 0
    for row in range(8):
        for column in range(8):
            at = row * 9 + column
            bits = bits << 1 | (cells[at] > cells[at + 1])
    return f"{bits:016x}"
