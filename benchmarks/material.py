"""What the benchmarks work on: a catalogue of 100,000 products and rows like a supplier's list, made once, the same
everywhere."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import Query
from tradehouse.services import browsing
from tradehouse.services.catalogue import open_catalogue

FOLDER = Path(__file__).resolve().parent.parent / "build" / "bench"
PRODUCTS = 100_000
_THINGS = (
    "Tas",
    "Keranjang",
    "Kain",
    "Selendang",
    "Keripik",
    "Kopi",
    "Sambal",
    "Kursi",
    "Lampu",
    "Vas",
    "Topi",
    "Sabun",
)
_STUFFS = ("rotan", "bambu", "pandan", "katun", "sutra", "jati", "singkong", "arabika", "kulit", "perak", "kelapa")
_MANNERS = ("anyaman", "tulis", "tenun", "ukir", "panggang", "alami", "bundar", "besar", "kecil", "klasik", "premium")
_CATEGORIES = ("kriya", "kriya-anyaman", "wastra", "fesyen", "makanan", "minuman", "mebel", "dekorasi")
_PROVINCES = ("34", "33", "32", "31", "51", "53", "11", "81")


def product_rows(n: int = PRODUCTS) -> Iterator[dict[str, Any]]:
    """Yield products with 25 filled fields, always the same."""
    dice = random.Random(7)
    for number in range(n):
        thing, stuff, manner = dice.choice(_THINGS), dice.choice(_STUFFS), dice.choice(_MANNERS)
        price = dice.randrange(10, 900) * 1000
        yield {
            "supplier_code": f"B{number:06d}",
            "name_id": f"{thing} {stuff} {manner} {number}",
            "name_en": f"{manner} {stuff} {thing} {number}",
            "supplier": number % 500 + 1,
            "variant": dice.choice(("S", "M", "L", "merah", "biru")),
            "brand": f"Merek {number % 300}",
            "category": dice.choice(_CATEGORIES),
            "description_id": f"{thing} {stuff} buatan tangan, {manner}, dari perajin desa nomor {number % 977}.",
            "material": stuff,
            "technique": manner,
            "size_text": f"{dice.randrange(5, 90)} x {dice.randrange(5, 90)} cm",
            "weight_g": dice.randrange(20, 9000),
            "colour": dice.choice(("cokelat", "hitam", "merah", "alami", "putih")),
            "gtin": f"899{number:09d}0",
            "hs_code": "460212",
            "origin_province": dice.choice(_PROVINCES),
            "unit": "pcs",
            "cost_idr": price // 2,
            "price_idr": price,
            "wholesale_idr": price * 9 // 10,
            "moq": dice.randrange(1, 50),
            "qty_per_carton": dice.randrange(6, 60),
            "lead_time_days": dice.randrange(7, 60),
            "stock": dice.randrange(0, 400),
            "notes": f"rak {number % 40}",
        }


def catalogue_folder() -> Path:
    """Return the folder of the catalogue with 100,000 products, making it where it is missing."""
    folder = FOLDER / "catalogue"
    catalogue = open_catalogue(folder)
    if browsing.count(catalogue, RecordKind.PRODUCT, Query()) != PRODUCTS:
        catalogue.close()
        shutil.rmtree(folder)
        catalogue = open_catalogue(folder)
        with catalogue.writing("benchmark") as work:
            work.insert_many("supplier", [{"code": f"SUP-{n:04d}", "name": f"Pemasok {n}"} for n in range(1, 501)])
            rows = [{"code": f"PRD-{n:06d}", "status": "draft", **row} for n, row in enumerate(product_rows(), 1)]
            work.insert_many("product", rows)
    catalogue.close()
    return folder
