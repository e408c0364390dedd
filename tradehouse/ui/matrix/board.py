"""The board of the matrix: what it shows, the table, and below it the chosen cell with what can be done about it."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.records import Record, Ref
from tradehouse.domain.reference_lists import find_label
from tradehouse.services import browsing
from tradehouse.services.certificate_matrix import (
    PRODUCT,
    SUPPLIER,
    CellState,
    Matrix,
    Wanted,
    matrix,
    matrix_name,
    names,
    save_matrix,
)
from tradehouse.ui.board import APPLICATION, Board
from tradehouse.ui.browser.kind_words import say_count
from tradehouse.ui.browser.view_state import ViewState
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.empty import EmptyState, Offer
from tradehouse.ui.kit.labels import ElidedLabel, hairline, label
from tradehouse.ui.kit.search import SearchBox
from tradehouse.ui.kit.segmented import Segmented
from tradehouse.ui.matrix.table import PAGE, MatrixModel, MatrixTable, state_words
from tradehouse.ui.opening import open_file, show_in_folder
from tradehouse.ui.requirements.choosing import category_combo, market_combo, province_combo, start_application
from tradehouse.ui.settings_store import last_folder
from tradehouse.ui.theme import GAP, PANEL

FOLDER: Final = last_folder("matrix")
Index = QModelIndex | QPersistentModelIndex


class MatrixBoard(Board):
    """Works the whole matrix out at once; names are read for the rows that somebody sees."""

    reads = frozenset({"product", "supplier", "certification", "certification_product", "certification_type"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("matrix")
        self.wanted = Wanted()
        self.rows = Segmented(
            _("Rows"), ((str(SUPPLIER), _("Suppliers"), "store"), (str(PRODUCT), _("Products"), "box"))
        )
        self.market, self.province, self.category = market_combo(), province_combo(), category_combo()
        self.search = SearchBox(_("Search name, code…"))
        self.counted = label("", "muted")
        self.save = push_button(_("Save as…"), self.ask_target, glyph="save-as")
        self.save.setObjectName("save_matrix")
        self.model = MatrixModel(self)
        self.table = MatrixTable(_("Certificates"), self.model)
        self.told = ElidedLabel("")
        self.told.setObjectName("cell_words")
        self.open = push_button(_("Show the certificate"), self._on_open)
        self.start = push_button(_("Start application"), self._on_start, glyph="clipboard")
        self.start.setObjectName("start_application")
        self.record = push_button("", self._on_record, kind="flat")
        self.empty = EmptyState()
        self._stack = QStackedWidget()
        self._build()
        self.model.page_wanted.connect(self._read_names)
        for chosen in (
            self.rows.chosen,
            self.market.picked,
            self.province.picked,
            self.category.picked,
            self.search.searched,
        ):
            chosen.connect(lambda _key: self.refresh())
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._tell())
        self.table.activated.connect(lambda _index: self._act())
        self.table.verticalHeader().sectionDoubleClicked.connect(lambda _row: self._on_record())

    # --- reading ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Work out the matrix that is asked for."""
        catalogue = self.desk.catalogue
        self.wanted = wanted = Wanted(
            RecordKind(self.rows.current()),
            self.market.chosen(),
            self.search.text(),
            self.province.chosen(),
            self.category.chosen(),
        )
        self.desk.jobs.run_read(
            "matrix", lambda progress: matrix(catalogue, wanted, progress=progress), self._take, self._on_failed,
            owner=self, label=_("Reading the matrix"),
        )  # fmt: skip
        if not self.model.rowCount():
            self._say_empty("loading", _("Reading the matrix…"))

    def _take(self, found: Matrix) -> None:
        before, at = self.model.matrix, self.table.currentIndex()
        place = (at.row(), at.column()) if at.isValid() else (0, 0)
        scrolled = self.table.verticalScrollBar().value(), self.table.horizontalScrollBar().value()
        self.model.show_matrix(found)
        if before is not None and before.kind is found.kind:
            self.table.verticalScrollBar().setValue(scrolled[0])
            self.table.horizontalScrollBar().setValue(scrolled[1])
        types = ngettext("{n} type", "{n} types", len(found.types)).format(n=show_number(len(found.types)))
        self.counted.setText(f"{say_count(found.kind, len(found.ids))} × {types}")
        self.save.setEnabled(bool(found.ids))
        if not found.ids:
            self._say_nothing()
        elif not found.types:
            self._say_empty(
                "empty", _("No certificates yet"), _("Nothing is known of these rows, and nothing is asked of them.")
            )
        else:
            self._stack.setCurrentIndex(0)
            row, column = min(place[0], len(found.ids) - 1), min(place[1], len(found.types) - 1)
            self.table.setCurrentIndex(self.model.index(row, column))
        self._tell()

    def _say_nothing(self) -> None:
        wanted = self.wanted
        if wanted.text.strip() or wanted.province or wanted.category:
            self._say_empty(
                "nothing_found", _("Nothing fits"), _("No row fits what you ask for."),
                (Offer(_("Show all"), self._clear, "close"),),
            )  # fmt: skip
        else:
            title = _("No suppliers yet") if wanted.kind is SUPPLIER else _("No products yet")
            self._say_empty("empty", title)

    def _clear(self) -> None:
        self.province.choose("")
        self.category.choose("")
        self.search.set_quietly("")
        self.refresh()

    def _say_empty(self, state: str, title: str, sentence: str = "", offers: tuple[Offer, ...] = ()) -> None:
        glyph = {"nothing_found": "search", "error": "error"}.get(state, "certificate")
        self.empty.show_state(state, glyph, title, sentence, offers)  # type: ignore[arg-type]
        self._stack.setCurrentIndex(1)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self._say_empty(
                "error", _("The matrix cannot be read"), str(error), (Offer(_("Try again"), self.refresh, "refresh"),)
            )
        else:
            self.desk.fail(error)

    def _read_names(self, first: int) -> None:
        found, catalogue = self.model.matrix, self.desk.catalogue
        if found is None:
            return
        ids = list(found.ids[first : first + PAGE])

        def told(known: object) -> None:
            if self.model.matrix is found:
                self.model.take_names(first, known)  # type: ignore[arg-type]
                self._tell()

        self.desk.jobs.run_read(f"matrix-names:{first}", lambda _p: names(catalogue, found.kind, ids), told, owner=self)

    # --- the chosen cell -------------------------------------------------------------------------------------------

    def _tell(self) -> None:
        index = self.table.currentIndex()
        shown = index.isValid() and self._stack.currentIndex() == 0
        cell = self.model.cell(index) if shown else None
        name = self.model.name(index.row()) if shown else None
        words = ""
        if name is not None:
            words = f"{name.name}  ·  {find_label('certification_type', self.model.type_of(index.column()))}:  "
            words += state_words(cell) if cell is not None else _("Not needed")
        self.told.set_whole(words)
        self.open.setEnabled(cell is not None and cell.paper is not None)
        under_way = cell is not None and cell.state is CellState.IN_PROCESS
        self.open.setText(_("Show the application") if under_way else _("Show the certificate"))
        self.start.setEnabled(name is not None and not self.desk.catalogue.read_only)
        self.record.setEnabled(name is not None)
        self.record.setText(_("Show the supplier") if self.wanted.kind is SUPPLIER else _("Show the product"))

    def _act(self) -> None:
        """Go to the certificates of the cell, or ask for the application that would bring one."""
        cell = self.model.cell(self.table.currentIndex())
        if cell is not None and cell.paper is not None:
            self._on_open()
        elif cell is not None:
            self._on_start()

    def _row_id(self) -> int | None:
        found, row = self.model.matrix, self.table.currentIndex().row()
        return int(found.ids[row]) if found is not None and 0 <= row < len(found.ids) else None

    def _on_open(self) -> None:
        index, row = self.table.currentIndex(), self._row_id()
        cell = self.model.cell(index)
        if cell is None or cell.paper is None or row is None:
            return
        if cell.state is CellState.IN_PROCESS:
            self.record_asked.emit(APPLICATION, cell.paper)
        elif self.wanted.kind is SUPPLIER:
            ticks = {"supplier": frozenset({str(row)}), "type": frozenset({self.model.type_of(index.column())})}
            self.records_asked.emit(str(RecordKind.CERTIFICATION), ViewState(ticks=ticks))
        else:
            self.record_asked.emit(str(RecordKind.CERTIFICATION), cell.paper)

    def _on_record(self) -> None:
        row = self._row_id()
        if row is not None:
            self.record_asked.emit(str(self.wanted.kind), row)

    def _on_start(self) -> None:
        row, catalogue, kind = self._row_id(), self.desk.catalogue, self.wanted.kind
        if row is None or not self.start.isEnabled():
            return
        code = self.model.type_of(self.table.currentIndex().column())

        def known(found: list[Record]) -> None:
            if not found:
                return
            record = found[0]
            if kind is SUPPLIER:
                begun = {"supplier": Ref(record.id, record["code"] or "", record["name"] or ""), "type": code}
            else:
                product = Ref(record.id, record["code"] or "", record["name_id"] or "")
                begun = {"supplier": record["supplier"], "type": code, "products": (product,)}
            start_application(self.desk, begun, self.record_asked.emit, self)

        self.desk.jobs.run_read("matrix-row", lambda _p: browsing.records(catalogue, kind, [row]), known, owner=self)

    # --- a file ----------------------------------------------------------------------------------------------------

    def ask_target(self) -> None:
        """Ask where the matrix is to lie as a workbook, and write it."""
        found, wanted, catalogue = self.model.matrix, self.wanted, self.desk.catalogue
        folder = Path(self.desk.settings.get(FOLDER) or Path.home())
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save the matrix"), str(folder / matrix_name(wanted.kind)), f"{_('Excel workbook')} (*.xlsx)"
        )
        if not chosen or found is None:
            return
        out = Path(chosen) if chosen.lower().endswith(".xlsx") else Path(f"{chosen}.xlsx")
        self.desk.settings.put(FOLDER, str(out.parent))

        def written(_nothing: None) -> None:
            offers = (
                Offer(_("Open"), lambda: open_file(out), "external-link"),
                Offer(_("Show in the folder"), lambda: show_in_folder(out), "folder"),
            )
            self.desk.say(_("{file} is written.").format(file=out.name), "good", offers)

        self.desk.jobs.run_read(
            "matrix-file", lambda progress: save_matrix(catalogue, found, wanted, out, progress=progress), written,
            self.desk.fail, label=_("Writing the matrix"),
        )  # fmt: skip

    # --- building --------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        bar, foot = QWidget(), QWidget()
        for strip in (bar, foot):
            strip.setProperty("pane", "surface")
            strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(PANEL, GAP, PANEL, GAP)
        row.setSpacing(GAP)
        row.addWidget(self.rows)
        for widget, stretch in ((self.market, 2), (self.province, 2), (self.category, 2), (self.search, 3)):
            row.addWidget(widget, stretch)
        row.addWidget(self.counted)
        row.addWidget(self.save)
        line = QHBoxLayout(foot)
        line.setContentsMargins(PANEL, GAP, PANEL, GAP)
        line.setSpacing(GAP)
        line.addWidget(self.told, 1)
        for button in (self.record, self.open, self.start):
            line.addWidget(button)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(hairline())
        column.addWidget(foot)
        self._stack.addWidget(inside)
        self._stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addWidget(hairline())
        whole.addWidget(self._stack, 1)
        self.setFocusProxy(self.table)
