"""The detail panel follows the selection: one record to read and edit, or one field of many records."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _
from tradehouse.domain.records import Record
from tradehouse.ui.browser.kind_words import WORDS
from tradehouse.ui.browser.model import RecordModel
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.empty import EmptyState

if TYPE_CHECKING:
    from tradehouse.ui.browser.bulk import BulkPanel
    from tradehouse.ui.browser.record_page import RecordPage

SOON = 30  # milliseconds; the list is painted first


class DetailPanel(QWidget):
    """The right panel of a browser. Its pages are made when they are first needed, after the list was painted.

    Signals:
        record_asked(kind, id): another record in it is to be shown on its own tab.
        field_asked(kind, id, key): a field of another record is to be edited there.
        said(text, tone): something to tell the person.
        export_asked(scope): the export dialog is to open with these choices.
        log_asked(id): a service given to this supplier is to be logged.
        ask_back_asked(): the supplier that is shown is to be asked for what is missing.
    """

    record_asked = Signal(str, int)
    field_asked = Signal(str, int, str)
    export_asked = Signal(object)
    log_asked = Signal(int)
    said = Signal(str, str)
    ask_back_asked = Signal()

    def __init__(self, desk: Desk, kind: RecordKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detail")
        self.setProperty("pane", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._kind = kind
        self._record: Record | None = None
        self._edit_then: tuple[int, str] | None = None
        self._page: RecordPage | None = None
        self._bulk: BulkPanel | None = None
        # Placed by hand: through a layout every new word in here would lay out and paint the whole window again.
        self._stack = QStackedWidget(self)
        self._nothing: EmptyState | None = None
        self._stack.addWidget(QWidget())
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._on_soon)

    @property
    def record(self) -> Record | None:
        """The record that is shown."""
        return self._record

    @property
    def page(self) -> "RecordPage":
        """The page of one record, made now if it was not needed before."""
        if self._page is None:
            from tradehouse.ui.browser.record_page import RecordPage

            self._page = RecordPage(self._desk, self._kind)
            self._page.record_asked.connect(self.record_asked)
            self._page.field_asked.connect(self.field_asked)
            self._page.export_asked.connect(self.export_asked)
            self._page.log_asked.connect(self.log_asked)
            self._page.said.connect(self.said)
            self._page.ask_back_asked.connect(self.ask_back_asked)
            self._stack.addWidget(self._page)
        return self._page

    @property
    def bulk(self) -> "BulkPanel":
        """The page for many records, made now if it was not needed before."""
        if self._bulk is None:
            from tradehouse.ui.browser.bulk import BulkPanel

            self._bulk = BulkPanel(self._desk, self._kind)
            self._stack.addWidget(self._bulk)
        return self._bulk

    def show_record(self, record: Record | None) -> None:
        """Show a record, or say that none is chosen."""
        self._record = record
        if record is None:
            self.commit()
            self._stack.setCurrentWidget(self._say_nothing())
        elif self._edit_then is not None and record.id == self._edit_then[0]:
            (_id, key), self._edit_then = self._edit_then, None
            self._soon.stop()
            QTimer.singleShot(SOON, self, lambda: self.edit(key))
        elif self._page is None:
            self._soon.start()
        else:
            self._show()

    def edit_later(self, record_id: int, key: str) -> None:
        """Put the cursor into a field of a record as soon as that record is shown."""
        self._edit_then = record_id, key

    def show_many(self, model: RecordModel, selection: QItemSelectionModel, count: int) -> None:
        """Offer to change one field of all selected records."""
        self.commit()
        self._record = None
        self.bulk.show_selection(model, selection, count)
        self._stack.setCurrentWidget(self.bulk)

    def edit(self, key: str = "") -> None:
        """Put the cursor into a field, the name where no key is given."""
        if self._record is not None:
            self._show()
            self.page.edit(key)
        elif self._bulk is not None and self._stack.currentWidget() is self._bulk:
            self._bulk.edit(key)

    def commit(self) -> None:
        """Save what is being typed at the moment."""
        if self._page is not None:
            self._page.show_record(None)

    def show_photo(self) -> None:
        """Show the photo of the record, or its scans, on the whole screen."""
        if self._record is not None:
            self.page.open_viewer()

    def _on_soon(self) -> None:
        if self._record is not None:
            self._show()

    def _show(self) -> None:
        self.page.show_record(self._record)
        self._stack.setCurrentWidget(self.page)

    def _say_nothing(self) -> QWidget:
        if self._nothing is None:
            self._nothing = EmptyState()
            self._nothing.show_state("empty", "panel-right", _(WORDS[self._kind].choose))
            self._stack.addWidget(self._nothing)
        return self._nothing

    # --- Qt --------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stack.setGeometry(self.rect())

    def sizeHint(self) -> QSize:
        return self._stack.sizeHint()
