"""The subjects of reports: suppliers, certificates, services, problems, steps up, mentoring."""

from typing import Final

from tradehouse.domain.fields import RecordKind
from tradehouse.storage.certificate_states import validity_sql
from tradehouse.storage.reports.counting import Subject
from tradehouse.storage.selection import FOLLOW_UP_SQL

HERO_FIELDS: Final = ("hero_initiator", "hero_empowerer", "hero_brand", "hero_aggregates")
_ALIVE: Final = "s.trashed_at IS NULL"
_MAKER: Final = {"kind": "s.kind", "province": "s.province", "regency": "s.regency"}


def quarter_sql(day: str) -> str:
    """Return the SQL of a day's quarter, as quarter_of says it."""
    return f"substr({day}, 1, 4) || '-Q' || ((CAST(substr({day}, 6, 2) AS INTEGER) + 2) / 3)"


def _capital(text: str) -> str:
    """Return the SQL of a text that people type in many ways: one capital letter at its beginning."""
    return f"upper(substr(trim({text}), 1, 1)) || lower(substr(trim({text}), 2))"


SECTOR: Final = _capital("s.sector")

SUPPLIERS: Final = Subject(
    RecordKind.SUPPLIER, "supplier s", "s.id", _ALIVE, day="s.created_at",
    dimensions={
        **_MAKER,
        "scale": "s.scale",
        "rule": "CASE WHEN s.sales_idr IS NOT NULL THEN 'sales' WHEN s.capital_idr IS NOT NULL THEN 'capital' "
                "WHEN s.scale IS NOT NULL THEN 'stated' END",
        "sector": SECTOR,
        "quarter": quarter_sql("s.created_at"),
        "stage": "s.digital_stage",
        "lkpp": "s.lkpp_status",
        "aggregation": "CASE WHEN s.aggregator = 1 THEN 'aggregator' WHEN s.aggregated_by IS NOT NULL THEN 'aggregated' END",
        "export": "CASE WHEN s.market_reach = 'export' OR s.export_countries <> '[]' THEN 'exports' END",
    },
)  # fmt: skip
"""Suppliers as they stand; their day is that on which they were entered."""

_CRITERIA: Final = " UNION ALL ".join(f"SELECT '{key}' AS criterion" for key in HERO_FIELDS)
_MET: Final = " ".join(f"WHEN '{key}' THEN s.{key}" for key in HERO_FIELDS)

HEROES: Final = Subject(
    RecordKind.SUPPLIER,
    f"supplier s JOIN ({_CRITERIA}) h ON CASE h.criterion {_MET} END = 1",
    "s.id", _ALIVE, dimensions={**_MAKER, "criterion": "h.criterion"},
)  # fmt: skip
"""One row for each criterion of a hero that a supplier meets."""

CHANNELS: Final = Subject(
    RecordKind.SUPPLIER, "supplier s JOIN json_each(s.channels) c", "s.id", f"{_ALIVE} AND s.channels <> '[]'",
    counted="count(DISTINCT s.id)", dimensions={**_MAKER, "channel": "json_extract(c.value, '$[0]')"},
)  # fmt: skip

SERVICES: Final = Subject(
    RecordKind.SERVICE, "service r LEFT JOIN supplier s ON s.id = r.supplier_id", "r.id", "r.trashed_at IS NULL",
    day="r.date",
    dimensions={
        **_MAKER,
        "service": "r.kind", "field": "r.consultant_field", "channel": "r.channel", "scheme": "r.scheme",
        "month": "substr(r.date, 1, 7)", "quarter": quarter_sql("r.date"), "follow_up": FOLLOW_UP_SQL,
    },
)  # fmt: skip

PROBLEMS: Final = Subject(
    RecordKind.SUPPLIER, "problem r JOIN supplier s ON s.id = r.supplier_id", "s.id", _ALIVE, day="r.opened",
    dimensions={
        **_MAKER,
        "problem": "r.kind", "field": "r.field", "severity": "r.severity", "sector": SECTOR,
        "state": "CASE WHEN r.solved IS NULL THEN 'open' ELSE 'solved' END",
    },
)  # fmt: skip

STEPS: Final = Subject(
    RecordKind.SUPPLIER, "step_up r JOIN supplier s ON s.id = r.supplier_id", "s.id", _ALIVE, day="r.date",
    dimensions={
        **_MAKER,
        "in": "r.kind", "quarter": quarter_sql("r.date"), "year": "substr(r.date, 1, 4)",
        "change": "r.kind || ':' || coalesce(r.came_from, '') || '>' || r.went_to",
    },
)  # fmt: skip

THEN_AND_NOW: Final = Subject(
    RecordKind.SUPPLIER, "supplier s", "s.id",
    f"{_ALIVE} AND s.scale IS NOT NULL AND s.id IN (SELECT supplier_id FROM growth_snapshot UNION SELECT supplier_id FROM step_up)",
    dimensions={
        **_MAKER,
        "change": "coalesce((SELECT u.came_from FROM step_up u WHERE u.supplier_id = s.id AND u.kind = 'scale' "
                  "ORDER BY u.date, u.id LIMIT 1), s.scale) || '>' || s.scale",
    },
)  # fmt: skip
"""Suppliers with a path: the scale that they began with, and that of today."""

CASES: Final = Subject(
    RecordKind.SUPPLIER, "mentoring_case r JOIN supplier s ON s.id = r.supplier_id", "s.id", _ALIVE,
    day="r.starts", programme="r.programme_id",
    dimensions={
        **_MAKER,
        "year": "substr(r.starts, 1, 4)", "quarter": quarter_sql("r.starts"),
        "state": "CASE WHEN r.outcome <> 'running' THEN r.outcome "
                 "WHEN date(r.starts, '+36 months') < :today THEN 'overdue' ELSE 'running' END",
    },
)  # fmt: skip


def _standing() -> str:
    """Return the SQL of how a certificate stands: as its validity, but for the days that are left."""
    soon = "'within_30', 'within_60', 'within_90'"
    return (
        f"(SELECT CASE WHEN v.token IN ({soon}) THEN 'soon' WHEN v.token = 'within_180' THEN 'valid' ELSE v.token END "
        f"FROM (SELECT {validity_sql()} AS token) v)"
    )


def certificates() -> Subject:
    """Return certificates as they stand today; which types have no term is the house's to change."""
    return Subject(
        RecordKind.CERTIFICATION,
        "certification r LEFT JOIN supplier s ON s.id = r.supplier_id",
        "r.id",
        "r.trashed_at IS NULL",
        day="r.issued",
        dimensions={**_MAKER, "type": "r.type", "validity": _standing(), "quarter": quarter_sql("r.issued")},
    )
