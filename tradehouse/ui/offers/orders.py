"""The orders that came back on an offer."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradehouse.domain.display import show_number, show_time
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.records import Record
from tradehouse.services.orders.reading import STATUSES, Order, read_orders
from tradehouse.ui.browser.record_lists import RecordLines
from tradehouse.ui.kit.badge import Badge, Status, Tone
from tradehouse.ui.kit.labels import ElidedLabel
from tradehouse.ui.theme import GAP, theme

_LOOKS: dict[str, tuple[str, Tone]] = {
    "draft": ("edit", "neutral"), "confirmed": ("check-circle", "good"), "cancelled": ("close", "neutral"),
}  # fmt: skip


class OrdersOnOffer(RecordLines):
    """Each with its code, when it came, how much it is and how it stands."""

    def show_record(self, record: Record) -> None:
        if self._record is None or self._record.id != record.id:
            self._clear()
        self._record = record
        catalogue, offer = self._desk.catalogue, record.id
        self._desk.jobs.run_read(f"orders:{id(self)}", lambda _p: read_orders(catalogue, offer), self._show, owner=self)

    def _show(self, found: Sequence[Order]) -> None:
        self._clear()
        if not found:
            self._say(_("No order yet. Drop the list that the buyer filled in on the window."))
        for order in found:
            self._column.addWidget(self._line(order))

    def _line(self, order: Order) -> QWidget:
        line = QWidget()
        line.setObjectName(f"order.{order.kept.code}")
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, GAP)
        column.setSpacing(2)
        top = QHBoxLayout()
        code = ElidedLabel(order.kept.code)
        code.setFont(theme().font(code=True))
        top.addWidget(code, 1)
        glyph, tone = _LOOKS.get(order.kept.status, ("clock", "neutral"))
        word = next((_(choice.label) for choice in STATUSES if choice.token == order.kept.status), order.kept.status)
        top.addWidget(Badge(Status(glyph, word, tone)), 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(top)
        sums = order.totals
        units = ngettext("{n} unit", "{n} units", sums.units).format(n=show_number(sums.units))
        amount = f"{order.currency} {show_number(sums.amount, places=2)}"
        column.addWidget(ElidedLabel("  ·  ".join((amount, units, _received(order))), "small"))
        return line


def _received(order: Order) -> str:
    from datetime import datetime

    return show_time(datetime.fromisoformat(order.kept.received_at))
