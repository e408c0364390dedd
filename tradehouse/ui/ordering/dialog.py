"""A list that came back: it is compared with what was sent, shown, and only then it becomes an order or a result."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from tradehouse.domain.display import show_date, show_number
from tradehouse.domain.errors import UserError
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.services.offers.showcase_returns import ShowcasePlan, ShowcaseReport, apply_showcase
from tradehouse.services.orders.applying import OrderReport, apply_order
from tradehouse.services.orders.documents import KINDS
from tradehouse.services.orders.planning import OrderPlan
from tradehouse.services.orders.reading import Order, read_order
from tradehouse.services.orders.returns import plan_return
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.caution import Caution
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.empty import EmptyState, Offer
from tradehouse.ui.kit.labels import hairline, label
from tradehouse.ui.kit.plain_table import PlainTable
from tradehouse.ui.kit.work_line import WorkLine
from tradehouse.ui.offers.papers import ask_paper, paper_words
from tradehouse.ui.ordering.line_view import LineView
from tradehouse.ui.ordering.model import ReturnModel, of_file
from tradehouse.ui.ordering.totals import Totals
from tradehouse.ui.theme import GAP, MARGIN, PANEL

SIDE = 300
_ORDER_WIDTHS = (88, 160, 92, 72, 80, 96, 72, 72, 112)
_SHOWCASE_WIDTHS = (96, 200, 88, 88, 88, 140)
Plan = OrderPlan | ShowcasePlan


class ReturnDialog(DialogFrame):
    """Reads a file as soon as it is made. Nothing is written until the person says so.

    Signals:
        record_asked(kind, id): the offer that the list was is to be shown in the window.
    """

    record_asked = Signal(str, int)

    def __init__(self, desk: Desk, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(_("A list that came back"), "order_dialog", QSize(1280, 680), parent, sentence=path.name, margins=False)  # fmt: skip
        self._desk, self._path = desk, path
        self.plan: Plan | None = None
        self.order: Order | None = None
        """The order that was made, once it is."""
        self._model = ReturnModel(self)
        self.table = PlainTable(_("Lines of the list"))
        self.table.setObjectName("order_lines")
        self.table.setModel(self._model)
        self.table.chosen.connect(lambda _row: self._show_line())
        self._cautions = QVBoxLayout()
        self._cautions.setSpacing(GAP)
        self.totals = Totals()
        self.line = LineView()
        self._work = WorkLine(desk.jobs)
        self._waiting = EmptyState()
        self._waiting.show_state("loading", "loader", _("Reading {file}…").format(file=path.name))
        self._content = QWidget()
        self._build()
        self.leave = self.add_button(_("Cancel"), self.close, kind="flat", end="left", name="leave")
        self.show_offer = self.add_button(_("Show the offer"), self._ask_offer, name="show_offer")
        self.papers = [
            self.add_button(paper_words(kind), partial(self._ask_paper, kind), glyph="file", name=kind)
            for kind in KINDS
        ]
        self.make = self.add_button(
            _("Make a draft order"), self.apply, kind="primary", default=True, name="make_order"
        )
        for button in (self.show_offer, self.make, *self.papers):
            button.hide()
        self._read()

    def apply(self) -> None:
        """Make the order, or keep the results."""
        plan, catalogue = self.plan, self._desk.catalogue
        if plan is None or not self.make.isEnabled():
            return
        self.make.setEnabled(False)
        self.show_problem("")

        def work(_progress: Progress) -> tuple[OrderReport | ShowcaseReport, Order | None]:
            if isinstance(plan, ShowcasePlan):
                return apply_showcase(catalogue, plan), None
            report = apply_order(catalogue, plan)
            return report, None if report.order_id is None else read_order(catalogue, report.order_id)

        self._desk.jobs.run_write(
            _("Order from {file}").format(file=self._path.name), work, self._applied, self._failed
        )

    # --- building ----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(PANEL, 0, 0, 0)
        column.setSpacing(PANEL)
        column.addWidget(self.totals)
        column.addWidget(hairline())
        self._line_title = label(_("This line"), "strong")
        column.addWidget(self._line_title)
        column.addWidget(self.line)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(side)
        area.setWidgetResizable(True)
        area.setFixedWidth(SIDE)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.table, 1)
        row.addWidget(area)
        inside = QVBoxLayout(self._content)
        inside.setContentsMargins(MARGIN, PANEL, MARGIN, GAP)
        inside.setSpacing(GAP)
        inside.addLayout(self._cautions)
        inside.addLayout(row, 1)
        inside.addWidget(self._work)
        self._content.hide()
        self.body.setSpacing(0)
        self.body.addWidget(self._waiting, 1)
        self.body.addWidget(self._content, 1)

    # --- reading -----------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        catalogue, path = self._desk.catalogue, self._path
        job = self._desk.jobs.run_read(
            f"return:{id(self)}",
            lambda progress: plan_return(catalogue, path, progress),
            self._show,
            self._unreadable,
            on_cancelled=lambda: self.done(0),
            owner=self,
            label=_("Reading {file}").format(file=path.name),
        )
        self._work.follow(job)

    def _show(self, plan: Plan) -> None:
        self.plan = plan
        self._say_what_it_is(plan)
        self._model.show_plan(plan)
        self.table.set_widths(_ORDER_WIDTHS if isinstance(plan, OrderPlan) else _SHOWCASE_WIDTHS, stretch=1)
        self.totals.show_plan(plan)
        for finding in of_file(plan):
            self._cautions.addWidget(
                Caution(str(finding.message), "danger" if finding.severity == "error" else "attention")
            )
        self._waiting.hide()
        self._content.show()
        self.show_offer.show()
        self._offer_to_apply(plan)
        first = next((n for n in range(self._model.rowCount()) if self._has_remarks(n)), 0)
        self.table.choose(first)
        self._show_line()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_what_it_is(self, plan: Plan) -> None:
        offer = plan.offer
        buyer = str(offer["buyer_name"] or plan.form.buyer or "")
        if isinstance(plan, OrderPlan):
            title = _("Order of {buyer}").format(buyer=buyer) if buyer else _("Order")
            self.make.setText(_("Make a draft order"))
        else:
            title = _("Results of {showcase}").format(showcase=offer["name"])
            self.make.setText(_("Keep the results"))
        dates = []
        if offer["issued"]:
            dates.append(
                _("offer {reference} of {date}").format(reference=offer["code"], date=show_date(offer["issued"]))
            )
        if offer["valid_until"]:
            dates.append(_("valid until {date}").format(date=show_date(offer["valid_until"])))
        term = " ".join(str(offer[key]) for key in ("incoterm", "place") if offer[key])
        self.set_heading(title, "  ·  ".join(filter(None, (self._path.name, *dates, term))))
        self.setWindowTitle(title)

    def _offer_to_apply(self, plan: Plan) -> None:
        n = len(plan.lines)
        problem = ""
        if isinstance(plan, OrderPlan) and plan.already:
            words = _("This file was taken in before, as order {code}.").format(code=plan.already)
            self._cautions.insertWidget(0, Caution(words))
            self.show_offer.setText(_("Show that order"))
        elif not n:
            problem = _("Nothing is ordered: the yellow column is empty.") if isinstance(plan, OrderPlan) else _("Nothing is filled in: the yellow columns are empty.")  # fmt: skip
        elif self._desk.catalogue.read_only:
            problem = _("The catalogue is read only here, so no order can be made.")
        possible = n > 0 and not problem and not (isinstance(plan, OrderPlan) and plan.already)
        self.make.setVisible(possible)
        self.make.setEnabled(possible)
        self.show_problem(problem)
        if not possible:
            self.leave.setText(_("Close"))

    def _has_remarks(self, number: int) -> bool:
        row = self._model.row(number)
        return row is not None and bool(row.findings)

    def _show_line(self) -> None:
        row = self._model.row(self.table.currentIndex().row())
        told = row is not None and (bool(row.findings) or (row.line is not None and bool(row.line.remarks)))
        self._line_title.setVisible(told)
        self.line.show_row(row, locked=self.order is not None or not self.make.isEnabled())

    def _unreadable(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            self._desk.fail(error)
        words = str(error) if isinstance(error, UserError) else _("Something went wrong while reading. Try again.")
        self._waiting.show_state("error", "error", _("This list cannot be taken"), words)
        self.leave.setText(_("Close"))

    # --- afterwards --------------------------------------------------------------------------------------------------

    def _applied(self, told: tuple[OrderReport | ShowcaseReport, Order | None]) -> None:
        report, order = told
        change = report.change_set
        offers = (Offer(_("Undo"), lambda: self._desk.undo(change), "undo"),) if change is not None else ()
        if order is None:
            count = report.changed if isinstance(report, ShowcaseReport) else 0
            words = ngettext("Results of {n} article kept.", "Results of {n} articles kept.", count)
            self._desk.say(words.format(n=show_number(count)), "good", offers)
            if isValid(self):
                self.close()
            return
        words = _("Draft order {code} is made.").format(code=order.kept.code)
        self._desk.say(words, "good", offers)
        if not isValid(self):
            return
        self.order = order
        self.set_heading(words, _("Its papers can be saved now, or later from the offer."))
        self.make.hide()
        for button in self.papers:
            button.show()
        self.leave.setText(_("Close"))
        self._show_line()

    def _failed(self, error: BaseException) -> None:
        if isValid(self) and isinstance(error, UserError):
            self.make.setEnabled(True)
            self.show_problem(str(error))
        else:
            self._desk.fail(error)

    def _ask_paper(self, kind: str) -> None:
        if self.order is not None:
            ask_paper(self._desk, self.order, kind, self)

    def _ask_offer(self) -> None:
        if self.plan is not None:
            self.record_asked.emit("offer", self.plan.offer.id)
            self.close()
