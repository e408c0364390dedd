"""The growth of a supplier in its detail panel: figures taken down, a step up seen and taken away, mentoring."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.test_browser import settled
from tradehouse.domain.fields import RecordKind
from tradehouse.services import browsing, supplier_path
from tradehouse.ui.browser.field_dialog import FieldDialog
from tradehouse.ui.kit.chart_view import ChartView
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.path.of_supplier import PathOfSupplier


def shown(qtbot: QtBot, window: MainWindow) -> PathOfSupplier:
    window.show_page(window.page_of("supplier"))
    settled(qtbot, window)
    window.browser.table.selectRow(0)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: window.page.findChild(QPushButton, "take_figures") is not None)
    lines = window.page.findChild(PathOfSupplier)
    assert isinstance(lines, PathOfSupplier)
    return lines


def words(lines: PathOfSupplier) -> str:
    return "\n".join(label.text() for label in lines.findChildren(QLabel))


def asked(qtbot: QtBot, window: MainWindow, lines: PathOfSupplier, button: str) -> FieldDialog:
    def buttons() -> list[QPushButton]:
        return [one for one in lines.findChildren(QPushButton, button) if one.isVisible()]

    qtbot.waitUntil(lambda: len(buttons()) == 1)
    buttons()[0].click()
    qtbot.waitUntil(lambda: window.findChild(FieldDialog) is not None)
    dialog = window.findChild(FieldDialog)
    assert isinstance(dialog, FieldDialog)
    return dialog


def press(qtbot: QtBot, lines: PathOfSupplier, wanted: Callable[[QToolButton], bool]) -> None:
    def found() -> list[QToolButton]:
        return [one for one in lines.findChildren(QToolButton) if one.isVisible() and wanted(one)]

    qtbot.waitUntil(lambda: len(found()) == 1)
    found()[0].click()


def fill(qtbot: QtBot, window: MainWindow, dialog: FieldDialog, **values: str) -> None:
    for key, text in values.items():
        dialog.editor(key).show_typed(text)
    save = dialog.findChild(QPushButton, "save")
    assert isinstance(save, QPushButton)
    save.click()
    qtbot.waitUntil(lambda: window.findChild(FieldDialog) is None)
    settled(qtbot, window)


def test_figures_draw_the_path_and_tell_a_step_up(qtbot: QtBot, window: MainWindow, ids: dict[str, int]) -> None:
    lines = shown(qtbot, window)
    assert "no scale yet" in words(lines)
    dialog = asked(qtbot, window, lines, "take_figures")
    fill(qtbot, window, dialog, date="31/12/2023", sales_idr="1.500.000.000", source="Laporan")
    dialog = asked(qtbot, window, lines, "take_figures")
    fill(qtbot, window, dialog, date="31/12/2024", sales_idr="2.500.000.000")
    qtbot.waitUntil(lambda: "Micro → Small" in words(lines))
    assert lines.findChild(ChartView) is not None
    assert "Small by annual sales" in words(lines)
    assert browsing.record(window.catalogue, RecordKind.SUPPLIER, ids["Anyam Jaya"])["scale"] == "kecil"
    press(qtbot, lines, lambda one: one.toolTip() == "This was no step up")
    qtbot.waitUntil(lambda: "Micro → Small" not in words(lines))
    settled(qtbot, window)
    path = supplier_path.path_of(window.catalogue, ids["Anyam Jaya"])
    assert list(path.steps) == []
    wrong = f"remove_figures.{path.snapshots[0].id}"
    press(qtbot, lines, lambda one: one.objectName() == wrong)
    qtbot.waitUntil(lambda: len(supplier_path.path_of(window.catalogue, ids["Anyam Jaya"]).snapshots) == 1)
    settled(qtbot, window)


def test_mentoring_begins_and_ends_within_three_years(qtbot: QtBot, window: MainWindow, ids: dict[str, int]) -> None:
    lines = shown(qtbot, window)
    dialog = asked(qtbot, window, lines, "mentoring")
    fill(qtbot, window, dialog, starts="1/2/2022", mentor="Bu Dewi")
    qtbot.waitUntil(lambda: "since 1 Feb 2022" in words(lines))
    dialog = asked(qtbot, window, lines, "mentoring")
    dialog.editor("ends").show_typed("1/3/2025")
    save = dialog.findChild(QPushButton, "save")
    assert isinstance(save, QPushButton)
    save.click()
    qtbot.waitUntil(lambda: any("36 months" in label.text() for label in dialog.findChildren(QLabel)))
    box = dialog.editor("ends").widget()
    assert isinstance(box, QLineEdit)
    fill(qtbot, window, dialog, ends="1/2/2025")
    qtbot.waitUntil(lambda: "Alumni after 36 months" in words(lines))
    (case,) = supplier_path.path_of(window.catalogue, ids["Anyam Jaya"]).cases
    assert case.outcome == "alumni"
