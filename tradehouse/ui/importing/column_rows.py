"""The columns of a sheet one below the other: heading, sample values, the field it fills, how sure that is, its unit."""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from tradehouse.domain.language import _
from tradehouse.services.importing.inspecting import ColumnView
from tradehouse.ui.importing.choices import SURE, SheetChoice
from tradehouse.ui.importing.field_options import factor_label, factor_options, field_options, target_label
from tradehouse.ui.kit.badge import Badge, Status
from tradehouse.ui.kit.labels import ElidedLabel, hairline, label
from tradehouse.ui.kit.search_combo import OptionModel, SearchCombo
from tradehouse.ui.theme import PANEL, SPACE

LIKELY = 0.8
HEADING, FIELD, FACTOR, BADGE = 170, 228, 112, 108


def confidence_status(choice: SheetChoice, column: ColumnView) -> Status:
    """Return the badge of how sure a column's field is."""
    if column.heading in choice.decided:
        return Status("user", _("Chosen"), "accent")
    if not choice.target(column):
        return Status("minus", _("Not taken"))
    if column.confidence >= SURE:
        return Status("check", _("Sure"), "good")
    if column.confidence >= LIKELY:
        return Status("check", _("Likely"), "accent")
    return Status("help", _("A guess"), "attention")


def is_doubtful(choice: SheetChoice, column: ColumnView) -> bool:
    """Say whether a person should look at the column: it is a guess, or has values and is not taken."""
    if column.heading in choice.decided:
        return False
    return (not choice.target(column) and column.filled > 0) or (
        bool(choice.target(column)) and column.confidence < SURE
    )


class ColumnRows(QWidget):
    """Shows the columns of one sheet. decided(text) is emitted after a choice; text says what it took elsewhere."""

    decided = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = OptionModel(field_options(), self)
        self._choice: SheetChoice | None = None
        self._only_doubtful = False
        self._rows: list[_ColumnRow] = []
        content = QWidget()
        self._grid = QGridLayout(content)
        self._grid.setContentsMargins(PANEL, SPACE, PANEL, SPACE)
        self._grid.setHorizontalSpacing(PANEL)
        self._grid.setVerticalSpacing(SPACE)
        self._grid.setColumnMinimumWidth(0, HEADING)
        self._grid.setColumnStretch(1, 1)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(content)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setProperty("pane", "surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        self.setProperty("pane", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def show_choice(self, choice: SheetChoice) -> None:
        """Show the columns of a sheet as they are decided."""
        self._choice = choice
        self._clear()
        for place, words in enumerate((_("Column"), _("Values"), _("Taken as"), "", _("Numbers are in"))):
            self._grid.addWidget(label(words, "muted"), 0, place)
        self._grid.addWidget(hairline(), 1, 0, 1, 5)
        for number, column in enumerate(c for c in choice.view.columns if c.heading or c.filled):
            row = _ColumnRow(choice, column, self._options, self)
            row.place(self._grid, number + 2)
            row.decided.connect(self._decided)
            self._rows.append(row)
        self._filter()

    def show_only_doubtful(self, *, only: bool) -> None:
        """Show the columns that somebody should look at, or all."""
        self._only_doubtful = only
        self._filter()

    def combo_of(self, heading: str) -> SearchCombo:
        """Return the field combo of a column. Raises StopIteration for a heading that is not there."""
        return next(row.combo for row in self._rows if row.column.heading == heading)

    def factor_of(self, heading: str) -> QComboBox:
        """Return the combo of what a column's numbers are in. Raises StopIteration."""
        return next(row.factor for row in self._rows if row.column.heading == heading)

    def refresh(self) -> None:
        """Show the choices again, after one of them changed."""
        for row in self._rows:
            row.refresh()

    def _decided(self, told: str) -> None:
        self.refresh()
        self.decided.emit(told)

    def _filter(self) -> None:
        for row in self._rows:
            choice = self._choice
            row.set_visible(choice is None or not self._only_doubtful or row.was_doubtful)

    def _clear(self) -> None:
        self._rows.clear()
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.setParent(None)
                old.deleteLater()


class _ColumnRow(QWidget):
    decided = Signal(str)

    def __init__(self, choice: SheetChoice, column: ColumnView, options: OptionModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.column = column
        self.was_doubtful = is_doubtful(choice, column)
        self._choice = choice
        heading = column.heading or _("without a heading")
        self._heading = ElidedLabel(f"{column.letter}  {heading}", "strong" if column.heading else "muted")
        self._heading.setFixedWidth(HEADING)
        self._samples = ElidedLabel("  ·  ".join(column.samples) or _("empty"), "muted")
        self.combo = SearchCombo(_("Field for the column {heading}").format(heading=heading), options)
        self.combo.setFixedWidth(FIELD)
        self.combo.setEnabled(bool(column.heading))
        self.combo.picked.connect(self._pick)
        self._badge = Badge(confidence_status(choice, column))
        self._place = QWidget()
        self._place.setFixedWidth(BADGE)
        inner = QVBoxLayout(self._place)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignLeft)
        self.factor = QComboBox()
        self.factor.setFixedWidth(FACTOR)
        self.factor.setAccessibleName(_("Numbers of the column {heading} are in").format(heading=heading))
        self.factor.activated.connect(self._pick_factor)
        keep = self.factor.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        keep.setHorizontalPolicy(QSizePolicy.Policy.Fixed)
        self.factor.setSizePolicy(keep)
        self._factors: list[Decimal] = []
        self.refresh()

    def place(self, grid: QGridLayout, line: int) -> None:
        for column, widget in enumerate(self._widgets()):
            grid.addWidget(widget, line, column)

    def set_visible(self, visible: bool) -> None:
        for widget in self._widgets()[:-1]:
            widget.setVisible(visible)
        self.factor.setVisible(visible and bool(self._factors))

    def refresh(self) -> None:
        target = self._choice.target(self.column)
        self.combo.choose(target)
        self._badge.show_status(confidence_status(self._choice, self.column))
        offered = factor_options(target)
        now = self._choice.factor(self.column)
        self._factors = [factor for factor, _words in offered]
        if offered and now not in self._factors:
            self._factors.append(now)
        self.factor.clear()
        for factor in self._factors:
            self.factor.addItem(factor_label(target, factor))
        if self._factors:
            self.factor.setCurrentIndex(self._factors.index(now))
        self.factor.setVisible(bool(offered) and not self._heading.isHidden())

    def _widgets(self) -> tuple[QLabel, QLabel, SearchCombo, QWidget, QComboBox]:
        return self._heading, self._samples, self.combo, self._place, self.factor

    def _pick(self, target: str) -> None:
        loser = self._choice.decide(self.column, target)
        told = ""
        if loser:
            words = _('"{column}" was taken as {field} before and is not taken now.')
            told = words.format(column=loser, field=target_label(target))
        self.decided.emit(told)

    def _pick_factor(self, place: int) -> None:
        self._choice.factors[self.column.heading] = self._factors[place]
        self.decided.emit("")
