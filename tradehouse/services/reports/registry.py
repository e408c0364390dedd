"""The reports that there are: what each is called, what narrows it, where its data comes from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from tradehouse.domain.display import show_number
from tradehouse.domain.errors import NotFound
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import N_, _
from tradehouse.domain.progress import Progress
from tradehouse.domain.reference_lists import find_label
from tradehouse.domain.report_filters import Filters
from tradehouse.domain.reports import Report
from tradehouse.domain.text import fold
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.reports import (
    certificates,
    given,
    growth,
    mentoring,
    partners,
    readiness,
    suppliers,
    survey,
    training,
)
from tradehouse.services.reports.crosstab import Make
from tradehouse.services.reports.targets import Realised, with_targets
from tradehouse.storage.reader import Reader
from tradehouse.storage.reports import subjects
from tradehouse.storage.reports.counting import Subject, count
from tradehouse.storage.reports.survey import ANSWERS
from tradehouse.storage.reports.targets import programmes_named
from tradehouse.storage.reports.training import BEGAN

PLACE: Final = ("province", "regency", "kind")
PERIOD: Final = ("year", "quarter")


class Theme(StrEnum):
    """What a report is about."""

    SUPPLIERS = "suppliers"
    PRODUCTS = "products"
    PATH = "path"
    PROGRAMMES = "programmes"
    CENTRE = "centre"


THEMES: Final[Mapping[Theme, str]] = {
    Theme.SUPPLIERS: N_("Suppliers"),
    Theme.PRODUCTS: N_("Products and certificates"),
    Theme.PATH: N_("Moving up"),
    Theme.PROGRAMMES: N_("Programmes and partners"),
    Theme.CENTRE: N_("Service centre"),
}
"""Msgids of the themes, in their order."""


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A report. name and aliases are how the command line asks for it; filters are the names of those that it knows.

    source is a msgid: where its data comes from, for those who have none yet. reads are the tables that it depends on.
    days is the subject whose days give the years to choose from; realised is what a target is compared with.
    """

    name: str
    aliases: tuple[str, ...]
    title: str
    theme: Theme
    make: Make
    filters: tuple[str, ...]
    source: str
    reads: frozenset[str]
    days: Callable[[], Subject] | None = None
    realised: Realised | None = None
    long: bool = False


def _by_quarter(subject: Callable[[], Subject]) -> Realised:
    def realised(read: Reader, filters: Filters) -> Mapping[str, int]:
        return {key[0]: number for key, number in count(read, subject(), ("quarter",), filters).items()}

    return realised


_TRAINING = frozenset({"programme", "programme_session", "participation", "supplier"})
_PROGRAMME_DAYS = Subject(RecordKind.PROGRAMME, "programme p", "p.id", day=BEGAN)

