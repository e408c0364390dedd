"""The boards of requirements and of the matrix, and what markets ask of one product in its detail panel."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.test_applications_board import shown as applications_board
from tests.ui.test_browser import settled
from tradehouse.domain.fields import RecordKind
from tradehouse.services import applications
from tradehouse.ui.applications.dialogs import StartDialog
from tradehouse.ui.board import Board
from tradehouse.ui.kit.badge import BadgeButton
from tradehouse.ui.kit.plain_table import STATUS_ROLE
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.matrix.board import MatrixBoard
from tradehouse.ui.requirements.board import RequirementsBoard
from tradehouse.ui.requirements.of_product import ProductRequirements


def board_of(qtbot: QtBot, window: MainWindow, name: str) -> Board:
    page = next(board for board in window.tabs.boards if board.objectName() == f"part_{name}")
    window.tabs.bring(page)
    settled(qtbot, window)
    return page.board


@pytest.fixture
def requirements(qtbot: QtBot, window: MainWindow) -> RequirementsBoard:
    found = board_of(qtbot, window, "requirements")
    assert isinstance(found, RequirementsBoard)
    return found


@pytest.fixture
def matrix(qtbot: QtBot, window: MainWindow) -> MatrixBoard:
    found = board_of(qtbot, window, "matrix")
    assert isinstance(found, MatrixBoard)
    return found


def gaps(board: RequirementsBoard) -> list[tuple[str, str]]:
    return [
        (g.maker.name, g.type)
        for row in range(board.pane.gaps.rowCount())
        if (g := board.pane.gaps.gap(row)) is not None
    ]


def save(dialog: StartDialog) -> None:
    button = dialog.findChild(QPushButton, "save")
    assert button is not None
    button.click()


# --- requirements -----------------------------------------------------------------------------------------------------


def test_the_board_counts_products_by_type_and_lists_what_suppliers_must_get(requirements: RequirementsBoard) -> None:
    types = [requirements.types.type_of(row) for row in range(requirements.types.rowCount())]
    assert "halal" in [found.type for found in types if found is not None]
    assert ("Anyam Jaya", "halal") in gaps(requirements)
    assert "of 6 products may be sold there" not in requirements.summary.text()
    assert "of 5 products may be sold there" in requirements.summary.text()


def test_a_number_leads_to_the_products_behind_it(
    qtbot: QtBot, window: MainWindow, requirements: RequirementsBoard
) -> None:
    row = next(n for n in range(requirements.types.rowCount()) if requirements.types.type_of(n).type == "pirt")  # type: ignore[union-attr]
    index = requirements.types.index(row, 1)
    behind = len(requirements.types.products(index))
    assert behind > 0
    requirements.type_table.clicked.emit(index)
    settled(qtbot, window)
    assert window.page.kind is RecordKind.PRODUCT
    assert window.browser.model.rowCount() == behind
    assert window.browser.chips.texts() == ["Home-industry food permit (P-IRT): Missing, Indonesia (retail)"]


def test_a_market_a_type_and_words_narrow_the_list(
    qtbot: QtBot, window: MainWindow, requirements: RequirementsBoard
) -> None:
    requirements.type_table.clicked.emit(requirements.types.index(0, 0))
    first = requirements.types.type_of(0)
    assert first is not None
    assert {kind for _maker, kind in gaps(requirements)} <= {first.type}
    requirements.pane.all_types.click()
    requirements.search.setText("zzz")
    requirements.search.search_now()
    assert gaps(requirements) == []
    requirements.search.clear_search()
    before = gaps(requirements)
    requirements.market.choose("us")
    requirements.market.picked.emit("us")
    settled(qtbot, window)
    assert gaps(requirements) != before
    assert all(gap.markets == ("us",) for gap in requirements.seen.gaps)


def test_a_province_without_products_says_so_and_lets_one_go_back(
    qtbot: QtBot, window: MainWindow, requirements: RequirementsBoard
) -> None:
    requirements.province.choose("91")
    requirements.province.picked.emit("91")
    settled(qtbot, window)
    assert requirements.empty.title().text() == "Nothing fits"
    assert not requirements.summary.isVisible()
    back = next(button for button in requirements.empty.findChildren(QPushButton) if button.text() == "Show all")
    back.click()
    settled(qtbot, window)
    assert gaps(requirements)
    assert not requirements.empty.isVisible()


def test_a_gap_becomes_an_application_and_the_list_says_so(
    qtbot: QtBot, window: MainWindow, requirements: RequirementsBoard
) -> None:
    row = gaps(requirements).index(("Anyam Jaya", "halal"))
    requirements.pane.table.choose(row)
    requirements.pane.start.click()
    dialog = requirements.findChild(StartDialog)
    assert dialog is not None
    save(dialog)
    settled(qtbot, window)
    found = applications.applications(window.catalogue)
    assert [(one.supplier_name, one.type, one.stage) for one in found] == [("Anyam Jaya", "halal", "planned")]
    gap = requirements.pane.gaps.gap(gaps(requirements).index(("Anyam Jaya", "halal")))
    assert gap is not None
    assert gap.in_process
    requirements.pane.table.choose(gaps(requirements).index(("Anyam Jaya", "halal")))
    assert requirements.pane.start.text() == "Show the application"
    requirements.pane.start.click()
    settled(qtbot, window)
    assert window.tabs.front.objectName() == "part_applications"
    board = applications_board(qtbot, window)
    assert board.details.application == found[0]


def test_the_list_is_saved_as_a_workbook(
    qtbot: QtBot, window: MainWindow, requirements: RequirementsBoard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "INTERNAL gaps.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    requirements.save.click()
    settled(qtbot, window)
    assert load_workbook(out).properties.category == "INTERNAL"


# --- matrix -----------------------------------------------------------------------------------------------------------


def cell_words(board: MatrixBoard, row: str, kind: str) -> str:
    model = board.model
    assert model.matrix is not None
    at = next(n for n in range(model.rowCount()) if (name := model.name(n)) is not None and name.name == row)
    index = model.index(at, model.matrix.types.index(kind))
    board.table.setCurrentIndex(index)
    return str(index.data())


def test_suppliers_and_products_stand_by_type_in_words(qtbot: QtBot, window: MainWindow, matrix: MatrixBoard) -> None:
    assert cell_words(matrix, "Anyam Jaya", "pirt") == "Date unknown"
    assert cell_words(matrix, "Anyam Jaya", "halal") == "Missing"
    assert matrix.model.data(matrix.table.currentIndex(), STATUS_ROLE).tone == "danger"
    assert "Anyam Jaya" in matrix.told.whole()
    matrix.rows.choose("product")
    settled(qtbot, window)
    assert cell_words(matrix, "Sambal roa", "pirt") == "Date unknown"
    assert cell_words(matrix, "Tas rotan bundar", "pirt") == "Date unknown"
    assert matrix.counted.text().startswith("5 products")


def test_a_cell_leads_to_its_certificates_or_to_an_application(
    qtbot: QtBot, window: MainWindow, matrix: MatrixBoard, ids: dict[str, int]
) -> None:
    cell_words(matrix, "Anyam Jaya", "halal")
    assert not matrix.open.isEnabled()
    matrix.start.click()
    settled(qtbot, window)
    dialog = matrix.findChild(StartDialog)
    assert dialog is not None
    save(dialog)
    settled(qtbot, window)
    assert cell_words(matrix, "Anyam Jaya", "halal") == "In process"
    cell_words(matrix, "Anyam Jaya", "pirt")
    matrix.table.setFocus()
    QTest.keyClick(matrix.table, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert window.page.kind is RecordKind.CERTIFICATION
    assert [window.browser.model.record(0).id] == [ids["P-IRT"]]  # type: ignore[union-attr]


def test_rows_are_narrowed_and_nothing_that_fits_says_so(qtbot: QtBot, window: MainWindow, matrix: MatrixBoard) -> None:
    matrix.province.choose("11")
    matrix.province.picked.emit("11")
    settled(qtbot, window)
    assert matrix.counted.text().startswith("1 supplier")
    matrix.search.setText("zzz")
    matrix.search.search_now()
    settled(qtbot, window)
    assert matrix.empty.isVisible()
    assert matrix.empty.title().text() == "Nothing fits"


def test_the_matrix_is_saved_in_words_and_colours_with_panes_frozen(
    qtbot: QtBot, window: MainWindow, matrix: MatrixBoard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "INTERNAL matrix.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    matrix.save.click()
    settled(qtbot, window)
    book = load_workbook(out)
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "C5"
    assert sheet.auto_filter.ref is not None
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=5)}
    heads = [cell.value for cell in sheet[4]]
    halal = rows["Anyam Jaya"][heads.index("Halal certificate (BPJPH)")]
    assert (halal.value, halal.fill.fgColor.rgb) == ("Missing", "FFFBE0DD")
    assert book.properties.category == "INTERNAL"


# --- one product ------------------------------------------------------------------------------------------------------


def test_a_product_says_what_markets_ask_and_an_application_starts_from_it(
    qtbot: QtBot, window: MainWindow, ids: dict[str, int]
) -> None:
    window.window_commands.show_record("product", ids["Sambal roa"])
    settled(qtbot, window)
    section = window.browser.detail.page.findChild(ProductRequirements)
    assert section is not None
    qtbot.waitUntil(lambda: section.findChild(QPushButton, "apply.halal") is not None)

    def lacking_at_home() -> bool:
        words = [badge.status.word for badge in section.findChildren(BadgeButton)]
        return any(word.startswith("Indonesia (retail): ") for word in words)

    qtbot.waitUntil(lacking_at_home)
    apply = section.findChild(QPushButton, "apply.halal")
    assert apply is not None
    apply.click()
    dialog = window.findChild(StartDialog)
    assert dialog is not None
    save(dialog)
    settled(qtbot, window)
    found = applications.applications(window.catalogue)
    assert [(one.type, one.supplier_name) for one in found] == [("halal", "Anyam Jaya")]
    qtbot.waitUntil(lambda: "In process" in [badge.status.word for badge in section.findChildren(BadgeButton)])
