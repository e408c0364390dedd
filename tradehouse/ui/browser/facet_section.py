"""One fold-out facet: values with counts, several may be ticked, long lists are searched."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.fields import Field
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.text import fold
from tradehouse.services.browsing import FacetValue
from tradehouse.ui.browser.facet_labels import token_label
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.section import FoldableSection
from tradehouse.ui.theme import GAP, theme

SHOWN = 7
MORE = 60
SEARCHED_FROM = 13
ROW = 26


class FacetRow(QCheckBox):
    """One value to tick: its name at the left, its count at the right, cut where room is short."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.token = ""
        self._label = ""
        self._count = ""
        self.setFixedHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_value(self, token: str, label: str, count: int, ticked: bool) -> None:
        """Show another value."""
        self.token = token
        self._label = label
        self._count = show_number(count)
        self.setText(label.replace("&", "&&"))
        self.setAccessibleName(_("{value}, {count}").format(value=label, count=self._count))
        self.blockSignals(True)
        self.setChecked(ticked)
        self.blockSignals(False)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, ROW)

    def hitButton(self, _position: object) -> bool:  # noqa: N802
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        count_font = theme().font("small", tabular=True)
        painter.setFont(count_font)
        room = painter.fontMetrics().horizontalAdvance(self._count)
        body = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
        cut = self.fontMetrics().elidedText(
            self._label, Qt.TextElideMode.ElideRight, self.width() - body.x() - room - GAP
        )
        option.text = cut.replace("&", "&&")
        self.setToolTip(self._label if cut != self._label else "")
        painter.setPen(theme().colour("muted"))
        painter.drawText(
            QRect(0, 0, self.width() - 4, self.height()),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            self._count,
        )
        painter.setFont(self.font())
        self.style().drawControl(QStyle.ControlElement.CE_CheckBox, option, painter, self)
        painter.end()


class FacetSection(FoldableSection):
    """The values of one field under the query of the moment.

    Signals:
        ticked(key, token, on): a value was ticked or not.
    """

    ticked = Signal(str, str, bool)

    def __init__(self, field: Field, parent: QWidget | None = None, *, folded: bool = False) -> None:
        super().__init__(_(field.label), parent, folded=folded)
        self.field = field
        self.setObjectName(f"facet.{field.key}")
        self._values: list[tuple[str, str, int]] = []
        self._ticked: frozenset[str] = frozenset()
        self._rows: list[FacetRow] = []
        self._all = False
        self.content.setSpacing(0)
        self.content.setContentsMargins(4, 0, 0, GAP)
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Search in {field}").format(field=_(field.label)))
        self._search.setAccessibleName(self._search.placeholderText())
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._lay_out)
        self._more: QPushButton = push_button("", self._on_more_pressed, kind="flat")
        self.content.addWidget(self._search)
        self.content.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._search.hide()
        self._more.hide()

    def show_values(self, values: Sequence[FacetValue], ticked: frozenset[str]) -> None:
        """Show counts; ticked values stay even where they count nothing."""
        self._values = [(v.token, token_label(self.field, v.token, v.label), v.count) for v in values]
        known = {token for token, _label, _count in self._values}
        self._values += [(token, token_label(self.field, token), 0) for token in sorted(ticked - known)]
        self._ticked = ticked
        self.setVisible(bool(self._values))
        self._lay_out()

    def label_of(self, token: str) -> str:
        """Return what a token is called here."""
        return next((label for t, label, _n in self._values if t == token), token_label(self.field, token))

    def rows(self) -> list[FacetRow]:
        """Return the rows in view."""
        return [row for row in self._rows if not row.isHidden()]

    def _on_more_pressed(self) -> None:
        self._all = not self._all
        self._search.setVisible(self._all and len(self._values) >= SEARCHED_FROM)
        self._search.clear()
        self._lay_out()
        if not self._search.isHidden():
            self._search.setFocus()

    def _lay_out(self) -> None:
        sought = fold(self._search.text()) if not self._search.isHidden() else ""
        found = [v for v in self._values if not sought or sought in fold(v[1])]
        # What is ticked stands first, so that it can be unticked without looking for it.
        found.sort(key=lambda value: value[0] not in self._ticked)
        limit = MORE if self._all or sought else SHOWN
        shown = found[: max(limit, len(self._ticked))]
        for n, (token, label, count) in enumerate(shown):
            if n == len(self._rows):
                self._add_row()
            self._rows[n].show_value(token, label, count, token in self._ticked)
            self._rows[n].show()
        for row in self._rows[len(shown) :]:
            row.hide()
        hidden = len(found) - len(shown)
        self._more.setVisible((hidden > 0 and not self._all and not sought) or (self._all and len(found) > SHOWN))
        more = ngettext("Show {n} more", "Show {n} more", hidden).format(n=show_number(hidden))
        self._more.setText(_("Show fewer") if self._all else more)

    def _add_row(self) -> None:
        row = FacetRow()
        row.toggled.connect(self._on_row_toggled)
        self.content.insertWidget(1 + len(self._rows), row)
        self._rows.append(row)

    def _on_row_toggled(self, on: bool) -> None:
        row = self.sender()
        if isinstance(row, FacetRow):
            self.ticked.emit(self.field.key, row.token, on)
