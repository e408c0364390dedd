"""Which product every photo of a run shows.

In this order, and the first that speaks decides:

1. a large **QR label** of ours in the picture (a hundredth of it or more): the photo is a label and goes on no
   product; the photos behind it in its run, until the next label, are of that product;
2. the house's own **code** in the file's name or a folder's;
3. a small QR label, or a **barcode** that is a product's GTIN, in the picture;
4. the **label before it** in the run;
5. the **supplier's code**, then the exact **name** (with or without the variant), in the file's or a folder's name;
6. a **similar name**: only ever offered.

Where two of the first four contradict each other, both products are offered. A run is a folder, or a folder of a zip,
in the order of the dates and numbers in the files' names.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath

from tradehouse.domain.language import N_, Message
from tradehouse.domain.photo_labels import read_label, run_order
from tradehouse.domain.progress import Progress
from tradehouse.domain.text import fold
from tradehouse.photos.intake import TakenPhoto
from tradehouse.photos.matching import Match, match_names
from tradehouse.photos.seen_codes import SeenCode
from tradehouse.services.photo_matching.gathering import LookedAt
from tradehouse.services.photo_matching.likeness import NameLikeness
from tradehouse.services.photo_matching.plan import Candidate, EntryState, MatchedBy, PhotoEntry, candidate
from tradehouse.storage.photo_search import PhotoTarget

LABEL_SHARE = 0.01
"""Which part of a picture a QR label covers at least where the picture is of the label and not of the product."""

_UNKNOWN_LABEL = N_(
    "The label belongs to no product of this catalogue. The photos behind it were matched by name only."
)


@dataclass(frozen=True, slots=True)
class _Sight:
    """What a picture's codes say: the products, by what, and whether it is a photo of a label."""

    product_ids: tuple[int, ...] = ()
    by: MatchedBy = MatchedBy.NOTHING
    label: bool = False


