"""Everything about one record, to read and to edit in place: photos, the form by sections, certificates, history."""

from collections.abc import Mapping

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from tradehouse.domain.fields import RecordKind, name_field
from tradehouse.domain.language import N_, _
from tradehouse.domain.readiness import Gap, Gate
from tradehouse.domain.records import Record
from tradehouse.services.readiness import Standing, standing
from tradehouse.ui import settings_store
from tradehouse.ui.browser.detail_head import DetailHead
from tradehouse.ui.browser.form import Form
from tradehouse.ui.browser.readiness_badges import ReadinessBadges
from tradehouse.ui.browser.record_lists import CertificateList, HistoryList, RecordLines
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.search import SearchBox
from tradehouse.ui.kit.section import FoldableSection
from tradehouse.ui.photos.strip import PhotoStrip
from tradehouse.ui.theme import GAP, PANEL

REQUIREMENTS = N_("Requirements")
PHOTOS, CERTIFICATES, GROWTH, TROUBLES, SERVICES, HISTORY = (
    N_("Photos"),
    N_("Certificates"),
    N_("Growth"),
    N_("Problems and surveys"),
    N_("Services given"),
    N_("History"),
)
SCANS, SELECTION = N_("Scans"), N_("Who goes")
SESSIONS, PARTICIPANTS, PROGRAMMES = N_("Sessions"), N_("Participants"), N_("Programmes")
PARTNERS, LINKED = N_("Partners"), N_("Carries")
OFFERS, ORDERS, LINES, ISSUED = N_("Offers"), N_("Orders"), N_("Articles offered"), N_("As it was issued")
RUNNING, FORM_SOON = 150, 60  # milliseconds between two records while a key is held, and from the last one to the form
LATE = 120  # milliseconds that a record stays until what needs another question is asked


