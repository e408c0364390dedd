"""Planning an application, and turning one into the certificate that came of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from tradehouse.domain.applications import Application, proposed_end, without_end
from tradehouse.domain.cells import Unreadable
from tradehouse.domain.display import show_date
from tradehouse.domain.entry import read_entry
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import _
from tradehouse.domain.records import Ref
from tradehouse.domain.reference_data import certification_types
from tradehouse.domain.reference_lists import find_label
from tradehouse.services import applications
from tradehouse.services.applications import Issue
from tradehouse.services.requirements import today
from tradehouse.ui.browser.field_dialog import FieldDialog, Values
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.labels import label
from tradehouse.ui.settings_store import last_folder

FOLDER: Final = last_folder("scans")
KEYS = fields(RecordKind.CERTIFICATION)
_START = (("supplier",), ("type",), ("products",), ("due", "cost_idr"), ("consultant",), ("notes",))
_ISSUE = (("number",), ("issued", "expires"))


class StartDialog(FieldDialog):
    """Plans an application; saved tells its id. begun are values that are filled in already."""

    def __init__(self, desk: Desk, begun: Mapping[str, Any], parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            "start_application",
            _("New application"),
            [[KEYS[key] for key in line] for line in _START],
            self._start,
            parent,
            sentence=_("Who applies for what. Without products it is for all that the supplier makes."),
            size=QSize(520, 560),
        )
        self.begin(begun, focus="due" if begun.get("type") and begun.get("supplier") else "")

    def _start(self, values: Values) -> int:
        supplier: Ref = values.pop("supplier")
        products: Sequence[Ref] = values.pop("products", ())
        kind: str = values.pop("type")
        return applications.start(
            self._desk.catalogue, supplier.id, kind, [product.id for product in products], **values
        )


class IssueDialog(FieldDialog):
    """Asks what stands on the paper; the last day follows from the type's term until somebody types another."""

    def __init__(self, desk: Desk, application: Application, parent: QWidget | None = None) -> None:
        self._application = application
        super().__init__(
            desk,
            "issue_certificate",
            _("The certificate is issued"),
            [[KEYS[key] for key in line] for line in _ISSUE],
            self._issue,
            parent,
            sentence=f"{find_label('certification_type', application.type)}  ·  {application.supplier_name}",
            size=QSize(480, 340),
        )
        self._proposed: date | None = None
        issued = application.issued or today()
        self.begin({"number": application.number, "issued": issued})
        self._scans: list[Path] = []
        self._scan_words = label("", "muted", wrap=True)
        self._scan_words.hide()
        self.add_scan = push_button(_("Add a scan…"), self._ask_scans, kind="flat", glyph="upload")
        self.add_scan.setObjectName("add_scan")
        self.body.insertWidget(1, self.add_scan, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.insertWidget(2, self._scan_words)
        kind = certification_types().get(application.type)
        if kind is not None and kind.number_example:
            self._line("number").setPlaceholderText(_("for example {number}").format(number=kind.number_example))
        self._line("number").textChanged.connect(lambda _text: self._check())
        self._line("issued").textChanged.connect(lambda _text: self._propose())
        self._line("expires").textChanged.connect(lambda _text: self._check())
        self._propose()

    def _line(self, key: str) -> QLineEdit:
        return cast(QLineEdit, self.editor(key).widget())

    def _typed_day(self, key: str) -> date | None:
        try:
            found: date | None = read_entry(KEYS[key], self._line(key).text().strip()).value
        except Unreadable:
            return None
        return found

    def _propose(self) -> None:
        issued, kept = self._typed_day("issued"), self._typed_day("expires")
        if issued is not None and kept == self._proposed:
            self._proposed = proposed_end(self._application.type, issued)
            self.editor("expires").show_value(self._proposed)
        self._check()

    def _check(self) -> None:
        paper = Issue(self._line("number").text().strip(), self._typed_day("issued"), self._typed_day("expires"))
        odd = {problem.field: str(problem) for problem in applications.check_issue(self._application, paper)}
        for key, (_field, _editor, row) in self.rows.items():
            row.set_hint(self._hint(key))
            row.set_problem(odd.get(key, ""), "warning")

    def _hint(self, key: str) -> str:
        if key != "expires":
            return ""
        if without_end(self._application.type):
            return _("Leave it empty: it holds without a last day.")
        if self._proposed is not None and self._typed_day("expires") == self._proposed:
            return _("{date}, by the term of this type").format(date=show_date(self._proposed))
        return ""

    def take_scans(self, files: Sequence[Path]) -> None:
        """Put files with the certificate once it is saved."""
        self._scans = list(dict.fromkeys([*self._scans, *files]))
        self._scan_words.setText(", ".join(file.name for file in self._scans))
        self._scan_words.setVisible(bool(self._scans))

    def _ask_scans(self) -> None:
        folder = self._desk.settings.get(FOLDER) or str(Path.home())
        patterns = " ".join(f"*.{suffix}" for suffix in ("pdf", "jpg", "jpeg", "png", "webp", "heic", "tif", "tiff"))
        chosen, _filter = QFileDialog.getOpenFileNames(
            self, _("Scans of the certificate"), folder, f"{_('PDF and photos')} ({patterns})"
        )
        if chosen:
            self._desk.settings.put(FOLDER, str(Path(chosen[0]).parent))
            self.take_scans([Path(file) for file in chosen])

    def _issue(self, values: Values) -> int:
        paper = Issue(values.get("number", ""), values.get("issued"), values.get("expires"), tuple(self._scans))
        applications.issue(self._desk.catalogue, self._application.id, paper)
        return self._application.id
