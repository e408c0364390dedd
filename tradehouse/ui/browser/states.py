"""What a browser says where there are no rows: nothing yet, nothing found, an empty trash, still looking, unreadable."""

from typing import TYPE_CHECKING

from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, _
from tradehouse.ui.kit.empty import EmptyState, Offer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tradehouse.ui.browser.browser import Browser

_EMPTY = {
    RecordKind.PRODUCT: (
        "box",
        N_("No products yet"),
        N_("Import a supplier's workbook, or write down the first product yourself."),
        N_("New product"),
    ),
    RecordKind.SUPPLIER: (
        "store",
        N_("No suppliers yet"),
        N_("Suppliers arrive with an imported workbook. You can also enter one yourself."),
        N_("New supplier"),
    ),
    RecordKind.CERTIFICATION: (
        "certificate",
        N_("No certificates yet"),
        N_("Enter halal, PIRT, BPOM and other certificates here to see in time when they expire."),
        N_("New certificate"),
    ),
    RecordKind.BUYER: (
        "users",
        N_("No buyers yet"),
        N_("A name is enough to begin with. What you know of a buyer's terms then fills in every price list."),
        N_("New buyer"),
    ),
    RecordKind.OFFER: (
        "ship",
        N_("No offers yet"),
        N_(
            "Select products and export a price list for a buyer: it is kept here as it was sent, and its order comes back to it."
        ),
        N_("Export a price list"),
    ),
}
_IMPORTED = (RecordKind.PRODUCT, RecordKind.SUPPLIER, RecordKind.CERTIFICATION)


def show_nothing(browser: "Browser") -> None:
    """Say why there are no rows and what to do next."""
    state, page = browser.state, browser.empty_state
    if state.narrowed:
        words = _("Nothing matches these words and filters. Take some away, or check the spelling.")
        page.show_state(
            "nothing_found", "search", _("Nothing found"), words, (Offer(_("Clear all"), browser.clear_filters),)
        )
    elif state.trashed:
        page.show_state(
            "empty",
            "trash",
            _("The trash is empty"),
            _("What you move to the trash waits here until you take it back."),
        )
    else:
        glyph, title, sentence, new = _EMPTY[browser.kind]
        offers = [Offer(_(new), browser.new_asked.emit, "export" if browser.kind is RecordKind.OFFER else "plus")]
        if browser.kind in _IMPORTED:
            offers.insert(0, Offer(_("Import a workbook"), browser.import_asked.emit, "import"))
        if browser.kind is RecordKind.CERTIFICATION:
            offers.reverse()
        page.show_state("empty", glyph, _(title), _(sentence), tuple(offers))


def show_loading(page: EmptyState) -> None:
    """Say that the catalogue is being asked."""
    page.show_state("loading", "loader", _("Looking…"))


def show_error(page: EmptyState, error: BaseException, again: "Callable[[], None]") -> None:
    """Say what prevents reading. What is not for the person to understand is on the crash page."""
    words = str(error) if isinstance(error, UserError) else _("Something went wrong while reading. Try again.")
    page.show_state(
        "error", "error", _("The catalogue cannot be read"), words, (Offer(_("Try again"), again, "refresh"),)
    )
