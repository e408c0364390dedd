"""Counting certificates for the radar, and finding those that run out.

Every count is of what the facets of the browser say, see certificate_states. Indices hold all that is asked, and
nothing is sorted: 100,000 certificates are counted while somebody blinks.
"""

from array import array
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

from tradehouse.domain.certificates import lead_days
from tradehouse.domain.certification_fields import WITHIN
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import Query
from tradehouse.domain.radar import Radar, months_around
from tradehouse.domain.reference_data import certification_types
from tradehouse.storage.certificate_states import ISSUED_SQL, RUNNING_SQL, confirm_sql, renewal_sql, validity_sql
from tradehouse.storage.reader import Reader
from tradehouse.storage.selection import Selected, select

ENDED = "expired"
_ALL = "r.trashed_at IS NULL"


def count_certificates(connection: Reader, query: Query) -> Radar:
    """Return the radar over what a query of certifications selects."""
    chosen = select(RecordKind.CERTIFICATION, query)
    bound = dict(chosen.parameters)
    types: dict[str, Counter[str]] = defaultdict(Counter)
    due: Counter[str] = Counter()
    for code, token, renewal, count in connection.exec_driver_sql(_counted_sql(chosen), bound).all():
        types[code][token] += count
        if renewal:
            due[ENDED if token == ENDED else "ending"] += count
    where = f"FROM {chosen.source} WHERE {chosen.where} AND"
    under_way, ended = connection.exec_driver_sql(_under_way_sql(chosen), bound).one()
    asked = connection.exec_driver_sql(f"SELECT count(*) {where} {confirm_sql()}", bound).scalar_one()
    steps = {"renew": due.total() - under_way, "renewing": under_way, "confirm": asked}
    return Radar(
        date.fromisoformat(bound["today"]),
        sum(types.values(), Counter()),
        {step: count for step, count in steps.items() if count},
        types,
        _months(connection, chosen),
        due["ending"] - (under_way - ended),
    )


def _counted_sql(chosen: Selected) -> str:
    """Certificates are counted in the order of their index by what lies between two days at which anything changes;
    how they stand is then asked once for each such group.
    """
    days = sorted({-1, *WITHIN, *map(lead_days, certification_types())})
    if chosen.where == _ALL:
        return _ranges_sql(days)
    ends = [*(f"date(:today, '{days:+} days')" for days in days), f"'{date.max}'"]
    sums = "".join(f", coalesce(sum(r.holds_until <= {end}), 0) AS upto_{n}" for n, end in enumerate(ends))
    rows = [f"SELECT type, stage, no_expiry, NULL AS holds_until, total - upto_{len(days)} AS n FROM counted"]
    for n, end in enumerate(ends):
        rows.append(f"SELECT type, stage, no_expiry, {end}, upto_{n}{f' - upto_{n - 1}' if n else ''} FROM counted")
    return (
        f"WITH counted AS MATERIALIZED (SELECT r.type, r.stage, r.no_expiry, count(*) AS total{sums} "
        f"FROM {chosen.source} WHERE {chosen.where} GROUP BY r.type, r.stage, r.no_expiry), "
        f"r AS ({' UNION ALL '.join(rows)}) "
        f"SELECT r.type, {validity_sql()}, {renewal_sql()}, sum(r.n) FROM r WHERE r.n > 0 GROUP BY 1, 2, 3"
    )


def _ranges_sql(days: list[int]) -> str:
    """Of all certificates each range of days is one walk along the index, which is twice as quick."""
    ends = [*(f"date(:today, '{day:+} days')" for day in days), f"'{date.max}'"]
    ranges = ", ".join(f"({low}, {high})" for low, high in pairwise(["''", *ends]))
    same = "r.trashed_at IS NULL AND r.type = g.type AND r.stage IS g.stage AND r.no_expiry IS g.no_expiry"
    return (
        f"WITH g AS MATERIALIZED (SELECT DISTINCT r.type, r.stage, r.no_expiry FROM certification r WHERE {_ALL}), "
        f"ranges(low, high) AS (VALUES {ranges}), r AS MATERIALIZED ("
        "SELECT g.type, g.stage, g.no_expiry, NULL AS holds_until, (SELECT count(*) FROM certification r "
        f"WHERE {same} AND r.holds_until IS NULL) AS n FROM g UNION ALL "
        "SELECT g.type, g.stage, g.no_expiry, high, (SELECT count(*) FROM certification r "
        f"WHERE {same} AND r.holds_until > low AND r.holds_until <= high) FROM g, ranges) "
        f"SELECT r.type, {validity_sql()}, {renewal_sql()}, sum(r.n) FROM r WHERE r.n > 0 GROUP BY 1, 2, 3"
    )


def _under_way_sql(chosen: Selected) -> str:
    """Begins with the applications, of which there are few, and goes to their suppliers (hence the sign): how many certificates they renew, and how many of these
    have ended.
    """
    return (
        "SELECT count(*), coalesce(sum(r.holds_until < :today), 0) FROM (SELECT DISTINCT a.supplier_id, a.type "
        f"FROM certification a WHERE {RUNNING_SQL} AND a.trashed_at IS NULL) a CROSS JOIN {chosen.source} "
        f"WHERE r.supplier_id = a.supplier_id AND r.type = a.type AND {chosen.where} AND {renewal_sql()}"
    )


def _months(connection: Reader, chosen: Selected) -> dict[date, int]:
    """Days are counted in the order of their index; nothing needs sorting."""
    months = dict.fromkeys(months_around(date.fromisoformat(chosen.parameters["today"])), 0)
    first, last = min(months), max(months)
    sql = (
        f"SELECT r.holds_until, count(*) FROM {chosen.source} WHERE {chosen.where} AND {ISSUED_SQL} "
        "AND r.holds_until >= :first AND r.holds_until < :last || '~' GROUP BY r.holds_until"
    )
    bound = {**chosen.parameters, "first": first.isoformat(), "last": f"{last:%Y-%m}"}
    for day, count in connection.exec_driver_sql(sql, bound).all():
        months[date.fromisoformat(day).replace(day=1)] += count
    return months


def ending_by(connection: Reader, until: date) -> "array[int]":
    """Return the ids of issued certificates whose last day is this one or before, the first to end first."""
    sql = (
        "SELECT r.id FROM certification r WHERE r.trashed_at IS NULL "
        f"AND {ISSUED_SQL} AND r.holds_until <= ? ORDER BY r.holds_until, r.id"
    )
    return array("q", connection.exec_driver_sql(sql, (until.isoformat(),)).scalars())
