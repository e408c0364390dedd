"""The sentences for files that are not taken in; name is what people call the file."""

from tradehouse.domain.errors import UnusableFile
from tradehouse.domain.language import N_, Message

MEGAPIXEL = 1_000_000
MEGABYTE = 1024 * 1024


def empty(name: str) -> UnusableFile:
    """Nothing, or only zeros."""
    return UnusableFile("photo_empty", N_("{name} is empty. Copy it from the phone or card again."), name=name)


def not_a_photo(name: str, kind: str | None = None) -> UnusableFile:
    """Something else; kind is a msgid such as "a video", None for what nobody knows."""
    if kind is None:
        return UnusableFile(
            "not_a_photo",
            N_("{name} is not a photo that this program can read. Save it as JPEG or PNG and try again."),
            name=name,
        )
    return UnusableFile(
        "not_a_photo",
        N_("{name} is {kind}, not a photo. Use a JPEG, PNG, WebP, TIFF or HEIC of it."),
        name=name,
        kind=Message(kind),
    )


def too_big(name: str, size: int, limit: int) -> UnusableFile:
    """More bytes than are read."""
    return UnusableFile(
        "photo_too_big",
        N_("{name} has {size} MB; photos up to {limit} MB are taken. Save a smaller copy."),
        name=name,
        size=-(-size // MEGABYTE),
        limit=limit // MEGABYTE,
    )


def too_many_pixels(name: str, size: tuple[int, int], kind: str, limit: int) -> UnusableFile:
    """A larger picture than photos of this kind (JPEG, HEIF) may be; limit in pixels."""
    return UnusableFile(
        "photo_too_many_pixels",
        N_("{name} has {megapixels} megapixels; {format} photos may have {limit}. Save a smaller copy."),
        name=name,
        megapixels=round(size[0] * size[1] / MEGAPIXEL),
        format=kind,
        limit=limit // MEGAPIXEL,
    )


def bomb(name: str) -> UnusableFile:
    """The header claims what no camera makes."""
    return UnusableFile(
        "photo_too_many_pixels",
        N_("{name} claims to be far larger than any photo and was left out."),
        name=name,
    )


def out_of_memory(name: str) -> UnusableFile:
    """The picture does not fit into this computer's memory."""
    return UnusableFile(
        "photo_too_many_pixels",
        N_("{name} needs more memory than there is. Close other programs or save a smaller copy."),
        name=name,
    )


def damaged(name: str) -> UnusableFile:
    """The bytes are not what they claim to be."""
    return UnusableFile(
        "photo_damaged",
        N_("{name} is damaged or incomplete and cannot be opened. Copy it from the phone or card again."),
        name=name,
    )


def incomplete(name: str, arrived: float) -> UnusableFile:
    """Too little of the picture is in the file; arrived is 0–1."""
    return UnusableFile(
        "photo_incomplete",
        N_("{name} is incomplete: only {percent}% of the picture is there. Copy it from the phone again."),
        name=name,
        percent=int(100 * arrived),
    )


def too_slow(name: str) -> UnusableFile:
    """Decoding took longer than a photo ever does."""
    return UnusableFile(
        "photo_too_slow",
        N_("{name} takes too long to open and was left out. Save it again as an ordinary JPEG."),
        name=name,
    )
