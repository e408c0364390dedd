"""A stored value as the cell of a house file: readable for people, and read back as the very same value.

Labels are written where they mean the one entry again, codes where they do not. Numbers are numbers, dates dates,
codes text. Suppliers and products are written as their house codes, which are unique.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from tradehouse.domain.fields import Field, FieldKind
from tradehouse.domain.language import N_, translator
from tradehouse.domain.offering import CellValue
from tradehouse.domain.records import Channel, Ref, TierPrice
from tradehouse.domain.reference_data import kept_by_types
from tradehouse.domain.reference_lists import find_code, find_label

_REMEMBERED = 8192
PLAIN_KINDS = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.CODE, FieldKind.IDR, FieldKind.MONEY,
                         FieldKind.MEASURE, FieldKind.INTEGER, FieldKind.YEAR, FieldKind.DATE})  # fmt: skip
"""Kinds of fields whose value is its own cell, unless it is an empty text."""


@kept_by_types(_REMEMBERED)
def _label(list_name: str, code: str, language: str) -> str:
    """Return the label of a code, or the code where a reader of the label would take it for another."""
    label = find_label(list_name, code, language)
    return label if find_code(list_name, label) == code else code


def _number_text(value: Decimal) -> str:
    """Return a number inside a text. Three decimals would read as thousands, so they are written as four."""
    text = f"{value.normalize():f}"
    fraction = text.partition(".")[2]
    return f"{value:.4f}" if len(fraction) == 3 else text


def _tier(tier: TierPrice) -> str:
    parts = (tier.unit, _number_text(tier.factor), _number_text(tier.min_qty), _number_text(tier.price), tier.currency)
    return "|".join(parts)


def _channel(channel: Channel) -> str:
    return f"{channel.kind}: {channel.url}"


def stored_cell(field: Field, value: Any, language: str) -> CellValue:
    """Return the cell for a field's value; None for an empty one."""
    if value is None or value in {"", ()}:
        return None
    match field.kind:
        case FieldKind.CHOICE:
            return translator(language).gettext(field.choice_label(str(value)))
        case FieldKind.BOOLEAN:
            return translator(language).gettext(N_("Yes") if value else N_("No"))
        case FieldKind.REFERENCE:
            return value.code or value.name if isinstance(value, Ref) else _label(field.reference, str(value), language)
        case FieldKind.RECORDS:
            return "; ".join(ref.code or ref.name for ref in value)
        case FieldKind.TAGS:
            return "; ".join(value)
        case FieldKind.TIERS:
            return "; ".join(_tier(tier) for tier in value)
        case FieldKind.CHANNELS:
            return "; ".join(_channel(channel) for channel in value)
        case FieldKind.TEXT | FieldKind.LONG_TEXT | FieldKind.CODE:
            return str(value)
        case _:
            return value if isinstance(value, (int, Decimal, date)) else str(value)
