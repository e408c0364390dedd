"""Making a record: only what it cannot do without is asked; the rest is filled in beside the list."""

from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from tradehouse.domain.cells import Unreadable
from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import Field, RecordKind, fields
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record
from tradehouse.services import editing
from tradehouse.ui.browser.editors.lookups import Lookups
from tradehouse.ui.browser.editors.making import Editor, UnknownRecord, make_editor, problems_of, read_typed
from tradehouse.ui.browser.kind_words import WORDS
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.form import FormRow

_KEPT = ("supplier", "category", "province", "series", "organiser")


class NewRecord(DialogFrame):
    """The dialog for a new record. "Save and next" keeps supplier and category for the one after it.

    Signals:
        made(id): a record was made.
    """

    made = Signal(int)

    def __init__(self, desk: Desk, kind: RecordKind, beside: Record | None, parent: QWidget | None = None) -> None:
        super().__init__(_(WORDS[kind].new), "new_record", QSize(460, 420), parent, sentence=_(WORDS[kind].about_new))
        self._desk = desk
        self._kind = kind
        self._lookups = lookups = Lookups(desk.catalogue, desk.jobs, self)
        self._rows: dict[str, tuple[Field, Editor, FormRow]] = {}
        for key in WORDS[kind].asked:
            field = fields(kind)[key]
            editor = make_editor(field, lookups)
            editor.setObjectName(f"new.{key}")
            editor.show_value(beside[key] if beside is not None and key == "supplier" else None)
            row = FormRow(
                _(field.label), editor.widget(), unit=_(field.unit) if field.unit else "", required=field.required
            )
            self.body.addWidget(row)
            self._rows[key] = (field, editor, row)
        self.body.addStretch(1)
        self.add_button(_("Cancel"), self.reject)
        self.add_button(_("Save and next"), self._on_next_pressed, name="save_and_next")
        self.add_button(_("Save"), self._on_save_pressed, kind="primary", default=True, name="save")
        self._rows[WORDS[kind].asked[0]][1].widget().setFocus()

    def suggest(self, key: str, text: str) -> None:
        """Show a value to begin with."""
        if text:
            self._rows[key][1].show_typed(text)

    def _on_save_pressed(self) -> None:
        self._save(close=True)

    def _on_next_pressed(self) -> None:
        self._save(close=False)

    def _save(self, *, close: bool) -> None:
        values = self._read()
        if values is None:
            return
        catalogue, kind = self._desk.catalogue, self._kind

        def work(_progress: Progress) -> int:
            return editing.create(catalogue, kind, values)

        def done(record_id: int) -> None:
            self.made.emit(record_id)
            if close:
                self.accept()
            else:
                self._begin_again(values)

        def failed(error: BaseException) -> None:
            if isinstance(error, UserError):
                self.show_problem(str(error))
            else:
                self._desk.fail(error)

        self.show_problem("")
        self._desk.jobs.run_write(_(WORDS[kind].new), work, done, failed, owner=self)

    def _read(self) -> dict[str, Any] | None:
        values: dict[str, Any] = {}
        sound = True
        for key, (field, editor, row) in self._rows.items():
            reason = ""
            try:
                value, _warning = read_typed(field, editor.typed(), self._lookups.named)
            except (Unreadable, UnknownRecord) as error:
                value, reason = None, str(error)
            reason = reason or " ".join(str(problem) for problem in problems_of(field, value))
            row.set_problem(reason)
            sound = sound and not reason
            if value is not None and value != ():
                values[key] = value
        return values if sound else None

    def _begin_again(self, values: dict[str, Any]) -> None:
        for key, (_field, editor, _row) in self._rows.items():
            editor.show_value(values.get(key) if key in _KEPT else None)
        self._rows[WORDS[self._kind].asked[0]][1].widget().setFocus()
