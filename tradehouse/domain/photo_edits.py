"""Light editing kept as data: turning, cropping, a white square. The original never changes; renditions follow.

An edit belongs to a photo's place on a product, so that one photo may be cropped differently on two products.
Wherever a photo is shown it is named by a key, "sha256.extension", with its edit behind an @ where it has one:
"3f2a….jpg@r90c0-1250-10000-8750s".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tradehouse.domain.language import N_

WHOLE = 10_000
"""Edges of a crop are counted in ten-thousandths of the picture's width and height."""
SMALLEST_PART = 100
ASPECTS: Mapping[str, tuple[int, int, str]] = {
    "square": (1, 1, N_("Square 1:1")),
    "portrait": (4, 5, N_("Portrait 4:5")),
    "tall": (3, 4, N_("Tall 3:4")),
    "landscape": (4, 3, N_("Landscape 4:3")),
    "wide": (16, 9, N_("Wide 16:9")),
}
"""The shapes of catalogue pictures: width, height and what they are called (msgid)."""

_TOKEN = re.compile(r"(?:r(90|180|270))?(?:c(\d{1,5})-(\d{1,5})-(\d{1,5})-(\d{1,5}))?(s?)")

Edges = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class PhotoEdit:
    """How a photo is shown. First it is turned, then cropped, then stood on white.

    rotation: degrees clockwise, 0, 90, 180 or 270, of the upright photo. crop: left, top, right and bottom edge of
    the turned picture in ten-thousandths, None for all of it. square: in the middle of a white square.
    """

    rotation: int = 0
    crop: Edges | None = None
    square: bool = False

    def __post_init__(self) -> None:
        if self.rotation not in {0, 90, 180, 270}:
            raise ValueError(self.rotation)
        if self.crop is not None:
            left, top, right, bottom = self.crop
            if not (0 <= left < right <= WHOLE and 0 <= top < bottom <= WHOLE):
                raise ValueError(self.crop)
            if min(right - left, bottom - top) < SMALLEST_PART:
                raise ValueError(self.crop)
            if self.crop == (0, 0, WHOLE, WHOLE):
                object.__setattr__(self, "crop", None)

    def __bool__(self) -> bool:
        return bool(self.rotation or self.crop or self.square)

    @property
    def shape(self) -> str:
        """The edit without its rotation, as the store keeps it in `product_photo.crop`; "" for none."""
        edges = "" if self.crop is None else "c" + "-".join(map(str, self.crop))
        return edges + ("s" if self.square else "")

    @property
    def token(self) -> str:
        """The edit as a short text for keys and file names; "" for none."""
        return (f"r{self.rotation}" if self.rotation else "") + self.shape

    def turned(self, size: tuple[int, int]) -> tuple[int, int]:
        """Return a size (width, height) of the upright photo after turning."""
        return (size[1], size[0]) if self.rotation % 180 else size

    def part(self) -> tuple[float, float]:
        """Return which part (0–1) of the turned picture's width and height is shown."""
        left, top, right, bottom = self.crop or (0, 0, WHOLE, WHOLE)
        return (right - left) / WHOLE, (bottom - top) / WHOLE

    def shown_size(self, size: tuple[int, int]) -> tuple[int, int]:
        """Return the pixels that are shown of an upright photo of this size, without the white around it."""
        width, height = self.turned(size)
        across, down = self.part()
        return max(1, round(width * across)), max(1, round(height * down))

    def pixels(self, size: tuple[int, int]) -> Edges:
        """Return the crop's edges in pixels of a turned picture of this size; at least one pixel is left."""
        left, top, right, bottom = self.crop or (0, 0, WHOLE, WHOLE)
        x, y = min(size[0] - 1, left * size[0] // WHOLE), min(size[1] - 1, top * size[1] // WHOLE)
        return x, y, max(x + 1, round(right * size[0] / WHOLE)), max(y + 1, round(bottom * size[1] / WHOLE))


AS_TAKEN = PhotoEdit()
"""No edit."""


def read_edit(token: str) -> PhotoEdit:
    """Return the edit that a token names. Raises ValueError."""
    found = _TOKEN.fullmatch(token)
    if found is None:
        raise ValueError(token)
    rotation, left, top, right, bottom, square = found.groups()
    crop = None if left is None else (int(left), int(top), int(right), int(bottom))
    return PhotoEdit(int(rotation or 0), crop, bool(square))


def stored_edit(rotation: int, shape: str | None) -> PhotoEdit:
    """Return the edit that the store keeps; what cannot be read is no edit."""
    try:
        return replace(read_edit(shape or ""), rotation=rotation % 360)
    except ValueError:
        return AS_TAKEN


def photo_key(sha256: str, extension: str, edit: PhotoEdit | None = None) -> str:
    """Return the name of a photo as it is shown: "sha256.extension", "@" and the edit where there is one."""
    return f"{sha256}.{extension}@{edit.token}" if edit else f"{sha256}.{extension}"


def split_extension(extension: str) -> tuple[str, PhotoEdit]:
    """Return extension and edit of what stands behind the dot of a key. Raises ValueError."""
    plain, _at, token = extension.partition("@")
    return plain, read_edit(token)


def turn(edit: PhotoEdit, degrees: int) -> PhotoEdit:
    """Return an edit turned further, clockwise by a multiple of 90; what is cropped stays the same part of the photo."""
    crop = edit.crop
    for _quarter in range(degrees // 90 % 4):
        if crop is not None:
            left, top, right, bottom = crop
            crop = (WHOLE - bottom, left, WHOLE - top, right)
    return PhotoEdit((edit.rotation + degrees) % 360, crop, edit.square)


def shaped(edit: PhotoEdit, size: tuple[int, int], aspect: str) -> PhotoEdit:
    """Return an edit with the largest crop of a shape of ASPECTS around the middle of what was shown.

    size is the upright photo's, in pixels. Raises KeyError.
    """
    across, down, _label = ASPECTS[aspect]
    width, height = edit.turned(size)
    left, top, right, bottom = edit.crop or (0, 0, WHOLE, WHOLE)
    scale = min((right - left) * width / across, (bottom - top) * height / down)
    new_width, new_height = round(scale * across / width), round(scale * down / height)
    x = min(max(0, (left + right - new_width) // 2), WHOLE - new_width)
    y = min(max(0, (top + bottom - new_height) // 2), WHOLE - new_height)
    return PhotoEdit(edit.rotation, (x, y, x + new_width, y + new_height), edit.square)
