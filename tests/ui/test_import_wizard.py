"""The import wizard on real workbooks: from the drop to the catalogue and back."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.importing_aids import products, workbook
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import parse_query
from tradehouse.services import browsing, editing, history
from tradehouse.ui.flows import Flows
from tradehouse.ui.importing.route import FILE, HEADER, MAPPING, PLAN, RESULT, SHEET
from tradehouse.ui.importing.wizard import ImportWizard
from tradehouse.ui.main_window import MainWindow

PLAIN = (
    ("SKU", "Nama Produk", "Nama UMKM", "Harga Jual (Rp)"),
    ("", "Tas rotan bundar", "Anyam Jaya", "Rp 200.000,-"),
    ("", "Nampan lidi", "Anyam Jaya", "Rp 45.000"),
    ("", "Kendi gerabah", "Gerabah Kasongan", 60_000),
)


@pytest.fixture
def wizard(window: MainWindow) -> ImportWizard:
    flows = window.findChild(Flows)
    assert flows is not None
    return flows.open_import()


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.jobs.idle)


def press_enter(wizard: ImportWizard) -> None:
    QTest.keyClick(wizard, Qt.Key.Key_Return)


def test_a_clear_file_goes_straight_to_the_plan_and_enter_imports_it(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    before = set(products(window))
    path = workbook(tmp_path / "pemasok.xlsx", {"Produk": PLAIN})
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    wizard.file_step.zone.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none))
    assert wizard.next.isEnabled()
    press_enter(wizard)
    qtbot.waitUntil(lambda: wizard.current == PLAN)
    qtbot.waitUntil(lambda: wizard.plan_step.report is not None)
    chips = wizard.plan_step.chips
    assert {key: chip.count() for key, chip in chips.items()} == {
        "all": 3, "created": 2, "updated": 1, "unchanged": 0, "rejected": 0, "skipped": 0, "warned": 0,
    }  # fmt: skip
    assert wizard.next.text() == "Import 3 rows"
    press_enter(wizard)
    qtbot.waitUntil(lambda: wizard.current == RESULT and wizard.result_step.finished())
    assert set(products(window)) == before | {"Nampan lidi", "Kendi gerabah"}
    assert "3 rows imported" in window.notice_line.text()


def test_counts_filter_the_table_and_a_row_says_what_changes(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    wizard.take_files([workbook(tmp_path / "p.xlsx", {"Produk": PLAIN})])
    qtbot.waitUntil(lambda: wizard.plan_step.report is not None)
    table, chips = wizard.plan_step.table, wizard.plan_step.chips
    assert table.model().rowCount() == 3
    QTest.mouseClick(chips["updated"], Qt.MouseButton.LeftButton)
    assert table.model().rowCount() == 1
    row = [str(table.model().index(0, column).data()) for column in range(5)]
    assert row[:3] == ["2", "Changed", "Tas rotan bundar · Anyam Jaya"]
    assert "Retail price: Rp 185,000 → Rp 200,000" in row[3]


def test_undo_on_the_result_page_takes_everything_back(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    before = products(window)
    wizard.take_files([workbook(tmp_path / "p.xlsx", {"Produk": PLAIN})])
    qtbot.waitUntil(lambda: wizard.plan_step.report is not None)
    press_enter(wizard)
    qtbot.waitUntil(wizard.result_step.finished)
    QTest.mouseClick(wizard.result_step.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: products(window) == before)
    settle(window, qtbot)
    assert not wizard.result_step.undo.isVisible()


def test_a_file_that_is_no_workbook_is_refused_where_it_was_chosen(
    wizard: ImportWizard, tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "scan.xlsx"
    bad.write_bytes(b"%PDF-1.4 no workbook")
    wizard.take_files([bad])
    qtbot.waitUntil(lambda: bool(wizard.file_step.refused.text()))
    assert wizard.current == FILE
    assert "scan.xlsx" in wizard.file_step.refused.text()
    assert "PDF" in wizard.file_step.refused.text()


def test_several_sheets_are_offered_and_the_others_say_why_not(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    orders = (("No Dokumen", "Nama Barang", "Qty", "Total"), ("PO-1", "Tas", 3, 90_000), ("PO-2", "Topi", 2, 40_000))
    path = workbook(tmp_path / "dua.xlsx", {"Produk": PLAIN, "Pesanan": orders})
    wizard.take_files([path])
    qtbot.waitUntil(lambda: wizard.current == SHEET)
    boxes = {box.objectName(): box for box in wizard.sheet_step.findChildren(QCheckBox)}
    assert boxes["sheet.Produk"].isChecked()
    assert not boxes["sheet.Pesanan"].isChecked()
    boxes["sheet.Produk"].click()
    assert wizard.problem() == "Tick at least one sheet."
    assert not wizard.next.isEnabled()
    boxes["sheet.Produk"].click()
    press_enter(wizard)
    qtbot.waitUntil(lambda: wizard.plan_step.report is not None)
    assert wizard.plan_step.report is not None
    assert [part.sheet for part in wizard.plan_step.report.parts] == ["Produk"]


def test_another_header_row_is_chosen_with_a_click(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = (
        ("DAFTAR", "nama", ""),
        ("", "Barang jadi", "Nilai"),
        *[("", name, price) for _s, name, _u, price in PLAIN[1:]],
    )
    wizard.take_files([workbook(tmp_path / "aneh.xlsx", {"Sheet1": rows})])
    qtbot.waitUntil(lambda: bool(wizard.choices.sheets))
    settle(window, qtbot)
    wizard.show_step(HEADER)
    first = wizard.header_step
    grid = first.grid
    cell = grid.visualRect(grid.model().index(1, 1)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    qtbot.waitUntil(lambda: wizard.choices.sheets[0].view.header_row == 2)
    assert [c.heading for c in wizard.choices.sheets[0].view.columns] == ["Barang jadi", "Nilai"]


def test_a_column_mapped_by_hand_stays_mapped_when_one_goes_back_and_forth(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = (("Nama Produk", "Catatan bebas", "Nilai"), ("Topi pandan", "ringan", 25), ("Kipas bambu", "kecil", 12))
    wizard.take_files([workbook(tmp_path / "x.xlsx", {"Sheet1": rows})])
    qtbot.waitUntil(lambda: wizard.current == MAPPING)
    step = wizard.mapping_step
    assert step.questions.supplier.isVisible()
    combo = step.rows.combo_of("Nilai")
    combo.setFocus()
    combo.lineEdit().selectAll()
    QTest.keyClicks(combo.lineEdit(), "retail pri")
    QTest.keyClick(combo.lineEdit(), Qt.Key.Key_Return)
    assert combo.chosen() == "product.price_idr"
    factor = step.rows.factor_of("Nilai")
    assert factor.isVisible()
    factor.setFocus()
    QTest.keyClick(factor, Qt.Key.Key_Down)
    factor.activated.emit(factor.currentIndex())
    step.questions.supplier.setFocus()
    QTest.keyClicks(step.questions.supplier, "Kerajinan Baru")
    QTest.keyClick(step.questions.supplier, Qt.Key.Key_Tab)
    wizard.go_on()
    qtbot.waitUntil(lambda: wizard.plan_step.report is not None)
    wizard.go_back()
    assert wizard.current == MAPPING
    assert step.rows.combo_of("Nilai").chosen() == "product.price_idr"
    assert step.questions.supplier.text() == "Kerajinan Baru"
    wizard.go_on()
    qtbot.waitUntil(lambda: wizard.plan_step.report is not None)
    wizard.go_on()
    qtbot.waitUntil(wizard.result_step.finished)
    ids = browsing.find_ids(window.catalogue, RecordKind.PRODUCT, parse_query(RecordKind.PRODUCT, "topi"))
    record = browsing.record(window.catalogue, RecordKind.PRODUCT, ids[0])
    assert (record["price_idr"], record["supplier"].name) == (25_000, "Kerajinan Baru")


def test_a_field_taken_twice_leaves_the_column_that_had_it_and_says_so(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = (("Nama Produk", "Nama lain", "Harga"), ("Topi pandan", "Topi", 25_000), ("Kipas", "Kipas b", 12_000))
    wizard.take_files([workbook(tmp_path / "x.xlsx", {"Sheet1": rows})])
    qtbot.waitUntil(lambda: wizard.current == MAPPING)
    rows_shown = wizard.mapping_step.rows
    other = rows_shown.combo_of("Nama lain")
    other.setFocus()
    other.lineEdit().selectAll()
    QTest.keyClicks(other.lineEdit(), "product name")
    QTest.keyClick(other.lineEdit(), Qt.Key.Key_Return)
    assert other.chosen() == "product.name_id"
    assert rows_shown.combo_of("Nama Produk").chosen() == ""


def test_rejected_rows_come_first_and_are_saved_with_the_reason(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = (*PLAIN, ("", "", "Anyam Jaya", 9_000))
    wizard.take_files([workbook(tmp_path / "p.xlsx", {"Produk": rows})])
    qtbot.waitUntil(lambda: wizard.plan_step.report is not None)
    assert wizard.plan_step.chips["rejected"].isChecked()
    assert wizard.plan_step.table.model().rowCount() == 1
    target = tmp_path / "ditolak.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    save = next(b for b in wizard.plan_step.findChildren(QPushButton) if b.objectName() == "save_rejects")
    QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(target.exists)
    settle(window, qtbot)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "Why not taken" in texts


def test_a_catalogue_changed_since_makes_a_fresh_plan(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot, ids: dict[str, int]
) -> None:
    wizard.take_files([workbook(tmp_path / "p.xlsx", {"Produk": PLAIN})])
    qtbot.waitUntil(lambda: wizard.plan_step.report is not None)
    editing.change(window.catalogue, RecordKind.PRODUCT, ids["Sambal roa"], "material", "Cabai")
    first = wizard.plan_step.report
    wizard.go_on()
    qtbot.waitUntil(lambda: wizard.current == PLAN and wizard.plan_step.report is not first)
    settle(window, qtbot)
    assert history.latest(window.catalogue, 1)[0].label.text() == "Material of Sambal roa"
    wizard.go_on()
    qtbot.waitUntil(wizard.result_step.finished)


def test_the_same_file_again_has_nothing_to_write(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = workbook(tmp_path / "p.xlsx", {"Produk": PLAIN})
    wizard.take_files([path])
    qtbot.waitUntil(lambda: wizard.plan_step.report is not None)
    wizard.go_on()
    qtbot.waitUntil(wizard.result_step.finished)
    wizard.result_step.again.click()
    assert wizard.current == FILE
    wizard.take_files([path])
    qtbot.waitUntil(lambda: "has all of this already" in wizard.problem())
    assert not wizard.next.isEnabled()


def test_view_leads_to_the_list_and_closes_the_wizard(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = (("Nama Pemasok", "Telepon", "Alamat"), ("Tenun Sikka", "0812 3456 7890", "Maumere"))
    wizard.take_files([workbook(tmp_path / "pemasok.xlsx", {"Pemasok": rows})])
    settle(window, qtbot)
    if wizard.current == MAPPING:
        wizard.go_on()
    qtbot.waitUntil(lambda: wizard.plan_step.report is not None)
    wizard.go_on()
    qtbot.waitUntil(wizard.result_step.finished)
    QTest.mouseClick(wizard.result_step.view, Qt.MouseButton.LeftButton)
    assert window.page.kind == RecordKind.SUPPLIER
    assert not isValid(wizard) or not wizard.isVisible()


def test_files_dropped_on_the_window_open_the_wizard_and_others_are_told(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    note = tmp_path / "note.docx"
    note.write_bytes(b"x")
    window.open_files([note])
    assert "note.docx" in window.notice_line.text()
    window.open_files([workbook(tmp_path / "p.xlsx", {"Produk": PLAIN})])
    # Whether it is a list of ours that came back is found out first, off the window's thread.
    qtbot.waitUntil(lambda: window.findChild(ImportWizard) is not None)
    wizard = window.findChild(ImportWizard)
    assert wizard is not None
    qtbot.waitUntil(lambda: wizard.plan_step.report is not None)


def test_closing_the_wizard_while_it_looks_stops_the_work(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = (PLAIN[0], *[("", f"Produk {n}", "Anyam Jaya", 1000 + n) for n in range(3000)])
    wizard.take_files([workbook(tmp_path / "besar.xlsx", {"Produk": rows})])
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    assert not wizard.isVisible()
    settle(window, qtbot)
    assert len(products(window)) == 6


def test_a_sheet_that_was_not_recognised_can_be_taken_all_the_same(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    plain = (("Barang A", "Nilai B"), ("Topi pandan", 25_000), ("Kipas bambu", 12_000))
    wizard.take_files([workbook(tmp_path / "dua.xlsx", {"Produk": PLAIN, "Lain": plain})])
    qtbot.waitUntil(lambda: wizard.current == SHEET)
    boxes = {box.objectName(): box for box in wizard.sheet_step.findChildren(QCheckBox)}
    boxes["sheet.Produk"].click()
    boxes["sheet.Lain"].click()
    settle(window, qtbot)
    wizard.go_on()
    assert wizard.current == HEADER
    grid = wizard.header_step.grid
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(grid.model().index(0, 0)).center())
    qtbot.waitUntil(wizard.next.isEnabled)
    wizard.go_on()
    assert wizard.current == MAPPING
    assert "Product name" in wizard.problem()
    combo = wizard.mapping_step.rows.combo_of("Barang A")
    combo.setFocus()
    combo.lineEdit().selectAll()
    QTest.keyClicks(combo.lineEdit(), "product name")
    QTest.keyClick(combo.lineEdit(), Qt.Key.Key_Return)
    wizard.go_on()
    qtbot.waitUntil(lambda: wizard.plan_step.report is not None)
    assert wizard.plan_step.chips["created"].count() == 2
