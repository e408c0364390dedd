"""Photos as they are shown and sent: JPEG, sRGB, upright, on white, without what the camera noted.

A rendition is made when it is first asked for and kept in a cache that can be deleted at any time. A photo's place on
a product may have an edit (turned, cropped, square); it follows the extension behind an @, see domain/photo_edits.py.
"""

import io
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tradehouse.domain.files import replace_file
from tradehouse.domain.photo_edits import AS_TAKEN, PhotoEdit, split_extension
from tradehouse.photos.beside import beside
from tradehouse.photos.colour import WHITE
from tradehouse.photos.decoding import decode, fitted
from tradehouse.photos.store import PhotoStore, storage_problem

if TYPE_CHECKING:
    from PIL.Image import Image

ICON, THUMBNAIL, SCREEN = 64, 256, 1600
"""Sides in pixels of the boxes that the window uses."""
LARGEST_BOX = 4096
GIGABYTE = 1024**3
CACHE_LIMIT = 2 * GIGABYTE
"""Bytes; some 10,000 photos at screen size."""
WORKBOOK_BYTES = 60_000

# 88: reducing quickly costs a trace of detail, which these bytes give back
_QUALITY, _SMALL_QUALITY, _FULL_QUALITY = 88, 80, 95
_EDITED_BOX = 8192  # pixels; of what is decoded for a crop
_WORKBOOK_QUALITIES = (88, 80, 72, 64, 55, 45, 35)
_TOUCH_AFTER = 3600  # seconds; the last use need not be known better
_PART_AGE = 3600  # seconds after which an unfinished file in the cache is nobody's


@dataclass(frozen=True, slots=True)
class _Spec:
    width: int
    height: int
    quality: int
    square: bool = False
    most_bytes: int = 0
    edit: PhotoEdit = AS_TAKEN

    def file_name(self, sha256: str) -> str:
        shape = "s" if self.square else ""
        weight = f"-{self.most_bytes}" if self.most_bytes else ""
        edit = f"-{self.edit.token}" if self.edit else ""
        return f"{sha256}-{self.width}x{self.height}{shape}-q{self.quality}{weight}{edit}.jpg"

    def box_of_original(self) -> tuple[int, int]:
        """Return the box that the whole upright photo must be decoded into, so that the part shown fits ours."""
        across, down = self.edit.part()
        box = min(_EDITED_BOX, round(self.width / across)), min(_EDITED_BOX, round(self.height / down))
        return self.edit.turned(box)


