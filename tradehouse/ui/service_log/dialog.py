"""Logging a service: who, how, about what, and when to come back. Enter saves; what repeats is already filled in."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from tradehouse.domain.cells import Unreadable
from tradehouse.domain.display import show
from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import Field, RecordKind, fields
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record, Ref
from tradehouse.services import service_log
from tradehouse.services.service_log import Logged
from tradehouse.ui.browser.editors.lookups import Lookups
from tradehouse.ui.browser.editors.making import Editor, UnknownRecord, make_editor, problems_of, read_typed
from tradehouse.ui.browser.editors.reference import MOST, Offered, ReferenceEditor
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.theme import GAP, PANEL

_ROWS = (
    ("supplier",),
    ("kind", "channel"),
    ("date", "next_date"),
    ("scheme", "consultant_field"),
    ("subject",),
    ("problem", "advice"),
    ("consultant", "minutes"),
)


class ServiceDialog(DialogFrame):
    """Asks for one service after the other.

    Signals:
        logged(Logged): a service was logged.
    """

    logged = Signal(object)

    def __init__(self, desk: Desk, begun: Mapping[str, Any], parent: QWidget | None = None) -> None:
        super().__init__(
            _("Log a service"), "service_dialog", QSize(640, 640), parent,
            sentence=_("Find the supplier by name or phone. What you logged last is filled in already."),
        )  # fmt: skip
        self._desk = desk
        self._lookups = Lookups(desk.catalogue, desk.jobs, self)
        self._rows: dict[str, tuple[Field, Editor, FormRow]] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(PANEL)
        grid.setVerticalSpacing(GAP)
        for line, keys in enumerate(_ROWS):
            for column, key in enumerate(keys):
                row = self._make_row(fields(RecordKind.SERVICE)[key])
                grid.addWidget(row, line, column, 1, 2 // len(keys), Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.new_supplier = push_button("", self._save_with_new, kind="flat", glyph="plus")
        self.new_supplier.setObjectName("new_supplier")
        self.new_supplier.hide()
        self.body.addWidget(self.new_supplier, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.add_button(_("Cancel"), self.reject)
        self.add_button(_("Save and next"), lambda: self._save(close=False), name="save_and_next")
        self.add_button(_("Save"), lambda: self._save(close=True), kind="primary", default=True, name="save")
        self._begin(begun)

    def _make_row(self, field: Field) -> FormRow:
        editor = (
            ReferenceEditor(field, self._find, lambda value: show(field, value))
            if field.key == "supplier"
            else make_editor(field, self._lookups)
        )
        editor.setObjectName(f"log.{field.key}")
        unit = _(field.unit) if field.unit else ""
        row = FormRow(_(field.label), editor.widget(), unit=unit, required=field.required)
        self._rows[field.key] = (field, editor, row)
        return row

    def _begin(self, values: Mapping[str, Any]) -> None:
        today = datetime.now(UTC).astimezone().date()
        for key, (_field, editor, row) in self._rows.items():
            editor.show_value(values.get(key, today if key == "date" else None))
            row.set_problem("")
        self.new_supplier.hide()
        first = "subject" if values.get("supplier") else "supplier"
        self._rows[first][1].widget().setFocus()

    def _find(self, text: str, answer: Callable[[Sequence[Offered]], None]) -> None:
        catalogue = self._desk.catalogue

        def done(found: Sequence[Record]) -> None:
            answer([_offered(record) for record in found])

        self._desk.jobs.run_read(
            f"log:{id(self)}", lambda _p: service_log.find_suppliers(catalogue, text, MOST), done, owner=self
        )

    def _save_with_new(self) -> None:
        self._save(close=False, make_supplier=True)

    def _save(self, *, close: bool, make_supplier: bool = False) -> None:
        name = str(self._rows["supplier"][1].typed() or "").strip() if make_supplier else ""
        values = self._read(unknown_allowed=make_supplier)
        if values is None:
            return
        catalogue = self._desk.catalogue

        def work(_progress: Progress) -> Logged:
            return service_log.log(catalogue, values, name)

        def done(logged: Logged) -> None:
            self.logged.emit(logged)
            if close:
                self.accept()
            else:
                self._begin({key: values[key] for key in service_log.KEPT if key in values})

        def failed(error: BaseException) -> None:
            if isinstance(error, UserError):
                self.show_problem(str(error))
            else:
                self._desk.fail(error)

        self.show_problem("")
        self._desk.jobs.run_write(_("Log a service"), work, done, failed, owner=self)

    def _read(self, *, unknown_allowed: bool) -> dict[str, Any] | None:
        values: dict[str, Any] = {}
        sound = True
        for key, (field, editor, row) in self._rows.items():
            reason = ""
            try:
                value, _warning = read_typed(field, editor.typed(), self._lookups.named)
            except UnknownRecord as error:
                value, reason = None, "" if unknown_allowed else str(error)
                self._offer_new(str(editor.typed()))
            except Unreadable as error:
                value, reason = None, str(error)
            if not (unknown_allowed and key == "supplier"):
                reason = reason or " ".join(str(problem) for problem in problems_of(field, value))
            row.set_problem(reason)
            sound = sound and not reason
            if value is not None and value != ():
                values[key] = value
        return values if sound else None

    def _offer_new(self, name: str) -> None:
        self.new_supplier.setText(_('Save with "{name}" as a new supplier').format(name=name))
        self.new_supplier.show()


def _offered(record: Record) -> Offered:
    facts = [str(record["name"]), *(str(record[key]) for key in ("owner", "phone", "code") if record[key])]
    return Offered("  ·  ".join(facts), Ref(record.id, record["code"] or "", record["name"] or ""))
