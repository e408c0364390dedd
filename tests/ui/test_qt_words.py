"""Qt's own words come from our translation files."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit
from pytestqt.qtbot import QtBot

from tradehouse.domain import language
from tradehouse.ui.qt_words import WORDS, QtWords, speak


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    words = qapp.findChild(QtWords)
    if words is not None:
        qapp.removeTranslator(words)
        words.setParent(None)
    QLocale.setDefault(QLocale.system())


def test_buttons_and_menus_of_editors_speak_our_language(
    app: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = {"Cancel": "Batal", "Paste": "Tempel", "Select all": "Pilih semua"}
    monkeypatch.setattr("tradehouse.ui.qt_words._", lambda msgid: ours.get(msgid, msgid))
    speak(app, "id")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.buttons()[0].text() == "Batal"
    editor = QLineEdit("x")
    qtbot.addWidget(editor)
    menu = editor.createStandardContextMenu()
    assert {"Tempel", "Pilih semua"} <= {a.text().partition("\t")[0] for a in menu.actions()}
    menu.deleteLater()


def test_months_and_numbers_follow_the_language(app: QApplication) -> None:
    speak(app, "id")
    assert language.current_language() == "id"
    assert QLocale().toString(1250000) == "1.250.000"
    assert QLocale().monthName(5) == "Mei"
    speak(app, "en")
    assert QLocale().monthName(5) == "May"


def test_words_that_we_do_not_know_stay_as_qt_wrote_them(app: QApplication) -> None:
    speak(app, "en")
    assert QCoreApplication.translate("QSomething", "A rare text of Qt") == "A rare text of Qt"


def test_no_word_keeps_a_mark_for_keys() -> None:
    assert not [word for word in (*WORDS, *WORDS.values()) if "&" in word]
