"""The window of certification types: found, added, changed, reset, removed; numbers told in the form of a certificate."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.house_types import use_house_types
from tradehouse.domain.kept_types import asking_markets, home_categories
from tradehouse.domain.reference import certification_types
from tradehouse.services import browsing, editing
from tradehouse.ui.browser.new_record import NewRecord
from tradehouse.ui.certification_types.dialog import CertificationTypesDialog
from tradehouse.ui.certification_types.model import COUNT
from tradehouse.ui.main_window import MainWindow


@pytest.fixture(autouse=True)
def shipped_types() -> Iterator[None]:
    yield
    use_house_types({})


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> Iterator[CertificationTypesDialog]:
    window.action("certification_types").trigger()
    opened = window.findChild(CertificationTypesDialog)
    assert isinstance(opened, CertificationTypesDialog)
    qtbot.waitUntil(lambda: opened.model.count() > 30 and window.jobs.idle())
    yield opened
    if isValid(opened):
        opened.discard.click()
        opened.close()
    qtbot.waitUntil(window.jobs.idle)


def chosen(dialog: CertificationTypesDialog) -> str:
    known = dialog.model.type_at(dialog.table.currentIndex().row())
    return known.kind.code if known else ""


def type_into(dialog: CertificationTypesDialog, key: str, text: str) -> None:
    line = dialog.form.lines[key]
    line.clear()
    QTest.keyClicks(line, text)


def choose(dialog: CertificationTypesDialog, code: str) -> None:
    dialog.table.choose(dialog.model.row_of(code))


def test_a_type_of_the_house_is_added(window: MainWindow, dialog: CertificationTypesDialog, qtbot: QtBot) -> None:
    dialog.begin_new()
    type_into(dialog, "label_id", "Sertifikat Kebun")
    type_into(dialog, "number_example", "KB-0012")
    dialog.form.from_example.click()
    assert dialog.form.lines["number_pattern"].text() == r"^KB\-\d{4}$"
    dialog.form.categories._add("agro-kopi")
    dialog.form.markets._add("eu")
    dialog.form.documents.setPlainText("Peta kebun | Map of the garden\nNIB")
    dialog.keep.click()
    qtbot.waitUntil(lambda: "sertifikat_kebun" in certification_types())
    kind = certification_types()["sertifikat_kebun"]
    assert kind.accepts("KB-0099")
    assert home_categories(kind) == ("agro-kopi",)
    assert asking_markets(kind) == ("eu",)
    assert [document.label_en for document in kind.documents] == ["Map of the garden", "NIB"]
    qtbot.waitUntil(lambda: chosen(dialog) == "sertifikat_kebun" and dialog.remove.isVisibleTo(dialog))
    dialog.remove.click()
    qtbot.waitUntil(lambda: "sertifikat_kebun" not in certification_types())
    qtbot.waitUntil(window.jobs.idle)


def test_what_makes_no_sense_stays_in_the_form(dialog: CertificationTypesDialog, qtbot: QtBot) -> None:
    dialog.begin_new()
    type_into(dialog, "label_id", "Sertifikat Kebun")
    type_into(dialog, "number_example", "KB-0012")
    type_into(dialog, "number_pattern", "^XX$")
    assert "does not fit" in dialog.form.rows["number_example"].problem()
    choose(dialog, "halal")
    qtbot.waitUntil(lambda: "Not kept yet" in dialog.problem())
    assert dialog.form.lines["label_id"].text() == "Sertifikat Kebun"
    assert "sertifikat_kebun" not in certification_types()


def test_going_on_keeps_what_was_changed(window: MainWindow, dialog: CertificationTypesDialog, qtbot: QtBot) -> None:
    choose(dialog, "pirt")
    dialog.form.lead.setValue(200)
    choose(dialog, "halal")
    qtbot.waitUntil(lambda: certification_types()["pirt"].renewal_lead_days == 200)
    qtbot.waitUntil(lambda: window.jobs.idle() and dialog.form.lines["label_id"].text().startswith("Sertifikat halal"))
    choose(dialog, "pirt")
    assert dialog.reset.isVisibleTo(dialog)
    dialog.reset.click()
    qtbot.waitUntil(lambda: certification_types()["pirt"].renewal_lead_days == 180)
    qtbot.waitUntil(lambda: dialog.form.lead.value() == 180)


def test_escape_keeps_what_was_changed(window: MainWindow, dialog: CertificationTypesDialog, qtbot: QtBot) -> None:
    choose(dialog, "pirt")
    dialog.form.lead.setValue(150)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: certification_types()["pirt"].renewal_lead_days == 150)
    qtbot.waitUntil(lambda: not isValid(dialog) or not dialog.isVisible())


def test_types_are_found_by_their_words(dialog: CertificationTypesDialog, qtbot: QtBot) -> None:
    QTest.keyClicks(dialog.search, "jamu")
    qtbot.waitUntil(lambda: 0 < dialog.model.count() < 10)
    QTest.keyClicks(dialog.search, " xyz")
    qtbot.waitUntil(lambda: dialog.model.count() == 0)
    dialog.search.clear()
    qtbot.waitUntil(lambda: dialog.model.count() > 30)


def test_a_type_in_use_is_not_removed(
    window: MainWindow, dialog: CertificationTypesDialog, qtbot: QtBot, ids: dict[str, int]
) -> None:
    dialog.begin_new()
    type_into(dialog, "label_id", "Sertifikat Kebun")
    dialog.keep.click()
    qtbot.waitUntil(lambda: "sertifikat_kebun" in certification_types())
    qtbot.waitUntil(window.jobs.idle)
    editing.change(window.catalogue, RecordKind.CERTIFICATION, ids["P-IRT"], "type", "sertifikat_kebun")
    qtbot.waitUntil(lambda: dialog.model.data(dialog.model.index(dialog.table.currentIndex().row(), COUNT)) == "1")
    dialog.remove.click()
    qtbot.waitUntil(lambda: "cannot be removed" in dialog.problem())
    assert "sertifikat_kebun" in certification_types()


# --- numbers in the form of a certificate -----------------------------------------------------------------------------


def test_a_number_is_judged_as_its_type_is(window: MainWindow, qtbot: QtBot, ids: dict[str, int]) -> None:
    window.window_commands.show_record("certification", ids["P-IRT"])
    page = window.browser.detail.page
    qtbot.waitUntil(lambda: "number" in page.form.rows and window.jobs.idle())
    row = page.form.rows["number"].row
    qtbot.waitUntil(lambda: "13 digits" in row.editor.accessibleDescription())
    line = row.editor
    assert isinstance(line, QLineEdit)
    line.clear()
    QTest.keyClicks(line, "206347101000131")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: line.text() == "2063471010001-31")
    line.clear()
    QTest.keyClicks(line, "12")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: row.problem().startswith('"12"'))
    assert browsing.record(window.catalogue, RecordKind.CERTIFICATION, ids["P-IRT"])["number"] == "12"


def test_a_new_certificate_says_what_its_number_looks_like(window: MainWindow, qtbot: QtBot) -> None:
    window.window_commands.show_related("certification", "supplier", 0)
    window.action("new").trigger()
    dialog = window.findChild(NewRecord)
    assert isinstance(dialog, NewRecord)
    row = dialog.rows["number"][2]
    dialog.editor("type").show_typed("halal")
    dialog.editor("type").commit()
    assert "ID and 17 digits" in row.editor.accessibleDescription()
    dialog.editor("number").show_typed("ID123")
    dialog.editor("number").commit()
    assert row.problem().startswith('"ID123"')
    dialog.reject()
    qtbot.waitUntil(window.jobs.idle)


def test_the_same_number_elsewhere_is_told_with_a_way_to_it(
    window: MainWindow, qtbot: QtBot, ids: dict[str, int]
) -> None:
    values = {"type": "pirt", "supplier": ids["Kopi Lestari"], "number": "2063471010001-29"}
    other = editing.create(window.catalogue, RecordKind.CERTIFICATION, values)
    window.window_commands.show_record("certification", ids["P-IRT"])
    page = window.browser.detail.page
    qtbot.waitUntil(lambda: "number" in page.form.rows)
    row = page.form.rows["number"].row
    qtbot.waitUntil(lambda: "Kopi Lestari" in row.problem())
    way = next(button for button in row.findChildren(QPushButton) if "Show that" in button.text())
    way.click()
    qtbot.waitUntil(lambda: window.browser.detail.record is not None and window.browser.detail.record.id == other)
    qtbot.waitUntil(window.jobs.idle)
