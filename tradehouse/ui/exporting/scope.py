"""Which products an export may be of: the selected ones, those in the list, or all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradehouse.domain.display import show_number
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.query import Query
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue
from tradehouse.ui.kit.segmented import Segmented

if TYPE_CHECKING:
    from tradehouse.ui.main_window import MainWindow

SELECTED, LISTED, EVERYTHING = "selected", "listed", "all"


@dataclass(frozen=True, slots=True)
class ExportScope:
    """What the window shows at the moment. listed is None where the list is not narrowed; listed_count is -1 while it
    is not known. buyer is for whom the list is meant, revises the offer that it will replace, whose products the
    selected ones then are.
    """

    selected: Sequence[int] = ()
    listed: Query | None = None
    listed_count: int = -1
    buyer: int | None = None
    revises: int | None = None

    def first_choice(self) -> str:
        """Return what is likely meant: several selected ones, else the narrowed list, else everything."""
        if len(self.selected) > 1 or self.revises is not None:
            return SELECTED
        return LISTED if self.listed is not None else EVERYTHING


def scope_of(window: "MainWindow") -> ExportScope:
    """Return what the list of products shows and has selected."""
    page = window.page_of(RecordKind.PRODUCT)
    if not page.is_made:
        return ExportScope()
    state = page.browser.state
    narrowed = state.narrowed and not state.trashed
    return ExportScope(
        page.commands.selected() if page is window.page and not state.trashed else (),
        state.query(RecordKind.PRODUCT) if narrowed else None,
        page.browser.numbers()[0] if narrowed else -1,
    )


def scope_switch(scope: ExportScope) -> Segmented:
    """Return a switch between what a scope offers, at what is likely meant: a single selected product as well."""
    choices = [(EVERYTHING, _("Everything"), "")]
    if scope.listed is not None:
        listed = _("Current list")
        if scope.listed_count >= 0:
            listed = _("Current list ({n})").format(n=show_number(scope.listed_count))
        choices.insert(0, (LISTED, listed, ""))
    if scope.selected:
        n = len(scope.selected)
        words = ngettext("{n} selected product", "{n} selected products", n).format(n=show_number(n))
        choices.insert(0, (SELECTED, words, ""))
    made = Segmented(_("Products"), choices)
    made.choose(SELECTED if scope.selected else scope.first_choice())
    return made


def chosen_ids(catalogue: Catalogue, scope: ExportScope, choice: str) -> Sequence[int]:
    """Return the products that a choice of a scope means, in the order of their list. For the background."""
    if choice == SELECTED:
        return scope.selected
    query = scope.listed if choice == LISTED and scope.listed is not None else Query()
    return browsing.find_ids(catalogue, RecordKind.PRODUCT, query)
