"""The tab of fairs and buyers: its parts, what a buyer got, what an offer said and what came back on it."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.test_browser import settled
from tradehouse.domain.fields import RecordKind
from tradehouse.services import browsing, editing
from tradehouse.services.exporting import ExportOptions, ExportReport, export
from tradehouse.services.offers.showcase_returns import ShowcasePlan, apply_showcase
from tradehouse.services.orders.returns import plan_return
from tradehouse.ui.exporting.dialog import ExportDialog
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.offers.lines import OfferedArticles
from tradehouse.ui.offers.results import ShowcaseTable
from tradehouse.ui.parts import Parts


@pytest.fixture
def buyer(window: MainWindow) -> int:
    return editing.create(window.catalogue, RecordKind.BUYER, {"name": "Nordlicht GmbH", "country": "DE"})


@pytest.fixture
def sent(window: MainWindow, ids: dict[str, int], buyer: int, tmp_path: Path, qtbot: QtBot) -> ExportReport:
    product = ids["Tas rotan bundar"]
    editing.change_each(
        window.catalogue,
        RecordKind.PRODUCT,
        {product: {"export_price": Decimal(5), "export_currency": "USD", "moq": 20}},
    )
    options = ExportOptions("export", ids=[product], buyer_id=buyer, incoterm="FOB")
    report = export(window.catalogue, tmp_path / "sent.xlsx", options)
    qtbot.waitUntil(window.jobs.idle)
    return report


def go_to(qtbot: QtBot, window: MainWindow, kind: RecordKind) -> None:
    window.show_page(window.page_of(kind))
    settled(qtbot, window)
    if window.browser.model.rowCount():
        window.browser.table.selectRow(0)
        settled(qtbot, window)


def words_in(widget: QWidget) -> str:
    return "\n".join(found.text() for found in widget.findChildren(QLabel))


def test_the_key_of_the_tab_opens_it_and_goes_on_to_its_next_part(qtbot: QtBot, window: MainWindow) -> None:
    assert not window.page_of(RecordKind.BUYER).is_made
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    tab = window.findChild(Parts, "tab_fairs")
    assert window.tabs.currentWidget() is tab
    assert window.page.kind is RecordKind.BUYER
    assert not window.page_of(RecordKind.OFFER).is_made
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert window.page.kind is RecordKind.OFFER
    settled(qtbot, window)
    assert window.status_line.count.text() == "0 offers"


def test_the_switch_of_parts_goes_by_mouse_and_arrows(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page(window.page_of(RecordKind.BUYER))
    tab = window.findChild(Parts, "tab_fairs")
    assert tab is not None
    buyers, offers = tab.switch.findChildren(QAbstractButton)
    qtbot.mouseClick(offers, Qt.MouseButton.LeftButton)
    assert window.page.kind is RecordKind.OFFER
    offers.setFocus()
    qtbot.keyClick(offers, Qt.Key.Key_Left)
    assert window.page.kind is RecordKind.BUYER
    assert buyers.isChecked()
    settled(qtbot, window)


def test_the_window_opens_where_it_was_left(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page(window.page_of(RecordKind.OFFER))
    settled(qtbot, window)
    second = MainWindow(window.catalogue, window.settings)
    assert second.page.kind is RecordKind.OFFER
    second.news.stop()
    second.deleteLater()


def test_an_empty_part_says_what_to_do_next(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page(window.page_of(RecordKind.BUYER))
    settled(qtbot, window)
    page = window.browser.empty_state
    assert page.title().text() == "No buyers yet"
    (new,) = [button for button in page.findChildren(QPushButton) if button.isVisible()]
    qtbot.mouseClick(new, Qt.MouseButton.LeftButton)
    dialog = window.findChild(QDialog, "new_record")
    assert dialog is not None
    name = dialog.findChild(QLineEdit, "new.name")
    save = dialog.findChild(QPushButton, "save")
    assert name is not None
    assert save is not None
    qtbot.keyClicks(name, "Kumo Trading")
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.browser.model.rowCount() == 1)
    settled(qtbot, window)
    assert browsing.find_named(window.catalogue, RecordKind.BUYER, "Kumo Trading")


def test_a_new_offer_is_an_export(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page(window.page_of(RecordKind.OFFER))
    settled(qtbot, window)
    assert window.browser.empty_state.title().text() == "No offers yet"
    window.action("new").trigger()
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    dialog.close()
    settled(qtbot, window)


def test_a_buyer_shows_what_they_got_and_leads_there(
    qtbot: QtBot, window: MainWindow, sent: ExportReport, buyer: int
) -> None:
    go_to(qtbot, window, RecordKind.BUYER)
    page = window.browser.detail.page
    qtbot.waitUntil(lambda: page.findChild(QWidget, "offer.PNW-0001") is not None)
    badge = page.findChild(QAbstractButton, "offer.PNW-0001")
    assert badge is not None
    assert "What this buyer got last" in words_in(page)
    page.show_section("Offers")
    settled(qtbot, window)
    qtbot.mouseClick(badge, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.page.kind is RecordKind.OFFER and window.browser.detail.record is not None)
    settled(qtbot, window)
    assert window.browser.detail.record["code"] == "PNW-0001"


def test_a_price_list_is_begun_from_its_buyer(qtbot: QtBot, window: MainWindow, sent: ExportReport, buyer: int) -> None:
    go_to(qtbot, window, RecordKind.BUYER)
    page = window.browser.detail.page
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "export_for_buyer") is not None)
    new = page.findChild(QPushButton, "export_for_buyer")
    assert new is not None
    new.click()
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.form.buyer.buyer_id() == buyer)
    dialog.close()
    settled(qtbot, window)


def test_an_offer_shows_its_articles_and_terms_and_is_not_doubled(
    qtbot: QtBot, window: MainWindow, sent: ExportReport
) -> None:
    go_to(qtbot, window, RecordKind.OFFER)
    page = window.browser.detail.page
    articles = page.findChild(OfferedArticles)
    assert articles is not None
    model = articles.table.model()
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    assert [model.index(0, n).data() for n in (2, 3)] == ["5.00", "20"]
    assert "FOB" in words_in(page)
    assert page.findChild(QWidget, "field.costs") is None
    assert not window.action("duplicate").isEnabled()
    articles.revise.click()
    qtbot.waitUntil(lambda: window.findChild(ExportDialog) is not None)
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.windowTitle() == "Revision of PNW-0001")
    assert dialog.options().revises == sent.offer_id
    dialog.close()
    settled(qtbot, window)


def test_a_showcase_list_shows_what_was_brought_and_sold(qtbot: QtBot, window: MainWindow, sent: ExportReport) -> None:
    listed = export(window.catalogue, sent.path.with_name("fair.xlsx"), ExportOptions("showcase", ids=[1]))
    book = openpyxl.load_workbook(listed.path)
    sheet = book.worksheets[0]
    at = {str(cell.value): cell.column for cell in sheet[10] if cell.value}
    sheet.cell(11, at["Jml Dibawa"]).value, sheet.cell(11, at["Terjual"]).value = 20, 15
    book.save(listed.path)
    plan = plan_return(window.catalogue, listed.path)
    assert isinstance(plan, ShowcasePlan)
    apply_showcase(window.catalogue, plan)
    go_to(qtbot, window, RecordKind.OFFER)
    ids = list(window.browser.model.ids)
    window.browser.table.selectRow(ids.index(listed.offer_id or 0))
    page = window.browser.detail.page
    settled(qtbot, window)
    qtbot.waitUntil(lambda: any(not table.isHidden() for table in page.findChildren(ShowcaseTable)))
    (shown,) = (table for table in page.findChildren(ShowcaseTable) if not table.isHidden())
    model = shown.table.model()
    assert [model.index(0, n).data() for n in (2, 3, 4)] == ["20", "15", "5"]
    assert "20 brought, 15 sold" in words_in(shown)
    settled(qtbot, window)


def test_many_offers_are_followed_up_at_once(qtbot: QtBot, window: MainWindow, sent: ExportReport) -> None:
    options = ExportOptions("export", ids=[1], buyer="Kumo")
    export(window.catalogue, sent.path.with_name("second.xlsx"), options)
    go_to(qtbot, window, RecordKind.OFFER)
    window.browser.table.selectAll()
    settled(qtbot, window)
    bulk = window.browser.detail.bulk
    assert bulk.field_box.currentData() == "status"
    assert bulk.field_box.findData("costs") < 0
    window.page.commands.set_value("status", "lost")
    settled(qtbot, window)
    found = browsing.records(window.catalogue, RecordKind.OFFER, list(window.browser.model.ids))
    assert {record["status"] for record in found} == {"lost"}