class RecordPage(QWidget):
    """The detail panel's page for one record.

    Signals:
        record_asked(kind, id): a record named in it is to be shown on its own tab.
        field_asked(kind, id, key): a field of another record is to be edited there.
        export_asked(scope): the export dialog is to open with these choices.
        log_asked(id): a service given to this supplier is to be logged.
        said(text, tone): something to tell the person.
        ask_back_asked(): the supplier that is shown is to be asked for what is missing.
    """

    record_asked = Signal(str, int)
    field_asked = Signal(str, int, str)
    export_asked = Signal(object)
    said = Signal(str, str)
    ask_back_asked = Signal()
    log_asked = Signal(int)

    def __init__(self, desk: Desk, kind: RecordKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind = kind
        self._record: Record | None = None
        self.form = Form(desk, kind, self)
        self.form.record_asked.connect(self.record_asked)
        self._sections: dict[str, FoldableSection] = {}
        self.photos: PhotoStrip | None = None
        self._lists: dict[str, RecordLines] = {name: made(desk) for name, made in _lists_of(kind).items()}
        self._head = DetailHead(kind, self._section_names())
        self._head.section_asked.connect(self.show_section)
        self._head.ask_back_asked.connect(self.ask_back_asked)
        self._head.gap_asked.connect(self.close_gap)
        self._scroll = QScrollArea()
        self._build()
        # The rows of the form are made a few at a time, so that the window answers meanwhile.
        self._filling = QTimer(self, interval=0)
        self._filling.timeout.connect(self._on_filling)
        self._filling.start()
        self._since = QElapsedTimer()
        self._form_soon = QTimer(self, singleShot=True, interval=FORM_SOON)
        self._form_soon.timeout.connect(self._show_form)
        self._late = QTimer(self, singleShot=True, interval=LATE)
        self._late.timeout.connect(self._show_late)

    def show_record(self, record: Record | None) -> None:
        """Show a record, or with None only save what is being typed.

        Running down a list, or typing in the search box, shows a record for a moment only: then name and state follow
        at once, the form when that stops, and what needs another question last.
        """
        before, self._record = self._record, record
        other = before is None or record is None or before.id != record.id
        if other:
            self.form.commit()
        if record is None:
            return
        self._head.show_record(record)
        running = self._since.isValid() and self._since.elapsed() < RUNNING
        running = other and (running or isinstance(QApplication.focusWidget(), SearchBox))
        if other and self._head.readiness is not None:
            self._head.readiness.show_waiting()
        if other:
            self._since.start()
            self._scroll.verticalScrollBar().setValue(0)
            self._mark_section()
        if running:
            self._form_soon.start()
        else:
            self._show_form()
        self._late.start()

    def _show_form(self) -> None:
        self._form_soon.stop()
        if self._record is not None:
            self.form.show_record(self._record)

    def edit(self, key: str = "") -> None:
        """Put the cursor into a field, the name where no key is given."""
        self.form.fill_all()
        self._show_form()
        rows = self.form.rows
        row = rows.get(key) or rows.get(name_field(self._kind)) or next(iter(rows.values()))
        self._sections[row.field.section].set_folded(False)
        row.editor.widget().setFocus(Qt.FocusReason.TabFocusReason)
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(row.row, 0, 40))

    def open_viewer(self) -> None:
        """Show the photos of a product, or the scans of a certificate, on the whole screen."""
        viewed = self.photos or self._lists.get(SCANS)
        if viewed is not None:
            viewed.open_viewer()

    def show_section(self, name: str) -> None:
        """Scroll to a section and unfold it."""
        section = self._sections[name]
        section.set_folded(False)
        self.form.fill_all()

        def scroll() -> None:
            self._scroll.verticalScrollBar().setValue(section.y() - GAP)
            self._head.show_section(name)

        QTimer.singleShot(0, self, scroll)

    def close_gap(self, gap: Gap) -> None:
        """Open where something that the product lacks is filled in."""
        record = self._record
        if gap.kind is RecordKind.SUPPLIER and record is not None and record["supplier"] is not None:
            self.field_asked.emit(str(gap.kind), record["supplier"].id, gap.field)
        elif gap.kind is RecordKind.CERTIFICATION:
            self.show_section(REQUIREMENTS)
        elif gap.code == "no_consent" and self.photos is not None:
            self.photos.open_facts()
        elif gap.field == "photo_count":
            self.show_section(PHOTOS)
        else:
            self.edit(gap.field)

    def _section_names(self) -> dict[str, str]:
        names = [*self.form.sections]
        if self._kind is RecordKind.PRODUCT:
            names = [PHOTOS, *names]
        elif SCANS in self._lists:
            names = [SCANS, *names]
        return {name: _(name) for name in dict.fromkeys((*names, *self._lists))}

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(PANEL, PANEL, PANEL, PANEL)
        column.setSpacing(GAP)
        away = self._desk.settings.get(settings_store.folded(f"detail.{self._kind}"))
        if self._kind is RecordKind.PRODUCT:
            self.photos = PhotoStrip(self._desk.catalogue, self._desk.jobs)
            self.photos.said.connect(self.said)
        for name, words in self._section_names().items():
            section = FoldableSection(words, folded=name in away)
            section.folded_changed.connect(self._on_folded_changed)
            self._sections[name] = section
            if name in self.form.sections:
                body = QWidget()
                section.content.addWidget(body)
                self.form.fill_later(name, body)
            elif name == PHOTOS and self.photos is not None:
                section.content.addWidget(self.photos)
            else:
                section.content.addWidget(self._lists[name])
            column.addWidget(section)
        for shown in self._lists.values():
            shown.record_asked.connect(self.record_asked)
            shown.export_asked.connect(self.export_asked)
            shown.log_asked.connect(self.log_asked)
        column.addStretch(1)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._scroll.verticalScrollBar().valueChanged.connect(self._mark_section)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head)
        whole.addWidget(self._scroll, 1)

    def _on_filling(self) -> None:
        if not self.form.fill_next():
            self._filling.stop()

    def _show_late(self) -> None:
        # Running down a list shows a record for a moment only: what needs another question waits until it stays.
        record = self._record
        if record is None:
            return
        if self.photos is not None:
            self.photos.show_product(record.id)
        for shown in self._lists.values():
            shown.show_record(record)
        if self._head.readiness is not None:
            self._ask_standing(record, self._head.readiness)

    def _ask_standing(self, record: Record, badges: ReadinessBadges) -> None:
        catalogue = self._desk.catalogue

        def told(found: Mapping[Gate, Standing]) -> None:
            if self._record is not None and self._record.id == record.id:
                badges.show_standing(found)

        self._desk.jobs.run_read(f"readiness:{id(self)}", lambda _p: standing(catalogue, record.id), told, owner=self)

    def _mark_section(self) -> None:
        top = self._scroll.verticalScrollBar().value() + 2 * GAP
        here = min(self._sections, key=lambda name: self._sections[name].y())
        for name, section in self._sections.items():
            if section.y() <= top and section.y() >= self._sections[here].y():
                here = name
        self._head.show_section(here)

    def _on_folded_changed(self, _folded: bool) -> None:
        away = tuple(name for name, section in self._sections.items() if section.folded())
        self._desk.settings.put(settings_store.folded(f"detail.{self._kind}"), away)


