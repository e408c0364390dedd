"""The board of applications: a column for each stage, cards that go from one to the next, one of them in detail."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tradehouse.domain.applications import COLUMNS, Application
from tradehouse.domain.display import show_number
from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import _, ngettext
from tradehouse.services import applications
from tradehouse.services.requirements import today
from tradehouse.ui.applications.cards import CardList, Cards
from tradehouse.ui.applications.details import ApplicationDetails
from tradehouse.ui.applications.dialogs import IssueDialog, StartDialog
from tradehouse.ui.applications.filters import Filters
from tradehouse.ui.board import Board
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.empty import EmptyState, Offer
from tradehouse.ui.kit.labels import hairline, label
from tradehouse.ui.theme import GAP, PANEL, SPACE

COLUMN_LEAST = 160
DETAILS_WIDTH = 332


class ApplicationsBoard(Board):
    """Reads all applications at once; what narrows them is asked of what was read."""

    reads = frozenset({"certification", "supplier"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("applications")
        self._all: Sequence[Application] = ()
        self._chosen: int | None = None
        self.filters = Filters()
        self.filters.changed.connect(lambda _narrowing: self._show())
        self.counted = label("", "muted")
        self.counted.setObjectName("counted")
        self.new = push_button(_("New application"), self.start, kind="primary", glyph="plus")
        self.new.setObjectName("new_application")
        self.new.setEnabled(not desk.catalogue.read_only)
        self.lists: dict[str, CardList] = {}
        self._headings = {stage: label("", "strong") for stage in COLUMNS}
        self.details = ApplicationDetails(desk)
        self.details.moved.connect(self.move_to)
        self.details.record_asked.connect(self.record_asked)
        self.details.closed.connect(self._close_details)
        self.empty = EmptyState()
        self._stack = QStackedWidget()
        self._build()

    # --- reading ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the applications and show those that are asked for."""
        catalogue = self.desk.catalogue
        self.desk.jobs.run_read(
            "applications", lambda _p: applications.applications(catalogue), self._take, self._on_failed, owner=self
        )
        if not self._all:
            self._say_empty("loading", _("Reading the applications…"))

    def _take(self, found: Sequence[Application]) -> None:
        self._all = found
        self.filters.offer(found)
        self._show()

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self._say_empty(
                "error",
                _("The applications cannot be read"),
                str(error),
                (Offer(_("Try again"), self.refresh, "refresh"),),
            )
        else:
            self.desk.fail(error)

    def _show(self) -> None:
        shown = [card for card in self._all if self.filters.narrowing.takes(card)]
        by_stage: Mapping[str, list[Application]] = {stage: [] for stage in COLUMNS}
        for card in shown:
            by_stage[card.stage].append(card)
        day = today()
        for stage, cards in by_stage.items():
            held = self.lists[stage]
            at = held.verticalScrollBar().value()
            held.cards.day = day
            held.cards.show_cards(cards)
            held.verticalScrollBar().setValue(at)
            self._headings[stage].setText(f"{_stage(stage)}  {show_number(len(cards))}")
        self._say_count(shown, day)
        if not self._all:
            self._say_empty(
                "empty",
                _("No applications on their way"),
                _(
                    "Plan the certificates that your suppliers still need: who accompanies them, by when, with which documents."
                ),
                (Offer(_("New application"), self.start, "plus"),) if self.new.isEnabled() else (),
            )
        elif not shown:
            self._say_empty(
                "nothing_found", _("Nothing fits"), _("No application fits what you ask for."),
                (Offer(_("Show all"), self.filters.clear, "close"),),
            )  # fmt: skip
        else:
            self._stack.setCurrentIndex(0)
        self._follow()

    def _say_count(self, shown: Sequence[Application], day: Any) -> None:
        running = sum(card.running for card in shown)
        late = sum(card.overdue(day) > 0 for card in shown)
        words = ngettext("{n} on its way", "{n} on their way", running).format(n=show_number(running))
        if late:
            words = f"{words}, {ngettext('{n} overdue', '{n} overdue', late).format(n=show_number(late))}"
        self.counted.setText(words)
        self.counted.setVisible(bool(self._all))

    def _say_empty(self, state: Any, title: str, sentence: str = "", offers: tuple[Offer, ...] = ()) -> None:
        glyph = {"nothing_found": "search", "error": "error"}.get(state, "clipboard")
        self.empty.show_state(state, glyph, title, sentence, offers)
        self._stack.setCurrentIndex(1)

    # --- one of them -----------------------------------------------------------------------------------------------

    def choose(self, application_id: int) -> None:
        """Show an application, also one that is read only now."""
        self._chosen = application_id
        self._follow()

    def _follow(self) -> None:
        """Show the chosen card where it is now."""
        card = next((card for card in self._all if card.id == self._chosen), None)
        if card is None:
            if self._chosen is None or self._all:
                self.details.hide()
            return
        for stage, held in self.lists.items():
            if stage == card.stage:
                row = held.cards.row_of(card.id)
                if row >= 0 and held.currentIndex().row() != row:
                    held.choose(row)
            else:
                held.let_go()
        now = self.lists[card.stage]
        if now.currentIndex().isValid() and any(held.hasFocus() for held in self.lists.values()):
            now.setFocus(Qt.FocusReason.TabFocusReason)  # the next key is meant for the same card
        self.details.show_application(card)
        self.details.show()

    def _on_chosen(self, card: Application) -> None:
        if card.id != self._chosen or self.details.isHidden():
            self.choose(card.id)

    def _close_details(self) -> None:
        self.details.commit()
        self._chosen = None
        self.details.hide()
        for held in self.lists.values():
            held.let_go()

    # --- moving ----------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Ask for a new application."""
        dialog = StartDialog(self.desk, {}, self)
        dialog.saved.connect(self.choose)
        dialog.open()

    def move_to(self, card: Application, stage: str) -> None:
        """Bring a card to a stage; a certificate is asked for what stands on it first."""
        if self.desk.catalogue.read_only or card.stage == stage:
            return
        self._chosen = card.id
        if stage == "issued":
            dialog = IssueDialog(self.desk, card, self)
            dialog.saved.connect(lambda _id: self._say_moved(card, stage))
            dialog.open()
            return
        catalogue = self.desk.catalogue

        def done(moved: object) -> None:
            if moved:
                self._say_moved(card, stage)

        self.desk.jobs.run_write(
            _("Moving an application"), lambda _p: applications.move(catalogue, card.id, stage), done, owner=self
        )

    def _say_moved(self, card: Application, stage: str) -> None:
        words = _("{supplier}: {stage}").format(supplier=card.supplier_name, stage=_stage(stage))
        self.desk.say(words, "good", (Offer(_("Undo"), self.desk.undo, "undo"),))

    def _on_dropped(self, application_id: int, stage: str) -> None:
        card = next((card for card in self._all if card.id == application_id), None)
        if card is not None:
            self.move_to(card, stage)

    def _on_moved(self, card: Application, step: int) -> None:
        at = COLUMNS.index(card.stage) + step
        if 0 <= at < len(COLUMNS):
            self.move_to(card, COLUMNS[at])

    def _on_left(self, stage: str, step: int) -> None:
        """Go on to the next column that has cards, at the same height."""
        row = max(0, self.lists[stage].currentIndex().row())
        at = COLUMNS.index(stage) + step
        while 0 <= at < len(COLUMNS):
            held = self.lists[COLUMNS[at]]
            if held.cards.rowCount():
                held.setFocus(Qt.FocusReason.TabFocusReason)
                held.choose(row)
                return
            at += step

    # --- building --------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        bar = QWidget()
        bar.setProperty("pane", "surface")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(PANEL, GAP, PANEL, GAP)
        row.setSpacing(PANEL)
        row.addWidget(self.filters, 1)
        row.addWidget(self.counted)
        row.addWidget(self.new)
        columns = QWidget()
        side_by_side = QHBoxLayout(columns)
        side_by_side.setContentsMargins(PANEL, PANEL, SPACE, 0)
        side_by_side.setSpacing(GAP)
        for stage in COLUMNS:
            side_by_side.addWidget(self._make_column(stage), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(columns)
        self._stack.addWidget(scroll)
        self._stack.addWidget(self.empty)
        self.details.setMinimumWidth(280)
        self.details.hide()
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        parts.addWidget(self._stack)
        parts.addWidget(self.details)
        parts.setStretchFactor(0, 1)
        parts.setStretchFactor(1, 0)
        parts.setSizes([1000, DETAILS_WIDTH])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addWidget(hairline())
        whole.addWidget(parts, 1)
        self.setFocusProxy(self.lists[COLUMNS[0]])

    def _make_column(self, stage: str) -> QWidget:
        cards = Cards(today(), movable=not self.desk.catalogue.read_only, parent=self)
        held = self.lists[stage] = CardList(_stage(stage), cards)
        held.setObjectName(f"cards.{stage}")
        held.chosen.connect(self._on_chosen)
        held.opened.connect(lambda _card: self.details.next.setFocus(Qt.FocusReason.TabFocusReason))
        held.dropped.connect(lambda application_id: self._on_dropped(application_id, stage))
        held.moved.connect(self._on_moved)
        held.left.connect(lambda step: self._on_left(stage, step))
        column = QWidget()
        column.setMinimumWidth(COLUMN_LEAST)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GAP)
        heading = self._headings[stage]
        if stage == "issued":
            heading.setToolTip(_("Issued within the last 90 days"))
        inside.addWidget(heading)
        inside.addWidget(held, 1)
        return column


def _stage(stage: str) -> str:
    return _(fields(RecordKind.CERTIFICATION)["stage"].choice_label(stage))
