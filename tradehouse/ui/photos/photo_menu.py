"""The menu of one photo on a product: its role and place, turned, cropped, described, taken off."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from tradehouse.domain.language import _
from tradehouse.domain.photo_edits import AS_TAKEN, turn
from tradehouse.domain.photo_facts import ROLE_LABELS, PhotoRole
from tradehouse.domain.records import AttachedPhoto
from tradehouse.ui.icons import icon
from tradehouse.ui.photos.album import Album


def fill_photo_menu(
    menu: QMenu,
    album: Album,
    photo: AttachedPhoto,
    *,
    crop: Callable[[], object],
    facts: Callable[[], object],
    remove: Callable[[], object],
) -> None:
    """Add what can be changed about a photo to a menu."""
    link, place, last = photo.link_id, album.place_of(photo.link_id), len(album.photos) - 1
    fill_role_menu(menu.addMenu(icon("tag"), _("Role")), album, photo)
    before = menu.addAction(icon("arrow-left"), _("Move to the left"), lambda: album.place(link, place - 1))
    after = menu.addAction(icon("arrow-right"), _("Move to the right"), lambda: album.place(link, place + 1))
    before.setEnabled(place > 0)
    after.setEnabled(place < last)
    menu.addSeparator()
    menu.addAction(icon("rotate-left"), _("Turn left"), lambda: album.edit(link, turn(photo.edit, 270)))
    menu.addAction(icon("rotate-right"), _("Turn right"), lambda: album.edit(link, turn(photo.edit, 90)))
    menu.addAction(icon("crop"), _("Crop…"), crop)
    as_taken = menu.addAction(icon("history"), _("As it was taken"), lambda: album.edit(link, AS_TAKEN))
    as_taken.setEnabled(bool(photo.edit))
    menu.addSeparator()
    menu.addAction(icon("info"), _("About this photo…"), facts)
    menu.addAction(icon("trash", "danger"), _("Take it off the product"), remove)


def fill_role_menu(menu: QMenu, album: Album, photo: AttachedPhoto) -> None:
    """Add the roles to a menu, the photo's own marked."""
    alone = len(album.photos) == 1  # the only photo is the main one
    for role in PhotoRole:
        action = menu.addAction(_(ROLE_LABELS[role]))
        action.setCheckable(True)
        action.setChecked(photo.role == role)
        action.setEnabled(not alone or role is PhotoRole.MAIN)
        action.triggered.connect(lambda _on=False, role=role: album.set_role(photo.link_id, role))
