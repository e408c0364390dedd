"""Adapt a layout: choose, order and name its columns, see the sheet, keep it for a buyer or under a name of its own."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _, current_language
from tradehouse.domain.layout_copies import ColumnChoice, LayoutChanges, LayoutCopy
from tradehouse.domain.progress import Progress
from tradehouse.exchange.layout_copies import adapted, choices_of, further_columns, needed_columns
from tradehouse.exchange.layout_files import layout_names, load_layout
from tradehouse.exchange.layouts import Words
from tradehouse.services import browsing
from tradehouse.services.layouts import LONGEST_NAME, LayoutInfo, delete_layout, read_copies, save_layout
from tradehouse.ui.desk import Desk
from tradehouse.ui.exporting.layout_cards import audience_status
from tradehouse.ui.exporting.sheet_preview import SheetPreview
from tradehouse.ui.kit.badge import Badge
from tradehouse.ui.kit.buttons import tool_button
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.search_combo import Option, OptionGroup, OptionModel, SearchCombo
from tradehouse.ui.layouts.column_table import ColumnTable
from tradehouse.ui.layouts.columns_model import ColumnsModel
from tradehouse.ui.layouts.settings_form import PHOTO_SIZES, SettingsForm
from tradehouse.ui.name_dialog import ask_name
from tradehouse.ui.theme import GAP, MARGIN, PANEL

SIDE = 320
Kept = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the catalogue knows: the house's own layouts, and the name of the buyer that is spoken of."""

    copies: tuple[LayoutCopy, ...] = ()
    buyer: str = ""


def edit_layout(
    desk: Desk, name: str, buyer_id: int | None, parent: QWidget | None, kept: Kept | None = None
) -> "LayoutDialog":
    """Open the dialog on a layout, shipped or own, for a buyer where one is given; kept gets the name it is kept under."""
    dialog = LayoutDialog(desk, name, buyer_id, parent, kept)
    dialog.open()
    return dialog


