"""Whose products they are: a known supplier, or the name of a new one."""

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.domain.query import parse_query
from tradehouse.services import browsing
from tradehouse.ui.desk import Desk

MOST = 30


class SupplierLine(QLineEdit):
    """Offers suppliers of the catalogue while one types; any other text is a new supplier's name."""

    named = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("default_supplier")
        self.setPlaceholderText(_("Not known"))
        self.setMaxLength(300)
        self._desk = desk
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(lambda _text: self._finish())
        self.setCompleter(completer)
        self.textEdited.connect(self._look)
        self.editingFinished.connect(self._finish)

    def _look(self, text: str) -> None:
        catalogue = self._desk.catalogue
        query = parse_query(RecordKind.SUPPLIER, text, sort="name")

        def work(_progress: Progress) -> list[str]:
            ids = browsing.find_ids(catalogue, RecordKind.SUPPLIER, query, MOST)
            return [str(record["name"]) for record in browsing.records(catalogue, RecordKind.SUPPLIER, ids)]

        self._desk.jobs.run_read("import-supplier", work, self._offer, owner=self)

    def _offer(self, names: list[str]) -> None:
        self._names.setStringList(list(dict.fromkeys(names)))
        if self.hasFocus() and names and self.text():
            self.completer().complete()

    def _finish(self) -> None:
        self.named.emit(" ".join(self.text().split()))
