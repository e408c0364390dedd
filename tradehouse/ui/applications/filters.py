"""What narrows the cards of the board: words, who accompanies, which type, which province."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradehouse.domain.applications import Application
from tradehouse.domain.language import _
from tradehouse.domain.reference_lists import find_label
from tradehouse.domain.text import fold
from tradehouse.ui.kit.search import SearchBox
from tradehouse.ui.kit.search_combo import Option, OptionGroup, OptionModel, SearchCombo
from tradehouse.ui.theme import GAP

ALL = ""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is asked for; "" leaves everything in."""

    words: str = ""
    consultant: str = ""
    type: str = ""
    province: str = ""

    def takes(self, card: Application) -> bool:
        """Whether a card is to be shown."""
        if self.consultant and card.consultant != self.consultant:
            return False
        if (self.type and card.type != self.type) or (self.province and card.province != self.province):
            return False
        if not self.words:
            return True
        type_words = find_label("certification_type", card.type)
        text = fold(f"{card.supplier_name} {type_words} {card.number} {card.consultant}")
        return all(word in text for word in fold(self.words).split())


class Filters(QWidget):
    """The search box and the three lists; each offers only what there is.

    Signals:
        changed(Narrowing): something else is asked for.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.narrowing = Narrowing()
        self._offered: dict[SearchCombo, list[str]] = {}
        self.search = SearchBox(_("Search supplier, type, number…"))
        self.search.setMinimumWidth(160)
        self.consultant = self._combo("filter_consultant", _("Accompanied by"))
        self.type = self._combo("filter_type", _("Certificate type"))
        self.province = self._combo("filter_province", _("Province"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.search, 2)
        for combo in (self.consultant, self.type, self.province):
            row.addWidget(combo, 1)
        self.search.searched.connect(lambda _text: self._on_changed())

    def offer(self, cards: Sequence[Application]) -> None:
        """Offer what occurs on some cards; what is chosen stays chosen."""
        self._offer(self.consultant, _("All who accompany"), {card.consultant for card in cards}, str)
        self._offer(
            self.type,
            _("All types"),
            {card.type for card in cards},
            lambda code: find_label("certification_type", code),
        )
        self._offer(
            self.province,
            _("All provinces"),
            {card.province for card in cards},
            lambda code: find_label("province", code),
        )

    def clear(self) -> None:
        """Ask for everything."""
        for combo in (self.consultant, self.type, self.province):
            combo.choose(ALL)
        self.search.set_quietly("")
        self._on_changed()

    def _combo(self, name: str, words: str) -> SearchCombo:
        combo = SearchCombo(words, OptionModel((), self))
        combo.setObjectName(name)
        combo.setMinimumContentsLength(10)
        combo.picked.connect(lambda _key: self._on_changed())
        return combo

    def _offer(self, combo: SearchCombo, all_words: str, keys: Iterable[str], words: Callable[[str], str]) -> None:
        kept = combo.chosen()
        known = sorted({key for key in (*keys, kept) if key}, key=lambda key: words(key).casefold())
        if self._offered.get(combo) == known:
            return
        self._offered[combo] = known
        options = (Option(ALL, all_words), *(Option(key, words(key)) for key in known))
        before = combo.model()
        combo.show_options(OptionModel((OptionGroup("", options),), self))
        before.deleteLater()
        combo.choose(kept)

    def _on_changed(self) -> None:
        self.narrowing = Narrowing(
            self.search.text().strip(), self.consultant.chosen(), self.type.chosen(), self.province.chosen()
        )
        self.changed.emit(self.narrowing)
