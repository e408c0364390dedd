"""What somebody asks an export for, and what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from tradehouse.domain.language import Message
from tradehouse.domain.query import Query


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """Which products, in which layout, on which terms. None or "" means: as the layout or the house has it.

    ids go before query, and keep their order; neither means every product. rate is rupiah for one unit of the
    currency, margin a fraction of the selling price (0.30). port is a UN/LOCODE, a port's name or any named place.
    second_language adds headings in that language below the document's own.
    """

    layout: str
    query: Query | None = None
    ids: Sequence[int] | None = None
    buyer: str = ""
    rate: Decimal | None = None
    margin: Decimal | None = None
    incoterm: str = ""
    port: str = ""
    currency: str = ""
    valid_until: date | None = None
    language: str = ""
    second_language: str = ""
    event: str = ""
    event_date: str = ""
    venue: str = ""
    in_charge: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A product and what there is to say about it."""

    product_id: int
    code: str
    name: str
    reason: Message

    def __str__(self) -> str:
        return f"{self.code} {self.name}: {self.reason}".strip()


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written. left_out are products that are not in the file; the others are, with something missing."""

    path: Path
    layout: str
    rows: int
    photos: int
    left_out: tuple[Remark, ...] = ()
    unpriced: tuple[Remark, ...] = ()
    photo_problems: tuple[Remark, ...] = ()
    gaps: tuple[Remark, ...] = ()
    warnings: tuple[Message, ...] = ()
