"""Reminding suppliers: the message to copy, the letter to save, and the note that it was done."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QPlainTextEdit, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import LANGUAGES, _, current_language, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.services.reminding import (
    Reminder,
    message_text,
    note_reminders,
    reminders,
    suggested_letter_name,
    write_letters,
)
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.segmented import Segmented
from tradehouse.ui.kit.work_line import WorkLine
from tradehouse.ui.opening import open_file, show_in_folder
from tradehouse.ui.settings_store import last_folder

FOLDER: Final = last_folder("reminders")


class ReminderDialog(DialogFrame):
    """Copying and saving change nothing; only the note is written, and can be undone."""

    def __init__(self, desk: Desk, suppliers: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(_("Remind of certificates"), "reminder_dialog", QSize(640, 520), parent)
        self._desk, self._suppliers = desk, list(suppliers)
        self._found: list[Reminder] = []
        self._texts: list[str] = []
        self.language = Segmented(_("Language"), [(code, name, "") for code, name in LANGUAGES.items()])
        self.language.choose(current_language())
        self.who = QComboBox()
        self.who.setObjectName("who")
        self.who.setAccessibleName(_("Supplier"))
        self.phone = label("", "muted")
        self.text = QPlainTextEdit()
        self.text.setObjectName("message")
        self.text.setAccessibleName(_("Message"))
        row = QHBoxLayout()
        row.addWidget(FormRow(_("Language"), self.language))
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.who)
        self.body.addWidget(self.phone)
        self.body.addWidget(self.text, 1)
        self._work = WorkLine(desk.jobs)
        self.body.addWidget(self._work)
        self.note = self.add_button(_("Note as done"), self.note_done, glyph="check", end="left", name="note")
        self.note.setToolTip(_("Note the reminder as a service given, for today"))
        self.add_button(_("Close"), self.reject, name="close")
        self.save = self.add_button(_("Save the letter…"), self.ask_target, glyph="save-as", name="save")
        self.copy = self.add_button(_("Copy the message"), self.copy_message, kind="primary", glyph="copy",
                                    default=True, name="copy")  # fmt: skip
        self.language.chosen.connect(lambda _code: self._look())
        self.who.currentIndexChanged.connect(self._show)
        self._look()

    def copy_message(self) -> None:
        """Put the message on the clipboard, as it stands in the box."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._desk.say(_("The message is copied: paste it into the chat."))

    def ask_target(self) -> None:
        """Ask where the letter is to lie, and write it: one file for all suppliers."""
        folder = Path(self._desk.settings.get(FOLDER) or Path.home())
        name = suggested_letter_name(self._found, self.language.current())
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save the letter"), str(folder / f"{_safe(name)}.pdf"), "PDF (*.pdf)"
        )
        if chosen:
            self._write(Path(chosen) if chosen.lower().endswith(".pdf") else Path(f"{chosen}.pdf"))

    def note_done(self) -> None:
        """Note the reminders as services given."""
        desk, catalogue, found = self._desk, self._desk.catalogue, self._found

        def noted(count: int) -> None:
            words = ngettext("{n} reminder is noted as a service given.", "{n} reminders are noted as services given.", count)  # fmt: skip
            desk.say(words.format(n=show_number(count)), "good", (Offer(_("Undo"), desk.undo, "undo"),))

        desk.jobs.run_write(_("Noting the reminder"), lambda _p: note_reminders(catalogue, found), noted, desk.fail)
        self.accept()

    # --- what is shown -----------------------------------------------------------------------------------------------

    def _look(self) -> None:
        for button in (self.note, self.save, self.copy):
            button.setEnabled(False)
        catalogue, suppliers, language = self._desk.catalogue, self._suppliers, self.language.current()

        def work(_progress: Progress) -> tuple[list[Reminder], list[str]]:
            found = reminders(catalogue, suppliers)
            return found, [message_text(catalogue, reminder, language) for reminder in found]

        self._work.follow(
            self._desk.jobs.run_read(
                "reminder", work, self._take, self._desk.fail, owner=self, label=_("Writing the reminder")
            )
        )

    def _take(self, made: tuple[list[Reminder], list[str]]) -> None:
        self._found, self._texts = made
        at = max(0, self.who.currentIndex())
        names = [str(reminder.supplier["name"]) for reminder in self._found]
        self.who.blockSignals(True)
        self.who.clear()
        self.who.addItems(names)
        self.who.setCurrentIndex(min(at, len(names) - 1))
        self.who.blockSignals(False)
        self.who.setVisible(len(names) > 1)
        left = len(self._suppliers) - len(names)
        told = ngettext("{n} supplier", "{n} suppliers", len(names)).format(n=show_number(len(names)))
        sentence = names[0] if len(names) == 1 else told
        if not names:
            sentence = _("No certificate needs a reminder now.")
        elif left:
            none = ngettext("{n} needs no reminder now", "{n} need no reminder now", left).format(n=show_number(left))
            sentence = f"{sentence}, {none}"
        self.set_heading(_("Remind of certificates"), sentence)
        for button in (self.note, self.save, self.copy):
            button.setEnabled(bool(names))
        self.note.setEnabled(bool(names) and not self._desk.catalogue.read_only)
        self.save.setText(_("Save the letter…") if len(names) < 2 else _("Save all letters…"))
        self._show()

    def _show(self) -> None:
        at = self.who.currentIndex()
        if not 0 <= at < len(self._found):
            self.text.clear()
            self.phone.clear()
            return
        supplier = self._found[at].supplier
        number = supplier["whatsapp"] or supplier["phone"]
        self.phone.setText(
            _("To {phone}").format(phone=number) if number else _("No phone is known for this supplier.")
        )
        self.text.setPlainText(self._texts[at])

    def _write(self, target: Path) -> None:
        desk, catalogue, language = self._desk, self._desk.catalogue, self.language.current()
        suppliers = [reminder.supplier.id for reminder in self._found]
        desk.settings.put(FOLDER, str(target.parent))

        def written(found: list[Reminder]) -> None:
            offers = (
                Offer(_("Open"), lambda: open_file(target), "external-link"),
                Offer(_("Show in the folder"), lambda: show_in_folder(target), "folder"),
            )
            words = ngettext("{file}: {n} letter", "{file}: {n} letters", len(found))
            desk.say(words.format(file=target.name, n=show_number(len(found))), "good", offers)

        self._work.follow(
            desk.jobs.run_read(
                "reminder-letters",
                lambda progress: write_letters(catalogue, suppliers, target, language, progress),
                written,
                desk.fail,
                label=_("Writing letters"),
            )
        )


def _safe(name: str) -> str:
    return "".join("-" if character in '\\/:*?"<>|' else character for character in name)
