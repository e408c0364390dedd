"""Making a record: only what it cannot do without is asked; the rest is filled in beside the list."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from tradehouse.domain.certificate_numbers import check_certificate, expected_number
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import _
from tradehouse.domain.records import Record
from tradehouse.domain.reference_lists import find_code
from tradehouse.services import editing
from tradehouse.ui.browser.field_dialog import FieldDialog, Values
from tradehouse.ui.browser.kind_words import WORDS
from tradehouse.ui.desk import Desk

_KEPT = ("supplier", "category", "province", "series", "organiser")


class NewRecord(FieldDialog):
    """The dialog for a new record. "Save and next" keeps supplier and category for the one after it.

    saved hands on the id of the record.
    """

    def __init__(self, desk: Desk, kind: RecordKind, beside: Record | None, parent: QWidget | None = None) -> None:
        words, catalogue = WORDS[kind], desk.catalogue
        super().__init__(
            desk,
            "new_record",
            _(words.new),
            [[fields(kind)[key]] for key in words.asked],
            lambda values: editing.create(catalogue, kind, values),
            parent,
            sentence=_(words.about_new),
            size=QSize(460, 420),
            save_next=True,
        )
        if kind is RecordKind.CERTIFICATION:
            for key in ("type", "number"):
                self.editor(key).committed.connect(lambda _typed: self._judge_number())
        self.begin({"supplier": beside["supplier"]} if beside is not None and "supplier" in self.rows else {})

    def suggest(self, key: str, text: str) -> None:
        """Show a value to begin with."""
        if text:
            self.editor(key).show_typed(text)

    def _judge_number(self) -> None:
        """Say what numbers of the type look like, and what is odd about the one that was typed."""
        kind, number = (str(self.editor(key).typed() or "") for key in ("type", "number"))
        code, row = find_code("certification_type", kind) or "", self.rows["number"][2]
        expected = expected_number(code)
        row.set_hint(str(expected) if expected is not None else "")
        odd = (str(problem) for problem in check_certificate({"type": code, "number": number}))
        row.set_problem(next(odd, ""), "warning")

    def begin_again(self, values: Values) -> None:
        self.begin({key: value for key, value in values.items() if key in _KEPT})
