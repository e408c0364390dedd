"""How a certificate stands today, in the facets of the browser and in its record."""

from datetime import date, timedelta
from typing import Any

import pytest

from tradehouse.domain.certificates import paper_of, years_later
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import Query, parse_query
from tradehouse.services import browsing, editing
from tradehouse.services.catalogue import Catalogue

CERTIFICATION, SERVICE, SUPPLIER = RecordKind.CERTIFICATION, RecordKind.SERVICE, RecordKind.SUPPLIER
TODAY = date.today()


@pytest.fixture
def supplier(catalogue: Catalogue) -> int:
    """A supplier of Yogyakarta."""
    return editing.create(catalogue, SUPPLIER, {"name": "Dapur Sari", "province": "34"})


def add(catalogue: Catalogue, supplier: int, number: str, **values: Any) -> int:
    return editing.create(catalogue, CERTIFICATION, {"type": "pirt", "supplier": supplier, "number": number, **values})


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def years_ago(years: int) -> date:
    return years_later(TODAY, -years)


def read(catalogue: Catalogue, key: str) -> dict[str, Any]:
    ids = browsing.find_ids(catalogue, CERTIFICATION, Query(sort="number"))
    return {r["number"]: r[key] for r in browsing.records(catalogue, CERTIFICATION, ids)}


def test_a_certificate_tells_how_it_stands(catalogue: Catalogue, supplier: int) -> None:
    cases: dict[str, tuple[dict[str, Any], str]] = {
        "a": ({"expires": in_days(-1)}, "expired"),
        "b": ({"expires": TODAY}, "within_30"),
        "c": ({"expires": in_days(30)}, "within_30"),
        "d": ({"expires": in_days(31)}, "within_60"),
        "e": ({"expires": in_days(90)}, "within_90"),
        "f": ({"expires": in_days(180)}, "within_180"),
        "g": ({"expires": in_days(181)}, "valid"),
        "h": ({"no_expiry": True}, "no_expiry"),
        "i": ({"stage": "audit", "expires": in_days(-1)}, "in_process"),
        "j": ({"stage": "refused"}, "closed"),
        "k": ({}, "undated"),
        "l": ({"issued": years_ago(5) - timedelta(days=1)}, "expired"),
        "m": ({"issued": years_ago(4)}, "valid"),
        "n": ({"type": "halal"}, "no_expiry"),
        "o": ({"type": "iumk"}, "no_expiry"),
        "p": ({"type": "chse", "issued": years_ago(9)}, "undated"),
    }
    for number, (values, _validity) in cases.items():
        add(catalogue, supplier, number, **values)
    expected = {number: validity for number, (_values, validity) in cases.items()}
    assert read(catalogue, "validity") == expected
    counted = {v.token: v.count for v in browsing.facets(catalogue, CERTIFICATION, Query())["validity"]}
    assert counted == {token: list(expected.values()).count(token) for token in set(expected.values())}


def test_what_is_in_force_by_its_facet_is_in_force_for_gates(catalogue: Catalogue, supplier: int) -> None:
    for n, values in enumerate(
        (
            {"expires": in_days(-1)},
            {"expires": TODAY},
            {"type": "halal"},
            {"issued": years_ago(6)},
            {"stage": "planned"},
        )
    ):
        add(catalogue, supplier, str(n), **values)
    ids = browsing.find_ids(catalogue, CERTIFICATION, Query())
    in_force = ("valid", "within_30", "within_60", "within_90", "within_180", "no_expiry")
    for record in browsing.records(catalogue, CERTIFICATION, ids):
        assert paper_of(record).holds(TODAY) == (record["validity"] in in_force)


def test_the_next_step_follows_the_lead_time_of_the_type(catalogue: Catalogue, supplier: int) -> None:
    add(catalogue, supplier, "food permit, 180 days before", expires=in_days(180))
    add(catalogue, supplier, "food permit, earlier", expires=in_days(181))
    add(catalogue, supplier, "course, 90 days before", type="slhs", expires=in_days(90))
    add(catalogue, supplier, "course, earlier", type="slhs", expires=in_days(91))
    add(catalogue, supplier, "ended", type="haccp", expires=in_days(-400))
    add(catalogue, supplier, "ended, applied for anew", type="merek", expires=in_days(-400))
    add(catalogue, supplier, "the application", type="merek", stage="submitted")
    assert read(catalogue, "next_step") == {
        "food permit, 180 days before": "renew",
        "food permit, earlier": None,
        "course, 90 days before": "renew",
        "course, earlier": None,
        "ended": "renew",
        "ended, applied for anew": "renewing",
        "the application": None,
    }


def test_a_halal_certificate_is_asked_about_once_a_year(catalogue: Catalogue, supplier: int) -> None:
    add(catalogue, supplier, "young", type="halal", issued=in_days(-300))
    add(catalogue, supplier, "old", type="halal", issued=years_ago(2))
    assert read(catalogue, "next_step") == {"young": None, "old": "confirm"}
    editing.create(catalogue, SERVICE, {"supplier": supplier, "kind": "consultation", "date": TODAY})
    assert read(catalogue, "next_step")["old"] == "confirm"
    editing.create(catalogue, SERVICE, {"supplier": supplier, "kind": "certification", "date": TODAY})
    assert read(catalogue, "next_step")["old"] is None


def test_certificates_are_found_by_the_month_of_their_last_day_and_by_province(
    catalogue: Catalogue, supplier: int
) -> None:
    elsewhere = editing.create(catalogue, SUPPLIER, {"name": "Kopi Gayo", "province": "11"})
    add(catalogue, supplier, "a", expires=date(2031, 5, 1))
    add(catalogue, elsewhere, "b", issued=date(2026, 5, 31))
    add(catalogue, supplier, "c", expires=date(2031, 6, 1))

    def found(text: str, **ticks: str) -> list[str]:
        asked = parse_query(CERTIFICATION, text, {key: frozenset({token}) for key, token in ticks.items()})
        ids = browsing.find_ids(catalogue, CERTIFICATION, asked)
        return [str(r["number"]) for r in browsing.records(catalogue, CERTIFICATION, ids)]

    assert found("", holds_until="2031-05") == ["a", "b"]
    assert found("", holds_until="2031") == ["a", "b", "c"]
    assert found("", holds_until="2031-06-01") == ["c"]
    assert found("", holds_until="-") == []
    assert found("", province="34") == ["a", "c"]
    assert found("province:Aceh") == ["b"]
    assert {v.token: v.count for v in browsing.facets(catalogue, CERTIFICATION, Query())["province"]} == {
        "34": 2,
        "11": 1,
    }
    assert read(catalogue, "province") == {"a": "34", "b": "11", "c": "34"}
    assert read(catalogue, "holds_until")["b"] == date(2031, 5, 31)
