"""The orders that came back on an offer, with their papers and how each stands."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from tradehouse.domain.display import show_number, show_time
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.pricing import usual_rounding
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record
from tradehouse.services.offers.showcase_returns import showcase_results
from tradehouse.services.orders.documents import KINDS
from tradehouse.services.orders.reading import STATUSES, Order, read_orders, set_order_status
from tradehouse.ui.browser.record_lists import RecordLines
from tradehouse.ui.kit.badge import Badge, Status, Tone
from tradehouse.ui.kit.buttons import push_button, tool_button
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.kit.labels import ElidedLabel
from tradehouse.ui.offers.papers import ask_paper, paper_words
from tradehouse.ui.offers.results import Results, ShowcaseTable
from tradehouse.ui.theme import GAP, SPACE, theme

_LOOKS: dict[str, tuple[str, Tone]] = {
    "draft": ("edit", "neutral"), "confirmed": ("check-circle", "good"), "cancelled": ("close", "neutral"),
}  # fmt: skip


class OrdersOnOffer(RecordLines):
    """Each with its code, when it came, how much it is, how it stands, and the way to its papers; of a showcase list
    what was brought and sold.
    """

    def show_record(self, record: Record) -> None:
        if self._record is None or self._record.id != record.id:
            self._clear()
        self._record = record
        catalogue, offer = self._desk.catalogue, record.id

        def work(_progress: Progress) -> tuple[Sequence[Order], Results]:
            return read_orders(catalogue, offer), showcase_results(catalogue, offer)

        self._desk.jobs.run_read(f"orders:{id(self)}", work, self._show, owner=self)

    def _show(self, found: tuple[Sequence[Order], Results]) -> None:
        self._clear()
        orders, results = found
        shown = self._record is not None and not self._record["incoterm"]  # a list of retail prices, for an event
        if results:
            table = ShowcaseTable()
            table.show_results(results, "" if self._record is None else str(self._record["currency"]))
            self._column.addWidget(table)
        elif not orders and shown:
            self._say(_("Nothing came back yet. Drop the list that was filled in at the event on the window."))
        elif not orders:
            self._say(_("No order yet. Drop the list that the buyer filled in on the window."))
        for order in orders:
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
        top.addWidget(Badge(Status(glyph, _word(order.kept.status), tone)), 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self._stands(order))
        column.addLayout(top)
        sums = order.totals
        units = ngettext("{n} unit", "{n} units", sums.units).format(n=show_number(sums.units))
        received = show_time(datetime.fromisoformat(order.kept.received_at))
        column.addWidget(ElidedLabel("  ·  ".join((say_amount(order.currency, sums.amount), units, received)), "small"))
        if order.kept.status != "cancelled":
            papers = QHBoxLayout()
            papers.setSpacing(SPACE)
            for kind in KINDS:
                button = push_button(paper_words(kind), partial(self._ask_paper, order, kind), glyph="file")  # fmt: skip
                button.setObjectName(f"{kind}.{order.kept.code}")
                papers.addWidget(button)
            papers.addStretch(1)
            column.addLayout(papers)
        return line

    def _ask_paper(self, order: Order, kind: str) -> None:
        ask_paper(self._desk, order, kind, self.window())

    def _stands(self, order: Order) -> QToolButton:
        """Return the button with what else an order may stand as."""
        button = tool_button("more", _("Change how the order stands"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setEnabled(not self._desk.catalogue.read_only)
        menu = QMenu(button)
        for choice in STATUSES:
            if choice.token != order.kept.status:
                action = menu.addAction(_("Set {status}").format(status=_(choice.label)))
                action.triggered.connect(lambda _on=False, token=choice.token: self._set_status(order, token))
        button.setMenu(menu)
        return button

    def _set_status(self, order: Order, status: str) -> None:
        catalogue, code = self._desk.catalogue, order.kept.code

        def done(change: int | None) -> None:
            words = _("Order {code}: {status}").format(code=code, status=_word(status))
            self._desk.say(words, "good", (Offer(_("Undo"), lambda: self._desk.undo(change), "undo"),))
            if self._record is not None:
                self.show_record(self._record)

        self._desk.jobs.run_write(
            _("Order {code}").format(code=code),
            lambda _p: set_order_status(catalogue, order.kept.id, status),
            done,
            self._desk.fail,
            owner=self,
        )


def say_amount(currency: str, amount: Decimal) -> str:
    """Return an amount with its currency, with as many places as that has."""
    exponent = usual_rounding(currency).step.as_tuple().exponent
    return f"{currency} {show_number(amount, places=max(0, -int(exponent)))}"


def _word(status: str) -> str:
    return next((_(choice.label) for choice in STATUSES if choice.token == status), status)
