"""Every command of the window, once: its name, words, key and drawing. Menus, buttons and scripts take it from here."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from tradehouse.domain.language import N_, _
from tradehouse.ui.icons import icon

Keys = tuple[str | QKeySequence.StandardKey, ...]


@dataclass(frozen=True, slots=True)
class Command:
    """One command; text is a msgid, keys the first of which the menu shows."""

    name: str
    text: str
    keys: Keys = ()
    glyph: str = ""
    checkable: bool = False


S = QKeySequence.StandardKey
COMMANDS: tuple[Command, ...] = (
    Command("new", N_("&New…"), ("Ctrl+N",), "plus"),
    Command("import", N_("&Import…"), ("Ctrl+I",), "import"),
    Command("export", N_("&Export…"), ("Ctrl+E",), "export"),
    Command("returned", N_("&List that came back…"), (), "mail"),
    Command("layouts", N_("Adapt a la&yout…"), (), "columns"),
    Command("photos", N_("&Photos…"), ("Ctrl+Shift+I",), "photo-add"),
    Command("tray", N_("Photos &without a product…"), (), "photo"),
    Command("labels", N_("QR &labels for photographing…"), (), "tag"),
    Command("save_photos", N_("&Save photos…"), (), "download"),
    Command("inbox", N_("Inbo&x…"), (), "inbox"),
    Command("remind", N_("&Remind of certificates…"), (), "mail"),
    Command("ask_back", N_("&Ask for what is missing…"), (), "mail"),
    Command("template", N_("&Template workbook…"), (), "spreadsheet"),
    Command("package", N_("Packa&ge for another catalogue…"), (), "box"),
    Command("backup", N_("Make a &backup…"), (), "backup"),
    Command("restore_backup", N_("&Restore a backup…"), (), "restore"),
    Command("check", N_("&Check the catalogue…"), (), "check-circle"),
    Command("sample", N_("&Open the sample"), (), "box"),
    Command("certification_types", N_("Certi&ficate types…"), (), "certificate"),
    Command("settings", N_("&Settings…"), ("Ctrl+,",), "settings"),
    Command("quit", N_("&Quit"), (S.Quit, "Ctrl+Q"), ""),
    Command("undo", N_("&Undo"), (S.Undo,), "undo"),
    Command("redo", N_("&Redo"), (S.Redo, "Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
    Command("edit", N_("&Edit"), ("F2",), "edit"),
    Command("duplicate", N_("&Duplicate"), ("Ctrl+D",), "duplicate"),
    Command("copy", N_("&Copy rows"), (S.Copy,), "copy"),
    Command("paste", N_("&Paste into fields"), (S.Paste,), ""),
    Command("select_all", N_("Select &all"), (S.SelectAll,), ""),
    Command("trash", N_("Move to the &trash"), (S.Delete,), "trash"),
    Command("restore", N_("Take &out of the trash"), (), "restore"),
    Command("search", N_("&Search"), ("Ctrl+F",), "search"),
    Command("table", N_("As a &table"), (), "table"),
    Command("grid", N_("As a &grid"), (), "grid"),
    Command("larger", N_("&Larger pictures"), (S.ZoomIn,), ""),
    Command("smaller", N_("S&maller pictures"), (S.ZoomOut,), ""),
    Command("facets", N_("&Views and filters"), ("F7",), "panel-left", checkable=True),
    Command("detail", N_("&Details"), ("F8",), "panel-right", checkable=True),
    Command("viewer", N_("S&how the photo large"), ("Space",), "expand"),
    Command("cull", N_("&Cull photos…"), ("Ctrl+Shift+K",), "compare"),
    Command("photo_rights", N_("Photographer and c&onsent…"), (), "certificate"),
    Command("log_service", N_("&Log a service…"), ("Ctrl+L",), "clipboard"),
    Command("attendance", N_("&Attendance list…"), (), "users"),
    Command("programme_figures", N_("&Figures of programmes…"), (), "report"),
    Command("refresh", N_("Re&fresh"), ("F5",), "refresh"),
    Command("history", N_("&History of changes…"), ("Ctrl+H",), "history"),
    Command("how_to_search", N_("How to &search"), (), "help"),
    Command("keys", N_("&Keys"), ("F1",), "keyboard"),
    Command("report_for_it", N_("&Report for IT"), (), "report"),
    Command("about", N_("&About Tradehouse"), (), "info"),
)


class Actions(QObject):
    """The QActions of one window by command name; object names are `action.<name>`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(_(command.text), self)
            action.setObjectName(f"action.{command.name}")
            action.setCheckable(command.checkable)
            if command.glyph:
                action.setIcon(icon(command.glyph))
                action.setIconVisibleInMenu(True)
            if command.keys:
                action.setShortcuts(_sequences(command.keys))
            if command.name == "viewer":
                # Space presses buttons everywhere else; only tables and grids give it to the photo.
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self._actions[command.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def all(self) -> Mapping[str, QAction]:
        """Return every action by its command's name."""
        return self._actions

    def enable(self, states: Mapping[str, bool]) -> None:
        """Enable and disable actions by name."""
        for name, on in states.items():
            self._actions[name].setEnabled(on)


def _sequences(keys: Keys) -> list[QKeySequence]:
    found: list[QKeySequence] = []
    for key in keys:
        sequence = QKeySequence(key)
        if not sequence.isEmpty() and sequence not in found:
            found.append(sequence)
    return found
