"""The photos of a PDF: renditions of the right size, each file once, named for the template."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from tradehouse.domain.errors import NotFound, UnusableFile
from tradehouse.domain.records import Record
from tradehouse.photos.renditions import Renditions
from tradehouse.services.documents.kinds import PdfKind, PhotoSize
from tradehouse.services.exporting.options import Remark
from tradehouse.services.exporting.product_rows import remark
from tradehouse.storage import queries
from tradehouse.storage.reader import Reader

MOST_PIXELS: Final = 130_000_000
"""Of all photos in one document: typesetting holds them unpacked, at three bytes a pixel."""
_STEPS: Final = (1.0, 0.7, 0.5, 0.35, 0.25)
_LEAST_BYTES: Final = 12_000


@dataclass(slots=True)
class Pictures:
    """Gathers the photos of one document's products. files are JPEGs by the names that the data give.

    count is how many products there will be: the more, the smaller each photo, so that all stay below MOST_PIXELS.
    """

    read: Reader
    renditions: Renditions
    kind: PdfKind
    count: int
    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[Remark] = field(default_factory=list)
    sizes: tuple[PhotoSize, ...] = ()

    def __post_init__(self) -> None:
        whole = sum(size.pixels**2 for size in self.kind.photos) * self.count
        # few steps, because each size and weight is kept in the cache of renditions
        share = next((step for step in _STEPS if whole * step <= MOST_PIXELS), _STEPS[-1])
        self.sizes = tuple(
            PhotoSize(round(size.pixels * share**0.5), max(_LEAST_BYTES, round(size.most_bytes * share)))
            for size in self.kind.photos
        )

    def of(self, product: Record) -> list[str]:
        """Return the names of a product's photos, the main one first; those that cannot be read are noted."""
        named: list[str] = []
        for size, key in zip(self.sizes, self._keys(product), strict=False):
            name = f"{size.pixels}/{key.replace('@', '-')}.jpg"
            if name not in self.files:
                sha256, _dot, extension = key.partition(".")
                try:
                    box = (size.pixels, size.pixels)
                    self.files[name] = self.renditions.encoded(sha256, extension, box=box, most_bytes=size.most_bytes)
                except (NotFound, UnusableFile) as problem:
                    self.problems.append(remark(product, problem.message))
                    continue
            named.append(name)
        return named

    def _keys(self, product: Record) -> Sequence[str]:
        if not product.main_photo or len(self.sizes) < 2:
            return [product.main_photo] if product.main_photo else []
        return [photo.key for photo in queries.photos_of(self.read, product.id)]
