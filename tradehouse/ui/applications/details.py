"""One application in full at the side of the board: the next step, the documents, who, when, how much."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from tradehouse.domain.applications import COLUMNS, Application, document_label, documents_of
from tradehouse.domain.fields import Field, RecordKind, fields
from tradehouse.domain.language import _, current_language
from tradehouse.domain.records import Record
from tradehouse.domain.reference_lists import find_label
from tradehouse.services import applications, browsing
from tradehouse.services.requirements import today
from tradehouse.ui.applications.card_painting import documents_words, due_words
from tradehouse.ui.browser.cells import status_of
from tradehouse.ui.browser.editors.lookups import Lookups
from tradehouse.ui.browser.form import FieldRow
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.badge import Badge, Status
from tradehouse.ui.kit.buttons import push_button, tool_button
from tradehouse.ui.kit.flow import FlowLayout
from tradehouse.ui.kit.labels import ElidedLabel, label
from tradehouse.ui.kit.section import FoldableSection
from tradehouse.ui.theme import GAP, PANEL, SPACE

KEYS = fields(RecordKind.CERTIFICATION)
_FORM = ("consultant", "submitted", "due", "cost_idr", "products", "notes")
NEXT = {stage: COLUMNS[n + 1] for n, stage in enumerate(COLUMNS[:4])}
"""The stage that usually follows."""


class ApplicationDetails(QWidget):
    """Shows an application and edits it in place.

    Signals:
        moved(Application, stage): it is to go to another stage.
        record_asked(kind, id): the supplier or the certificate's record is to be shown on its own tab.
        closed(): the panel is to go.
    """

    moved = Signal(object, str)
    record_asked = Signal(str, int)
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("application_details")
        self.setProperty("pane", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self.application: Application | None = None
        self._supplier = ElidedLabel("", "heading")
        self._type = label("", wrap=True)
        self._badges = QWidget()
        self._badge_row = FlowLayout(self._badges, SPACE)
        self.next = push_button("", self._on_next, kind="primary")
        self.next.setObjectName("next_stage")
        self.others = push_button(_("Move to"), glyph="")
        self.others.setObjectName("other_stages")
        self.others.setMenu(QMenu(self.others))
        self.documents = FoldableSection(_("Documents"))
        self._no_documents = label(_("This type names no documents."), "muted", wrap=True)
        self._checks: dict[str, QCheckBox] = {}
        lookups = Lookups(desk.catalogue, desk.jobs, self)
        self.rows: dict[str, FieldRow] = {}
        for key in _FORM:
            self.rows[key] = FieldRow(KEYS[key], lookups, desk)
            self.rows[key].setParent(self)
        self._build()

    def show_application(self, application: Application) -> None:
        """Show one; what is being typed for another is saved."""
        if self.application is not None and self.application.id != application.id:
            self.commit()
        self.application = application
        self._supplier.set_whole(application.supplier_name or _("Not known"))
        self._type.setText(find_label("certification_type", application.type))
        self._show_badges(application)
        self._show_steps(application)
        self._show_documents(application)
        catalogue, wanted = self._desk.catalogue, application.id

        def told(found: Sequence[Record]) -> None:
            if found and self.application is not None and self.application.id == wanted:
                for row in self.rows.values():
                    row.show_record(found[0])

        self._desk.jobs.run_read(
            f"application:{id(self)}",
            lambda _p: browsing.records(catalogue, RecordKind.CERTIFICATION, [wanted]),
            told,
            owner=self,
        )

    def commit(self) -> None:
        """Save what is being typed at the moment."""
        for row in self.rows.values():
            if row.editor.is_dirty():
                row.editor.commit()

    # --- what it shows ---------------------------------------------------------------------------------------------

    def _show_badges(self, application: Application) -> None:
        while (item := self._badge_row.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        stage = status_of(RecordKind.CERTIFICATION, KEYS["stage"], application.stage)
        glyph, words, ink = due_words(application, today())
        tone = {"danger": "danger", "attention": "attention", "good": "good"}.get(ink, "neutral")
        shown = [*([stage] if stage else []), *([Status(glyph, words, tone)] if words else [])]  # type: ignore[arg-type]
        for status in shown:
            badge = Badge(status, self._badges)
            self._badge_row.addWidget(badge)
            badge.show()

    def _show_steps(self, application: Application) -> None:
        following = NEXT.get(application.stage, "")
        writable = not self._desk.catalogue.read_only
        self.next.setVisible(bool(following))
        self.next.setEnabled(writable)
        self.others.setEnabled(writable)
        if following:
            self.next.setText(
                _("Certificate issued…")
                if following == "issued"
                else _("On to: {stage}").format(stage=_stage(following))
            )
        menu = self.others.menu()
        menu.clear()
        for stage in (*COLUMNS, "withdrawn"):
            if stage not in (application.stage, following):
                action = QAction(_stage(stage), menu)
                action.setData(stage)
                action.triggered.connect(lambda _on=False, stage=stage: self._ask(stage))
                menu.addAction(action)

    def _show_documents(self, application: Application) -> None:
        asked = documents_of(application.type)
        language = current_language()
        titles = {document.code: document.label(language) for document in asked}
        # What came in and the type no longer asks for is still here.
        titles |= {code: document_label(code, language) for code in application.received if code not in titles}
        if list(titles) != list(self._checks):
            for box in self._checks.values():
                box.hide()
                box.deleteLater()
            self._checks = {code: self._make_check(code, words) for code, words in titles.items()}
        for code, box in self._checks.items():
            blocked = box.blockSignals(True)
            box.setChecked(code in application.received)
            box.blockSignals(blocked)
        self._no_documents.setVisible(not titles)
        words = documents_words(application)
        self.documents.set_title(
            f"{_('Documents')}  {application.documents_here}/{len(asked)}" if words else _("Documents")
        )

    def _make_check(self, code: str, words: str) -> QCheckBox:
        box = QCheckBox(words.replace("&", "&&"))
        box.setObjectName(f"document.{code}")
        box.setToolTip(words)
        box.setEnabled(not self._desk.catalogue.read_only)
        box.toggled.connect(lambda on, code=code: self._receive(code, here=on))
        self.documents.content.addWidget(box)
        return box

    # --- what a person does ----------------------------------------------------------------------------------------

    def _on_next(self) -> None:
        if self.application is not None:
            self._ask(NEXT[self.application.stage])

    def _ask(self, stage: str) -> None:
        if self.application is not None:
            self.commit()
            self.moved.emit(self.application, stage)

    def _receive(self, code: str, *, here: bool) -> None:
        if self.application is not None:
            catalogue, wanted = self._desk.catalogue, self.application.id
            self._desk.jobs.run_write(
                _("Documents"),
                lambda _p: applications.receive(catalogue, wanted, code, here=here),
                lambda _changed: None,
                owner=self,
            )

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE)
        top.addWidget(self._supplier, 1)
        to_supplier = tool_button("external-link", _("Show the supplier"), self._to_supplier)
        close = tool_button("close", _("Close"), self.closed.emit)
        close.setObjectName("close_details")
        top.addWidget(to_supplier)
        top.addWidget(close)
        steps = QHBoxLayout()
        steps.setSpacing(GAP)
        steps.addWidget(self.next, 1)
        steps.addWidget(self.others)
        form = QVBoxLayout()
        form.setSpacing(GAP)
        pair = QHBoxLayout()
        pair.setSpacing(PANEL)
        pair.addWidget(self.rows["submitted"].row)
        pair.addWidget(self.rows["due"].row)
        form.addWidget(self.rows["consultant"].row)
        form.addLayout(pair)
        for key in ("cost_idr", "products", "notes"):
            form.addWidget(self.rows[key].row)
        whole = push_button(_("Everything about it"), self._to_record, kind="flat", glyph="certificate")
        whole.setObjectName("to_record")
        self.documents.content.setSpacing(SPACE)
        self.documents.content.addWidget(self._no_documents)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(PANEL, PANEL, PANEL, PANEL)
        column.setSpacing(GAP)
        column.addLayout(top)
        column.addWidget(self._type)
        column.addWidget(self._badges)
        column.addLayout(steps)
        column.addWidget(self.documents)
        column.addLayout(form)
        column.addWidget(whole, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _to_supplier(self) -> None:
        if self.application is not None and self.application.supplier:
            self.record_asked.emit(str(RecordKind.SUPPLIER), self.application.supplier)

    def _to_record(self) -> None:
        if self.application is not None:
            self.record_asked.emit(str(RecordKind.CERTIFICATION), self.application.id)


def _stage(stage: str) -> str:
    field: Field = KEYS["stage"]
    return _(field.choice_label(stage))
