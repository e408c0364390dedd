"""The workbooks that can be made, to choose one of: what each is for and who may see it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from tradehouse.domain.language import N_, _
from tradehouse.exchange.layouts import Layout
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.layouts import LayoutInfo, available_layouts
from tradehouse.ui.icons import pixmap
from tradehouse.ui.kit.badge import Status, badge_width, draw_badge
from tradehouse.ui.theme import PANEL, RADIUS, SPACE, theme

HEIGHT, LOW = 58, 32  # of the chosen card, which says what it is for, and of the others
ICON = 20
_WORDS = {
    "export": ("ship", N_("Prices in foreign currency, cartons, cubic metres, order form with formulas. In English.")),
    "showcase": ("fair", N_("Photos, makers, rupiah prices, columns for what was brought and sold. In Indonesian.")),
    "showcase-staff": ("staff", N_("The same for the stand's own staff, with contacts and consignment prices.")),
    "booth": ("pin", N_("Short and large, for the table of a booth at a fair.")),
    "full": ("database", N_("Every field of every record, to be edited in Excel and imported again.")),
}
ORDER = ("export", "showcase", "showcase-staff", "booth", "full")


def audience_status(layout: LayoutInfo | Layout) -> Status:
    """Return the badge of who a file is for."""
    if layout.audience == "buyer":
        return Status("users", _("For buyers"), "good")
    return Status("lock", _("INTERNAL"), "attention")


class LayoutCards(QWidget):
    """The layouts of the program, then the house's own. Emits chosen(name). The arrow keys go up and down."""

    chosen = Signal(str)

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Workbook"))
        self._catalogue = catalogue
        self.names: list[str] = []
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE // 2)
        self._fill()
        self._group.idToggled.connect(lambda number, on: self.chosen.emit(self.names[number]) if on else None)

    def read_again(self, name: str) -> None:
        """Show the layouts as they are now, one of them chosen."""
        for card in self._group.buttons():
            self._group.removeButton(card)
            self._column.removeWidget(card)
            card.deleteLater()
        self._fill()
        self.choose(name)

    def _fill(self) -> None:
        known = {layout.name: layout for layout in available_layouts(self._catalogue)}
        self.names = [name for name in ORDER if name in known] + [name for name in known if name not in ORDER]
        for number, name in enumerate(self.names):
            card = _Card(known[name])
            self._group.addButton(card, number)
            self._column.addWidget(card)

    def choose(self, name: str) -> None:
        """Choose a layout; an unknown one is the first."""
        number = self.names.index(name) if name in self.names else 0
        self._group.button(number).setChecked(True)

    def current(self) -> str:
        """Return the name of the chosen layout."""
        return self.names[max(0, self._group.checkedId())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        button = self._group.button((self._group.checkedId() + step) % len(self.names))
        button.setChecked(True)
        button.setFocus()


class _Card(QAbstractButton):
    def __init__(self, layout: LayoutInfo) -> None:
        super().__init__()
        self.setObjectName(f"layout.{layout.name}")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._title = layout.label
        glyph, words = _WORDS.get(layout.base or layout.name, ("spreadsheet", ""))
        self._glyph, self._words = glyph, _(words) if words else ""
        if layout.base:
            self._words = (
                _("The house's own, for {buyer}.").format(buyer=layout.buyer) if layout.buyer else _("The house's own.")
            )
        self._status = audience_status(layout)
        self.setText(self._title)
        self.setAccessibleName(f"{self._title}, {self._status.word}")
        self.setAccessibleDescription(self._words)
        self.toggled.connect(lambda _on: self.updateGeometry())

    def sizeHint(self) -> QSize:
        return QSize(360, HEIGHT if self.isChecked() and self._words else LOW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The arrows belong to the whole list.
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, ratio = self.isChecked(), self.devicePixelRatioF()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = "accent" if on or self.hasFocus() else "hairline"
        painter.setPen(QPen(look.colour(edge), 2 if self.hasFocus() or on else 1))
        painter.setBrush(look.colour("selection" if on else "hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        middle = (LOW - ICON) / 2
        painter.drawPixmap(QPointF(PANEL, middle), pixmap(self._glyph, "accent" if on else "muted", ICON, ratio))
        left = PANEL * 2 + ICON
        badge = badge_width(self._status)
        painter.setPen(look.colour("text"))
        painter.setFont(look.font("strong"))
        room = QRectF(left, LOW / 2 - 9, self.width() - left - badge - PANEL * 2, 18)
        title = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        draw_badge(painter, QPointF(self.width() - badge - PANEL, LOW / 2), self._status)
        if on:
            painter.setPen(look.colour("selected_muted"))
            painter.setFont(look.font("small"))
            below = QRectF(left, 25, self.width() - left - PANEL, HEIGHT - 27)
            wrap = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(below, int(wrap), self._words)
        painter.end()
