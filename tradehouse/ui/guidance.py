"""The commands around the path of suppliers: services given and the programmes that carry them."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record, Ref
from tradehouse.services import browsing
from tradehouse.ui.page import Page

if TYPE_CHECKING:
    from tradehouse.services.service_log import Logged
    from tradehouse.ui.main_window import MainWindow


class Guidance(QObject):
    """One per main window; each dialog is imported when it is first used."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.setObjectName("guidance")
        self._window = window
        self._last: dict[str, Any] = {}
        window.action("log_service").triggered.connect(lambda _on=False: self.log_service())
        window.action("attendance").triggered.connect(lambda _on=False: self.take_attendance())
        window.action("programme_figures").triggered.connect(lambda _on=False: self.take_figures())
        window.tabs.page_made.connect(self._adopt)
        for page in window.pages:
            if page.is_made:
                self._adopt(page)

    def _adopt(self, page: Page) -> None:
        page.browser.detail.log_asked.connect(self.log_for)

    def log_service(self) -> None:
        """Log a service, for the supplier in front if there is one."""
        page = self._window.page
        record = page.commands.current() if page.is_made and self._window.tabs.board is None else None
        supplier = None
        if record is not None and page.kind is RecordKind.SUPPLIER:
            supplier = _ref(record)
        elif record is not None and isinstance(record["supplier"], Ref):
            supplier = record["supplier"]
        self._open(supplier)

    def log_for(self, supplier_id: int) -> None:
        """Log a service for one supplier."""
        catalogue = self._window.catalogue

        def work(_progress: Progress) -> Record:
            return browsing.record(catalogue, RecordKind.SUPPLIER, supplier_id)

        self._window.jobs.run_read("log-for", work, lambda record: self._open(_ref(record)), owner=self)

    def take_attendance(self) -> None:
        """Ask for a list of attendance for the programme in front, or for a programme first."""
        from tradehouse.ui.training.arriving import ask_attendance

        window = self._window
        programme = programme_in_front(window)
        if programme is None:
            window.show_page(window.page_of(RecordKind.PROGRAMME))
            window.say(_("Choose the programme that the list is of, then call this again."), "attention")
        else:
            ask_attendance(window.desk, programme, window)

    def take_figures(self) -> None:
        """Ask for lists of programmes with the figures of a report."""
        from tradehouse.ui.training.arriving import ask_programme_lists

        ask_programme_lists(self._window.desk, self._window)

    def _open(self, supplier: Ref | None) -> None:
        from tradehouse.ui.service_log.dialog import ServiceDialog

        begun: dict[str, Any] = {"consultant": self._window.catalogue.author.name, **self._last}
        if supplier is not None:
            begun["supplier"] = supplier
        dialog = ServiceDialog(self._window.desk, begun, self._window)
        dialog.saved.connect(self._on_logged)
        dialog.open()

    def _on_logged(self, logged: "Logged") -> None:
        from tradehouse.services.service_log import KEPT

        catalogue, window = self._window.catalogue, self._window

        def told(record: Record) -> None:
            self._last = {key: record[key] for key in KEPT if key != "date" and record[key]}
            window.notice(
                _("Logged for {name}").format(name=record["supplier"].name),
                lambda: window.window_commands.show_record("service", logged.service_id),
                window.undoing.undo,
            )

        window.jobs.run_read(
            "logged", lambda _p: browsing.record(catalogue, RecordKind.SERVICE, logged.service_id), told, owner=self
        )


def programme_in_front(window: "MainWindow") -> Record | None:
    """Return the programme that is chosen on its own page, if that is in front."""
    page = window.page
    if window.tabs.board is not None or page.kind is not RecordKind.PROGRAMME or not page.is_made:
        return None
    return page.commands.current()


def _ref(record: Record) -> Ref:
    return Ref(record.id, record["code"] or "", record["name"] or "")
