"""The first page: three ways to begin, and where everything will lie."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tradehouse.domain.language import LANGUAGES, _, current_language
from tradehouse.services.place_risks import describe_risk, place_risk
from tradehouse.ui.icons import app_icon
from tradehouse.ui.jobs import Job, Jobs
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.caution import Caution
from tradehouse.ui.kit.glyph import Glyph
from tradehouse.ui.kit.labels import ElidedLabel, label
from tradehouse.ui.kit.segmented import Segmented
from tradehouse.ui.kit.work_line import WorkLine
from tradehouse.ui.start.door import Door
from tradehouse.ui.theme import GAP, MARGIN, PANEL, SPACE

WIDEST = 880
EMBLEM = 56


class FirstStart(QWidget):
    """Shown instead of the tabs while the catalogue has never been written to.

    Signals:
        chosen(door): "sample", "import" or "empty".
        folder_wanted(): the person wants the data to live elsewhere.
        language_chosen(code): the page and the window should speak it.
    """

    chosen = Signal(str)
    folder_wanted = Signal()
    language_chosen = Signal(str)

    def __init__(self, folder: Path, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("first_start")
        self.setAccessibleName(_("Welcome to Tradehouse"))
        self.doors = (
            Door(
                "sample",
                _("Open the sample"),
                _("Products, suppliers, certificates and photos to look around in. It can be removed with one undo."),
            ),
            Door(
                "import",
                _("Import a workbook"),
                _("A supplier's list from Excel, LibreOffice or CSV, messy as it is. You see what will happen first."),
            ),
            Door("empty", _("Start empty"), _("An empty catalogue. Add products by hand, or import something later.")),
        )
        for door in self.doors:
            name = door.objectName().removeprefix("door_")
            door.clicked.connect(lambda _on=False, name=name: self.chosen.emit(name))
        column = QVBoxLayout()
        column.setSpacing(MARGIN)
        column.addStretch(2)
        column.addLayout(self._greeting())
        column.addSpacing(GAP)
        row = QHBoxLayout()
        row.setSpacing(MARGIN)
        for door in self.doors:
            row.addWidget(door, 1)
        column.addLayout(row)
        self._work = WorkLine(jobs)
        column.addWidget(self._work)
        column.addWidget(self._place(folder))
        risk = place_risk(folder)
        self.caution = Caution(str(describe_risk(risk)) if risk is not None else "")
        column.addWidget(self.caution)
        column.addStretch(3)
        inner = QWidget()
        inner.setMaximumWidth(WIDEST)
        inner.setLayout(column)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        outer.addStretch(1)
        outer.addWidget(inner, 100)
        outer.addStretch(1)
        self.setFocusProxy(self.doors[0])

    def wait_for(self, job: Job) -> None:
        """Show the work behind the chosen door until it ends; the doors are closed meanwhile."""
        self.set_open(open_=False)
        self._work.follow(job)

    def waiting(self) -> bool:
        """Say whether work behind a door goes on."""
        return self._work.busy()

    def set_open(self, *, open_: bool) -> None:
        """Open or close the doors."""
        for door in self.doors:
            door.setEnabled(open_)
        self._change.setEnabled(open_)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        here = next((n for n, door in enumerate(self.doors) if door.hasFocus()), None)
        if here is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.doors[here].click()
        elif here is not None and event.key() in steps:
            self.doors[(here + steps[Qt.Key(event.key())]) % len(self.doors)].setFocus()
        else:
            super().keyPressEvent(event)

    def _greeting(self) -> QHBoxLayout:
        emblem = QLabel()
        emblem.setPixmap(app_icon().pixmap(QSize(EMBLEM, EMBLEM), self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(SPACE)
        words.addWidget(label(_("Welcome to Tradehouse"), "title"))
        words.addWidget(label(_("The catalogue of your small producers, ready for showroom and export."), "muted"))
        self._languages = Segmented(_("Language"), [(code, name, "") for code, name in LANGUAGES.items()])
        self._languages.choose(current_language())
        self._languages.chosen.connect(self.language_chosen)
        row = QHBoxLayout()
        row.setSpacing(MARGIN)
        row.addWidget(emblem)
        row.addLayout(words, 1)
        row.addWidget(self._languages, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _place(self, folder: Path) -> QWidget:
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(PANEL)
        row.addWidget(Glyph("folder", "muted", 18))
        row.addWidget(label(_("Everything will lie in this folder:"), "muted"))
        self.folder = ElidedLabel(str(folder), where=Qt.TextElideMode.ElideMiddle)
        row.addWidget(self.folder, 1)
        self._change = push_button(_("Another folder…"), self.folder_wanted.emit, kind="flat")
        self._change.setObjectName("change_folder")
        row.addWidget(self._change)
        return place
