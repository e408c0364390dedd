"""One field of many records: choose the field, give the value, see how many change, do it as one step."""

from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget

from tradehouse.domain.cells import Unreadable
from tradehouse.domain.display import show_number
from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import FieldKind, RecordKind, fields, name_field
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.services import editing
from tradehouse.ui.browser.editors.lookups import Lookups
from tradehouse.ui.browser.editors.making import Editor, UnknownRecord, make_editor, problems_of, read_typed
from tradehouse.ui.browser.model import RecordModel
from tradehouse.ui.browser.selection import selected_ids
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.kit.labels import hairline, label
from tradehouse.ui.theme import PANEL

_FIRST = {"product": "status", "supplier": "status", "certification": "stage", "buyer": "status", "offer": "status"}


class BulkPanel(QWidget):
    """Stands in the detail panel while several records are selected."""

    def __init__(self, desk: Desk, kind: RecordKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bulk")
        self._desk = desk
        self._kind = kind
        self._lookups = Lookups(desk.catalogue, desk.jobs, self)
        self._model: RecordModel | None = None
        self._selection: QItemSelectionModel | None = None
        self._count = 0
        self._title: QLabel = label("", "heading")
        self.field_box = QComboBox()
        self.field_box.setObjectName("bulk_field")
        self.field_box.setAccessibleName(_("Field"))
        for field in fields(kind).values():
            if (
                field.editable
                and field.stored
                and field.key != name_field(kind)
                and field.kind is not FieldKind.RECORDS
            ):
                self.field_box.addItem(_(field.label), field.key)
        self._row: FormRow | None = None
        self._editor: Editor | None = None
        self.apply_button: QPushButton = push_button("", self._on_apply_pressed, kind="primary")
        self.apply_button.setObjectName("bulk_apply")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(PANEL, PANEL, PANEL, PANEL)
        self._column.setSpacing(PANEL)
        self._column.addWidget(self._title)
        self._column.addWidget(hairline())
        self._column.addWidget(
            label(_("Give all of them the same value in one field. One undo takes it back."), "muted", wrap=True)
        )
        self._column.addWidget(FormRow(_("Field"), self.field_box))
        self._column.addWidget(self.apply_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.field_box.currentIndexChanged.connect(self._on_field_changed)
        self.field_box.setCurrentIndex(self.field_box.findData(_FIRST[str(kind)]))
        if self._editor is None:
            self._on_field_changed(self.field_box.currentIndex())

    def show_selection(self, model: RecordModel, selection: QItemSelectionModel, count: int) -> None:
        """Stand ready to change the selected records."""
        self._model, self._selection, self._count = model, selection, count
        words = ngettext("{n} record selected", "{n} records selected", count)
        self._title.setText(words.format(n=show_number(count)))
        change = ngettext("Change {n} record", "Change {n} records", count)
        self.apply_button.setText(change.format(n=show_number(count)))

    def edit(self, key: str) -> None:
        """Choose a field and put the cursor into its value."""
        at = self.field_box.findData(key)
        if at >= 0:
            self.field_box.setCurrentIndex(at)
        if self._editor is not None:
            self._editor.widget().setFocus()

    def _on_field_changed(self, _index: int) -> None:
        if self._row is not None:
            self._column.removeWidget(self._row)
            self._row.hide()
            self._row.deleteLater()
        field = fields(self._kind)[self.field_box.currentData()]
        self._editor = make_editor(field, self._lookups)
        self._editor.widget().setObjectName("bulk_value")
        self._editor.show_value(None)
        self._row = FormRow(
            _("New value"),
            self._editor.widget(),
            unit=_(field.unit) if field.unit else "",
            hint=_("Empty takes the value away."),
        )
        self._column.insertWidget(4, self._row)

    def _on_apply_pressed(self) -> None:
        if self._editor is None or self._row is None or self._model is None or self._selection is None:
            return
        field = fields(self._kind)[self.field_box.currentData()]
        try:
            value, _warning = read_typed(field, self._editor.typed(), self._lookups.named)
        except (Unreadable, UnknownRecord) as error:
            self._row.set_problem(str(error))
            return
        problems = problems_of(field, value)
        self._row.set_problem(" ".join(str(problem) for problem in problems))
        if not problems:
            self._apply(field.key, value, list(selected_ids(self._model, self._selection)))

    def _apply(self, key: str, value: Any, ids: list[int]) -> None:
        catalogue, kind = self._desk.catalogue, self._kind
        name = _(fields(kind)[key].label)

        def work(_progress: Progress) -> int:
            return editing.change_many(catalogue, kind, ids, {key: value})

        def done(changed: int) -> None:
            self.apply_button.setEnabled(True)
            if changed:
                words = ngettext("{field}: {n} record changed", "{field}: {n} records changed", changed)
                undo = (Offer(_("Undo"), self._desk.undo, "undo"),)
                self._desk.say(words.format(field=name, n=show_number(changed)), "good", undo)
            else:
                self._desk.say(_("All of them had this value already; nothing changed."), "neutral")

        def failed(error: BaseException) -> None:
            self.apply_button.setEnabled(True)
            if isinstance(error, UserError) and self._row is not None:
                self._row.set_problem(str(error))
            else:
                self._desk.fail(error)

        self.apply_button.setEnabled(False)
        self._desk.jobs.run_write(_("Changing {field}").format(field=name), work, done, failed, owner=self)
