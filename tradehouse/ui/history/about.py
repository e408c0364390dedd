"""What this program is, and the report that IT asks for."""

import platform
from pathlib import Path

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from tradehouse.domain.files import write_file
from tradehouse.domain.language import _
from tradehouse.services.logbook import log_file, program_version, report_for_it
from tradehouse.ui.icons import app_icon
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.labels import label
from tradehouse.ui.opening import open_file
from tradehouse.ui.theme import MARGIN, SPACE, theme

LOGO = 64


class AboutDialog(DialogFrame):
    """Name, version, licence, and what it is made of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("About Tradehouse"), "about_dialog", QSize(460, 340), parent)
        picture = QLabel()
        picture.setPixmap(app_icon().pixmap(QSize(LOGO, LOGO), self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(SPACE)
        words.addWidget(label(_("Tradehouse"), "title"))
        words.addWidget(label(_("Version {version}").format(version=program_version()), "muted"))
        words.addWidget(
            label(_("The catalogue desk of a trading house for small producers: products, suppliers, certificates, "
                    "photos, and the workbooks that buyers receive."), wrap=True)
        )  # fmt: skip
        words.addSpacing(SPACE)
        words.addWidget(label(_("Free software under the MIT licence."), wrap=True))
        words.addWidget(
            label(
                _("Made with Qt {qt} (LGPL), Python {python}, SQLite, Pillow, calamine and XlsxWriter.").format(
                    qt=qVersion(), python=platform.python_version()
                ),
                "small",
                wrap=True,
            )
        )
        words.addWidget(
            label(_("It never uses the network. What is in the catalogue stays on this PC."), "small", wrap=True)
        )
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(MARGIN)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.body.addLayout(row, 1)
        self.add_button(_("Close"), self.accept, kind="primary", default=True, name="close")


class ItReport(DialogFrame):
    """Shows exactly what is sent: versions and the end of the log, nothing about anybody."""

    def __init__(self, sqlite: str = "", parent: QWidget | None = None) -> None:
        super().__init__(
            _("Report for IT"),
            "report_dialog",
            QSize(720, 520),
            parent,
            sentence=_("Versions and the last lines of the log. Names, numbers and addresses were taken out. Copy it "
                       "into an e-mail or save it as a file."),
        )  # fmt: skip
        self.text = QPlainTextEdit(report_for_it(qVersion(), sqlite))
        self.text.setObjectName("report")
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(theme().font("small", code=True))
        self.text.setAccessibleName(_("Report"))
        self.body.addWidget(self.text, 1)
        self._told = label("", "good")
        self.body.addWidget(self._told)
        self.add_button(
            _("Open the log's folder"), lambda: open_file(log_file().parent), kind="flat", end="left", name="open_log"
        )
        self.add_button(_("Save as…"), self._save, glyph="save", name="save")
        self.add_button(_("Copy"), self._copy, glyph="copy", name="copy")
        self.add_button(_("Close"), self.accept, kind="primary", default=True, name="close")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._told.setText(_("Copied."))

    def _save(self) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save the report"), str(Path.home() / "tradehouse-report.txt"), f"{_('Text files')} (*.txt)"
        )
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the report to a file."""
        try:
            write_file(path, self.text.toPlainText().encode("utf-8"))
        except OSError as error:
            words = _("The report could not be saved: {reason}. Choose another folder.")
            self.show_problem(words.format(reason=error.strerror or error))
            return
        self.show_problem("")
        self._told.setText(_("Saved as {path}").format(path=path))
