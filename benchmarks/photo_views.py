"""Looking at photos: a grid of 10,000 scrolled row by row, the viewer going from one photo of 12 megapixels to the next, a
plan of 2,000 photos corrected.

Promise: one row of the grid within 16.7 ms (a frame of a 60 Hz screen), thumbnails from the cache; the next photo within
50 ms where it was read ahead; a correction within 50 ms. Measured in the real window on a screen in memory, from the key or the scroll bar to the painted
picture: by the clock, and as computing time of the window's own thread, to which what else the computer does counts not.
"""

import hashlib
import io
import os
import shutil
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.material import FOLDER
from benchmarks.photos import photo_files

if TYPE_CHECKING:
    from tradehouse.services.catalogue import Catalogue
    from tradehouse.services.photo_matching import PhotoPlan

PRODUCTS, ROWS, VIEWS = 10_000, 120, 24
PLANNED, CORRECTIONS = 2_000, 12
FRAME_MS, NEXT_MS = 16.7, 50.0
_SMALL = (320, 240)
_CATALOGUE, _CACHE = FOLDER / "photo-catalogue", FOLDER / "photo-cache"


def _small_photo(number: int, keep: Callable[..., None]) -> tuple[str, int]:
    """Put the thumbnails of a small photo into the cache; return its hash and size in bytes."""
    from PIL import Image, ImageDraw

    picture = Image.linear_gradient("L").resize(_SMALL).convert("RGB")
    shade = (number * 37 % 256, number * 91 % 256, number * 13 % 256)
    ImageDraw.Draw(picture).rectangle((number % 160, number // 160 % 120, 300, 220), fill=shade)
    out = io.BytesIO()
    picture.save(out, "JPEG")
    sha256 = hashlib.sha256(out.getvalue() + str(number).encode()).hexdigest()
    keep(sha256, picture)
    return sha256, out.tell()


def photo_catalogue() -> Path:
    """Return a catalogue of 10,000 products with a photo each, its thumbnails in the cache; made once."""
    from tradehouse.domain.fields import RecordKind
    from tradehouse.domain.query import Query
    from tradehouse.services import browsing, photos
    from tradehouse.services.catalogue import open_catalogue

    catalogue = open_catalogue(_CATALOGUE)
    if browsing.count(catalogue, RecordKind.PRODUCT, Query()) != PRODUCTS + 1:
        catalogue.close()
        shutil.rmtree(_CATALOGUE, ignore_errors=True)
        catalogue = open_catalogue(_CATALOGUE)
        with ThreadPoolExecutor(4) as pool:
            made = list(pool.map(lambda n: _small_photo(n, catalogue.renditions.keep), range(PRODUCTS)))
        with catalogue.writing("benchmark") as work:
            rows: list[dict[str, Any]] = [
                {"code": f"FOTO-{n:05d}", "name_id": f"Produk berfoto {n}", "status": "draft"} for n in range(PRODUCTS)
            ]
            rows.append({"code": "ZZZ-00000", "name_id": "Dua belas megapiksel", "status": "draft"})
            products = work.insert_many("product", rows)
            facts = {"extension": "jpg", "width": 320, "height": 240, "format": "JPEG", "brightness": 200.0}
            kept = work.insert_many("photo", [{"sha256": s, "size_bytes": size, **facts} for s, size in made])
            links = [
                {"product_id": product, "photo_id": photo, "position": 1, "role": "main"}
                for product, photo in zip(products, kept, strict=False)
            ]
            work.insert_many("product_photo", links)
        photos.attach(catalogue, products[-1], photo_files())
    catalogue.close()
    return _CATALOGUE


def photo_plan(catalogue: "Catalogue") -> "PhotoPlan":
    """Return a plan of 2,000 photos on 1,000 products, as if they had been looked at."""
    from pathlib import PurePosixPath

    from tradehouse.photos.intake import TakenPhoto
    from tradehouse.services.photo_matching import EntryState, MatchedBy, PhotoEntry, PhotoPlan
    from tradehouse.services.photo_matching.plan import candidate
    from tradehouse.storage.photo_search import photo_targets

    with catalogue.database.reading() as read:
        targets = photo_targets(read)
    entries = []
    for n in range(PLANNED):
        name = PurePosixPath(f"foto/IMG-{n:05d}.jpg")
        taken = TakenPhoto(f"{n:064x}", "jpg", 100, 4000, 3000, "JPEG", None, f"{n * 2654435761:016x}", (), 50.0, 200.0)
        found = (candidate(targets[n // 2]),)
        entries.append(PhotoEntry(n, name, EntryState.MATCHED, taken, found, MatchedBy.CODE, order=n))
    return PhotoPlan(tuple(entries), (), {target.id: target for target in targets})


Times = list[tuple[float, float]]
"""Seconds by the clock and of computing."""


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.thread_time()


def _since(started: tuple[float, float]) -> tuple[float, float]:
    clock, computing = _now()
    return clock - started[0], computing - started[1]


def _tell(name: str, seconds: Times, promise: float) -> None:
    clock, computing = (sorted(pair[side] * 1000 for pair in seconds) for side in range(2))
    most = len(clock) * 95 // 100
    print(
        f"{name:<32} median {statistics.median(clock):5.1f} ms, 95 % {clock[most]:5.1f} ms   "
        f"computing {statistics.median(computing):5.1f} ms, 95 % {computing[most]:5.1f} ms   (promise: {promise:g} ms)"
    )


class _Desk:
    """The real window over the catalogue, on a screen in memory."""

    def __init__(self) -> None:
        from PySide6.QtWidgets import QApplication

        from tradehouse.app import open_window

        self._app = QApplication.instance() or QApplication([])
        self.window = open_window(photo_catalogue())
        self.window.resize(1366, 768)
        self.until(self.window.first_rows_painted)

    def until(self, condition: Callable[[], bool]) -> tuple[float, float]:
        """Let the window work until it is so, a moment at least; return its longest pause."""
        longest, begun = (0.0, 0.0), time.perf_counter()
        while time.perf_counter() - begun < 0.05 or (not condition() and time.perf_counter() - begun < 60):
            started = _now()
            self._app.processEvents()
            longest = max(longest, _since(started))
        return longest

    def settle(self) -> tuple[float, float]:
        """Let it work until nothing is under way; return its longest pause."""
        return self.until(self.window.jobs.idle)


def _scroll(desk: _Desk) -> None:
    """Print what a row of the grid takes, and the pauses in which its thumbnails arrive."""
    desk.window.browser.toolbar.views.choose("grid")
    grid = desk.window.browser.grid
    if grid is None:
        raise RuntimeError("products have no grid")
    desk.settle()
    bar = grid.verticalScrollBar()
    line = 4 * bar.singleStep()
    scrolled: Times = []
    arriving: Times = []
    for _row in range(ROWS):
        started = _now()
        bar.setValue(bar.value() + line)
        grid.viewport().repaint()
        scrolled.append(_since(started))
        arriving.append(desk.settle())
    _tell("grid of 10,000: scroll one row", scrolled, FRAME_MS)
    _tell("   thumbnails arriving, a pause", arriving, FRAME_MS)


def _view(desk: _Desk) -> None:
    """Print what going to the next photo of the viewer takes."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from tradehouse.domain.fields import RecordKind
    from tradehouse.services import browsing, culling
    from tradehouse.ui.photos.viewer import PhotoViewer

    window = desk.window
    product = browsing.find_named(window.catalogue, RecordKind.PRODUCT, "ZZZ-00000")[0].id
    viewer = PhotoViewer(window.catalogue, window.jobs, culling.photos_to_cull(window.catalogue, [product]), 0, window)
    viewer.resize(1366, 768)
    viewer.show()
    desk.settle()
    going: Times = []
    keys = [Qt.Key.Key_Right] * 5 + [Qt.Key.Key_Left] * 5
    for n in range(VIEWS):
        started = _now()
        QTest.keyClick(viewer.canvas, keys[n % len(keys)])
        viewer.canvas.repaint()
        going.append(_since(started))
        if viewer.canvas.picture.isNull():
            raise RuntimeError("the photo was not read ahead")
        desk.settle()
    _tell("viewer: next photo, read ahead", going, NEXT_MS)
    viewer.close()


def _correct(desk: _Desk) -> None:
    """Print what putting one photo of a large plan on another product takes, until the plan is painted again."""
    from tradehouse.ui.photo_flows import PhotoFlows

    flows = desk.window.findChild(PhotoFlows)
    if flows is None:
        raise RuntimeError("the window has no way for photos")
    shown = flows.match()
    shown.resize(1330, 700)
    plan = photo_plan(desk.window.catalogue)
    shown.matching.show_plan(plan)
    desk.settle()
    shelf = shown.page.shelf
    correcting: Times = []
    for n, entry in enumerate(plan.entries[1 : 4 * CORRECTIONS : 4]):
        shelf.choose([entry.key])
        desk.settle()
        started = _now()
        shown.matching.assign([entry.key], plan.entries[n].candidates[0].product_id)
        shelf.viewport().repaint()
        correcting.append(_since(started))
    _tell("plan of 2,000: one correction", correcting, NEXT_MS)
    shown.matching.drop()
    shown.hide()


def run() -> None:
    """Print milliseconds per row of the grid, per photo of the viewer, per correction of a plan."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["TRADEHOUSE_CACHE"] = str(_CACHE)
    os.environ["TRADEHOUSE_CONFIG"] = str(FOLDER / "photo-config")
    desk = _Desk()
    _scroll(desk)
    _view(desk)
    _correct(desk)
    desk.settle()
    desk.window.close()
