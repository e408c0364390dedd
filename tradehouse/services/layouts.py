"""The layouts that workbooks can be written in: those of the program and those that the house made of them."""

from dataclasses import dataclass, replace

from tradehouse.domain.errors import NotFound, UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, current_language
from tradehouse.domain.layout_copies import LayoutCopy, changes_of
from tradehouse.domain.text import fold, nfc
from tradehouse.exchange.layout_copies import adapted, check_needed
from tradehouse.exchange.layout_files import layout_names, load_layout
from tradehouse.exchange.layouts import Layout
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage import layouts as stored
from tradehouse.storage import queries

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class LayoutInfo:
    """A layout to choose. base is "" for a shipped one; buyer is the name of the buyer that a copy is for."""

    name: str
    label: str
    audience: str
    base: str = ""
    buyer_id: int | None = None
    buyer: str = ""


def available_layouts(catalogue: Catalogue) -> tuple[LayoutInfo, ...]:
    """Return the shipped layouts, then the house's own in the order of their names."""
    language = current_language()
    shipped = [LayoutInfo(layout.name, layout.label.text(language), layout.audience) for layout in _shipped()]
    with catalogue.database.reading() as read:
        copies = stored.read_layouts(read)
        ids = sorted({copy.buyer_id for copy in copies if copy.buyer_id is not None})
        buyers = {buyer.id: str(buyer["name"]) for buyer in queries.records(read, RecordKind.BUYER, ids)}
    own = [
        LayoutInfo(
            copy.name,
            copy.name,
            load_layout(copy.base).audience if copy.base in layout_names() else "",
            copy.base,
            copy.buyer_id,
            buyers.get(copy.buyer_id or 0, ""),
        )
        for copy in copies
    ]
    return (*shipped, *own)


def load_layout_for(catalogue: Catalogue, name: str, buyer_id: int | None = None) -> Layout:
    """Return a layout by its name. A buyer with an own copy of a shipped one gets that by itself.

    Raises UserError where there is none of that name, or where a copy no longer passes the rules of its base.
    """
    copies = read_copies(catalogue)
    if name in layout_names():
        own = next((c for c in copies if buyer_id is not None and (c.base, c.buyer_id) == (name, buyer_id)), None)
        return adapted(own) if own is not None else load_layout(name)
    found = next((copy for copy in copies if fold(copy.name) == fold(name)), None)
    if found is None:
        raise UserError(
            "unknown_layout",
            N_('There is no layout "{name}". There are: {names}.'),
            name=name,
            names=", ".join([*layout_names(), *(copy.name for copy in copies)]),
        )
    return adapted(found)


def read_copies(catalogue: Catalogue) -> list[LayoutCopy]:
    """Return the house's own layouts in the order of their names."""
    with catalogue.database.reading() as read:
        return stored.read_layouts(read)


def save_layout(catalogue: Catalogue, copy: LayoutCopy) -> LayoutCopy:
    """Keep a layout and return it as it is kept: over the one of its id, name, or buyer and base, else a new one.

    One undoable step. Raises UserError where the name is unusable or another's, a needed column is left out, or the
    rules for layouts refuse it.
    """
    copy = replace(copy, name=_clean(copy.name), changes=changes_of(copy.changes.plain()))
    check_needed(load_layout(copy.base), copy.changes)
    adapted(copy)
    with catalogue.writing(N_("Layout {name} kept"), name=copy.name) as work:
        kept = stored.read_layouts(work.connection)
        same = [k for k in kept if _replaces(copy, k)]
        found = same[0].id if same else 0
        if any(fold(other.name) == fold(copy.name) and other.id != found for other in kept):
            raise UserError("name_taken", N_('There is a layout named "{name}" already. Choose another name.'), name=copy.name)  # fmt: skip
        return replace(copy, id=stored.put_layout(work, replace(copy, id=found)))


def delete_layout(catalogue: Catalogue, name: str) -> None:
    """Remove one of the house's own layouts; undo brings it back. Raises NotFound."""
    with catalogue.writing(N_("Layout {name} removed"), name=name) as work:
        found = [copy for copy in stored.read_layouts(work.connection) if fold(copy.name) == fold(name)]
        if not found:
            raise NotFound("unknown_layout", N_('The house has no layout of its own named "{name}".'), name=name)
        stored.remove_layout(work, found[0].id)


def _replaces(copy: LayoutCopy, kept: LayoutCopy) -> bool:
    if copy.id:
        return kept.id == copy.id
    if copy.buyer_id is not None:
        return (kept.buyer_id, kept.base) == (copy.buyer_id, copy.base)
    return kept.buyer_id is None and kept.base == copy.base and fold(kept.name) == fold(copy.name)


def _shipped() -> list[Layout]:
    return [load_layout(name) for name in layout_names()]


def _clean(name: str) -> str:
    clean = " ".join(nfc(name).split())
    if not clean or len(clean) > LONGEST_NAME:
        raise UserError("bad_name", N_("A name of 1 to {longest} letters is needed."), longest=LONGEST_NAME)
    taken = {fold(shipped) for shipped in layout_names()}
    if fold(clean) in taken:
        raise UserError("name_taken", N_('There is a layout named "{name}" already. Choose another name.'), name=clean)
    return clean
