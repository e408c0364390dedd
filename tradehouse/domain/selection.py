"""Who goes to an exhibition, and why: suppliers ranked by criteria, with a fair share for every province.

Each criterion is worth from 0 to 1; its weight says how much it counts. The reasons are kept with the choice, so that
who was not taken can be told why.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tradehouse.domain.language import N_, Message

GRADES: Final = {"A": 1.0, "B": 0.75, "C": 0.5, "D": 0.25}
MOST_PIECES: Final = 1_000
"""A capacity of so many pieces a month, or more, is worth all of the criterion."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each criterion counts; none counts with 0."""

    grade: int = 3
    ready: int = 3
    capacity: int = 1
    papers: int = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of a supplier: its best grade, how many of its products are ready, what it can make in a month, how
    many certificates hold.
    """

    supplier_id: int
    name: str
    province: str
    grade: str = ""
    products: int = 0
    ready: int = 0
    capacity: int = 0
    papers: int = 0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score from 0 to 100, whether it goes, and the reasons."""

    candidate: Candidate
    score: float
    chosen: bool
    reasons: tuple[Message, ...]


def select(
    candidates: Iterable[Candidate], places: int, per_province: int = 0, weights: Weights | None = None
) -> list[Ranked]:
    """Return the candidates in the order of their score, equal ones by name, the best of them chosen.

    At most per_province of one province go where that is not 0; a supplier whose province is not known counts as one of
    a province of its own. Who has no product ready does not go.
    """
    counts = weights or Weights()
    scored = sorted(((score(one, counts), one) for one in candidates), key=lambda pair: (-pair[0], pair[1].name))
    taken: Counter[str] = Counter()
    found: list[Ranked] = []
    going = 0
    for points, one in scored:
        against = _against(one, going, places, taken, per_province)
        chosen = against is None
        if chosen:
            going += 1
            taken[one.province] += bool(one.province)
        found.append(Ranked(one, points, chosen, (*_merits(one), *((against,) if against else ()))))
    return found


def score(one: Candidate, weights: Weights) -> float:
    """Return the score of a candidate, from 0 to 100."""
    parts = (
        (weights.grade, GRADES.get(one.grade, 0.0)),
        (weights.ready, one.ready / one.products if one.products else 0.0),
        (weights.capacity, min(1.0, one.capacity / MOST_PIECES)),
        (weights.papers, min(1.0, one.papers / 2)),
    )
    whole = sum(weight for weight, _worth in parts)
    return round(100 * sum(weight * worth for weight, worth in parts) / whole, 1) if whole else 0.0


def _merits(one: Candidate) -> Sequence[Message]:
    said = [Message(N_("{ready} of {products} products ready"), {"ready": one.ready, "products": one.products})]
    if one.grade:
        said.insert(0, Message(N_("grade {grade}"), {"grade": one.grade}))
    if one.papers:
        said.append(Message(N_("certificates in force: {count}"), {"count": one.papers}))
    if one.capacity:
        said.append(Message(N_("makes {count} a month"), {"count": one.capacity}))
    return said


def _against(one: Candidate, going: int, places: int, taken: Counter[str], per_province: int) -> Message | None:
    if not one.ready:
        return Message(N_("stays: no product is ready for the showroom"))
    if per_province and one.province and taken[one.province] >= per_province:
        return Message(N_("stays: its province has its {count} places"), {"count": per_province})
    if going >= places:
        return Message(N_("stays: all {count} places are taken"), {"count": places})
    return None
