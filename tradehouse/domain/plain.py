"""Values as JSON says them, for scripts: codes and tokens, never labels; ISO dates, arrays for lists, null for empty."""

from datetime import date
from decimal import Decimal
from typing import Any

from tradehouse.domain.records import Channel, Record, Ref, TierPrice


def plain_number(value: Decimal) -> int | float:
    """Return a number that JSON can hold, whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def plain(value: Any) -> Any:
    """Return a value of a record as JSON."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Decimal():
            return plain_number(value)
        case date():
            return value.isoformat()
        case Ref():
            return value.code
        case TierPrice():
            return {
                "unit": value.unit,
                "factor": plain_number(value.factor),
                "min_qty": plain_number(value.min_qty),
                "price": plain_number(value.price),
                "currency": value.currency,
            }
        case Channel():
            return {"kind": value.kind, "url": value.url}
        case _:
            return [plain(item) for item in value]


def plain_record(record: Record, keys: list[str] | None = None) -> dict[str, Any]:
    """Return a record as JSON, with its uid first; keys chooses and orders the fields."""
    full = {"uid": record.uid, **record.values}
    return {key: plain(full.get(key)) for key in (keys or list(full))}
