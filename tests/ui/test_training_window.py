"""Programmes in the window: sessions, a list of attendance from file to programme, participants, partners."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.test_browser import settled
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.records import Record
from tradehouse.services import browsing, editing
from tradehouse.services.training import participants, sessions
from tradehouse.ui.browser.field_dialog import FieldDialog
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.training.arriving import open_attendance_list, take_lists
from tradehouse.ui.training.attendance_dialog import AttendanceDialog
from tradehouse.ui.training.of_programme import ParticipantsOfProgramme, SessionsOfProgramme
from tradehouse.ui.training.of_supplier import ProgrammesOfSupplier
from tradehouse.ui.training.participants_dialog import ParticipantsDialog
from tradehouse.ui.training.partner_links import LinksOfRecord
from tradehouse.ui.training.programmes_dialog import ProgrammesDialog

LIST = (
    "Nama,Nama Usaha,HP,Kab/Kota\nBu Rina,Anyam Jaya,081234567890,Bantul\nSiti Aminah,Rumah Sambal,,Denpasar\n"
    "Sitti Aminah,Rumah Sambal,,Denpasar\nX,Kopi Lestary,,\n"
)


@pytest.fixture
def programme(qtbot: QtBot, window: MainWindow, ids: dict[str, int]) -> Record:
    # Both suppliers of the small catalogue have the same phone; one of them gets another.
    editing.change(window.catalogue, RecordKind.SUPPLIER, ids["Kopi Lestari"], "phone", "082100000000")
    made = editing.create(window.catalogue, RecordKind.PROGRAMME, {"name": "Fesyen", "declared_participants": 170})
    window.show_page(window.page_of("programme"))
    settled(qtbot, window)
    window.browser.table.selectRow(0)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: window.page.findChild(QPushButton, "add_session") is not None)
    return browsing.record(window.catalogue, RecordKind.PROGRAMME, made)


def words(lines: object) -> str:
    assert hasattr(lines, "findChildren")
    return "\n".join(label.text() for label in lines.findChildren(QLabel))


def shown(window: MainWindow, kind: type) -> object:
    return next(one for one in window.findChildren(kind) if one.isVisible())


def opened(qtbot: QtBot, window: MainWindow, programme: Record, text: str, path: Path) -> AttendanceDialog:
    path.write_text(text, encoding="utf-8")
    dialog = open_attendance_list(window.desk, programme, path, window)
    qtbot.waitUntil(lambda: dialog.plan is not None)
    settled(qtbot, window)
    return dialog


def test_a_session_with_a_new_expert_stands_in_the_programme(
    qtbot: QtBot, window: MainWindow, programme: Record
) -> None:
    window.page.findChild(QPushButton, "add_session").click()
    qtbot.waitUntil(lambda: window.findChild(FieldDialog) is not None)
    dialog = window.findChild(FieldDialog)
    for key, text in {"topic": "Warna alam", "date": "6/4/2020", "minutes": "90", "expert": "Bu Ratih"}.items():
        dialog.editor(key).show_typed(text)
    dialog.editor("channel").show_value("live")
    dialog.findChild(QPushButton, "save").click()
    qtbot.waitUntil(lambda: window.findChild(FieldDialog) is None)
    lines = shown(window, SessionsOfProgramme)
    qtbot.waitUntil(lambda: "Bu Ratih" in words(lines))
    assert "Warna alam" in words(lines)
    assert "Live broadcast" in words(lines)
    (session,) = sessions.sessions_of(window.catalogue, programme.id)
    assert session.minutes == 90
    assert isinstance(lines, SessionsOfProgramme)
    remove = next(b for b in lines.findChildren(QToolButton) if b.accessibleName() == "Remove this session")
    remove.click()
    qtbot.waitUntil(lambda: sessions.sessions_of(window.catalogue, programme.id) == [])
    settled(qtbot, window)


def test_a_list_is_shown_corrected_and_taken_in(
    qtbot: QtBot, window: MainWindow, programme: Record, ids: dict[str, int], tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, programme, LIST, tmp_path / "hadir.csv")
    assert {key: chip.count() for key, chip in dialog.chips.items()} == {
        "all": 4, "matched": 1, "asked": 1, "name": 1, "twice": 1, "unnamed": 0
    }  # fmt: skip
    dialog.table.choose(3)
    option = dialog.findChild(QPushButton, f"option_{ids['Kopi Lestari']}")
    qtbot.mouseClick(option, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.chips["matched"].count() == 2)
    dialog.table.choose(2)
    qtbot.waitUntil(lambda: any(b.isVisible() for b in dialog.findChildren(QPushButton, "same_person")))
    same = next(b for b in dialog.findChildren(QPushButton, "same_person") if b.isVisible())
    qtbot.mouseClick(same, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.take.text() == "Take in 3 rows")
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.findChild(AttendanceDialog) is None)
    settled(qtbot, window)
    turnout = participants.turnout(window.catalogue, programme.id)
    assert (turnout.people, turnout.matched) == (3, 2)
    lines = shown(window, ParticipantsOfProgramme)
    qtbot.waitUntil(lambda: "3 participants" in words(lines))
    assert "170 as reported" in words(lines)
    again = opened(qtbot, window, programme, LIST, tmp_path / "hadir.csv")
    qtbot.waitUntil(lambda: "all of this already" in again.problem())
    assert not again.take.isEnabled()
    again.close()
    window.show_page(window.page_of("supplier"))
    settled(qtbot, window)
    window.browser.table.selectRow(0)
    settled(qtbot, window)
    took = shown(window, ProgrammesOfSupplier)
    qtbot.waitUntil(lambda: "Fesyen" in words(took))


def test_columns_that_nobody_knows_are_told_by_hand(
    qtbot: QtBot, window: MainWindow, programme: Record, tmp_path: Path
) -> None:
    text = "Panggilan,Kota,Catatan\nAyu,Gianyar,a\nBagus,Denpasar,b\n"
    dialog = opened(qtbot, window, programme, text, tmp_path / "x.csv")
    assert "No row is taken" in dialog.problem()
    box = dialog.findChild(QComboBox, "column_A")
    box.setCurrentIndex(box.findData("person"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: dialog.chips["all"].count() == 2)
    dialog.close()


def test_what_is_no_list_says_so_and_nothing_is_written(
    qtbot: QtBot, window: MainWindow, programme: Record, tmp_path: Path
) -> None:
    path = tmp_path / "surat.csv"
    path.write_text("Dengan hormat\nbersama ini\n", encoding="utf-8")
    dialog = open_attendance_list(window.desk, programme, path, window)
    qtbot.waitUntil(lambda: "no list of people" in words(dialog))
    assert not dialog.take.isVisible()
    dialog.close()
    assert participants.participants_of(window.catalogue, programme.id) == []


def test_participants_are_found_attached_and_marked(
    qtbot: QtBot, window: MainWindow, programme: Record, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, programme, LIST, tmp_path / "hadir.csv")
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.findChild(AttendanceDialog) is None)
    settled(qtbot, window)
    every = ParticipantsDialog(window.desk, programme, window)
    every.show()
    qtbot.waitUntil(lambda: every.table.model().rowCount() == 4)
    qtbot.keyClicks(every.search, "sambal siti")
    qtbot.waitUntil(lambda: every.table.model().rowCount() == 1)
    qtbot.mouseClick(every.ways["did_not_come"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: (one := every.chosen()) is not None and one.attended is False)
    qtbot.mouseClick(every.ways["make_supplier"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: (one := every.chosen()) is not None and one.supplier is not None)
    every.search.setText("nobody at all")
    qtbot.waitUntil(lambda: every.table.model().rowCount() == 0)
    assert "Nobody fits" in words(every)
    every.search.setText("")
    qtbot.waitUntil(lambda: every.table.model().rowCount() == 4)
    qtbot.mouseClick(every.ways["remove"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: every.table.model().rowCount() == 3)
    every.close()
    settled(qtbot, window)


def test_partners_are_linked_from_the_programme(qtbot: QtBot, window: MainWindow, programme: Record) -> None:
    editing.create(window.catalogue, RecordKind.PARTNER, {"name": "Danone"})
    button = next(b for b in window.page.findChildren(QPushButton, "link_partner") if b.isVisible())
    button.click()
    qtbot.waitUntil(lambda: window.findChild(FieldDialog) is not None)
    dialog = window.findChild(FieldDialog)
    line = dialog.editor("partner").widget()
    assert isinstance(line, QLineEdit)
    line.setText("Danone")
    dialog.editor("role").show_typed("Pendana")
    dialog.findChild(QPushButton, "save").click()
    qtbot.waitUntil(lambda: window.findChild(FieldDialog) is None)
    lines = shown(window, LinksOfRecord)
    qtbot.waitUntil(lambda: "Danone" in words(lines))
    assert "Pendana" in words(lines)
    settled(qtbot, window)


def test_lists_that_are_dropped_find_their_way(
    qtbot: QtBot, window: MainWindow, programme: Record, tmp_path: Path
) -> None:
    figures, people = tmp_path / "program.csv", tmp_path / "hadir.csv"
    figures.write_text("Nama Program,Peserta\nFesyen,171\nKriya,41\n", encoding="utf-8")
    people.write_text(LIST, encoding="utf-8")
    take_lists(window.desk, programme, [figures], window, lambda: None)
    qtbot.waitUntil(lambda: (found := window.findChild(ProgrammesDialog)) is not None and found.plan is not None)
    dialog = window.findChild(ProgrammesDialog)
    assert [one.state for one in dialog.plan.programmes] == ["updated", "created"]
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.findChild(ProgrammesDialog) is None)
    settled(qtbot, window)
    record = browsing.record(window.catalogue, RecordKind.PROGRAMME, programme.id)
    assert record["declared_participants"] == 171
    window.open_files([people])
    qtbot.waitUntil(lambda: (found := window.findChild(AttendanceDialog)) is not None and found.plan is not None)
    window.findChild(AttendanceDialog).close()
    others: list[int] = []
    take_lists(window.desk, None, [people], window, lambda: others.append(1))
    qtbot.waitUntil(lambda: others == [1])
    settled(qtbot, window)
