"""Every report over 100,000 suppliers and 1,000,000 participations, beside a floor: one pass over the suppliers and
the participations in raw SQL.

Promise: each within 1 second off the window's thread, its charts drawn within 100 ms. Readiness reads every product
and is long work with progress.
"""

import json
import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from benchmarks.material import FOLDER, catalogue_folder
from tradehouse.domain.progress import Progress
from tradehouse.domain.reference_data import regencies
from tradehouse.exchange.charts import draw
from tradehouse.services.catalogue import DATABASE_NAME, Catalogue, open_catalogue
from tradehouse.services.reports import REPORTS, make_report

SUPPLIERS, PARTICIPATIONS, PROGRAMMES = 100_000, 1_000_000, 60
DAY = date(2026, 6, 30)
_WIDTH = 560


def _day(dice: random.Random, ahead: int = 0) -> str:
    return (DAY - timedelta(days=dice.randrange(365 * 5) - ahead)).isoformat()


def _insert(raw: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    marks = ", ".join("?" for _n in range(len(columns) + 1))
    raw.executemany(
        f"INSERT INTO {table} (uid, {', '.join(columns)}) VALUES ({marks})",
        ((f"{table}-{n}", *row) for n, row in enumerate(rows)),
    )


def _fill(path: Path) -> None:
    dice = random.Random(7)
    places = [(code, region.province) for code, region in regencies().items()]
    record = ("created_at", "name_sort", "search_text")
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA synchronous = OFF")
    with raw:
        _insert(raw, "supplier", (*record, "code", "code_sort", "name", "kind", "province", "regency", "sector", "scale",
                "sales_idr", "digital_stage", "channels", "market_reach", "owner", "phone", "address"),
                (_supplier(n, dice, places) for n in range(SUPPLIERS)))  # fmt: skip
        _insert(raw, "programme", (*record, "name", "kind", "series", "starts", "code", "code_sort"),
                ((DAY.isoformat(), f"p{n}", f"p{n}", f"Program {n}", "training", f"Seri {n % 5}", _day(dice), f"P{n}", f"p{n}")
                 for n in range(PROGRAMMES)))  # fmt: skip
        _insert(raw, "participation", ("programme_id", "supplier_id", "person", "phone", "province", "attended"),
                ((dice.randrange(PROGRAMMES) + 1, dice.randrange(SUPPLIERS) + 1 if n % 20 else None, f"Orang {n % 9999}",
                  f"08{n % 9999}", "Jawa Tengah" if not n % 20 else None, 1) for n in range(PARTICIPATIONS)))  # fmt: skip
        _insert(raw, "growth_snapshot", ("supplier_id", "date", "sales_idr"),
                ((n % SUPPLIERS + 1, (DAY - timedelta(days=400 * (3 - n // SUPPLIERS))).isoformat(), dice.randrange(10**7, 10**10))
                 for n in range(3 * SUPPLIERS)))  # fmt: skip
        _insert(raw, "step_up", ("supplier_id", "date", "kind", "came_from", "went_to"),
                ((dice.randrange(SUPPLIERS) + 1, _day(dice), *dice.choice((("scale", "mikro", "kecil"), ("reach", "regency", "province"))))
                 for _n in range(30_000)))  # fmt: skip
        _insert(raw, "mentoring_case", ("supplier_id", "starts", "outcome"),
                ((dice.randrange(SUPPLIERS) + 1, _day(dice), dice.choice(("running", "alumni", "stopped"))) for _n in range(20_000)))  # fmt: skip
        _insert(raw, "service", (*record, "supplier_id", "date", "kind", "channel", "scheme", "consultant_field", "next_date"),
                ((DAY.isoformat(), f"s{n}", f"s{n}", dice.randrange(SUPPLIERS) + 1, _day(dice), dice.choice(("consultation", "visit")),
                  dice.choice(("visit", "phone")), "plut", dice.choice(("sdm", "produksi")), _day(dice) if n % 3 else None)
                 for n in range(100_000)))  # fmt: skip
        _insert(raw, "certification", (*record, "supplier_id", "type", "stage", "issued", "expires", "holds_until"),
                ((DAY.isoformat(), f"c{n}", f"c{n}", dice.randrange(SUPPLIERS) + 1, dice.choice(("halal", "pirt", "merek")), "issued",
                  _day(dice), _day(dice, 1500), _day(dice, 1500)) for n in range(100_000)))  # fmt: skip
        _insert(raw, "problem", ("supplier_id", "kind", "field", "opened", "solved"),
                ((dice.randrange(SUPPLIERS) + 1, dice.choice(("sales", "capital", "material")), "pemasaran", _day(dice),
                  _day(dice) if n % 2 else None) for n in range(50_000)))  # fmt: skip
        _insert(raw, "survey_wave", ("name", "date"), ((f"Gelombang {n}", f"2025-0{n + 1}-01") for n in range(3)))
        _insert(raw, "survey_answer", ("survey_wave_id", "supplier_id", "turnover_change", "cash_months", "staff_before", "staff_cut"),
                ((n // 20_000 + 1, n % 20_000 + 1, -dice.randrange(90), dice.randrange(12), 9, dice.randrange(9)) for n in range(60_000)))  # fmt: skip
        _insert(raw, "partner", (*record, "name", "kind", "status", "code", "code_sort"),
                ((DAY.isoformat(), f"m{n}", f"m{n}", f"Mitra {n}", dice.choice(("firm", "lender")), "active", f"M{n}", f"m{n}")
                 for n in range(500)))  # fmt: skip
        _insert(
            raw, "partner_link", ("partner_id", "programme_id"), ((n % 500 + 1, n % PROGRAMMES + 1) for n in range(500))
        )
    raw.execute("ANALYZE")
    raw.close()


def _supplier(n: int, dice: random.Random, places: Sequence[tuple[str, str]]) -> tuple[object, ...]:
    regency, province = dice.choice(places)
    name = f"Usaha {n}"
    channels = json.dumps([["marketplace", f"https://contoh.id/{n}"]]) if n % 3 == 0 else "[]"
    return (
        _day(dice), name.lower(), f"{name.lower()} pemilik {n} makanan minuman", f"S{n}", f"s{n:06}", name,
        "koperasi" if n % 50 == 0 else "umkm", province, regency, dice.choice(("Makanan", "minuman", "Kriya", "Batik", "fesyen")),
        dice.choice(("mikro", "kecil", "menengah")), dice.randrange(10**7, 10**10), dice.choice(("capacity", "process", "market", None)),
        channels, dice.choice(("regency", "province", "national", "export")), f"Pemilik {n}", f"0812{n:08}", f"Jalan Contoh {n}, RT 01 RW 02",
    )  # fmt: skip


def _catalogue() -> Catalogue:
    folder = FOLDER / "reports"
    if not (folder / "made").exists():
        shutil.rmtree(folder, ignore_errors=True)
        open_catalogue(folder).close()
        _fill(folder / DATABASE_NAME)
        (folder / "made").touch()
    return open_catalogue(folder)


def _best_ms(act: Callable[[], object], times: int = 3) -> float:
    best = float("inf")
    for _n in range(times):
        started = time.process_time()
        act()
        best = min(best, time.process_time() - started)
    return best * 1000


def run() -> None:
    """Print what each report costs beside the floor, and how long its charts take to draw."""
    catalogue = _catalogue()

    def floor() -> None:
        with catalogue.database.reading() as read:
            read.exec_driver_sql("SELECT province, kind, count(*) FROM supplier GROUP BY 1, 2").all()
            read.exec_driver_sql(
                "SELECT programme_id, count(supplier_id), max(attended) FROM participation GROUP BY 1"
            ).all()

    base = _best_ms(floor)
    print(f"floor: one pass over suppliers and participations: {base:.0f} ms")
    for kind in REPORTS.values():
        if kind.long:
            continue
        taken = _best_ms(lambda kind=kind: make_report(catalogue, kind, None, Progress()))  # type: ignore[misc]
        charts = make_report(catalogue, kind, None, Progress()).charts
        drawn = max((_best_ms(lambda chart=chart: draw(chart, _WIDTH)) for chart in charts), default=0.0)  # type: ignore[misc]
        print(
            f"{kind.name:<14}{taken:7.0f} ms ({taken / base:4.1f} × floor; promise 1,000 ms), slowest chart {drawn:4.0f} ms"
        )
    catalogue.close()
    products = open_catalogue(catalogue_folder())
    first, again = (
        _best_ms(lambda: make_report(products, REPORTS["readiness"], None, Progress()), 1) for _n in range(2)
    )
    print(
        f"readiness of 100,000 products: the first time {first:7.0f} ms (long work), then {again:.0f} ms (promise 1,000 ms)"
    )
    products.close()
