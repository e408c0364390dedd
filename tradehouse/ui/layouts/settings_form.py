"""What a layout says beside its columns: language, currency, photos, title and the line at the foot of each page."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tradehouse.domain.language import LANGUAGES, _
from tradehouse.domain.layout_copies import LONGEST_TITLE, ColumnChoice, LayoutChanges
from tradehouse.exchange.layout_copies import main_table
from tradehouse.exchange.layouts import Layout
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.kit.segmented import Segmented
from tradehouse.ui.reference_options import currencies
from tradehouse.ui.theme import PANEL

PHOTO_SIZES: Final = {"small": (300, 60.0, 11.5), "medium": (480, 80.0, 15.0), "large": (720, 132.0, 25.0)}
"""Pixels that a photo is fitted into, points of its row, characters of its column."""


class SettingsForm(QWidget):
    """Emits changed() after everything a person changes, and photos_sized(key) where it was the photos."""

    changed = Signal()
    photos_sized = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base: Layout | None = None
        self._photos: tuple[int, float] | None = None
        self.language = QComboBox()
        self.language.setObjectName("field.language")
        self.currency = QComboBox()
        self.currency.setObjectName("field.currency")
        for code, name in (("", _("As usual")), *LANGUAGES.items()):
            self.language.addItem(name, code)
        for code in ("", *currencies()):
            self.currency.addItem(code or _("As usual"), code)
        sizes = (("small", _("Small"), ""), ("medium", _("Medium"), ""), ("large", _("Large"), ""))
        self.photos = Segmented(_("Photos"), sizes)
        self.texts = {f"{part}.{code}": QLineEdit(maxLength=LONGEST_TITLE) for part in ("title", "footer") for code in LANGUAGES}  # fmt: skip
        for name, line in self.texts.items():
            line.setObjectName(f"field.{name}")
            line.editingFinished.connect(self.changed)
        names = {
            "title.id": _("Title (Indonesian)"), "title.en": _("Title (English)"),
            "footer.id": _("Foot of the page (Indonesian)"), "footer.en": _("Foot of the page (English)"),
        }  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(PANEL)
        column.addWidget(FormRow(_("Photos"), _beginning(self.photos)))
        pair = QHBoxLayout()
        pair.setSpacing(PANEL)
        pair.addWidget(FormRow(_("Language of the file"), self.language), 1)
        pair.addWidget(FormRow(_("Currency"), self.currency), 1)
        column.addLayout(pair)
        for name, line in self.texts.items():
            column.addWidget(FormRow(names[name], line))
        column.addStretch(1)
        self.language.activated.connect(lambda _place: self.changed.emit())
        self.currency.activated.connect(lambda _place: self.changed.emit())
        self.photos.chosen.connect(self._sized)

    def show_changes(self, base: Layout, changes: LayoutChanges) -> None:
        """Show what a copy changes of a shipped layout."""
        self._base = None  # what follows is no change of a person's
        self._photos = (
            (changes.photo_pixels, changes.row_height) if changes.photo_pixels and changes.row_height else None
        )
        self.language.setCurrentIndex(max(0, self.language.findData(changes.language)))
        self.currency.setCurrentIndex(max(0, self.currency.findData(changes.currency)))
        height = changes.row_height or base.tables[main_table(base)].row_height
        self.photos.choose(min(PHOTO_SIZES, key=lambda key: abs(PHOTO_SIZES[key][1] - height)))
        for part, words, own in (("title", base.title, changes.title), ("footer", base.footer, changes.footer)):
            for code in LANGUAGES:
                line = self.texts[f"{part}.{code}"]
                line.setPlaceholderText(words.text(code))
                line.setText(own.get(code, ""))
                line.setCursorPosition(0)
        self._base = base

    def spoken(self) -> str:
        """Return the language in which the list is shown: its own, else the base's."""
        return self.language.currentData() or (self._base.language if self._base else "id")

    def changes(self, columns: tuple[ColumnChoice, ...]) -> LayoutChanges:
        """Return everything that is different, with these columns."""
        pixels, height = self._photos or (None, None)
        found = LayoutChanges(columns, self.language.currentData(), self.currency.currentData())
        return replace(
            found, title=self._words("title"), footer=self._words("footer"), photo_pixels=pixels, row_height=height
        )

    def _words(self, part: str) -> dict[str, str]:
        said = {code: self.texts[f"{part}.{code}"].text().strip() for code in LANGUAGES}
        return {code: text for code, text in said.items() if text}

    def _sized(self, key: str) -> None:
        if self._base is None:
            return
        pixels, height, _width = PHOTO_SIZES[key]
        self._photos = (pixels, height)
        self.photos_sized.emit(key)
        self.changed.emit()


def _beginning(switch: QWidget) -> QWidget:
    """Return a switch at the beginning of its row, as narrow as it is."""
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(switch)
    row.addStretch(1)
    return held
