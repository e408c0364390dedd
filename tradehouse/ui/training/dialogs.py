"""The small dialogs of programmes: a session with its expert, a participant, what a partner carries."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from tradehouse.domain.fields import Field, FieldKind, RecordKind
from tradehouse.domain.language import N_, _, current_language
from tradehouse.domain.records import Record, Ref
from tradehouse.domain.reference import consultant_fields
from tradehouse.domain.text import fold
from tradehouse.domain.training import CHANNELS, EXPERT_SCHEME, RECORDINGS, Expert, Participant, TrainingSession
from tradehouse.services import partners
from tradehouse.services.training import participants, sessions
from tradehouse.ui.browser.editors.making import Editor, make_editor
from tradehouse.ui.browser.editors.records import RecordsEditor
from tradehouse.ui.browser.editors.reference import MOST, Offered, ReferenceEditor
from tradehouse.ui.browser.field_dialog import FieldDialog, Values
from tradehouse.ui.desk import Desk

_TOPIC = Field("topic", FieldKind.TEXT, N_("Topic"), "", required=True, max_length=300)
_DATE = Field("date", FieldKind.DATE, N_("Date"), "")
_CHANNEL = Field("channel", FieldKind.CHOICE, N_("Channel"), "", choices=CHANNELS)
_MINUTES = Field("minutes", FieldKind.INTEGER, N_("Minutes"), "", minimum=0, maximum=100_000, unit=N_("min"))
_EXPERT = Field("expert", FieldKind.TEXT, N_("Expert"), "")
_ORGANISATION = Field("organisation", FieldKind.TEXT, N_("Organisation"), "")
_FIELDS = Field("expert_fields", FieldKind.RECORDS, N_("Expert's fields"), "", reference="consultant_field")
_RECORDING = Field("recording", FieldKind.TEXT, N_("Link to the recording"), "", max_length=500)
_RECORDING_CHANNEL = Field("recording_channel", FieldKind.CHOICE, N_("Recording counts as"), "", choices=RECORDINGS)
_SUPPLIER = Field("supplier", FieldKind.REFERENCE, N_("Supplier"), "", reference="supplier", required=True)
_PARTNER = Field("partner", FieldKind.REFERENCE, N_("Partner"), "", reference="partner", required=True)
_PROGRAMME = Field("programme", FieldKind.REFERENCE, N_("Programme"), "", reference="programme", required=True)
_ROLE = Field("role", FieldKind.TEXT, N_("Role"), "", max_length=200)
_ENDS: Final = {RecordKind.PARTNER: _PARTNER, RecordKind.PROGRAMME: _PROGRAMME, RecordKind.SUPPLIER: _SUPPLIER}


class SessionDialog(FieldDialog):
    """Asks for a session. An expert who is known brings fields and organisation along; a new name makes one."""

    def __init__(self, desk: Desk, programme: Record, session: TrainingSession | None, parent: QWidget) -> None:
        self._catalogue = desk.catalogue
        session_id = None if session is None else session.id

        def save(values: Values) -> Any:
            told = {**values, "expert_fields": [ref.code for ref in values.get("expert_fields", ())]}
            told["organisation"] = values.get("organisation", "")
            return sessions.put_session(self._catalogue, programme.id, told, session_id)

        super().__init__(
            desk, "session_dialog", _("Session") if session else _("New session"),
            [[_TOPIC], [_DATE, _MINUTES], [_CHANNEL, _RECORDING_CHANNEL], [_RECORDING], [_EXPERT, _ORGANISATION], [_FIELDS]],
            save, parent, sentence=str(programme["name"]), size=QSize(600, 560), save_next=session is None,
            prefix="session",
        )  # fmt: skip
        expert = self.editor("expert")
        if isinstance(expert, ReferenceEditor):
            expert.committed.connect(self._fill_in)
        if session is not None:
            self.begin(_values_of(session), "topic")

    def make(self, field: Field) -> Editor:
        if field is _EXPERT:
            return ReferenceEditor(field, self._find, lambda value: str(value))  # noqa: PLW0108
        if field is _FIELDS:
            return RecordsEditor(field, _find_fields)
        return make_editor(field, self.lookups)

    def _find(self, text: str, answer: Callable[[Sequence[Offered]], None]) -> None:
        catalogue = self._catalogue

        def done(found: Sequence[Expert]) -> None:
            answer([Offered("  ·  ".join(filter(None, (one.name, one.organisation))), one.name) for one in found])

        self._desk.jobs.run_read(
            f"experts:{id(self)}", lambda _p: sessions.find_experts(catalogue, text, MOST), done, owner=self
        )

    def _fill_in(self, typed: object) -> None:
        catalogue, name = self._catalogue, str(typed or "")

        def done(found: Expert | None) -> None:
            if found is not None:
                self.editor("expert").show_value(found.name)
                self.editor("organisation").show_value(found.organisation)
                self.editor("expert_fields").show_value(_refs(found.fields))

        self._desk.jobs.run_read(
            f"expert:{id(self)}", lambda _p: sessions.expert_named(catalogue, name), done, owner=self
        )


def _values_of(session: TrainingSession) -> Values:
    keys = ("topic", "date", "minutes", "channel", "recording", "recording_channel")
    values = {key: value for key in keys if (value := getattr(session, key))}
    if session.expert is not None:
        values |= {
            "expert": session.expert.name,
            "organisation": session.expert.organisation,
            "expert_fields": _refs(session.expert.fields),
        }
    return values


def _fields() -> list[Ref]:
    known = [entry for entry in consultant_fields().values() if entry.scheme == EXPERT_SCHEME]
    return [Ref(n, entry.code, entry.label(current_language())) for n, entry in enumerate(known)]


def _refs(codes: Sequence[str]) -> tuple[Ref, ...]:
    return tuple(ref for ref in _fields() if ref.code in codes)


def _find_fields(text: str, answer: Callable[[Sequence[Offered]], None]) -> None:
    answer([Offered(ref.name, ref) for ref in _fields() if fold(text) in fold(ref.name)])


def participant_dialog(desk: Desk, programme: Record, parent: QWidget) -> FieldDialog:
    """Return the dialog that puts suppliers down as participants, one after the other."""
    catalogue = desk.catalogue

    def save(values: Values) -> Any:
        return participants.add_participant(catalogue, programme.id, values["supplier"].id)

    return FieldDialog(
        desk, "participant_dialog", _("Add a participant"), [[_SUPPLIER]], save, parent,
        sentence=_("Find the supplier by name or phone."), size=QSize(480, 240), save_next=True, prefix="participant",
    )  # fmt: skip


def attach_dialog(desk: Desk, line: Participant, parent: QWidget) -> FieldDialog:
    """Return the dialog that says which supplier a name is."""
    catalogue = desk.catalogue

    def save(values: Values) -> Any:
        return participants.attach(catalogue, line, values["supplier"].id)

    named = "  ·  ".join(filter(None, (line.person, line.firm, line.phone)))
    dialog = FieldDialog(
        desk, "attach_dialog", _("Which supplier is this?"), [[_SUPPLIER]], save, parent, sentence=named,
        size=QSize(480, 240), prefix="attach",
    )  # fmt: skip
    dialog.begin({"supplier": line.supplier})
    return dialog


def link_dialog(desk: Desk, record: Record, other: RecordKind, parent: QWidget) -> FieldDialog:
    """Return the dialog that links a record to one of another kind; one of the two is a partner."""
    catalogue = desk.catalogue

    def save(values: Values) -> Any:
        chosen: Ref = values[str(other)]
        partner, kind, carried = (
            (record.id, other, chosen.id) if record.kind is RecordKind.PARTNER else (chosen.id, record.kind, record.id)
        )
        return partners.put_link(catalogue, partner, kind, carried, values.get("role", ""))

    titles = {
        RecordKind.PARTNER: _("Add a partner"),
        RecordKind.PROGRAMME: _("Add a programme"),
        RecordKind.SUPPLIER: _("Add a supplier"),
    }
    return FieldDialog(
        desk, "link_dialog", titles[other], [[_ENDS[other]], [_ROLE]], save, parent, sentence=str(record["name"]),
        size=QSize(480, 300), save_next=True, prefix="link",
    )  # fmt: skip
