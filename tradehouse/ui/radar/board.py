"""The board *Radar*: how all certificates stand, when they run out, and who must act first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tradehouse.domain.certification_fields import VALIDITY
from tradehouse.domain.display import show_number
from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _, current_language, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.domain.radar import Radar
from tradehouse.domain.reference_data import certification_types, provinces
from tradehouse.domain.reference_entries import Entry
from tradehouse.services.radar import Due, Missing, due, missing_at_home, radar
from tradehouse.ui.board import Board
from tradehouse.ui.browser.view_state import Ticks, ViewState
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.badge import Tone
from tradehouse.ui.kit.chart_view import ChartView
from tradehouse.ui.kit.empty import EmptyState
from tradehouse.ui.kit.labels import hairline, label
from tradehouse.ui.kit.plain_table import PlainTable
from tradehouse.ui.kit.search_combo import Option, OptionGroup, OptionModel, SearchCombo
from tradehouse.ui.radar.counters import CounterRow
from tradehouse.ui.radar.lists import TYPE_TICKS, TypeTable
from tradehouse.ui.radar.timeline import timeline
from tradehouse.ui.radar.who import WhoMustAct
from tradehouse.ui.theme import GAP, PANEL

CERTIFICATION, PRODUCT = RecordKind.CERTIFICATION, RecordKind.PRODUCT
MOST_ROWS: Final = 500
MISSING: Final = "missing"
_COUNTERS: Final[tuple[tuple[str, str, Tone], ...]] = (
    ("expired", "warning", "danger"),
    ("within_30", "clock", "danger"),
    ("within_60", "clock", "attention"),
    ("within_90", "clock", "attention"),
    ("within_180", "clock", "accent"),
    ("valid", "check-circle", "good"),
    ("no_expiry", "check-circle", "good"),
    ("undated", "help", "neutral"),
    ("in_process", "loader", "accent"),
)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one reading brought: the radar, and the certificates of the list that is shown."""

    radar: Radar
    due: list[Due]


