"""A dialog of fields: each with its editor and its reason where it cannot be saved; saving is a job of the write lane."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from tradehouse.domain.cells import Unreadable
from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import Field
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.ui.browser.editors.lookups import Lookups
from tradehouse.ui.browser.editors.making import Editor, UnknownRecord, make_editor, problems_of, read_typed
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.theme import GAP, PANEL

Values = dict[str, Any]


class FieldDialog(DialogFrame):
    """Asks for fields and hands what was typed to `save`, off the GUI thread. With save_next, one after the other.

    lines are the fields, those of one line beside each other. prefix begins the object names of the editors.

    Signals:
        saved(object): what `save` returned.
    """

    saved = Signal(object)

    def __init__(
        self,
        desk: Desk,
        name: str,
        title: str,
        lines: Sequence[Sequence[Field]],
        save: Callable[[Values], Any],
        parent: QWidget | None = None,
        *,
        sentence: str = "",
        size: QSize = QSize(480, 420),  # noqa: B008 - never changed
        save_next: bool = False,
        prefix: str = "new",
    ) -> None:
        super().__init__(title, name, size, parent, sentence=sentence)
        self._desk = desk
        self._title_text = title
        self._store = save
        self._storing = False
        self.lookups = Lookups(desk.catalogue, desk.jobs, self)
        self.rows: dict[str, tuple[Field, Editor, FormRow]] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(PANEL)
        grid.setVerticalSpacing(GAP)
        widest = max(len(line) for line in lines)
        for line, shown in enumerate(lines):
            for column, field in enumerate(shown):
                editor = self.make(field)
                editor.setObjectName(f"{prefix}.{field.key}")
                unit = _(field.unit) if field.unit else ""
                row = FormRow(_(field.label), editor.widget(), unit=unit, required=field.required)
                grid.addWidget(row, line, column, 1, widest // len(shown), Qt.AlignmentFlag.AlignTop)
                self.rows[field.key] = (field, editor, row)
        for column in range(widest):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.add_button(_("Cancel"), self.reject)
        if save_next:
            self.add_button(_("Save and next"), lambda: self.store(close=False), name="save_and_next")
        self.add_button(_("Save"), lambda: self.store(close=True), kind="primary", default=True, name="save")
        self.editor(lines[0][0].key).widget().setFocus()

    def make(self, field: Field) -> Editor:
        """Return the editor of a field."""
        return make_editor(field, self.lookups)

    def editor(self, key: str) -> Editor:
        """Return the editor of a field by its key."""
        return self.rows[key][1]

    def begin(self, values: Mapping[str, Any], focus: str = "") -> None:
        """Show values to begin with; what is not among them is empty."""
        for key, (_field, editor, row) in self.rows.items():
            editor.show_value(values.get(key))
            row.set_problem("")
        self.editor(focus or next(iter(self.rows))).widget().setFocus()

    def read(self) -> Values | None:
        """Return what was typed, without what is empty; None where something cannot be saved, with its reason shown."""
        values: Values = {}
        sound = True
        for key, (field, editor, row) in self.rows.items():
            reason = ""
            try:
                value, _warning = read_typed(field, editor.typed(), self.lookups.named)
            except (Unreadable, UnknownRecord) as error:
                value, reason = None, self.excuse(key, error)
            else:
                reason = " ".join(str(problem) for problem in problems_of(field, value))
            row.set_problem(reason)
            sound = sound and not reason
            if value is not None and value != ():
                values[key] = value
        return values if sound else None

    def excuse(self, key: str, error: Exception) -> str:
        """Return why what was typed in a field cannot be saved, "" where it can."""
        del key
        return str(error)

    def store(self, *, close: bool) -> None:
        """Save, and close or begin again; a second press while it is being saved does nothing."""
        values = None if self._storing else self.read()
        if values is None:
            return
        save = self._store

        def work(_progress: Progress) -> Any:
            return save(values)

        def done(result: Any) -> None:
            self._storing = False
            self.saved.emit(result)
            if close:
                self.accept()
            else:
                self.begin_again(values)

        def failed(error: BaseException) -> None:
            self._storing = False
            if isinstance(error, UserError):
                self.show_problem(str(error))
            else:
                self._desk.fail(error)

        self.show_problem("")
        self._storing = True
        self._desk.jobs.run_write(self._title_text, work, done, failed, owner=self)

    def begin_again(self, values: Values) -> None:
        """Make ready for the next one after these."""
        del values
        self.begin({})
