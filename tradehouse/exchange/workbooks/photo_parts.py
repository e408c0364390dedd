"""The photos of a workbook, beside the library that writes the rest of it.

XlsxWriter holds every picture in memory, hashes each, copies it to a file and deflates what cannot be deflated. A list
of thousands is therefore given only the first photo of each sheet, so that its parts are related to each other; the
others wait in a spool, and are stored in the finished file with anchors of the same form.
"""

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any, Final
from xml.sax.saxutils import quoteattr

EMU: Final = 9525
"""English metric units in a pixel at 96 dpi, in which drawings are measured."""
_SAMPLE: Final = 1 << 10
_SIZE_MARKERS: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_FIRST_ID: Final = 100_000  # above all that XlsxWriter counts up to in a sheet whose other photos it never sees
_ANCHOR = (
    "<xdr:twoCellAnchor><xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>{left}</xdr:colOff><xdr:row>{row}</xdr:row>"
    "<xdr:rowOff>{top}</xdr:rowOff></xdr:from><xdr:to><xdr:col>{column}</xdr:col><xdr:colOff>{right}</xdr:colOff>"
    "<xdr:row>{row}</xdr:row><xdr:rowOff>{bottom}</xdr:rowOff></xdr:to><xdr:pic><xdr:nvPicPr>"
    '<xdr:cNvPr id="{id}" name="Picture {id}" descr={text}/><xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr>'
    '</xdr:nvPicPr><xdr:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'r:embed="photo{medium}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
    "<xdr:clientData/></xdr:twoCellAnchor>"
)
_RELATION = (
    '<Relationship Id="photo{medium}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
    'Target="../media/image{number}.jpeg"/>'
)


@dataclass(frozen=True, slots=True)
class PlacedPhoto:
    """Where a photo stands within one cell; row and column from 0, the rest in pixels at 96 dpi."""

    row: int
    column: int
    left: float
    top: float
    width: float
    height: float
    text: str


@dataclass(slots=True)
class _Sheet:
    """The photos of one sheet beyond its first: their anchors, and the numbers of what they show."""

    anchors: list[str] = field(default_factory=list)
    media: set[int] = field(default_factory=set)


class PhotoParts:
    """Collects photos while sheets are written, and joins them with the rest when that is whole."""

    def __init__(self) -> None:
        self._spool: IO[bytes] = tempfile.TemporaryFile(prefix="tradehouse-")  # noqa: SIM115 - closed by close
        self._sizes: list[int] = []
        self._known: dict[tuple[int, int, bytes], int] = {}
        self._sheets: dict[int, _Sheet] = {}

    def close(self) -> None:
        """Give up what is collected."""
        self._spool.close()

    def takes(self, sheet: Any) -> bool:
        """Whether a sheet has its first photo, so that its others are to be added here."""
        return sheet.index in self._sheets

    def begin(self, sheet: Any) -> None:
        """Note that a sheet has its first photo by XlsxWriter."""
        self._sheets[sheet.index] = _Sheet()

    def add(self, sheet: Any, jpeg: bytes, placed: PlacedPhoto) -> None:
        """Add a photo to a sheet that has its first; the same photo in several places is kept once."""
        medium = self._medium(jpeg)
        own = self._sheets[sheet.index]
        own.media.add(medium)
        left, top = round(placed.left * EMU), round(placed.top * EMU)
        width, height = round(placed.width * EMU), round(placed.height * EMU)
        own.anchors.append(
            _ANCHOR.format(
                column=placed.column,
                row=placed.row,
                left=left,
                top=top,
                right=left + width,
                bottom=top + height,
                width=width,
                height=height,
                id=_FIRST_ID + len(own.anchors),
                text=quoteattr(placed.text, {"\n": "&#10;", '"': "&quot;"}),
                medium=medium,
            )
        )

    def additions(self, archive: zipfile.ZipFile) -> Iterator[tuple[str, list[str]]]:
        """Yield the parts of a workbook's frame that photos are added to, and what comes before their last closing tag."""
        first = _first_free(archive)
        for index, own in self._sheets.items():
            relations = archive.read(f"xl/worksheets/_rels/sheet{index + 1}.xml.rels").decode()
            drawing = relations.partition('Target="../drawings/')[2].partition('"')[0]
            yield f"xl/drawings/{drawing}", own.anchors
            yield (
                f"xl/drawings/_rels/{drawing}.rels",
                [_RELATION.format(medium=n, number=first + n) for n in sorted(own.media)],
            )

    def files(self, archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
        """Yield the photos as files of their own, numbered behind those that the frame has."""
        self._spool.seek(0)
        for number, size in enumerate(self._sizes, _first_free(archive)):
            yield f"xl/media/image{number}.jpeg", self._spool.read(size)

    def _medium(self, jpeg: bytes) -> int:
        """Return the number under which a photo is kept; its bytes are known again by length, checksum and a piece."""
        mark = (len(jpeg), zlib.crc32(jpeg), jpeg[len(jpeg) // 2 :][:_SAMPLE])
        found = self._known.get(mark)
        if found is None:
            found = self._known[mark] = len(self._sizes)
            self._spool.write(jpeg)
            self._sizes.append(len(jpeg))
        return found


def _first_free(archive: zipfile.ZipFile) -> int:
    return 1 + sum("/media/" in name for name in archive.namelist())


def jpeg_size(jpeg: bytes) -> tuple[int, int]:
    """Return width and height in pixels of a JPEG that a rendition is. Raises ValueError for what is none."""
    at = 2
    while at + 9 <= len(jpeg) and jpeg[at] == 0xFF:
        if jpeg[at + 1] in _SIZE_MARKERS:
            return int.from_bytes(jpeg[at + 7 : at + 9]), int.from_bytes(jpeg[at + 5 : at + 7])
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    raise ValueError("no JPEG")
