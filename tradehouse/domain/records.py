"""What leaves the store: frozen records and the small values inside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.photo_edits import PhotoEdit, photo_key, stored_edit
from tradehouse.domain.photo_facts import PhotoFault, faults


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
    """A photo on a product: the link's own id, the stored file, its place, role and edit, what is known of the photo.

    width and height are pixels of the whole upright photo. rotation and shape are the edit as the store keeps it
    (see photo_edits); consent is the stored text (see photo_facts); sharpness and brightness are None until measured;
    verdict is "keep" or "".
    """

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
    rotation: int = 0
    shape: str = ""
    credit: str = ""
    consent: str = ""
    sharpness: float | None = None
    brightness: float | None = None
    verdict: str = ""
    original_name: str = ""
    perceptual_hash: str = ""

    @property
    def edit(self) -> PhotoEdit:
        """How the photo is shown here."""
        return stored_edit(self.rotation, self.shape)

    @property
    def key(self) -> str:
        """What renditions are asked for: "sha256.extension", with "@" and the edit where there is one."""
        return photo_key(self.sha256, self.extension, self.edit)

    @property
    def faults(self) -> tuple[PhotoFault, ...]:
        """What is wrong with the picture as it is shown here."""
        return faults(*self.edit.shown_size((self.width, self.height)), self.sharpness, self.brightness)


@dataclass(frozen=True, slots=True)
class TrayPhoto:
    """A photo that is on no product yet. file is what it was called; reason "orphan", "ambiguous" or "rejected".

    product_ids are the products it may show, likeliest first; added is when it came, UTC in ISO 8601.
    """

    tray_id: int
    photo_id: int
    sha256: str
    extension: str
    width: int
    height: int
    file: str
    reason: str
    product_ids: tuple[int, ...]
    added: str
    sharpness: float | None = None
    brightness: float | None = None
    perceptual_hash: str = ""

    @property
    def key(self) -> str:
        """What renditions are asked for: "sha256.extension"."""
        return photo_key(self.sha256, self.extension)

    @property
    def faults(self) -> tuple[PhotoFault, ...]:
        """What is wrong with the picture."""
        return faults(self.width, self.height, self.sharpness, self.brightness)


@dataclass(frozen=True, slots=True)
class Record:
    """One product, supplier or certification as it stands in the store.

    values maps field keys to Python values: str, int, Decimal, date, bool, Ref, or tuples of Ref, str, TierPrice
    and Channel; an empty field is None (an empty list field is ()). main_photo is the key of a
    product's first photo ("sha256.ext", its edit behind "@"), or "".
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
