"""Looking at photos: a grid of 10,000 scrolled row by row, and the viewer going from one photo of 12 megapixels to the next.

Promise: one row of the grid within 16.7 ms (a frame of a 60 Hz screen), thumbnails from the cache; the next photo within
50 ms where it was read ahead. Measured in the real window on a screen in memory, from the key or the scroll bar to the painted
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
from typing import Any

from benchmarks.material import FOLDER
from benchmarks.photos import photo_files

PRODUCTS, ROWS, VIEWS = 10_000, 120, 24
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


def run() -> None:
    """Print milliseconds per row of the grid and per photo of the viewer."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["TRADEHOUSE_CACHE"] = str(_CACHE)
    os.environ["TRADEHOUSE_CONFIG"] = str(FOLDER / "photo-config")
    folder = photo_catalogue()
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from tradehouse.app import open_window
    from tradehouse.domain.fields import RecordKind
    from tradehouse.services import browsing, culling
    from tradehouse.ui.photos.viewer import PhotoViewer

    app = QApplication.instance() or QApplication([])
    window = open_window(folder)
    window.resize(1366, 768)

    def until(condition: Callable[[], bool]) -> tuple[float, float]:
        """Let the window work until it is so, a moment at least; return its longest pause."""
        longest, begun = (0.0, 0.0), time.perf_counter()
        while time.perf_counter() - begun < 0.05 or (not condition() and time.perf_counter() - begun < 60):
            started = _now()
            app.processEvents()
            longest = max(longest, _since(started))
        return longest

    until(window.first_rows_painted)
    window.browser.toolbar.views.choose("grid")
    grid = window.browser.grid
    if grid is None:
        raise RuntimeError("products have no grid")
    until(window.jobs.idle)
    line = 4 * grid.verticalScrollBar().singleStep()
    scrolled: Times = []
    arriving: Times = []
    for _row in range(ROWS):
        started = _now()
        grid.verticalScrollBar().setValue(grid.verticalScrollBar().value() + line)
        grid.viewport().repaint()
        scrolled.append(_since(started))
        arriving.append(until(window.jobs.idle))
    _tell("grid of 10,000: scroll one row", scrolled, FRAME_MS)
    _tell("   thumbnails arriving, a pause", arriving, FRAME_MS)

    product = browsing.find_named(window.catalogue, RecordKind.PRODUCT, "ZZZ-00000")[0].id
    viewer = PhotoViewer(window.catalogue, window.jobs, culling.photos_to_cull(window.catalogue, [product]), 0, window)
    viewer.resize(1366, 768)
    viewer.show()
    until(window.jobs.idle)
    going: Times = []
    keys = [Qt.Key.Key_Right] * 5 + [Qt.Key.Key_Left] * 5
    for n in range(VIEWS):
        started = _now()
        QTest.keyClick(viewer.canvas, keys[n % len(keys)])
        viewer.canvas.repaint()
        going.append(_since(started))
        if viewer.canvas.picture.isNull():
            raise RuntimeError("the photo was not read ahead")
        until(window.jobs.idle)
    _tell("viewer: next photo, read ahead", going, NEXT_MS)
    viewer.close()
    window.close()
