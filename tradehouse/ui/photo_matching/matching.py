"""The plan of an intake as the window works on it: made off the window's thread, corrected, applied. No widgets."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QObject, Signal
from PySide6.QtGui import QImage

from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record
from tradehouse.services import browsing
from tradehouse.services.photo_matching import (
    ApplyReport,
    EntryState,
    PhotoPlan,
    apply_plan,
    joined,
    name_label,
    place_label,
    plan_photos,
    plan_tray,
    shift_label,
)
from tradehouse.ui.desk import Desk
from tradehouse.ui.jobs import Job

Given = Path | QImage
Products = Mapping[int, Record]
_REMEMBERED = 200  # corrections that can be taken back


class Matching(QObject):
    """One per window of a plan.

    Signals:
        started(Job): work is under way.
        changed(): there is another plan now, or none.
        known(): records of products are here that were not before.
        refused(sentence): files could not be taken at all.
        ended(): the work ended without a plan: refused, stopped.
        applied(ApplyReport): the plan is in the catalogue.
    """

    started = Signal(object)
    changed = Signal()
    known = Signal()
    refused = Signal(str)
    ended = Signal()
    applied = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.plan: PhotoPlan | None = None
        self.products: dict[int, Record] = {}
        self._past: list[PhotoPlan] = []
        self._waiting: list[tuple[str, Callable[[Progress], PhotoPlan]]] = []
        self._job: Job | None = None

    # --- making a plan -----------------------------------------------------------------------------------------------

    def take(self, given: Sequence[Given]) -> None:
        """Match files, folders, zips and copied pictures; they join the plan that is open."""
        catalogue, wanted = self._desk.catalogue, list(given)
        names = ", ".join(item.name if isinstance(item, Path) else _("the clipboard") for item in wanted[:3])
        self._queue(
            _("Matching photos: {files}").format(files=names),
            lambda progress: plan_photos(catalogue, [_encoded(item) for item in wanted], progress),
        )

    def take_tray(self, photo_ids: Sequence[int] | None = None) -> None:
        """Match photos of the tray again, all that wait or these."""
        catalogue = self._desk.catalogue
        self._queue(_("Matching the tray again"), lambda progress: plan_tray(catalogue, photo_ids, progress))

    def busy(self) -> bool:
        """Whether work is under way."""
        return self._job is not None

    def _queue(self, words: str, work: Callable[[Progress], PhotoPlan]) -> None:
        self._waiting.append((words, work))
        if self._job is None:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            return
        words, work = self._waiting.pop(0)
        self._job = self._desk.jobs.run_read(
            f"photo-plan:{id(self)}",
            work,
            self.show_plan,
            self._fail,
            on_cancelled=self._stopped,
            owner=self,
            label=words,
        )
        self.started.emit(self._job)

    def show_plan(self, plan: PhotoPlan) -> None:
        """Go on with a plan that was made; it joins the one that is open."""
        self._job = None
        self.plan = plan if self.plan is None else joined(self.plan, plan)
        self._past.clear()
        self.changed.emit()
        self._learn()
        self._next()

    def _fail(self, error: BaseException) -> None:
        self._job = None
        if isinstance(error, UserError):
            self.refused.emit(str(error))
        else:
            self._desk.fail(error)
        self.ended.emit()
        self._next()

    def _stopped(self) -> None:
        self._job = None
        self._waiting.clear()
        self.ended.emit()

    # --- correcting --------------------------------------------------------------------------------------------------

    def assign(self, keys: Sequence[int], product: Record | int) -> None:
        """Put photos on a product; a label then stands for it, and the photos behind it follow."""

        def correct(plan: PhotoPlan) -> PhotoPlan:
            target = product if isinstance(product, int) else product.id
            if not isinstance(product, int):
                self.products[product.id] = product
                plan = plan.knowing(product)
            labels = {entry.key for entry in plan.of(EntryState.LABEL)}
            for key in labels.intersection(keys):
                plan = name_label(plan, key, target)
            return plan.assign(_movable(plan, keys), target)

        self._correct(correct)

    def to_tray(self, keys: Sequence[int]) -> None:
        """Let photos wait in the tray instead."""
        self._correct(lambda plan: plan.orphan(_movable(plan, keys)))

    def leave_out(self, keys: Sequence[int]) -> None:
        """Neither attach photos nor remember them."""
        self._correct(lambda plan: plan.leave_out(_movable(plan, keys)))

    def place_label(self, label: int, before: int) -> None:
        """Move the boundary between two series: a label is put before another photo."""
        self._correct(lambda plan: place_label(plan, label, before))

    def shift_label(self, label: int, steps: int) -> None:
        """Move the boundary that a label sets by so many photos."""
        self._correct(lambda plan: shift_label(plan, label, steps))

    @property
    def corrected(self) -> bool:
        """Whether there is a correction to take back."""
        return bool(self._past)

    def take_back(self) -> None:
        """Take the last correction back."""
        if self._past:
            self.plan = self._past.pop()
            self.changed.emit()

    def drop(self) -> None:
        """Forget the plan; nothing was attached."""
        self.plan = None
        self._past.clear()
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()
        self.changed.emit()

    def _correct(self, correct: Callable[[PhotoPlan], PhotoPlan]) -> None:
        before = self.plan
        if before is None or self.busy():
            return
        after = correct(before)
        if after != before:
            self._past = [*self._past[-_REMEMBERED:], before]
            self.plan = after
            self.changed.emit()
            self._learn()

    def _learn(self) -> None:
        """Read the records of the products that the plan puts photos on."""
        plan, catalogue = self.plan, self._desk.catalogue
        if plan is None:
            return
        wanted = {e.candidates[0].product_id for e in plan.entries if e.candidates} - set(self.products)
        if not wanted:
            return

        def learnt(found: list[Record]) -> None:
            self.products |= {record.id: record for record in found}
            self.known.emit()

        self._desk.jobs.run_read(
            f"photo-products:{id(self)}",
            lambda _p: browsing.records(catalogue, RecordKind.PRODUCT, sorted(wanted)),
            learnt,
            owner=self,
        )

    # --- applying ----------------------------------------------------------------------------------------------------

    def apply(self) -> None:
        """Put the photos where the plan says, as one step that can be undone."""
        plan, catalogue = self.plan, self._desk.catalogue
        if plan is None or self.busy() or catalogue.read_only:
            return

        def done(report: ApplyReport) -> None:
            self._job = None
            self.plan = None
            self._past.clear()
            self.products.clear()
            self.applied.emit(report)
            self.changed.emit()

        self._job = self._desk.jobs.run_write(
            _("Attaching photos"), lambda progress: apply_plan(catalogue, plan, progress), done, self._fail,
            on_cancelled=self._stopped, owner=self,
        )  # fmt: skip
        self.started.emit(self._job)


def _movable(plan: PhotoPlan, keys: Sequence[int]) -> list[int]:
    """Return those of the photos that can be put anywhere: no labels, no refused files."""
    entries = (plan.entry(key) for key in keys)
    return [e.key for e in entries if e.usable and e.state is not EntryState.LABEL]


def _encoded(item: Given) -> Path | tuple[bytes, str]:
    """Return a copied picture as the bytes of a PNG; in a pool thread, since it takes its time."""
    if isinstance(item, Path):
        return item
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    item.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data()), "clipboard.png"
