"""What the export benchmarks write: a catalogue of 10,000 products offered abroad, each with a photo of its own."""

import io
import os
import random
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from benchmarks.material import FOLDER, product_rows
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.pricing import Rate
from tradehouse.domain.query import Query
from tradehouse.photos.intake import take_in
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.services.house import TradingTerms, save_house, save_trading_terms
from tradehouse.services.photos import photo_values
from tradehouse.storage.photo_links import add_photos

PHOTOS: Final = 10_000
CACHE: Final = FOLDER / "offered-cache"
_MAKERS: Final = 200
_SIZE: Final = (
    480,
    360,
)  # pixels: as large as a photo stands in a list, so that making the material takes minutes only


def offered_catalogue() -> Path:
    """Return the folder of the catalogue, making it where it is missing; its renditions lie in CACHE."""
    folder = FOLDER / "offered"
    os.environ["TRADEHOUSE_CACHE"] = str(CACHE)
    catalogue = open_catalogue(folder)
    if browsing.count(catalogue, RecordKind.PRODUCT, Query()) != PHOTOS:
        catalogue.close()
        shutil.rmtree(folder)
        catalogue = open_catalogue(folder)
        _fill(catalogue)
    catalogue.close()
    return folder


def _fill(catalogue: Catalogue) -> None:
    today = datetime.now(UTC).date()
    save_house(catalogue, {"name_id": "Rumah Dagang", "name_en": "Trading House", "email": "trade@house.example"})
    save_trading_terms(catalogue, TradingTerms(rates={"USD": Rate(Decimal(16_000), today)}))
    with catalogue.writing("benchmark") as work:
        makers = [
            {
                "code": f"SUP-{n:04d}",
                "name": f"Pemasok {n}",
                "province": "34",
                "nib": f"91200{n:08d}",
                "phone": "+62811",
            }
            for n in range(1, _MAKERS + 1)
        ]
        work.insert_many("supplier", makers)
        papers = [
            {"type": kind, "supplier": n, "number": f"ID{kind}{n}", "stage": "issued", "expires": date(today.year + 2, 1, 1)}
            for n in range(1, _MAKERS + 1)
            for kind in ("halal", "pirt", "svlk")
        ]  # fmt: skip
        work.insert_many("certification", papers)
        rows = [
            {"code": f"PRD-{n:06d}", "status": "checked", **row, **_abroad(n, row), "price_date": today, "cost_date": today}
            for n, row in enumerate(product_rows(PHOTOS), 1)
        ]  # fmt: skip
        products = work.insert_many("product", rows)
    taken = [(take_in(catalogue.photos, data, f"{n}.jpg", None), f"{n}.jpg") for n, data in enumerate(_photos())]
    with catalogue.writing("benchmark photos") as work:
        add_photos(work, [(p, photo_values(*photo)) for p, photo in zip(products, taken, strict=True)])
    for photo, _name in taken:
        catalogue.renditions.encoded(photo.sha256, photo.extension, box=(480, 480))


def _abroad(number: int, row: dict[str, Any]) -> dict[str, Any]:
    """Return what a list for buyers abroad says beside what every list does: English texts, carton, capacity."""
    per_carton = row["qty_per_carton"]
    return {
        "supplier": number % _MAKERS + 1,
        "description_en": f"Hand-made by the artisans of village {number % 977}, of {row['material']}; every piece differs a little.",
        "material_en": row["material"],
        "colour_en": row["colour"],
        "length_cm": Decimal(number % 40 + 10),
        "width_cm": Decimal(number % 30 + 8),
        "height_cm": Decimal(number % 20 + 5),
        "moq": per_carton * 2,
        "inner_pack": 6,
        "carton_length_cm": Decimal(60) + number % 7,
        "carton_width_cm": Decimal("40.5"),
        "carton_height_cm": Decimal(45),
        "carton_net_kg": Decimal("6.5"),
        "carton_gross_kg": Decimal("7.85"),
        "capacity_per_month": 9_000,
        "storage_en": "Keep dry",
    }


def _photos() -> Iterator[bytes]:
    """Yield JPEGs of some 40 KB, all different, always the same."""
    from PIL import Image

    dice = random.Random(13)
    soft = Image.effect_noise((240, 180), 90).resize((960, 720)).convert("RGB")
    grain = Image.effect_noise((960, 720), 12).convert("RGB")
    ground = Image.blend(soft, grain, 0.5)
    for _n in range(PHOTOS):
        left, top = dice.randrange(_SIZE[0]), dice.randrange(_SIZE[1])
        out = io.BytesIO()
        ground.crop((left, top, left + _SIZE[0], top + _SIZE[1])).save(out, "JPEG", quality=78)
        yield out.getvalue()
