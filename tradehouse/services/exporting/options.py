"""What somebody asks an export for, and what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from tradehouse.domain.cost_steps import CostStep, DeliveryTerm
from tradehouse.domain.language import Message
from tradehouse.domain.pricing import Rounding
from tradehouse.domain.query import Query

MARK, LEAVE_OUT, REFUSE = UNREADY = ("mark", "leave-out", "refuse")
MOST_TERMS = 3


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """Which products, in which layout, on which terms. None or "" means: as the layout or the house has it.

    ids go before query, and keep their order; neither means every product. rate is rupiah for one unit of the
    currency, margin a fraction of the selling price (0.30). port is a UN/LOCODE, a port's name or any named place.
    second_language adds headings in that language below the document's own.

    buyer_id is a buyer of the catalogue, whose language, currency, term, margin and payment terms are taken where
    nothing else is said; buyer is a name only. terms are up to three delivery terms side by side, the first being
    the one quoted; they go before incoterm and port. costs bring prices to them, those per shipment spread
    over shipment_m3 cubic metres. unready says what becomes of
    products that are not ready for the list's gate: "mark" (in, and told), "leave-out", "refuse". issue keeps the
    list in the ledger of offers as a frozen revision, of the offer `revises` where that is given; None does what the
    layout says.
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
    buyer_id: int | None = None
    terms: tuple[DeliveryTerm, ...] = ()
    costs: tuple[CostStep, ...] | None = None
    shipment_m3: Decimal | None = None
    rounding: Rounding | None = None
    unready: str = MARK
    issue: bool | None = None
    revises: int | None = None
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
    """What was written. left_out are products that are not in the file; the others are, with something missing.
    unready says what products in the file still lack. offer_id is the offer that was issued with it.
    """

    path: Path
    layout: str
    rows: int
    photos: int
    left_out: tuple[Remark, ...] = ()
    unpriced: tuple[Remark, ...] = ()
    photo_problems: tuple[Remark, ...] = ()
    gaps: tuple[Remark, ...] = ()
    unready: tuple[Remark, ...] = ()
    warnings: tuple[Message, ...] = ()
    reference: str = ""
    offer_id: int | None = None
