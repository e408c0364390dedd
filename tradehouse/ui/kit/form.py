"""A field in a form: its name over the editor, the unit beside it, the hint or what is wrong below."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from tradehouse.domain.language import _
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.fade import Fading
from tradehouse.ui.kit.labels import Face, label, set_face
from tradehouse.ui.theme import GAP, SPACE

SAVED_STAYS = 4000  # milliseconds
UNIT = 36  # pixels that a unit takes at least, so that editors end in one line


class FormRow(QWidget):
    """Name, editor, unit, hint; set_problem() puts the reason below and marks the editor."""

    def __init__(
        self,
        name: str,
        editor: QWidget,
        *,
        unit: str = "",
        hint: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._hint = hint
        self._severity = "error"
        self._way: QPushButton | None = None
        self._name = label((f"{name} *" if required else name).replace("&", "&&"), "muted")
        self._name.setBuddy(editor)
        self._name.setToolTip(name)
        # In a narrow panel the name gives way, never the editor.
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        editor.setAccessibleName(name if not unit else f"{name} ({unit})")
        self._saved = _Saved()
        self._below = label(hint, "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        top = QHBoxLayout()
        top.setSpacing(GAP)
        top.addWidget(self._name, 1)
        top.addWidget(self._saved)
        column.addLayout(top)
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(editor, 1)
        if unit:
            beside = label(unit, "muted")
            beside.setMinimumWidth(UNIT)
            line.addWidget(beside)
        column.addLayout(line)
        column.addWidget(self._below)
        self._column = column
        self.set_problem("")

    def set_problem(self, text: str, severity: str = "error") -> None:
        """Say what is wrong ("error") or doubtful ("warning") with the value; "" says that nothing is."""
        self._severity = severity
        face: Face = "error" if severity == "error" else "attention"
        set_face(self._below, face if text else "small")
        self._below.setText(text or self._hint)
        self._below.setVisible(bool(text or self._hint))
        self.editor.setAccessibleDescription(text or self._hint)
        wrong = bool(text) and severity == "error"
        if self.editor.property("wrong") != wrong:
            self.editor.setProperty("wrong", wrong)
            self.editor.style().unpolish(self.editor)
            self.editor.style().polish(self.editor)
        if wrong:
            self._saved.fading.hide()

    def set_hint(self, hint: str) -> None:
        """Change what stands below while nothing is wrong."""
        known = self.problem()
        self._hint = hint
        self.set_problem(known, self._severity)

    def set_way(self, words: str, follow: Callable[[], object] | None = None) -> None:
        """Offer a way below, to what the problem names; "" takes it away."""
        if self._way is not None:
            self._way.hide()
            self._way.deleteLater()
            self._way = None
        if words:
            self._way = push_button(words, follow)
            self._way.setProperty("kind", "link")
            self._column.addWidget(self._way, 0, Qt.AlignmentFlag.AlignLeft)

    def problem(self) -> str:
        """Return what is said to be wrong, or ""."""
        return self._below.text() if self._below.text() != self._hint else ""

    def name_label(self) -> QLabel:
        """Return the label with the name."""
        return self._name

    def show_saved(self, undo: Callable[[], object]) -> None:
        """Say for a moment that the value is kept, with a way back."""
        self._saved.undo = undo
        self._saved.fading.show_for(SAVED_STAYS)


class _Saved(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.undo: Callable[[], object] = lambda: None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(label(_("saved") + " ·", "good"))
        self.button = push_button(_("undo"), self._undo, kind="flat")
        self.button.setProperty("kind", "link")
        row.addWidget(self.button)
        # No taller than the name beside it, so that nothing jumps under the pointer when it comes and goes.
        self.setFixedHeight(self.fontMetrics().height())
        self.fading = Fading(self)
        self.hide()

    def _undo(self) -> None:
        self.fading.hide()
        self.undo()
