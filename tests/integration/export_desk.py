"""A small catalogue to export: prices fixed, from cost and missing; certificates of every state; texts that bite.

What is for the house only is SECRET, one of HOUSE_TEXTS or a SECRET_NUMBER, so that a test can look for it
anywhere in a file.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from PIL import Image

from tradehouse.domain.fields import FieldKind, RecordKind, fields
from tradehouse.domain.pricing import Rate
from tradehouse.domain.records import Channel, TierPrice
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.services.house import TradingTerms, save_house, save_trading_terms
from tradehouse.services.photos import attach

TODAY = date.today()
SECRET_NUMBER = 987654321
RATE = Decimal(16000)
COST = Decimal(112000)  # at 30 % margin and 16,000 rupiah exactly 10.00 dollars

SUPPLIERS: list[dict[str, Any]] = [
    {"code": "SUP-0001", "name": "Anyam Jaya", "brand": "Anyam", "province": "34", "regency": "34.02", "kind": "umkm",
     "channels": (Channel("web", "https://anyam.example"),), "founded": 2009, "women_owned": True},
    {"code": "SUP-0002", "name": "Koperasi Kopi Gayo", "province": "11", "kind": "koperasi",
     "export_countries": ("Jepang", "Jerman")},
]  # fmt: skip
HOUSE_TEXTS = {
    "owner": "SECRET owner", "contact": "SECRET contact", "notes": "SECRET notes", "register_number": "R-99871",
    "phone": "+6281199990001", "whatsapp": "+6281199990002", "email": "secret-maker@umkm.example",
    "nib": "9120009990001", "npwp": "091254294407000",
}  # fmt: skip
"""What a supplier tells only the house."""

PRODUCTS: list[dict[str, Any]] = [
    {"code": "KRY-0001", "name_id": "Tas rotan bundar", "name_en": "Round rattan bag", "supplier": 1,
     "category": "kriya-anyaman", "description_id": "Tas anyaman", "description_en": "Hand-woven bag",
     "material": "Rotan", "material_en": "Rattan", "length_cm": Decimal(20), "width_cm": Decimal("20.5"),
     "hs_code": "460212", "gtin": "8991234500003", "unit": "pcs", "cost_idr": COST, "cost_date": TODAY,
     "price_idr": Decimal(185000), "price_date": TODAY, "moq": 48, "qty_per_carton": 24, "inner_pack": 6,
     "carton_length_cm": Decimal("62.5"), "carton_width_cm": Decimal("42.3"), "carton_height_cm": Decimal("44.7"),
     "carton_net_kg": Decimal("6.5"), "carton_gross_kg": Decimal("7.85"), "lead_time_days": 30,
     "capacity_per_month": 900, "stock": 12, "place": "A1", "tags": ("ekspor", "rotan"), "status": "published",
     "tier_prices": (TierPrice("pcs", Decimal(1), Decimal(240), Decimal("9.25"), "USD"),)},
    {"code": "MKN-0001", "name_id": "Kopi Gayo", "name_en": "Gayo coffee", "supplier": 2, "category": "makanan",
     "hs_code": "090121", "unit": "pak", "export_price": Decimal("4.6625"), "export_currency": "USD",
     "price_idr": Decimal(95000), "moq": 100, "net_content": Decimal(250), "net_unit": "g",
     "shelf_life_days": 365, "status": "checked"},
    {"code": "KRY-0002", "name_id": '=HYPERLINK("http://x";"klik")', "name_en": "=1+1", "supplier": 1,
     "category": "kriya", "brand": "+62 Brand", "colour": "-tua", "colour_en": "@home", "price_idr": Decimal(50000),
     "description_en": "-starts with a dash", "hs_code": "010203"},
    {"code": "KRY-0003", "name_id": "Mangkuk \u0007keramik 咖啡 قهوة", "name_en": "Bowl \u0007咖啡 قهوة", "supplier": 1,
     "category": "kriya-keramik", "cost_idr": Decimal(56000), "cost_date": TODAY - timedelta(days=400),
     "description_en": ("A long story " * 60).strip(), "qty_per_carton": 10, "carton_length_cm": Decimal(40),
     "carton_width_cm": Decimal(30), "carton_height_cm": Decimal(20), "carton_gross_kg": Decimal(30), "moq": 20},
    {"code": "KRY-0004", "name_id": "Produk lama", "supplier": 1, "category": "kriya", "status": "archived"},
    {"code": "LLL-0001", "name_id": "Tanpa pemasok", "stock": 0, "made_to_order": True},
]  # fmt: skip

CERTIFICATES: list[dict[str, Any]] = [
    {"type": "halal", "supplier": 2, "number": "ID11110000012340521", "stage": "issued", "issued": TODAY - timedelta(30)},
    {"type": "bpom_md", "supplier": 2, "number": "MD 867211045678", "stage": "issued", "expires": TODAY + timedelta(400)},
    {"type": "svlk", "supplier": 1, "number": "LAPSED-1", "stage": "issued", "expires": TODAY - timedelta(1)},
    {"type": "sni", "supplier": 1, "number": "APPLIED-1", "stage": "submitted", "expires": TODAY + timedelta(400)},
    {"type": "batikmark", "supplier": 1, "number": "BM-7", "stage": "issued", "expires": TODAY + timedelta(90), "products": [1]},
]  # fmt: skip


def photo_bytes(colour: str = "peru", size: tuple[int, int] = (900, 700)) -> bytes:
    """Return a JPEG that carries what cameras note: a make, a place, a comment."""
    image = Image.new("RGB", size, colour)
    exif = Image.Exif()
    exif[0x010F] = "SECRET camera"
    exif.get_ifd(0x8825)[2] = (6.0, 10.0, 30.0)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90, exif=exif, comment=b"SECRET comment")
    return out.getvalue()


def _complete(kind: RecordKind, values: dict[str, Any]) -> dict[str, Any]:
    stored = {
        f.key: None for f in fields(kind).values() if f.stored and f.kind not in {FieldKind.RECORDS, FieldKind.COUNT}
    }
    return {**stored, **values}


def fill(catalogue: Catalogue) -> None:
    """Put the records above into an empty catalogue, in order, so that ids count from 1."""
    save_house(
        catalogue,
        {
            "name_id": "Rumah Dagang Nusantara", "name_en": "Nusantara Trading House", "address": "Jakarta, Indonesia",
            "email": "trade@house.example", "whatsapp": "+62 811 1", "payment_terms": "30 % T/T deposit",
        },
    )  # fmt: skip
    save_trading_terms(catalogue, TradingTerms(rates={"USD": Rate(RATE, TODAY)}, minimum_order="USD 1,000"))
    with catalogue.writing("Filling") as work:
        numbers = {"capital_idr": Decimal(SECRET_NUMBER), "sales_idr": Decimal(SECRET_NUMBER + 1), "sales_year": 2025}
        work.insert_many(
            "supplier", [_complete(RecordKind.SUPPLIER, {**s, **HOUSE_TEXTS, **numbers}) for s in SUPPLIERS]
        )
        work.insert_many("product", [_complete(RecordKind.PRODUCT, {**p, "notes": "SECRET notes"}) for p in PRODUCTS])
        for certificate in CERTIFICATES:
            covered = certificate.get("products", [])
            values = {key: value for key, value in certificate.items() if key != "products"}
            secret = {"notes": "SECRET notes", "holder": "SECRET owner"}
            made = work.insert("certification", _complete(RecordKind.CERTIFICATION, {**values, **secret}))
            work.insert_many("certification_product", [{"certification_id": made, "product_id": p} for p in covered])
    attach(catalogue, 1, [(photo_bytes(), "SECRET.jpg")])
    attach(catalogue, 2, [(photo_bytes("saddlebrown", (300, 1200)), "SECRET2.jpg")])


@contextmanager
def filled_catalogue(folder: Path) -> Iterator[Catalogue]:
    """Yield a filled catalogue of its own."""
    catalogue = open_catalogue(folder, user="Sari")
    try:
        fill(catalogue)
        yield catalogue
    finally:
        catalogue.close()
