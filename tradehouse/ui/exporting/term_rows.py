"""The delivery terms of a list: one, or up to three whose prices stand side by side."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tradehouse.domain.cost_steps import DeliveryTerm, Leg
from tradehouse.domain.language import _, current_language
from tradehouse.domain.reference import find_port
from tradehouse.domain.reference_data import ports
from tradehouse.services.exporting.options import MOST_TERMS
from tradehouse.ui.kit.buttons import push_button, tool_button
from tradehouse.ui.kit.search_combo import OptionModel, SearchCombo
from tradehouse.ui.reference_options import incoterm_options
from tradehouse.ui.theme import GAP, SPACE

_USUAL = ("FOB", "CIF", "EXW")


class TermRows(QWidget):
    """Each row is an Incoterm and its named place; the first is the one that is quoted. Emits changed()."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Delivery terms"))
        self._options = OptionModel(incoterm_options(), self)
        language = current_language()
        self._places = sorted({port.label(language) for port in ports().values()})
        self.rows: list[_TermRow] = []
        self.origin = ""
        """The place at home from which goods leave, for terms that end there."""
        self._column = QVBoxLayout()
        self._column.setSpacing(SPACE)
        self.add = push_button(_("Another term beside it"), self._add, kind="flat", glyph="plus")
        self.add.setObjectName("add_term")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        whole.addLayout(self._column)
        whole.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_terms(self, terms: Sequence[DeliveryTerm]) -> None:
        """Show these terms, at least one, without telling anybody."""
        while self.rows:
            self._drop(self.rows[-1])
        for term in terms[:MOST_TERMS] or (DeliveryTerm("FOB"),):
            self._append(term)

    def terms(self) -> tuple[DeliveryTerm, ...]:
        """Return the terms that are chosen."""
        return tuple(row.term() for row in self.rows if row.incoterm.chosen())

    def summary(self) -> str:
        """Return the quoted term in a few words: "FOB Tanjung Priok"."""
        return " / ".join(f"{term.incoterm} {term.place.partition(',')[0]}".strip() for term in self.terms())

    def _append(self, term: DeliveryTerm) -> None:
        row = _TermRow(len(self.rows) + 1, self._options, self._places)
        row.show_term(term)
        row.changed.connect(self.changed)
        row.removed.connect(lambda row=row: self._remove(row))
        self.rows.append(row)
        self._column.addWidget(row)
        self._number()

    def _add(self) -> None:
        known = [row.term() for row in self.rows]
        code = next((c for c in _USUAL if all(term.incoterm != c for term in known)), _USUAL[0])
        abroad = (term.place for term in known if Leg.FREIGHT in term.legs)
        freight = Leg.FREIGHT in DeliveryTerm(code).legs
        self._append(DeliveryTerm(code, next(abroad, "") if freight else self.origin))
        self.rows[-1].incoterm.setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()

    def _remove(self, row: "_TermRow") -> None:
        self._drop(row)
        self._number()
        self.rows[-1].incoterm.setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()

    def _drop(self, row: "_TermRow") -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _number(self) -> None:
        for n, row in enumerate(self.rows, start=1):
            row.number(n, alone=len(self.rows) == 1)
        self.add.setVisible(len(self.rows) < MOST_TERMS)


class _TermRow(QWidget):
    changed = Signal()
    removed = Signal()

    def __init__(self, n: int, options: OptionModel, places: Sequence[str]) -> None:
        super().__init__()
        self.incoterm = SearchCombo(_("Delivery term"), options)
        self.incoterm.picked.connect(lambda _code: self.changed.emit())
        self.place = QLineEdit(maxLength=120)
        self.place.setPlaceholderText(_("Port or place"))
        completer = QCompleter(list(places), self.place)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.place.setCompleter(completer)
        self.place.editingFinished.connect(self._on_place)
        self._before = ""
        self.remove = tool_button("close", _("Remove this term"), self.removed.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.incoterm, 5)
        row.addWidget(self.place, 4)
        row.addWidget(self.remove)
        self.number(n, alone=False)

    def number(self, n: int, *, alone: bool) -> None:
        """Take a place in the list, by which screen readers and scripts find it."""
        self.incoterm.setObjectName("field.incoterm" if n == 1 else f"field.incoterm_{n}")
        self.place.setObjectName("field.port" if n == 1 else f"field.port_{n}")
        self.incoterm.setAccessibleName(_("Delivery term {n}").format(n=n))
        self.place.setAccessibleName(_("Port or place of term {n}").format(n=n))
        self.remove.setVisible(not alone)

    def show_term(self, term: DeliveryTerm) -> None:
        """Show a term; a port's code is shown as its name."""
        port = find_port(term.place) if term.place else None
        self._before = port.label(current_language()) if port else term.place
        self.incoterm.choose(term.incoterm)
        self.place.setText(self._before)
        self.place.setCursorPosition(0)

    def term(self) -> DeliveryTerm:
        """Return the term that is shown."""
        return DeliveryTerm(self.incoterm.chosen(), self.place.text().strip())

    def _on_place(self) -> None:
        if self.place.text().strip() != self._before:
            self._before = self.place.text().strip()
            self.changed.emit()
