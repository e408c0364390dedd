"""The photos of one product, to look at and to arrange: added, ordered, made the main one, taken off."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPixmap,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from tradehouse.domain.language import _
from tradehouse.photos.renditions import SCREEN, THUMBNAIL
from tradehouse.services.catalogue import Catalogue
from tradehouse.ui.icons import icon
from tradehouse.ui.jobs import Jobs
from tradehouse.ui.kit.buttons import tool_button
from tradehouse.ui.photos.album import Album, photo_key
from tradehouse.ui.photos.arriving import PHOTO_SUFFIXES, holds_photos, photo_sources
from tradehouse.ui.photos.caption import PhotoCaption
from tradehouse.ui.photos.facts_dialog import PhotoFactsDialog
from tradehouse.ui.photos.main_photo import MainPhoto
from tradehouse.ui.photos.photo_menu import fill_photo_menu, fill_role_menu
from tradehouse.ui.photos.tiles import PhotoTile, TileRow
from tradehouse.ui.photos.viewer import PhotoViewer
from tradehouse.ui.theme import GAP, SPACE

SIDE = 460  # logical pixels of the large picture, as wide as a detail panel gets


class PhotoStrip(QWidget):
    """Shows and arranges the photos of the product that show_product names.

    Signals:
        said(text, tone): what became of photos that were to be added, for the notice line.
        changed(product_id): the product's photos are other ones now, or in another order.
    """

    said = Signal(str, str)
    changed = Signal(int)

    def __init__(self, catalogue: Catalogue, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("photo_strip")
        self._jobs = jobs
        self._read_only = catalogue.read_only
        self.album = Album(catalogue, jobs, self)
        self.album.refreshed.connect(self._fill)
        self.album.written.connect(self.changed)
        self.album.said.connect(self.said)
        self._chosen = 0  # link id
        self.setAcceptDrops(not catalogue.read_only)
        self._main = MainPhoto(catalogue.read_only)
        self._main.opened.connect(lambda: self.open_viewer())  # noqa: PLW0108 - crop is no argument of the signal
        self._main.stepped.connect(self._step)
        self._main.add_wanted.connect(self.add_by_dialog)
        self._main.paste_wanted.connect(self.paste)
        self._caption = PhotoCaption()
        self._caption.facts_asked.connect(self.open_facts)
        self._caption.role_asked.connect(self._role_menu)
        self._row = TileRow()
        self._row.dropped.connect(self._drop_tile)
        self._add = tool_button("photo-add", _("Add photos…"), self.add_by_dialog)
        self._add.setObjectName("add_photos")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._main)
        column.addWidget(self._caption)
        below = QHBoxLayout()
        below.setSpacing(SPACE)
        below.addWidget(self._row, 1)
        below.addWidget(self._add, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(below)
        self.show_product(None)

    def show_product(self, product_id: int | None) -> None:
        """Show the photos of a product, or of none."""
        self.setEnabled(product_id is not None)
        if product_id != self.album.product:
            self._chosen = 0
        changed = product_id != self.album.product
        self.album.open(product_id)
        if changed or product_id is None:
            self._fill()

    def refresh(self) -> None:
        """Read the photos again, after an undo for example."""
        self.album.refresh()

    def open_viewer(self, *, crop: bool = False) -> None:
        """Show the chosen photo on the whole screen, with the frame of a crop over it where that is wanted."""
        album = self.album
        if album.photos:
            place = album.place_of(self._chosen)
            viewer = PhotoViewer(album.catalogue, self._jobs, album.on_desk(), place, self.window())
            viewer.said.connect(self.said)
            viewer.finished.connect(self.refresh)
            viewer.open_full_screen()
            if crop:
                viewer.begin_crop()

    def open_facts(self) -> None:
        """Show what is written about the chosen photo."""
        album = self.album
        if album.photos:
            photo = album.photos[album.place_of(self._chosen)]
            dialog = PhotoFactsDialog(album.catalogue, self._jobs, photo, self.window())
            dialog.written.connect(self.refresh)
            dialog.open()

    def add_by_dialog(self) -> None:
        """Ask for photo files and attach them."""
        pattern = " ".join(f"*{suffix}" for suffix in PHOTO_SUFFIXES)
        chosen, _filter = QFileDialog.getOpenFileNames(
            self, _("Add photos"), "", f"{_('Photos')} ({pattern});;{_('All files')} (*)"
        )
        self.album.attach([Path(name) for name in chosen])

    def paste(self) -> None:
        """Attach what the clipboard holds: photo files, or a picture copied elsewhere."""
        found = photo_sources(QGuiApplication.clipboard().mimeData())
        if found:
            self.album.attach(found)
        else:
            self.said.emit(_("The clipboard holds no photo. Copy a photo or photo files first."), "attention")

    def remove(self) -> None:
        """Take the chosen photo off the product; undo brings it back."""
        photos = self.album.photos
        if photos and not self._read_only:
            gone, place = self._chosen, self.album.place_of(self._chosen)
            rest = [photo.link_id for photo in photos if photo.link_id != gone]
            self._chosen = rest[min(place, len(rest) - 1)] if rest else 0
            self.album.detach(gone)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in steps:
            self._step(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_viewer()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.album.product is not None and holds_photos(event.mimeData()):
            event.acceptProposedAction()
            self._main.set_landing(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._main.set_landing(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._main.set_landing(False)
        found = photo_sources(event.mimeData())
        if found:
            event.acceptProposedAction()
            self.album.attach(found)

    def _fill(self) -> None:
        photos = self.album.photos
        if self._chosen not in {photo.link_id for photo in photos}:
            self._chosen = photos[0].link_id if photos else 0
        focused = any(tile.hasFocus() for tile in self._row.tiles())
        self._row.clear()
        for number, photo in enumerate(photos, start=1):
            tile = self._tile(number, len(photos), photo.link_id, self.album.small.get(photo_key(photo)))
            if focused and tile.isChecked():
                tile.setFocus()
        self._row.setVisible(bool(photos))
        self._add.setVisible(bool(photos) and not self._read_only)
        self._show_main()

    def _tile(self, number: int, total: int, link: int, small: QImage | None) -> PhotoTile:
        words = _("Photo {n} of {total}").format(n=number, total=total)
        tile = PhotoTile(link, self._row)
        tile.main = number == 1
        tile.setAccessibleName(_("{photo}, main photo").format(photo=words) if number == 1 else words)
        tile.setToolTip(tile.accessibleName())
        if small is not None:
            tile.show_picture(QPixmap.fromImage(small))
        self._row.add(tile)
        tile.setChecked(link == self._chosen)
        tile.toggled.connect(lambda on: self._choose(link) if on else None)
        tile.opened.connect(lambda: self.open_viewer())  # noqa: PLW0108
        tile.menu_wanted.connect(self._menu)
        tile.stepped.connect(lambda step: self.album.place(link, self.album.place_of(link) + step))
        tile.show()
        return tile

    def _choose(self, link_id: int) -> None:
        self._chosen = link_id
        self._show_main()

    def _step(self, step: int) -> None:
        tiles = self._row.tiles()
        if tiles:
            focused = any(tile.hasFocus() for tile in tiles)
            tile = tiles[(self.album.place_of(self._chosen) + step) % len(tiles)]
            tile.setChecked(True)
            if focused:
                tile.setFocus()

    def _show_main(self) -> None:
        photos = self.album.photos
        if not photos:
            self._caption.show_photo(None)
            self._main.show_nothing()
            return
        self._caption.show_photo(photos[self.album.place_of(self._chosen)])
        photo, several = photos[self.album.place_of(self._chosen)], len(photos) > 1
        small = self.album.small.get(photo_key(photo), QImage())
        ratio = self.devicePixelRatioF()

        def show(image: QImage) -> None:
            picture = QPixmap.fromImage(image)
            picture.setDevicePixelRatio(ratio)
            self._main.show_picture(picture, several=several)

        show(small)
        if max(small.width(), small.height()) >= THUMBNAIL - 1:
            self.album.read_large(photo, min(round(SIDE * ratio), SCREEN), show)

    def _drop_tile(self, link_id: int, place: int) -> None:
        self._chosen = link_id
        self.album.place(link_id, place)

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("expand"), _("Show large"), lambda: self.open_viewer())  # noqa: PLW0108
        if not self._read_only:
            photo = self.album.photos[self.album.place_of(self._chosen)]
            fill_photo_menu(
                menu,
                self.album,
                photo,
                crop=lambda: self.open_viewer(crop=True),
                facts=self.open_facts,
                remove=self.remove,
            )
        menu.popup(at)

    def _role_menu(self, at: QPoint) -> None:
        if not self._read_only and self.album.photos:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            fill_role_menu(menu, self.album, self.album.photos[self.album.place_of(self._chosen)])
            menu.popup(at)
