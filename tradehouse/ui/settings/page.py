"""A page of the settings: a form in a scrolled column no wider than one reads well."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tradehouse.ui.kit.labels import label
from tradehouse.ui.theme import GAP, MARGIN, PANEL

WIDEST = 560


class SettingsPage(QScrollArea):
    """column takes the rows; part() begins a part with a heading."""

    def __init__(self, name: str, title: str, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.title = title
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.content = QWidget()
        self.content.setMaximumWidth(WIDEST)
        self.column = QVBoxLayout(self.content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(PANEL)
        self.column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(label(title, "heading"))
        if sentence:
            self.column.addWidget(label(sentence, "muted", wrap=True))
        outer = QWidget()
        row = QHBoxLayout(outer)
        row.setContentsMargins(MARGIN + GAP, MARGIN, MARGIN, MARGIN)
        row.addWidget(self.content, 100)
        row.addStretch(1)
        self.setWidget(outer)

    def part(self, title: str) -> None:
        """Begin a part of the form."""
        self.column.addSpacing(GAP)
        self.column.addWidget(label(title, "strong"))

    def pair(self, *widgets: QWidget) -> None:
        """Put rows side by side, equally wide."""
        row = QHBoxLayout()
        row.setSpacing(PANEL)
        for widget in widgets:
            row.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)
