"""How the wizard reads a sheet as a person says: header, rows, hidden parts, columns without headings, words, memory."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.importing_aids import found, pick, press, products, workbook
from tradehouse.exchange.header_rows import NO_HEADER
from tradehouse.exchange.row_kinds import RowMark
from tradehouse.ui.flows import Flows
from tradehouse.ui.importing.route import HEADER, MAPPING, PLAN, SHEET
from tradehouse.ui.importing.wizard import ImportWizard
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.templates import TemplateDialog

ROWS = (("Nama Produk", "Nama UMKM", "Harga"), ("Nampan lidi", "Anyam Jaya", 45_000), ("Kendi", "Anyam Jaya", 9_000))


@pytest.fixture
def wizard(window: MainWindow) -> ImportWizard:
    flows = window.findChild(Flows)
    assert flows is not None
    return flows.open_import()


def take(wizard: ImportWizard, window: MainWindow, qtbot: QtBot, path: Path) -> None:
    wizard.take_files([path])
    qtbot.waitUntil(lambda: bool(wizard.choices.sheets))
    qtbot.waitUntil(window.jobs.idle)


def test_rows_are_marked_and_one_is_left_out_and_taken_with_the_keyboard(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = (("DAFTAR PRODUK", "", ""), *ROWS, ("JUMLAH", "", 54_000))
    take(wizard, window, qtbot, workbook(tmp_path / "p.xlsx", {"Produk": rows}))
    wizard.show_step(HEADER)
    grid = wizard.header_step.grid
    marks = [RowMark.ABOVE, RowMark.HEADER, RowMark.RECORD, RowMark.RECORD, RowMark.TOTAL]
    assert [grid.mark(place) for place in range(5)] == marks
    grid.setCurrentIndex(grid.model().index(3, 0))
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: grid.mark(3) is RowMark.LEFT_OUT)
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: grid.mark(3) is RowMark.RECORD)
    QTest.keyClick(wizard, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: grid.mark(3) is RowMark.LEFT_OUT)


def test_a_sheet_without_headings_is_read_by_its_letters(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    take(wizard, window, qtbot, workbook(tmp_path / "p.xlsx", {"Produk": ROWS[1:]}))
    wizard.choices.sheets[0].taken = True
    wizard.show_step(HEADER)
    box = wizard.header_step.height_box
    box.setFocus()
    if wizard.choices.sheets[0].said.header != NO_HEADER:
        box.setEnabled(True)
        QTest.keyClick(box, Qt.Key.Key_End)
        box.activated.emit(box.currentIndex())
    qtbot.waitUntil(window.jobs.idle)
    assert wizard.choices.sheets[0].said.header == NO_HEADER
    wizard.show_step(MAPPING)
    pick(wizard.mapping_step.rows.combo_of("[A]"), "product name")
    pick(wizard.mapping_step.rows.combo_of("[C]"), "retail pri")
    qtbot.waitUntil(window.jobs.idle)
    wizard.show_step(PLAN)
    qtbot.waitUntil(window.jobs.idle)
    assert wizard.plan_step.chips["created"].count() == 2


def test_columns_without_a_heading_or_with_one_twice_are_taken(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = (("Nama Produk", "Harga", "Harga", "", "Nama UMKM"), ("Nampan lidi", 45_000, 30_000, "lidi", "Anyam Jaya"))
    take(wizard, window, qtbot, workbook(tmp_path / "p.xlsx", {"Produk": (*rows, *rows[1:])}))
    wizard.show_step(MAPPING)
    step = wizard.mapping_step
    pick(step.rows.combo_of("Harga [C]"), "cost price")
    pick(step.rows.combo_of("[D]"), "material")
    qtbot.waitUntil(window.jobs.idle)
    wizard.go_on()
    qtbot.waitUntil(lambda: wizard.plan_step.report is not None)
    wizard.go_on()
    qtbot.waitUntil(wizard.result_step.finished)
    record = found(window, "nampan")[0]
    assert (record["price_idr"], record["cost_idr"], record["material"]) == (45_000, 30_000, "lidi")


def test_a_text_field_taken_twice_can_be_joined_from_both_columns(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = (("Nama Produk", "Bahan", "Campuran", "Nama UMKM"), ("Nampan", "lidi", "rotan", "Anyam Jaya"))
    take(wizard, window, qtbot, workbook(tmp_path / "p.xlsx", {"Produk": rows}))
    wizard.show_step(MAPPING)
    rows_shown = wizard.mapping_step.rows
    pick(rows_shown.combo_of("Campuran"), "material")
    assert rows_shown.combo_of("Bahan").chosen() == ""
    below = rows_shown.row_of("Campuran").below
    assert below is not None
    QTest.mouseClick(below.join, Qt.MouseButton.LeftButton)
    assert rows_shown.combo_of("Bahan").chosen() == "product.material"
    qtbot.waitUntil(window.jobs.idle)
    wizard.show_step(PLAN)
    qtbot.waitUntil(window.jobs.idle)
    wizard.go_on()
    qtbot.waitUntil(wizard.result_step.finished)
    assert found(window, "nampan")[0]["material"] == "lidi rotan"


def test_a_size_in_one_column_is_offered_as_one_choice(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = (("Nama Produk", "Ukurannya", "Nama UMKM"), ("Nampan", "30x20x10 cm", "Anyam Jaya"))
    take(wizard, window, qtbot, workbook(tmp_path / "p.xlsx", {"Produk": rows}))
    wizard.show_step(MAPPING)
    pick(wizard.mapping_step.rows.combo_of("Ukurannya"), "size in parts")
    qtbot.waitUntil(window.jobs.idle)
    wizard.show_step(PLAN)
    qtbot.waitUntil(window.jobs.idle)
    wizard.go_on()
    qtbot.waitUntil(wizard.result_step.finished)
    record = found(window, "nampan")[0]
    assert [int(record[key]) for key in ("length_cm", "width_cm", "height_cm")] == [30, 20, 10]


def test_hidden_rows_and_sheets_are_asked_about(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = workbook(tmp_path / "p.xlsx", {"Produk": ROWS, "Lama": (ROWS[0], ("Sabun", "Anyam Jaya", 5_000))})
    book = openpyxl.load_workbook(path)
    book["Produk"].row_dimensions[3].hidden = True
    book["Lama"].sheet_state = "hidden"
    book.save(path)
    take(wizard, window, qtbot, path)
    assert wizard.current == SHEET
    boxes = {box.objectName(): box for box in wizard.sheet_step.findChildren(QCheckBox)}
    assert [boxes[f"sheet.{name}"].isChecked() for name in ("Produk", "Lama")] == [True, False]
    QTest.mouseClick(boxes["sheet.Lama"], Qt.MouseButton.LeftButton, pos=boxes["sheet.Lama"].rect().center())
    boxes["sheet.Lama"].setChecked(True)
    wizard.go_on()
    assert wizard.current == HEADER
    box = wizard.header_step.hidden_rows
    assert box.isVisible()
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    qtbot.waitUntil(window.jobs.idle)
    wizard.show_step(PLAN)
    qtbot.waitUntil(window.jobs.idle)
    assert {key: wizard.plan_step.chips[key].count() for key in ("created", "skipped")} == {"created": 2, "skipped": 1}


def test_words_that_are_not_known_are_matched_on_the_page_of_the_columns(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = (
        ("Nama Produk", "Nama UMKM", "Kategori"),
        ("Topi", "Anyam Jaya", "Entahlah"),
        ("Kain", "Anyam Jaya", "Kriya"),
    )
    take(wizard, window, qtbot, workbook(tmp_path / "p.xlsx", {"Produk": rows}))
    wizard.show_step(MAPPING)
    qtbot.waitUntil(window.jobs.idle)
    step = wizard.mapping_step
    assert step.chips["words"].count() == 1
    QTest.mouseClick(step.chips["words"], Qt.MouseButton.LeftButton)
    pick(step.words.combo_of("product.category", "Entahlah"), "batik")
    assert len(wizard.choices.sheets[0].said.words["product.category"]) == 1
    wizard.show_step(PLAN)
    qtbot.waitUntil(window.jobs.idle)
    assert wizard.plan_step.chips["warned"].count() == 0


def test_the_second_file_of_a_shape_goes_straight_to_the_plan_and_can_be_read_from_scratch(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    def rows(name: str) -> tuple[tuple[object, ...], ...]:
        return (("Barang", "Keterangan bebas", "Nilai"), (name, "lidi", 25_000), (f"{name} kecil", "rotan", 12_000))

    take(wizard, window, qtbot, workbook(tmp_path / "satu.xlsx", {"Sheet1": rows("Nampan")}))
    wizard.show_step(MAPPING)
    step = wizard.mapping_step
    pick(step.rows.combo_of("Barang"), "product name")
    pick(step.rows.combo_of("Nilai"), "retail pri")
    step.questions.supplier.setFocus()
    QTest.keyClicks(step.questions.supplier, "Anyam Jaya")
    QTest.keyClick(step.questions.supplier, Qt.Key.Key_Tab)
    qtbot.waitUntil(window.jobs.idle)
    wizard.show_step(PLAN)
    qtbot.waitUntil(window.jobs.idle)
    wizard.go_on()
    qtbot.waitUntil(wizard.result_step.finished)
    press(wizard.result_step, "Import another file")
    second = workbook(tmp_path / "dua.xlsx", {"Sheet1": rows("Topi")})
    wizard.take_files([second])
    qtbot.waitUntil(lambda: wizard.plan_step.report is not None)
    assert wizard.current == PLAN
    assert wizard.choices.supplier == "Anyam Jaya"
    assert wizard.plan_step.chips["created"].count() == 2
    wizard.show_step(MAPPING)
    assert step.forget.isVisible()
    QTest.mouseClick(step.forget, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.jobs.idle)
    assert not step.forget.isVisible()
    assert wizard.choices.sheets[0].said.mapping == {}
    assert len(products(window, "nampan")) == 2


def test_an_empty_list_to_fill_in_is_offered_where_the_files_are_chosen(wizard: ImportWizard) -> None:
    template = next(b for b in wizard.file_step.findChildren(QPushButton) if b.objectName() == "template")
    QTest.mouseClick(template, Qt.MouseButton.LeftButton)
    dialog = wizard.findChild(TemplateDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.close()
