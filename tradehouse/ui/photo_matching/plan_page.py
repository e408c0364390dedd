"""The plan laid out: the shelf with the tools above it and the chosen photo beside it, and every way to correct."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradehouse.domain.language import _
from tradehouse.domain.records import Record
from tradehouse.services.photo_matching import EntryState
from tradehouse.ui.desk import Desk
from tradehouse.ui.icons import icon
from tradehouse.ui.photo_matching.dragging import PLAN
from tradehouse.ui.photo_matching.looking import desk_photo, look_at_shelf, picture_of_plan, pictures_of_plan
from tradehouse.ui.photo_matching.matching import Matching
from tradehouse.ui.photo_matching.photo_details import PREVIEW, PhotoDetails, Told, upright_line
from tradehouse.ui.photo_matching.plan_tools import PlanTools
from tradehouse.ui.photo_matching.sections import (
    TRAY,
    PlanSections,
    Section,
    say_entry,
    say_photos,
)  # fmt: skip
from tradehouse.ui.photo_matching.shelf import Shelf

_OPEN = frozenset({EntryState.AMBIGUOUS, EntryState.ORPHAN})


class PlanPage(QWidget):
    """Shows the plan of a Matching.

    Signals:
        movable(bool): whether the selected photos can be put elsewhere.
    """

    movable = Signal(bool)

    def __init__(self, desk: Desk, matching: Matching, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._matching = matching
        self.shelf = Shelf(_("Photos and their products"), PLAN, desk.thumbnails)
        self.details = PhotoDetails(desk)
        self.tools = PlanTools()
        self._current: int | None = None
        self._sections = PlanSections()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.shelf, 1)
        row.addWidget(upright_line())
        row.addWidget(self.details)
        column.addLayout(row, 1)
        shelf, picker = self.shelf, self.details.picker
        matching.known.connect(self.show_plan)
        self.tools.chosen.connect(self.show_plan)
        shelf.selectionModel().selectionChanged.connect(lambda *_sides: self._tell())
        shelf.dropped.connect(self._dropped)
        shelf.entered.connect(picker.take_focus)
        shelf.looked.connect(self.look)
        shelf.discarded.connect(lambda: self.correct(matching.to_tray))
        shelf.typed.connect(picker.search_for)
        shelf.numbered.connect(picker.pick_number)
        shelf.shifted.connect(self._shift)
        shelf.customContextMenuRequested.connect(self._menu)
        self.details.earlier.clicked.connect(lambda: self._shift(-1))
        self.details.later.clicked.connect(lambda: self._shift(1))
        picker.picked.connect(self._picked)
        picker.dropped.connect(self._assign)

    def show_plan(self) -> None:
        """Show the plan as it is now; what was selected stays so, or the next photo to decide about is."""
        plan = self._matching.plan
        if plan is None:
            self._sections = PlanSections()
            self.shelf.show_sections(())
        elif self.tools.by_series():
            self.shelf.show_sections(self._sections.by_series(plan, self._matching.products), self._current)
        else:
            found = self._sections.by_product(plan, self._matching.products, self.tools.group())
            self.shelf.show_sections(found, self._current)
        if plan is not None and not self.shelf.chosen() and self.shelf.photos.tiles:
            self.shelf.choose([self.shelf.photos.tiles[0].key])
        self._current = None
        self._tell()

    def _tell(self) -> None:
        """Say beside the shelf what is known of the selected photos, and offer products."""
        plan = self._matching.plan
        chosen = [plan.entry(key) for key in self.shelf.chosen()] if plan is not None else []
        movable = any(entry.usable and entry.state is not EntryState.LABEL for entry in chosen)
        self.movable.emit(movable and not self._matching.busy())
        if not chosen:
            self.details.show_told(Told(_("Choose a photo")))
            self.details.picker.offer((), ())
            return
        first = chosen[0]
        title = first.file.name if len(chosen) == 1 else say_photos(len(chosen))
        lines = say_entry(first).split("\n")[: None if len(chosen) == 1 else 0]
        warnings = [str(warning) for warning in first.warnings] if len(chosen) == 1 else []
        lines = [line for line in lines if line not in warnings]
        self.details.show_told(
            Told(
                title,
                lines,
                warnings,
                lambda: picture_of_plan(self._desk.catalogue, first, PREVIEW),
                len(chosen) == 1 and first.state is EntryState.LABEL,
            )
        )
        offered = {c.product_id: c for entry in chosen for c in entry.candidates}
        notes = [_("{percent}%").format(percent=round(c.score * 100)) if c.score < 1 else "" for c in offered.values()]
        self.details.picker.offer(list(offered), notes)

    def look(self) -> None:
        """Show the selected photo on the whole screen; the others of the shelf follow."""
        plan = self._matching.plan
        if plan is not None:
            entries = {tile.key: plan.entry(tile.key) for tile in self.shelf.photos.tiles}
            photos = {key: desk_photo(entry) for key, entry in entries.items()}
            look_at_shelf(self._desk, self.shelf, photos, pictures_of_plan(self._desk.catalogue, entries))

    def _picked(self, product: Record) -> None:
        self._assign(self.shelf.chosen(), product)
        self.shelf.setFocus(Qt.FocusReason.OtherFocusReason)

    def _assign(self, keys: Sequence[int], product: Record | int) -> None:
        self._current = self._next_open()
        self._matching.assign(keys, product)

    def correct(self, correct: Callable[[Sequence[int]], None]) -> None:
        """Correct the plan for the selected photos."""
        keys = self.shelf.chosen()
        if keys:
            self._current = self._next_open()
            correct(keys)

    def _menu(self, at: QPoint) -> None:
        """Open what applies to the selected photos."""
        plan, keys, work = self._matching.plan, self.shelf.chosen(), self._matching
        if plan is None or not keys or work.busy():
            return
        menu = self.details.menu(self._picked, self.look)
        if any(plan.entry(key).state is EntryState.LABEL for key in keys):
            menu.addAction(icon("arrow-left"), _("Starts earlier"), lambda: self._shift(-1))
            menu.addAction(icon("arrow-right"), _("Starts later"), lambda: self._shift(1))
        else:
            menu.addAction(icon("inbox"), _("To the tray"), lambda: self.correct(work.to_tray))
            menu.addAction(icon("close"), _("Leave out"), lambda: self.correct(work.leave_out))
        menu.popup(self.shelf.viewport().mapToGlobal(at))

    def _next_open(self) -> int | None:
        """Return the next photo that somebody must decide about, so that one goes on there."""
        plan = self._matching.plan
        if plan is None or self.tools.by_series():
            return None
        waiting = {entry.key for entry in plan.of(*_OPEN)}
        return self.shelf.following(lambda key: key in waiting)

    def _dropped(self, keys: list[int], section: Section, before: int | None) -> None:
        plan = self._matching.plan
        if plan is None:
            return
        labels = [entry.key for entry in plan.of(EntryState.LABEL) if entry.key in keys]
        if section.name.startswith("series") and labels == keys and len(keys) == 1:
            self._current = keys[0]
            if before is not None:
                self._matching.place_label(keys[0], before)
        elif section.target == TRAY:
            self._matching.to_tray(keys)
        elif section.target is not None:
            self._matching.assign(keys, section.target)

    def _shift(self, steps: int) -> None:
        plan, keys = self._matching.plan, self.shelf.chosen()
        if plan is not None and len(keys) == 1 and plan.entry(keys[0]).state is EntryState.LABEL:
            self._current = keys[0]
            self._matching.shift_label(keys[0], steps)