class Decider:
    """Knows the products of the catalogue by everything that a file or picture may call them."""

    def __init__(self, targets: Sequence[PhotoTarget]) -> None:
        self.targets = {target.id: target for target in targets}
        self._by_uid = {target.uid.replace("-", ""): target.id for target in targets}
        self._by_code = {fold(target.code): target.id for target in targets if target.code}
        self._by_gtin: dict[str, list[int]] = defaultdict(list)
        for target in targets:
            if target.gtin:
                self._by_gtin[target.gtin.lstrip("0")].append(target.id)

    @cached_property
    def _likeness(self) -> NameLikeness:
        """The words of all names; a run in which every photo is matched does without."""
        return NameLikeness(self.targets.values())

    def decide(self, looked: Sequence[LookedAt], progress: Progress) -> list[PhotoEntry]:
        """Return an entry for every file, in the order in which the photos were taken, run by run.

        Raises Cancelled.
        """
        matches = self._match_names([item.file.name for item in looked])
        runs: dict[str, list[int]] = defaultdict(list)
        for n, item in enumerate(looked):
            runs[item.file.run].append(n)
        entries: list[PhotoEntry] = []
        for run in runs.values():
            label: int | None = None
            for n in _in_order(run, looked):
                progress.report(len(entries), len(looked))
                entry, label = self._decide(n, looked[n], matches[n], label)
                entries.append(replace(entry, order=len(entries)))
        return entries

    def _match_names(self, names: Sequence[PurePosixPath]) -> list[Match]:
        """Match by names; a product answers to its name, its name with the variant, its English name, its GTIN."""
        known: list[tuple[int, str | None, str | None, str | None]] = []
        for t in self.targets.values():
            known.append((t.id, t.code, t.supplier_code, t.name))
            if t.variant:
                known.append((t.id, None, None, f"{t.name} {t.variant}"))
            if t.name_en or t.gtin:
                known.append((t.id, None, t.gtin, t.name_en))
        return [replace(m, product_ids=tuple(dict.fromkeys(m.product_ids))) for m in match_names(names, known)]

    def _decide(self, key: int, item: LookedAt, match: Match, label: int | None) -> tuple[PhotoEntry, int | None]:
        """Return the entry of one file, and the product of the label that holds for the next one."""
        entry = PhotoEntry(
            key, item.file.name, EntryState.ORPHAN, item.photo, role=match.role_hint, position=match.position,
            source=item.file,
        )  # fmt: skip
        if item.photo is None:
            reason = item.refusal.message if item.refusal else None
            code = item.refusal.code if item.refusal else ""
            return replace(entry, state=EntryState.REFUSED, reason=reason, reason_code=code), label
        sight = self._look(item.photo)
        if sight.label:
            return self._label(entry, sight), sight.product_ids[0] if sight.product_ids else None
        if sight.by is MatchedBy.QR:
            label = sight.product_ids[0]
        told = [(match.product_ids, MatchedBy.CODE)] if match.kind == "code" else []
        told += [(sight.product_ids, sight.by)] if sight.product_ids else []
        told += [((label,), MatchedBy.LABEL_RUN)] if label is not None else []
        if told:
            return self._agreed(entry, told), label
        if match.product_ids:
            return self._found(entry, match.product_ids, MatchedBy(match.kind)), label
        offered = self._likeness.offer(item.file.name.stem)
        found = tuple(candidate(self.targets[product], score) for product, score in offered)
        if found:
            return replace(entry, state=EntryState.AMBIGUOUS, by=MatchedBy.LIKENESS, candidates=found), label
        return entry, label

    def _agreed(self, entry: PhotoEntry, told: Sequence[tuple[tuple[int, ...], MatchedBy]]) -> PhotoEntry:
        """Return what several witnesses agree on, or all they name where they do not."""
        first, by = told[0]
        common = [i for i in first if all(i in ids for ids, _by in told[1:])]
        if common:
            return self._found(entry, common, by)
        return self._found(entry, list(dict.fromkeys(i for ids, _by in told for i in ids)), by)

    def _found(self, entry: PhotoEntry, ids: Sequence[int], by: MatchedBy) -> PhotoEntry:
        found: tuple[Candidate, ...] = tuple(candidate(self.targets[i]) for i in ids)
        state = EntryState.MATCHED if len(found) == 1 else EntryState.AMBIGUOUS
        return replace(entry, state=state, by=by, candidates=found)

    def _label(self, entry: PhotoEntry, sight: _Sight) -> PhotoEntry:
        found = tuple(candidate(self.targets[i]) for i in sight.product_ids)
        reason = None if found else Message(_UNKNOWN_LABEL)
        return replace(
            entry, state=EntryState.LABEL, by=MatchedBy.QR, candidates=found, reason=reason,
            reason_code="" if found else "unknown_label",
        )  # fmt: skip

    def _look(self, photo: TakenPhoto) -> _Sight:
        codes = photo.codes
        ours = [code for code in codes if code.kind == "qr" and (read_label(code.text) or self._sku(code) is not None)]
        named = list(dict.fromkeys(i for i in map(self._labelled, ours) if i is not None))
        if ours and len(named) <= 1:
            label = max(code.share for code in ours) >= LABEL_SHARE
            if label or named:
                return _Sight(tuple(named), MatchedBy.QR, label)
        if named:
            # a sheet of labels, or two products side by side: nobody knows which is meant
            return _Sight(tuple(named), MatchedBy.BARCODE)
        found = dict.fromkeys(i for code in codes for i in self._by_gtin.get(_gtin(code), ()))
        return _Sight(tuple(found), MatchedBy.BARCODE)

    def _labelled(self, code: SeenCode) -> int | None:
        uid = read_label(code.text)
        return self._by_uid.get(uid.replace("-", "")) if uid else self._sku(code)

    def _sku(self, code: SeenCode) -> int | None:
        return self._by_code.get(fold(code.text))


def _gtin(code: SeenCode) -> str:
    return code.text.lstrip("0") if code.text.isdecimal() else ""


def _in_order(run: Iterable[int], looked: Sequence[LookedAt]) -> list[int]:
    """Return the files of a run in the order in which they were taken.

    The camera's clock is asked only where it speaks for all that tell no date in their names.
    """
    known = {n: looked[n].photo for n in run}
    dateless = [n for n in known if run_order(looked[n].file.name.name, None)[0]]
    photos = [known[n] for n in dateless]
    clocked = all(photo is None or photo.taken is not None for photo in photos)

    def place(n: int) -> tuple[object, ...]:
        photo = known[n]
        taken = photo.taken if clocked and photo is not None else None
        return (*run_order(looked[n].file.name.name, taken), looked[n].file.name.as_posix())

    return sorted(known, key=place)
