"""New records whose name is like one that is there: questions for a person, never an answer by themselves.

Two names are alike where they have the same words in any order, up to typing errors and words that say nothing (the
firm's own name, its legal form, "asli"). One word more or other, another size or number, and they are two articles:
a supplier has twenty of them, and nobody wants to be asked about each pair.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Final, TypeVar

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_
from tradehouse.domain.progress import Progress
from tradehouse.domain.reference_lists import find_label
from tradehouse.domain.text import fold
from tradehouse.services.importing.drafts import Book, Draft
from tradehouse.services.importing.matching_products import KnownProducts
from tradehouse.services.importing.matching_suppliers import SupplierMatcher
from tradehouse.services.importing.name_words import Name, firm_name, likeness, product_name
from tradehouse.services.importing.parts import Part
from tradehouse.storage.identities import ProductIdentity, SupplierIdentity

P, S = RecordKind.PRODUCT, RecordKind.SUPPLIER
MOST_ASKED: Final = 200
_MOST_OPTIONS: Final = 5
_MOST_COMPARED: Final = 200
"""Names of one block that a new name is compared with."""
_MOST_PAIRS: Final = 500_000
"""Pairs of names that are compared in all."""
_EVERY: Final = 1_000
_NAMESAKES: Final = 3
"""So many firms of one name in the catalogue say that the name tells nobody apart: "Warung Makan"."""
T = TypeVar("T", ProductIdentity, SupplierIdentity)


@dataclass(frozen=True, slots=True)
class AlikeOption:
    """A record of the catalogue that a new one may be. where tells it from others of its name: supplier or place;
    score is 0–1.
    """

    uid: str
    code: str
    name: str
    where: str
    score: float


@dataclass(frozen=True, slots=True)
class Alike:
    """A row (of the sheet) that would make a record named much like others. options has the likeliest first, at most
    five. Answered by `Reading.same[(row, str(kind))]`: the uid of an option, or "" for a new record.
    """

    file: str
    sheet: str
    row: int
    kind: RecordKind
    name: str
    options: tuple[AlikeOption, ...]


@dataclass(slots=True)
class _Effort:
    """How many pairs of names may still be compared."""

    pairs: int = _MOST_PAIRS

    def take(self, near: list[tuple[Name, T]]) -> list[tuple[Name, T]]:
        """Return as many of these names as one new name is compared with."""
        taken = near[: min(_MOST_COMPARED, max(self.pairs, 0))]
        self.pairs -= len(taken)
        return taken


@dataclass(frozen=True, slots=True)
class _Found:
    """A new record and those of the catalogue that it is like, best first."""

    draft: Draft
    kind: RecordKind
    name: str
    options: tuple[AlikeOption, ...]


def ask_alike(
    parts: Sequence[Part],
    books: Mapping[RecordKind, Book],
    suppliers: SupplierMatcher,
    products: KnownProducts,
    progress: Progress,
) -> tuple[Alike, ...]:
    """Return the questions that nobody answered yet, at most 200, and warn of each; the records are new until somebody
    says otherwise.
    """
    new = {kind: [d for d in books[kind].drafts if _is_asked(parts, kind, d)] for kind in (S, P)}
    if not new[S] and not new[P]:
        return ()
    effort = _Effort()
    found = chain(
        _alike_suppliers(books[S], new[S], suppliers.unclaimed() if new[S] else (), effort, progress),
        _alike_products(books[P], new[P], products, suppliers.names(), effort, progress),
    )
    asked = list(islice(found, MOST_ASKED + 1))
    if len(asked) > MOST_ASKED or effort.pairs <= 0:
        text = N_("Very many new names are much like names in the catalogue; only the first {count} are asked about.")
        parts[0].warn(-1, "", "alike_more", text, count=min(len(asked), MOST_ASKED))
    return tuple(_question(parts, each) for each in asked[:MOST_ASKED])


def _is_asked(parts: Sequence[Part], kind: RecordKind, draft: Draft) -> bool:
    """Whether a draft is a new record from a file that may not know ours, of which nobody said that it is new."""
    if draft.record_id is not None or "uid" in (draft.defaults or ()):
        return False
    part = parts[draft.where[0]]
    said = part.read.table.said.same
    return not said or (part.sheet_row(draft.where[1]), str(kind)) not in said


def _question(parts: Sequence[Part], found: _Found) -> Alike:
    part, row = parts[found.draft.where[0]], found.draft.where[1]
    best = found.options[0]
    msgid = N_('"{found}" is much like {known} in the catalogue and is taken as a new record. If it is the same, give the row its code or correct the name.')  # fmt: skip
    key = "product.name_id" if found.kind is P else "supplier.name"
    part.warn(row, key, "alike", msgid, found=found.name, known=f"{best.code} {best.name}".strip())
    return Alike(part.file.name, part.sheet_name, part.sheet_row(row), found.kind, found.name, found.options)


def _alike_products(
    book: Book,
    new: Sequence[Draft],
    stored: KnownProducts,
    owners: Mapping[int, str],
    effort: _Effort,
    progress: Progress,
) -> Iterator[_Found]:
    """Yield the new products whose name is like that of a product of the same supplier, or of one without a supplier."""
    if not new or not stored.by_id:
        return
    names = book.places
    wanted = {_owner(draft) for draft in new}
    anyones = None in wanted
    blocks: dict[tuple[int | None, str], list[tuple[Name, ProductIdentity]]] = defaultdict(list)
    for record_id, known in stored.by_id.items():
        if known.trashed or not (anyones or known.supplier_id is None or known.supplier_id in wanted):
            continue
        name = stored.names.get(record_id)
        if name is None:
            firm = owners.get(known.supplier_id or 0, "")
            name = product_name(known.name, known.variant, known.net_content, known.net_unit, firm)
            stored.names[record_id] = name
        blocks[(None if anyones else known.supplier_id, name.block)].append((name, known))
    for done, draft in enumerate(new):
        if done % _EVERY == 0:
            progress.report(done, len(new), str(P))
        told = draft.values
        text = told[names["name_id"]]
        if not isinstance(text, str):
            continue
        owner = _owner(draft)
        if isinstance(owner, Draft):
            continue  # the firm is new: it has nothing there
        firm = owners.get(owner, "") if owner is not None else ""
        name = product_name(text, told[names["variant"]], told[names["net_content"]], told[names["net_unit"]], firm)
        places = (None,) if anyones else (owner, None)
        near = effort.take([pair for place in places for pair in blocks.get((place, name.block), [])[:_MOST_COMPARED]])
        fits = [
            (known, score) for other, known in near
            if (owner is None or known.supplier_id in (None, owner)) and known.id not in book.by_id
            and _no_other_number(known, told, names) and (score := likeness(name, other))
        ]  # fmt: skip
        options = _options(fits, lambda known: owners.get(known.supplier_id or 0, ""))
        if options:
            yield _Found(draft, P, text, options)


def _alike_suppliers(
    book: Book, new: Sequence[Draft], stored: Sequence[SupplierIdentity], effort: _Effort, progress: Progress
) -> Iterator[_Found]:
    """Yield the new suppliers whose name, without its legal form, is like that of one of the same regency."""
    if not new or not stored:
        return
    names = book.places
    blocks: dict[str, list[tuple[Name, SupplierIdentity]]] = defaultdict(list)
    for known in stored:
        name = firm_name(known.name)
        blocks[name.block].append((name, known))
    for done, draft in enumerate(new):
        if done % _EVERY == 0:
            progress.report(done, len(new), str(S))
        told = draft.values
        text = told[names["name"]]
        if not isinstance(text, str):
            continue
        name = firm_name(text)
        near = blocks.get(name.block, [])
        if sum(1 for other, _ in near[:_MOST_COMPARED] if other.words == name.words) >= _NAMESAKES:
            continue
        fits = [
            (known, score) for other, known in effort.take(near)
            if _one_place(known, told, names) and (score := likeness(name, other))
        ]  # fmt: skip
        options = _options(fits, _place)
        if options:
            yield _Found(draft, S, text, options)


def _owner(draft: Draft) -> int | Draft | None:
    return None if draft.supplier is None else draft.supplier.record_id or draft.supplier


def _no_other_number(known: ProductIdentity, told: Sequence[Any], places: Any) -> bool:
    """Whether no code or barcode says that they are two articles."""
    pairs = ((known.supplier_code, told[places["supplier_code"]]), (known.gtin, told[places["gtin"]]),
             (known.code, told[places["code"]]))  # fmt: skip
    return all(a is None or not isinstance(b, str) or fold(a) == fold(b) for a, b in pairs)


def _one_place(known: SupplierIdentity, told: Sequence[Any], places: Any) -> bool:
    """Whether no place or register number says that they are two firms."""
    pairs = ((known.regency, told[places["regency"]]), (known.register_number, told[places["register_number"]]))
    if any(a and isinstance(b, str) and a != b for a, b in pairs):
        return False
    district = told[places["district"]]
    return not (known.district and isinstance(district, str) and fold(known.district) != fold(district))


def _options(fits: Sequence[tuple[T, float]], where: Callable[[T], str]) -> tuple[AlikeOption, ...]:
    best = sorted(fits, key=lambda fit: -fit[1])[:_MOST_OPTIONS]
    return tuple(AlikeOption(k.uid, k.code or "", k.name, where(k), round(score, 3)) for k, score in best)


def _place(known: SupplierIdentity) -> str:
    regency = find_label("regency", known.regency) if known.regency else ""
    return ", ".join(text for text in (known.district, regency) if text)
