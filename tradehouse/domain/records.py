"""What leaves the store: frozen records and the small values inside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tradehouse.domain.fields import RecordKind


@dataclass(frozen=True, slots=True)
class Ref:
    """A pointer to another record with what people call it."""

    id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class TierPrice:
    """A price for a larger unit or quantity: `factor` base units make one `unit`; valid from `min_qty` of them."""

    unit: str
    factor: Decimal
    min_qty: Decimal
    price: Decimal
    currency: str = "IDR"


@dataclass(frozen=True, slots=True)
class Channel:
    """Where a supplier sells or shows online. kind: marketplace, social, web."""

    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class AttachedPhoto:
    """A photo on a product: the link's own id, the stored file, its place and role."""

    link_id: int
    photo_id: int
    sha256: str
    extension: str
    width: int
    height: int
    position: int
    role: str = "main"
    alt_id: str = ""
    alt_en: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One product, supplier or certification as it stands in the store.

    values maps field keys to Python values: str, int, Decimal, date, bool, Ref, or tuples of Ref, str, TierPrice
    and Channel; an empty field is None (an empty list field is ()). main_photo is "sha256.ext" of a product's
    first photo, or "".
    """

    kind: RecordKind
    id: int
    uid: str
    version: int
    values: Mapping[str, Any] = field(default_factory=dict)
    trashed_at: str | None = None
    main_photo: str = ""

    def __getitem__(self, key: str) -> Any:
        return self.values.get(key)
