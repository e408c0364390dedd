"""Choosing who goes to an exhibition: suggested by criteria, shown with reasons, kept with the programme."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, Message
from tradehouse.domain.progress import Progress
from tradehouse.domain.readiness import Gate
from tradehouse.domain.selection import Ranked, Weights, select
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.house import read_trading_terms
from tradehouse.services.readiness import gaps_in
from tradehouse.storage import queries
from tradehouse.storage import selection_lists as stored
from tradehouse.storage.selection_lists import Selected

__all__ = ["Selected", "choose", "kept", "reasons_of", "suggest"]


def suggest(
    catalogue: Catalogue, places: int, per_province: int, weights: Weights, progress: Progress | None = None
) -> list[Ranked]:
    """Return everybody who may go, ranked, the best chosen; nothing is kept yet."""
    told = progress or Progress()
    terms = read_trading_terms(catalogue)
    ready: Counter[int] = Counter()
    with catalogue.database.reading() as read:
        found = stored.candidates(read)
        ids = stored.products_of_candidates(read)
        for done, (product, missed) in enumerate(gaps_in(read, ids, Gate.SHOWCASE, terms)):
            if done % 500 == 0:
                told.report(done, len(ids))
            if not missed:
                ready[product["supplier"].id] += 1
    return select([replace(one, ready=ready[one.supplier_id]) for one in found], places, per_province, weights)


def choose(catalogue: Catalogue, programme_id: int, ranked: Sequence[Ranked]) -> None:
    """Keep a list, as it was shown, with its programme."""
    with catalogue.database.reading() as read:
        name = str(queries.record(read, RecordKind.PROGRAMME, programme_id)["name"])
    chosen = sum(one.chosen for one in ranked)
    with catalogue.writing(N_("{count} suppliers chosen for {name}"), count=chosen, name=name) as work:
        stored.put_list(work, programme_id, ranked)


def kept(catalogue: Catalogue, programme_id: int) -> list[Selected]:
    """Return the list that is kept with a programme, the best first."""
    with catalogue.database.reading() as read:
        return stored.list_of(read, programme_id)


def reasons_of(one: Selected) -> str:
    """Return why somebody was chosen or not, in words."""
    return "  ·  ".join(Message(msgid, values).text() for msgid, values in one.reasons)
