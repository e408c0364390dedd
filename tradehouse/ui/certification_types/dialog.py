"""The certification types of the house: found in a list at the left, edited at the right, kept when one goes on."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tradehouse.domain.changes import ChangeSet
from tradehouse.domain.errors import InvalidData, UserError
from tradehouse.domain.language import _, current_language
from tradehouse.domain.progress import Progress
from tradehouse.domain.reference import CertificationType
from tradehouse.services import certification_types as service
from tradehouse.services.certification_types import KnownType, Origin
from tradehouse.ui.certification_types.model import NAME, TypesModel
from tradehouse.ui.certification_types.pane import TypePane
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.buttons import push_button
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.empty import EmptyState, Offer
from tradehouse.ui.kit.plain_table import PlainTable
from tradehouse.ui.kit.search import SearchBox
from tradehouse.ui.theme import GAP, MARGIN, PANEL

LIST = 500
_NEW = CertificationType(code="", label_id="", label_en="", group="", issuer_id="", issuer_en="", validity_years=5)


class CertificationTypesDialog(DialogFrame):
    """code is the type to begin with. What was edited is kept with Keep, or by going on to another type or closing."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, code: str = "") -> None:
        sentence = _("What a certificate of each type looks like, how long it holds and who needs it. Lists that are imported, readiness and reminders follow.")  # fmt: skip
        super().__init__(_("Certificate types"), "certification_types", QSize(1180, 720), parent, sentence=sentence, margins=False)  # fmt: skip
        self._desk = desk
        self._code = code
        self._known: KnownType | None = None
        self._draft = False  # a new type, of which nothing is kept yet
        self._dirty = False
        self._then: Callable[[], object] | None = None
        self.search = SearchBox(_("Find a type: name, issuer"))
        self.search.searched.connect(lambda _text: self.refresh())
        self.model = TypesModel(self)
        self.table = PlainTable(_("Certificate types"))
        self.table.setObjectName("types")
        self.table.setModel(self.model)
        self.table.set_widths([200, 116, 76], NAME)
        self.table.chosen.connect(self._on_chosen)
        self.search.to_results.connect(self.table.setFocus)
        self._pane = TypePane()
        self.form = self._pane.form
        self.form.changed.connect(self._on_changed)
        self._nothing = EmptyState()
        self._stack = QStackedWidget()
        self._build()
        self.reset = self.add_button(_("As supplied"), self._reset, kind="flat", glyph="undo", end="left", name="reset")
        self.remove = self.add_button(_("Remove"), self._remove, kind="danger", end="left", name="remove")
        self.discard = self.add_button(_("Discard"), self._discard, kind="flat", name="discard")
        self.keep = self.add_button(_("Keep"), self.keep_type, kind="primary", name="keep")
        self.add_button(_("Close"), self.close, name="close")
        if desk.catalogue.read_only:
            self.form.lock()
        self._show_buttons()
        self.refresh()
        self.search.setFocus()

    # --- building ----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        writable = not self._desk.catalogue.read_only
        add = push_button(_("New type"), self.begin_new, glyph="plus")
        add.setObjectName("new_type")
        self._duplicate = push_button(_("Duplicate"), self._begin_copy, glyph="duplicate")
        self._duplicate.setObjectName("duplicate_type")
        add.setEnabled(writable)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(MARGIN, PANEL, PANEL, PANEL)
        column.setSpacing(GAP)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        below = QHBoxLayout()
        below.setSpacing(GAP)
        below.addWidget(add)
        below.addWidget(self._duplicate)
        below.addStretch(1)
        column.addLayout(below)
        self._nothing.show_state("empty", "certificate", _("Choose a type to see it"))
        self._stack.addWidget(self._pane)
        self._stack.addWidget(self._nothing)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(left)
        parts.addWidget(self._stack)
        parts.setSizes([LIST, self.width() - LIST])
        parts.setStretchFactor(1, 1)
        self.body.addWidget(parts, 1)

    # --- what is shown -----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the types again."""
        catalogue, words = self._desk.catalogue, self.search.text()
        self._desk.jobs.run_read(
            f"types:{id(self)}",
            lambda _p: service.list_types(catalogue, words),
            self._show,
            self._desk.fail,
            owner=self,
        )

    def _show(self, types: list[KnownType]) -> None:
        self.model.show(types)
        row = self.model.row_of(self._code)
        if row < 0 and not self._draft and not self._dirty and types:
            row = 0
        if row >= 0:
            self.table.choose(row)
        elif not self._draft and not self._dirty:
            found = _("No type has all these words") if self.search.text().strip() else _("Choose a type to see it")
            self._nothing.show_state("nothing_found", "search", found)
            self._known = None
            self._stack.setCurrentWidget(self._nothing)
            self._show_buttons()

    def _on_chosen(self, row: int) -> None:
        known = self.model.type_at(row)
        if known is None:
            return
        before = self._known if not self._draft else None
        if known.kind.code == self._code and (self._dirty or (before is not None and before.kind == known.kind)):
            self._known = known  # counted anew, perhaps while somebody types: what stands in the form stays
            self._pane.show_uses(known.certificates)
            self._show_buttons()
        elif self._dirty:
            self._go_on(partial(self._open, known))
        else:
            self._open(known)

    def _open(self, known: KnownType, *, draft: bool = False) -> None:
        self._known, self._code, self._draft, self._dirty = known, known.kind.code, draft, draft and bool(known.kind.label_id)  # fmt: skip
        self._stack.setCurrentWidget(self._pane)
        self._pane.show_type(known)
        self.show_problem("")
        self._show_buttons()

    def _show_buttons(self) -> None:
        known, writable = self._known, not self._desk.catalogue.read_only
        kept = known is not None and not self._draft and writable
        self.reset.setVisible(kept and known is not None and known.origin is Origin.CHANGED)
        self.remove.setVisible(kept and known is not None and known.origin is Origin.OWN)
        self._duplicate.setEnabled(kept)
        for button in (self.keep, self.discard):
            button.setVisible(writable)
            button.setEnabled(self._dirty or self._draft)

    def _on_changed(self) -> None:
        self._dirty = self._draft or (self._known is not None and self.form.edited() != self._known.kind)
        self.show_problem("")
        self._show_buttons()

    def take_news(self, change: ChangeSet) -> None:
        """Take in what was changed in the catalogue."""
        if not {"certification_type", "certification"}.isdisjoint(change.touched):
            self.refresh()

    # --- what a person does ------------------------------------------------------------------------------------------

    def begin_new(self) -> None:
        """Begin a type of the house's own."""
        self._go_on(partial(self._begin, _NEW))

    def _begin_copy(self) -> None:
        if self._known is not None:
            self._go_on(partial(self._begin, service.duplicate_of(self._known.kind)))

    def _begin(self, kind: CertificationType) -> None:
        self.table.setCurrentIndex(QModelIndex())
        self._open(KnownType(kind, Origin.OWN), draft=True)
        line = self.form.lines["label_id"]
        line.setFocus()
        line.selectAll()

    def keep_type(self) -> None:
        """Keep what stands in the form."""
        self._go_on(None)

    def _go_on(self, then: Callable[[], object] | None) -> None:
        """Keep what was edited, and go on with what comes then; where it cannot be kept, stay and say why."""
        kind = self.form.edited()
        if kind is None or not self._dirty:
            if then is not None:
                self._draft = False
                then()
            return
        catalogue = self._desk.catalogue
        self.keep.setEnabled(False)

        def work(_progress: Progress) -> CertificationType:
            return service.save_type(catalogue, kind)

        def done(saved: CertificationType) -> None:
            self._dirty = self._draft = False
            self._code = saved.code
            self._known = None
            words = _("{name} is kept.").format(name=saved.label(current_language()))
            self._desk.say(words, "good", (Offer(_("Undo"), self._desk.undo, "undo"),))
            if then is not None:
                then()
            self.refresh()

        self._desk.jobs.run_write(_("Keeping the certificate type"), work, done, self._refused, owner=self)

    def _refused(self, error: BaseException) -> None:
        self.table.setCurrentIndex(self.model.index(self.model.row_of(self._code), 0))
        self._show_buttons()
        if isinstance(error, InvalidData):
            self.form.show_problems(error.problems)
            self.show_problem(_("Not kept yet: {problem}").format(problem=str(error.problems[0])))
        elif isinstance(error, UserError):
            self.show_problem(str(error))
        else:
            self._desk.fail(error)

    def _discard(self) -> None:
        self._dirty = False
        if self._draft or self._known is None:
            self._draft, self._known, self._code = False, None, ""
            self.refresh()
        else:
            self._open(self._known)

    def _reset(self) -> None:
        self._drop(service.reset_type, _("{name} is as supplied again."))

    def _remove(self) -> None:
        self._drop(service.remove_type, _("{name} is removed."))

    def _drop(self, do: Callable[..., None], words: str) -> None:
        known, catalogue = self._known, self._desk.catalogue
        if known is None:
            return
        name = known.kind.label(current_language())

        def done(_none: None) -> None:
            self._dirty, self._known = False, None
            self._desk.say(words.format(name=name), "good", (Offer(_("Undo"), self._desk.undo, "undo"),))
            self.refresh()

        self._desk.jobs.run_write(
            _("Certificate types"), lambda _progress: do(catalogue, known.kind.code), done, self._refused, owner=self
        )

    # --- Qt ----------------------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Close, by whatever way; what was edited is kept first."""
        if self._dirty and not self._desk.catalogue.read_only:
            self._go_on(super().reject)
        else:
            super().reject()
