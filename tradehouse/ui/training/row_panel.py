"""The chosen row of a list of attendance: why it is taken for what it is, and the ways to decide otherwise."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradehouse.domain.fields import Field, FieldKind
from tradehouse.domain.language import N_, _
from tradehouse.domain.records import Ref
from tradehouse.services.training.plans import LineState, PlannedLine
from tradehouse.ui.browser.editors.lookups import Lookups
from tradehouse.ui.browser.editors.reference import ReferenceEditor
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.labels import label
from tradehouse.ui.theme import GAP
from tradehouse.ui.training.attendance_model import outcome_words

_SUPPLIER = Field("supplier", FieldKind.REFERENCE, N_("Supplier"), "", reference="supplier")
_OFFERED = 3
_WIDEST = 216  # pixels of words on a button


class RowPanel(QWidget):
    """What is known of one row.

    Signals:
        supplier_chosen(line, id): the row is this supplier; None: nobody who is known.
        same_chosen(line, same): the row is, or is not, the person that it is like.
    """

    supplier_chosen = Signal(object, object)
    same_chosen = Signal(object, bool)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lookups = Lookups(desk.catalogue, desk.jobs, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)

    def show_line(self, line: PlannedLine | None) -> None:
        """Show a row, or that none is chosen."""
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if line is None:
            self._say(_("Choose a row to see why it is taken for what it is."))
            return
        self._column.addWidget(
            label(line.who.person or line.who.firm or line.who.phone or _("Names nobody"), "strong", wrap=True)
        )
        for words in filter(None, (_why(line), outcome_words(line), *map(str, line.who.warnings))):
            self._say(words)
        if line.state is LineState.UNNAMED:
            self._say(_("This row is not taken: give it a name, a firm or a phone in the list and take it again."))
            return
        if line.twin is not None:
            self._offer_same(line)
        self._offer_suppliers(line)

    def _offer_same(self, line: PlannedLine) -> None:
        if line.same:
            self._button("two_people", _("They are two people"), lambda: self.same_chosen.emit(line, False))
        else:
            self._button("same_person", _("The same person: count once"), lambda: self.same_chosen.emit(line, True))

    def _offer_suppliers(self, line: PlannedLine) -> None:
        if line.supplier is not None:
            self._button("not_known", _("Not this supplier"), lambda: self.supplier_chosen.emit(line, None))
        elif line.match.options:
            for option in line.match.options[:_OFFERED]:
                words = "  ·  ".join(filter(None, (option.name, option.where)))
                choose = partial(self.supplier_chosen.emit, line, option.id)
                self._button(f"option_{option.id}", words, choose, glyph="check")
            if line.state is LineState.ASKED:
                self._button(
                    "not_known", _("None of these: keep the name"), lambda: self.supplier_chosen.emit(line, None)
                )
        editor = ReferenceEditor(_SUPPLIER, self._lookups.finder(_SUPPLIER), lambda ref: ref.name)
        editor.setObjectName("attendance_supplier")
        editor.setAccessibleName(_("Another supplier"))
        editor.setPlaceholderText(_("Another supplier: name, code or phone…"))
        editor.committed.connect(
            lambda value: self.supplier_chosen.emit(line, value.id) if isinstance(value, Ref) else None
        )
        self._column.addWidget(editor)

    def _say(self, words: str) -> None:
        self._column.addWidget(label(words, "small", wrap=True))

    def _button(self, name: str, words: str, do: Callable[[], object], glyph: str = "") -> None:
        button = push_button("", do, glyph=glyph)
        button.setText(button.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, _WIDEST))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setObjectName(name)
        self._column.addWidget(button)


def _why(line: PlannedLine) -> str:
    if line.state is LineState.UNNAMED:
        return ""
    if line.twin is not None:
        return _('Much like "{name}", who takes part already.').format(name=line.twin.name)
    if line.supplier is not None and line.match.sure and line.match.how is not None:
        return _("{supplier}, found {how}.").format(supplier=line.supplier.name, how=line.match.how)
    if line.supplier is not None:
        return _("{supplier}, as decided.").format(supplier=line.supplier.name)
    if line.match.options:
        return _("Not sure: {how}.").format(how=line.match.how)
    return _("Nobody like this is in the catalogue. The name is kept; a supplier can be made of it later.")
