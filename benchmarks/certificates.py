"""The radar over 100,000 certificates of 20,000 suppliers, and the floor: one pass of the driver that counts by type.

Promise: the radar within 100 ms.
"""

import random
import shutil
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.material import FOLDER
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import Query, parse_query
from tradehouse.domain.reference_data import certification_types
from tradehouse.services import browsing
from tradehouse.services.catalogue import open_catalogue
from tradehouse.services.radar import due, radar

CERTIFICATES, SUPPLIERS = 100_000, 20_000
CERTIFICATION = RecordKind.CERTIFICATION
_FLOOR = "SELECT type, count(*), sum(holds_until < ?) FROM certification WHERE trashed_at IS NULL GROUP BY type"


def _folder() -> Path:
    """Return the folder of the catalogue, making it where it is missing. Dates count from the day it is made."""
    folder = FOLDER / "certificates"
    catalogue = open_catalogue(folder)
    if browsing.count(catalogue, CERTIFICATION, Query()) != CERTIFICATES:
        catalogue.close()
        shutil.rmtree(folder)
        catalogue = open_catalogue(folder)
        dice = random.Random(7)
        today = datetime.now(UTC).astimezone().date()
        codes = list(certification_types())
        with catalogue.writing("benchmark") as work:
            suppliers = [
                {"code": f"SUP-{n:05d}", "name": f"Pemasok {n}", "province": dice.choice(("34", "33", "32", "64"))}
                for n in range(SUPPLIERS)
            ]
            work.insert_many("supplier", suppliers)
            rows = [
                {
                    "type": dice.choice(codes),
                    "supplier": dice.randrange(1, SUPPLIERS + 1),
                    "number": f"N-{n}",
                    "stage": "submitted" if dice.random() < 0.05 else "issued",
                    "issued": today - timedelta(days=dice.randrange(2500)) if dice.random() < 0.85 else None,
                    "expires": today + timedelta(days=dice.randrange(-900, 1500)) if dice.random() < 0.5 else None,
                }
                for n in range(CERTIFICATES)
            ]
            work.insert_many("certification", rows)
    catalogue.close()
    return folder


def _median_ms(act: Callable[[], object]) -> float:
    times = []
    for _ in range(9):
        started = time.perf_counter()
        act()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def run() -> None:
    """Print a line for each way to look at the radar."""
    catalogue = open_catalogue(_folder())
    today = datetime.now(UTC).astimezone().date().isoformat()

    def floor() -> None:
        with catalogue.database.reading() as read:
            read.exec_driver_sql(_FLOOR, (today,)).all()

    ticks = {"next_step": frozenset({"renew"})}
    looks: dict[str, Callable[[], object]] = {
        "radar": lambda: radar(catalogue),
        "radar of a province": lambda: radar(
            catalogue, parse_query(CERTIFICATION, "", {"province": frozenset({"34"})})
        ),
        "radar of a type": lambda: radar(catalogue, parse_query(CERTIFICATION, "", {"type": frozenset({"pirt"})})),
        "500 who must renew": lambda: due(catalogue, parse_query(CERTIFICATION, "", ticks, sort="holds_until"), 500),
    }
    least = _median_ms(floor)
    print(f"floor: the driver counts by type: {least:.1f} ms")
    for name, look in looks.items():
        took = _median_ms(look)
        print(f"{name:<26} {took:7.1f} ms ({took / least:5.1f} × floor)")
    print("promise: the radar within 100 ms")
    catalogue.close()
