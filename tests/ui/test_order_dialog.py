"""A list that a buyer filled in comes back to the window and becomes a draft order with its papers."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tradehouse.domain.fields import RecordKind
from tradehouse.services import browsing, editing
from tradehouse.services.exporting import ExportOptions, ExportReport, export
from tradehouse.services.orders.reading import read_orders
from tradehouse.ui.importing.wizard import ImportWizard
from tradehouse.ui.kit.caution import Caution
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.ordering.dialog import ReturnDialog

FIRM = {
    "export_price": Decimal(5), "export_currency": "USD", "moq": 20, "qty_per_carton": 10, "carton_length_cm": 40,
    "carton_width_cm": 30, "carton_height_cm": 20, "carton_net_kg": 28, "carton_gross_kg": 30,
}  # fmt: skip
Fill = Callable[[Any, dict[str, int], dict[str, int]], None]


@pytest.fixture
def sent(window: MainWindow, ids: dict[str, int], tmp_path: Path, qtbot: QtBot) -> ExportReport:
    """Three articles offered, one of which two makers make."""
    names = ("Tas rotan bundar", "Keranjang rotan kecil", "Sambal roa")
    chosen = [ids[name] for name in names]
    editing.change_each(window.catalogue, RecordKind.PRODUCT, dict.fromkeys(chosen, FIRM))
    editing.change(window.catalogue, RecordKind.PRODUCT, ids["Sambal roa"], "capacity_per_month", 100)
    other = {
        **FIRM, "name_id": "Sambal roa", "supplier": ids["Kopi Lestari"], "capacity_per_month": 80,
    }  # fmt: skip
    editing.create(window.catalogue, RecordKind.PRODUCT, other)
    options = ExportOptions("export", ids=chosen, buyer="Nordlicht GmbH", incoterm="FOB")
    report = export(window.catalogue, tmp_path / "sent.xlsx", options)
    qtbot.waitUntil(window.jobs.idle)
    return report


def returned(sent: ExportReport, fill: Fill) -> Path:
    book = openpyxl.load_workbook(sent.path)
    sheet = book["Price List"]
    header = next(row for row in range(1, 20) if any(cell.value == "Item No." for cell in sheet[row]))
    columns = {str(cell.value).partition("\n")[0]: cell.column for cell in sheet[header] if cell.value}
    rows = {str(sheet.cell(row, columns["Item No."]).value): row for row in range(header + 1, header + 4)}
    fill(sheet, columns, rows)
    path = sent.path.with_name("returned.xlsx")
    book.save(path)
    return path


def order(**quantities: object) -> Fill:
    """Return what fills in quantities for the first, second and third row."""

    def fill(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        for row, quantity in zip(rows.values(), quantities.values(), strict=False):
            sheet.cell(row, columns["ORDER QTY"]).value = quantity

    return fill


def opened(window: MainWindow, path: Path, qtbot: QtBot) -> ReturnDialog:
    window.open_files([path])
    qtbot.waitUntil(lambda: any(d.plan is not None for d in window.findChildren(ReturnDialog)))
    return next(d for d in window.findChildren(ReturnDialog) if d.plan is not None)


def shown(dialog: ReturnDialog) -> list[list[str]]:
    model = dialog.table.model()
    return [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]


def tells(dialog: ReturnDialog, words: str) -> bool:
    return any(words in found.text() for found in dialog.line.findChildren(QLabel) if found.isVisible())


def test_a_dropped_order_form_is_shown_and_becomes_an_order_with_papers(
    window: MainWindow, sent: ExportReport, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(window, returned(sent, order(a=4)), qtbot)
    assert dialog.windowTitle() == "Order of Nordlicht GmbH"
    (row,) = shown(dialog)
    assert row[2:8] == ["4 cartons", "40", "5.00", "200.00", "0.096", "120.0"]
    assert dialog.totals.amount.text() == "USD 200.00"
    qtbot.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.order is not None)
    (kept,) = read_orders(window.catalogue, sent.offer_id)
    assert (kept.kept.code, kept.totals.amount) == ("ORD-0001", Decimal(200))
    assert "ORD-0001" in window.notice_line.text()
    target = tmp_path / "packing.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    packing = dialog.findChild(QPushButton, "packing-list")
    assert packing is not None
    qtbot.mouseClick(packing, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(target.exists, timeout=20_000)
    qtbot.waitUntil(window.jobs.idle)
    assert target.read_bytes()[:5] == b"%PDF-"
    window.undoing.undo()
    qtbot.waitUntil(lambda: not read_orders(window.catalogue, sent.offer_id))
    dialog.close()


def test_what_is_odd_stands_at_its_line_and_what_cannot_be_taken_below(
    window: MainWindow, sent: ExportReport, qtbot: QtBot
) -> None:
    def fill(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        order(a=1, b="tiga")(sheet, columns, rows)
        sheet.delete_rows(max(rows.values()))

    dialog = opened(window, returned(sent, fill), qtbot)
    rows = shown(dialog)
    assert [row[-1] for row in rows] == ["1 remark", "Struck", "Not taken"]
    qtbot.waitUntil(lambda: tells(dialog, "minimum order of 20"))
    dialog.table.choose(2)
    qtbot.waitUntil(lambda: tells(dialog, "tiga"))
    dialog.close()


def test_more_than_a_maker_can_make_is_split_when_the_person_says_so(
    window: MainWindow, sent: ExportReport, qtbot: QtBot
) -> None:
    dialog = opened(window, returned(sent, order(a=None, b=None, c=15)), qtbot)
    assert dialog.plan is not None
    assert dialog.line.split.isVisible()
    qtbot.mouseClick(dialog.line.split, Qt.MouseButton.LeftButton)
    shares = dialog.findChild(QLabel, "shares")
    assert shares is not None
    assert "100" in shares.text()
    assert "Kopi Lestari" in shares.text()
    assert [share.units for line in dialog.plan.lines for share in line.shares] == [100, 50]
    qtbot.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.order is not None)
    dialog.close()


def test_a_file_taken_in_before_says_so_and_leads_to_its_offer(
    window: MainWindow, sent: ExportReport, qtbot: QtBot
) -> None:
    path = returned(sent, order(a=4))
    first = opened(window, path, qtbot)
    qtbot.mouseClick(first.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: first.order is not None)
    first.close()
    qtbot.waitUntil(lambda: not window.findChildren(ReturnDialog))
    again = opened(window, path, qtbot)
    assert not again.make.isVisible()
    cautions = [words.text() for c in again.findChildren(Caution) for words in c.findChildren(QLabel)]
    assert "This file was taken in before, as order ORD-0001." in cautions
    qtbot.mouseClick(again.show_offer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.browser.detail.record is not None)
    assert window.page.kind is RecordKind.OFFER
    assert window.browser.detail.record["code"] == "PNW-0001"


def test_an_empty_form_and_a_list_of_nobody_are_told(
    window: MainWindow, sent: ExportReport, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(window, returned(sent, order()), qtbot)
    assert "yellow column is empty" in dialog.problem()
    assert not dialog.make.isVisible()
    dialog.close()
    editing.trash(window.catalogue, RecordKind.OFFER, [sent.offer_id or 0])
    assert browsing.record(window.catalogue, RecordKind.OFFER, sent.offer_id or 0).trashed_at
    qtbot.waitUntil(lambda: not window.findChildren(ReturnDialog))
    window.open_files([sent.path])
    qtbot.waitUntil(lambda: bool(window.findChildren(ReturnDialog)))
    unknown = window.findChildren(ReturnDialog)[0]
    qtbot.waitUntil(lambda: any("ledger" in found.text() for found in unknown.findChildren(QLabel)))
    QTest.keyClick(unknown, Qt.Key.Key_Escape)


def test_any_other_workbook_still_opens_the_wizard(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Nama Barang", "Harga"])
    book.save(tmp_path / "pemasok.xlsx")
    window.open_files([tmp_path / "pemasok.xlsx"])
    qtbot.waitUntil(lambda: window.findChild(ImportWizard) is not None)
    qtbot.waitUntil(window.jobs.idle)
    assert not window.findChildren(ReturnDialog)
    window.findChild(ImportWizard).close()
