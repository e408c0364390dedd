"""The curator's desk: the photos of a selection culled one after the other, their photographer and consent."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tradehouse.domain.language import _
from tradehouse.services.culling import DeskPhoto, photos_to_cull

if TYPE_CHECKING:
    from tradehouse.ui.main_window import MainWindow


class PhotoDesk(QObject):
    """One per main window; each dialog is imported when it is first used."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.setObjectName("photo_desk")
        self._window = window
        for name, slot in {"cull": self.cull, "photo_rights": self.set_rights}.items():
            window.action(name).triggered.connect(lambda _on=False, slot=slot: slot())

    def cull(self) -> None:
        """Show all photos of the selected products in the viewer, once they are read."""
        window, products = self._window, self._window.page.commands.selected()
        if products:
            window.jobs.run_read(
                "cull",
                lambda progress: photos_to_cull(window.catalogue, products, progress),
                self._open,
                owner=self,
                label=_("Reading the photos"),
            )

    def set_rights(self) -> None:
        """Ask for the photographer and the consent of all photos of the selected products."""
        from tradehouse.ui.photos.rights_dialog import PhotoRightsDialog

        products = self._window.page.commands.selected()
        if products:
            PhotoRightsDialog(self._window.desk, products, self._window).open()

    def _open(self, photos: list[DeskPhoto]) -> None:
        from tradehouse.ui.photos.viewer import PhotoViewer

        if not photos:
            self._window.say(_("The selected products have no photos yet."), "neutral")
            return
        viewer = PhotoViewer(self._window.catalogue, self._window.jobs, photos, 0, self._window)
        viewer.said.connect(self._window.say)
        viewer.open_full_screen()
