"""The page for a bug: what happened, that the program goes on, and a report to send."""

from PySide6.QtCore import QSize, Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from tradehouse.domain.language import _, ngettext
from tradehouse.services.logbook import log_file, report_for_it, without_personal_data
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.glyph import Glyph
from tradehouse.ui.kit.labels import label
from tradehouse.ui.theme import GAP, MARGIN, PANEL, theme

MOST = 20  # errors kept on one page


class CrashPage(QDialog):
    """Shows a traceback without personal data. It blocks nothing."""

    def __init__(self, trace: str, sqlite: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crash_page")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Something went wrong"))
        self.resize(QSize(680, 460))
        self._sqlite = sqlite
        self._traces = [trace]
        self._more = label("", "attention")
        self._more.hide()
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setFont(theme().font("small", code=True))
        self._text.setAccessibleName(_("Details"))
        self._copied = label("", "good")
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(PANEL)
        column.addLayout(self._head())
        column.addWidget(self._more)
        column.addWidget(self._text, 1)
        place = without_personal_data(str(log_file()))
        column.addWidget(label(_("The log is in {place}").format(place=place), "small", wrap=True))
        column.addLayout(self._buttons())
        self._fill()

    def add(self, trace: str) -> None:
        """Add an error that came while the page was open."""
        if len(self._traces) < MOST:
            self._traces.append(trace)
        self._fill()

    def report(self) -> str:
        """Return the text that the copy button copies."""
        details = without_personal_data("\n".join(self._traces))
        return f"{details}\n{report_for_it(qVersion(), self._sqlite)}"

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report())
        self._copied.setText(_("Copied."))

    def _fill(self) -> None:
        self._text.setPlainText(without_personal_data("\n".join(self._traces)))
        others = len(self._traces) - 1
        words = ngettext("{n} more error since.", "{n} more errors since.", others)
        self._more.setText(words.format(n=others))
        self._more.setVisible(others > 0)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(PANEL)
        row.addWidget(Glyph("warning", "attention", 32), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(GAP // 2)
        words.addWidget(label(_("Something went wrong in the program"), "heading"))
        words.addWidget(
            label(
                _(
                    "The last action was not carried out and nothing of it was kept. Everything before it is saved, "
                    "and you can go on working. Please send the report to IT, so that it gets repaired."
                ),
                wrap=True,
            )
        )
        row.addLayout(words, 1)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(push_button(_("Copy the report"), self.copy, glyph="copy"))
        row.addWidget(push_button(_("Open the log's folder"), self._open_folder, kind="flat"))
        row.addWidget(self._copied)
        row.addStretch(1)
        go_on = push_button(_("Go on working"), self.close, kind="primary")
        go_on.setDefault(True)
        go_on.setFocus()
        row.addWidget(go_on)
        return row

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_file().parent)))
