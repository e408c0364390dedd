"""Series of label photos: what stands behind each label, and corrections of them.

A label that was photographed too late or too early is put elsewhere in its run; one that belongs to another product
is given that product. The photos behind it follow, except those that something stronger told about: the house's code,
a code in the picture, a hand.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tradehouse.services.photo_matching.plan import EntryState, MatchedBy, PhotoEntry, PhotoPlan, candidate

_WEAKER = frozenset(
    {MatchedBy.NOTHING, MatchedBy.LABEL_RUN, MatchedBy.SUPPLIER_CODE, MatchedBy.NAME, MatchedBy.LIKENESS}
)
_OPEN = frozenset({EntryState.MATCHED, EntryState.AMBIGUOUS, EntryState.ORPHAN})


@dataclass(frozen=True, slots=True)
class LabelRun:
    """A label and the files behind it until the next one, as they were taken; label is None before the first."""

    label: PhotoEntry | None
    entries: tuple[PhotoEntry, ...]


def label_runs(plan: PhotoPlan) -> list[LabelRun]:
    """Return the series of all runs in which there is a label; runs without one are left out."""
    found: list[LabelRun] = []
    for entries in _runs(plan).values():
        if any(entry.state is EntryState.LABEL for entry in entries):
            found += (LabelRun(label, tuple(behind)) for label, behind in _parted(entries))
    return found


def place_label(plan: PhotoPlan, label: int, before: int | None) -> PhotoPlan:
    """Return the plan with a label moved before another file of its run, or to its end.

    The same plan where they are not of one run. Raises KeyError for numbers that the plan does not have.
    """
    moved, wanted = plan.entry(label), None if before is None else plan.entry(before)
    entries = _runs(plan)[_run_of(moved)]
    apart = wanted is not None and _run_of(wanted) != _run_of(moved)
    if moved.state is not EntryState.LABEL or apart or wanted is moved:
        return plan
    order = [entry for entry in entries if entry is not moved]
    order.insert(len(order) if wanted is None else order.index(wanted), moved)
    places = [entry.order for entry in entries]
    placed = [
        entry if entry.order == place else replace(entry, order=place)
        for entry, place in zip(order, places, strict=True)
    ]
    return _followed(plan, entries, placed)


def shift_label(plan: PhotoPlan, label: int, steps: int) -> PhotoPlan:
    """Return the plan with a label standing so many photos later (negative: earlier); it never passes another label."""
    entry = plan.entry(label)
    run = _runs(plan)[_run_of(entry)]
    at = run.index(entry)
    wanted = max(0, min(len(run) - 1, at + steps))
    between = run[at + 1 : wanted + 1] if wanted > at else run[wanted:at]
    if wanted == at or any(other.state is EntryState.LABEL for other in between):
        return plan
    behind = wanted + 1 if wanted > at else wanted
    return place_label(plan, label, run[behind].key if behind < len(run) else None)


def name_label(plan: PhotoPlan, label: int, product_id: int) -> PhotoPlan:
    """Return the plan with a label given a product by hand; the photos behind it go on it too. Raises KeyError."""
    named = replace(
        plan.entry(label), candidates=(candidate(plan.targets[product_id]),), by=MatchedBy.HAND, reason=None,
        reason_code="",
    )  # fmt: skip
    run = _runs(plan)[_run_of(named)]
    return _followed(plan, run, [named if entry.key == label else entry for entry in run])


def _runs(plan: PhotoPlan) -> dict[str, list[PhotoEntry]]:
    found: dict[str, list[PhotoEntry]] = {}
    for entry in plan.entries:
        found.setdefault(_run_of(entry), []).append(entry)
    return found


def _run_of(entry: PhotoEntry) -> str:
    return entry.source.run if entry.source is not None else ""


def _parted(entries: Sequence[PhotoEntry]) -> Iterator[tuple[PhotoEntry | None, list[PhotoEntry]]]:
    label: PhotoEntry | None = None
    behind: list[PhotoEntry] = []
    for entry in entries:
        if entry.state is EntryState.LABEL:
            if label is not None or behind:
                yield label, behind
            label, behind = entry, []
        else:
            behind.append(entry)
    yield label, behind


def _followed(plan: PhotoPlan, before: Sequence[PhotoEntry], after: Sequence[PhotoEntry]) -> PhotoPlan:
    """Return the plan with a run as it is now; what stands behind another product's label than before follows it."""
    were, are = _told(before), _told(after)
    changed = {
        entry.key: _behind(plan, entry, are[entry.key])
        if entry.key in are and were[entry.key] != are[entry.key] and _follows(entry)
        else entry
        for entry in after
    }
    entries = sorted((changed.get(entry.key, entry) for entry in plan.entries), key=lambda entry: entry.order)
    return replace(plan, entries=tuple(entries))


def _told(run: Sequence[PhotoEntry]) -> Mapping[int, int | None]:
    """Return, per file of a run that is no label, the product of the label before it."""
    return {
        entry.key: label.product.product_id if label is not None and label.product is not None else None
        for label, behind in _parted(run)
        for entry in behind
    }


def _follows(entry: PhotoEntry) -> bool:
    return entry.state in _OPEN and entry.by in _WEAKER


def _behind(plan: PhotoPlan, entry: PhotoEntry, product: int | None) -> PhotoEntry:
    if product is None:
        return replace(entry, state=EntryState.ORPHAN, by=MatchedBy.NOTHING, candidates=())
    found = (candidate(plan.targets[product]),)
    return replace(entry, state=EntryState.MATCHED, by=MatchedBy.LABEL_RUN, candidates=found)
