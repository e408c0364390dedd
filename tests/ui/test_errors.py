"""A refusal is a sentence, a bug is a page, and the program goes on."""

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tradehouse.domain.errors import Cancelled, Conflict, UserError
from tradehouse.domain.language import Message
from tradehouse.ui.crash_page import CrashPage
from tradehouse.ui.errors import Hooks, show_error
from tradehouse.ui.kit.message import MessageBox
from tradehouse.ui.kit.notice import NoticeLine
from tradehouse.ui.theme import Theme


@pytest.fixture
def hooks(qtbot: QtBot, look: Theme) -> Iterator[Hooks]:
    before = (sys.excepthook, threading.excepthook)
    made = Hooks("3.40.1")
    yield made
    made.remove()
    assert (sys.excepthook, threading.excepthook) == before


@pytest.fixture
def window(qtbot: QtBot, look: Theme) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    column.addWidget(NoticeLine())
    made.show()
    return made


def pages() -> list[CrashPage]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, CrashPage) and w.isVisible()]


def close_pages() -> None:
    for page in pages():
        page.close()


def test_a_refusal_goes_to_the_notice_line_of_its_window(window: QWidget) -> None:
    show_error(window, UserError("locked", "{name} is open in another program.", name="a.xlsx"))
    assert window.findChild(NoticeLine).text() == "a.xlsx is open in another program."


def test_a_conflict_says_what_and_where_without_blocking(qtbot: QtBot, window: QWidget) -> None:
    error = Conflict("changed", "This cannot be undone.", [Message("KRY-0012: price"), Message("KRY-0013: name")])
    show_error(window, error)
    box = window.findChild(MessageBox)
    words = " ".join(child.text() for child in box.findChildren(QLabel))
    assert box.isVisible()
    assert box.accessibleDescription() == "This cannot be undone."
    assert "KRY-0012: price" in words
    assert "KRY-0013: name" in words
    box.accept()


def test_without_a_window_a_refusal_still_says_something(qtbot: QtBot, look: Theme) -> None:
    show_error(None, UserError("locked", "No."))
    boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, MessageBox)]
    assert [box.accessibleDescription() for box in boxes] == ["No."]
    boxes[0].close()


def test_cancelled_work_says_nothing(window: QWidget) -> None:
    show_error(window, Cancelled())
    assert window.findChild(NoticeLine).text() == ""


@pytest.mark.expects_log
def test_a_bug_opens_the_page_and_further_ones_are_added_to_it(qtbot: QtBot, hooks: Hooks) -> None:
    for text in ("first", "second"):
        sys.excepthook(ValueError, ValueError(text), None)
    qtbot.waitUntil(lambda: len(pages()) == 1)
    report = pages()[0].report()
    assert "ValueError: first" in report
    assert "SQLite 3.40.1" in report
    qtbot.waitUntil(lambda: "ValueError: second" in pages()[0].report())
    pages()[0].copy()
    assert "ValueError: first" in QApplication.clipboard().text()
    close_pages()


@pytest.mark.expects_log
def test_a_bug_in_a_thread_reaches_the_window_too(qtbot: QtBot, hooks: Hooks) -> None:
    def work() -> None:
        raise RuntimeError("in a thread")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(pages()) == 1)
    assert "RuntimeError: in a thread" in pages()[0].report()
    close_pages()


@pytest.mark.expects_log
def test_the_program_goes_on_after_a_bug_in_a_slot(qtbot: QtBot, hooks: Hooks) -> None:
    went_on: list[int] = []

    def boom() -> None:
        raise LookupError("in a slot")

    QTimer.singleShot(0, boom)
    QTimer.singleShot(0, lambda: went_on.append(1))
    qtbot.waitUntil(lambda: went_on == [1] and len(pages()) == 1)
    close_pages()


@pytest.mark.expects_log
def test_an_error_while_the_page_is_made_does_not_go_in_circles(
    qtbot: QtBot, hooks: Hooks, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    made: list[int] = []

    def broken(*_args: object) -> None:
        made.append(1)
        raise RuntimeError("the page itself")

    monkeypatch.setattr("tradehouse.ui.crash_page.CrashPage", broken)
    sys.excepthook(ValueError, ValueError("first"), None)
    for _round in range(20):
        QApplication.processEvents()
    assert len(made) == 1
    assert [r.getMessage() for r in caplog.records] == ["uncaught", "uncaught"]


@pytest.mark.expects_log
def test_what_qt_says_goes_to_the_log(qtbot: QtBot, hooks: Hooks, caplog: pytest.LogCaptureFixture) -> None:
    qWarning("QWidget::setLayout: said by Qt")
    said = [r for r in caplog.records if "said by Qt" in r.getMessage()]
    assert [(r.levelno, r.name.startswith("tradehouse.qt")) for r in said] == [(logging.WARNING, True)]
