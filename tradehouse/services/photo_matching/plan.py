"""The plan of a photo intake: what every file shows, as far as it can be told, and what becomes of it.

A plan is frozen; a correction returns another one. What is shown is what is applied.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import PurePosixPath

from tradehouse.domain.errors import UserError
from tradehouse.domain.language import N_, Message
from tradehouse.domain.records import Record
from tradehouse.photos.intake import TakenPhoto
from tradehouse.photos.sources import PhotoFile
from tradehouse.storage.photo_search import PhotoTarget


class EntryState(StrEnum):
    """What becomes of a file.

    matched: it goes on its product. ambiguous: somebody chooses among candidates; until then it waits in the tray.
    orphan: nothing fits; it waits in the tray. duplicate: it is there already. refused: it is no usable photo.
    label: it shows one of our QR labels and says what the photos behind it are. left_out: somebody said no.
    """

    MATCHED = "matched"
    AMBIGUOUS = "ambiguous"
    ORPHAN = "orphan"
    DUPLICATE = "duplicate"
    REFUSED = "refused"
    LABEL = "label"
    LEFT_OUT = "left_out"


class MatchedBy(StrEnum):
    """What told the product; NOTHING where nothing did."""

    NOTHING = ""
    CODE = "code"
    SUPPLIER_CODE = "supplier_code"
    NAME = "name"
    LIKENESS = "likeness"
    QR = "qr"
    BARCODE = "barcode"
    LABEL_RUN = "label_run"
    HAND = "hand"


MATCHED_BY_LABELS: Mapping[MatchedBy, str] = {
    MatchedBy.CODE: N_("by code"),
    MatchedBy.SUPPLIER_CODE: N_("by the supplier's code"),
    MatchedBy.NAME: N_("by name"),
    MatchedBy.LIKENESS: N_("by a similar name"),
    MatchedBy.QR: N_("by the QR label in the picture"),
    MatchedBy.BARCODE: N_("by the barcode in the picture"),
    MatchedBy.LABEL_RUN: N_("by the label before it"),
    MatchedBy.HAND: N_("by hand"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A product that a photo may show; score 0–1 says how well it fits."""

    product_id: int
    code: str
    name: str
    variant: str
    score: float = 1.0

    @property
    def title(self) -> str:
        """What people call it: name and variant."""
        return f"{self.name} – {self.variant}" if self.variant else self.name


def candidate(target: PhotoTarget, score: float = 1.0) -> Candidate:
    """Return a product as a candidate."""
    return Candidate(target.id, target.code, target.name, target.variant, round(score, 3))


@dataclass(frozen=True, slots=True)
class PhotoEntry:
    """One file of a plan. key is its number in the plan, the same in every corrected plan.

    photo is None for a refused file. candidates are the products that it may show, likeliest first; of a matched one
    the first is its product. role and position are told by the file's name or by hand. reason says why a file is
    refused or a duplicate. order is its place among the photos of the plan as they were taken.
    """

    key: int
    file: PurePosixPath
    state: EntryState
    photo: TakenPhoto | None = None
    candidates: tuple[Candidate, ...] = ()
    by: MatchedBy = MatchedBy.NOTHING
    role: str | None = None
    position: int | None = None
    reason: Message | None = None
    reason_code: str = ""
    order: int = 0
    source: PhotoFile | None = field(default=None, repr=False, compare=False)

    @property
    def product(self) -> Candidate | None:
        """The product that a matched photo goes on, or whose label this is."""
        sure = self.state in {EntryState.MATCHED, EntryState.DUPLICATE, EntryState.LABEL}
        return self.candidates[0] if sure and self.candidates else None

    @property
    def warnings(self) -> tuple[Message, ...]:
        """What a curator should know of the picture before using it."""
        return () if self.photo is None else (*self.photo.warnings, *self.photo.advice)

    @property
    def usable(self) -> bool:
        """Whether the photo can still be put on a product."""
        return self.photo is not None


@dataclass(frozen=True)
class PhotoPlan:
    """What a photo intake will do. entries stand in the order in which the photos were taken, run by run.

    passed are the files that came with the photos and are none (a chat's text, videos).
    """

    entries: tuple[PhotoEntry, ...]
    passed: tuple[str, ...] = ()
    targets: Mapping[int, PhotoTarget] = field(default_factory=dict, repr=False, compare=False)

    def of(self, *states: EntryState) -> list[PhotoEntry]:
        """Return the entries in these states, in order."""
        if len(states) == 1:
            return list(self._by_state.get(states[0], ()))
        return sorted((e for state in states for e in self._by_state.get(state, ())), key=lambda e: e.order)

    @cached_property
    def _by_state(self) -> Mapping[EntryState, list[PhotoEntry]]:
        found: dict[EntryState, list[PhotoEntry]] = {}
        for entry in self.entries:
            found.setdefault(entry.state, []).append(entry)
        return found

    @cached_property
    def _by_key(self) -> Mapping[int, PhotoEntry]:
        return {entry.key: entry for entry in self.entries}

    def entry(self, key: int) -> PhotoEntry:
        """Return the entry with this number. Raises KeyError."""
        return self._by_key[key]

    def assign(self, keys: int | Sequence[int], product_id: int, role: str | None = None) -> "PhotoPlan":
        """Return the plan with photos put on a product by hand. Raises UserError for a refused file, KeyError."""
        product = candidate(self.targets[product_id])
        return self._with(
            keys,
            lambda e: replace(
                e,
                state=EntryState.MATCHED,
                by=MatchedBy.HAND,
                candidates=(product, *(c for c in e.candidates if c.product_id != product_id)),
                role=role or e.role,
                reason=None,
                reason_code="",
            ),
        )

    def knowing(self, product: Record) -> "PhotoPlan":
        """Return the plan with a product that may have been made after it, so that photos can be put on it."""
        words = (str(product[key] or "") for key in ("code", "supplier_code", "name_id", "name_en", "variant", "gtin"))
        target = PhotoTarget(product.id, product.uid, *words)
        return replace(self, targets={**self.targets, product.id: target})

    def leave_out(self, keys: int | Sequence[int]) -> "PhotoPlan":
        """Return the plan without these files; they are neither kept nor remembered."""
        return self._with(keys, lambda e: replace(e, state=EntryState.LEFT_OUT))

    def orphan(self, keys: int | Sequence[int]) -> "PhotoPlan":
        """Return the plan with these photos on no product: they go to the tray."""
        return self._with(keys, lambda e: replace(e, state=EntryState.ORPHAN, by=MatchedBy.NOTHING, reason=None))

    def _with(self, keys: int | Sequence[int], change: Callable[[PhotoEntry], PhotoEntry]) -> "PhotoPlan":
        chosen = _keys(keys)
        for key in chosen:
            entry = self.entry(key)
            if not entry.usable:
                raise UserError(
                    "photo_refused",
                    N_("{file} cannot be used: {reason}"),
                    file=entry.file.name,
                    reason=entry.reason or "",
                )
        return replace(self, entries=tuple(change(e) if e.key in chosen else e for e in self.entries))


def _keys(keys: int | Sequence[int]) -> frozenset[int]:
    return frozenset((keys,) if isinstance(keys, int) else keys)
