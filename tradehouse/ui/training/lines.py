"""One line of a list in the detail panel: two rows of words, and buttons at its right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record
from tradehouse.ui.browser.field_dialog import FieldDialog
from tradehouse.ui.browser.record_lists import RecordLines
from tradehouse.ui.kit.flow import FlowLayout
from tradehouse.ui.kit.labels import ElidedLabel, label
from tradehouse.ui.theme import GAP


def line_of(title: str, about: str, *trailing: QWidget) -> QWidget:
    """Return a line: a title, what is to be said below it, and what stands at its right."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(ElidedLabel(title))
    if about:
        words.addWidget(label(about, "small", wrap=True))
    row.addLayout(words, 1)
    for widget in trailing:
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
    return line


class ChangeableLines(RecordLines):
    """A list about one record that a person adds to and takes from."""

    def ask_again(self) -> None:
        """Show the record as it is now."""
        if self._record is not None:
            self.show_record(self._record)

    def open_dialog(self, dialog: FieldDialog) -> None:
        """Open a dialog and show what it changed."""
        dialog.saved.connect(lambda _result: self.ask_again())
        dialog.open()

    def write(self, words: str, work: Callable[[], object]) -> None:
        """Change something off the window's thread and show it; words say what is being done."""

        def done(_result: object) -> None:
            self.ask_again()

        def run(_progress: Progress) -> object:
            return work()

        self._desk.jobs.run_write(words, run, done, owner=self)

    def add_ways(self, ways: Sequence[QWidget]) -> None:
        """Put buttons below the list; they do nothing while the catalogue is read only."""
        line = QWidget()
        row = FlowLayout(line, GAP)
        for button in ways:
            row.addWidget(button)
        self._column.addWidget(line)

    def _about(self, shown: Record) -> bool:
        """Whether an answer is still about the record that is shown."""
        return self._record is not None and self._record.id == shown.id
