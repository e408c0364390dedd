"""What goes to others and comes from them: templates, questions to suppliers, packages, the inbox."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from tradehouse.domain.changes import ChangeSet
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.services import browsing

if TYPE_CHECKING:
    from tradehouse.services.inbox.files import InboxFile
    from tradehouse.ui.inbox.window import InboxWindow
    from tradehouse.ui.main_window import MainWindow
    from tradehouse.ui.packages.dialog import PackageDialog


class Correspondence(QObject):
    """One per main window; each dialog is imported when it is first used.

    Signals:
        view_wanted(ImportReport): the person wants to see what a package brought.
        wizard_wanted(path, supplier): a file of the inbox is to be imported through the wizard.
    """

    view_wanted = Signal(object)
    wizard_wanted = Signal(object, str)

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.setObjectName("correspondence")
        self._window = window
        commands = {
            "template": self.save_template,
            "ask_back": self.ask_back,
            "package": self.pack,
            "inbox": self.open_inbox,
        }
        for name, slot in commands.items():
            window.action(name).triggered.connect(lambda _on=False, slot=slot: slot())
        self._inbox: InboxWindow | None = None
        self._lent: tempfile.TemporaryDirectory[str] | None = None
        window.news.changed.connect(self._on_news)
        window.settled.connect(self.count_waiting)

    def save_template(self) -> None:
        """Offer an empty list to fill in."""
        from tradehouse.ui.templates import save_template

        save_template(self._window.desk, self._window)

    def ask_back(self) -> None:
        """Ask the selected suppliers, or those of the selected products, for what is missing."""
        page, catalogue = self._window.page, self._window.catalogue
        kind, ids = page.kind, page.commands.selected()

        def work(_progress: Progress) -> list[tuple[int, str]]:
            chosen = browsing.records(catalogue, kind, ids)
            if kind is RecordKind.SUPPLIER:
                return [(record.id, str(record["name"])) for record in chosen]
            makers = {record["supplier"].id: record["supplier"].name for record in chosen if record["supplier"]}
            return sorted(makers.items(), key=lambda item: item[1].casefold())

        self._window.jobs.run_read("ask-back-whom", work, self._ask, owner=self)

    def pack(self) -> None:
        """Ask which products go into a package for another catalogue, and write it."""
        from tradehouse.ui.exporting.scope import scope_of
        from tradehouse.ui.packages.packing import PackingDialog

        PackingDialog(self._window.desk, scope_of(self._window), self._window).open()

    def open_package(self, path: Path) -> "PackageDialog":
        """Show what a package holds and would change."""
        from tradehouse.ui.packages.dialog import PackageDialog

        dialog = PackageDialog(self._window.desk, path, self._window)
        dialog.view_wanted.connect(self.view_wanted)
        dialog.show()
        return dialog

    def open_inbox(self, paths: Sequence[Path] = ()) -> "InboxWindow":
        """Open the inbox, or bring it forward where it is open; files are taken in."""
        from tradehouse.ui.inbox.window import InboxWindow

        shown = self._inbox
        if shown is None or not isValid(shown) or not shown.isVisible():
            shown = self._inbox = InboxWindow(self._window.desk, self._window)
            shown.wizard_wanted.connect(self._lend)
            shown.photos_found.connect(self._window.photos_given)
            shown.changed.connect(self.count_waiting)
            shown.show()
        shown.raise_()
        shown.activateWindow()
        if paths:
            shown.take(paths)
        return shown

    def ask_where(self, paths: Sequence[Path], held: int, to_wizard: Callable[[], object]) -> None:
        """Ask whether many files go to the inbox or into one import."""
        from tradehouse.ui.inbox.question import ManyFiles

        ManyFiles(held, lambda: self.open_inbox(paths), to_wizard, self._window).open()

    def count_waiting(self) -> None:
        """Say beside the inbox's button how many files wait in it."""
        from tradehouse.services.inbox.waiting import waiting

        catalogue = self._window.catalogue
        self._window.jobs.run_read(
            "inbox-count", lambda _p: waiting(catalogue), self._window.quick.show_waiting, owner=self
        )

    def _lend(self, file: "InboxFile") -> None:
        """Hand a file of the inbox to the wizard, which needs it to lie somewhere under its own name."""
        from tradehouse.services.inbox.keeping import taken_out

        if self._lent is None:
            self._lent = tempfile.TemporaryDirectory(prefix="tradehouse-", ignore_cleanup_errors=True)
            self._window.closed.connect(self._lent.cleanup)
        catalogue, folder = self._window.catalogue, Path(self._lent.name) / str(file.id)

        def work(_progress: Progress) -> Path:
            folder.mkdir(exist_ok=True)
            return taken_out(catalogue, file.id, folder)

        supplier = "" if file.names_suppliers and not file.chosen else file.supplier
        self._window.jobs.run_read("inbox-lend", work, lambda path: self.wizard_wanted.emit(path, supplier), owner=self)

    def _on_news(self, change: ChangeSet) -> None:
        if "import_batch" in change.touched:
            self.count_waiting()
            if self._inbox is not None and isValid(self._inbox):
                self._inbox.refresh_soon()

    def _ask(self, suppliers: Sequence[tuple[int, str]]) -> None:
        from tradehouse.ui.asking_back import AskBackDialog

        if suppliers:
            AskBackDialog(self._window.desk, suppliers, self._window).open()
        else:
            self._window.say(_("The selected products have no supplier whom one could ask."), "neutral")
