"""What can be done to the records of a browser: made, doubled, trashed, brought back, copied, pasted."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from tradehouse.domain.desk import SavedView
from tradehouse.domain.display import show_number
from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record, Ref
from tradehouse.services import browsing, editing, views
from tradehouse.ui.browser.browser import Browser
from tradehouse.ui.browser.selection import selected_count, selected_ids
from tradehouse.ui.kit.empty import Offer

COPY_LIMIT = 20_000  # rows


class Commands(QObject):
    """The commands of one browser; the window's menus and keys reach the browser in front.

    Signals:
        record_asked(kind, id): another record is to be shown on its own tab.
        products_asked(id): the products of a supplier are to be shown.
    """

    record_asked = Signal(str, int)
    products_asked = Signal(int)

    def __init__(self, browser: Browser) -> None:
        super().__init__(browser)
        self._browser = browser
        self._desk = browser.desk
        self._kind = browser.kind
        browser.new_asked.connect(self.new)
        browser.view_list.save_asked.connect(self.save_view)
        browser.view_list.rename_asked.connect(self.rename_view)
        browser.view_list.remove_asked.connect(self.remove_view)

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
        """Ask for what a record cannot do without, and make it."""
        from tradehouse.ui.browser.new_record import NewRecord

        dialog = NewRecord(self._desk, self._kind, self._browser.detail.record, self._browser.window())
        dialog.made.connect(self._go_to)
        dialog.open()

    def duplicate(self) -> None:
        """Make a copy of the current record and go to it."""
        ids = self.selected()
        if len(ids) == 1:
            self._write(_("Copying"), lambda: editing.duplicate(self._desk.catalogue, self._kind, ids[0]), self._go_to)

    def trash(self) -> None:
        """Move the selected records to the trash; undo is a button away, so nobody is asked."""
        ids = self.selected()
        if ids and not self._browser.state.trashed:
            self._write(
                _("Moving to the trash"), lambda: editing.trash(self._desk.catalogue, self._kind, ids), self._on_trashed
            )

    def restore(self) -> None:
        """Take the selected records out of the trash."""
        ids = self.selected()
        if ids and self._browser.state.trashed:
            self._write(
                _("Taking out of the trash"),
                lambda: editing.restore(self._desk.catalogue, self._kind, ids),
                self._on_restored,
            )

    def set_value(self, key: str, value: Any) -> None:
        """Give the selected records a value in one field."""
        ids, catalogue, kind = self.selected(), self._desk.catalogue, self._kind
        if ids:
            self._write(
                _("Changing {field}").format(field=_(fields(kind)[key].label)),
                lambda: editing.change_many(catalogue, kind, ids, {key: value}),
                lambda changed: self._on_changed(key, changed),
            )

    def _on_trashed(self, n: int) -> None:
        words = ngettext("{n} record moved to the trash", "{n} records moved to the trash", n)
        self._say_with_undo(words.format(n=show_number(n)))

    def _on_restored(self, n: int) -> None:
        words = ngettext("{n} record taken out of the trash", "{n} records taken out of the trash", n)
        self._say_with_undo(words.format(n=show_number(n)))

    def _on_changed(self, key: str, n: int) -> None:
        words = ngettext("{field}: {n} record changed", "{field}: {n} records changed", n)
        self._say_with_undo(words.format(field=_(fields(self._kind)[key].label), n=show_number(n)))

    def _say_with_undo(self, text: str) -> None:
        self._desk.say(text, "good", (Offer(_("Undo"), self._desk.undo, "undo"),))

    def _go_to(self, record_id: int) -> None:
        browser = self._browser
        if browser.state.narrowed or browser.state.trashed:
            browser.show_state(type(browser.state)(sort=browser.state.sort, descending=browser.state.descending))
        browser.refresh(record_id)

    # --- clipboard -------------------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy the selected rows with headings, as a spreadsheet takes them."""
        from tradehouse.ui.browser.tsv import copied

        ids = self.selected()
        if len(ids) > COPY_LIMIT:
            words = _("{n} rows are too many for the clipboard; {most} fit. Export them to a workbook instead.")
            self._desk.say(words.format(n=show_number(len(ids)), most=show_number(COPY_LIMIT)), "attention")
            return
        if not ids:
            return
        keys = [key for key in self._browser.table.layout_of_columns.shown_keys if key in fields(self._kind)]
        QGuiApplication.clipboard().setMimeData(copied(self._desk.catalogue, self._kind, ids, keys))
        words = ngettext("{n} row copied", "{n} rows copied", len(ids))
        self._desk.say(words.format(n=show_number(len(ids))), "neutral")

    def paste(self) -> None:
        """Write a block from a spreadsheet into the fields at the current cell, as one step."""
        from tradehouse.ui.browser.tsv import plan_paste

        browser = self._browser
        at = browser.selection.currentIndex()
        text = QGuiApplication.clipboard().text()
        if not at.isValid() or not text.strip() or browser.state.trashed:
            return
        keys = [key for key in browser.table.layout_of_columns.shown_keys if key in fields(self._kind)]
        start = browser.model.columns[at.column()].key
        rows = self._rows_to_paste(at.row())
        try:
            plan = plan_paste(self._kind, text, keys, start if start in keys else keys[0], rows, self._named)
        except UserError as error:
            self._desk.fail(error)
            return
        catalogue, kind = self._desk.catalogue, self._kind
        self._write(_("Pasting"), lambda: editing.change_each(catalogue, kind, plan), self._on_pasted)

    def _named(self, kind: RecordKind, text: str) -> Sequence[Ref]:
        return browsing.find_named(self._desk.catalogue, kind, text)

    def _rows_to_paste(self, current: int) -> list[int]:
        ids = self.selected()
        return ids if len(ids) > 1 else list(self._browser.model.ids[current : current + COPY_LIMIT])

    def _on_pasted(self, n: int) -> None:
        words = ngettext("Pasted: {n} record changed", "Pasted: {n} records changed", n)
        self._say_with_undo(words.format(n=show_number(n)))

    # --- views -----------------------------------------------------------------------------------------------------

    def save_view(self) -> None:
        """Keep what is shown under a name."""
        said = self._browser.state.to_settings()

        def keep(name: str) -> None:
            self._write(_("Saving the view"), lambda: views.save_view(self._desk.catalogue, self._kind, name, said))

        from tradehouse.ui.name_dialog import ask_name

        ask_name(_("Keep this view"), _("Name of the view"), "", keep, self._browser.window())

    def rename_view(self, view: SavedView) -> None:
        """Ask for another name of a saved view."""

        def rename(name: str) -> None:
            self._write(_("Saving the view"), lambda: views.rename_view(self._desk.catalogue, view, name))

        from tradehouse.ui.name_dialog import ask_name

        ask_name(_("Rename the view"), _("Name of the view"), view.name, rename, self._browser.window())

    def remove_view(self, view: SavedView) -> None:
        """Remove a saved view; undo brings it back."""
        self._write(
            _("Removing the view"),
            lambda: views.remove_view(self._desk.catalogue, view),
            lambda _nothing: self._say_with_undo(_('View "{name}" removed').format(name=view.name)),
        )

    def _write(self, label: str, work: Callable[[], Any], done: Callable[[Any], None] | None = None) -> None:
        def run(_progress: Progress) -> Any:
            return work()

        self._desk.jobs.run_write(label, run, done or (lambda _result: None), self._desk.fail, owner=self)
