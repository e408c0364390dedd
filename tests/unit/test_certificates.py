"""Which certificates hold on a day, by the dates given and by the term of their type."""

from datetime import date
from typing import Any

import pytest

from tradehouse.domain.certificates import holds_on, holds_until
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.records import Record

DAY = date(2026, 11, 22)


def certificate(trashed: str | None = None, **values: Any) -> Record:
    return Record(RecordKind.CERTIFICATION, 1, "u", 1, {"type": "pirt", "stage": "issued", **values}, trashed)


@pytest.mark.parametrize(
    ("values", "holds"),
    [
        ({"expires": date(2026, 11, 22)}, True),  # its last day counts
        ({"expires": date(2026, 11, 21)}, False),
        ({"expires": date(2030, 1, 1), "stage": "submitted"}, False),
        ({"expires": date(2030, 1, 1), "stage": "withdrawn"}, False),
        ({"expires": date(2030, 1, 1), "stage": None}, True),
        ({"expires": date(2030, 1, 1), "issued": date(2026, 12, 1)}, False),  # not yet in force
        ({"issued": date(2022, 1, 10)}, True),  # P-IRT: five years
        ({"issued": date(2021, 11, 21)}, False),
        ({}, False),  # nothing shows that it holds
        ({"no_expiry": True}, True),
        ({"type": "halal"}, True),  # valid while ingredients and process stay
        ({"type": "halal", "expires": date(2025, 1, 1)}, False),
        ({"type": "sni_bina_umk"}, True),
        ({"type": "coa"}, False),
        ({"type": "a type of the house's own"}, False),
        ({"type": "a type of the house's own", "expires": date(2027, 1, 1)}, True),
    ],
)
def test_certificate_holds_only_where_that_can_be_shown(values: dict[str, Any], holds: bool) -> None:
    assert holds_on(certificate(**values), DAY) is holds


def test_trashed_certificate_does_not_hold() -> None:
    assert not holds_on(certificate(trashed="2026-01-01T00:00:00", no_expiry=True), DAY)


def test_term_from_a_leap_day_ends_on_the_28th() -> None:
    assert holds_until(certificate(issued=date(2024, 2, 29))) == date(2029, 2, 28)
