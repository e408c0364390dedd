"""What a showcase came to: goods brought and sold, and at which price they were listed."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tradehouse.domain.offers import OfferLine


@dataclass(frozen=True, slots=True)
class ShowcaseResult:
    """What became of one article, in base units; None where nobody wrote it down. note is buyers' interest."""

    brought: int | None = None
    sold: int | None = None
    note: str = ""

    @property
    def left(self) -> int | None:
        """What came home again."""
        return None if self.brought is None or self.sold is None else self.brought - self.sold

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written down."""
        return self.brought is None and self.sold is None and not self.note

    def over(self, before: "ShowcaseResult") -> "ShowcaseResult":
        """Return this result with what it leaves blank as it was before."""
        return ShowcaseResult(
            before.brought if self.brought is None else self.brought,
            before.sold if self.sold is None else self.sold,
            self.note or before.note,
        )


@dataclass(frozen=True, slots=True)
class ShowcaseTotals:
    """Sums over the articles of a showcase. sell_through is sold ÷ brought over articles where both are known; value
    is what was sold at the listed price, unpriced counts sold articles without one.
    """

    brought: int
    sold: int
    left: int
    sell_through: Decimal | None
    value: Decimal
    unpriced: int


def showcase_totals(results: Iterable[tuple[OfferLine, ShowcaseResult]]) -> ShowcaseTotals:
    """Return the sums over articles and their results."""
    known = list(results)
    whole = [result for _, result in known if result.left is not None]
    brought = sum(result.brought or 0 for result in whole)
    sold = sum(result.sold or 0 for result in whole)
    return ShowcaseTotals(
        brought=sum(result.brought or 0 for _, result in known),
        sold=sum(result.sold or 0 for _, result in known),
        left=brought - sold,
        sell_through=Decimal(sold) / brought if brought else None,
        value=sum((line.price * (result.sold or 0) for line, result in known if line.price), Decimal(0)),
        unpriced=sum(1 for line, result in known if result.sold and line.price is None),
    )
