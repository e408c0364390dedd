"""Rows to and from a spreadsheet through the clipboard."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from tradehouse.domain.display import show_number
from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.records import Ref
from tradehouse.services import browsing, editing
from tradehouse.ui.photos.arriving import copied_photos

if TYPE_CHECKING:
    from tradehouse.ui.browser.browser import Browser
    from tradehouse.ui.browser.commands import Commands

COPY_LIMIT = 20_000  # rows


class Clipboard(QObject):
    """Copies the selected rows of a browser, and pastes a block into its fields.

    Signals:
        photos_pasted(list of paths and pictures): no cells, but photos were to be pasted.
    """

    photos_pasted = Signal(object)

    def __init__(self, browser: "Browser", commands: "Commands") -> None:
        super().__init__(commands)
        self._browser = browser
        self._commands = commands
        self._desk = browser.desk
        self._kind = browser.kind

    def copy(self) -> None:
        """Copy the selected rows with headings, as a spreadsheet takes them."""
        from tradehouse.ui.browser.tsv import copied

        ids = self._commands.selected()
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
        """Write a block from a spreadsheet into the fields at the current cell, as one step; photos are passed on."""
        from tradehouse.ui.browser.tsv import plan_paste

        browser = self._browser
        photos = copied_photos(QGuiApplication.clipboard().mimeData()) if self._kind is RecordKind.PRODUCT else []
        if photos and not self._desk.catalogue.read_only:
            self.photos_pasted.emit(photos)
            return
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
        self._commands.write(_("Pasting"), lambda: editing.change_each(catalogue, kind, plan), self._on_pasted)

    def _named(self, kind: RecordKind, text: str) -> Sequence[Ref]:
        return browsing.find_named(self._desk.catalogue, kind, text)

    def _rows_to_paste(self, current: int) -> list[int]:
        ids = self._commands.selected()
        return ids if len(ids) > 1 else list(self._browser.model.ids[current : current + COPY_LIMIT])

    def _on_pasted(self, n: int) -> None:
        words = ngettext("Pasted: {n} record changed", "Pasted: {n} records changed", n)
        self._commands.say_with_undo(words.format(n=show_number(n)))
