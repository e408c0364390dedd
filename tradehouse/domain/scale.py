"""Business scale by the regulation in force: from annual sales where they are known, else from capital.

PP 7/2021, article 35, and before it UU 20/2008, article 6; the bounds are data in `scale_rules.toml`. Capital excludes
land and buildings of the place of business; bounds are "up to and including".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tradehouse.domain.reference_data import scale_rules
from tradehouse.domain.reference_entries import ScaleRule

SCALES = ("mikro", "kecil", "menengah", "besar")
FIGURES = frozenset({"sales_idr", "capital_idr"})
SMALL_FIGURE = 1_000_000
"""Rupiah that a firm sells in a year or owns at least, as a rule."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale with the figure and the rule it follows from; by is "sales" or "capital"."""

    token: str
    by: str
    rule: ScaleRule


def _rule(on: date | None) -> ScaleRule:
    for rule in scale_rules():
        if on is None or (rule.valid_from <= on and (rule.valid_to is None or on <= rule.valid_to)):
            return rule
    return scale_rules()[0]


def _within(amount: Decimal | int, bounds: Mapping[str, int]) -> str:
    for token in SCALES[:-1]:
        if token in bounds and amount <= bounds[token]:
            return token
    return SCALES[-1]


def scale_of(sales: Decimal | int | None, capital: Decimal | int | None, on: date | None = None) -> Scale | None:
    """Return the scale of a firm, None where neither figure is known. Amounts are rupiah; on chooses the rule's date."""
    rule = _rule(on)
    if sales is not None and sales > 0:
        return Scale(_within(sales, rule.sales), "sales", rule)
    if capital is not None and capital > 0:
        return Scale(_within(capital, rule.capital), "capital", rule)
    return None
