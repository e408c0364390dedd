"""What a value must satisfy. The editor, the importer and the services ask the same question and say the same words."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tradehouse.domain.cartons import carton_of, check_carton
from tradehouse.domain.certificate_numbers import check_certificate
from tradehouse.domain.errors import Problem
from tradehouse.domain.fields import NUMERIC, Field, FieldKind, RecordKind, fields
from tradehouse.domain.language import N_, Message
from tradehouse.domain.scale import FIGURES, SMALL_FIGURE

_EARLIEST, _LATEST = date(1900, 1, 1), date(2200, 12, 31)


def _is_empty(value: Any) -> bool:
    return value is None or value in {"", ()}


def check_value(field: Field, value: Any) -> list[Problem]:
    """Return what is wrong with one value; empty values are only wrong where the field is required."""
    if _is_empty(value):
        if field.required:
            return [Problem(field.key, "required", Message(N_("{field} is needed."), {"field": Message(field.label)}))]
        return []
    if field.kind in NUMERIC:
        return _check_number(field, value)
    if field.kind is FieldKind.DATE and not _EARLIEST <= value <= _LATEST:
        return [_problem(field, "impossible_date", N_("{field}: {value} cannot be right. Check the year."), value)]
    if field.kind is FieldKind.CHOICE and value not in {c.token for c in field.choices}:
        return [_problem(field, "unknown_choice", N_('{field}: "{value}" is not one of the choices.'), value)]
    if isinstance(value, str) and len(value) > field.max_length:
        text = N_("{field} has {length} characters; at most {maximum} fit.")
        values = {"field": Message(field.label), "length": len(value), "maximum": field.max_length}
        return [Problem(field.key, "too_long", Message(text, values))]
    return []


def _check_number(field: Field, value: Any) -> list[Problem]:
    number = Decimal(value)
    if not number.is_finite():
        return [_problem(field, "not_a_number", N_('{field}: "{value}" is not a number.'), value)]
    if field.minimum is not None and number < field.minimum:
        return [
            Problem(
                field.key,
                "too_small",
                Message(
                    N_("{field}: {value} is too small; the least is {minimum}."),
                    {"field": Message(field.label), "value": str(value), "minimum": field.minimum},
                ),
            )
        ]
    if field.maximum is not None and number > field.maximum:
        return [
            Problem(
                field.key,
                "too_large",
                Message(
                    N_("{field}: {value} is too large; the most is {maximum}."),
                    {"field": Message(field.label), "value": str(value), "maximum": field.maximum},
                ),
            )
        ]
    return []


def _problem(field: Field, code: str, msgid: str, value: Any) -> Problem:
    return Problem(field.key, code, Message(msgid, {"field": Message(field.label), "value": str(value)}))


def check_record(kind: RecordKind, values: Mapping[str, Any]) -> list[Problem]:
    """Return every problem of a record that is to be saved, field by field and between fields."""
    found = [p for field in fields(kind).values() if field.stored for p in check_value(field, values.get(field.key))]
    return found + check_between(kind, values)


def _small_figures(values: Mapping[str, Any]) -> list[Problem]:
    """A year's sales, or a capital, that are less than a month's wage were mostly typed in thousands or millions."""
    text = N_("{field}: {amount} is very little. Was it meant in thousands or millions of rupiah?")
    return [
        Problem(
            key,
            "small_amount",
            Message(text, {"field": Message(fields(RecordKind.SUPPLIER)[key].label), "amount": f"Rp {values[key]}"}),
            "warning",
        )
        for key in sorted(FIGURES)
        if values.get(key) and 0 < values[key] < SMALL_FIGURE
    ]


def check_between(kind: RecordKind, values: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong between fields. These never block saving: they are warnings with the reason."""
    found: list[Problem] = []
    if kind is RecordKind.PRODUCT:
        found += check_carton(carton_of(values))
    if kind is RecordKind.CERTIFICATION:
        found += check_certificate(values)
    if kind is RecordKind.SUPPLIER:
        found += _small_figures(values)
    return found
