"""One column of a sheet in the mapping: heading, samples, the field it fills, how sure that is, how it is read."""

from decimal import Decimal

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QComboBox, QGridLayout, QMenu, QVBoxLayout, QWidget

from tradehouse.domain.language import _
from tradehouse.services.importing.inspecting import ColumnView
from tradehouse.ui.importing.field_options import factor_label, factor_options
from tradehouse.ui.importing.reading_line import MARKS, ORDERS, ReadingLine, mark_of, order_of, remark_on
from tradehouse.ui.importing.sheet_choice import SURE, SheetChoice
from tradehouse.ui.kit.badge import Badge, Status
from tradehouse.ui.kit.buttons import tool_button
from tradehouse.ui.kit.labels import ElidedLabel
from tradehouse.ui.kit.search_combo import OptionModel, SearchCombo

LIKELY = 0.8
HEADING, FIELD, FACTOR, BADGE = 180, 250, 112, 106


def confidence_status(choice: SheetChoice, column: ColumnView) -> Status:
    """Return the badge of how sure a column's field is."""
    if column.key in choice.decided:
        return Status("user", _("Chosen"), "accent")
    if not choice.target(column):
        return Status("minus", _("Not taken"))
    if choice.remembered and column.key in choice.said.mapping:
        return Status("history", _("Remembered"), "good")
    if column.confidence >= SURE:
        return Status("check", _("Sure"), "good")
    if column.confidence >= LIKELY:
        return Status("check", _("Likely"), "accent")
    return Status("help", _("A guess"), "attention")


def is_doubtful(choice: SheetChoice, column: ColumnView) -> bool:
    """Say whether a person should look at the column: it is a guess, or has values and is not taken."""
    if column.key in choice.decided or (choice.remembered and column.key in choice.said.mapping):
        return False
    return (not choice.target(column) and column.filled > 0) or (
        bool(choice.target(column)) and column.confidence < SURE
    )


