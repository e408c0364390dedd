"""What makes up a certification type, to read and to edit: names, number, validity, who needs it, what it takes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tradehouse.domain.errors import Problem
from tradehouse.domain.house_types import (
    LONGEST_LEAD_DAYS,
    LONGEST_PATTERN,
    LONGEST_TERM_YEARS,
    check_type,
    suggested_code,
)
from tradehouse.domain.kept_types import asking_markets, home_categories, pattern_of, with_home_categories, with_markets
from tradehouse.domain.language import _, current_language
from tradehouse.domain.reference import CertificationType, categories, markets
from tradehouse.domain.reference_entries import ANY_CATEGORY, Document
from tradehouse.domain.requirements import HOME
from tradehouse.ui.certification_types.picks import Picks
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.editors import spin_box
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.kit.labels import label
from tradehouse.ui.kit.search_combo import Option, OptionGroup
from tradehouse.ui.theme import GAP, MARGIN, PANEL, theme

YEARS, PAPER = "years", ""
_TERMS = ("no_expiry", "until_change", "per_shipment")
_USUAL_YEARS = 5
_LONGEST = 120
_LINES = 6  # of documents that are seen at once


class TypeForm(QScrollArea):
    """Emits changed() with every change that a person makes."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("type_form")
        self.setAccessibleName(_("Certificate type"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: CertificationType | None = None
        self._filling = False
        self.lines = {
            key: QLineEdit(maxLength=longest)
            for key, longest in (
                ("label_id", _LONGEST), ("label_en", _LONGEST), ("issuer_id", _LONGEST), ("issuer_en", _LONGEST),
                ("aliases", 400), ("number_example", _LONGEST), ("number_pattern", LONGEST_PATTERN),
                ("shape_id", _LONGEST), ("shape_en", _LONGEST), ("source", 300),
            )
        }  # fmt: skip
        for key, line in self.lines.items():
            line.setObjectName(f"field.{key}")
            line.textEdited.connect(self._on_edited)
        self.lines["number_pattern"].setFont(theme().font(code=True))
        self.lines["number_example"].setFont(theme().font(code=True))
        self.term = QComboBox()
        self.term.setObjectName("field.validity")
        for key, words in (
            (YEARS, _("A number of years")),
            ("no_expiry", _("Without an end")),
            ("until_change", _("Until ingredients or process change")),
            ("per_shipment", _("For one shipment")),
            (PAPER, _("What the paper says")),
        ):
            self.term.addItem(words, key)
        self.term.activated.connect(self._on_edited)
        self.years = spin_box(1, LONGEST_TERM_YEARS, _USUAL_YEARS)
        self.years.setObjectName("field.validity_years")
        self.lead = spin_box(0, LONGEST_LEAD_DAYS, 0)
        self.lead.setObjectName("field.renewal_lead_days")
        for box in (self.years, self.lead):
            box.valueChanged.connect(self._on_edited)
        self.categories = Picks(_("Needed at home for"), _("Add a category…"), _category_options())
        self.categories.setObjectName("field.categories")
        self.markets = Picks(_("Markets that ask for it"), _("Add a market…"), _market_options())
        self.markets.setObjectName("field.markets")
        for picks in (self.categories, self.markets):
            picks.changed.connect(self._on_edited)
        self.documents = QPlainTextEdit()
        self.documents.setObjectName("field.documents")
        self.documents.setTabChangesFocus(True)
        self.documents.setFixedHeight(self.documents.fontMetrics().lineSpacing() * _LINES + 2 * GAP)
        self.documents.textChanged.connect(self._on_edited)
        self.rows: dict[str, FormRow] = {}
        self._build()

    # --- what is shown -----------------------------------------------------------------------------------------------

    def show_type(self, kind: CertificationType) -> None:
        """Show a type to be edited."""
        self._filling = True
        self._shown = kind
        for key, line in self.lines.items():
            line.setText(", ".join(kind.aliases) if key == "aliases" else str(getattr(kind, key)))
            line.setCursorPosition(0)
        term = YEARS if kind.validity_years else next((key for key in _TERMS if getattr(kind, key)), PAPER)
        self.term.setCurrentIndex(self.term.findData(term))
        self.years.setValue(kind.validity_years or _USUAL_YEARS)
        self.lead.setValue(kind.renewal_lead_days)
        self.categories.choose(home_categories(kind))
        self.markets.choose(asking_markets(kind))
        self.documents.setPlainText("\n".join(_document_line(document) for document in kind.documents))
        self._filling = False
        self.show_problems(())
        self._follow()
        self.verticalScrollBar().setValue(0)

    def edited(self) -> CertificationType | None:
        """Return the type as it stands in the form, None where none is shown."""
        kind = self._shown
        if kind is None:
            return None
        words = {key: " ".join(line.text().split()) for key, line in self.lines.items()}
        term = self.term.currentData()
        changed = replace(
            kind,
            label_id=words["label_id"],
            label_en=words["label_en"] or words["label_id"],
            issuer_id=words["issuer_id"],
            issuer_en=words["issuer_en"] or words["issuer_id"],
            aliases=tuple(dict.fromkeys(word.strip() for word in words["aliases"].split(",") if word.strip())),
            number_pattern=words["number_pattern"],
            number_form=kind.number_form if words["number_pattern"] == kind.number_pattern else "",
            number_example=words["number_example"],
            shape_id=words["shape_id"],
            shape_en=words["shape_en"] or words["shape_id"],
            source=words["source"],
            validity_years=self.years.value() if term == YEARS else None,
            no_expiry=term == "no_expiry",
            until_change=term == "until_change",
            per_shipment=term == "per_shipment",
            renewal_lead_days=self.lead.value(),
            documents=_documents(self.documents.toPlainText().splitlines(), kind.documents),
        )
        return with_markets(with_home_categories(changed, self.categories.chosen()), self.markets.chosen())

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Say below each row what is wrong with it, and bring the first one into view."""
        told: dict[str, str] = {}
        for problem in problems:
            told.setdefault(problem.field, str(problem))
        for key, row in self.rows.items():
            row.set_problem(told.get(key, ""))
        first = next((row for key, row in self.rows.items() if key in told), None)
        if first is not None:
            self.ensureWidgetVisible(first)

    def lock(self) -> None:
        """Let it be read, not changed."""
        for line in self.lines.values():
            line.setReadOnly(True)
        self.documents.setReadOnly(True)
        for widget in (self.term, self.years, self.lead, self.categories, self.markets, self.from_example):
            widget.setEnabled(False)

    # --- building ----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.from_example = push_button(_("From the example"), self._take_pattern)
        self.from_example.setObjectName("pattern_from_example")
        inside = QWidget()
        column = self._column = QVBoxLayout(inside)
        column.setContentsMargins(MARGIN, PANEL, MARGIN, PANEL)
        column.setSpacing(PANEL)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        line = self.lines
        self._pair(
            self._row("label_id", _("Name (Indonesian)"), line["label_id"], required=True),
            self._row("label_en", _("Name (English)"), line["label_en"]),
        )
        self._pair(
            self._row("issuer", _("Issued by"), line["issuer_id"]),
            self._row("issuer_en", _("Issued by (English)"), line["issuer_en"]),
        )
        hint = _("How lists call it, separated by commas; imports know it by these words, too")
        column.addWidget(self._row("aliases", _("Other names"), line["aliases"], hint=hint))
        self._part(_("Number"))
        example = QWidget()
        beside = QHBoxLayout(example)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(GAP)
        beside.addWidget(line["number_example"], 1)
        beside.addWidget(self.from_example)
        example.setFocusProxy(line["number_example"])
        hint = _("Without spaces and dots, in capitals; empty: any number")
        self._pair(
            self._row("number_example", _("Example"), example),
            self._row("number_pattern", _("Pattern"), line["number_pattern"], hint=hint),
        )
        self._pair(
            self._row("shape_id", _("In words (Indonesian)"), line["shape_id"]),
            self._row("shape_en", _("In words (English)"), line["shape_en"]),
        )
        self._part(_("How long it holds"))
        self._pair(
            self._row("validity_years", _("Holds for"), self.term),
            self._row("years", _("Years"), self.years),
            self._row("renewal_lead_days", _("Renew before the end"), self.lead, unit=_("days")),
        )
        self._part(_("Who needs it"))
        column.addWidget(self._row("required", _("Needed at home for"), self.categories))
        hint = _("A new one asks it of the categories above, of all products where there are none")
        column.addWidget(self._row("markets", _("Markets that ask for it"), self.markets, hint=hint))
        column.addWidget(self._row("source", _("Law or standard"), line["source"]))
        self._part(_("Documents of an application"))
        hint = _("One a line; its English name after a bar: Contoh label | Sample label")
        column.addWidget(self._row("documents", _("Checklist"), self.documents, hint=hint))
        self.setWidget(inside)

    def _row(self, key: str, name: str, editor: QWidget, *, unit: str = "", hint: str = "", required: bool = False) -> FormRow:  # fmt: skip
        row = self.rows[key] = FormRow(name, editor, unit=unit, hint=hint, required=required)
        return row

    def _part(self, title: str) -> None:
        self._column.addSpacing(GAP)
        self._column.addWidget(label(title, "strong"))

    def _pair(self, *rows: QWidget) -> None:
        line = QHBoxLayout()
        line.setSpacing(PANEL)
        for row in rows:
            line.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(line)

    # --- what a person does ------------------------------------------------------------------------------------------

    def _on_edited(self, *_args: object) -> None:
        if not self._filling:
            self._follow()
            self.changed.emit()

    def _take_pattern(self) -> None:
        self.lines["number_pattern"].setText(pattern_of(self.lines["number_example"].text()))
        self._on_edited()

    def _follow(self) -> None:
        """Show what follows from what stands in the form: years only where they count, whether the example fits."""
        self.rows["years"].setVisible(self.term.currentData() == YEARS)
        example, pattern = self.lines["number_example"].text().strip(), self.lines["number_pattern"].text().strip()
        self.from_example.setEnabled(bool(example) and not self.lines["number_example"].isReadOnly())
        both = bool(example and pattern)
        wrong = self._wrong_with_number(example, pattern) if both else ""
        row = self.rows["number_example"]
        row.set_hint(_("It has the form of the pattern.") if both and not wrong else "")
        row.set_problem(wrong, "warning")

    def _wrong_with_number(self, example: str, pattern: str) -> str:
        data = {"code": "x", "label_id": "x", "number_pattern": pattern, "number_example": example}
        return next((str(found) for found in check_type(data, {})), "")


def _document_line(document: Document) -> str:
    same = document.label_en == document.label_id
    return document.label_id if same else f"{document.label_id} | {document.label_en}"


def _documents(lines: Sequence[str], known: Sequence[Document]) -> tuple[Document, ...]:
    """Return the documents of some lines; one whose Indonesian name is known keeps its code, and its ticks with it."""
    codes = {document.label_id: document.code for document in known}
    found: dict[str, Document] = {}
    for line in lines:
        name, _bar, english = (" ".join(part.split()) for part in line.partition("|"))
        if name:
            code = codes.get(name) or suggested_code(name, {**found, **dict.fromkeys(codes.values())})
            found.setdefault(code, Document(code=code, label_id=name, label_en=english or name))
    return tuple(found.values())


def _category_options() -> tuple[OptionGroup, ...]:
    language = current_language()
    groups: dict[str, list[Option]] = {}
    for code, category in categories().items():
        own = Option(code, category.label(language), " ".join(category.aliases))
        groups.setdefault(category.parent or code, []).append(own)
    known: Mapping[str, str] = {code: category.label(language) for code, category in categories().items()}
    every = OptionGroup("", (Option(ANY_CATEGORY, _("All products")),))
    return (every, *(OptionGroup(known[parent], tuple(options)) for parent, options in groups.items()))


def _market_options() -> tuple[OptionGroup, ...]:
    language = current_language()
    options = (Option(code, market.label(language), " ".join(market.aliases)) for code, market in markets().items() if code != HOME)  # fmt: skip
    return (OptionGroup("", tuple(options)),)