class RadarBoard(Board):
    """Reads anew when a filter or list is chosen, or something changed."""

    reads = frozenset(
        {"certification", "certification_type", "supplier", "service", "product", "certification_product"}
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("radar")
        self.type = _choice("type", _("Certificate type"), _("All types"), certification_types())
        self.province = _choice("province", _("Province"), _("All provinces"), provinces())
        self.summary = label("", "muted")
        self.summary.setObjectName("summary")
        words = {choice.token: _(choice.label) for choice in VALIDITY}
        self.counters = CounterRow(
            _("Certificates"),
            [
                *((key, words[key], glyph, tone) for key, glyph, tone in _COUNTERS),
                (MISSING, _("Missing at home"), "box", "danger"),
            ],
        )
        self.counters.counters[MISSING].setToolTip(_("Products that lack a certificate which the home market requires"))
        self.who = WhoMustAct(desk)
        self.types = TypeTable(self)
        self.type_table = PlainTable(_("Certificate types"))
        self.chart = ChartView(desk.jobs)
        self.empty = EmptyState()
        self._missing = Missing()
        self._stack = QStackedWidget()
        self._build()
        self._connect()

    # --- reading ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Count, and read the list that is chosen."""
        self._read_radar()
        catalogue, province = self.desk.catalogue, self.province.chosen()
        # every product is looked at, which takes longer than counting certificates
        self.desk.jobs.run_read(
            "radar-missing",
            lambda progress: missing_at_home(catalogue, province, progress),
            self._take_missing,
            self._on_failed,
            owner=self,
            label=_("Looking at what is required"),
        )

    def _read_radar(self) -> None:
        catalogue = self.desk.catalogue
        everything = ViewState(ticks=self._chosen()).query(CERTIFICATION)
        chosen = self._state(self.who.ticks).query(CERTIFICATION)

        def work(progress: Progress) -> _Seen:
            counted = radar(catalogue, everything)
            progress.check()
            return _Seen(counted, due(catalogue, chosen, MOST_ROWS))

        if self._stack.currentWidget() is not self._content:
            self._say("loading", _("Counting the certificates…"))
        self.desk.jobs.run_read("radar", work, self._take, self._on_failed, owner=self)

    def _chosen(self) -> dict[str, frozenset[str]]:
        chosen = {"type": self.type.chosen(), "province": self.province.chosen()}
        return {key: frozenset({token}) for key, token in chosen.items() if token}

    def _state(self, ticks: Ticks) -> ViewState:
        # what has no last day comes by its age
        sort = "issued" if ticks.get("next_step") == frozenset({"confirm"}) else "holds_until"
        return ViewState(ticks={**self._chosen(), **ticks}, sort=sort)

    def _take(self, seen: _Seen) -> None:
        counted = seen.radar
        if not counted.total and not self._chosen():
            self._say(
                "empty",
                _("No certificates yet"),
                _(
                    "Import a list of permits, or enter the certificates of a supplier: here you see which of them run out."
                ),
            )
            return
        self._stack.setCurrentWidget(self._content)
        for key, _glyph, _tone in _COUNTERS:
            self.counters.counters[key].show_count(counted.validity.get(key, 0))
        words = ngettext("{n} certificate", "{n} certificates", counted.total)
        self.summary.setText(words.format(n=show_number(counted.total)))
        self.chart.show_chart(timeline(counted))
        self.types.show_radar(counted)
        self.who.show_due(counted, seen.due)

    def _take_missing(self, missing: Missing) -> None:
        self._missing = missing
        self.counters.counters[MISSING].show_count(len(missing.products))

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self._say("error", _("The radar cannot be read"), str(error))
        else:
            self.desk.fail(error)

    def _say(self, state: str, title: str, sentence: str = "") -> None:
        self.empty.show_state(state, "error" if state == "error" else "certificate", title, sentence)  # type: ignore[arg-type]
        self._stack.setCurrentWidget(self.empty)

    # --- what a person does ----------------------------------------------------------------------------------------

    def _show(self, ticks: Ticks) -> None:
        self.records_asked.emit(str(CERTIFICATION), self._state(ticks))

    def _on_counter(self, key: str) -> None:
        if key == MISSING:
            note = _("Lacks a certificate that the home market requires")
            self.records_asked.emit(str(PRODUCT), ViewState.of_records(self._missing.products, note))
        else:
            self._show({"validity": frozenset({key})})

    def _on_month(self, month: str) -> None:
        self._show({"holds_until": frozenset({month}), "stage": frozenset({"issued", "-"})})

    def _on_type(self, row: int, column: int) -> None:
        ticks = {"type": frozenset({self.types.code(row)})}
        self._show({**ticks, "validity": TYPE_TICKS[column]} if column in TYPE_TICKS else ticks)

    # --- how it is arranged ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(GAP)
        bar.addWidget(self.type)
        bar.addWidget(self.province)
        bar.addWidget(self.summary)
        bar.addStretch(1)
        self.type_table.setModel(self.types)
        self.type_table.set_widths((150, 104, 116, 64), stretch=0)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.who)
        split.addWidget(self._right())
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 1)
        split.setSizes([880, 460])
        split.setChildrenCollapsible(False)
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(PANEL, PANEL, PANEL, PANEL)
        head.setSpacing(PANEL)
        head.addLayout(bar)
        head.addWidget(self.counters)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(split, 1)
        self._stack.addWidget(self._content)
        self._stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._say("loading", _("Counting the certificates…"))

    def _right(self) -> QWidget:
        side = QWidget()
        side.setProperty("pane", "surface")
        column = QVBoxLayout(side)
        column.setContentsMargins(PANEL, PANEL, PANEL, PANEL)
        column.setSpacing(GAP)
        column.addWidget(self.chart)
        column.addWidget(hairline())
        column.addWidget(self.type_table, 1)
        return side

    def _connect(self) -> None:
        self.type.picked.connect(lambda _key: self.refresh())
        self.province.picked.connect(lambda _key: self.refresh())
        self.who.list_chosen.connect(self._read_radar)
        self.who.record_asked.connect(self.record_asked)
        self.who.all_asked.connect(self._show)
        self.counters.pressed.connect(self._on_counter)
        self.chart.opened.connect(self._on_month)
        self.type_table.activated.connect(lambda index: self._on_type(index.row(), index.column()))
        self.type_table.clicked.connect(lambda index: self._on_type(index.row(), index.column()))


def _choice(name: str, words: str, everything: str, entries: Mapping[str, Entry]) -> SearchCombo:
    """Return a list of reference data to choose from, the first entry for all."""
    language = current_language()
    options = [Option(code, entry.label(language), " ".join(entry.aliases)) for code, entry in entries.items()]
    combo = SearchCombo(words, OptionModel((OptionGroup("", (Option("", everything), *options)),)))
    combo.setObjectName(f"choose_{name}")
    combo.choose("")
    return combo
