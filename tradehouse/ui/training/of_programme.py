"""The sessions and the participants of a programme in its detail."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from tradehouse.domain.display import show_date, show_number
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record
from tradehouse.domain.reference_lists import find_label
from tradehouse.domain.training import CHANNELS, RECORDINGS, Participant, TrainingSession, Turnout
from tradehouse.services.training import participants, sessions
from tradehouse.ui.kit.buttons import push_button, tool_button
from tradehouse.ui.kit.labels import label
from tradehouse.ui.training.dialogs import SessionDialog, participant_dialog
from tradehouse.ui.training.lines import ChangeableLines, line_of

_NAMES_SHOWN = 6
_CHANNELS = {choice.token: choice.label for choice in CHANNELS}
_RECORDINGS = {choice.token: choice.label for choice in RECORDINGS}


class SessionsOfProgramme(ChangeableLines):
    """Sessions in order of date, each with its expert; added, corrected, taken away."""

    def show_record(self, record: Record) -> None:
        self._record = record
        catalogue = self._desk.catalogue
        self._desk.jobs.run_read(
            f"sessions:{id(self)}", lambda _p: sessions.sessions_of(catalogue, record.id), self._show, owner=self
        )

    def _show(self, found: Sequence[TrainingSession]) -> None:
        record = self._record
        if record is None:
            return
        self._clear()
        if not found:
            self._say(_("No sessions yet."))
        for session in found:
            self._column.addWidget(self._line(record, session))
        add = push_button(_("Add a session…"), lambda: self._edit(record, None), glyph="plus")
        add.setObjectName("add_session")
        add.setEnabled(not self._desk.catalogue.read_only)
        self.add_ways([add])

    def _line(self, record: Record, session: TrainingSession) -> QWidget:
        change = tool_button("edit", _("Change this session"), lambda: self._edit(record, session))
        catalogue = self._desk.catalogue
        gone = tool_button(
            "close",
            _("Remove this session"),
            lambda: self.write(_("Session removed"), lambda: sessions.remove_session(catalogue, record.id, session.id)),
        )
        for button in (change, gone):
            button.setEnabled(not catalogue.read_only)
        buttons = [change, gone]
        if session.recording.startswith(("https://", "http://")):
            link = QUrl(session.recording)
            play = tool_button("external-link", _("Open the recording"), lambda: QDesktopServices.openUrl(link))
            buttons.insert(0, play)
        return line_of(session.topic, about_session(session), *buttons)

    def _edit(self, record: Record, session: TrainingSession | None) -> None:
        self.open_dialog(SessionDialog(self._desk, record, session, self.window()))


def about_session(session: TrainingSession) -> str:
    """Return when, with whom and how a session was, in one line."""
    facts = [show_date(session.date)] if session.date else []
    facts += [_(_CHANNELS.get(session.channel, session.channel))] if session.channel else []
    if session.minutes:
        facts.append(_("{n} min").format(n=show_number(session.minutes)))
    if session.expert is not None:
        of = ", ".join(find_label("consultant_field", code) for code in session.expert.fields)
        facts.append(f"{session.expert.name} ({of})" if of else session.expert.name)
    if session.came:
        facts.append(ngettext("{n} came", "{n} came", session.came).format(n=show_number(session.came)))
    if session.recording:
        kind = session.recording_channel
        facts.append(
            _("recording: {kind}").format(kind=_(_RECORDINGS[kind])) if kind in _RECORDINGS else _("recording")
        )
    return "  ·  ".join(facts)


@dataclass(frozen=True, slots=True)
class _Seen:
    turnout: Turnout
    names: Sequence[Participant]


class ParticipantsOfProgramme(ChangeableLines):
    """How many took part, with the way to all of them and to lists of attendance."""

    def show_record(self, record: Record) -> None:
        self._record = record
        catalogue = self._desk.catalogue

        def work(_progress: Progress) -> _Seen:
            return _Seen(
                participants.turnout(catalogue, record.id), participants.first_names(catalogue, record.id, _NAMES_SHOWN)
            )

        self._desk.jobs.run_read(f"participants:{id(self)}", work, self._show, owner=self)

    def _show(self, seen: _Seen) -> None:
        record = self._record
        if record is None:
            return
        self._clear()
        turnout = seen.turnout
        if turnout.people:
            self._column.addWidget(label(_in_words(turnout), wrap=True))
            if turnout.names:
                words = ngettext("{n} name is not registered yet:", "{n} names are not registered yet:", turnout.names)
                shown = ", ".join(one.name for one in seen.names)
                more = " …" if turnout.names > len(seen.names) else ""
                self._column.addWidget(
                    label(f"{words.format(n=show_number(turnout.names))} {shown}{more}", "small", wrap=True)
                )
        else:
            self._say(_("Nobody is known yet. Drop a list of attendance here, or add suppliers one by one."))
        declared = record["declared_participants"]
        if declared is not None:
            text = _("{n} as reported").format(n=show_number(declared))
            self._column.addWidget(label(text, "small"))
        every = push_button(_("All participants…"), lambda: self._open_all(record), glyph="users")
        every.setObjectName("all_participants")
        every.setEnabled(turnout.people > 0)
        listed = push_button(_("Attendance list…"), lambda: self._ask_list(record), glyph="clipboard")
        listed.setObjectName("take_attendance")
        add = push_button(
            "", lambda: self.open_dialog(participant_dialog(self._desk, record, self.window())), glyph="plus"
        )
        add.setObjectName("add_participant")
        add.setAccessibleName(_("Add a participant"))
        add.setToolTip(_("Add a participant"))
        for button in (listed, add):
            button.setEnabled(not self._desk.catalogue.read_only)
        self.add_ways([every, listed, add])

    def _ask_list(self, record: Record) -> None:
        from tradehouse.ui.training.arriving import ask_attendance

        ask_attendance(self._desk, record, self.window(), self.ask_again)

    def _open_all(self, record: Record) -> None:
        from tradehouse.ui.training.participants_dialog import ParticipantsDialog

        dialog = ParticipantsDialog(self._desk, record, self.window())
        dialog.changed.connect(self.ask_again)
        dialog.record_asked.connect(self.record_asked)
        dialog.show()


def _in_words(turnout: Turnout) -> str:
    return _("{people} participants: {attended} came, {matched} are suppliers").format(
        people=show_number(turnout.people),
        attended=show_number(turnout.attended),
        matched=show_number(turnout.matched),
    )
