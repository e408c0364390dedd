"""What differs between two lists, article by article: what a revision changes, what is new since the last list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tradehouse.domain.display import Figure
from tradehouse.domain.language import N_, Message
from tradehouse.domain.offers import OfferLine
from tradehouse.domain.orders import carton_of_line

RATE_MOVED = Decimal("0.03")
"""A rate that moved by more than this since the last list is told: at the usual margin of 30 % of the price it takes
or gives a tenth of what the house earns."""


@dataclass(frozen=True, slots=True)
class LineChange:
    """One article that differs; before is None where it is new, after where it is gone. messages say what changed;
    rise is the change of the price as a fraction (0.05 for 5 % more), where both prices compare.
    """

    before: OfferLine | None
    after: OfferLine | None
    messages: tuple[Message, ...] = ()
    price_changed: bool = False
    rise: Decimal | None = None

    @property
    def line(self) -> OfferLine:
        """The article, as it is now where it still is."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - a change is of something
        return found


@dataclass(frozen=True, slots=True)
class LastOffer:
    """The list that the buyer has, or that a new one replaces: its lines by product uid. comparable says whether its
    prices are in the same currency and at the same term; rate is rupiah for one unit of the currency.
    """

    code: str
    lines: Mapping[str, OfferLine] = field(default_factory=dict)
    comparable: bool = True
    rate: Decimal | None = None

    def change(self, after: OfferLine) -> LineChange | None:
        """Return how an article of the new list differs from this one, None where it does not."""
        return change_of(self.lines.get(after.product_uid), after, comparable=self.comparable)

    def changes(self, after: Sequence[OfferLine]) -> list[LineChange]:
        """Return what differs in a list of now: its articles in their order, then those that are gone."""
        found = [change for line in after if (change := self.change(line)) is not None]
        now = {line.product_uid for line in after}
        gone = Message(N_("No longer offered"))
        return [*found, *(LineChange(line, None, (gone,)) for uid, line in self.lines.items() if uid not in now)]


def change_of(before: OfferLine | None, after: OfferLine, *, comparable: bool = True) -> LineChange | None:
    """Return how an article differs from what it was offered at before, None where it does not."""
    if before is None:
        return LineChange(None, after, (Message(N_("New")),))
    prices = _prices(before, after) if comparable else []
    told = [*prices, *_conditions(before, after)]
    if not told:
        return None
    changed = comparable and before.price != after.price
    rise = after.price / before.price - 1 if changed and before.price and after.price else None
    return LineChange(before, after, tuple(told), bool(prices), rise)


def news_of(change: LineChange | None) -> str:
    """Return the msgid of what a list says about an article to a buyer who has an older one; "" for nothing."""
    if change is None:
        return ""
    if change.before is None:
        return N_("NEW")
    return N_("New price") if change.price_changed else ""


def _prices(before: OfferLine, after: OfferLine) -> Iterable[Message]:
    def say(msgid: str, old: Decimal | int | None, new: Decimal | int | None) -> Message:
        return Message(msgid, {"before": _shown(old), "after": _shown(new)})

    found = []
    if before.price != after.price:
        found.append(say(N_("Price {before} → {after}"), before.price, after.price))
    if before.second_price != after.second_price:
        found.append(say(N_("Second price {before} → {after}"), before.second_price, after.second_price))
    if before.second_quantity != after.second_quantity:
        text = N_("Second price from {before} → {after}")
        found.append(say(text, before.second_quantity, after.second_quantity))
    if before.other_prices != after.other_prices and len(before.other_prices) == len(after.other_prices):
        for old, new in zip(before.other_prices, after.other_prices, strict=True):
            if old != new:
                found.append(say(N_("Price at another term {before} → {after}"), old, new))
    return found


def _conditions(before: OfferLine, after: OfferLine) -> Iterable[Message]:
    for key, msgid in (
        ("moq", N_("Minimum order {before} → {after}")),
        ("qty_per_carton", N_("Quantity per carton {before} → {after}")),
        ("lead_time_days", N_("Lead time {before} → {after} days")),
    ):
        old, new = before.facts.get(key), after.facts.get(key)
        if old != new:
            yield Message(msgid, {"before": _shown(old), "after": _shown(new)})
    old_carton, new_carton = carton_of_line(before), carton_of_line(after)
    if (old_carton.cbm, old_carton.gross_kg) != (new_carton.cbm, new_carton.gross_kg):
        yield Message(N_("Size or weight of the carton"))


def _shown(value: object) -> str | Message:
    if isinstance(value, (Decimal, int)):
        return Figure(value)
    return "–" if value is None else str(value)
