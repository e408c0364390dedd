"""The detail panel: everything about the chosen record, to read and to edit in place; or one field of many records."""

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from tradehouse.domain.fields import RecordKind, name_field
from tradehouse.domain.language import N_, _
from tradehouse.domain.records import Record
from tradehouse.ui import settings_store
from tradehouse.ui.browser.bulk import BulkPanel
from tradehouse.ui.browser.detail_head import DetailHead
from tradehouse.ui.browser.form import Form
from tradehouse.ui.browser.model import RecordModel
from tradehouse.ui.browser.record_lists import CertificateList, HistoryList
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.empty import EmptyState
from tradehouse.ui.kit.section import FoldableSection
from tradehouse.ui.photos.strip import PhotoStrip
from tradehouse.ui.theme import GAP, PANEL

PHOTOS, CERTIFICATES, HISTORY = N_("Photos"), N_("Certificates"), N_("History")
_NOTHING = {
    RecordKind.PRODUCT: N_("Choose a product to see and edit it here."),
    RecordKind.SUPPLIER: N_("Choose a supplier to see and edit it here."),
    RecordKind.CERTIFICATION: N_("Choose a certificate to see and edit it here."),
}


class DetailPanel(QWidget):
    """Follows the selection of a browser.

    Signals:
        record_asked(kind, id): a certificate or supplier in it is to be shown on its own tab.
    """

    record_asked = Signal(str, int)

    def __init__(self, desk: Desk, kind: RecordKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detail")
        self.setProperty("pane", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._kind = kind
        self._record: Record | None = None
        self._wanted = ""
        self.form = Form(desk, str(kind), self)
        self._sections: dict[str, FoldableSection] = {}
        self.photos: PhotoStrip | None = None
        self._stack = QStackedWidget()
        self._nothing = EmptyState()
        self._nothing.show_state("empty", "panel-right", _(_NOTHING[kind]))
        self._scroll = QScrollArea()
        self._head = DetailHead(kind, self._section_names())
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._build())
        self.bulk = BulkPanel(desk, kind)
        self._stack.addWidget(self.bulk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        # The rows are made one section at a time once the window stands.
        self._filling = QTimer(self, interval=0)
        self._filling.timeout.connect(self._on_filling)
        self._late = QTimer(self, singleShot=True, interval=120)
        self._late.timeout.connect(self._show_late)

    @property
    def record(self) -> Record | None:
        """The record that is shown."""
        return self._record

    def show_record(self, record: Record | None) -> None:
        """Show a record, or say that none is chosen. What the row knows is there at once, the rest follows."""
        before, self._record = self._record, record
        if record is None:
            self.form.show_record(None)
            self._stack.setCurrentIndex(0)
            return
        self._stack.setCurrentIndex(1)
        self._head.show_record(record)
        self.form.show_record(record)
        if not self._filling.isActive() and not self.form.rows:
            self._filling.start()
        if before is None or before.id != record.id:
            self._scroll.verticalScrollBar().setValue(0)
            self._mark_section()
        self._late.start()

    def show_many(self, model: RecordModel, selection: QItemSelectionModel, count: int) -> None:
        """Offer to change one field of all selected records."""
        self.form.show_record(None)
        self._record = None
        self.bulk.show_selection(model, selection, count)
        self._stack.setCurrentWidget(self.bulk)

    def edit(self, key: str = "") -> None:
        """Put the cursor into a field, the name where no key is given."""
        if self._stack.currentWidget() is self.bulk:
            self.bulk.edit(key)
            return
        self.form.fill_all()
        row = self.form.rows.get(key) or self.form.rows[name_field(self._kind)]
        self._sections[row.field.section].set_folded(False)
        widget = row.editor.widget()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(row.row, 0, 40))

    def show_section(self, name: str) -> None:
        """Scroll to a section and unfold it."""
        section = self._sections[name]
        section.set_folded(False)
        self.form.fill_all()

        def scroll() -> None:
            self._scroll.verticalScrollBar().setValue(section.y() - GAP)
            self._head.show_section(name)

        QTimer.singleShot(0, self, scroll)

    def _section_names(self) -> dict[str, str]:
        names = [*self.form.sections]
        if self._kind is RecordKind.PRODUCT:
            names = [PHOTOS, *names, CERTIFICATES]
        elif self._kind is RecordKind.SUPPLIER:
            names.append(CERTIFICATES)
        return {name: _(name) for name in (*names, HISTORY)}

    def _build(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(PANEL, PANEL, PANEL, PANEL)
        column.setSpacing(GAP)
        away = self._desk.settings.get(settings_store.folded(f"detail.{self._kind}"))
        if self._kind is RecordKind.PRODUCT:
            self.photos = PhotoStrip(self._desk.catalogue, self._desk.jobs)
        for name, words in self._section_names().items():
            section = FoldableSection(words, folded=name in away)
            section.folded_changed.connect(self._on_folded_changed)
            self._sections[name] = section
            if name in self.form.sections:
                body = QWidget()
                section.content.addWidget(body)
                self.form.fill_later(name, body)
            elif name == PHOTOS and self.photos is not None:
                section.content.addWidget(self.photos)
            column.addWidget(section)
        self._certificates = CertificateList(self._desk)
        self._certificates.record_asked.connect(self.record_asked)
        if CERTIFICATES in self._sections:
            self._sections[CERTIFICATES].content.addWidget(self._certificates)
        self._history = HistoryList(self._desk)
        self._sections[HISTORY].content.addWidget(self._history)
        column.addStretch(1)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._scroll.verticalScrollBar().valueChanged.connect(self._mark_section)
        self._head.section_asked.connect(self.show_section)
        page = QWidget()
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head)
        whole.addWidget(self._scroll, 1)
        return page

    def _on_filling(self) -> None:
        if not self.form.fill_next():
            self._filling.stop()

    def _show_late(self) -> None:
        # Running down a list shows a record for a moment only: what needs another question waits until it stays.
        record = self._record
        if record is None:
            return
        if self.photos is not None:
            self.photos.show_product(record.id)
        if CERTIFICATES in self._sections:
            self._certificates.show_record(record)
        self._history.show_record(record)

    def _mark_section(self) -> None:
        top = self._scroll.verticalScrollBar().value() + 2 * GAP
        here = min(self._sections, key=lambda name: self._sections[name].y())
        for name, section in self._sections.items():
            if section.y() <= top and section.y() >= self._sections[here].y():
                here = name
        self._head.show_section(here)

    def _on_folded_changed(self, _folded: bool) -> None:
        away = tuple(name for name, section in self._sections.items() if section.folded())
        self._desk.settings.put(settings_store.folded(f"detail.{self._kind}"), away)
