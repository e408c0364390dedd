"""Certification types of the house's own: what a person may type, and that the whole process knows them at once."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradehouse.domain.certificates import Paper
from tradehouse.domain.errors import InvalidData
from tradehouse.domain.house_types import (
    certification_type_data,
    certification_type_from,
    check_type,
    suggested_code,
    use_house_types,
)
from tradehouse.domain.permits import read_named_permits, read_permits
from tradehouse.domain.reference import CertificationType, certification_types, find, find_certification_type
from tradehouse.domain.reference_data import shipped_certification_types
from tradehouse.domain.reference_lists import find_label, shipped_items
from tradehouse.domain.requirements import requirements_of

DAY = date(2026, 11, 22)
GARDEN: dict[str, Any] = {
    "code": "kebun",
    "label_id": "Sertifikat kebun",
    "issuer": "Dinas",
    "number_pattern": r"KB(\d{4})",
    "number_form": r"KB-\1",
    "number_example": "KB0001",
    "aliases": ["Kebun lestari"],
    "validity_years": 2,
    "renewal_lead_days": 30,
    "documents": [{"code": "map", "label_id": "Peta", "label_en": "Map"}],
    "required": [{"categories": ["agro"], "markets": ["eu"], "source": "Buyer", "from": "2026-01-01"}],
}


@pytest.fixture(autouse=True)
def shipped_again() -> Iterator[None]:
    yield
    use_house_types({})


@pytest.mark.parametrize("kind", shipped_certification_types().values(), ids=lambda kind: kind.code)
def test_every_type_goes_through_json_and_back(kind: CertificationType) -> None:
    assert certification_type_from(json.loads(json.dumps(certification_type_data(kind)))) == kind


def test_a_new_type_is_known_everywhere_at_once() -> None:
    assert find_certification_type("Kebun lestari") is None
    assert read_named_permits("Kebun lestari KB0001")[0] == ()
    assert requirements_of("agro-kopi", "", ["eu"], date(2026, 1, 1), [])
    before = [need.type for need in requirements_of("agro-kopi", "", ["eu"], DAY, [])]
    use_house_types({"kebun": certification_type_from(GARDEN)})
    assert certification_types().keys() == {*shipped_certification_types(), "kebun"}
    assert find_certification_type("Kebun lestari") is certification_types()["kebun"]
    assert find("certification_type", "Kebun lestari") is certification_types()["kebun"]
    assert find_label("certification_type", "kebun", "en") == "Sertifikat kebun"
    assert [p.number for p in read_named_permits("Kebun lestari KB 0001")[0]] == ["KB-0001"]
    assert [need.type for need in requirements_of("agro-kopi", "", ["eu"], DAY, [])] == [*before, "kebun"]
    assert "kebun" not in {item.code for item in shipped_items()}
    use_house_types({})
    assert find_certification_type("Kebun lestari") is None
    assert [need.type for need in requirements_of("agro-kopi", "", ["eu"], DAY, [])] == before


def test_a_shipped_type_may_be_changed() -> None:
    assert Paper(1, "pirt", issued=date(2020, 1, 1)).until() == date(2025, 1, 1)
    changed = {**certification_type_data(shipped_certification_types()["pirt"]), "validity_years": 3}
    use_house_types({"pirt": certification_type_from(changed)})
    assert Paper(1, "pirt", issued=date(2020, 1, 1)).until() == date(2023, 1, 1)
    assert list(certification_types()) == list(shipped_certification_types())
    assert read_permits("2066471011637-23", "pirt")[0].type == "pirt"


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"code": "Kebun"}, "code", "bad_code"),
        ({"code": "pirt"}, "code", "code_taken"),
        ({"label_id": " "}, "label_id", "no_label"),
        ({"label_id": "x" * 200}, "label_id", "long_label"),
        ({"validity_years": -2}, "validity_years", "bad_term"),
        ({"validity_years": 0}, "validity_years", "bad_term"),
        ({"validity_years": 1.5}, "validity_years", "bad_term"),
        ({"renewal_lead_days": -1}, "renewal_lead_days", "bad_lead"),
        ({"no_expiry": True}, "validity_years", "two_terms"),
        ({"number_pattern": "KB("}, "number_pattern", "bad_pattern"),
        ({"number_pattern": "K" * 300}, "number_pattern", "long_pattern"),
        ({"number_pattern": "(a+)+"}, "number_pattern", "slow_pattern"),
        ({"number_pattern": "(a|aa)*b"}, "number_pattern", "slow_pattern"),
        ({"number_pattern": "(a?){40}a{40}"}, "number_pattern", "slow_pattern"),
        ({"number_pattern": "a?" * 40}, "number_pattern", "slow_pattern"),
        ({"number_pattern": r"(\d)\1"}, "number_pattern", "slow_pattern"),
        ({"number_form": r"KB-\2"}, "number_form", "bad_form"),
        ({"number_example": "KB1"}, "number_example", "bad_example"),
        ({"documents": [{"code": "map", "label_id": ""}]}, "documents", "unnamed_document"),
        ({"required": [{"categories": ["toys"], "source": "Law"}]}, "required", "bad_rule"),
        ({"required": [{"categories": ["agro"], "markets": ["moon"], "source": "Law"}]}, "required", "bad_rule"),
        ({"required": [{"categories": ["agro"]}]}, "required", "no_source"),
        ({"required": [{"categories": ["agro"], "source": "Law", "from": "soon"}]}, "required", "bad_day"),
        ({"required": [{"categories": ["agro"], "source": "Law", "from": "2026-01-01", "to": "2025-01-01"}]}, "required", "days_swapped"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_field_by_field(change: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(InvalidData) as raised:
        certification_type_from({**GARDEN, **change}, certification_types())
    assert [(problem.field, problem.code) for problem in raised.value.problems] == [(field, code)]
    assert all(problem.message.text("en") for problem in raised.value.problems)


def test_a_suggested_code_is_free_and_fits() -> None:
    assert suggested_code("Sertifikat Kebun", certification_types()) == "sertifikat_kebun"
    assert suggested_code("PIRT", certification_types()) == "pirt_2"
    for label in ("日本", "1 A", "", "é" * 300):
        assert not list(check_type({**GARDEN, "code": suggested_code(label, {})}, {}))


@given(pattern=st.text(alphabet="a1[](){}?*+|\\d,.^$-:", max_size=24))
def test_no_pattern_that_is_taken_is_slow_or_upsets_anything(pattern: str) -> None:
    typed = {"code": "own", "label_id": "Own", "number_pattern": pattern}
    try:
        kind = certification_type_from(typed)
    except InvalidData:
        return
    for number in ("a" * 120, "1" * 119 + "!", ""):
        kind.accepts(number)  # ends, and soon
