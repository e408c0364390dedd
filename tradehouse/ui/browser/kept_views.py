"""Views that somebody keeps: saved under a name, renamed, removed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tradehouse.domain.desk import SavedView
from tradehouse.domain.language import _
from tradehouse.services import views

if TYPE_CHECKING:
    from tradehouse.ui.browser.browser import Browser
    from tradehouse.ui.browser.commands import Commands


class KeptViews(QObject):
    """Does what the list of views of a browser asks for."""

    def __init__(self, browser: "Browser", commands: "Commands") -> None:
        super().__init__(commands)
        self._browser = browser
        self._commands = commands
        self._desk = browser.desk
        self._kind = browser.kind
        browser.view_list.save_asked.connect(self.save_view)
        browser.view_list.rename_asked.connect(self.rename_view)
        browser.view_list.remove_asked.connect(self.remove_view)

    def save_view(self) -> None:
        """Keep what is shown under a name."""
        said = self._browser.state.to_settings()

        def keep(name: str) -> None:
            self._commands.write(
                _("Saving the view"), lambda: views.save_view(self._desk.catalogue, self._kind, name, said)
            )

        from tradehouse.ui.name_dialog import ask_name

        ask_name(_("Keep this view"), _("Name of the view"), "", keep, self._browser.window())

    def rename_view(self, view: SavedView) -> None:
        """Ask for another name of a saved view."""

        def rename(name: str) -> None:
            self._commands.write(_("Saving the view"), lambda: views.rename_view(self._desk.catalogue, view, name))

        from tradehouse.ui.name_dialog import ask_name

        ask_name(_("Rename the view"), _("Name of the view"), view.name, rename, self._browser.window())

    def remove_view(self, view: SavedView) -> None:
        """Remove a saved view; undo brings it back."""
        self._commands.write(
            _("Removing the view"),
            lambda: views.remove_view(self._desk.catalogue, view),
            lambda _nothing: self._commands.say_with_undo(_('View "{name}" removed').format(name=view.name)),
        )
