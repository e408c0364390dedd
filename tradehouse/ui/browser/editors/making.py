"""Which editor a field gets, and how what was typed in it is read."""

from collections.abc import Callable, Sequence
from typing import Any

from tradehouse.domain.entry import read_entry
from tradehouse.domain.errors import Problem
from tradehouse.domain.fields import RECORD_KINDS, Field, FieldKind, RecordKind
from tradehouse.domain.language import N_, Message
from tradehouse.domain.records import Ref
from tradehouse.domain.rules import check_value
from tradehouse.ui.browser.editors.choice import ChoiceEditor
from tradehouse.ui.browser.editors.line import LineEditor
from tradehouse.ui.browser.editors.lookups import Lookups
from tradehouse.ui.browser.editors.records import RecordsEditor
from tradehouse.ui.browser.editors.reference import ReferenceEditor
from tradehouse.ui.browser.editors.text import TextEditor
from tradehouse.ui.browser.editors.tiers import TiersEditor

Named = Callable[[RecordKind, str], Sequence[Ref]]
Editor = LineEditor | TextEditor | ChoiceEditor | ReferenceEditor | TiersEditor | RecordsEditor


def make_editor(field: Field, lookups: Lookups) -> Editor:
    """Return an editor for a field, named `field.<key>`."""
    editor = _make(field, lookups)
    editor.setObjectName(f"field.{field.key}")
    return editor


def _make(field: Field, lookups: Lookups) -> Editor:
    match field.kind:
        case FieldKind.LONG_TEXT | FieldKind.CHANNELS:
            return TextEditor(field)
        case FieldKind.CHOICE | FieldKind.BOOLEAN if field.editable:
            return ChoiceEditor(field)
        case FieldKind.REFERENCE:
            return ReferenceEditor(field, lookups.finder(field), lambda value: lookups.label_of(field, value))
        case FieldKind.TIERS:
            return TiersEditor(field)
        case FieldKind.RECORDS:
            return RecordsEditor(field, lookups.finder(field))
        case _:
            return LineEditor(field)


def is_wide(field: Field) -> bool:
    """Whether the editor takes a whole line of the form; narrow ones stand in pairs."""
    if field.kind in {FieldKind.LONG_TEXT, FieldKind.CHANNELS, FieldKind.TIERS, FieldKind.RECORDS, FieldKind.TAGS}:
        return True
    return field.kind in {FieldKind.TEXT, FieldKind.REFERENCE} and field.width >= 120 and field.reference != "unit"


def read_typed(field: Field, typed: Any, named: Named) -> tuple[Any, Message | None]:
    """Return the value that an editor's content means and, where it is odd but kept, why.

    named finds records by their exact name or code. Raises Unreadable or UnknownRecord with the sentence for the person.
    """
    if not isinstance(typed, str):
        return typed, None
    if field.reference in RECORD_KINDS:
        if not typed:
            return (() if field.kind is FieldKind.RECORDS else None), None
        found = named(RecordKind(field.reference), typed)
        if len(found) != 1:
            raise UnknownRecord(field, typed, several=bool(found))
        return (tuple(found) if field.kind is FieldKind.RECORDS else found[0]), None
    entry = read_entry(field, typed)
    return entry.value, entry.warning


def problems_of(field: Field, value: Any) -> list[Problem]:
    """Return what is wrong with a value; a record that is pointed to needs no more than to be one."""
    return [] if isinstance(value, Ref) else check_value(field, value)


class UnknownRecord(ValueError):
    """A name that is not the name of one record, or that several have."""

    def __init__(self, field: Field, typed: str, *, several: bool = False) -> None:
        super().__init__(typed)
        text = (
            N_('Several are called "{found}". Pick the one you mean from the list.')
            if several
            else N_('"{found}" is not known as {field}. Pick one from the list, or enter it first on its own tab.')
        )
        self.message = Message(text, {"found": typed, "field": Message(field.label)})

    def __str__(self) -> str:
        return self.message.text()
