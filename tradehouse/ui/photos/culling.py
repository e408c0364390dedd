"""What a curator decides about photos one after the other, and the way back. No widgets.

A decision is in the catalogue at once, each a step of its own that undo takes back. A rejected photo stays in the list,
marked as gone, so that places do not shift under the person and it can be had back.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from tradehouse.domain.errors import UserError
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.photo_edits import PhotoEdit
from tradehouse.domain.photo_facts import PhotoRole, Verdict
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import AttachedPhoto
from tradehouse.photos.likeness import near_duplicates
from tradehouse.services import browsing, culling, history
from tradehouse.services import photos as service
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.culling import DeskPhoto
from tradehouse.ui.jobs import Jobs

Fresh = Mapping[int, AttachedPhoto]


@dataclass(slots=True)
class Step:
    """One decision: about which links, and its change set once it is written."""

    links: tuple[int, ...]
    verb: str
    change: int | None = None


class Culling(QObject):
    """The photos in their order, and what is done to them.

    Signals:
        changed(): something about the photos is another now.
        said(text, tone): what went wrong or was taken back.
        went_back(place): what was done to this photo was taken back.
    """

    changed = Signal()
    said = Signal(str, str)
    went_back = Signal(int)

    def __init__(
        self, catalogue: Catalogue, jobs: Jobs, photos: Sequence[DeskPhoto], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._catalogue, self._jobs = catalogue, jobs
        self.photos = list(photos)
        self.steps: list[Step] = []
        self._gone: dict[int, Step] = {}
        self._alike: dict[int, list[int]] = {}
        self._touched: set[int] = set()
        self._writing = 0
        self.look_for_alike()

    # --- what is known -----------------------------------------------------------------------------------------------

    def is_gone(self, place: int) -> bool:
        """Whether a photo was rejected here."""
        return self.photos[place].photo.link_id in self._gone

    def alike(self, place: int) -> list[int]:
        """Return the places of the photos that look like one, itself among them, the best first; nothing for none."""
        return self._alike.get(place, [])

    def any_alike(self) -> bool:
        """Whether there are photos that look alike at all."""
        return bool(self._alike)

    def writable(self, place: int) -> bool:
        """Whether something can be decided about a photo: it is on a product, and the catalogue is not read only."""
        return not self._catalogue.read_only and self.photos[place].photo.link_id > 0

    def count(self, verb: str) -> int:
        """Return of how many photos "keep" or "reject" is what was decided last."""
        links = {link for step in self.steps if step.verb == verb for link in step.links}
        if verb == "keep":
            links &= {shown.photo.link_id for shown in self.photos if shown.photo.verdict == Verdict.KEEP}
        return len(links)

    # --- what is decided ---------------------------------------------------------------------------------------------

    def set_role(self, place: int, role: PhotoRole) -> None:
        """Say what a photo shows; the main role puts it in front."""
        link = self._of(place).link_id
        self._write("role", (link,), lambda: service.set_role(self._catalogue, [link], role))

    def keep(self, place: int) -> bool:
        """Mark a photo as good, or take the mark away; return whether it is good now."""
        photo = self._of(place)
        kept = photo.verdict != Verdict.KEEP
        self._set(place, replace(photo, verdict=str(Verdict.KEEP) if kept else ""))
        work = lambda: culling.keep(self._catalogue, [photo.photo_id], kept=kept)  # noqa: E731
        self._write("keep" if kept else "unkeep", (photo.link_id,), work)
        return kept

    def reject(self, places: Sequence[int]) -> None:
        """Take photos off their products, into the tray."""
        links = tuple(self._of(place).link_id for place in places if not self.is_gone(place))
        if links:
            step = self._write("reject", links, lambda: culling.reject(self._catalogue, links))
            self._gone |= dict.fromkeys(links, step)
            self.changed.emit()

    def have_back(self, place: int) -> None:
        """Put a rejected photo back, with those that were rejected in the same step."""
        step = self._gone.get(self._of(place).link_id)
        if step is not None:
            self._take_back(step)

    def edit(self, place: int, edit: PhotoEdit) -> None:
        """Turn and crop a photo where it is shown."""
        photo = self._of(place)
        if edit != photo.edit:
            self._set(place, replace(photo, rotation=edit.rotation, shape=edit.shape))
            link = photo.link_id
            self._write("edit", (link,), lambda: service.set_edit(self._catalogue, link, edit))

    def undo(self) -> None:
        """Take back the last decision that stands."""
        if self.steps:
            self._take_back(self.steps[-1])
        else:
            self.said.emit(_("There is nothing to undo here."), "neutral")

    def look_again(self) -> None:
        """Read the photos anew: somebody else changed them."""
        self._touched |= {shown.product_id for shown in self.photos if shown.product_id}
        products = sorted(self._touched)
        self._jobs.run_read(f"culling:{id(self)}", lambda _p: _read(self._catalogue, products), self._take, owner=self)

    def look_for_alike(self) -> None:
        """Find near duplicates, measuring photos that nobody measured yet."""
        catalogue = self._catalogue
        photos = [shown.photo for shown in self.photos]
        unmeasured = [photo.photo_id for photo in photos if photo.brightness is None and photo.photo_id]
        products = sorted({shown.product_id for shown in self.photos if shown.product_id})

        def work(progress: Progress) -> tuple[list[list[int]], Fresh]:
            fresh: Fresh = {}
            if unmeasured and culling.measure_missing(catalogue, progress, unmeasured):
                fresh = _read(catalogue, products)
            known = [fresh.get(photo.link_id, photo) for photo in photos]
            return _groups(known), fresh

        def done(found: tuple[list[list[int]], Fresh]) -> None:
            groups, fresh = found
            self._alike = {place: group for group in groups for place in group}
            self.photos = [_measured(shown, fresh.get(shown.photo.link_id)) for shown in self.photos]
            self.changed.emit()

        label = _("Looking at new photos") if unmeasured else ""
        self._jobs.run_read(f"alike:{id(self)}", work, done, owner=self, label=label)

    # --- within ------------------------------------------------------------------------------------------------------

    def _of(self, place: int) -> AttachedPhoto:
        return self.photos[place].photo

    def _set(self, place: int, photo: AttachedPhoto) -> None:
        self.photos[place] = replace(self.photos[place], photo=photo)
        self.changed.emit()

    def _write(self, verb: str, links: tuple[int, ...], work: Callable[[], object]) -> Step:
        step = Step(links, verb)
        self.steps.append(step)

        def noted() -> None:
            before = _newest(self._catalogue)
            work()
            after = _newest(self._catalogue)
            step.change = after if after != before else None

        def failed() -> None:
            self.steps.remove(step)
            self._gone = {link: other for link, other in self._gone.items() if other is not step}

        self._run(links, noted, lambda: None, failed)
        return step

    def _take_back(self, step: Step) -> None:
        def work() -> None:
            if step.change is not None:
                history.undo(self._catalogue, step.change)

        def done() -> None:
            for link in step.links:
                self._gone.pop(link, None)
            self.went_back.emit(next((n for n, s in enumerate(self.photos) if s.photo.link_id in step.links), 0))
            words = ngettext("Taken back for {n} photo", "Taken back for {n} photos", len(step.links))
            self.said.emit(words.format(n=len(step.links)), "good")

        if step in self.steps:
            self.steps.remove(step)
            self._run(step.links, work, done, lambda: self.steps.append(step))

    def _run(
        self, links: Sequence[int], work: Callable[[], None], then: Callable[[], None], otherwise: Callable[[], None]
    ) -> None:
        """Write, then read what was touched once nothing more waits to be written."""
        self._touched |= {shown.product_id for shown in self.photos if shown.photo.link_id in links}
        products, self._writing = sorted(self._touched), self._writing + 1

        def run(_progress: Progress) -> Fresh:
            work()
            return _read(self._catalogue, products)

        def done(fresh: Fresh) -> None:
            self._writing -= 1
            then()
            self._take(fresh)

        def failed(error: BaseException) -> None:
            self._writing -= 1
            otherwise()
            self.look_again()
            if not isinstance(error, UserError):
                raise error
            self.said.emit(str(error), "danger")

        self._jobs.run_write(_("Culling photos"), run, done, failed, owner=self)

    def _take(self, fresh: Fresh) -> None:
        # while more is on its way to the catalogue, what was read is older than what the person sees
        if not self._writing:
            self.photos = [replace(shown, photo=fresh.get(shown.photo.link_id, shown.photo)) for shown in self.photos]
            self._touched.clear()
        self.changed.emit()


def _newest(catalogue: Catalogue) -> int:
    return next((change.id for change in history.latest(catalogue, 1)), 0)


def _read(catalogue: Catalogue, products: Sequence[int]) -> Fresh:
    return {photo.link_id: photo for product in products for photo in browsing.photos_of(catalogue, product)}


def _measured(shown: DeskPhoto, fresh: AttachedPhoto | None) -> DeskPhoto:
    """Return a photo with the measures that were just taken; everything else may be newer here."""
    if fresh is None:
        return shown
    measures = {key: getattr(fresh, key) for key in ("sharpness", "brightness", "perceptual_hash")}
    return replace(shown, photo=replace(shown.photo, **measures))


def _groups(photos: Sequence[AttachedPhoto]) -> list[list[int]]:
    """Return the places of photos that look alike, the best first."""
    groups = near_duplicates({n: photo.perceptual_hash for n, photo in enumerate(photos)})
    found = []
    for group in groups:
        best = culling.best_first(photos[n] for n in group)
        left = list(group)
        ordered = [left.pop(next(i for i, n in enumerate(left) if photos[n] is photo)) for photo in best]
        found.append(ordered)
    return found