REPORTS: Final[Mapping[str, ReportKind]] = {
    kind.name: kind
    for kind in (
        ReportKind(
            "scale", ("skala",), N_("Business scale"), Theme.SUPPLIERS, suppliers.scale, PLACE,
            N_("It counts your suppliers. Import a list of suppliers, with their sales or capital."),
            frozenset({"supplier"}),
        ),
        ReportKind(
            "region", ("wilayah",), N_("Regions"), Theme.SUPPLIERS, suppliers.region, PLACE,
            N_("It counts your suppliers by province and regency. Import a list of suppliers."),
            frozenset({"supplier"}),
        ),
        ReportKind(
            "sectors", ("sektor",), N_("Sectors"), Theme.SUPPLIERS, suppliers.sectors, PLACE,
            N_("It counts your suppliers by sector. Import a list of suppliers with their sectors."),
            frozenset({"supplier"}),
        ),
        ReportKind(
            "intake", ("pendataan",), N_("Intake of a region"), Theme.SUPPLIERS, suppliers.intake, (*PERIOD, *PLACE),
            N_("It counts cooperatives and UMKM as they were entered, by regency. Import a list of suppliers."),
            frozenset({"supplier"}), lambda: subjects.SUPPLIERS, _by_quarter(lambda: subjects.SUPPLIERS),
        ),
        ReportKind(
            "readiness", ("kesiapan",), N_("Readiness of products"), Theme.PRODUCTS, readiness.readiness, PLACE,
            N_("It checks your products for the showroom and for export. Import a list of products."),
            frozenset({"product", "supplier", "certification", "product_photo", "photo", "setting"}), long=True,
        ),
        ReportKind(
            "certificates", ("sertifikat",), N_("Certificates"), Theme.PRODUCTS, certificates.certificates, (*PERIOD, *PLACE),
            N_("It counts certificates by type and validity. Enter certificates, or import a list with them."),
            frozenset({"certification", "certification_type", "supplier"}), subjects.certificates, _by_quarter(subjects.certificates),
        ),
        ReportKind(
            "growth", ("naik-kelas", "naik kelas"), N_("Steps up (naik kelas)"), Theme.PATH, growth.growth, (*PERIOD, *PLACE),
            N_("It counts the steps up that figures show. Take down the figures of suppliers on their own pages."),
            frozenset({"step_up", "growth_snapshot", "supplier"}), lambda: subjects.STEPS, _by_quarter(lambda: subjects.STEPS),
        ),
        ReportKind(
            "cohorts", ("kohort", "angkatan"), N_("Cohorts of mentoring"), Theme.PATH, mentoring.cohorts,
            ("year", *PLACE, "programme"),
            N_("It follows suppliers through three years of mentoring. Begin mentoring on a supplier's own page."),
            frozenset({"mentoring_case", "growth_snapshot", "step_up", "supplier"}), lambda: subjects.CASES,
        ),
        ReportKind(
            "mentoring", ("pendampingan", "damping"), N_("Mentoring"), Theme.PATH, mentoring.mentoring,
            (*PERIOD, *PLACE, "programme"),
            N_("It counts those who are mentored. Begin mentoring on a supplier's own page."),
            frozenset({"mentoring_case", "growth_snapshot", "step_up", "participation", "supplier"}),
            lambda: subjects.CASES, _by_quarter(lambda: subjects.CASES),
        ),
        ReportKind(
            "digital", ("pahlawan-digital",), N_("Going digital"), Theme.PATH, given.digital, PLACE,
            N_("It counts digital stages, channels and criteria of heroes. Fill in the section Path of suppliers."),
            frozenset({"supplier"}),
        ),
        ReportKind(
            "training", ("pelatihan",), N_("Training"), Theme.PROGRAMMES, training.training,
            (*PERIOD, "province", "kind", "programme", "series"),
            N_("It counts participants of programmes. Enter a programme with the figures of a report, or its list of names."),
            _TRAINING, lambda: _PROGRAMME_DAYS, training.realised,
        ),
        ReportKind(
            "services", ("layanan",), N_("Services given"), Theme.PROGRAMMES, given.services, (*PERIOD, *PLACE),
            N_("It counts services given. Log one with Ctrl+L."),
            frozenset({"service", "supplier"}), lambda: subjects.SERVICES, _by_quarter(lambda: subjects.SERVICES),
        ),
        ReportKind(
            "partners", ("mitra",), N_("Partners"), Theme.PROGRAMMES, partners.partners, ("province",),
            N_("It counts partners and what they carry. Enter partners in the tab of suppliers."),
            frozenset({"partner", "partner_link", "programme", "supplier"}),
        ),
        ReportKind(
            "problems", ("masalah",), N_("Problems"), Theme.CENTRE, given.problems, (*PERIOD, *PLACE),
            N_("It maps the problems of suppliers by kind, sector and regency. Take them down with the services given."),
            frozenset({"problem", "supplier"}), lambda: subjects.PROBLEMS,
        ),
        ReportKind(
            "survey", ("survei", "pemetaan"), N_("Survey of affected firms"), Theme.CENTRE, survey.survey, (*PERIOD, *PLACE),
            N_("It compares the waves of a survey and names the hardest-hit sectors. Enter the answers of a survey."),
            frozenset({"survey_wave", "survey_answer", "supplier"}), lambda: ANSWERS,
        ),
    )
}  # fmt: skip


def report_named(name: str) -> ReportKind:
    """Return a report by its name or an alias. Raises NotFound with the names that there are."""
    wanted = fold(name)
    for kind in REPORTS.values():
        if wanted in {fold(known) for known in (kind.name, *kind.aliases)}:
            return kind
    raise NotFound(
        "unknown_report", N_('"{name}" is not a report. There are: {known}.'), name=name, known=", ".join(REPORTS)
    )


def make_report(
    catalogue: Catalogue, kind: ReportKind, filters: Filters | None = None, progress: Progress | None = None
) -> Report:
    """Return a report, narrowed by the filters that it knows. Raises Cancelled."""
    chosen = (filters or Filters()).only(kind.filters)
    found = kind.make(catalogue, chosen, progress or Progress())
    found = replace(found, name=kind.name, title=_(kind.title), filters=_said(catalogue, chosen))
    if kind.realised is None:
        return found
    return with_targets(catalogue, found, chosen, kind.realised, kind.days() if kind.days else None)


def _said(catalogue: Catalogue, filters: Filters) -> tuple[str, ...]:
    """Return what a report is narrowed to, in words."""
    said: list[tuple[str, str]] = []
    if filters.year:
        quarter = _("Q{quarter} {year}").format(quarter=filters.quarter, year=filters.year)
        said.append((_("Period"), quarter if filters.quarter else str(filters.year)))
    for name, label in (("province", _("Province")), ("regency", _("Regency"))):
        if value := getattr(filters, name):
            said.append((label, find_label(name, value)))
    if filters.kind:
        said.append((_("Kind"), _(fields(RecordKind.SUPPLIER)["kind"].choice_label(filters.kind))))
    if filters.programme:
        with catalogue.database.reading() as read:
            named = {row[0]: row[1] for row in programmes_named(read)}
        said.append((_("Programme"), named.get(filters.programme, show_number(filters.programme))))
    if filters.series:
        said.append((_("Series"), filters.series))
    return tuple(_("{filter}: {value}").format(filter=label, value=value) for label, value in said)
