"""The menu bar, and the menu of a selection."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import N_, _
from tradehouse.ui.actions import Actions
from tradehouse.ui.browser.commands import Commands

LINE = ""
_MENUS: Sequence[tuple[str, str, Sequence[str]]] = (
    ("menu_file", N_("&File"), (
        "new", LINE, "import", "inbox", "export", "returned", LINE, "ask_back", "template", "layouts", "package", LINE,
        "backup", "restore_backup", "check", LINE, "sample", "certification_types", "settings", LINE, "quit",
    )),
    ("menu_edit", N_("&Edit"), (
        "undo", "redo", LINE, "edit", "duplicate", LINE, "copy", "paste", "select_all", LINE, "trash", "restore",
    )),
    ("menu_view", N_("&View"), (
        "search", LINE, "table", "grid", "larger", "smaller", LINE, "facets", "detail", LINE, "refresh", "history",
    )),
    ("menu_photos", N_("&Photos"), (
        "photos", "tray", "labels", LINE, "viewer", "cull", "photo_rights", LINE, "save_photos",
    )),
    ("menu_guidance", N_("&Guidance"), ("log_service", "remind", LINE, "attendance", "programme_figures")),
    ("menu_help", N_("&Help"), ("how_to_search", "keys", LINE, "report_for_it", "about")),
)  # fmt: skip
_STATUS = {RecordKind.CERTIFICATION: "stage", RecordKind.SERVICE: "kind"}  # every other kind has a status


def fill_menu_bar(bar: QMenuBar, actions: Actions, tabs: Sequence[QAction]) -> None:
    """Put every command into its menu; tabs go to the end of View."""
    for object_name, title, names in _MENUS:
        menu = bar.addMenu(_(title))
        menu.setObjectName(object_name)
        for name in names:
            if name == LINE:
                menu.addSeparator()
            else:
                menu.addAction(actions[name])
        if object_name == "menu_view":
            menu.addSeparator()
            menu.addActions(list(tabs))


def open_record_menu(actions: Actions, commands: Commands, kind: RecordKind, parent: QWidget, at: QPoint) -> QMenu:
    """Open the menu of what applies to the selected records."""
    menu = QMenu(parent)
    menu.setObjectName("record_menu")
    if not commands.selected_count():
        menu.addAction(actions["new"])
        menu.addAction(actions["paste"])
    else:
        menu.addActions([actions[name] for name in ("edit", "duplicate") if actions[name].isEnabled()])
        if not commands.in_trash():
            _add_states(menu, commands, kind)
        menu.addSeparator()
        menu.addActions([actions["copy"], actions["paste"]])
        if kind is RecordKind.PRODUCT:
            menu.addActions([actions[name] for name in ("export", "cull", "photo_rights", "labels", "save_photos")])
        menu.addActions([actions[name] for name in ("ask_back", "remind") if actions[name].isEnabled()])
        if commands.selected_count() == 1:
            _add_ways(menu, commands, kind)
        menu.addSeparator()
        menu.addAction(actions["restore" if commands.in_trash() else "trash"])
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)
    return menu


def _add_states(menu: QMenu, commands: Commands, kind: RecordKind) -> None:
    field = fields(kind)[_STATUS.get(kind, "status")]
    states = menu.addMenu(_("Set {field}").format(field=_(field.label)))
    states.setObjectName("set_status")
    for choice in field.choices:
        action = states.addAction(_(choice.label))
        action.triggered.connect(lambda _on=False, token=choice.token: commands.set_value(field.key, token))


def _add_ways(menu: QMenu, commands: Commands, kind: RecordKind) -> None:
    record = commands.current()
    if record is None:
        return
    if kind is RecordKind.SUPPLIER:
        menu.addAction(_("Show its products"), lambda: commands.related_asked.emit("product", "supplier", record.id))
    elif kind is RecordKind.BUYER:
        menu.addAction(_("Show its offers"), lambda: commands.related_asked.emit("offer", "buyer", record.id))
    elif kind is RecordKind.OFFER:
        if record["buyer"] is not None:
            menu.addAction(_("Show the buyer"), lambda: commands.record_asked.emit("buyer", record["buyer"].id))
    elif record["supplier"] is not None:
        menu.addAction(_("Show the supplier"), lambda: commands.record_asked.emit("supplier", record["supplier"].id))
