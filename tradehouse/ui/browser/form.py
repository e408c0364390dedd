"""The form of the detail panel: one row per field, read from FIELDS, saved field by field as it is left."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from tradehouse.domain import buyer_fields as buyer
from tradehouse.domain import certification_fields as certification
from tradehouse.domain import offer_fields as offer
from tradehouse.domain import partner_fields as partner
from tradehouse.domain import product_fields as product
from tradehouse.domain import programme_fields as programme
from tradehouse.domain import service_fields as service
from tradehouse.domain import supplier_fields as supplier
from tradehouse.domain.cells import Unreadable
from tradehouse.domain.errors import InvalidData, UserError
from tradehouse.domain.fields import Field, FieldKind, RecordKind, fields
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record
from tradehouse.domain.rules import check_between
from tradehouse.services import editing
from tradehouse.ui.browser.editors.lookups import Lookups
from tradehouse.ui.browser.editors.making import Editor, UnknownRecord, is_wide, make_editor, problems_of, read_typed
from tradehouse.ui.browser.number_advice import NumberAdvice
from tradehouse.ui.browser.phone_advice import PhoneAdvice
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.theme import GAP, PANEL

AT_ONCE = 5
_SECTIONS = {
    RecordKind.PRODUCT: (product.BASIC, product.STORY, product.PRICE, product.PACKING, product.EXPORT, product.DESK),
    RecordKind.SUPPLIER: (
        supplier.FIRM,
        supplier.CONTACT,
        supplier.PLACE,
        supplier.BUSINESS,
        supplier.PATH,
        supplier.DESK,
    ),
    RecordKind.CERTIFICATION: (
        certification.PAPER,
        certification.COVER,
        certification.APPLICATION,
        certification.DESK,
    ),
    RecordKind.BUYER: (buyer.FIRM, buyer.CONTACT, buyer.TERMS, buyer.DESK),
    RecordKind.OFFER: (offer.DESK,),  # what is frozen has a list of its own
    RecordKind.PROGRAMME: (programme.PROGRAMME, programme.REPORTED, programme.DESK),
    RecordKind.SERVICE: (service.SERVICE, service.OUTCOME, service.DESK),
    RecordKind.PARTNER: (partner.PARTNER, partner.CONTACT, partner.DESK),
}
_COUNTED = ("photo_count", "offer_count", "session_count", "participant_count", "link_count")


class FieldRow(QObject):
    """One field in the form: its row, its editor, and what to do with what is typed."""

    def __init__(self, field: Field, lookups: Lookups, desk: Desk) -> None:
        super().__init__()
        self.field = field
        self._desk = desk
        self._lookups = lookups
        self._record: Record | None = None
        self._value: Any = None
        self.editor: Editor = make_editor(field, lookups)
        unit = _(field.unit) if field.unit else ""
        hint = _(field.hint) if field.hint else ""
        self.row = FormRow(_(field.label), self.editor.widget(), unit=unit, hint=hint, required=field.required)
        self.drafts: dict[int, tuple[Any, str]] = {}
        """What was typed for a record and could not be saved, with the reason: not saved and not lost."""
        self._advice = ""
        if desk.catalogue.read_only:
            _lock(self.editor.widget())
        self.editor.committed.connect(self._on_committed)
        self.editor.reverted.connect(self._on_reverted)

    def show_record(self, record: Record | None) -> None:
        """Show the field of a record. The same record again, changed elsewhere, leaves unsaved typing alone."""
        same = record is not None and self._record is not None and record.id == self._record.id
        if same and self.editor.is_dirty():
            self._record = record
            return
        self._record = record
        value = None if record is None else record[self.field.key]
        if not same or value != self._value:
            self._value = value
            self.editor.show_value(value)
        typed, reason = self.drafts.get(record.id, (None, "")) if record is not None else (None, "")
        if reason:
            self.editor.show_typed(typed)
        if not same or reason or self.row.problem():
            self._tell(reason)

    def advise(self, text: str) -> None:
        """Say what is doubtful about the stored value, wherever nothing worse is to be said; "" for nothing."""
        if text != self._advice:
            self._advice = text
            record = self._record
            self._tell(self.drafts.get(record.id, (None, ""))[1] if record is not None else "")

    def _tell(self, reason: str) -> None:
        self.row.set_problem(reason or self._advice, "error" if reason else "warning")

    def _on_committed(self, typed: Any) -> None:
        record = self._record
        if record is None:
            return
        try:
            value, warning = read_typed(self.field, typed, self._lookups.named)
        except (Unreadable, UnknownRecord) as error:
            self._refuse(record, typed, str(error))
            return
        problems = problems_of(self.field, value)
        if problems:
            self._refuse(record, typed, " ".join(str(problem) for problem in problems))
            return
        self.drafts.pop(record.id, None)
        self.row.set_problem(str(warning) if warning else "", "warning")
        if value == self._value:
            self.editor.show_value(self._value)
            return
        self._save(record, typed, value)

    def _save(self, record: Record, typed: Any, value: Any) -> None:
        catalogue, key = self._desk.catalogue, self.field.key

        def work(_progress: Progress) -> bool:
            return editing.change(catalogue, record.kind, record.id, key, value)

        def done(differed: bool) -> None:
            if self._record is not None and self._record.id == record.id:
                # the news may be here already, with the value as it was kept: a number in the form of its type
                self._value = value if self._record is record else self._record[key]
                if not self.editor.is_dirty() or self.editor.typed() == typed:
                    self.editor.show_value(self._value)
                if differed:
                    self.row.show_saved(self._desk.undo)

        def failed(error: BaseException) -> None:
            if isinstance(error, UserError):
                self._refuse(record, typed, str(error))
            if not isinstance(error, InvalidData):
                self._desk.fail(error)

        self._desk.jobs.run_write(_("Saving {field}").format(field=_(self.field.label)), work, done, failed, owner=self)

    def _refuse(self, record: Record, typed: Any, reason: str) -> None:
        self.drafts[record.id] = (typed, reason)
        if self._record is not None and self._record.id == record.id:
            self.row.set_problem(reason)

    def _on_reverted(self) -> None:
        if self._record is not None:
            self.drafts.pop(self._record.id, None)
        self.row.set_problem("")


class Form(QObject):
    """The rows of one kind by section. Rows are made a few at a time, so that the window answers meanwhile.

    Signals:
        record_asked(kind, id): another record, named in what is doubtful, is to be shown.
    """

    record_asked = Signal(str, int)

    def __init__(self, desk: Desk, kind: RecordKind, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind = kind
        self._phones = PhoneAdvice(desk, self)
        self._number = NumberAdvice(desk, self) if kind is RecordKind.CERTIFICATION else None
        if self._number is not None:
            self._number.record_asked.connect(self.record_asked)
        self._lookups = Lookups(desk.catalogue, desk.jobs, self)
        self._lookups.narrow = self._province_of
        self._record: Record | None = None
        self._waiting: list[tuple[QGridLayout, Field, int, int, int]] = []
        self.rows: dict[str, FieldRow] = {}
        self.sections: dict[str, list[Field]] = {}
        for section in _SECTIONS[kind]:
            self.sections[section] = [
                f for f in fields(kind).values() if f.section == section and f.key not in _COUNTED
            ]

    def fill_later(self, section: str, into: QWidget) -> None:
        """Note where the rows of a section are to stand."""
        grid = QGridLayout(into)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(PANEL)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._waiting += [(grid, *place) for place in _places(self.sections[section])]

    def fill_next(self) -> bool:
        """Make the next few rows; return whether there are more to make."""
        for grid, field, line, column, span in self._waiting[:AT_ONCE]:
            row = FieldRow(field, self._lookups, self._desk)
            row.setParent(self)
            grid.addWidget(row.row, line, column, 1, span, Qt.AlignmentFlag.AlignTop)
            self.rows[field.key] = row
            row.show_record(self._record)
        del self._waiting[:AT_ONCE]
        self._advise()
        return bool(self._waiting)

    def fill_all(self) -> None:
        """Make every row now."""
        while self.fill_next():
            pass

    def show_record(self, record: Record | None) -> None:
        """Show a record in all rows that there are. What is typed for another one is to be saved before."""
        self._record = record
        for row in self.rows.values():
            row.show_record(record)
        self._advise()

    def _advise(self) -> None:
        """Say at each field what is doubtful between it and others."""
        if self._record is None:
            return
        told: dict[str, str] = {}
        for problem in check_between(self._kind, self._record.values):
            told[problem.field] = " ".join(filter(None, (told.get(problem.field), str(problem))))
        for key, row in self.rows.items():
            row.advise(told.get(key, ""))
        if self._number is not None and "number" in self.rows:
            self._number.show_record(self._record, self.rows["number"], told.get("number", ""))
        self._phones.show_record(self._record, self.rows)

    def commit(self) -> None:
        """Save what is being typed at the moment."""
        for row in self.rows.values():
            if row.editor.is_dirty():
                row.editor.commit()

    def _province_of(self, field: Field) -> str | None:
        beside = {"regency": "province", "origin_regency": "origin_province"}.get(field.key)
        return None if beside is None or self._record is None else self._record[beside]


def _lock(widget: QWidget) -> None:
    """Let a value be read and copied, but not changed."""
    if isinstance(widget, (QLineEdit, QPlainTextEdit)):
        widget.setReadOnly(True)
    else:
        widget.setEnabled(False)


def _places(section: list[Field]) -> Iterator[tuple[Field, int, int, int]]:
    """Yield (field, line, column, columns taken): narrow fields that follow each other stand in pairs."""
    line, column = 0, 0
    for n, field in enumerate(section):
        follower = section[n + 1] if n + 1 < len(section) else None
        alone = column == 0 and (follower is None or is_wide(follower))
        if is_wide(field) or (alone and field.kind is not FieldKind.BOOLEAN):
            yield field, line + (1 if column else 0), 0, 2
            line, column = line + (2 if column else 1), 0
        else:
            yield field, line, column, 1
            line, column = (line + 1, 0) if column else (line, 1)
