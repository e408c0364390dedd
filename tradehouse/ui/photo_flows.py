"""The way of photos through the window: the plan of an intake, the tray, labels to photograph by, photos that leave."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from shiboken6 import isValid

from tradehouse.domain.changes import ChangeSet
from tradehouse.domain.display import show_number
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _, ngettext
from tradehouse.services.culling import tray_count
from tradehouse.ui.kit.empty import Offer

if TYPE_CHECKING:
    from tradehouse.services.photo_matching import ApplyReport
    from tradehouse.ui.main_window import MainWindow
    from tradehouse.ui.photo_matching.tray import TrayWindow
    from tradehouse.ui.photo_matching.window import MatchingWindow


class PhotoFlows(QObject):
    """One per main window; each dialog is imported when it is first used."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.setObjectName("photo_flows")
        self._window = window
        self._matching: MatchingWindow | None = None
        self._tray: TrayWindow | None = None
        commands = {
            "photos": self.match,
            "tray": self.open_tray,
            "labels": self.print_labels,
            "save_photos": self.save_photos,
        }
        for name, slot in commands.items():
            window.action(name).triggered.connect(lambda _on=False, slot=slot: slot())
        window.photos_given.connect(self.match)
        window.status_line.tray.clicked.connect(self.open_tray)
        window.news.changed.connect(self._on_news)
        window.settled.connect(self.count_tray)

    def match(self, given: Sequence[Path | QImage] = ()) -> "MatchingWindow":
        """Open the plan of photos, or bring it forward; files, folders, zips and copied pictures join it."""
        shown = self._plan_window()
        if given:
            shown.take(given)
        return shown

    def offer(self, photos: Sequence[Path]) -> None:
        """Offer to match photos that were dropped together with lists."""
        if photos:
            words = ngettext("{n} photo came along.", "{n} photos came along.", len(photos))
            match = Offer(_("Match it to products") if len(photos) == 1 else _("Match them to products"),
                          lambda: self.match(photos), "photo-add")  # fmt: skip
            self._window.say(words.format(n=show_number(len(photos))), "neutral", (match,))

    def _plan_window(self) -> "MatchingWindow":
        from tradehouse.ui.photo_matching.window import MatchingWindow

        shown = self._matching
        if shown is None or not isValid(shown):
            shown = self._matching = MatchingWindow(self._window.desk, self._window)
            shown.applied.connect(self._applied)
            shown.put_aside.connect(self._put_aside)
        shown.show()
        shown.raise_()
        shown.activateWindow()
        return shown

    def _match_tray(self, photo_ids: Sequence[int] | None) -> None:
        self._plan_window().matching.take_tray(photo_ids)

    def open_tray(self) -> "TrayWindow":
        """Open the tray, or bring it forward where it is open."""
        from tradehouse.ui.photo_matching.tray import TrayWindow

        shown = self._tray
        if shown is None or not isValid(shown) or not shown.isVisible():
            shown = self._tray = TrayWindow(self._window.desk, self._window)
            shown.match_wanted.connect(self._match_tray)
            shown.files_dropped.connect(self.match)
            shown.show()
        shown.raise_()
        shown.activateWindow()
        return shown

    def print_labels(self) -> None:
        """Ask which sheet of QR labels, and write it for the chosen products."""
        from tradehouse.ui.exporting.scope import scope_of
        from tradehouse.ui.label_sheets import LabelsDialog

        LabelsDialog(self._window.desk, scope_of(self._window), self._window).open()

    def save_photos(self) -> None:
        """Ask how photos of the chosen products are to leave, and write them."""
        from tradehouse.ui.exporting.scope import scope_of
        from tradehouse.ui.photos_out import SavePhotosDialog

        SavePhotosDialog(self._window.desk, scope_of(self._window), self._window).open()

    def count_tray(self) -> None:
        """Say at the foot of the window how many photos wait for a product."""
        catalogue = self._window.catalogue
        self._window.jobs.run_read(
            "tray-count", lambda _p: tray_count(catalogue), self._window.status_line.show_tray, owner=self
        )

    def _on_news(self, change: ChangeSet) -> None:
        if "photo_tray" in change.touched or "photo" in change.touched:
            self.count_tray()
            if self._tray is not None and isValid(self._tray):
                self._tray.refresh_soon()

    def _applied(self, report: "ApplyReport") -> None:
        """Tell what became of a plan, with a way to look at it and a way back."""
        window = self._window
        attached = ngettext("{n} photo attached", "{n} photos attached", report.attached)
        said = [attached.format(n=show_number(report.attached))] if report.attached else []
        if report.in_tray:
            words = ngettext("{n} photo waits in the tray", "{n} photos wait in the tray", report.in_tray)
            said.append(words.format(n=show_number(report.in_tray)))
        text = ", ".join(said) + "." if said else _("Nothing new: the catalogue has these photos.")
        if report.refused:
            text = " ".join([text, *(str(problem) for _file, problem in report.refused[:3])])
        offers = []
        change = report.change_set
        if change is not None and report.attached:
            note = _("Photos matched: {count}").format(count=report.attached)
            offers.append(
                Offer(_("View"), lambda: window.window_commands.show_change(RecordKind.PRODUCT, change, note), "eye")
            )
        elif change is not None:
            offers.append(Offer(_("View"), self.open_tray, "eye"))
        if change is not None:
            offers.append(Offer(_("Undo"), lambda: window.desk.undo(change), "undo"))
        window.say(text, "attention" if report.refused else "good" if said else "neutral", tuple(offers))

    def _put_aside(self) -> None:
        offer = Offer(_("Open again"), self._plan_window, "photo")
        self._window.say(_("The plan of photos is kept; nothing is attached yet."), "neutral", (offer,))
