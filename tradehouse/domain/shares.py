"""Shares of a whole in percent that always add up to 100: the largest remainder method (Hamilton).

Every share is first rounded down; what is then missing to the whole goes, one each, to those that lost most by it.
"""

from collections.abc import Sequence
from decimal import Decimal

WHOLE = 100


def shares(counts: Sequence[int | Decimal], whole: int = WHOLE) -> tuple[int, ...]:
    """Return the share of each count in their sum, as whole numbers that add up to `whole` (1000 for tenths of a
    percent). Of equal remainders the larger count comes first, then the earlier one. Where the counts are all zero so
    are the shares. Raises ValueError for a negative count.
    """
    if any(count < 0 for count in counts):
        raise ValueError("a share of a negative count means nothing")
    total = sum(counts)
    if not total:
        return (0,) * len(counts)
    exact = [divmod(count * whole, total) for count in counts]
    found = [int(quotient) for quotient, _ in exact]
    order = sorted(range(len(counts)), key=lambda n: (-exact[n][1], -counts[n], n))
    for n in order[: whole - sum(found)]:
        found[n] += 1
    return tuple(found)
