"""The right side of the window of types: what the type is called, where it comes from, how much it is used, its form."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradehouse.domain.language import _, current_language, ngettext
from tradehouse.services.certification_types import KnownType
from tradehouse.ui.certification_types.form import TypeForm
from tradehouse.ui.certification_types.model import origin_status
from tradehouse.ui.kit.badge import Badge, Status
from tradehouse.ui.kit.labels import ElidedLabel, hairline, label
from tradehouse.ui.theme import GAP, MARGIN, PANEL


class TypePane(QWidget):
    """The head follows the names in the form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.form = TypeForm()
        self.form.changed.connect(self._show_name)
        self._name = ElidedLabel("", "heading")
        self._badge = Badge(Status("home", ""))
        self._uses = label("", "muted")
        top = QHBoxLayout()
        top.setContentsMargins(MARGIN, PANEL, MARGIN, PANEL)
        top.setSpacing(GAP)
        top.addWidget(self._name, 1)
        top.addWidget(self._badge)
        top.addWidget(self._uses)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(top)
        page.addWidget(hairline())
        page.addWidget(self.form, 1)

    def show_type(self, known: KnownType) -> None:
        """Show a type to be edited."""
        self.form.show_type(known.kind)
        status = origin_status(known.origin)
        self._badge.setVisible(status is not None)
        if status is not None:
            self._badge.show_status(status)
        self.show_uses(known.certificates)
        self._show_name()

    def show_uses(self, n: int) -> None:
        """Tell how many certificates are of this type."""
        words = ngettext("{n} certificate", "{n} certificates", n).format(n=n)
        self._uses.setText(words if n else _("No certificates yet"))

    def _show_name(self) -> None:
        kind = self.form.edited()
        self._name.set_whole((kind.label(current_language()) if kind is not None else "") or _("New type"))
