"""An offer's line: what one article was offered at, kept as it was on the day the list was issued."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One article of an issued list. Amounts are in the list's currency per base unit. facts are what an order needs
    later, by field key (moq, qty_per_carton, the carton's sides and weights, capacity_per_month, lead_time_days,
    hs_code, gtin), and the prices at further terms (OTHER_PRICES), as plain JSON: texts and numbers.
    """

    product_uid: str
    code: str
    name: str
    unit: str
    price: Decimal | None
    second_quantity: int | None
    second_price: Decimal | None
    price_revision: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def other_prices(self) -> tuple[Decimal | None, ...]:
        """Its prices at the further delivery terms of the list, in their order."""
        return tuple(None if text is None else Decimal(text) for text in self.facts.get(OTHER_PRICES, ()))


OTHER_PRICES = "other_prices"


ORDER_FACTS = (
    "moq", "qty_per_carton", "carton_length_cm", "carton_width_cm", "carton_height_cm", "carton_net_kg",
    "carton_gross_kg", "capacity_per_month", "lead_time_days", "hs_code", "gtin",
)  # fmt: skip
"""Fields of a product that a line keeps for the order that may come of it."""
