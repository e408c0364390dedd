"""The panel beside the shelf: the chosen photo larger, what is known of it, and the products it may go to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from tradehouse.domain.language import _
from tradehouse.domain.records import Record
from tradehouse.ui.desk import Desk
from tradehouse.ui.icons import icon, pixmap
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.labels import ElidedLabel, label
from tradehouse.ui.photo_matching.product_picker import ProductPicker
from tradehouse.ui.theme import GAP, PANEL, RADIUS, SPACE, theme

WIDTH = 316
PREVIEW = 600  # pixels of the picture that is read, enough for screens of twice the density
_HIGH = 196
_IN_MENU = 5  # offered products


@dataclass(frozen=True, slots=True)
class Told:
    """What the panel says of a selection. read gives its picture off the window's thread."""

    title: str
    lines: Sequence[str] = ()
    warnings: Sequence[str] = ()
    read: Callable[[], QImage] | None = None
    is_label: bool = False


def upright_line() -> QFrame:
    """Return the line between the shelf and this panel."""
    line = QFrame()
    line.setFrameShape(QFrame.Shape.VLine)
    return line


class PhotoDetails(QWidget):
    """Shows a Told; earlier and later move the boundary that a label sets."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("photo_details")
        self.setProperty("pane", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._desk = desk
        self._lane = f"photo-preview:{id(self)}"
        self._picture = _Preview()
        self.title = ElidedLabel("", "strong", where=Qt.TextElideMode.ElideMiddle)
        self._lines = label("", "small", wrap=True)
        self._warnings = label("", "attention", wrap=True)
        self.earlier = push_button(_("Starts earlier"), glyph="arrow-left", kind="flat")
        self.later = push_button(_("Starts later"), glyph="arrow-right", kind="flat")
        for name, button, key in (("earlier", self.earlier, "Alt+←"), ("later", self.later, "Alt+→")):
            button.setObjectName(name)
            button.setToolTip(_("Move the boundary by one photo ({key})").format(key=key))
        self._boundary = QWidget()
        row = QHBoxLayout(self._boundary)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.earlier)
        row.addWidget(self.later)
        row.addStretch(1)
        self.picker = ProductPicker(desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(PANEL, PANEL, PANEL, PANEL)
        column.setSpacing(SPACE)
        column.addWidget(self._picture)
        for widget in (self.title, self._lines, self._warnings, self._boundary):
            column.addWidget(widget)
        column.addSpacing(GAP)
        column.addWidget(self.picker, 1)
        keys = _("Enter or 1–9 picks, letters search, Del lets go, Space shows it large.")
        column.addWidget(label(keys, "small", wrap=True))
        self._boundary.hide()

    def menu(self, pick: Callable[[Record], object], look: Callable[[], object]) -> QMenu:
        """Return the beginning of a photo's menu: the products that are offered, a search, the photo large."""
        menu = QMenu(self)
        menu.setObjectName("photo_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for offered in self.picker.offers.rows[:_IN_MENU]:
            words = _("Put on {code} {name}").format(code=offered.product["code"] or "", name=offered.title)
            menu.addAction(icon("check"), words, lambda product=offered.product: pick(product))
        menu.addAction(icon("search"), _("Search a product…"), lambda: self.picker.search_for(""))
        menu.addAction(icon("expand"), _("Show large"), look)
        menu.addSeparator()
        return menu

    def show_told(self, told: Told) -> None:
        """Show what is chosen."""
        self.title.set_whole(told.title)
        self._lines.setText("\n".join(told.lines))
        self._lines.setVisible(bool(told.lines))
        self._warnings.setText("\n".join(told.warnings))
        self._warnings.setVisible(bool(told.warnings))
        self._boundary.setVisible(told.is_label)
        read = told.read
        if read is None:
            self._picture.show_picture(QPixmap())
            return
        self._desk.jobs.run_read(
            self._lane,
            lambda _progress: read(),
            lambda image: self._picture.show_picture(QPixmap.fromImage(image)),
            owner=self,
        )


class _Preview(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._picture = QPixmap()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 2 * PANEL, _HIGH)

    def show_picture(self, picture: QPixmap) -> None:
        self._picture = picture
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("ground"))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if self._picture.isNull():
            drawing = pixmap("photo", "muted", 32, self.devicePixelRatioF())
            painter.drawPixmap(round(box.center().x()) - 16, round(box.center().y()) - 16, drawing)
        else:
            size = QSizeF(self._picture.size())
            size.scale(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(box.topLeft(), size)
            place.moveCenter(box.center())
            painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))
        painter.end()
