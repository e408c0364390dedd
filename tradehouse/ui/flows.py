"""The dialogs around the main window: each command that opens one is connected here, and each is imported when first used."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _, ngettext
from tradehouse.ui.browser.kind_words import say_count
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.settings_store import last_folder

if TYPE_CHECKING:
    from tradehouse.services.backup import BackupReport
    from tradehouse.services.importing.reporting import ImportReport
    from tradehouse.services.sample import SampleReport
    from tradehouse.ui.certification_types.dialog import CertificationTypesDialog
    from tradehouse.ui.correspondence import Correspondence
    from tradehouse.ui.exporting.dialog import ExportDialog
    from tradehouse.ui.exporting.scope import ExportScope
    from tradehouse.ui.importing.wizard import ImportWizard
    from tradehouse.ui.jobs import Job
    from tradehouse.ui.main_window import MainWindow
    from tradehouse.ui.photo_flows import PhotoFlows

BACKUPS = last_folder("backup")
_LISTS = (
    (RecordKind.PRODUCT, "products"),
    (RecordKind.SUPPLIER, "suppliers"),
    (RecordKind.CERTIFICATION, "certifications"),
)


class Flows(QObject):
    """One per main window."""

    def __init__(self, window: "MainWindow", correspondence: "Correspondence", photos: "PhotoFlows") -> None:
        super().__init__(window)
        self.setObjectName("flows")
        self._window = window
        self._correspondence = correspondence
        self._photos = photos
        correspondence.view_wanted.connect(self._view_import)
        correspondence.wizard_wanted.connect(lambda path, supplier: self.open_import([path], supplier))
        self._wizard: ImportWizard | None = None
        self._export: ExportDialog | None = None
        window.export_asked.connect(self.open_export)
        commands = {
            "import": self.open_import,
            "export": self.open_export,
            "layouts": self.adapt_layout,
            "returned": self.open_returned,
            "backup": self.back_up,
            "restore_backup": self.restore,
            "check": self.check,
            "sample": self.fill_sample,
            "certification_types": self.open_certification_types,
            "settings": self.open_settings,
            "history": self.open_history,
            "report_for_it": self.report_for_it,
            "about": self.about,
        }
        for name, slot in commands.items():
            window.action(name).triggered.connect(lambda _on=False, slot=slot: slot())
        window.files_dropped.connect(self.take_files)

    # --- in and out --------------------------------------------------------------------------------------------------

    def open_import(self, paths: Sequence[Path] = (), supplier: str = "") -> "ImportWizard":
        """Open the wizard, or bring it forward where it is open; with files it begins with them, for a supplier."""
        from tradehouse.ui.importing.wizard import ImportWizard

        wizard = self._wizard
        if wizard is None or not isValid(wizard) or not wizard.isVisible():
            wizard = self._wizard = ImportWizard(self._window.desk, self._window)
            wizard.view_wanted.connect(self._view_import)
            wizard.file_step.package_given.connect(self._correspondence.open_package)
            wizard.show()
        wizard.raise_()
        wizard.activateWindow()
        if supplier:
            wizard.choices.supplier = supplier
        if paths:
            wizard.take_files(paths)
        return wizard

    def take_files(self, paths: Sequence[Path]) -> None:
        """Make sense of files that were dropped on the window."""
        from tradehouse.ui.importing.drop_zone import can_be_imported
        from tradehouse.ui.photos.arriving import is_photo_file

        workbooks = [path for path in paths if can_be_imported(path)]
        photos = [path for path in paths if is_photo_file(path)]
        if workbooks and not self._window.catalogue.read_only:
            self._sort_out(workbooks, photos)
        elif photos and len(photos) == len(paths) and not self._window.catalogue.read_only:
            self._photos.match(photos)
        else:
            names = ", ".join(path.name for path in paths[:3])
            self._window.say(
                _("{files} cannot be taken here. Drop a workbook or photos.").format(files=names), "attention"
            )

    def _sort_out(self, paths: Sequence[Path], photos: Sequence[Path]) -> None:
        """Look at folders and zips, off the window's thread, and open what they are for."""
        if not any(path.is_dir() or path.suffix.lower() == ".zip" for path in paths):
            from tradehouse.ui.ordering.arriving import take_returns

            if self._window.tabs.board is None and self._window.page.kind is RecordKind.PROGRAMME:
                self._take_lists(paths)
            else:
                take_returns(self._window, paths, self.open_import)
            self._photos.offer(photos)
            return
        from tradehouse.services.inbox.dropped import Drop, what_was_dropped

        def found(told: "tuple[Drop, int]") -> None:
            drop, held = told
            if drop is Drop.PACKAGE:
                for path in paths:
                    self._correspondence.open_package(path)
            elif drop is Drop.PHOTOS:
                self._photos.match([*paths, *photos])
            elif drop is Drop.INBOX:
                self._correspondence.ask_where([*paths, *photos], held, lambda: self.open_import(paths))
            else:
                self.open_import(paths)
                self._photos.offer(photos)

        self._window.jobs.run_read("dropped", lambda _progress: what_was_dropped(paths), found, owner=self)

    def _take_lists(self, paths: Sequence[Path]) -> None:
        from tradehouse.ui.guidance import programme_in_front
        from tradehouse.ui.training.arriving import take_lists

        window = self._window
        take_lists(window.desk, programme_in_front(window), paths, window, lambda: self.open_import(paths))

    def open_returned(self) -> None:
        """Ask for a list that a buyer or a showcase sent back."""
        from tradehouse.ui.ordering.arriving import ask_return

        ask_return(self._window)

    def open_export(self, wish: "ExportScope | None" = None) -> "ExportDialog":
        """Open the export dialog for what the list of products shows and has selected, and for whom it is wished."""
        from tradehouse.ui.exporting.dialog import ExportDialog
        from tradehouse.ui.exporting.scope import scope_of

        scope = scope_of(self._window) if wish is None or wish.revises is None else wish
        if wish is not None:
            scope = replace(scope, buyer=wish.buyer)
        if self._export is not None and isValid(self._export):
            self._export.close()
        dialog = self._export = ExportDialog(self._window.desk, scope, self._window)
        dialog.product_asked.connect(lambda product: self._window.window_commands.show_record("product", product))
        dialog.show()
        return dialog

    def adapt_layout(self) -> None:
        """Open the layout that was written last to be adapted, for the buyer who is selected."""
        from tradehouse.ui.exporting.kept import KEPT
        from tradehouse.ui.layouts.dialog import edit_layout

        window, page = self._window, self._window.page
        chosen = page.commands.current() if page.kind is RecordKind.BUYER else None
        edit_layout(window.desk, window.desk.settings.get(KEPT).layout, chosen.id if chosen else None, window)

    def fill_sample(self) -> "Job":
        """Import the sample into the empty catalogue."""
        from tradehouse.services import sample

        catalogue = self._window.catalogue

        def done(report: "SampleReport") -> None:
            words = ngettext(
                "The sample is here: {n} product to look around in.",
                "The sample is here: {n} products to look around in.",
                report.products,
            )
            offer = Offer(_("Undo"), self._window.desk.undo, "undo")
            self._window.say(words.format(n=report.products), "good", (offer,))

        return self._window.jobs.run_write(
            _("Opening the sample"), lambda progress: sample.fill(catalogue, progress), done, owner=self
        )

    # --- keeping -----------------------------------------------------------------------------------------------------

    def back_up(self) -> None:
        """Ask where, and write the whole catalogue there as one zip."""
        from tradehouse.services.backup import back_up_to
        from tradehouse.ui.history.backing_up import suggested_backup

        folder = self._window.settings.get(BACKUPS) or str(Path.home())
        chosen, _filter = QFileDialog.getSaveFileName(
            self._window, _("Make a backup"), str(Path(folder) / suggested_backup()), f"{_('Backups')} (*.zip)"
        )
        if not chosen:
            return
        target = Path(chosen)
        self._window.settings.put(BACKUPS, str(target.parent))
        catalogue = self._window.catalogue
        self._window.jobs.run_read(
            "backup",
            lambda progress: back_up_to(catalogue, target, progress),
            self._backed_up,
            owner=self,
            label=_("Backup {file}").format(file=target.name),
        )

    def restore(self) -> None:
        """Ask for a backup and, once the person agrees, go back to it."""
        from tradehouse.ui.history.backing_up import ask_restore

        folder = self._window.settings.get(BACKUPS) or str(self._window.catalogue.folder / "backups")
        chosen, _filter = QFileDialog.getOpenFileName(
            self._window, _("Restore a backup"), folder, f"{_('Backups')} (*.zip)"
        )
        if chosen:
            ask_restore(self._window, Path(chosen))

    def check(self) -> None:
        """Look whether everything is whole."""
        from tradehouse.ui.history.check_dialog import CheckDialog

        CheckDialog(self._window.desk, self._window).open()

    def open_history(self) -> None:
        """Show what was done."""
        from tradehouse.ui.history.dialog import HistoryDialog
        from tradehouse.ui.history.model import say_change

        dialog = HistoryDialog(self._window.desk, self._window)
        dialog.record_asked.connect(self._window.window_commands.show_record)
        dialog.change_asked.connect(
            lambda kind, change: self._window.window_commands.show_change(
                RecordKind(kind), change.id, say_change(change)
            )
        )
        dialog.open()

    # --- around ------------------------------------------------------------------------------------------------------

    def open_settings(self, page: str = "house") -> None:
        """Show the settings at a page of theirs."""
        from tradehouse.ui.settings.dialog import SettingsDialog

        dialog = SettingsDialog(self._window.desk, self._window, page)
        dialog.language_chosen.connect(lambda _code: self._window.reopen_asked.emit())
        dialog.folder_chosen.connect(self.move_to)
        dialog.open()

    def open_certification_types(self) -> "CertificationTypesDialog":
        """Show the certification types, from that of the certificate that is chosen."""
        from tradehouse.ui.certification_types.dialog import CertificationTypesDialog

        window, page = self._window, self._window.page
        chosen = page.commands.current() if page.is_made and page.kind is RecordKind.CERTIFICATION else None
        dialog = CertificationTypesDialog(window.desk, window, str(chosen["type"] or "") if chosen else "")
        window.news.changed.connect(dialog.take_news)
        dialog.open()
        return dialog

    def move_to(self, folder: Path) -> None:
        """Work with the catalogue in another folder from now on."""
        self._window.next_folder = folder
        self._window.reopen_asked.emit()

    def report_for_it(self) -> None:
        """Show the report that IT asks for."""
        from tradehouse.services.versions import sqlite_version
        from tradehouse.ui.history.about import ItReport

        ItReport(sqlite_version(), self._window).open()

    def about(self) -> None:
        """Say what this program is."""
        from tradehouse.ui.history.about import AboutDialog

        AboutDialog(self._window).open()

    def _backed_up(self, report: "BackupReport") -> None:
        from tradehouse.ui.opening import show_in_folder

        size = max(1, report.size // 1_000_000)
        words = _("Backup {file} is written, read again and whole ({size} MB).").format(
            file=report.path.name, size=size
        )
        offer = Offer(_("Show in the folder"), lambda: show_in_folder(report.path), "folder")
        self._window.say(words, "good", (offer,))

    def _view_import(self, report: "ImportReport") -> None:
        """Go to the tab that most of an import concerns, with nothing but what it made and changed."""
        touched = {kind: report.records[name]["created"] + report.records[name]["updated"] for kind, name in _LISTS}
        kind = max(touched, key=lambda key: touched[key])
        files = ", ".join(dict.fromkeys(part.file for part in report.parts))
        note = _("Import {file}").format(file=files)
        if report.change_set is not None:
            self._window.window_commands.show_change(kind, report.change_set, f"{note}, {say_count(kind, touched[kind])}")  # fmt: skip
        self._window.raise_()
        self._window.activateWindow()
