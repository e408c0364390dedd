"""How a cell is to be filled in: one sentence and one example per field, for templates and sheets that ask back."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from tradehouse.domain.fields import Field, FieldKind, RecordKind
from tradehouse.domain.language import N_, translator
from tradehouse.domain.records import Channel, TierPrice
from tradehouse.domain.reference_lists import LISTS

_BY_KEY: Final[Mapping[str, str]] = {
    "name_id": N_("The name as buyers read it, without code and price."),
    "name_en": N_("The name in English, for buyers abroad."),
    "description_en": N_("At least 60 characters in English: what it is, of what it is made, what it is for."),
    "supplier_code": N_("Your own code or number of the article, if you have one."),
    "size_text": N_("Length × width × height with the unit, such as 30 × 20 × 10 cm; or S, M, L."),
    "net_content": N_("What one pack holds, with its unit, such as 250 g or 500 ml."),
    "gtin": N_("The digits under the barcode, if it has one."),
    "price_idr": N_("The price to the end buyer for one unit, in rupiah: 185000."),
    "wholesale_idr": N_("The price for resellers for one unit, in rupiah."),
    "cost_idr": N_("The price at which you sell to us, for one unit, in rupiah."),
    "moq": N_("The fewest units that you accept as one order."),
    "qty_per_carton": N_("How many units are packed in one export carton."),
    "lead_time_days": N_("Days from order to finished goods."),
    "capacity_per_month": N_("How many units you can make in one month."),
    "stock": N_("How many units are ready today; 0 if you make to order."),
    "shelf_life_days": N_("Days that it keeps, counted from production."),
    "group": N_("The same text in all rows that are variants of one article."),
    "tier_prices": N_("unit|units in it|from quantity|price, several parted by semicolons: dus|12|1|180000"),
    "channels": N_("Addresses of shop, marketplace or social media, parted by semicolons."),
    "address": N_("Street, number and village."),
    "phone": N_("With area code, such as 0274-123456."),
    "whatsapp": N_("The number for WhatsApp, such as 0812-3456-7890."),
    "sales_idr": N_("Sales of one year in rupiah."),
    "capital_idr": N_("Business capital without land and buildings, in rupiah."),
    "number": N_("The number as it stands on the certificate."),
    "products": N_("SKUs of the products that it covers, parted by semicolons; empty: all of them."),
}
_BY_KIND: Final[Mapping[FieldKind, str]] = {
    FieldKind.CHOICE: N_("Choose from the list."),
    FieldKind.BOOLEAN: N_("Choose yes or no."),
    FieldKind.DATE: N_("A date, such as 31/12/2026."),
    FieldKind.YEAR: N_("A year, such as 2018."),
    FieldKind.INTEGER: N_("A whole number."),
    FieldKind.IDR: N_("An amount in rupiah, without Rp: 185000."),
    FieldKind.MONEY: N_("An amount in the currency beside it."),
    FieldKind.TAGS: N_("Short words, parted by semicolons."),
    FieldKind.CODE: N_("Copy the number as it is written, zeros in front too."),
}
_MEASURED: Final = N_("A number in {unit}, without writing the unit.")
_LISTED: Final = N_("Choose from the list, or type the beginning of a word.")
_PERMIT: Final = N_("The number, and its last day if it has one: 2066471011637-23, berlaku s/d 31/12/2028.")

EXAMPLES: Final[Mapping[RecordKind, Mapping[str, Any]]] = {
    RecordKind.PRODUCT: {
        "name_id": "Tas rotan bundar", "name_en": "Round rattan bag", "supplier_code": "RTN-014", "group": "Tas rotan",
        "variant": "Cokelat", "brand": "Anyam Jaya", "category": "kriya-anyaman",
        "description_id": "Tas bundar dari rotan, dianyam tangan, tali kulit, dalam kain katun.",
        "description_en": "Round bag woven by hand from rattan, with a leather strap and a cotton lining.",
        "story_id": "Dianyam dua puluh ibu di Bantul sejak 2009.",
        "story_en": "Woven by twenty women in Bantul since 2009.", "material": "Rotan, kulit sapi",
        "material_en": "Rattan, cow leather", "technique": "Anyaman tangan", "technique_en": "Hand weaving",
        "length_cm": Decimal(20), "width_cm": Decimal(20), "height_cm": Decimal(8), "size_text": "20 × 20 × 8 cm",
        "net_content": Decimal(1), "net_unit": "pcs", "weight_g": Decimal(450), "colour": "Cokelat tua",
        "colour_en": "Dark brown", "gtin": "8991234500003", "hs_code": "460212", "origin_province": "34",
        "origin_regency": "34.02", "shelf_life_days": 180, "unit": "pcs", "cost_idr": Decimal(110000),
        "cost_date": date(2026, 7, 1), "price_idr": Decimal(185000), "wholesale_idr": Decimal(150000),
        "price_date": date(2026, 7, 1), "export_price": Decimal("11.50"), "export_currency": "USD",
        "tier_prices": (TierPrice("lusin", Decimal(12), Decimal(1), Decimal(1800000)),), "moq": 48, "inner_pack": 6,
        "qty_per_carton": 24, "carton_length_cm": Decimal(62), "carton_width_cm": Decimal(42),
        "carton_height_cm": Decimal(45), "carton_net_kg": Decimal("10.8"), "carton_gross_kg": Decimal(13),
        "capacity_per_month": 600, "lead_time_days": 30, "stock": 12, "made_to_order": False,
    },
    RecordKind.SUPPLIER: {
        "name": "Anyam Jaya", "brand": "Anyam Jaya", "kind": "umkm", "legal_form": "perorangan", "nib": "1234567890123",
        "npwp": "0912542944070000", "owner": "Sri Lestari", "contact": "Sri Lestari", "phone": "0274-123456",
        "whatsapp": "0812-3456-7890", "email": "anyamjaya@contoh.id",
        "channels": (Channel("social", "@anyamjaya"),), "address": "Jl. Parangtritis Km 8, Sewon", "province": "34",
        "regency": "34.02", "district": "Sewon", "latitude": Decimal("-7.8721"), "longitude": Decimal("110.3549"),
        "kbli": "16291", "kbli_edition": "2020", "sector": "Kerajinan anyaman", "founded": 2009, "employees_men": 3,
        "employees_women": 17, "women_owned": True, "capital_idr": Decimal(75000000), "sales_idr": Decimal(480000000),
        "sales_year": 2025, "market_reach": "national", "export_countries": ("Jepang", "Belanda"),
        "lkpp_status": "registered", "aggregator": False, "office": "PLUT Yogyakarta", "consultant": "Budi Santoso",
    },
    RecordKind.CERTIFICATION: {
        "type": "pirt", "supplier": "Anyam Jaya", "number": "2066471011637-23", "holder": "Sri Lestari",
        "issued": date(2023, 11, 20), "expires": date(2028, 11, 20), "no_expiry": False, "scope": "Keripik tempe",
        "stage": "issued", "products": "MKN-0001; MKN-0002",
    },
}  # fmt: skip
"""One record of each kind, as an example row; values as records have them, suppliers and products as texts."""


def hint(field: Field, language: str) -> str:
    """Return how to fill a field in, in a language; "" where its name says it all."""
    words = translator(language)
    if field.key in _BY_KEY:
        return words.gettext(_BY_KEY[field.key])
    if field.hint:
        return words.gettext(field.hint)
    if field.kind is FieldKind.REFERENCE and field.reference in LISTS:
        return words.gettext(_LISTED)
    if field.kind in {FieldKind.MEASURE, FieldKind.INTEGER} and field.unit:
        return words.gettext(_MEASURED).format(unit=words.gettext(field.unit))
    return words.gettext(_BY_KIND.get(field.kind, ""))


def permit_hint(language: str) -> str:
    """Return how to fill in a column that asks for a permit."""
    return translator(language).gettext(_PERMIT)


def heading(field: Field, language: str) -> str:
    """Return the heading of a field's column: its label with the unit in brackets."""
    words = translator(language)
    return words.gettext(field.label) + (f" ({words.gettext(field.unit)})" if field.unit else "")
