"""What is wrong with a plan is put right in it: by groups, by cells, by leaving rows out, by saying what is the same."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.importing_aids import found, pick, press, products, workbook
from tradehouse.ui.flows import Flows
from tradehouse.ui.importing.problem_cards import ApplyLine
from tradehouse.ui.importing.route import PLAN
from tradehouse.ui.importing.wizard import ImportWizard
from tradehouse.ui.kit.search_combo import SearchCombo
from tradehouse.ui.main_window import MainWindow

HEAD = ("Nama Produk", "Nama UMKM", "Harga")
BROKEN = (
    HEAD,
    ("Nampan lidi", "Anyam Jaya", "abc"),
    ("Kendi gerabah", "Gerabah Kasongan", "abc"),
    ("Kipas bambu", "Anyam Jaya", 15_000),
    ("Topi pandan", "Anyam Jaya", 25_000),
)


@pytest.fixture
def wizard(window: MainWindow) -> ImportWizard:
    flows = window.findChild(Flows)
    assert flows is not None
    return flows.open_import()


def plan(wizard: ImportWizard, window: MainWindow, qtbot: QtBot, path: Path) -> None:
    wizard.take_files([path])
    qtbot.waitUntil(window.jobs.idle)
    if wizard.current != PLAN:
        wizard.show_step(PLAN)
    qtbot.waitUntil(lambda: wizard.plan_step.report is not None)


def counts(wizard: ImportWizard) -> dict[str, int]:
    return {key: chip.count() for key, chip in wizard.plan_step.chips.items() if chip.count()}


def apply(wizard: ImportWizard, qtbot: QtBot) -> None:
    wizard.go_on()
    qtbot.waitUntil(wizard.result_step.finished)


def test_a_broken_price_column_is_put_right_by_one_fix_and_the_catalogue_has_it(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    plan(wizard, window, qtbot, workbook(tmp_path / "p.xlsx", {"Produk": BROKEN}))
    step = wizard.plan_step
    assert counts(wizard)["rejected"] == 2
    card = step.cards.cards[0]
    assert "2 × Retail price" in card.accessibleName()
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert step.table.model().rowCount() == 2
    qtbot.waitUntil(card.isVisible)
    press(card, "Leave these cells blank")
    qtbot.waitUntil(window.jobs.idle)
    assert counts(wizard) == {"all": 4, "created": 4}
    apply(wizard, qtbot)
    assert {r["name_id"]: r["price_idr"] for r in found(window, "nampan")} == {"Nampan lidi": None}
    assert products(window, "kendi") == ["Kendi gerabah"]


def test_a_value_typed_for_a_group_goes_to_all_its_rows(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    plan(wizard, window, qtbot, workbook(tmp_path / "p.xlsx", {"Produk": BROKEN}))
    card = wizard.plan_step.cards.cards[0]
    editor = card.findChild(ApplyLine)
    assert editor is not None
    editor.setFocus()
    QTest.keyClicks(editor, "12500")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert wizard.current == PLAN
    qtbot.waitUntil(window.jobs.idle)
    assert counts(wizard)["created"] == 4
    apply(wizard, qtbot)
    assert [int(r["price_idr"]) for r in found(window, "nampan")] == [12_500]


def test_a_cell_is_put_right_in_place_with_the_keyboard_and_enter_does_not_import(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    plan(wizard, window, qtbot, workbook(tmp_path / "p.xlsx", {"Produk": BROKEN}))
    step = wizard.plan_step
    QTest.keyClick(step.table, Qt.Key.Key_F2)
    editor = next(iter(step.details.editors.values()))
    assert (editor.text(), editor.hasFocus()) == ("abc", True)
    QTest.keyClicks(editor, "45.000")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert wizard.current == PLAN
    qtbot.waitUntil(window.jobs.idle)
    assert counts(wizard)["rejected"] == 1
    # The next row that is rejected is shown, and typing goes on in it.
    editor = next(iter(step.details.editors.values()))
    assert (editor.text(), editor.hasFocus()) == ("abc", True)
    apply(wizard, qtbot)
    assert [int(r["price_idr"]) for r in found(window, "nampan")] == [45_000]


def test_rows_are_left_out_with_delete_and_the_last_correction_is_taken_back(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    plan(wizard, window, qtbot, workbook(tmp_path / "p.xlsx", {"Produk": BROKEN}))
    step = wizard.plan_step
    QTest.mouseClick(step.chips["rejected"], Qt.MouseButton.LeftButton)
    step.table.selectAll()
    QTest.keyClick(step.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(window.jobs.idle)
    assert counts(wizard) == {"all": 4, "created": 2, "skipped": 2}
    step.table.setFocus()
    QTest.keyClick(wizard, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.jobs.idle)
    assert counts(wizard)["rejected"] == 2
    assert not step.take_back.isVisible()


def test_a_row_left_out_is_taken_again(wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    plan(wizard, window, qtbot, workbook(tmp_path / "p.xlsx", {"Produk": BROKEN}))
    step = wizard.plan_step
    QTest.mouseClick(step.chips["created"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(step.details.judge, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.jobs.idle)
    assert counts(wizard) == {"all": 4, "created": 1, "rejected": 2, "skipped": 1}
    QTest.mouseClick(step.chips["skipped"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(step.details.judge, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.jobs.idle)
    assert counts(wizard)["created"] == 2
    assert wizard.choices.sheets[0].said.rows == {}


def test_a_new_name_like_a_known_one_is_asked_about_and_made_the_same(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    before = products(window)
    rows = (HEAD, ("Tas rotan bundarr", "Anyam Jaya", 210_000), ("Kendi gerabah", "Anyam Jaya", 9_000))
    plan(wizard, window, qtbot, workbook(tmp_path / "p.xlsx", {"Produk": rows}))
    alike = wizard.plan_step.cards.alike
    assert alike is not None
    assert alike.question().name == "Tas rotan bundarr"
    qtbot.waitUntil(alike.isVisible)
    press(alike, "Same")
    qtbot.waitUntil(window.jobs.idle)
    assert counts(wizard) == {"all": 2, "created": 1, "updated": 1}
    apply(wizard, qtbot)
    assert len(products(window)) == len(before) + 1


def test_an_unknown_word_is_given_a_meaning_in_the_plan(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = (("Nama Produk", "Nama UMKM", "Kategori"), *[(f"Topi {n}", "Anyam Jaya", "Entahlah") for n in range(4)])
    plan(wizard, window, qtbot, workbook(tmp_path / "p.xlsx", {"Produk": rows}))
    card = wizard.plan_step.cards.cards[0]
    assert "Entahlah" in card.accessibleName()
    combo = card.findChild(SearchCombo)
    assert combo is not None
    pick(combo, "batik")
    qtbot.waitUntil(window.jobs.idle)
    assert not wizard.plan_step.cards.cards
    assert wizard.choices.sheets[0].said.words["product.category"]
    apply(wizard, qtbot)
    assert {str(r["category"]).partition("-")[0] for r in found(window, "topi")} == {"wastra"}


def test_what_staff_verified_is_kept_until_the_row_is_told_to_take_the_files_values(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = (HEAD, ("Sambal roa", "Anyam Jaya", 41_000), ("Kendi gerabah", "Anyam Jaya", 9_000))
    plan(wizard, window, qtbot, workbook(tmp_path / "p.xlsx", {"Produk": rows}))
    step = wizard.plan_step
    assert counts(wizard)["unchanged"] == 1
    QTest.mouseClick(step.chips["unchanged"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(step.details.judge.isVisible)
    press(step.details, "Take the file's values")
    qtbot.waitUntil(window.jobs.idle)
    assert counts(wizard) == {"all": 2, "created": 1, "updated": 1}
    apply(wizard, qtbot)
    assert [int(r["price_idr"]) for r in found(window, "sambal")] == [41_000]
