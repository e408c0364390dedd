"""The tray: photos that found no product, remembered until somebody says what they show."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.photo_facts import fault_message
from tradehouse.domain.records import Record, TrayPhoto
from tradehouse.services import browsing, culling
from tradehouse.services.editing import name_of
from tradehouse.ui.desk import Desk
from tradehouse.ui.icons import icon
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.empty import EmptyState, Offer
from tradehouse.ui.photo_matching.dragging import TRAY
from tradehouse.ui.photo_matching.looking import look_at_shelf, waiting_photo
from tradehouse.ui.photo_matching.photo_details import PREVIEW, PhotoDetails, Told, upright_line
from tradehouse.ui.photo_matching.sections import say_photos, tray_sections
from tradehouse.ui.photo_matching.shelf import Shelf
from tradehouse.ui.photos.pictures import read_picture

GATHER = 150  # milliseconds; one step may be several pieces of news


@dataclass(frozen=True, slots=True)
class _Content:
    """What lies in the tray, and the products that it may show."""

    waiting: list[TrayPhoto]
    rejected: list[TrayPhoto]
    products: dict[int, Record]


class TrayWindow(DialogFrame):
    """A window of its own beside the catalogue; its photos can be dragged to rows there.

    Signals:
        match_wanted(ids): photos are to be matched again, those chosen or None for all that wait.
        files_dropped(list of paths): new photos were dropped here.
    """

    match_wanted = Signal(object)
    files_dropped = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Photos without a product"), "photo_tray", QSize(1100, 640), parent, margins=False,
            sentence=_("Drag photos to a product's row in the catalogue, or choose them here and search the product."),
        )  # fmt: skip
        self.setModal(False)
        self._desk = desk
        self._photos: dict[int, TrayPhoto] = {}
        self._next: int | None = None
        self.shelf = Shelf(_("Photos without a product"), TRAY, desk.thumbnails)
        self.details = PhotoDetails(desk)
        self._state = EmptyState()
        self._state.show_state("loading", "inbox", _("Reading the tray…"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._state)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.shelf, 1)
        row.addWidget(upright_line())
        row.addWidget(self.details)
        self._stack.addWidget(page)
        self.body.addWidget(self._stack, 1)
        self.discard = self.add_button(_("Discard"), self.discard_chosen, kind="flat", glyph="trash", end="left", name="discard")  # fmt: skip
        self.again = self.add_button(_("Match again"), self._match_again, glyph="refresh", name="match_again")
        self.add_button(_("Close"), self.close, name="close")
        self._gather = QTimer(self, singleShot=True, interval=GATHER)
        self._gather.timeout.connect(self.refresh)
        shelf, picker = self.shelf, self.details.picker
        shelf.selectionModel().selectionChanged.connect(lambda *_sides: self._tell())
        shelf.files_dropped.connect(self.files_dropped)
        shelf.entered.connect(picker.take_focus)
        shelf.looked.connect(self._look)
        shelf.discarded.connect(self.discard_chosen)
        shelf.typed.connect(picker.search_for)
        shelf.customContextMenuRequested.connect(self._menu)
        shelf.numbered.connect(picker.pick_number)
        picker.picked.connect(lambda product: self.place(self.shelf.chosen(), product))
        picker.dropped.connect(self.place)
        self.refresh()

    # --- what is in it -----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the tray again and keep the place."""
        catalogue = self._desk.catalogue

        def read(_progress: object) -> _Content:
            waiting, rejected = culling.tray(catalogue), culling.tray(catalogue, rejected=True)
            ids = sorted({i for photo in (*waiting, *rejected) for i in photo.product_ids[:1]})
            found = browsing.records(catalogue, RecordKind.PRODUCT, ids)
            return _Content(waiting, rejected, {record.id: record for record in found})

        self._desk.jobs.run_read("photo-tray", read, self._show, self._desk.fail, owner=self)

    def refresh_soon(self) -> None:
        """Read the tray again a moment later: the catalogue was changed."""
        self._gather.start()

    def _show(self, content: _Content) -> None:
        self._photos = {photo.photo_id: photo for photo in (*content.waiting, *content.rejected)}
        self.shelf.show_sections(tray_sections(content.waiting, content.rejected, content.products), self._next)
        self._next = None
        self._stack.setCurrentIndex(1 if self._photos else 0)
        if not self._photos:
            self._state.show_state(
                "empty", "check-circle", _("Every photo has its product"),
                _("Photos that match nothing wait here until somebody says what they show."),
                (Offer(_("Close"), self.close),),
            )  # fmt: skip
        elif not self.shelf.chosen():
            self.shelf.choose([self.shelf.photos.tiles[0].key])
            self.shelf.setFocus(Qt.FocusReason.OtherFocusReason)
        self.again.setEnabled(bool(content.waiting) and not self._desk.catalogue.read_only)
        self._tell()

    def _tell(self) -> None:
        chosen = [self._photos[key] for key in self.shelf.chosen() if key in self._photos]
        self.discard.setEnabled(bool(chosen) and not self._desk.catalogue.read_only)
        if not chosen:
            self.details.show_told(Told(_("Choose a photo")))
            self.details.picker.offer((), ())
            return
        first = chosen[0]
        title, lines, warnings = say_photos(len(chosen)), [], []
        if len(chosen) == 1:
            title = first.file.rpartition("/")[2]
            lines = [first.file, _("{width} × {height} pixels").format(width=first.width, height=first.height)]
            warnings = [str(fault_message(fault, first.width, first.height)) for fault in first.faults]
        self.details.show_told(Told(title, lines, warnings, lambda: self._read(first)))
        offered = list(dict.fromkeys(i for photo in chosen for i in photo.product_ids))
        self.details.picker.offer(offered, [""] * len(offered))

    def _look(self) -> None:
        """Show the selected photo on the whole screen; the others of the tray follow."""
        look_at_shelf(self._desk, self.shelf, {key: waiting_photo(photo) for key, photo in self._photos.items()})

    def _read(self, photo: TrayPhoto) -> QImage:
        return read_picture(self._desk.catalogue.renditions, photo.key, PREVIEW)

    # --- what is done with it ----------------------------------------------------------------------------------------

    def place(self, photos: Sequence[int], product: Record) -> None:
        """Put photos on a product, as one step that can be undone."""
        if not photos or self._desk.catalogue.read_only:
            return
        self._go_on()
        place_photos(self._desk, photos, product)
        self.shelf.setFocus(Qt.FocusReason.OtherFocusReason)

    def discard_chosen(self) -> None:
        """Take the chosen photos out of the tray; undo brings them back."""
        catalogue, photos = self._desk.catalogue, self.shelf.chosen()
        if not photos or catalogue.read_only:
            return
        self._go_on()

        def done(n: int) -> None:
            words = ngettext("{n} photo discarded", "{n} photos discarded", n).format(n=show_number(n))
            self._desk.say(words, "good", (Offer(_("Undo"), self._desk.undo, "undo"),))

        self._desk.jobs.run_write(
            _("Discarding photos"), lambda _p: culling.drop_from_tray(catalogue, photos), done, self._desk.fail
        )

    def _menu(self, at: QPoint) -> None:
        """Open what applies to the selected photos."""
        if self.shelf.chosen() and not self._desk.catalogue.read_only:
            menu = self.details.menu(lambda product: self.place(self.shelf.chosen(), product), self._look)
            menu.addAction(icon("trash", "danger"), _("Discard"), self.discard_chosen)
            menu.popup(self.shelf.viewport().mapToGlobal(at))

    def _go_on(self) -> None:
        """Remember to go to the photo after those that are about to leave."""
        self._next = self.shelf.following(lambda _key: True)

    def _match_again(self) -> None:
        chosen = self.shelf.chosen()
        self.match_wanted.emit(chosen if len(chosen) > 1 else None)


def place_photos(desk: Desk, photos: Sequence[int], product: Record) -> None:
    """Put photos of the tray on a product and tell it, with a way back."""
    catalogue, name, wanted = desk.catalogue, name_of(product), list(photos)

    def done(n: int) -> None:
        words = ngettext("{n} photo added to {name}.", "{n} photos added to {name}.", n)
        if n:
            offer = Offer(_("Undo"), desk.undo, "undo")
            desk.say(words.format(n=show_number(n), name=name), "good", (offer,))
        else:
            desk.say(_("The product has these photos already."), "neutral")

    desk.jobs.run_write(
        _("Photos of {name}").format(name=name),
        lambda _p: culling.place_from_tray(catalogue, wanted, product.id),
        done,
        desk.fail,
    )