class LayoutDialog(DialogFrame):
    """What is arranged is kept only by one of the two buttons; Cancel leaves everything as it was."""

    def __init__(
        self, desk: Desk, name: str, buyer_id: int | None, parent: QWidget | None = None, kept: Kept | None = None
    ) -> None:
        super().__init__(_("Adapt a layout"), "layout_dialog", QSize(1120, 700), parent, margins=False)
        self._desk, self._buyer_id, self._kept = desk, buyer_id, kept
        self._known = _Known()
        self._copy = LayoutCopy("", name if name in layout_names() else "export", buyer_id=buyer_id)
        self._wanted = name
        self.choice = QComboBox()
        self.choice.setObjectName("layout")
        self.choice.setAccessibleName(_("Layout"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.model = ColumnsModel(self)
        self.table = ColumnTable(self.model)
        self.form = SettingsForm()
        self.sheet = SheetPreview()
        self.more = SearchCombo(_("Add a column"), OptionModel((), self))
        self.more.setObjectName("add_column")
        self.more.set_hint(_("Add a column: type what it should show"))
        self._further: dict[str, ColumnChoice] = {}
        self._badge = Badge(audience_status(_info(self._copy)))
        self._build()
        self.reset = self.add_button(_("As shipped"), self._reset, kind="flat", glyph="undo", end="left", name="reset")
        self.remove = self.add_button(_("Delete"), self._delete, kind="danger", end="left", name="delete")
        self.add_button(_("Cancel"), self.close, kind="flat", name="leave")
        self.save_as = self.add_button(_("Keep as a new layout…"), self._ask_name, name="save_as")
        self.save = self.add_button(_("Keep"), self._save, kind="primary", default=True, name="save")
        self.choice.activated.connect(lambda _place: self._choose(str(self.choice.currentData())))
        self.model.changed.connect(self._changed)
        self.model.refused.connect(self.show_problem)
        self.form.changed.connect(self._changed)
        self.form.photos_sized.connect(self._widen_photos)
        self.more.picked.connect(self._add)
        self._read()

    def changes(self) -> LayoutChanges:
        """Return what is arranged, as it would be kept."""
        return self.form.changes(self.model.choices())

    def keep_as(self, name: str) -> None:
        """Keep it as a layout of its own, for every buyer."""
        self._keep(LayoutCopy(name, self._copy.base, self.changes()))

    # --- building ----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(MARGIN, PANEL, MARGIN, 0)
        top.setSpacing(GAP)
        words = label(_("Layout"), "muted")
        words.setBuddy(self.choice)
        self._whose = label("", "muted")
        top.addWidget(words)
        top.addWidget(self.choice)
        top.addWidget(self._badge)
        top.addWidget(self._whose)
        top.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(self.more, 1)
        line.addWidget(
            tool_button("chevron-up", _("Further to the left (Alt+Up)"), lambda: self.table.move_current(-1))
        )
        line.addWidget(
            tool_button("chevron-down", _("Further to the right (Alt+Down)"), lambda: self.table.move_current(1))
        )
        left.addLayout(line)
        left.addWidget(self.table, 1)
        self.form.setFixedWidth(SIDE)
        middle = QHBoxLayout()
        middle.setContentsMargins(MARGIN, 0, MARGIN, 0)
        middle.setSpacing(MARGIN)
        middle.addLayout(left, 1)
        middle.addWidget(self.form)
        below = QVBoxLayout()
        below.setContentsMargins(MARGIN, 0, MARGIN, PANEL)
        below.addWidget(self.sheet)
        self.body.setSpacing(PANEL)
        self.body.addLayout(top)
        self.body.addLayout(middle, 1)
        self.body.addLayout(below)

    # --- what is shown -----------------------------------------------------------------------------------------------

    def _read(self) -> None:
        catalogue, buyer_id = self._desk.catalogue, self._buyer_id

        def work(_progress: Progress) -> _Known:
            buyer = browsing.record(catalogue, RecordKind.BUYER, buyer_id) if buyer_id is not None else None
            return _Known(tuple(read_copies(catalogue)), str(buyer["name"]) if buyer else "")

        def arrived(found: _Known) -> None:
            self._known = found
            self._fill_choice()
            own = next((c for c in found.copies if (c.base, c.buyer_id) == (self._wanted, self._buyer_id)), None)
            self._choose(own.name if own is not None and self._buyer_id is not None else self._wanted)

        for button in (self.save, self.save_as, self.remove):
            button.setEnabled(False)
        self._desk.jobs.run_read("layouts", work, arrived, self._desk.fail, owner=self)

    def _fill_choice(self) -> None:
        language = current_language()
        self.choice.clear()
        for name in layout_names():
            if load_layout(name).lists_goods:
                self.choice.addItem(load_layout(name).label.text(language), name)
        if self._known.copies:
            self.choice.insertSeparator(self.choice.count())
        for copy in self._known.copies:
            if copy.base in layout_names():
                self.choice.addItem(copy.name, copy.name)

    def _choose(self, name: str) -> None:
        own = next((copy for copy in self._known.copies if copy.name == name), None)
        if own is not None:
            self._copy = own
        else:
            base = name if name in layout_names() and load_layout(name).lists_goods else "export"
            self._copy = LayoutCopy(self._known.buyer[:LONGEST_NAME], base, buyer_id=self._buyer_id)
        self.choice.setCurrentIndex(self.choice.findData(own.name if own else self._copy.base))
        self._show(self._copy.changes)

    def _show(self, changes: LayoutChanges) -> None:
        base = load_layout(self._copy.base)
        usual = choices_of(base)
        self._further = {choice.key: choice for choice in further_columns(base)}
        self.more.show_options(OptionModel(self._groups(), self))
        self.form.show_changes(base, changes)
        self.model.show(_arranged(LayoutCopy("-", self._copy.base, changes)), usual, needed_columns(base))
        self.table.choose(0)
        for_buyer = bool(self._copy.buyer_id)
        self._badge.show_status(audience_status(_info(self._copy)))
        self._whose.setText(_("for {buyer}").format(buyer=self._known.buyer) if for_buyer and self._known.buyer else "")
        writable = not self._desk.catalogue.read_only
        self.save.setVisible(for_buyer or bool(self._copy.id))
        self.save.setText(_("Keep for this buyer") if for_buyer else _("Keep"))
        self.remove.setVisible(bool(self._copy.id))
        for button in (self.save, self.save_as, self.remove):
            button.setEnabled(writable)

    def _groups(self) -> tuple[OptionGroup, ...]:
        language = current_language()
        product: list[Option] = []
        maker: list[Option] = []
        for choice in self._further.values():
            option = Option(choice.key, Words(choice.heading).text(language), choice.value)
            (maker if choice.value.startswith("supplier.") else product).append(option)
        named = {_("Product"): product, _("Maker"): maker}
        return tuple(OptionGroup(title, tuple(options)) for title, options in named.items() if options)

    def _changed(self) -> None:
        self.show_problem("")
        try:
            layout = adapted(LayoutCopy(self._copy.name or "-", self._copy.base, self.changes()))
        except UserError as problem:
            self.show_problem(str(problem))
            return
        facts = {"currency": layout.currency, "incoterm_short": "FOB"}
        self.sheet.show_layout(layout, self.form.spoken(), facts)

    # --- what a person does ------------------------------------------------------------------------------------------

    def _add(self, key: str) -> None:
        row = self.model.row_of(key)
        if row < 0:
            row = self.table.currentIndex().row() + 1
            self.model.add(self._further[key], row)
        self.table.choose(row)
        self.more.choose("")
        self.table.setFocus()

    def _widen_photos(self, key: str) -> None:
        row = self.model.row_of("photo")
        if row >= 0:
            self.model.set_width(row, PHOTO_SIZES[key][2])

    def _reset(self) -> None:
        self._show(LayoutChanges())

    def _ask_name(self) -> None:
        name = "" if self._copy.id else Words(load_layout(self._copy.base).label.texts).text(current_language())
        ask_name(_("Keep as a new layout"), _("Name of the layout"), name, self.keep_as, self)

    def _save(self) -> None:
        self._keep(replace(self._copy, changes=self.changes()))

    def _keep(self, copy: LayoutCopy) -> None:
        catalogue = self._desk.catalogue

        def done(saved: LayoutCopy) -> None:
            self._tell(_("The layout {name} is kept.").format(name=saved.name))
            if self._kept is not None:
                self._kept(saved.name)
            self.close()

        self._desk.jobs.run_write(
            _("Keeping the layout"), lambda _progress: save_layout(catalogue, copy), done, self._refused, owner=self
        )

    def _delete(self) -> None:
        catalogue, name = self._desk.catalogue, self._copy.name

        def done(_none: None) -> None:
            self._tell(_("The layout {name} is deleted.").format(name=name))
            if self._kept is not None:
                self._kept(self._copy.base)
            self.close()

        self._desk.jobs.run_write(
            _("Deleting the layout"), lambda _progress: delete_layout(catalogue, name), done, self._refused, owner=self
        )

    def _tell(self, words: str) -> None:
        self._desk.say(words, "good", (Offer(_("Undo"), self._desk.undo, "undo"),))

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.show_problem(str(error))
        else:
            self._desk.fail(error)


def _info(copy: LayoutCopy) -> LayoutInfo:
    return LayoutInfo(copy.name, copy.name, load_layout(copy.base).audience, copy.base, copy.buyer_id)


def _arranged(copy: LayoutCopy) -> tuple[ColumnChoice, ...]:
    """Return the columns as a copy shows them, those that it leaves out in their places."""
    layout = adapted(copy)
    shown = {choice.key: choice for choice in choices_of(layout)}
    base = load_layout(copy.base)
    usual = {choice.key: choice for choice in choices_of(base)}
    hidden = [replace(usual[c.key], shown=False) for c in copy.changes.columns if not c.shown and c.key in usual]
    kept = [choice.key for choice in copy.changes.columns]
    arranged = list(shown.values())
    for choice in hidden:
        before = kept[: kept.index(choice.key)]
        at = max((n for n, other in enumerate(arranged) if other.key in before), default=-1)
        arranged.insert(at + 1, choice)
    return tuple(arranged)
