"""The first page of a search over 100,000 products, and the floor: the same page straight from the driver.

Promise: the first page of any search within 50 ms.
"""

import sqlite3
import statistics
import time
from collections.abc import Callable

from benchmarks.material import catalogue_folder
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import parse_query
from tradehouse.services import browsing
from tradehouse.services.catalogue import DATABASE_NAME, Catalogue, open_catalogue

TYPED = (
    "",
    "r",
    "ro",
    "rotan",
    "keranjang rotan",
    "otan ukir",
    "pemasok 77",
    "B099999",
    "zzzz",
    "category:kriya",
    "899000012",
)
PAGE = 200


def _median_ms(act: Callable[[], object]) -> float:
    times = []
    for _ in range(7):
        started = time.perf_counter()
        act()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def _first_page(catalogue: Catalogue, text: str) -> None:
    query = parse_query(RecordKind.PRODUCT, text)
    ids = browsing.find_ids(catalogue, RecordKind.PRODUCT, query, PAGE)
    browsing.records(catalogue, RecordKind.PRODUCT, ids)


def run() -> None:
    """Print a line for each typed text."""
    folder = catalogue_folder()
    catalogue = open_catalogue(folder)
    raw = sqlite3.connect(folder / DATABASE_NAME)
    floor = _median_ms(
        lambda: raw.execute(
            "SELECT * FROM product WHERE trashed_at IS NULL ORDER BY code_sort LIMIT ?", (PAGE,)
        ).fetchall()
    )
    print(f"floor: the driver reads {PAGE} rows in order: {floor:.1f} ms")
    worst = 0.0
    for text in TYPED:
        page = _median_ms(lambda text=text: _first_page(catalogue, text))  # type: ignore[misc]
        query = parse_query(RecordKind.PRODUCT, text)
        whole = _median_ms(lambda query=query: browsing.find_ids(catalogue, RecordKind.PRODUCT, query))  # type: ignore[misc]
        count = len(browsing.find_ids(catalogue, RecordKind.PRODUCT, query))
        worst = max(worst, page)
        print(
            f"{text!r:<20} first page {page:6.1f} ms ({page / floor:4.1f} × floor)   all {count:>6} ids {whole:6.1f} ms"
        )
    print(f"slowest first page: {worst:.1f} ms (promise: 50 ms)")
    raw.close()
    catalogue.close()
