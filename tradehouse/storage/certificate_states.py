"""How a certificate stands today, as SQL over the row `r` of `certification`: the facets and the radar read the same.

`:today` is bound wherever these occur. Which types have no term, and how long before the end a renewal is due, is data
of the types, which the house may change: so each is a function, and types stand in it as literals.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from tradehouse.domain.certificates import RUNNING, USUAL_LEAD_DAYS, lead_days
from tradehouse.domain.certification_fields import WITHIN
from tradehouse.domain.reference_data import certification_types

ASKED_YEARLY: Final = "-1 year"
ISSUED_SQL: Final = "coalesce(nullif(r.stage, ''), 'issued') = 'issued'"


def _literals(tokens: Iterable[str]) -> str:
    return ", ".join("'" + token.replace("'", "''") + "'" for token in sorted(tokens))


_RUNNING: Final = _literals(RUNNING)
RUNNING_SQL: Final = f"a.stage IN ({_RUNNING})"
"""What chooses the applications `a` that are under way."""
# One text for both, because SQLite looks pairs up in a list without an index.
UNDER_WAY_SQL: Final = (
    "(r.supplier_id || ' ' || r.type) IN (SELECT a.supplier_id || ' ' || a.type FROM certification a "
    f"WHERE {RUNNING_SQL} AND a.trashed_at IS NULL)"
)


def validity_sql() -> str:
    """Return the SQL of the field `validity`."""
    lasting = [kind.code for kind in certification_types().values() if kind.no_expiry or kind.until_change]
    steps = "".join(f"WHEN r.holds_until <= date(:today, '+{days} days') THEN 'within_{days}' " for days in WITHIN)
    return (
        f"CASE WHEN r.stage IN ({_RUNNING}) THEN 'in_process' WHEN NOT {ISSUED_SQL} THEN 'closed' "
        f"WHEN r.no_expiry = 1 OR (r.holds_until IS NULL AND r.type IN ({_literals(lasting)})) THEN 'no_expiry' "
        "WHEN r.holds_until IS NULL THEN 'undated' WHEN r.holds_until < :today THEN 'expired' "
        f"{steps}ELSE 'valid' END"
    )


def _due_sql() -> str:
    """Return the SQL of the last day from which back a renewal is due today."""
    leads: dict[int, list[str]] = {}
    for code in certification_types():
        leads.setdefault(lead_days(code), []).append(code)
    lead = "".join(
        f"WHEN r.type IN ({_literals(codes)}) THEN date(:today, '+{days} days') "
        for days, codes in sorted(leads.items())
        if days != USUAL_LEAD_DAYS
    )
    usual = f"date(:today, '+{USUAL_LEAD_DAYS} days')"
    return f"CASE {lead}ELSE {usual} END" if lead else usual


def renewal_sql() -> str:
    """Return the SQL that chooses the certificates whose renewal is due."""
    return f"({ISSUED_SQL} AND r.holds_until <= {_due_sql()})"


def confirm_sql() -> str:
    """Return the SQL that chooses the certificates that are to be asked about: what is valid until the product changes,
    a year after it was issued, unless somebody helped this supplier with certificates within a year.
    """
    asked = [kind.code for kind in certification_types().values() if kind.until_change]
    return (
        f"({ISSUED_SQL} AND r.type IN ({_literals(asked)}) AND r.holds_until IS NULL "
        f"AND r.issued <= date(:today, '{ASKED_YEARLY}') AND r.supplier_id NOT IN (SELECT s.supplier_id "
        "FROM service s WHERE s.kind = 'certification' AND s.supplier_id IS NOT NULL AND s.trashed_at IS NULL "
        f"AND s.date > date(:today, '{ASKED_YEARLY}')))"
    )


def next_step_sql() -> str:
    """Return the SQL of the field `next_step`; NULL where there is nothing to do.

    A renewal is due when its lead time begins, and stays so after the end.
    """
    return (
        f"CASE WHEN {renewal_sql()} THEN CASE WHEN {UNDER_WAY_SQL} THEN 'renewing' ELSE 'renew' END "
        f"WHEN {confirm_sql()} THEN 'confirm' END"
    )


def province_sql() -> str:
    """Return the SQL of the field `province`: that of the supplier."""
    return "(SELECT p.province FROM supplier p WHERE p.id = r.supplier_id)"


STATES: Final[Mapping[str, Callable[[], str]]] = {
    "validity": validity_sql,
    "next_step": next_step_sql,
    "holds_until": lambda: "r.holds_until",
    "province": province_sql,
}
"""By the key of the field that it is."""
