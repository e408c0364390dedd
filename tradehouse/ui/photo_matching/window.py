"""The plan of photos: what each shows, beside the product it goes to; corrected here, attached in one step."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import _, ngettext
from tradehouse.services.photo_matching import ApplyReport, EntryState
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.empty import EmptyState, Offer
from tradehouse.ui.kit.work_line import WorkLine
from tradehouse.ui.photo_matching.matching import Given, Matching
from tradehouse.ui.photo_matching.plan_page import PlanPage
from tradehouse.ui.photo_matching.sections import say_photos
from tradehouse.ui.photos.arriving import PHOTO_SUFFIXES, copied_photos
from tradehouse.ui.settings_store import last_folder
from tradehouse.ui.taking_frame import TakingFrame
from tradehouse.ui.theme import MARGIN

FOLDER = last_folder("photos")
_WILL = (EntryState.MATCHED, EntryState.AMBIGUOUS, EntryState.ORPHAN)


class MatchingWindow(TakingFrame):
    """A window of its own beside the catalogue. Closing keeps the plan for the next opening; nothing is attached by it.

    Signals:
        applied(ApplyReport): photos are on their products.
        put_aside(): it was closed over a plan.
    """

    applied = Signal(object)
    put_aside = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("Photos"), "photo_matching", parent, desk.settings, FOLDER)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self._desk = desk
        self.matching = Matching(desk, self)
        self.page = PlanPage(desk, self.matching)
        self._state = EmptyState()
        self._stack = QStackedWidget()
        self._work = WorkLine(desk.jobs)
        self._work.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self._build()
        self._connect()
        self._show()

    def _build(self) -> None:
        self._stack.addWidget(self._state)
        self._stack.addWidget(self.page)
        self.body.setSpacing(0)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self._work)
        add = self.add_button
        self.discard = add(_("Discard the plan"), self._discard, kind="flat", end="left", name="discard")
        self.aside = add(_("Leave out"), lambda: self.page.correct(self.matching.leave_out), kind="flat", end="left", name="leave_out")  # fmt: skip
        self.tray = add(_("To the tray"), lambda: self.page.correct(self.matching.to_tray), kind="flat", glyph="inbox", end="left", name="to_tray")  # fmt: skip
        self.back = add(_("Undo"), self.matching.take_back, kind="flat", glyph="undo", end="left", name="take_back")  # fmt: skip
        self.more = add(_("Add photos…"), self.ask_files, glyph="photo-add", name="add_files")
        self.apply = add("", self.matching.apply, kind="primary", glyph="check", name="apply")
        self.leave = add(_("Close"), self.reject, name="close")
        for key, slot in (
            (QKeySequence(QKeySequence.StandardKey.Undo), self.matching.take_back),
            (QKeySequence(QKeySequence.StandardKey.Paste), self.paste),
            (QKeySequence("Ctrl+Return"), self.apply.click),
        ):
            QShortcut(key, self).activated.connect(slot)

    def _connect(self) -> None:
        work = self.matching
        work.started.connect(self._work.follow)
        work.started.connect(lambda _job: self._show())
        work.changed.connect(self._show)
        work.ended.connect(self._show)
        work.refused.connect(self._refused)
        work.applied.connect(self._applied)
        self.page.shelf.files_dropped.connect(self.take)
        self.page.movable.connect(self.tray.setEnabled)
        self.page.movable.connect(self.aside.setEnabled)

    # --- taking in ---------------------------------------------------------------------------------------------------

    def ask_files(self) -> None:
        """Open the dialog for files."""
        pattern = " ".join(f"*{suffix}" for suffix in (*PHOTO_SUFFIXES, ".zip"))
        self.ask(_("Choose photos"), f"{_('Photos and zips')} ({pattern});;{_('All files')} (*)")

    def paste(self) -> None:
        """Take what was copied: files, folders, zips or a picture."""
        found = copied_photos(QGuiApplication.clipboard().mimeData())
        self.take(found)
        if not found:
            self.show_problem(_("The clipboard holds no photo. Copy a photo or photo files first."))

    def take(self, given: Sequence[Given]) -> None:
        """Match files, folders, zips and copied pictures; they join the plan that is open."""
        if given and not self._desk.catalogue.read_only:
            first = given[0]
            if isinstance(first, Path):
                self.remember(first)
            self.show_problem("")
            self.matching.take(given)

    # --- showing -----------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Show the plan as it is now, or what stands where it would."""
        plan, busy = self.matching.plan, self.matching.busy()
        new = plan is not None and self._stack.currentIndex() == 0
        self._stack.setCurrentIndex(0 if plan is None else 1)
        if new:
            self.page.shelf.setFocus(Qt.FocusReason.OtherFocusReason)
        if plan is None:
            self._show_nothing(busy)
        else:
            self.page.tools.show_plan(plan)
        attached = len(plan.of(EntryState.MATCHED)) if plan else 0
        waiting = len(plan.of(*_WILL)) - attached if plan else 0
        words = ngettext("Attach {n} photo", "Attach {n} photos", attached).format(n=show_number(attached))
        if plan is not None and not attached and waiting:
            words = ngettext("Keep {n} photo in the tray", "Keep {n} photos in the tray", waiting)
            words = words.format(n=show_number(waiting))
        self.apply.setText(words)
        self.apply.setEnabled(attached + waiting > 0 and not busy)
        self.apply.setVisible(plan is not None)
        self.leave.setVisible(plan is None)
        for button in (self.discard, self.aside, self.tray, self.back, self.more):
            button.setVisible(plan is not None)
            button.setEnabled(not busy)
        self.back.setEnabled(self.matching.corrected and not busy)
        self._say_head(attached, waiting)
        self.page.show_plan()

    def _show_nothing(self, busy: bool) -> None:
        if busy:
            sentence = _("Each is decoded, its codes and measures are read, and it is matched by its name.")
            self._state.show_state("loading", "photo", _("Looking at the photos…"), sentence)
        else:
            self._state.show_state(
                "empty", "photo-add", _("Drop photos, folders or a chat export here"),
                _("They are matched by the code or name in the file's name, by codes in the picture, and by photos of "
                  "QR labels between them. You see the plan first; nothing is attached before."),
                (Offer(_("Choose photos…"), self.ask_files, "photo-add"),
                 Offer(_("Choose a folder…"), self.ask_folder, "folder")),
            )  # fmt: skip

    def _say_head(self, attached: int, waiting: int) -> None:
        plan = self.matching.plan
        if plan is None:
            self.set_heading(_("Photos"), _("From the phone to the product: a plan first, then one step."))
            return
        products = len({e.candidates[0].product_id for e in plan.of(EntryState.MATCHED)})
        on = ngettext("{photos} on {n} product", "{photos} on {n} products", products)
        said = [on.format(photos=say_photos(attached), n=show_number(products))]
        if waiting:
            said.append(_("{photos} to the tray").format(photos=say_photos(waiting)))
        self.set_heading(_("Where these photos go"), f"{', '.join(said)}. {_('Nothing is attached yet.')}")

    # --- ending ------------------------------------------------------------------------------------------------------

    def _refused(self, sentence: str) -> None:
        if self.matching.plan is None:
            self._desk.say(sentence, "attention")
        self.show_problem(sentence)

    def _applied(self, report: ApplyReport) -> None:
        self.applied.emit(report)
        self.accept()

    def _discard(self) -> None:
        self.matching.drop()
        self.hide()

    def reject(self) -> None:
        """Close it, keeping the plan."""
        super().reject()
        if self.matching.plan is not None:
            self.put_aside.emit()
