"""The requirements of 100,000 products in eight markets, and the floor: what they are worked out from, read and passed once.

Promise: everything within 3 seconds, one changed product within 5 ms.
"""

import random
import shutil
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from benchmarks.material import FOLDER, catalogue_folder
from tradehouse.domain.reference import certification_types
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.services.certificate_matrix import PRODUCT, SUPPLIER, Wanted, matrix
from tradehouse.services.requirements import USUAL_MARKETS, needs_of, picture
from tradehouse.storage.requirements import read_asked, read_papers

DAY = date(2026, 11, 22)
CERTIFICATES = 20_000


def _certified() -> Path:
    """Return the folder of a copy of the large catalogue with certificates, every fourth naming its products."""
    folder = FOLDER / "certified"
    if not (folder / "made").exists():
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(catalogue_folder(), folder)
        catalogue = open_catalogue(folder)
        try:
            _fill(catalogue)
        finally:
            catalogue.close()
        (folder / "made").touch()
    return folder


def _fill(catalogue: Catalogue) -> None:
    dice = random.Random(11)
    codes = ("halal", "pirt", "bpom_md", "merek", "haccp", "nkv", "sppt_sni", "fda_food")
    known = [code for code in codes if code in certification_types()]
    with catalogue.writing("benchmark") as work:
        rows = [
            {
                "type": dice.choice(known),
                "supplier": n % 500 + 1,
                "number": f"N{n}",
                "stage": dice.choice(("issued", "issued", "issued", "submitted")),
                "issued": DAY - timedelta(days=dice.randrange(2500)),
                "expires": DAY + timedelta(days=dice.randrange(-400, 1500)),
            }
            for n in range(CERTIFICATES)
        ]
        made = work.insert_many("certification", rows)
        links = []
        for n, paper in enumerate(made):
            if n % 4:
                continue
            links += [{"certification_id": paper, "product_id": n % 500 + 500 * k} for k in range(1, 40)]
        work.insert_many("certification_product", links)


def _best_ms(act: Callable[[], object], times: int = 3) -> tuple[float, float]:
    """Return the shortest time on the wall and of the processor, which others on the machine do not lengthen."""
    wall, processor = [], []
    for _ in range(times):
        started, busy = time.perf_counter(), time.process_time()
        act()
        processor.append(time.process_time() - busy)
        wall.append(time.perf_counter() - started)
    return min(wall) * 1000, min(processor) * 1000


def run() -> None:
    """Print what everything and one product cost beside reading alone."""
    catalogue = open_catalogue(_certified())

    def read_only() -> None:
        with catalogue.database.reading() as read:
            read_asked(read)
            read_papers(read)

    floor, floor_busy = _best_ms(read_only)
    print(f"floor: reading products and papers: {floor:.0f} ms ({floor_busy:.0f} ms of the processor)")

    def tell(name: str, act: Callable[[], object], promise: int = 0, times: int = 3) -> None:
        wall, busy = _best_ms(act, times)
        words = f"{name}: {wall:.1f} ms ({busy:.1f} ms of the processor, {busy / floor_busy:.2f} × floor)"
        print(f"{words}, promise {promise:,} ms" if promise else words)

    tell(
        f"100,000 products × {len(USUAL_MARKETS)} markets",
        lambda: picture(catalogue, USUAL_MARKETS, day=DAY),
        3_000,
    )
    tell("one changed product", lambda: needs_of(catalogue, 77_777, USUAL_MARKETS, DAY), 5, 20)
    tell("matrix of suppliers", lambda: matrix(catalogue, Wanted(SUPPLIER), day=DAY))
    tell("matrix of products", lambda: matrix(catalogue, Wanted(PRODUCT), day=DAY))
    catalogue.close()
