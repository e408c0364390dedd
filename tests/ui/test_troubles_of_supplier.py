"""Problems and surveys in a supplier's detail panel."""

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.test_browser import settled
from tradehouse.services import service_centre
from tradehouse.ui.browser.field_dialog import FieldDialog
from tradehouse.ui.kit.badge import BadgeButton
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.service_centre.of_supplier import TroublesOfSupplier


def shown(qtbot: QtBot, window: MainWindow) -> TroublesOfSupplier:
    window.show_page(window.page_of("supplier"))
    settled(qtbot, window)
    window.browser.table.selectRow(0)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: window.page.findChild(QPushButton, "note_problem") is not None)
    lines = window.page.findChild(TroublesOfSupplier)
    assert isinstance(lines, TroublesOfSupplier)
    return lines


def words(lines: TroublesOfSupplier) -> str:
    return "\n".join(label.text() for label in lines.findChildren(QLabel))


def asked(qtbot: QtBot, window: MainWindow, lines: TroublesOfSupplier, button: str) -> FieldDialog:
    def buttons() -> list[QPushButton]:
        return [one for one in lines.findChildren(QPushButton, button) if one.isVisible()]

    qtbot.waitUntil(lambda: len(buttons()) == 1)
    buttons()[0].click()
    qtbot.waitUntil(lambda: window.findChild(FieldDialog) is not None)
    dialog = window.findChild(FieldDialog)
    assert isinstance(dialog, FieldDialog)
    return dialog


def save(dialog: FieldDialog) -> None:
    button = dialog.findChild(QPushButton, "save")
    assert isinstance(button, QPushButton)
    button.click()


def test_a_problem_is_noted_and_solved_with_a_press(qtbot: QtBot, window: MainWindow, ids: dict[str, int]) -> None:
    lines = shown(qtbot, window)
    dialog = asked(qtbot, window, lines, "note_problem")
    save(dialog)
    assert any("needed" in label.text() for label in dialog.findChildren(QLabel))
    dialog.editor("kind").show_value("sales")
    save(dialog)
    qtbot.waitUntil(lambda: "Sales have dropped" in words(lines))
    (problem,) = service_centre.troubles_of(window.catalogue, ids["Anyam Jaya"]).problems
    assert (problem.field, problem.severity) == ("pemasaran", "medium")
    settled(qtbot, window)
    badge = lines.findChild(BadgeButton, f"problem.{problem.id}")
    assert isinstance(badge, BadgeButton)
    badge.click()
    qtbot.waitUntil(
        lambda: service_centre.troubles_of(window.catalogue, ids["Anyam Jaya"]).problems[0].solved is not None
    )
    settled(qtbot, window)


def test_a_survey_is_answered_and_impossible_figures_are_refused(
    qtbot: QtBot, window: MainWindow, ids: dict[str, int]
) -> None:
    lines = shown(qtbot, window)
    dialog = asked(qtbot, window, lines, "answer_survey")
    for key, typed in {
        "wave": "April 2020",
        "day": "30/4/2020",
        "turnover_change": "-160",
        "staff_before": "10",
    }.items():
        dialog.editor(key).show_typed(typed)
    save(dialog)
    qtbot.waitUntil(lambda: any("more than 100 %" in label.text() for label in dialog.findChildren(QLabel)))
    dialog.editor("turnover_change").show_typed("-60")
    dialog.editor("staff_cut").show_typed("6")
    save(dialog)
    qtbot.waitUntil(lambda: "6 of 10 people let go" in words(lines))
    ((wave, answer),) = service_centre.troubles_of(window.catalogue, ids["Anyam Jaya"]).answers
    assert (wave.name, answer.turnover_change, answer.staff_cut) == ("April 2020", -60, 6)
