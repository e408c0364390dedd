"""Numbers and dates of certificates: what is odd is said with what is expected, and nothing is ever refused."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradehouse.domain.certificate_numbers import check_certificate, expires_by_number, normal_number
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.reference import certification_types
from tradehouse.domain.rules import check_between

DAY = date(2026, 11, 22)


def said(**values: Any) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in check_certificate(values, DAY)]


def text(language: str = "en", **values: Any) -> str:
    return " ".join(problem.message.text(language) for problem in check_certificate(values, DAY))


@pytest.mark.parametrize(
    ("kind", "typed", "normal"),
    [
        ("halal", "id 64110000024210121", "ID64110000024210121"),
        ("halal", "ID.6411.0000.0242.10121", "ID64110000024210121"),
        ("halal", "64110000024210121", "ID64110000024210121"),
        ("halal_mui", "LPPOM-00160233461223", "00160233461223"),
        ("halal_mui", "No. 10170006701114", "10170006701114"),
        ("pirt", "P-IRT No. 206647101163723", "2066471011637-23"),
        ("pirt", "2066471011637 – 23", "2066471011637-23"),
        ("bpom_md", "BPOM RI MD 867028042317", "MD 867028042317"),
        ("bpom_md", "271111000300341", "MD 271111000300341"),
        ("bpom_tr", "POM TR. 183 318 431", "TR183318431"),
        ("bpom_na", "na 18201234567", "NA18201234567"),
        ("merek", "idm 000595552", "IDM000595552"),
        ("iumk", "No.  510.4/046/IUMK -SLTN/2017", "510.4/046/IUMK -SLTN/2017"),
        ("oeko_tex", "SH025  123456", "SH025 123456"),
        ("pirt", "No. 202647302024", "202647302024"),
        ("a type of the house", " A  1 ", "A 1"),
    ],
)
def test_a_number_is_written_as_its_type_writes_it(kind: str, typed: str, normal: str) -> None:
    assert normal_number(kind, typed) == normal
    assert normal_number(kind, normal) == normal


@pytest.mark.parametrize("code", [code for code, kind in certification_types().items() if kind.number_pattern])
def test_a_wrong_number_says_what_is_expected(code: str) -> None:
    kind = certification_types()[code]
    assert kind.shape_id
    assert kind.shape_en
    for language, shape in (("id", kind.shape_id), ("en", kind.shape_en)):
        told = text(language, type=code, number="12/X")
        assert shape in told
        assert kind.number_example in told
        assert kind.label(language) in told
    assert said(type=code, number=kind.number_example, stage="submitted", issued=None) == []


@pytest.mark.parametrize(
    ("kind", "number", "code"),
    [
        ("pirt", "ID64110000024210121", "number_of_another_type"),
        ("halal", "2066471011637-23", "number_of_another_type"),
        ("halal", "10170006701114", "number_of_another_type"),
        ("pirt", "MD 867028042317", "number_of_another_type"),
        ("pirt", "0220001234567", "number_of_nib"),
        ("halal", "KH 00160233461223", "number_of_decree"),
        ("halal", "ID321100000360830622", "odd_number"),
        ("bpom_md", "MD 8670280423", "odd_number"),
    ],
)
def test_a_number_of_another_paper_is_recognised(kind: str, number: str, code: str) -> None:
    assert said(type=kind, number=number) == [("number", code)]


def test_another_type_is_called_by_its_name() -> None:
    told = check_certificate({"type": "halal", "number": "2066471011637-23"}, DAY)[0].message
    assert certification_types()["pirt"].label_id in told.text("id")
    assert certification_types()["pirt"].label_en in told.text("en")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"type": "pirt", "number": "2069971011637-23"}, [("number", "unknown_place")]),
        ({"type": "pirt", "number": "2066471011637-23", "expires": date(2024, 6, 4)}, [("expires", "year_of_number")]),
        ({"type": "pirt", "number": "2066471011637-23", "expires": date(2023, 6, 4)}, []),
        ({"type": "pirt", "number": "2066471011637-23", "issued": date(2012, 3, 26)}, [("issued", "year_of_number")]),
        ({"type": "pirt", "number": "2066471011637-23", "issued": date(2018, 6, 4)}, []),
        ({"type": "halal", "number": "ID64110000024210121", "issued": date(2021, 1, 5)}, []),
        ({"type": "halal", "number": "ID64110000024210121", "issued": date(2022, 1, 5)}, [("issued", "month_of_number")]),
        ({"type": "halal_mui", "number": "10200008331115", "issued": date(2017, 11, 19)}, []),  # a renewal keeps its number
        ({"type": "halal_mui", "number": "10200008331115", "issued": date(2014, 1, 1)}, [("issued", "month_of_number")]),
        ({"type": "merek", "number": "DID2019056537", "stage": "issued"}, [("stage", "number_of_application")]),
        ({"type": "merek", "number": "DID2019056537", "stage": "submitted"}, []),
        ({"type": "sni", "number": "SNI 8302:2016"}, []),
        ({"type": "sni", "number": "SNI 83o2"}, [("number", "odd_standard")]),
        ({"type": "iumk", "number": "510.4/427/IUMK/2020", "issued": date(2021, 9, 8)}, [("issued", "year_of_number")]),
        ({"type": "pirt", "issued": date(2026, 11, 23)}, [("issued", "issued_in_future")]),
        ({"type": "pirt", "issued": date(2026, 1, 1), "expires": date(2025, 1, 1)}, [("expires", "expires_before_issue")]),
        ({"type": "pirt", "issued": date(2021, 1, 1), "expires": date(2026, 1, 20)}, []),
        ({"type": "pirt", "issued": date(2021, 1, 1), "expires": date(2026, 3, 1)}, [("expires", "longer_than_term")]),
        ({"type": "nobody knows", "number": "1"}, []),
        ({}, []),
    ],
)  # fmt: skip
def test_digits_and_dates_that_are_at_odds_are_said(values: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert said(**values) == expected


def test_the_editor_hears_it_and_is_never_stopped() -> None:
    found = check_between(RecordKind.CERTIFICATION, {"type": "pirt", "number": "123"})
    assert [(problem.field, problem.severity) for problem in found] == [("number", "warning")]


def test_a_pirt_tells_its_last_year() -> None:
    assert expires_by_number("pirt", "2066471011637-23") == 2023
    assert expires_by_number("pirt", "206647101-23") is None
    assert expires_by_number("halal", "ID64110000024210121") is None


DAYS = st.none() | st.dates()


@given(kind=st.sampled_from([*certification_types(), ""]), number=st.text(max_size=150), issued=DAYS, expires=DAYS)
def test_nothing_typed_upsets_the_checks_or_loses_a_digit(
    kind: str, number: str, issued: date | None, expires: date | None
) -> None:
    values = {"type": kind, "number": number, "issued": issued, "expires": expires}
    for language in ("id", "en"):
        assert all(problem.message.text(language) for problem in check_certificate(values, DAY))
    assert [c for c in normal_number(kind, number) if c.isdigit()] == [c for c in number if c.isdigit()]


def test_dates_are_said_as_the_window_shows_them() -> None:
    values = {"type": "haccp", "issued": date(2023, 5, 29), "expires": date(2020, 1, 1)}
    told = check_certificate(values, DAY)[0].message
    assert "1 Jan 2020" in told.text("en")
    assert "29 Mei 2023" in told.text("id")
