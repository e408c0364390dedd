"""The settings in one window: a list of pages at the left, the page at the right, everything kept at once."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from tradehouse.domain.language import _
from tradehouse.ui.desk import Desk
from tradehouse.ui.icons import icon
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.settings.folders_page import FoldersPage
from tradehouse.ui.settings.house_page import HousePage
from tradehouse.ui.settings.look_page import LookPage
from tradehouse.ui.settings.page import SettingsPage
from tradehouse.ui.settings.staff_page import StaffPage
from tradehouse.ui.settings.terms_page import TermsPage
from tradehouse.ui.theme import SPACE

LIST = 210


class SettingsDialog(DialogFrame):
    """page names the one to open: "house", "terms", "staff", "look", "folders".

    Signals:
        language_chosen(code): kept; the window should speak it from now on.
        folder_chosen(path): the person wants to work with the catalogue in another folder.
    """

    language_chosen = Signal(str)
    folder_chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None, page: str = "house") -> None:
        super().__init__(_("Settings"), "settings_dialog", QSize(860, 640), parent, margins=False)
        self.look = LookPage(desk)
        self.look.language_chosen.connect(self.language_chosen)
        self.folders = FoldersPage(desk)
        self.folders.folder_chosen.connect(self.folder_chosen)
        self.pages: dict[str, SettingsPage] = {
            "house": HousePage(desk),
            "terms": TermsPage(desk),
            "staff": StaffPage(desk),
            "look": self.look,
            "folders": self.folders,
        }
        glyphs = {"house": "home", "terms": "ship", "staff": "users", "look": "language", "folders": "folder"}
        self._list = QListWidget()
        self._list.setObjectName("settings_pages")
        self._list.setAccessibleName(_("Pages of the settings"))
        self._list.setFixedWidth(LIST)
        self._list.setIconSize(QSize(18, 18))
        self._list.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self._stack = QStackedWidget()
        for name, made in self.pages.items():
            entry = QListWidgetItem(icon(glyphs[name]), made.title)
            entry.setData(Qt.ItemDataRole.UserRole, name)
            entry.setSizeHint(QSize(LIST - 8, 36))
            self._list.addItem(entry)
            self._stack.addWidget(made)
        self._list.currentRowChanged.connect(self._stack.setCurrentIndex)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._list)
        row.addWidget(self._stack, 1)
        self.body.addLayout(row, 1)
        self.add_button(_("Close"), self.accept, kind="primary", name="close")
        self.show_page(page)
        self._list.setFocus()

    def show_page(self, name: str) -> None:
        """Turn to a page."""
        if name in self.pages:
            self._list.setCurrentRow(list(self.pages).index(name))
