"""The photos of one product as the window knows them, and every way to change them. No widgets."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _
from tradehouse.domain.photo_edits import PhotoEdit
from tradehouse.domain.photo_facts import PhotoRole
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import AttachedPhoto, Record
from tradehouse.photos.renditions import THUMBNAIL
from tradehouse.services import browsing
from tradehouse.services import photos as service
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.culling import DeskPhoto
from tradehouse.services.editing import name_of
from tradehouse.ui.jobs import Jobs
from tradehouse.ui.photos.arriving import MOST_AT_ONCE, Sources, say_attached
from tradehouse.ui.photos.pictures import read_picture


def photo_key(photo: AttachedPhoto) -> str:
    """Return what renditions of a photo are asked for: "sha256.extension", with its edit."""
    return photo.key


class Album(QObject):
    """Reads and writes off the window's thread.

    Signals:
        refreshed(): photos and their small pictures are here.
        written(product_id): a change is in the catalogue.
        said(text, tone): what became of photos that were to be added.
    """

    refreshed = Signal()
    written = Signal(int)
    said = Signal(str, str)

    def __init__(self, catalogue: Catalogue, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.catalogue = catalogue
        self.product: int | None = None
        self.name = self.code = ""
        self.photos: list[AttachedPhoto] = []
        self.small: dict[str, QImage] = {}
        self._jobs = jobs

    def open(self, product_id: int | None) -> None:
        """Turn to another product; refreshed follows once it was read."""
        if product_id != self.product:
            self.product, self.name, self.code = product_id, "", ""
            self.photos, self.small = [], {}
        self.refresh()

    def refresh(self) -> None:
        """Read the product's photos again."""
        product, catalogue, known = self.product, self.catalogue, set(self.small)
        if product is None:
            return

        def read(progress: Progress) -> tuple[Record, list[AttachedPhoto], dict[str, QImage]]:
            record = browsing.record(catalogue, RecordKind.PRODUCT, product)
            found = browsing.photos_of(catalogue, product)
            fresh = {}
            for photo in found:
                progress.check()
                if photo_key(photo) not in known:
                    fresh[photo_key(photo)] = read_picture(catalogue.renditions, photo_key(photo), THUMBNAIL)
            return record, found, fresh

        def arrived(found: tuple[Record, list[AttachedPhoto], dict[str, QImage]]) -> None:
            if product == self.product:
                record, self.photos, fresh = found
                self.name, self.code = name_of(record), str(record["code"] or "")
                self.small |= fresh
                self.refreshed.emit()

        self._jobs.run_read(f"album:{id(self)}", read, arrived, owner=self)

    def read_large(self, photo: AttachedPhoto, side: int, arrived: Callable[[QImage], None]) -> None:
        """Read one photo at a size; of several asked for only the newest arrives."""
        renditions = self.catalogue.renditions
        self._jobs.run_read(
            f"album-large:{id(self)}",
            lambda _progress: read_picture(renditions, photo_key(photo), side),
            arrived,
            owner=self,
        )

    def place_of(self, link_id: int) -> int:
        """Return where a photo stands, from 0; the first place for one that is not there."""
        return next((n for n, photo in enumerate(self.photos) if photo.link_id == link_id), 0)

    def attach(self, sources: Sources) -> None:
        """Attach files, or bytes with a name, as one step that can be undone."""
        taken = list(sources)[:MOST_AT_ONCE]
        name, product = self.name, self.product

        def done(report: service.AttachReport) -> None:
            self.said.emit(*say_attached(report, len(sources), name))

        if taken and product is not None:
            self._write(lambda progress: service.attach(self.catalogue, product, taken, progress), done)

    def detach(self, link_id: int) -> None:
        """Take a photo off the product; undo brings it back."""
        product = self.product
        if product is not None:
            self._write(lambda _progress: service.detach(self.catalogue, product, link_id))

    def place(self, link_id: int, place: int) -> None:
        """Put a photo at a place from 0; the first is the main photo."""
        product = self.product
        before = [photo.link_id for photo in self.photos]
        order = [link for link in before if link != link_id]
        order.insert(max(0, place), link_id)
        if product is not None and order != before:
            self._write(lambda _progress: service.reorder(self.catalogue, product, order))

    def set_role(self, link_id: int, role: PhotoRole) -> None:
        """Say what a photo shows; the main role puts it in front."""
        self._write(lambda _progress: service.set_role(self.catalogue, [link_id], role))

    def edit(self, link_id: int, edit: PhotoEdit) -> None:
        """Turn and crop a photo where it is shown; the original stays as it is."""
        self._write(lambda _progress: service.set_edit(self.catalogue, link_id, edit))

    def on_desk(self) -> list[DeskPhoto]:
        """Return the photos with their product, for the viewer."""
        return [DeskPhoto(photo, self.product or 0, self.code, self.name) for photo in self.photos]

    def _write(self, work: Callable[[Progress], object], then: Callable[..., None] = lambda _result: None) -> None:
        product = self.product
        if product is None or self.catalogue.read_only:
            return

        def done(result: object) -> None:
            then(result)
            self.written.emit(product)
            if product == self.product:
                self.refresh()

        self._jobs.run_write(_("Photos of {name}").format(name=self.name), work, done, owner=self)
