"""What people type becomes values, and values become text that reads back the same."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradehouse.domain.cells import Unreadable
from tradehouse.domain.display import show, show_number, type_in
from tradehouse.domain.entry import read_entry
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import set_language
from tradehouse.domain.records import Channel, TierPrice

PRODUCT, SUPPLIER = fields(RecordKind.PRODUCT), fields(RecordKind.SUPPLIER)


@pytest.mark.parametrize(
    ("key", "cell", "expected"),
    [
        ("price_idr", "Rp 1.250.000,-", Decimal(1250000)),
        ("price_idr", "12rb", Decimal(12000)),
        ("moq", "25", 25),
        ("moq", 25.0, 25),
        ("length_cm", "30,5", Decimal("30.5")),
        ("status", "Terbit", "published"),
        ("status", "draft", "draft"),
        ("category", "Kriya", "kriya"),
        ("origin_province", "DIY", "34"),
        ("unit", "buah", "pcs"),
        ("made_to_order", "ya", True),
        ("made_to_order", "Tidak", False),
        ("tags", "rotan; tas , rotan", ("rotan", "tas")),
        ("price_date", "12 Januari 2023", date(2023, 1, 12)),
        ("gtin", 8991234567895.0, "8991234567895"),
        ("name_id", "  Tas\u00a0rotan ", "Tas rotan"),
        ("tier_prices", "dus|12|1|180000", (TierPrice("dus", Decimal(12), Decimal(1), Decimal(180000)),)),
        ("tags", "", ()),
        ("moq", "-", None),
    ],
)  # fmt: skip
def test_typed_values_are_understood(key: str, cell: object, expected: object) -> None:
    assert read_entry(PRODUCT[key], cell).value == expected  # type: ignore[arg-type]


def test_channels_are_recognised_by_their_address() -> None:
    found = read_entry(SUPPLIER["channels"], "instagram.com/anyamjaya; https://tokopedia.com/anyam\nanyamjaya.id").value
    assert [c.kind for c in found] == ["social", "marketplace", "web"]


@pytest.mark.parametrize(
    ("key", "cell", "words"),
    [
        ("price_idr", "12rb-15rb", "not one price"),
        ("moq", "1,5", "whole number"),
        ("status", "entah", "not one of the choices"),
        ("category", "zzz", "not known"),
        ("made_to_order", "mungkin", "neither yes nor no"),
        ("tier_prices", "dus 12", "not a tier price"),
    ],
)
def test_what_cannot_be_understood_says_why(key: str, cell: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read_entry(PRODUCT[key], cell)


def test_a_wrong_check_digit_is_kept_with_a_warning() -> None:
    entry = read_entry(PRODUCT["gtin"], "8991234567890")
    assert entry.value == "8991234567890"
    assert entry.warning is not None


@given(st.decimals(0, 10**9, allow_nan=False, places=2), st.sampled_from(["id", "en"]))
def test_a_measure_reads_back_as_it_was_shown(number: Decimal, language: str) -> None:
    set_language(language)
    mark = "," if language == "id" else "."
    assert read_entry(PRODUCT["length_cm"], type_in(PRODUCT["length_cm"], number), decimal=mark).value == number  # type: ignore[arg-type]


@given(st.integers(1, 10**11), st.sampled_from(["id", "en"]))
def test_rupiah_read_back_as_they_were_shown(amount: int, language: str) -> None:
    set_language(language)
    mark = "," if language == "id" else "."
    typed = type_in(PRODUCT["price_idr"], Decimal(amount))
    assert read_entry(PRODUCT["price_idr"], typed, decimal=mark).value == amount  # type: ignore[arg-type]


@pytest.mark.parametrize(("typed", "days"), [("6 bulan", 180), ("1 tahun", 365), ("2 mgg", 14), ("90 hari", 90), ("45", 45), ("± 3 bln", 90), (30, 30)])  # fmt: skip
def test_time_is_counted_in_days(typed: str | int, days: int) -> None:
    assert read_entry(PRODUCT["shelf_life_days"], typed).value == days


def test_lists_and_dates_read_back_as_they_were_shown() -> None:
    tiers = (
        TierPrice("dus", Decimal(12), Decimal(1), Decimal(180000)),
        TierPrice("lusin", Decimal(12), Decimal(2), Decimal("9.5"), "USD"),
    )
    assert read_entry(PRODUCT["tier_prices"], type_in(PRODUCT["tier_prices"], tiers)).value == tiers
    channels = (Channel("social", "@anyam"), Channel("web", "anyam.id"))
    assert read_entry(SUPPLIER["channels"], type_in(SUPPLIER["channels"], channels)).value == channels
    day = date(2026, 3, 12)
    assert read_entry(PRODUCT["price_date"], type_in(PRODUCT["price_date"], day)).value == day


def test_values_are_shown_in_the_language_s_own_form() -> None:
    assert show(PRODUCT["price_idr"], Decimal(1250000), "id") == "Rp 1.250.000"
    assert show(PRODUCT["price_idr"], Decimal(1250000), "en") == "Rp 1,250,000"
    assert show(PRODUCT["price_date"], date(2026, 3, 12), "en") == "12 Mar 2026"
    assert show_number(Decimal("1250.50"), "id") == "1.250,5"
    assert show(PRODUCT["category"], "kriya", "en") == "Handicrafts"
    assert show(PRODUCT["moq"], None) == ""
