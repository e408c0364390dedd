"""Photos that are there already: twice in one run, on their product, on another, or waiting in the tray."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tradehouse.domain.language import N_, Message
from tradehouse.services.photo_matching.plan import EntryState, PhotoEntry, PhotoPlan, candidate
from tradehouse.storage.photo_search import KnownPhoto, PhotoTarget

_OPEN = frozenset({EntryState.MATCHED, EntryState.AMBIGUOUS, EntryState.ORPHAN})


def mark_duplicates(
    entries: Sequence[PhotoEntry], known: Mapping[str, KnownPhoto], targets: Mapping[int, PhotoTarget]
) -> list[PhotoEntry]:
    """Return the entries with those marked that bring nothing new.

    One photo may show several products, and is then on each of them once. A photo that nothing tells the product of,
    or that may show one it is already on, is a duplicate too: somebody has decided before.
    """
    first: dict[str, PhotoEntry] = {}
    on: set[tuple[str, int]] = set()
    found: list[PhotoEntry] = []
    for entry in sorted(entries, key=lambda e: e.state is not EntryState.MATCHED):
        if entry.photo is None or entry.state not in _OPEN:
            found.append(entry)
            continue
        sha256 = entry.photo.sha256
        there = known.get(sha256)
        marked = _on_products(entry, there.product_ids if there else (), targets)
        if marked is None and sha256 in first and not _new_place(entry, sha256, on):
            marked = _again(entry, first[sha256])
        if marked is None:
            first.setdefault(sha256, entry)
            if entry.product is not None:
                on.add((sha256, entry.product.product_id))
        found.append(marked or entry)
    return sorted(found, key=lambda e: e.order)


def joined(plan: PhotoPlan, more: PhotoPlan) -> PhotoPlan:
    """Return one plan for the files of two; what was corrected in the first stays, photos of both count once."""
    keys = 1 + max((entry.key for entry in plan.entries), default=-1)
    places = 1 + max((entry.order for entry in plan.entries), default=-1)
    added = [replace(entry, key=entry.key + keys, order=entry.order + places) for entry in more.entries]
    entries = mark_duplicates([*plan.entries, *added], {}, more.targets)
    return PhotoPlan(tuple(entries), (*plan.passed, *more.passed), {**plan.targets, **more.targets})


def _new_place(entry: PhotoEntry, sha256: str, on: set[tuple[str, int]]) -> bool:
    return entry.product is not None and (sha256, entry.product.product_id) not in on


def _again(entry: PhotoEntry, first: PhotoEntry) -> PhotoEntry:
    reason = Message(N_("The same photo as {file}."), {"file": first.file.as_posix()})
    return replace(entry, state=EntryState.DUPLICATE, reason=reason, reason_code="same_as", candidates=first.candidates)


def _on_products(entry: PhotoEntry, products: Sequence[int], targets: Mapping[int, PhotoTarget]) -> PhotoEntry | None:
    if not products:
        return None
    named = [c.product_id for c in entry.candidates]
    meant = [i for i in products if i in named] or ([] if named else list(products))
    if not meant and entry.state is EntryState.AMBIGUOUS:
        meant = list(products)
    shown = [targets[i] for i in meant if i in targets]
    if not shown:
        return None
    values = {"code": shown[0].code, "name": shown[0].name}
    return replace(
        entry,
        state=EntryState.DUPLICATE,
        reason=Message(N_("The photo is on {code} {name} already."), values),
        reason_code="on_product",
        candidates=tuple(candidate(target) for target in shown),
    )