class ColumnRow(QWidget):
    """Its widgets lie in the grid of the list, two lines: the second only where there is something to say.

    Signals:
        decided(ColumnRow): the column fills another field, or is read otherwise.
    """

    decided = Signal(object)

    def __init__(self, choice: SheetChoice, column: ColumnView, options: OptionModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.column = column
        self.was_doubtful = is_doubtful(choice, column)
        self._choice = choice
        self._loser = ""
        self._shown = True
        self._factors: list[Decimal] = []
        name = self._name = column.heading or _("column {letter}").format(letter=column.letter)
        self._heading = ElidedLabel(
            f"{column.letter}  {column.heading or _('without a heading')}", "strong" if column.heading else "muted"
        )
        self._heading.setFixedWidth(HEADING)
        self._samples = ElidedLabel("", "muted")
        self.combo = SearchCombo(_("Field for the column {heading}").format(heading=name), options)
        self.combo.setFixedWidth(FIELD)
        self.combo.picked.connect(self._pick)
        self._badge = Badge(confidence_status(choice, column))
        self._badge_place = QWidget()
        self._badge_place.setFixedWidth(BADGE)
        inner = QVBoxLayout(self._badge_place)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignLeft)
        self.factor = QComboBox()
        self.factor.setFixedWidth(FACTOR)
        self.factor.setAccessibleName(_("Numbers of the column {heading} are in").format(heading=name))
        self.factor.activated.connect(self._pick_factor)
        keep = self.factor.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.factor.setSizePolicy(keep)
        self.more = tool_button("more", _("How the column {heading} is read").format(heading=name), self._open_menu)
        self.below: ReadingLine | None = None
        self._grid: QGridLayout | None = None
        self._line = 0
        self.refresh()

    def place(self, grid: QGridLayout, line: int) -> None:
        """Put the widgets into two lines of a grid."""
        for place, widget in enumerate(self._widgets()):
            grid.addWidget(widget, line, place)
        self._grid, self._line = grid, line
        self._show_below()

    def set_shown(self, shown: bool) -> None:
        """Show the row, or not."""
        self._shown = shown
        for widget in self._widgets():
            widget.setVisible(shown and (widget is not self.factor or bool(self._factors)))
        self._show_below()

    def show_column(self, column: ColumnView) -> None:
        """Show the column as it is read now."""
        self.column = column
        self.refresh()

    def refresh(self) -> None:
        """Show the choices as they stand."""
        column, choice = self.column, self._choice
        target = choice.target(column)
        self._samples.set_whole("  ·  ".join(column.samples) or _("empty"))
        self.combo.choose(target)
        self._badge.show_status(confidence_status(choice, column))
        offered = factor_options(target)
        now = choice.factor(column)
        self._factors = [factor for factor, _words in offered]
        if offered and now not in self._factors:
            self._factors.append(now)
        self.factor.clear()
        for factor in self._factors:
            self.factor.addItem(factor_label(target, factor))
        if self._factors:
            self.factor.setCurrentIndex(self._factors.index(now))
        self.factor.setVisible(bool(offered) and self._shown and self.factor.parent() is not None)
        self._show_below()

    def tell_loser(self, key: str) -> None:
        """Say which column gave way to this one, "" for none; a text can be joined from both."""
        self._loser = key
        self._show_below()

    # --- how it is read --------------------------------------------------------------------------------------------

    def _show_below(self) -> None:
        """The line is made when there is first something to say: a sheet may have a hundred columns."""
        if self._grid is None:
            return
        remark = remark_on(self._choice, self.column, self._loser)
        if self.below is None and any(remark):
            self.below = ReadingLine(self._name)
            self.below.join_wanted.connect(self._join)
            self.below.said.connect(self._say)
            self.below.down_wanted.connect(self._fill_down)
            self._grid.addWidget(self.below, self._line + 1, 1, 1, 5)
        if self.below is not None:
            self.below.show_remark(remark)
            self.below.setVisible(any(remark) and self._shown)

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def menu(self) -> QMenu:
        """Return the menu of how the column is read."""
        menu = QMenu(self.more)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        down = menu.addAction(_("Blank cells repeat what stands above"))
        down.setCheckable(True)
        down.setChecked(self._choice.filled_down(self.column))
        down.triggered.connect(self._fill_down)
        orders = {order: _(words) for order, words in ORDERS.items()}
        self._ways(menu, _("Numbers are written"), MARKS, mark_of(self._choice, self.column), "decimals")
        self._ways(menu, _("Dates are written"), orders, order_of(self._choice, self.column), "date_orders")
        return menu

    def _ways(self, menu: QMenu, title: str, ways: dict[str, str], now: str, what: str) -> None:
        sub = menu.addMenu(title)
        group = QActionGroup(sub)
        for way, words in {"": _("As the values say"), **ways}.items():
            action = sub.addAction(words)
            action.setCheckable(True)
            action.setChecked(way == now)
            group.addAction(action)
            action.triggered.connect(lambda _on=False, way=way: self._say(what, way))

    # --- decisions -------------------------------------------------------------------------------------------------

    def _pick(self, target: str) -> None:
        self.tell_loser(self._choice.decide(self.column, target))
        self.decided.emit(self)

    def _join(self) -> None:
        loser = next((c for c in self._choice.view.columns if c.key == self._loser), None)
        self._loser = ""
        if loser is not None:
            self._choice.join(loser, self._choice.target(self.column))
        self.decided.emit(self)

    def _pick_factor(self, place: int) -> None:
        self._choice.say(factors={**self._choice.said.factors, self.column.key: self._factors[place]})
        self.decided.emit(self)

    def _say(self, what: str, way: str) -> None:
        known = dict(getattr(self._choice.said, what))
        known.pop(self.column.key, None)
        self._choice.say(**{what: {**known, self.column.key: way} if way else known})
        self.decided.emit(self)

    def _fill_down(self, on: bool) -> None:
        self._choice.fill_down(self.column, on=on)
        self.decided.emit(self)

    def _widgets(self) -> tuple[QWidget, ...]:
        return self._heading, self._samples, self.combo, self._badge_place, self.factor, self.more
