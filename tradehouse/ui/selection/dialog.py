"""Choosing who goes: the number of places, how much each criterion counts, and at once the ranking with its reasons."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from tradehouse.domain.language import N_, _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record
from tradehouse.domain.selection import Ranked, Weights, select
from tradehouse.services import selection
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.editors import spin_box
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.plain_table import PlainTable
from tradehouse.ui.selection.model import WHY, RankingModel
from tradehouse.ui.theme import PANEL

_WEIGHTS = (
    ("grade", N_("Grade"), 3),
    ("ready", N_("Readiness"), 3),
    ("capacity", N_("Capacity"), 1),
    ("papers", N_("Certificates"), 2),
)
_SOON = 200  # milliseconds


class SelectionDialog(DialogFrame):
    """Everybody is read once; another weight only ranks them anew.

    Signals:
        chosen(): a list was kept with the programme.
    """

    chosen = Signal()

    def __init__(self, desk: Desk, programme: Record, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Who goes to {name}").format(name=programme["name"]), "selection_dialog", QSize(1000, 620), parent,
            sentence=_("Suppliers are ranked by what counts for this exhibition. The reasons are kept with the list."),
        )  # fmt: skip
        self._desk = desk
        self._programme = programme
        self._ranked: list[Ranked] = []
        self._boxes: dict[str, QSpinBox] = {}
        line = QHBoxLayout()
        line.setSpacing(PANEL)
        line.addWidget(self._number("places", _("Places"), 1, 1000, 10))
        line.addWidget(self._number("per_province", _("At most per province"), 0, 1000, 0))
        for name, words, weight in _WEIGHTS:
            line.addWidget(self._number(name, _("Weight: {criterion}").format(criterion=_(words)), 0, 9, weight))
        self._boxes["per_province"].setSpecialValueText(_("no limit"))
        self.body.addLayout(line)
        self._model = RankingModel()
        self.table = PlainTable(_("Ranking"))
        self.table.setObjectName("ranking")
        self.table.setModel(self._model)
        self.table.set_widths((56, 220, 150, 72, 96, 320), WHY)
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.body.addWidget(self.table, 1)
        self._said = label(_("Looking at every product…"), "muted")
        self.body.addWidget(self._said)
        self.add_button(_("Cancel"), self.reject)
        self._keep = self.add_button(_("Keep this list"), self._on_keep, kind="primary", default=True, name="keep_list")
        self._keep.setEnabled(False)
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._rank)
        self._read()

    def _number(self, name: str, words: str, low: int, high: int, value: int) -> FormRow:
        box = spin_box(low, high, value)
        box.setObjectName(f"selection.{name}")
        box.valueChanged.connect(lambda _value: self._soon.start())
        self._boxes[name] = box
        return FormRow(words, box)

    def _read(self) -> None:
        catalogue = self._desk.catalogue

        def work(progress: Progress) -> list[Ranked]:
            return selection.suggest(catalogue, 1, 0, Weights(), progress)

        def done(found: list[Ranked]) -> None:
            self._ranked = found
            self._rank()

        self._desk.jobs.run_read(
            f"selection:{id(self)}", work, done, owner=self, label=_("Choosing who goes to an exhibition")
        )

    def _rank(self) -> None:
        values = {name: box.value() for name, box in self._boxes.items()}
        weights = Weights(**{name: values[name] for name, _words, _weight in _WEIGHTS})
        everybody = [one.candidate for one in self._ranked]
        self._ranked = select(everybody, values["places"], values["per_province"], weights)
        self._model.show_ranking(self._ranked)
        going = sum(one.chosen for one in self._ranked)
        provinces = len({one.candidate.province for one in self._ranked if one.chosen and one.candidate.province})
        words = ngettext("{n} supplier goes", "{n} suppliers go", going).format(n=going)
        places = ngettext("from {n} province", "from {n} provinces", provinces).format(n=provinces)
        nobody = _("There are no suppliers with products to choose from.")
        self._said.setText(f"{words}, {places}" if self._ranked else nobody)
        self._keep.setEnabled(bool(going) and not self._desk.catalogue.read_only)

    def _on_keep(self) -> None:
        catalogue, ranked, programme = self._desk.catalogue, list(self._ranked), self._programme

        def done(_result: None) -> None:
            self.chosen.emit()
            self.accept()

        self._desk.jobs.run_write(
            _("Keeping who goes"), lambda _p: selection.choose(catalogue, programme.id, ranked), done, owner=self
        )