def _lists_of(kind: RecordKind) -> Mapping[str, type[RecordLines]]:
    """Return the lists beside the form, by the section that each is in."""
    found: dict[str, type[RecordLines]] = {}
    if kind in (RecordKind.PRODUCT, RecordKind.SUPPLIER):
        found[CERTIFICATES] = CertificateList
    if kind is RecordKind.PRODUCT:
        from tradehouse.ui.requirements.of_product import ProductRequirements

        found = {REQUIREMENTS: ProductRequirements, **found}
    if kind is RecordKind.SUPPLIER:
        from tradehouse.ui.path.of_supplier import PathOfSupplier
        from tradehouse.ui.service_centre.of_supplier import TroublesOfSupplier
        from tradehouse.ui.service_log.of_supplier import ServicesOfSupplier
        from tradehouse.ui.training.of_supplier import ProgrammesOfSupplier

        found |= {GROWTH: PathOfSupplier, TROUBLES: TroublesOfSupplier, SERVICES: ServicesOfSupplier}
        found[PROGRAMMES] = ProgrammesOfSupplier
    elif kind is RecordKind.PROGRAMME:
        from tradehouse.ui.selection.of_programme import SelectionOfProgramme
        from tradehouse.ui.training.of_programme import ParticipantsOfProgramme, SessionsOfProgramme

        found |= {SESSIONS: SessionsOfProgramme, PARTICIPANTS: ParticipantsOfProgramme, SELECTION: SelectionOfProgramme}
    elif kind is RecordKind.CERTIFICATION:
        from tradehouse.ui.scans.section import ScanSection

        found[SCANS] = ScanSection
    elif kind is RecordKind.BUYER:
        from tradehouse.ui.offers.of_buyer import OffersOfBuyer

        found[OFFERS] = OffersOfBuyer
    elif kind is RecordKind.OFFER:
        from tradehouse.ui.offers.lines import OfferedArticles
        from tradehouse.ui.offers.orders import OrdersOnOffer
        from tradehouse.ui.offers.terms import IssuedTerms

        found |= {ORDERS: OrdersOnOffer, LINES: OfferedArticles, ISSUED: IssuedTerms}
    if kind in (RecordKind.SUPPLIER, RecordKind.PROGRAMME, RecordKind.PARTNER):
        from tradehouse.ui.training.partner_links import LinksOfRecord

        found[LINKED if kind is RecordKind.PARTNER else PARTNERS] = LinksOfRecord
    return {**found, HISTORY: HistoryList}
