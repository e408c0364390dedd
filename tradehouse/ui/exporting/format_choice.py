"""The switch between workbook, PDF and buyer's pack; a PDF's kind beside it, and the size of price tags."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tradehouse.domain.language import _, current_language
from tradehouse.exchange.layout_files import load_paper
from tradehouse.exchange.layouts import Layout
from tradehouse.services.documents import KINDS, TAG_SIZES
from tradehouse.services.documents.kinds import kind_for
from tradehouse.ui.exporting.file_format import PACK, PDF, WORKBOOK, FileFormat
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.segmented import Segmented
from tradehouse.ui.theme import GAP


class FormatChoice(QWidget):
    """Lists of the house are workbooks only: there is nothing to choose, and it is away. Emits changed()."""

    changed = Signal()

    def __init__(self, kept: FileFormat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picked = kept.kind  # "" while the list decides
        self._for_buyers = True
        self.switch = Segmented(
            _("Written as"),
            ((WORKBOOK, _("Workbook"), "spreadsheet"), (PDF, _("PDF"), "file"), (PACK, _("Buyer's pack"), "box")),
        )
        self.switch.setObjectName("format")
        self.kind = _combo("pdf_kind", _("Kind of PDF"))
        self.tags = _combo("tag_size", _("Size of the price tags"))
        for name, size in TAG_SIZES.items():
            self.tags.addItem(_(size.label), name)
        self.tags.setCurrentIndex(self.tags.findData(kept.tag_size))
        self._inside = label(
            _("One zip: this workbook, the photos, a specification of each product, scans of certificates in force."),
            "muted",
            wrap=True,
        )
        first = QHBoxLayout()
        first.setSpacing(GAP)
        first.addWidget(label(_("As"), "muted"))
        first.addWidget(self.switch)
        first.addStretch(1)
        second = QHBoxLayout()
        second.setSpacing(GAP)
        second.addWidget(self.kind, 2)
        second.addWidget(self.tags, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self._inside)
        self.switch.choose(kept.name)
        self._tell()
        self.switch.chosen.connect(lambda _name: self._on_changed())
        self.kind.activated.connect(lambda _place: self._on_kind())
        self.tags.activated.connect(lambda _place: self._on_changed())

    def show_layout(self, layout: Layout) -> None:
        """Offer what can be made of a layout, the PDF that suits it first."""
        self._for_buyers = layout.for_buyers
        self.setVisible(layout.for_buyers)
        suits = kind_for(layout).name
        self.kind.clear()
        for name in sorted(KINDS, key=lambda name: name != suits):
            self.kind.addItem(load_paper(name).label.text(current_language()), name)
        self.kind.setCurrentIndex(max(0, self.kind.findData(self._picked)))
        self._tell()

    def current(self) -> FileFormat:
        """Return what the list is to be written as."""
        if not self._for_buyers:
            return FileFormat()
        return FileFormat(self.switch.current(), self.kind.currentData() or "", self.tags.currentData())

    def kept(self) -> FileFormat:
        """Return what is offered again next time: a kind of PDF only where somebody chose it."""
        return FileFormat(self.switch.current(), self._picked, self.tags.currentData())

    def _on_kind(self) -> None:
        self._picked = self.kind.currentData()
        self._on_changed()

    def _on_changed(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        name = self.switch.current()
        self.kind.setVisible(name == PDF)
        kind = KINDS.get(self.kind.currentData())
        self.tags.setVisible(name == PDF and kind is not None and kind.tagged)
        self._inside.setVisible(name == PACK)


def _combo(name: str, words: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(words)
    # Long words give way to the width of the dialog.
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box