class Renditions:
    """Makes renditions of the photos in store and keeps them in cache_folder, at most `limit` bytes of them.

    Safe to use from several threads and programs at once: files appear whole, and what is gone is made again.
    """

    def __init__(self, store: PhotoStore, cache_folder: Path, limit: int = CACHE_LIMIT) -> None:
        self.folder = cache_folder
        self.limit = limit
        self._store = store
        self._lock = threading.Lock()
        self._unpruned: int | None = None

    def rendition(
        self,
        sha256: str,
        extension: str,
        *,
        box: int | tuple[int, int],
        square: bool = False,
        quality: int | None = None,
    ) -> Path:
        """Return a JPEG file of a stored photo that fits box (side, or width and height, up to 4096 pixels).

        extension may carry an edit ("jpg@r90"). A photo smaller than the box is not enlarged. square centres it on a
        white square of the box's side. The file may be pruned later: read it soon. Raises NotFound, UnusableFile,
        StorageProblem, ValueError.
        """
        plain, edit = split_extension(extension)
        spec = _spec(box, square, quality, edit=edit)
        return self._cached(sha256, spec) or self._make(sha256, plain, spec)[0]

    def ready(
        self,
        sha256: str,
        extension: str = "",
        *,
        box: int | tuple[int, int],
        square: bool = False,
        quality: int | None = None,
    ) -> Path | None:
        """Return the rendition's file if it is in the cache, without making it: a look-up for painting."""
        _plain, edit = split_extension(extension)
        return self._cached(sha256, _spec(box, square, quality, edit=edit))

    def encoded(self, sha256: str, extension: str, *, box: tuple[int, int], most_bytes: int = WORKBOOK_BYTES) -> bytes:
        """Return a JPEG for a workbook: fits box, and most_bytes as far as a bearable quality allows.

        extension may carry an edit. Raises NotFound, UnusableFile, StorageProblem, ValueError.
        """
        plain, edit = split_extension(extension)
        spec = _spec(box, False, _WORKBOOK_QUALITIES[0], most_bytes, edit)
        return self._content(sha256, spec) or self._make(sha256, plain, spec)[1]

    def full(self, sha256: str, extension: str) -> bytes:
        """Return a JPEG of a photo in its full size up to 8192 pixels, with its edit; nothing is cached.

        Raises NotFound, UnusableFile, StorageProblem, ValueError.
        """
        plain, edit = split_extension(extension)
        return whole(self._store.read(sha256, plain), f"{sha256[:12]}.{plain}", edit)

    def keep(self, sha256: str, image: "Image") -> None:
        """Keep screen size, thumbnail and icon made from one decoded picture. Raises StorageProblem."""
        specs = [_spec(side, False, None) for side in (SCREEN, THUMBNAIL, ICON)]
        if all(self._cached(sha256, spec) for spec in specs):
            return
        screen, *smaller = specs
        image = _resized(image, screen)
        largest = beside().submit(self._keep_one, sha256, screen, image)
        for spec in smaller:
            image = _resized(image, spec)
            self._keep_one(sha256, spec, image)
        largest.result()

    def _keep_one(self, sha256: str, spec: _Spec, image: "Image") -> None:
        # straight into the file: only so does Pillow let go of the interpreter while it encodes
        self._write(sha256, spec, lambda file: _save(image, spec.quality, file))

    def forget(self, sha256: str) -> None:
        """Delete every rendition of a photo; the original is not touched."""
        folder = self.folder / sha256[:2]
        for path in folder.glob(f"{sha256}-*") if folder.is_dir() else ():
            _delete(path)

    def prune(self) -> int:
        """Delete what was not used longest until the cache is a tenth below its limit; return bytes freed."""
        found: list[tuple[float, int, Path]] = []
        for path in self.folder.glob("??/*"):
            try:
                facts = path.stat()
            except OSError:
                continue
            if path.suffix == ".part" and time.time() - facts.st_mtime > _PART_AGE:
                _delete(path)
            elif path.suffix == ".jpg":
                found.append((facts.st_mtime, facts.st_size, path))
        total = sum(size for _used, size, _path in found)
        freed = 0
        if total > self.limit:
            for _used, size, path in sorted(found, key=lambda entry: entry[0]):
                if total - freed <= self.limit * 9 // 10:
                    break
                freed += size if _delete(path) else 0
        return freed

    def _cached(self, sha256: str, spec: _Spec) -> Path | None:
        path = self._path(sha256, spec)
        try:
            facts = path.stat()
            if facts.st_size == 0:
                return None  # the power failed before the content reached the disk
            if time.time() - facts.st_mtime > _TOUCH_AFTER:
                os.utime(path)
        except OSError:
            return None
        return path

    def _content(self, sha256: str, spec: _Spec) -> bytes:
        """Return what _cached would find, or b"": a list of thousands of photos opens each file once and no more."""
        try:
            with open(f"{self.folder}/{sha256[:2]}/{spec.file_name(sha256)}", "rb", buffering=0) as file:  # noqa: PTH123 - a Path takes longer than the reading
                if time.time() - os.fstat(file.fileno()).st_mtime > _TOUCH_AFTER:
                    os.utime(file.name)
                return file.readall()
        except OSError:
            return b""

    def _make(self, sha256: str, extension: str, spec: _Spec) -> tuple[Path, bytes]:
        box = spec.box_of_original()
        screen = _spec(SCREEN, False, None)
        ready = self._cached(sha256, screen) if max(box) <= SCREEN // 2 else None
        try:
            data = ready.read_bytes() if ready else None
        except OSError:
            data = None
        if data is None:
            data = self._store.read(sha256, extension)
        picture = decode(data, f"{sha256[:12]}.{extension}", box)
        content = _jpeg(_edited(picture.image, spec), spec)
        return self._write(sha256, spec, lambda file: file.write(content)), content

    def _path(self, sha256: str, spec: _Spec) -> Path:
        return self.folder / sha256[:2] / spec.file_name(sha256)

    def _write(self, sha256: str, spec: _Spec, fill: Callable[[BinaryIO], object]) -> Path:
        """Write without syncing: a rendition that a power failure takes is made again."""
        target = self._path(sha256, spec)
        part = target.with_name(f".{target.name}.{os.getpid()}-{threading.get_ident()}.part")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                fill(file)
                size = file.tell()
            replace_file(part, target)
        except OSError as error:
            _delete(part)
            raise storage_problem(error, self.folder) from error
        self._count(size)
        return target

    def _count(self, size: int) -> None:
        """Prune when a twentieth of the limit was written since the last time, and at the first writing."""
        with self._lock:
            due = self._unpruned is None or self._unpruned + size > self.limit // 20
            self._unpruned = 0 if due else (self._unpruned or 0) + size
        if due:
            self.prune()


