"""Services given, problems found, and where suppliers stand on the way to digital."""

from datetime import date

from tradehouse.domain.charts import ChartKind
from tradehouse.domain.display import show_month
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import N_
from tradehouse.domain.problems import PROBLEM_KINDS
from tradehouse.services.reports.axes import (
    REGENCIES,
    choice_axis,
    reference_axis,
    text_axis,
    time_axis,
    word_axis,
)
from tradehouse.services.reports.crosstab import Wanted, plain
from tradehouse.storage.reports.subjects import CHANNELS, HERO_FIELDS, HEROES, PROBLEMS, SERVICES, SUPPLIERS


def _month(token: str) -> str:
    return show_month(date.fromisoformat(f"{token}-01"))


_SERVICE = choice_axis(RecordKind.SERVICE, "kind", "service")
_FIELD = reference_axis("consultant_field", "field", N_("Consultant's field"))
_CHANNEL = choice_axis(RecordKind.SERVICE, "channel")
_SCHEME = choice_axis(RecordKind.SERVICE, "scheme")
_FOLLOW_UP = choice_axis(RecordKind.SERVICE, "follow_up")
_MONTH = time_axis("month", N_("Month"), _month)

services = plain(
    N_("Services given"),
    ((SERVICES, (_SERVICE, _FIELD, _CHANNEL, _SCHEME, _FOLLOW_UP, _MONTH)),),
    (
        Wanted(_MONTH, N_("Services given by month"), ChartKind.COLUMNS),
        Wanted(_FIELD, N_("Services given by the consultant's field")),
    ),
)

_STATE = word_axis("state", N_("State"), {"open": N_("Unsolved"), "solved": N_("Solved")}, ("open", "solved"))
_PROBLEM = word_axis("problem", N_("Kind of problem"), {choice.token: choice.label for choice in PROBLEM_KINDS})
_PROBLEM_SECTOR = text_axis("sector", N_("Sector"))

problems = plain(
    N_("Problems"),
    ((PROBLEMS, (_PROBLEM, _FIELD, _PROBLEM_SECTOR, REGENCIES)),),
    (Wanted(_PROBLEM, N_("Problems by kind")), Wanted(_PROBLEM_SECTOR, N_("Problems by sector"))),
    _STATE,
)

_STAGE = choice_axis(RecordKind.SUPPLIER, "digital_stage", "stage", every=True)
_HERO = word_axis(
    "criterion",
    N_("Criteria of a hero"),
    {key: fields(RecordKind.SUPPLIER)[key].label for key in HERO_FIELDS},
    HERO_FIELDS,
    overlaps=True,
)
_CHANNELS = word_axis(
    "channel",
    N_("Online channels"),
    {"marketplace": N_("Marketplace"), "social": N_("Social media"), "web": N_("Own website")},
    overlaps=True,
)
_LKPP = choice_axis(RecordKind.SUPPLIER, "lkpp_status", "lkpp", every=True)
_AGGREGATION = word_axis(
    "aggregation",
    N_("Aggregation"),
    {"aggregator": N_("Sells for others too"), "aggregated": N_("Sells through another firm")},
    ("aggregator", "aggregated"),
)
_EXPORT = word_axis("export", N_("Export"), {"exports": N_("Sells abroad")}, ("exports",))

digital = plain(
    N_("Digital stage"),
    (
        (SUPPLIERS, (_STAGE,)),
        (HEROES, (_HERO,)),
        (CHANNELS, (_CHANNELS,)),
        (SUPPLIERS, (_LKPP, _AGGREGATION, _EXPORT)),
    ),
    (Wanted(_STAGE, N_("Suppliers by digital stage")),),
)
