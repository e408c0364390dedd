"""Which certificates hold on a day, by the dates given and by the term of their type."""

from datetime import date
from typing import Any

import pytest

from tradehouse.domain.certificates import covers, holds_until, lead_days, paper_of, years_later
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.records import Record, Ref

DAY = date(2026, 11, 22)


def certificate(**values: Any) -> Record:
    return Record(RecordKind.CERTIFICATION, 1, "u", 1, {"type": "pirt", "stage": "issued", **values})


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
    assert paper_of(certificate(**values)).holds(DAY) is holds


def test_term_from_a_leap_day_ends_on_the_28th() -> None:
    assert holds_until(certificate(issued=date(2024, 2, 29))) == date(2029, 2, 28)
    assert years_later(date(9999, 1, 1), 5) == date(9999, 1, 1)  # no date lies behind it


def test_renewal_is_due_by_its_type_or_three_months_ahead() -> None:
    assert (lead_days("pirt"), lead_days("halal"), lead_days("a type of the house's own")) == (180, 90, 90)


def test_a_record_covers_what_its_paper_does() -> None:
    assert covers(certificate(), 7)
    assert covers(certificate(category="makanan"), 7, ("makanan-kue", "makanan"))
    assert not covers(certificate(category="makanan"), 7, ("minuman",))
    assert covers(certificate(products=(Ref(7, "MKN-0001", "Kue"),)), 7)
    assert not covers(certificate(products=(Ref(8, "MKN-0002", "Kue"),)), 7)