def whole(content: bytes, name: str, edit: PhotoEdit = AS_TAKEN) -> bytes:
    """Return a JPEG of a photo's bytes in its full size up to 8192 pixels. Raises UnusableFile."""
    spec = _Spec(_EDITED_BOX, _EDITED_BOX, _FULL_QUALITY, edit=edit)
    return _jpeg(_edited(decode(content, name, (_EDITED_BOX, _EDITED_BOX)).image, spec), spec)


def _spec(
    box: int | tuple[int, int],
    square: bool,
    quality: int | None,
    most_bytes: int = 0,
    edit: PhotoEdit = AS_TAKEN,
) -> _Spec:
    width, height = (box, box) if isinstance(box, int) else box
    if not (1 <= width <= LARGEST_BOX and 1 <= height <= LARGEST_BOX) or (square and width != height):
        raise ValueError(box)
    if quality is None:
        quality = _SMALL_QUALITY if max(width, height) <= 512 else _QUALITY
    if not 1 <= quality <= 95:
        raise ValueError(quality)
    return _Spec(width, height, quality, square, most_bytes, edit)


def _edited(image: "Image", spec: _Spec) -> "Image":
    """Turn, crop, reduce and stand on white, in this order."""
    from PIL.Image import Transpose

    edit = spec.edit
    turns = {90: Transpose.ROTATE_270, 180: Transpose.ROTATE_180, 270: Transpose.ROTATE_90}
    if edit.rotation:
        image = image.transpose(turns[edit.rotation])
    if edit.crop is not None:
        image = image.crop(edit.pixels(image.size))
    if not edit.square or spec.square:
        return _resized(image, spec)
    side = min(spec.width, spec.height)
    image = _resized(image, replace(spec, width=side, height=side))
    return _on_square(image, max(image.size))


def _resized(image: "Image", spec: _Spec) -> "Image":
    from PIL import Image as Pillow

    size = fitted(image.size, (spec.width, spec.height))
    if image.size != size:
        image = image.resize(size, Pillow.Resampling.LANCZOS, reducing_gap=2.0)
    return _on_square(image, spec.width) if spec.square else image


def _on_square(image: "Image", side: int) -> "Image":
    from PIL import Image as Pillow

    if image.size == (side, side):
        return image
    ground = Pillow.new("RGB", (side, side), WHITE)
    ground.paste(image, ((side - image.width) // 2, (side - image.height) // 2))
    return ground


def _jpeg(image: "Image", spec: _Spec) -> bytes:
    """Encode pixels only: no EXIF, no GPS, no profile (the pixels are sRGB), no comment."""
    if not spec.most_bytes:
        return _saved(image, spec.quality)
    content = b""
    for quality in _WORKBOOK_QUALITIES:
        content = _saved(image, quality)
        if len(content) <= spec.most_bytes:
            break
    return content


def _saved(image: "Image", quality: int) -> bytes:
    out = io.BytesIO()
    _save(image, quality, out)
    return out.getvalue()


def _save(image: "Image", quality: int, file: BinaryIO) -> None:
    image.save(file, "JPEG", quality=quality, exif=b"", icc_profile=None, comment=b"")


def _delete(path: Path) -> bool:
    """Delete a file of the cache; another program may have it open or have deleted it."""
    try:
        path.unlink()
    except OSError:
        return False
    return True
