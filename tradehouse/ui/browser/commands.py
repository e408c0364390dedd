"""What can be done to the records of a browser: made, doubled, trashed, brought back, copied, pasted."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from tradehouse.domain.display import show_number
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record
from tradehouse.services import editing
from tradehouse.ui.browser.browser import Browser
from tradehouse.ui.browser.clipboard import Clipboard
from tradehouse.ui.browser.kept_views import KeptViews
from tradehouse.ui.browser.selection import selected_count, selected_ids
from tradehouse.ui.kit.empty import Offer


class Commands(QObject):
    """The commands of one browser; the window's menus and keys reach the browser in front.

    Signals:
        record_asked(kind, id): another record is to be shown on its own tab.
        related_asked(kind, field, id): the records of another kind that point here in a field are to be shown.
        export_asked(): a record that is made by an export only was asked for.
    """

    record_asked = Signal(str, int)
    related_asked = Signal(str, str, int)
    export_asked = Signal()

    def __init__(self, browser: Browser) -> None:
        super().__init__(browser)
        self._browser = browser
        self._desk = browser.desk
        self._kind = browser.kind
        browser.new_asked.connect(self.new)
        self.clipboard = Clipboard(browser, self)
        self.kept_views = KeptViews(browser, self)

    def selected(self) -> list[int]:
        """Return the ids of the selected records."""
        return list(selected_ids(self._browser.model, self._browser.selection))

    def selected_count(self) -> int:
        """Return how many records are selected."""
        return selected_count(self._browser.selection)

    def current(self) -> Record | None:
        """Return the record that the detail panel shows."""
        return self._browser.detail.record

    def in_trash(self) -> bool:
        """Whether the browser shows the trash."""
        return self._browser.state.trashed

    # --- records ---------------------------------------------------------------------------------------------------

    def new(self) -> None:
        """Ask for what a record cannot do without, and make it. An offer is made by exporting a price list."""
        if self._kind is RecordKind.OFFER:
            self.export_asked.emit()
            return
        from tradehouse.ui.browser.new_record import NewRecord

        dialog = NewRecord(self._desk, self._kind, self._browser.detail.record, self._browser.window())
        dialog.saved.connect(self._go_to)
        dialog.open()

    def duplicate(self) -> None:
        """Make a copy of the current record and go to it."""
        ids = self.selected()
        if len(ids) == 1:
            self.write(_("Copying"), lambda: editing.duplicate(self._desk.catalogue, self._kind, ids[0]), self._go_to)

    def trash(self) -> None:
        """Move the selected records to the trash; undo is a button away, so nobody is asked."""
        ids = self.selected()
        if ids and not self._browser.state.trashed:
            self.write(
                _("Moving to the trash"), lambda: editing.trash(self._desk.catalogue, self._kind, ids), self._on_trashed
            )

    def restore(self) -> None:
        """Take the selected records out of the trash."""
        ids = self.selected()
        if ids and self._browser.state.trashed:
            self.write(
                _("Taking out of the trash"),
                lambda: editing.restore(self._desk.catalogue, self._kind, ids),
                self._on_restored,
            )

    def set_value(self, key: str, value: Any) -> None:
        """Give the selected records a value in one field."""
        ids, catalogue, kind = self.selected(), self._desk.catalogue, self._kind
        if ids:
            self.write(
                _("Changing {field}").format(field=_(fields(kind)[key].label)),
                lambda: editing.change_many(catalogue, kind, ids, {key: value}),
                lambda changed: self._on_changed(key, changed),
            )

    def _on_trashed(self, n: int) -> None:
        words = ngettext("{n} record moved to the trash", "{n} records moved to the trash", n)
        self.say_with_undo(words.format(n=show_number(n)))

    def _on_restored(self, n: int) -> None:
        words = ngettext("{n} record taken out of the trash", "{n} records taken out of the trash", n)
        self.say_with_undo(words.format(n=show_number(n)))

    def _on_changed(self, key: str, n: int) -> None:
        words = ngettext("{field}: {n} record changed", "{field}: {n} records changed", n)
        self.say_with_undo(words.format(field=_(fields(self._kind)[key].label), n=show_number(n)))

    def say_with_undo(self, text: str) -> None:
        """Tell what was done, with a way back."""
        self._desk.say(text, "good", (Offer(_("Undo"), self._desk.undo, "undo"),))

    def _go_to(self, record_id: int) -> None:
        browser = self._browser
        if browser.state.narrowed or browser.state.trashed:
            browser.show_state(type(browser.state)(sort=browser.state.sort, descending=browser.state.descending))
        browser.refresh(record_id)

    def write(self, label: str, work: Callable[[], Any], done: Callable[[Any], None] | None = None) -> None:
        """Queue work that changes the catalogue; label names it in the status bar."""

        def run(_progress: Progress) -> Any:
            return work()

        self._desk.jobs.run_write(label, run, done or (lambda _result: None), self._desk.fail, owner=self)
