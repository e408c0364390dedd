"""QR codes and barcodes that a picture shows."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

_LOOK = 1200  # pixels of the longer side; a label of a tenth of the picture's width still reads
_MOST = 8


@dataclass(frozen=True, slots=True)
class SeenCode:
    """One code in a picture. kind is "qr" or "barcode"; share (0–1) is the part of the picture that it covers."""

    text: str
    kind: str
    share: float


def read_codes(image: "Image") -> tuple[SeenCode, ...]:
    """Return the codes in a decoded picture, the largest first; the same text once."""
    import zxingcpp

    grey = image.getchannel(0) if image.mode == "YCbCr" else image.convert("L")
    longest = max(grey.size)
    if longest > _LOOK:
        scale = _LOOK / longest
        grey = grey.resize((max(1, round(grey.width * scale)), max(1, round(grey.height * scale))), reducing_gap=1.0)
    found: dict[str, SeenCode] = {}
    for code in zxingcpp.read_barcodes(grey, formats=_formats()):
        text = code.text.strip()
        if code.valid and text:
            kind = "qr" if code.format == zxingcpp.BarcodeFormat.QRCode else "barcode"
            seen = SeenCode(text, kind, _share(code.position, grey.size))
            if text not in found or found[text].share < seen.share:
                found[text] = seen
    return tuple(sorted(found.values(), key=lambda seen: -seen.share)[:_MOST])


@cache
def _formats() -> Any:
    import zxingcpp

    kinds = zxingcpp.BarcodeFormat
    return (kinds.QRCode, kinds.EAN13, kinds.EAN8, kinds.UPCA, kinds.UPCE, kinds.Code128)


def _share(position: Any, size: tuple[int, int]) -> float:
    corners = [(p.x, p.y) for p in (position.top_left, position.top_right, position.bottom_right, position.bottom_left)]
    twice = sum(x * corners[n - 3][1] - corners[n - 3][0] * y for n, (x, y) in enumerate(corners))
    return round(float(abs(twice)) / 2 / (size[0] * size[1]), 4)
