"""Taking a photo in: looked at, judged, and kept byte for byte."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tradehouse.domain.errors import StorageProblem, UnusableFile
from tradehouse.domain.language import N_, Message
from tradehouse.domain.photo_facts import fault_message, faults
from tradehouse.domain.progress import Progress
from tradehouse.photos import measures, refusals
from tradehouse.photos.beside import beside
from tradehouse.photos.decoding import Picture, decode, read_header
from tradehouse.photos.formats import LARGEST_FILE
from tradehouse.photos.renditions import SCREEN, Renditions
from tradehouse.photos.seen_codes import SeenCode, read_codes
from tradehouse.photos.store import PhotoStore, content_hash

__all__ = ["TakenPhoto", "examine", "inspect", "keep_unmeasured", "read_content", "take_in"]


@dataclass(frozen=True, slots=True)
class TakenPhoto:
    """What is known of a photo that was taken in.

    sha256 and extension name it in the store; width and height are pixels, upright; format is Pillow's name
    ("JPEG", "HEIF"); taken is the camera's local time where it noted one; perceptual_hash is a difference
    hash of 64 bits in hex (near duplicates differ in few bits), None for a picture of one colour; warnings
    are for people; sharpness and brightness are measures.py's; codes are those in the picture, where they were
    asked for.
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
    sharpness: float | None = None
    brightness: float | None = None
    codes: tuple[SeenCode, ...] = ()

    @property
    def advice(self) -> tuple[Message, ...]:
        """What a curator should know before using the photo: small, blurred, dark."""
        found = faults(self.width, self.height, self.sharpness, self.brightness)
        return tuple(fault_message(fault, self.width, self.height) for fault in found)


def inspect(data: bytes | Path, name: str) -> TakenPhoto:
    """Decode a photo and say what it is, without keeping it.

    name is what people call the file. Raises UnusableFile with one sentence: photo_not_found,
    photo_unreadable, photo_empty, not_a_photo, photo_too_big, photo_too_many_pixels, photo_damaged,
    photo_incomplete, photo_too_slow.
    """
    return examine(read_content(data, name), name)


def examine(
    content: bytes,
    name: str,
    *,
    renditions: Renditions | None = None,
    look_for_codes: bool = False,
    sha256: str = "",
) -> TakenPhoto:
    """Decode a photo's bytes and say what it is; the original is not kept, its renditions are where they are given.

    sha256 spares hashing again. Raises UnusableFile as inspect does.
    """
    picture = decode(content, name, (SCREEN, SCREEN), as_stored=True)
    taken = _taken(content, picture, look_for_codes, sha256 or content_hash(content))
    if renditions is not None:
        _render(renditions, taken, picture)
    return taken


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
    content = read_content(source, name)
    hashing = beside().submit(content_hash, content)
    picture = decode(content, name, (SCREEN, SCREEN), as_stored=True)
    sha256 = hashing.result()
    stop.check()
    stored = beside().submit(store.put, sha256, picture.format.extension, content)
    taken = _taken(content, picture, False, sha256)
    if renditions is not None:
        _render(renditions, taken, picture)
    stored.result()
    return taken


def keep_unmeasured(store: PhotoStore, content: bytes, name: str, progress: Progress | None = None) -> TakenPhoto:
    """Keep a photo's untouched bytes as take_in does, but by its header alone, some ten times as fast: likeness,
    sharpness and brightness are None until somebody measures them. A photo whose header does not tell enough is
    decoded. Raises as take_in does.
    """
    stop = progress or Progress()
    stop.check()
    header = read_header(content, name)
    if header is None:
        return take_in(store, content, name, progress)
    sha256 = content_hash(content)
    store.put(sha256, header.format.extension, content)
    return TakenPhoto(
        sha256=sha256,
        extension=header.format.extension,
        size_bytes=len(content),
        width=header.width,
        height=header.height,
        format=header.format.name,
        taken=header.taken,
        perceptual_hash=None,
        warnings=(),
    )


def _render(renditions: Renditions, taken: TakenPhoto, picture: Picture) -> None:
    try:
        renditions.keep(taken.sha256, picture.image)
    except StorageProblem:
        # the photo is safe, and its renditions are made again when they are asked for
        return


def read_content(source: bytes | Path, name: str) -> bytes:
    """Return a photo file's bytes, at most as many as are taken. Raises UnusableFile."""
    if isinstance(source, bytes):
        return source
    try:
        with source.open("rb") as file:
            # no more than there seems to be is asked for: a large buffer costs time for every photo
            content = file.read(min(LARGEST_FILE, source.stat().st_size) + 1)
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


def _taken(content: bytes, picture: Picture, look_for_codes: bool, sha256: str) -> TakenPhoto:
    look = measures.grey_look(picture.image)
    return TakenPhoto(
        sha256=sha256,
        extension=picture.format.extension,
        size_bytes=len(content),
        width=picture.width,
        height=picture.height,
        format=picture.format.name,
        taken=picture.taken,
        perceptual_hash=measures.difference_hash(look),
        warnings=tuple(picture.warnings),
        sharpness=measures.sharpness(look),
        brightness=measures.brightness(look),
        codes=read_codes(picture.image) if look_for_codes else (),
    )
