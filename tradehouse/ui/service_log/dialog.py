"""Logging a service: who, how, about what, and when to come back. Enter saves; what repeats is already filled in."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from tradehouse.domain.display import show
from tradehouse.domain.fields import Field, RecordKind, fields
from tradehouse.domain.language import _
from tradehouse.domain.records import Record, Ref
from tradehouse.services import service_log
from tradehouse.services.service_log import Logged
from tradehouse.ui.browser.editors.making import Editor, UnknownRecord, make_editor
from tradehouse.ui.browser.editors.reference import MOST, Offered, ReferenceEditor
from tradehouse.ui.browser.field_dialog import FieldDialog, Values
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.buttons import push_button

_ROWS = (
    ("supplier",),
    ("kind", "channel"),
    ("date", "next_date"),
    ("scheme", "consultant_field"),
    ("subject",),
    ("problem", "advice"),
    ("consultant", "minutes"),
)


class ServiceDialog(FieldDialog):
    """Asks for one service after the other. Who is not known yet may be entered on the way."""

    def __init__(self, desk: Desk, begun: Mapping[str, Any], parent: QWidget | None = None) -> None:
        self._making = ""
        keys = fields(RecordKind.SERVICE)
        super().__init__(
            desk,
            "service_dialog",
            _("Log a service"),
            [[keys[key] for key in line] for line in _ROWS],
            self._log,
            parent,
            sentence=_("Find the supplier by name or phone. What you logged last is filled in already."),
            size=QSize(640, 640),
            save_next=True,
            prefix="log",
        )
        self.new_supplier = push_button("", self._save_with_new, kind="flat", glyph="plus")
        self.new_supplier.setObjectName("new_supplier")
        self.new_supplier.hide()
        self.body.insertWidget(1, self.new_supplier, 0, Qt.AlignmentFlag.AlignLeft)
        self.begin(begun, focus="subject" if begun.get("supplier") else "supplier")

    def make(self, field: Field) -> Editor:
        if field.key == "supplier":
            return ReferenceEditor(field, self._find, lambda value: show(field, value))
        return make_editor(field, self.lookups)

    def begin(self, values: Mapping[str, Any], focus: str = "") -> None:
        super().begin({"date": datetime.now(UTC).astimezone().date(), **values}, focus)
        self.new_supplier.hide()

    def begin_again(self, values: Values) -> None:
        self.begin({key: values[key] for key in service_log.KEPT if key in values})

    def excuse(self, key: str, error: Exception) -> str:
        if key != "supplier" or not isinstance(error, UnknownRecord):
            return str(error)
        name = str(self.editor("supplier").typed())
        self.new_supplier.setText(_('Save with "{name}" as a new supplier').format(name=name))
        self.new_supplier.show()
        if self._making:
            return ""
        return _('"{name}" is not known. Pick one from the list, or save it as a new supplier below.').format(name=name)

    def _find(self, text: str, answer: Callable[[Sequence[Offered]], None]) -> None:
        catalogue = self._desk.catalogue

        def done(found: Sequence[Record]) -> None:
            answer([_offered(record) for record in found])

        self._desk.jobs.run_read(
            f"log:{id(self)}", lambda _p: service_log.find_suppliers(catalogue, text, MOST), done, owner=self
        )

    def _save_with_new(self) -> None:
        self._making = str(self.editor("supplier").typed() or "").strip()
        self.store(close=False)

    def _log(self, values: Values) -> Logged:
        name, self._making = self._making, ""
        return service_log.log(self._desk.catalogue, values, "" if "supplier" in values else name)


def _offered(record: Record) -> Offered:
    facts = [str(record["name"]), *(str(record[key]) for key in ("owner", "phone", "code") if record[key])]
    return Offered("  ·  ".join(facts), Ref(record.id, record["code"] or "", record["name"] or ""))
