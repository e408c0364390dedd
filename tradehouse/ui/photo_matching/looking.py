"""The photos of a plan or of the tray on the whole screen, one after the other as they lie on the shelf."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from PySide6.QtGui import QImage

from tradehouse.domain.records import AttachedPhoto, TrayPhoto
from tradehouse.photos.renditions import SCREEN
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.culling import DeskPhoto
from tradehouse.services.photo_matching import PhotoEntry, picture_of, whole_picture_of
from tradehouse.ui.desk import Desk
from tradehouse.ui.photo_matching.sections import photo_of
from tradehouse.ui.photo_matching.shelf import Shelf
from tradehouse.ui.photos.pictures import ReadPicture, read_picture


def picture_of_plan(catalogue: Catalogue, entry: PhotoEntry, side: int) -> QImage:
    """Return the picture of a photo whose file is not kept yet; a null image where it is gone."""
    if side > SCREEN:
        return QImage.fromData(whole_picture_of(entry) or b"")
    # made again where it was pruned
    found = picture_of(catalogue, entry, SCREEN)
    return QImage() if found is None else read_picture(catalogue.renditions, photo_of(entry), side)


def pictures_of_plan(catalogue: Catalogue, entries: Mapping[int, PhotoEntry]) -> ReadPicture:
    """Return what reads the pictures of a plan's photos by the keys of their renditions."""
    by_photo = {photo_of(entry): entry for entry in entries.values()}
    return lambda key, side: picture_of_plan(catalogue, by_photo[key], side)


def desk_photo(entry: PhotoEntry) -> DeskPhoto | None:
    """Return a plan's photo for the viewer, with the product that it goes to; None for a file that is none."""
    photo, product = entry.photo, entry.product
    if photo is None:
        return None
    shown = AttachedPhoto(
        0, 0, photo.sha256, photo.extension, photo.width, photo.height, entry.order, sharpness=photo.sharpness,
        brightness=photo.brightness, original_name=entry.file.name, perceptual_hash=photo.perceptual_hash or "",
    )  # fmt: skip
    return DeskPhoto(
        shown,
        code=product.code if product is not None else "",
        name=product.title if product is not None else entry.file.stem,
    )


def waiting_photo(photo: TrayPhoto) -> DeskPhoto:
    """Return a photo of the tray for the viewer."""
    file = PurePosixPath(photo.file)
    shown = AttachedPhoto(
        0, photo.photo_id, photo.sha256, photo.extension, photo.width, photo.height, 0, sharpness=photo.sharpness,
        brightness=photo.brightness, original_name=file.name, perceptual_hash=photo.perceptual_hash,
    )  # fmt: skip
    return DeskPhoto(shown, name=file.stem)


def look_at_shelf(
    desk: Desk, shelf: Shelf, photos: Mapping[int, DeskPhoto | None], read: ReadPicture | None = None
) -> None:
    """Open the viewer at the selected photo of a shelf; closing it leaves the photo selected that was in front.

    photos are by the keys of the shelf's tiles. read gives the pictures where they are not the catalogue's.
    """
    from tradehouse.ui.photos.viewer import PhotoViewer

    keys: list[int] = []
    shown: list[DeskPhoto] = []
    for key in (tile.key for tile in shelf.photos.tiles):
        photo = photos.get(key)
        if photo is not None:
            keys.append(key)
            shown.append(photo)
    chosen = next((key for key in shelf.chosen() if key in keys), None)
    if chosen is None:
        return
    viewer = PhotoViewer(desk.catalogue, desk.jobs, shown, keys.index(chosen), shelf.window(), read)
    viewer.said.connect(desk.say)
    viewer.finished.connect(lambda _result: shelf.choose([keys[viewer.place]]))
    viewer.open_full_screen()
