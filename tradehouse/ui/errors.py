"""What people see when something goes wrong: a sentence for a refusal, a page with a report for a bug.

Nothing here stops the program: a refusal changed nothing, and a bug was rolled back with its unit of work.
"""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from tradehouse.domain.errors import Cancelled, Conflict, InvalidData, UserError
from tradehouse.ui.kit.message import MessageBox
from tradehouse.ui.kit.notice import NoticeLine

if TYPE_CHECKING:
    from tradehouse.ui.crash_page import CrashPage

log = logging.getLogger(__name__)

_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def show_error(parent: QWidget | None, error: BaseException) -> None:
    """Tell the person about an error, without stopping what they do.

    A refusal goes to the notice line of the parent's window, with more to say to a message that blocks nothing else;
    a bug opens the crash page; cancelled work is what was asked for and says nothing.
    """
    if isinstance(error, Cancelled):
        return
    if not isinstance(error, UserError):
        log.error("unexpected error", exc_info=error)
        _Page.show(error)
        return
    log.info("refused: %s", error.code)
    details = _details(error)
    window = parent.window() if parent is not None else QApplication.activeWindow()
    notice = window.findChild(NoticeLine) if window is not None else None
    if notice is not None and notice.window().isVisible() and not details:
        notice.say(str(error), "danger")
        return
    MessageBox(str(error), details, window).open()


def _details(error: UserError) -> tuple[str, ...]:
    if isinstance(error, Conflict):
        return tuple(str(detail) for detail in error.details)
    if isinstance(error, InvalidData) and len(error.problems) > 1:
        return tuple(str(problem) for problem in error.problems)
    return ()


class _Page:
    """The one crash page: an error while it is open is added to it, and one while it is made is only logged."""

    page: "CrashPage | None" = None
    making = False
    sqlite = ""

    @classmethod
    def show(cls, error: BaseException) -> None:
        if cls.making or QApplication.instance() is None or QCoreApplication.closingDown():
            return
        text = "".join(traceback.format_exception(error))
        # Where the page itself fails this stays set: no second try, the log has it all.
        cls.making = True
        if cls.page is not None and isValid(cls.page):
            cls.page.add(text)
        else:
            from tradehouse.ui.crash_page import CrashPage

            cls.page = CrashPage(text, cls.sqlite, QApplication.activeWindow())
            cls.page.show()
        cls.making = False


class Hooks(QObject):
    """Catches what nobody caught, in every thread, and what Qt has to say; remove() takes the hooks out again."""

    _crashed = Signal(object)

    def __init__(self, sqlite: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        _Page.sqlite, _Page.making = sqlite, False
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        # Queued: from any thread to this one, and never into the middle of what has just failed.
        self._crashed.connect(self._show, Qt.ConnectionType.QueuedConnection)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        sys.unraisablehook = self._unraisable
        self._qt_before: Callable[..., object] | None = qInstallMessageHandler(_from_qt)

    def remove(self) -> None:
        """Leave everything as it was before."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        qInstallMessageHandler(self._qt_before)

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
        elif not isinstance(error, Cancelled):
            log.error("uncaught", exc_info=(kind, error, trace))
            self._report(error)

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not issubclass(args.exc_type, SystemExit):
            log.error("uncaught in a thread", exc_info=args.exc_value)
            self._report(args.exc_value)

    def _unraisable(self, args: "sys.UnraisableHookArgs") -> None:
        log.error("error in clean-up: %s", args.err_msg or "", exc_info=args.exc_value)

    def _show(self, error: BaseException) -> None:
        _Page.show(error)

    def _report(self, error: BaseException) -> None:
        if isValid(self):
            self._crashed.emit(error)


def _from_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    category = str(getattr(context, "category", "") or "default")
    logging.getLogger(f"tradehouse.qt.{category}").log(_QT_LEVELS.get(kind, logging.WARNING), "%s", message)
