"""A supplier of food and crafts whose products lack things, for sheets that ask back."""

from decimal import Decimal
from typing import Any

from tests.integration.export_desk import TODAY, photo_bytes
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.records import Ref
from tradehouse.services import editing
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.photos import attach

KERIPIK: dict[str, Any] = {
    "name_id": "Keripik tempe", "category": "makanan-keripik", "price_idr": Decimal(18500), "price_date": TODAY,
    "stock": 12, "notes": "SECRET margin",
}  # fmt: skip
SAMBAL: dict[str, Any] = {
    "name_id": "Sambal bawang",
    "category": "makanan-bumbu",
    "net_content": Decimal(150),
    "net_unit": "g",
}
TAS: dict[str, Any] = {
    "name_id": "Tas pandan",
    "price_idr": Decimal(95000),
    "price_date": TODAY,
    "size_text": "30 x 20 cm",
}


def fill(catalogue: Catalogue) -> tuple[int, dict[str, int]]:
    """Make the supplier and its three products; return its id and theirs by name. The first has a photo."""
    supplier = editing.create(catalogue, RecordKind.SUPPLIER, {"name": "Dapur Bu Sri", "notes": "SECRET"})
    other = editing.create(catalogue, RecordKind.SUPPLIER, {"name": "Lain"})
    ids = {
        str(values["name_id"]): editing.create(
            catalogue, RecordKind.PRODUCT, {**values, "supplier": Ref(supplier, "SUP-0001", "Dapur Bu Sri")}
        )
        for values in (KERIPIK, SAMBAL, TAS)
    }
    editing.create(catalogue, RecordKind.PRODUCT, {"name_id": "Punya lain", "supplier": Ref(other, "SUP-0002", "Lain")})
    attach(catalogue, ids["Keripik tempe"], [(photo_bytes(size=(1200, 1000)), "keripik.jpg")])
    return supplier, ids
