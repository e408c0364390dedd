"""Editors that need more than the style sheet to look right."""

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QSpinBox, QWidget

from tradehouse.ui.theme import theme


class Calendar(QCalendarWidget):
    """A month to pick a day from, in the colours of the theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setGridVisible(False)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        theme().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        plain, sunday, head = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        plain.setForeground(theme().colour("text"))
        sunday.setForeground(theme().colour("danger"))
        head.setForeground(theme().colour("muted"))
        head.setBackground(theme().colour("surface"))
        self.setHeaderTextFormat(head)
        for day in Qt.DayOfWeek:
            self.setWeekdayTextFormat(day, sunday if day == Qt.DayOfWeek.Sunday else plain)


def date_box(day: QDate | None = None, parent: QWidget | None = None) -> QDateEdit:
    """Return an editor for a date, written as 12 Mar 2026, with a calendar."""
    box = QDateEdit(day or QDate.currentDate(), parent)
    box.setDisplayFormat("d MMM yyyy")
    box.setCalendarPopup(True)
    box.setCalendarWidget(Calendar(box))
    return box


def spin_box(low: int, high: int, value: int, parent: QWidget | None = None) -> QSpinBox:
    """Return an editor for a whole number between low and high."""
    box = QSpinBox(parent, minimum=low, maximum=high, value=value)
    # Style sheets pad the frame of a spin box, not the text in it.
    box.lineEdit().setTextMargins(9, 0, 0, 0)
    return box
