"""Any picture made plain: 8 bits a channel, opaque on white, and finally sRGB."""

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

WHITE = (255, 255, 255)
STRIP_PIXELS = 4_000_000
"""Large pictures are made plain and reduced strip by strip, so that only one copy of them is ever held."""

_SPACES = {"RGB": "RGB ", "L": "GRAY", "CMYK": "CMYK", "LAB": "Lab "}
_TIFF_BITS = 258


def plain(image: "Image", smallest: tuple[int, int]) -> "Image":
    """Return image opaque in mode L, RGB, CMYK or LAB, reduced by a whole factor where it is far larger.

    The result stays at least twice as wide and high as smallest, so that a fine resampling can follow; just
    as wide and high where the picture is too large for that.
    """
    width, height = image.size
    gap = 2 if width * height <= 10 * STRIP_PIXELS else 1
    factor = max(1, min(width // smallest[0], height // smallest[1]) // gap)
    scale = _scale(image)
    if factor == 1 and width * height <= STRIP_PIXELS:
        return _opaque(image, scale)
    from PIL import Image as Pillow

    rows = max(factor, STRIP_PIXELS // width // factor * factor)
    reduced = None
    for top in range(0, height, rows):
        part = _opaque(image.crop((0, top, width, min(height, top + rows))), scale).reduce(factor)
        if reduced is None:
            reduced = Pillow.new(part.mode, (part.width, -(-height // factor)))
        reduced.paste(part, (0, top // factor))
    assert reduced is not None  # noqa: S101 - a decoded picture has rows
    return reduced


def _scale(image: "Image") -> float:
    """Return what brings the values of a picture with deep channels into 0–255."""
    if image.mode.startswith("I;16"):
        bits = getattr(image, "tag_v2", {}).get(_TIFF_BITS, (16,))
        return 255 / float(2 ** max(8, min(16, bits[0])) - 1)
    if image.mode in {"I", "F"}:
        low, high = image.getextrema()
        top = max(abs(float(low)), abs(float(high)))  # type: ignore[arg-type]
        if image.mode == "F" and 0 < top <= 1:
            return 255.0
        return 1.0 if top <= 255 else 255 / max(top, 65535.0)
    return 1.0


def _opaque(image: "Image", scale: float) -> "Image":
    mode = image.mode
    if mode in {"I", "F"} or mode.startswith("I;16"):
        return image.convert("F").point(lambda value: value * scale + 0.0).convert("L")
    if "transparency" in image.info or mode in {"LA", "La", "PA", "RGBA", "RGBa"}:
        return _on_white(image.convert("RGBA"))
    if mode in {"L", "RGB", "CMYK", "LAB"}:
        return image
    return image.convert("L" if mode == "1" else "RGB")


def _on_white(image: "Image") -> "Image":
    from PIL import Image as Pillow

    ground = Pillow.new("RGB", image.size, WHITE)
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def to_srgb(image: "Image", profile: bytes | None) -> tuple["Image", bool]:
    """Return a plain image in mode RGB or L with sRGB colours, and whether its own profile could be followed.

    A profile that is broken or meant for another kind of picture is left aside, as if there were none.
    """
    followed = True
    if image.mode == "LAB":
        return _through(None, image), True
    if profile:
        from PIL import ImageCms

        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            if own.profile.xcolor_space == _SPACES[image.mode]:
                if "sRGB" in (own.profile.profile_description or ""):
                    return image, True
                return _through(own, image), True
            # scanners and editors leave an RGB profile in grey pictures: nothing to follow, nothing lost
            followed = image.mode == "L"
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            followed = image.mode == "L"
    return image if image.mode in {"RGB", "L"} else image.convert("RGB"), followed


def _through(own: object, image: "Image") -> "Image":
    from PIL import ImageCms

    source = own if isinstance(own, ImageCms.ImageCmsProfile) else ImageCms.createProfile("LAB")
    converted = ImageCms.profileToProfile(
        image,
        source,
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert converted is not None  # noqa: S101 - only an in-place conversion returns nothing
    return converted
