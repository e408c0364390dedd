"""What a returned list comes to: amount, cartons, volume and weight, and how full containers get."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QProgressBar, QVBoxLayout, QWidget

from tradehouse.domain.cartons import containers
from tradehouse.domain.display import show_money, show_number
from tradehouse.domain.language import _, ngettext
from tradehouse.services.offers.showcase_returns import ShowcasePlan
from tradehouse.services.orders.planning import OrderPlan
from tradehouse.ui.kit.labels import label
from tradehouse.ui.theme import GAP, SPACE

_SHOWN = ("20GP", "40HQ")


class Totals(QWidget):
    """A column of figures, and a bar for each container."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("totals")
        self.amount = label("", "title")
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(GAP)
        self._figures.setVerticalSpacing(SPACE)
        self._figures.setColumnStretch(0, 1)
        self._note = label("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.amount)
        column.addLayout(self._figures)
        column.addWidget(self._note)

    def show_plan(self, plan: OrderPlan | ShowcasePlan) -> None:
        """Show the sums of a plan."""
        currency = str(plan.offer["currency"])
        if isinstance(plan, OrderPlan):
            self._show_order(plan, currency)
        else:
            self._show_showcase(plan, currency)

    def _show_order(self, plan: OrderPlan, currency: str) -> None:
        sums = plan.totals
        self.amount.setText(f"{currency} {show_money(sums.amount, currency)}")
        figures = (
            (_("Articles"), show_number(len(plan.lines))),
            (_("Units"), show_number(sums.units)),
            (_("Cartons"), show_number(sums.cartons)),
            (_("Volume"), f"{show_number(sums.cbm, places=3)} m³"),
            (_("Gross weight"), f"{show_number(sums.gross_kg, places=1)} kg"),
            (_("Sea freight counts (LCL)"), f"{show_number(sums.lcl_m3, places=3)} m³"),
            (_("Air freight counts"), f"{show_number(sums.air_kg, places=1)} kg"),
        )
        line = self._fill(figures)
        for code in _SHOWN:
            share = sums.shares.get(code)
            if share is None:
                continue
            percent = _("{percent} %").format(percent=show_number(share * 100, places=1))
            name = _("Share of {container}").format(container=containers()[code].label)
            self._figures.addWidget(label(name, "muted"), line, 0)
            self._figures.addWidget(_figure(percent), line, 1)
            bar = QProgressBar(textVisible=False, maximum=1000)
            bar.setValue(min(1000, round(float(share) * 1000)))
            bar.setFixedHeight(6)
            bar.setAccessibleName(f"{name}: {percent}")
            self._figures.addWidget(bar, line + 1, 0, 1, 2)
            line += 2
        words = ngettext(
            "{n} article without full carton data is not in volume and weight.",
            "{n} articles without full carton data are not in volume and weight.",
            sums.unmeasured,
        )
        self._note.setText(words.format(n=show_number(sums.unmeasured)) if sums.unmeasured else "")
        self._note.setVisible(bool(sums.unmeasured))

    def _show_showcase(self, plan: ShowcasePlan, currency: str) -> None:
        sums = plan.totals
        self.amount.setText(f"{currency} {show_money(sums.value, currency)}")
        share = "–" if sums.sell_through is None else f"{show_number(sums.sell_through * 100, places=0)} %"
        self._fill(
            (
                (_("Brought"), show_number(sums.brought)),
                (_("Sold"), show_number(sums.sold)),
                (_("Left"), show_number(sums.left)),
                (_("Sold of what was brought"), share),
            )
        )
        self._note.hide()

    def _fill(self, figures: tuple[tuple[str, str], ...]) -> int:
        while (item := self._figures.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for n, (name, value) in enumerate(figures):
            self._figures.addWidget(label(name, "muted"), n, 0)
            self._figures.addWidget(_figure(value), n, 1)
        return len(figures)


def _figure(text: str) -> QWidget:
    made = label(text)
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made
