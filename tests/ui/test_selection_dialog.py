"""Choosing who goes to an exhibition, in the window."""

from decimal import Decimal

from PySide6.QtWidgets import QLabel, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from tests.ui.test_browser import settled
from tradehouse.domain.fields import RecordKind
from tradehouse.services import editing, selection
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.selection.dialog import SelectionDialog
from tradehouse.ui.selection.model import GOES, SUPPLIER
from tradehouse.ui.selection.of_programme import SelectionOfProgramme


def test_a_ranking_is_shown_weighed_and_kept_with_its_reasons(
    qtbot: QtBot, window: MainWindow, ids: dict[str, int]
) -> None:
    catalogue = window.catalogue
    editing.change(catalogue, RecordKind.PRODUCT, ids["Kopi arabika Gayo 250 g"], "grade", "A")
    editing.change(catalogue, RecordKind.PRODUCT, ids["Tas rotan bundar"], "capacity_per_month", Decimal(5000))
    programme = editing.create(catalogue, RecordKind.PROGRAMME, {"name": "Pameran INACRAFT", "kind": "exhibition"})
    window.window_commands.show_record("programme", programme)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: window.page.findChild(QPushButton, "choose_who_goes") is not None)
    button = window.page.findChild(QPushButton, "choose_who_goes")
    assert isinstance(button, QPushButton)
    button.click()
    dialog = window.findChild(SelectionDialog)
    assert isinstance(dialog, SelectionDialog)
    model = dialog.table.model()
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    assert model.index(0, SUPPLIER).data() == "Kopi Lestari"
    box = dialog.findChild(QSpinBox, "selection.grade")
    assert isinstance(box, QSpinBox)
    box.setValue(0)
    qtbot.waitUntil(lambda: model.index(0, SUPPLIER).data() == "Anyam Jaya")
    assert {model.index(row, GOES).data() for row in range(2)} == {"Stays"}  # nothing is ready for the showroom
    keep = dialog.findChild(QPushButton, "keep_list")
    assert isinstance(keep, QPushButton)
    assert not keep.isEnabled()
    dialog.reject()


def test_who_was_kept_stands_in_the_programme(qtbot: QtBot, window: MainWindow, ids: dict[str, int]) -> None:
    from tradehouse.domain.selection import Candidate, select

    catalogue = window.catalogue
    programme = editing.create(catalogue, RecordKind.PROGRAMME, {"name": "Pameran", "kind": "exhibition"})
    known = [
        Candidate(ids["Anyam Jaya"], "Anyam Jaya", "34", "A", products=2, ready=2),
        Candidate(ids["Kopi Lestari"], "Kopi Lestari", "11", "B", products=2, ready=1),
    ]
    selection.choose(catalogue, programme, select(known, 1))
    window.window_commands.show_record("programme", programme)
    settled(qtbot, window)
    lines = window.page.findChild(SelectionOfProgramme)
    assert isinstance(lines, SelectionOfProgramme)
    qtbot.waitUntil(lambda: any("all 1 places" in label.text() for label in lines.findChildren(QLabel)))
