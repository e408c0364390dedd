"""A full export is read back as the same values: cell by cell, through the very reader of the importer."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tradehouse.domain.entry import read_entry
from tradehouse.domain.fields import FieldKind, RecordKind, fields
from tradehouse.domain.language import set_language
from tradehouse.domain.records import Channel, Ref, TierPrice
from tradehouse.domain.reference_lists import entries
from tradehouse.domain.stored_cells import stored_cell

LISTS = ["province", "regency", "category", "certification_type", "unit"]
TYPED: dict[FieldKind, list[Any]] = {
    FieldKind.TEXT: ["Tas rotan", "=1+1", "+62 811", "@home", "-5 °C", "1.250"],
    FieldKind.LONG_TEXT: ["Dua baris\nteks", "-mulai dengan garis"],
    FieldKind.INTEGER: [0, 7, 1250],
    FieldKind.MEASURE: [Decimal("0.5"), Decimal("30.125"), Decimal(1250)],
    FieldKind.IDR: [Decimal(1250000), Decimal(999)],
    FieldKind.MONEY: [Decimal("12.5"), Decimal("1.0625")],
    FieldKind.DATE: [date(2026, 11, 2)],
    FieldKind.YEAR: [1998],
    FieldKind.BOOLEAN: [True, False],
    FieldKind.TAGS: [("ekspor", "oleh-oleh"), ("satu",)],
    FieldKind.TIERS: [
        (TierPrice("dus", Decimal(12), Decimal(1), Decimal(180000)),),
        (
            TierPrice("pcs", Decimal("0.5"), Decimal(100), Decimal("9.125"), "USD"),
            TierPrice("lusin", Decimal(12), Decimal(10), Decimal("1250.5"), "EUR"),
        ),
    ],
    FieldKind.CHANNELS: [(Channel("marketplace", "https://tokopedia.com/anyam"), Channel("social", "@anyam"))],
}
TYPED_FIELDS = [(kind, f) for kind in RecordKind for f in fields(kind).values() if f.kind in TYPED]


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """The window's language and the document's may differ; both are tried."""
    set_language("en" if request.param == "id" else "id")
    return str(request.param)


@pytest.mark.parametrize(("kind", "field"), TYPED_FIELDS, ids=lambda value: getattr(value, "key", str(value)))
def test_typed_values_come_back(kind: RecordKind, field: Any, language: str) -> None:
    for value in TYPED[field.kind]:
        cell = stored_cell(field, value, language)
        read = float(cell) if isinstance(cell, Decimal) else cell
        assert read_entry(field, read).value == value


def test_choices_come_back(language: str) -> None:
    for kind in RecordKind:
        for field in fields(kind).values():
            if field.kind is FieldKind.CHOICE:
                for choice in field.choices:
                    assert read_entry(field, str(stored_cell(field, choice.token, language))).value == choice.token


@pytest.mark.parametrize("list_name", LISTS)
def test_every_code_of_reference_data_comes_back(list_name: str, language: str) -> None:
    field = next(f for kind in RecordKind for f in fields(kind).values() if f.reference == list_name)
    for code in entries(list_name):
        assert read_entry(field, str(stored_cell(field, code, language))).value == code


def test_empty_values_are_empty_cells() -> None:
    for kind in RecordKind:
        for field in fields(kind).values():
            assert stored_cell(field, None, "id") is None
            assert stored_cell(field, (), "id") is None
            assert stored_cell(field, "", "id") is None


def test_records_are_named_by_their_unique_codes() -> None:
    covers = fields(RecordKind.CERTIFICATION)["products"]
    refs = (Ref(1, "KRY-0001", "Tas"), Ref(2, "KRY-0002", "Tas"))
    assert stored_cell(covers, refs, "id") == "KRY-0001; KRY-0002"
