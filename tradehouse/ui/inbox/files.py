"""The page of the inbox with its files: filters over a table, the chosen file beside it."""

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import N_, _, ngettext
from tradehouse.services.inbox.files import InboxFile
from tradehouse.ui.desk import Desk
from tradehouse.ui.inbox.details import FileDetails
from tradehouse.ui.inbox.model import FILE, FILTERS, NOTE, InboxModel
from tradehouse.ui.kit.badge import Tone
from tradehouse.ui.kit.filter_chip import FilterChip
from tradehouse.ui.kit.plain_table import PlainTable
from tradehouse.ui.theme import GAP, MARGIN, PANEL

_CHIPS: dict[str, tuple[str, str, Tone]] = {
    "all": ("", N_("All"), "neutral"),
    "new": ("star", N_("New"), "accent"),
    "imported": ("check", N_("Imported"), "good"),
    "left_out": ("minus", N_("Left out"), "neutral"),
    "refused": ("error", N_("No list"), "danger"),
}


class FilesPage(QWidget):
    """Shows the files of the inbox; several may be selected.

    Signals:
        picked(): other files are selected than before, or they are known better.
    """

    picked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: list[InboxFile] = []
        self._filter, self._shape = "all", 0
        self._model = InboxModel(self)
        self.table = PlainTable(_("Files"))
        self.table.setModel(self._model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.set_widths((230, 110, 150, 130, 70, 110, 180), stretch=NOTE)
        self.table.selectionModel().selectionChanged.connect(lambda *_sides: self._on_picked())
        self.details = FileDetails(desk)
        self.chips: dict[str, FilterChip] = {}
        self.shapes = QComboBox()
        self.shapes.setObjectName("shapes")
        self.shapes.setAccessibleName(_("Shape"))
        self.shapes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.shapes.setMinimumContentsLength(20)
        self.shapes.activated.connect(self._shape_chosen)
        self.tools = QHBoxLayout()
        self.tools.setContentsMargins(MARGIN, PANEL, MARGIN, PANEL)
        self.tools.setSpacing(GAP)
        for key, _fits in FILTERS:
            glyph, words, tone = _CHIPS[key]
            chip = FilterChip(glyph, _(words), tone)
            chip.setObjectName(f"filter.{key}")
            chip.clicked.connect(lambda _on=False, key=key: self._show_filter(key))
            self.chips[key] = chip
            self.tools.addWidget(chip)
        self.tools.addWidget(self.shapes)
        self.tools.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.tools)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.table, 1)
        row.addWidget(self.details)
        column.addLayout(row, 1)

    def show_files(self, files: list[InboxFile]) -> None:
        """Show what is in the inbox now; filter and selection stay."""
        self._files = files
        for key, fits in FILTERS:
            self.chips[key].show_count(sum(map(fits, files)))
        self._list_shapes()
        self._show_filter(self._filter if self.chips[self._filter].count() else "all")

    def chosen(self) -> list[InboxFile]:
        """Return the selected files, from top to bottom."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [file for file in map(self._model.file_at, rows) if file is not None]

    def _list_shapes(self) -> None:
        self.shapes.clear()
        self.shapes.addItem(_("Every shape"), 0)
        firsts: dict[int, InboxFile] = {}
        for file in self._files:
            if file.alike > 1:
                firsts.setdefault(file.shape_number, file)
        for number, file in firsts.items():
            words = ngettext("{n} file like {file}", "{n} files like {file}", file.alike)
            self.shapes.addItem(words.format(n=show_number(file.alike), file=file.name.rpartition("/")[2]), number)
        row = max(0, self.shapes.findData(self._shape))
        self._shape = int(self.shapes.itemData(row))
        self.shapes.setCurrentIndex(row)
        self.shapes.setVisible(bool(firsts))

    def _shape_chosen(self, row: int) -> None:
        self._shape = int(self.shapes.itemData(row))
        self._show_filter(self._filter)

    def _show_filter(self, key: str) -> None:
        chosen = [file.id for file in self.chosen()]
        self._filter = key
        self.chips[key].setChecked(True)
        fits = dict(FILTERS)[key]
        shown = [file for file in self._files if fits(file) and self._shape in (0, file.shape_number)]
        self._model.show_files(shown, {file.id: file.name for file in self._files})
        flags = QItemSelectionModel.SelectionFlag
        rows = [row for row in map(self._model.row_of, chosen) if row >= 0] or [0]
        picked = self.table.selectionModel()
        picked.setCurrentIndex(self._model.index(rows[0], FILE), flags.ClearAndSelect | flags.Rows)
        for row in rows[1:]:
            picked.select(self._model.index(row, FILE), flags.Select | flags.Rows)
        self._on_picked()

    def _on_picked(self) -> None:
        files = self.chosen()
        self.details.show_file(files[0] if len(files) == 1 else None, {file.id: file.name for file in self._files})
        self.picked.emit()
