"""Asking suppliers for what their products lack: for which purpose, in which language, and one workbook for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.errors import UserError
from tradehouse.domain.language import LANGUAGES, N_, _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.domain.readiness import Gate
from tradehouse.services.asking_back import AskBackPlan, AskBackReport, ask_back_name, plan_ask_back, write_ask_back
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.caution import Caution
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.plain_table import RIGHT, PlainModel, PlainTable
from tradehouse.ui.kit.segmented import Segmented
from tradehouse.ui.kit.work_line import WorkLine
from tradehouse.ui.opening import open_file, show_in_folder
from tradehouse.ui.settings_store import last_folder
from tradehouse.ui.theme import GAP, theme

FOLDER: Final = last_folder("ask_back")
Index = QModelIndex | QPersistentModelIndex
HEADINGS = (N_("Supplier"), N_("Products"), N_("Cells to fill in"), N_("Remark"))


@dataclass(frozen=True, slots=True)
class _Line:
    """What one supplier would be asked; problem says why there is nothing to ask."""

    supplier_id: int
    name: str
    products: int = 0
    cells: int = 0
    problem: str = ""


class AskBackDialog(DialogFrame):
    """Counts what is missing as soon as it opens; suppliers is (id, name) of those that were chosen."""

    def __init__(self, desk: Desk, suppliers: Sequence[tuple[int, str]], parent: QWidget | None = None) -> None:
        one = len(suppliers) == 1
        super().__init__(
            _("Ask for what is missing"),
            "ask_back_dialog",
            QSize(640, 290 if one else 520),
            parent,
            sentence=suppliers[0][1] if one else ngettext("{n} supplier", "{n} suppliers", len(suppliers)).format(
                n=show_number(len(suppliers))
            ),
        )  # fmt: skip
        self._desk = desk
        self._suppliers = list(suppliers)
        self._lines: list[_Line] = []
        self.gate = Segmented(
            _("For"),
            ((str(Gate.SHOWCASE), _("The showcase"), "store"), (str(Gate.EXPORT), _("Export"), "ship")),
        )
        self.language = Segmented(_("Language"), [(code, name, "") for code, name in LANGUAGES.items()])
        row = QHBoxLayout()
        row.setSpacing(GAP * 3)
        row.addWidget(FormRow(_("Ready for"), self.gate))
        row.addWidget(FormRow(_("Language of the workbook"), self.language))
        row.addStretch(1)
        self.body.addLayout(row)
        self.counted = label("", "strong", wrap=True)
        self.counted.setObjectName("counted")
        self._remark = Caution()
        self.body.addWidget(self.counted)
        self.body.addWidget(self._remark)
        self._model = _Lines(self)
        self.table = PlainTable(_("Suppliers"), self)
        self.table.setModel(self._model)
        self.table.set_widths((200, 80, 120, 160), stretch=3)
        if one:
            self.table.hide()
            self.body.addStretch(1)
        else:
            self.body.addWidget(self.table, 1)
        self._work = WorkLine(desk.jobs)
        self.body.addWidget(self._work)
        self.add_button(_("Cancel"), self.reject, name="cancel")
        self.write = self.add_button(_("Save as…") if one else _("Save into a folder…"), self.ask_target,
                                     kind="primary", glyph="save-as", default=True, name="write")  # fmt: skip
        self.gate.choose(str(Gate.EXPORT))
        self.gate.chosen.connect(lambda _key: self._look())
        self._look()

    def ask_target(self) -> None:
        """Ask where the workbooks are to lie, and write them."""
        folder = Path(self._desk.settings.get(FOLDER) or Path.home())
        asked = [line for line in self._lines if not line.problem]
        if len(self._suppliers) > 1:
            chosen = QFileDialog.getExistingDirectory(self, _("Folder for the workbooks"), str(folder))
            if chosen:
                self._write(asked, _targets(Path(chosen), asked, self.language.current()))
            return
        name = ask_back_name(self._suppliers[0][1], self.language.current())
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save the workbook"), str(folder / name), f"{_('Excel workbook')} (*.xlsx)"
        )
        if chosen:
            self._write(asked, [Path(chosen) if chosen.lower().endswith(".xlsx") else Path(f"{chosen}.xlsx")])

    # --- counting --------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        catalogue, gate, suppliers = self._desk.catalogue, Gate(self.gate.current()), self._suppliers
        self.write.setEnabled(False)
        self._remark.say("")
        self.counted.setText(_("Looking at what is missing…"))

        def work(progress: Progress) -> list[_Line]:
            found = []
            for n, (supplier_id, name) in enumerate(suppliers):
                progress.report(n, len(suppliers), name)
                try:
                    plan: AskBackPlan = plan_ask_back(catalogue, supplier_id, gate)
                    found.append(_Line(supplier_id, name, plan.products, plan.cells))
                except UserError as error:
                    found.append(_Line(supplier_id, name, problem=str(error)))
            return found

        self._work.follow(
            self._desk.jobs.run_read(
                "ask-back", work, self._show, self._desk.fail, owner=self, label=_("Looking at what is missing")
            )
        )

    def _show(self, lines: list[_Line]) -> None:
        self._lines = lines
        self._model.show_lines(lines)
        asked = [line for line in lines if not line.problem]
        products, cells = sum(line.products for line in asked), sum(line.cells for line in asked)
        if asked:
            missing = ngettext("{n} cell to fill in", "{n} cells to fill in", cells).format(n=show_number(cells))
            lacking = ngettext("{n} product", "{n} products", products).format(n=show_number(products))
            self.counted.setText(f"{missing}, {lacking}" if products else missing)
        else:
            self.counted.setText(_("There is nothing to ask."))
        self._remark.say(lines[0].problem if len(lines) == 1 else "", "neutral")
        self.write.setEnabled(bool(asked))

    # --- writing ---------------------------------------------------------------------------------------------------

    def _write(self, asked: Sequence[_Line], targets: Sequence[Path]) -> None:
        desk, catalogue = self._desk, self._desk.catalogue
        gate, language = Gate(self.gate.current()), self.language.current()
        desk.settings.put(FOLDER, str(targets[0].parent))

        def work(progress: Progress) -> list[AskBackReport]:
            reports = []
            for n, (line, target) in enumerate(zip(asked, targets, strict=True)):
                progress.report(n, len(asked), line.name)
                told = Progress(lambda _done, _total, _text: progress.check())
                reports.append(write_ask_back(catalogue, line.supplier_id, target, gate, language, told))
            return reports

        def written(reports: list[AskBackReport]) -> None:
            first = reports[0].path
            offers = [Offer(_("Show in the folder"), lambda: show_in_folder(first), "folder")]
            if len(reports) == 1:
                words = _("{file} is written: send it to {supplier}, and drop the answer here.")
                words = words.format(file=first.name, supplier=reports[0].supplier)
                offers.insert(0, Offer(_("Open"), lambda: open_file(first), "external-link"))
            else:
                words = ngettext("{n} workbook is written into {folder}.", "{n} workbooks are written into {folder}.",
                                 len(reports)).format(n=show_number(len(reports)), folder=first.parent.name)  # fmt: skip
            desk.say(words, "good", tuple(offers))

        desk.jobs.run_read("ask-back-write", work, written, desk.fail, label=_("Asking for what is missing"))
        self.accept()


def _targets(folder: Path, asked: Sequence[_Line], language: str) -> list[Path]:
    """Return a file of its own for every supplier; what lies in the folder already is not replaced."""
    found: list[Path] = []
    for line in asked:
        first = folder / ask_back_name(line.name, language)
        target, n = first, 2
        while target.exists() or target in found:
            target, n = first.with_stem(f"{first.stem} ({n})"), n + 1
        found.append(target)
    return found


class _Lines(PlainModel):
    headings = HEADINGS
    figures = (1, 2)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: list[_Line] = []

    def show_lines(self, lines: list[_Line]) -> None:
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def count(self) -> int:
        return len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in (1, 2):
            return RIGHT
        if role == Qt.ItemDataRole.ForegroundRole and line.problem:
            return theme().colour("muted")
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        numbers = ("", "") if line.problem else (show_number(line.products), show_number(line.cells))
        return (line.name, *numbers, line.problem)[index.column()]
