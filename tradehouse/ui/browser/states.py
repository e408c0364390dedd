"""What a browser says where there are no rows: nothing yet, nothing found, an empty trash, still looking, unreadable."""

from typing import TYPE_CHECKING

from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _
from tradehouse.ui.browser.kind_words import WORDS
from tradehouse.ui.kit.empty import EmptyState, Offer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tradehouse.ui.browser.browser import Browser

_IMPORTED = (RecordKind.PRODUCT, RecordKind.SUPPLIER, RecordKind.CERTIFICATION)


def show_nothing(browser: "Browser") -> None:
    """Say why there are no rows and what to do next."""
    state, page = browser.state, browser.empty_state
    if state.narrowed:
        sentence = _("Nothing matches these words and filters. Take some away, or check the spelling.")
        page.show_state(
            "nothing_found", "search", _("Nothing found"), sentence, (Offer(_("Clear all"), browser.clear_filters),)
        )
    elif state.trashed:
        page.show_state(
            "empty",
            "trash",
            _("The trash is empty"),
            _("What you move to the trash waits here until you take it back."),
        )
    else:
        words = WORDS[browser.kind]
        offers = [Offer(_(words.new), browser.new_asked.emit, "export" if browser.kind is RecordKind.OFFER else "plus")]
        if browser.kind in _IMPORTED:
            offers.insert(0, Offer(_("Import a workbook"), browser.import_asked.emit, "import"))
        if browser.kind is RecordKind.CERTIFICATION:
            offers.reverse()
        page.show_state("empty", words.glyph, _(words.none_yet), _(words.how_they_come), tuple(offers))


def show_loading(page: EmptyState) -> None:
    """Say that the catalogue is being asked."""
    page.show_state("loading", "loader", _("Looking…"))


def show_error(page: EmptyState, error: BaseException, again: "Callable[[], None]") -> None:
    """Say what prevents reading. What is not for the person to understand is on the crash page."""
    words = str(error) if isinstance(error, UserError) else _("Something went wrong while reading. Try again.")
    page.show_state(
        "error", "error", _("The catalogue cannot be read"), words, (Offer(_("Try again"), again, "refresh"),)
    )
