"""What a card looks like: who, what for, when, and how far the papers are."""

from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from tradehouse.domain.applications import Application, documents_of
from tradehouse.domain.display import show_date, show_number, show_rupiah
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.reference_lists import find_label
from tradehouse.ui.icons import pixmap
from tradehouse.ui.theme import GAP, RADIUS, SPACE, theme

HEIGHT = 100
_ICON = 14
_LINE = 20


def draw_card(painter: QPainter, option: QStyleOptionViewItem, card: Application, day: date, *, focused: bool) -> None:
    """Paint one card into its row."""
    look = theme()
    box = QRectF(option.rect).adjusted(1, 1, -1, -GAP)
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = "accent" if chosen else "outline" if hovered else "hairline"
    painter.setPen(QPen(look.colour(edge), 2 if chosen and focused else 1))
    painter.setBrush(look.colour("selection" if chosen else "surface"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    inside = box.adjusted(GAP + 2, GAP, -GAP - 2, -GAP)
    quiet = "selected_muted" if chosen else "muted"
    lines = (
        (card.supplier_name or _("Not known"), "strong", "text"),
        (short_type(card.type), "body", "text"),
    )
    top = inside.top()
    for words, face, ink in lines:
        _draw_line(painter, QRectF(inside.left(), top, inside.width(), _LINE), words, face, ink)
        top += _LINE
    glyph, words, ink = due_words(card, day)
    if words:
        _draw_line(painter, QRectF(inside.left(), top, inside.width(), _LINE), words, "small", ink or quiet, glyph)
    top += _LINE
    _draw_line(painter, QRectF(inside.left(), top, inside.width(), _LINE), foot_words(card), "small", quiet)
    painter.restore()


def _draw_line(painter: QPainter, box: QRectF, words: str, face: str, ink: str, glyph: str = "") -> None:
    look = theme()
    font = look.font(face)
    painter.setFont(font)
    painter.setPen(look.colour(ink))
    if glyph:
        at = QPointF(box.left(), box.center().y() - _ICON / 2)
        painter.drawPixmap(at, pixmap(glyph, ink, _ICON, painter.device().devicePixelRatioF()))
        box = box.adjusted(_ICON + SPACE, 0, 0, 0)
    text = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def short_type(code: str) -> str:
    """Return what a type is called, without what stands in brackets behind it."""
    return find_label("certification_type", code).partition(" (")[0]


def due_words(card: Application, day: date) -> tuple[str, str, str]:
    """Return (icon, words, ink) for when a card is expected or its certificate was issued; ink "" for the quiet one."""
    late = card.overdue(day)
    if late:
        return "warning", ngettext("{n} day overdue", "{n} days overdue", late).format(n=show_number(late)), "danger"
    if card.stage == "issued" and card.issued is not None:
        return "check-circle", _("issued {date}").format(date=show_date(card.issued)), "good"
    if card.due is None or not card.running:
        return "", "", ""
    if card.due == day:
        return "clock", _("expected today"), "attention"
    return "clock", _("by {date}").format(date=show_date(card.due)), "attention" if card.due_soon(day) else ""


def documents_words(card: Application) -> str:
    """Return how many documents are here, of how many; nothing for a type that takes none."""
    asked = len(documents_of(card.type))
    return _("documents {here}/{asked}").format(here=card.documents_here, asked=asked) if asked else ""


def foot_words(card: Application) -> str:
    """Return the last line of a card."""
    cost = show_rupiah(card.cost) if card.cost else ""
    return "  ·  ".join(filter(None, (documents_words(card), card.consultant, cost)))


def spoken(card: Application, day: date) -> str:
    """Return all that a card says, for its tip and for those who listen to it."""
    words = (
        card.supplier_name,
        find_label("certification_type", card.type),
        due_words(card, day)[1],
        documents_words(card),
        card.consultant,
        show_rupiah(card.cost) if card.cost else "",
    )
    return "\n".join(filter(None, words))
