"""What several boards let one choose: a market, a province, a category; and going on to an application."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from tradehouse.domain.language import _, current_language
from tradehouse.domain.reference_data import categories, markets, provinces
from tradehouse.domain.reference_entries import Entry
from tradehouse.domain.requirements import HOME
from tradehouse.services.requirements import ALL_USUAL
from tradehouse.ui.applications.dialogs import StartDialog
from tradehouse.ui.board import APPLICATION
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.kit.search_combo import Option, OptionGroup, OptionModel, SearchCombo


def market_combo(*, several: bool = False) -> SearchCombo:
    """Return a list of the markets, with several also of the usual ones together."""
    options = [
        Option(code, market.label(current_language()), " ".join(market.aliases)) for code, market in markets().items()
    ]
    if several:
        options.insert(0, Option(ALL_USUAL, _("All usual markets")))
    combo = _combo("market", _("Market"), options)
    combo.choose(HOME)
    return combo


def province_combo() -> SearchCombo:
    """Return a list of the provinces, the first entry for all."""
    return _combo("province", _("Province"), [Option("", _("All provinces")), *_options(provinces())])


def category_combo() -> SearchCombo:
    """Return a list of the categories, the first entry for all."""
    return _combo("category", _("Category"), [Option("", _("All categories")), *_options(categories())])


def _combo(name: str, words: str, options: list[Option]) -> SearchCombo:
    combo = SearchCombo(words, OptionModel((OptionGroup("", tuple(options)),)))
    combo.setObjectName(f"choose_{name}")
    combo.setMinimumContentsLength(12)
    combo.choose(options[0].key)
    return combo


def _options(entries: Mapping[str, Entry]) -> list[Option]:
    language = current_language()
    return [Option(code, entry.label(language), " ".join(entry.aliases)) for code, entry in entries.items()]


def start_application(
    desk: Desk, begun: Mapping[str, Any], show: Callable[[str, int], object], parent: QWidget
) -> StartDialog:
    """Ask for a new application with values that are known already, and offer to go to it once it is there."""
    dialog = StartDialog(desk, begun, parent)

    def saved(application_id: int) -> None:
        offers = (
            Offer(_("Show the application"), lambda: show(APPLICATION, application_id), "clipboard"),
            Offer(_("Undo"), desk.undo, "undo"),
        )
        desk.say(_("The application is planned."), "good", offers)

    dialog.saved.connect(saved)
    dialog.open()
    return dialog
