"""The photo viewer: photos on the whole screen, looked at, chosen, rejected, given roles, turned and cropped by key."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTransform
from PySide6.QtWidgets import QWidget

from tradehouse.domain.language import _, ngettext
from tradehouse.domain.photo_edits import AS_TAKEN, PhotoEdit, turn
from tradehouse.domain.photo_facts import PhotoRole
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.culling import DeskPhoto
from tradehouse.ui.jobs import Jobs
from tradehouse.ui.photos.cropping import CropBar
from tradehouse.ui.photos.pictures import ReadPicture
from tradehouse.ui.photos.stage import PhotoStage
from tradehouse.ui.photos.verbs import ROLES, Verb, verb_of

_ZOOMS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_PageUp: -1}
_ENDS = {Qt.Key.Key_Home: -1, Qt.Key.Key_End: 1}
_ALONG = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_TURNS = {"left": 270, "right": 90}


class PhotoViewer(PhotoStage):
    """Shows photos of one product, of many, or of none yet. Space and Escape close it.

    read gives the pictures where they are not the catalogue's.

    Signals:
        said(text, tone): what was decided here, told once it is closed.
    """

    said = Signal(str, str)

    def __init__(
        self,
        catalogue: Catalogue,
        jobs: Jobs,
        photos: Sequence[DeskPhoto],
        place: int = 0,
        parent: QWidget | None = None,
        read: ReadPicture | None = None,
    ) -> None:
        super().__init__(catalogue, jobs, photos, place, parent, read)
        self.crop: CropBar | None = None
        self._verbs = self._what_verbs_do()
        self.culling.said.connect(self._say)
        self.culling.went_back.connect(self.jump)
        self.finished.connect(self._sum_up)
        self.show_photos()
        self.canvas.setFocus()

    def uncropped(self) -> int | None:
        """Return how the photo in front is turned while it is cropped, else None."""
        return None if self.crop is None else self.crop.rotation

    def begin_crop(self) -> None:
        """Put the frame over the photo."""
        self.verbs.hide()
        self.alike.hide()
        self.canvas.fit()
        self.crop = CropBar(self.canvas, self.culling.photos[self.place].photo)
        self.crop.applied.connect(self._end_crop)
        self.crop.cancelled.connect(self._end_crop)
        self.foot.addWidget(self.crop)
        self.show_photos()

    def do(self, verb: Verb) -> None:
        """Do what a key or a button asks for, or say why it cannot be."""
        if verb.writes and verb.name != "undo" and not self._may(verb):
            return
        self._say("")
        self._verbs[verb.name]()

    def _may(self, verb: Verb) -> bool:
        if not self.culling.photos or not self.culling.writable(self.place):
            self._say(_("Nothing can be changed here: the photo is on no product, or the catalogue can only be read."))
        elif self.culling.is_gone(self.place) and verb.name not in ("reject", "reject_others"):
            self._say(_("This photo is rejected. X has it back."))
        else:
            return True
        return False

    def _what_verbs_do(self) -> Mapping[str, Callable[[], object]]:
        culling = self.culling
        roles = {name: (lambda role=role: culling.set_role(self.place, role)) for name, role in ROLES.items()}
        turns = {name: (lambda degrees=degrees: self._turn(degrees)) for name, degrees in _TURNS.items()}
        return {
            **roles,
            **turns,
            "main": lambda: culling.set_role(self.place, PhotoRole.MAIN),
            "keep": lambda: self.go(1) if culling.keep(self.place) else None,
            "reject": self._reject,
            "reject_others": lambda: culling.reject([n for n in culling.alike(self.place) if n != self.place]),
            "crop": self.begin_crop,
            "square": lambda: self._edit(lambda edit: replace(edit, square=not edit.square)),
            "original": lambda: self._edit(lambda _edit: AS_TAKEN),
            "facts": self._tell_facts,
            "undo": culling.undo,
            "compare": self._compare,
            "other_side": lambda: self._turn_to(1 - self.stops.side),
            "pixels": self._toggle_pixels,
            "legend": self._show_legend,
        }

    def _reject(self) -> None:
        if self.culling.is_gone(self.place):
            self.culling.have_back(self.place)
        else:
            self.culling.reject([self.place])
            self.stops.leave()
            self.show_photos()

    def _turn(self, degrees: int) -> None:
        if self.crop is not None:
            self.crop.turn(degrees)
            self.show_photos()
        else:
            self._edit(lambda edit: turn(edit, degrees), degrees)

    def _edit(self, change: Callable[[PhotoEdit], PhotoEdit], turned: int = 0) -> None:
        photo = self.culling.photos[self.place].photo
        edit = change(photo.edit)
        known = self.ahead.picture(photo.key)
        if turned and known is not None and not known.isNull():  # shown at once, long before it is rendered
            after = replace(photo, rotation=edit.rotation, shape=edit.shape)
            self.ahead.put(after.key, known.transformed(QTransform().rotate(turned)))
        self.culling.edit(self.place, edit)

    def _end_crop(self, edit: PhotoEdit | None = None) -> None:
        if self.crop is not None:
            self.crop.take_away()
            self.crop = None
            self.verbs.show()
            if edit is not None:
                self.culling.edit(self.place, edit)
            self.show_photos()
            self.canvas.setFocus()

    def _compare(self) -> None:
        if self.stops.compare(self.culling.alike(self.place)):
            self.show_photos()
            self.canvas.setFocus()
        else:
            self.top.compare.setChecked(False)
            self._say(_("There is no second photo to put beside this one."))

    def _tell_facts(self) -> None:
        from tradehouse.ui.photos.facts_dialog import PhotoFactsDialog

        dialog = PhotoFactsDialog(self.catalogue, self.jobs, self.culling.photos[self.place].photo, self)
        dialog.written.connect(self.culling.look_again)
        dialog.open()

    def _toggle_pixels(self) -> None:
        self.canvas.toggle_pixels()

    def _show_legend(self) -> None:
        self.legend.setVisible(self.legend.isHidden())
        self.legend.place(self.verbs.height())

    def _say(self, text: str, _tone: str = "") -> None:
        self.verbs.said.set_whole(text)

    def _sum_up(self) -> None:
        kept, gone = self.culling.count("keep"), self.culling.count("reject")
        parts = []
        if kept:
            parts.append(ngettext("{n} photo kept.", "{n} photos kept.", kept).format(n=kept))
        if gone:
            words = ngettext(
                "{n} photo rejected; it lies in the tray.", "{n} photos rejected; they lie in the tray.", gone
            )
            parts.append(words.format(n=gone))
        if parts:
            self.said.emit(" ".join(parts), "good")

    # --- Qt ----------------------------------------------------------------------------------------------------------

    def focusNextPrevChild(self, onwards: bool) -> bool:  # noqa: N802
        """Leave Tab to the verbs, but for the bar with the shapes of a crop."""
        return self.crop is not None and super().focusNextPrevChild(onwards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, verb = Qt.Key(event.key()), verb_of(event)
        if self.crop is not None:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.crop.apply()
            elif key == Qt.Key.Key_Escape:
                self._end_crop()
            elif verb is not None and verb.name in _TURNS:
                self.do(verb)
        elif verb is not None:
            self.do(verb)
        elif key in _STEPS:
            self.go(_STEPS[key])
        elif key in _ENDS:
            self.go(_ENDS[key] * len(self.culling.photos))
        elif key in _ALONG:
            self.jump(self.stops.along(self.culling.alike(self.place), _ALONG[key]))
        elif key in _ZOOMS:
            self.canvas.zoom_by(_ZOOMS[key])
        elif key == Qt.Key.Key_0:
            self.canvas.fit()
        elif key == Qt.Key.Key_Space:
            self.close()
        else:
            super().keyPressEvent(event)
