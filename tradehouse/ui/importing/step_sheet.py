"""Second page: which sheets are lists to import, and why the others are not."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tradehouse.domain.display import show_number
from tradehouse.domain.language import N_, _, ngettext
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.ui.importing.choices import Choices
from tradehouse.ui.importing.sheet_choice import SheetChoice
from tradehouse.ui.importing.step import Step
from tradehouse.ui.kit.badge import Badge, Status
from tradehouse.ui.kit.labels import ElidedLabel, label
from tradehouse.ui.theme import GAP, PANEL, SPACE

KIND_LABELS = {
    SheetKind.PRODUCTS: N_("Products"),
    SheetKind.SUPPLIERS: N_("Suppliers"),
    SheetKind.CERTIFICATIONS: N_("Certificates"),
    SheetKind.MIXED: N_("Suppliers with products"),
    SheetKind.NONE: N_("Not a list"),
}
_GLYPHS = {
    SheetKind.PRODUCTS: "box",
    SheetKind.SUPPLIERS: "store",
    SheetKind.CERTIFICATIONS: "certificate",
    SheetKind.MIXED: "store",
    SheetKind.NONE: "minus",
}


def kind_status(kind: SheetKind) -> Status:
    """Return the badge of what a sheet lists."""
    return Status(_GLYPHS[kind], _(KIND_LABELS[kind]), "neutral" if kind is SheetKind.NONE else "accent")


class SheetStep(Step):
    """One line a sheet, with a tick box. sheet_forced(SheetChoice) tells of one that was not recognised as a list."""

    sheet_forced = Signal(object)

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__("step_sheet", _("Which sheets? Those recognised as lists are ticked."), parent)
        self._choices = choices
        content = QWidget()
        self._lines = QVBoxLayout(content)
        self._lines.setContentsMargins(0, 0, PANEL, 0)
        self._lines.setSpacing(SPACE)
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        self.column.addWidget(area, 1)

    def enter(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        file = ""
        for choice in self._choices.sheets:
            if choice.view.file != file:
                file = choice.view.file
                self._lines.addWidget(label(file, "strong"))
            self._lines.addWidget(self._line(choice))
        self._lines.addStretch(1)
        self.changed.emit()

    def can_go_on(self) -> bool:
        return bool(self._choices.taken())

    def problem(self) -> str:
        return "" if self.can_go_on() else _("Tick at least one sheet.")

    def _line(self, choice: SheetChoice) -> QWidget:
        view = choice.view
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(GAP, SPACE, 0, SPACE)
        row.setSpacing(PANEL)
        box = QCheckBox(view.sheet.replace("&", "&&"))
        box.setObjectName(f"sheet.{view.sheet}")
        box.setChecked(choice.taken)
        box.setMinimumWidth(220)
        box.toggled.connect(lambda on: self._take(choice, on))
        row.addWidget(box)
        row.addWidget(Badge(kind_status(view.kind)))
        rows = ngettext("{n} row", "{n} rows", view.rows).format(n=show_number(view.rows))
        if view.hidden:
            row.addWidget(Badge(Status("eye", _("Hidden in the file"), "attention")))
        row.addWidget(label(rows, "body" if view.taken else "muted"))
        headings = ", ".join(column.heading for column in view.columns if column.heading)
        words = headings if view.taken or view.hidden else str(view.reason or "")
        about = ElidedLabel(words, "muted")
        about.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(about, 1)
        return line

    def _take(self, choice: SheetChoice, on: bool) -> None:
        choice.taken = on
        if on and choice.view.kind is SheetKind.NONE and choice.said.kind is None:
            # Somebody knows better: without another word it is a list of products.
            choice.choose_kind(SheetKind.PRODUCTS)
            self.sheet_forced.emit(choice)
        elif not on and choice.said.kind is not None and not choice.view.taken:
            choice.choose_kind(None)
        self.changed.emit()
