"""How a value reads to people, in the language's own form: `Rp 1.250.000`, `12 Mar 2026`, never a raw token."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tradehouse.domain.fields import Field, FieldKind
from tradehouse.domain.language import N_, Message, current_language, translator
from tradehouse.domain.pricing import usual_rounding
from tradehouse.domain.records import Channel, Ref, TierPrice
from tradehouse.domain.reference_lists import find_label

_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip


def show_number(value: Decimal | float, language: str | None = None, places: int | None = None) -> str:
    """Return a number with the language's marks: 1.250,5 in Indonesian, 1,250.5 in English."""
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    text = f"{number:,.{places}f}" if places is not None else f"{number.normalize():,f}"
    if (language or current_language()) == "en":
        return text
    return text.translate(str.maketrans(",.", ".,"))


class Figure(Message):
    """A number within a sentence, with the marks of the language in which the sentence is said."""

    __slots__ = ()

    def __init__(self, value: Decimal | int, places: int | None = None) -> None:
        super().__init__("{figure}", {"figure": value, "places": places})

    def text(self, language: str | None = None) -> str:
        """Return the number."""
        return show_number(self.values["figure"], language, self.values["places"])  # type: ignore[arg-type]


class Day(Message):
    """A date within a sentence, with the month in the language in which the sentence is said."""

    __slots__ = ()

    def __init__(self, value: date) -> None:
        super().__init__("{day}", {"day": value})

    def text(self, language: str | None = None) -> str:
        """Return the date."""
        return show_date(self.values["day"], language)  # type: ignore[arg-type]


def show_money(amount: Decimal | None, currency: str, language: str | None = None) -> str:
    """Return an amount with as many places as its currency has, a dash for none."""
    if amount is None:
        return "–"
    exponent = usual_rounding(currency).step.as_tuple().exponent
    return show_number(amount, language, max(0, -int(exponent)))


def show_date(value: date, language: str | None = None) -> str:
    """Return a date as `12 Mar 2026`, its month in the language."""
    words = translator(language or current_language())
    return f"{value.day} {words.gettext(_MONTHS[value.month - 1])} {value.year}"


def show_month(value: date, language: str | None = None) -> str:
    """Return the month of a day as `Mar 2026`, in the language."""
    return show_date(value, language).partition(" ")[2]


def show_time(value: datetime, language: str | None = None) -> str:
    """Return a moment as `12 Mar 2026 09:10` in this PC's time zone."""
    local = value.astimezone()
    return f"{show_date(local.date(), language)} {local:%H:%M}"


def show_rupiah(value: Decimal | int, language: str | None = None) -> str:
    """Return an amount of rupiah: Rp 1.250.000 in both languages' marks."""
    return f"Rp {show_number(Decimal(value), language, 0)}"


def _list(value: Any, language: str | None) -> str:
    parts = []
    for item in value:
        match item:
            case TierPrice():
                price = (
                    show_rupiah(item.price, language)
                    if item.currency == "IDR"
                    else f"{item.currency} {show_number(item.price, language, 2)}"
                )
                parts.append(f"{find_label('unit', item.unit, language)} = {price}")
            case Channel():
                parts.append(item.url)
            case Ref():
                parts.append(item.name)
            case _:
                parts.append(str(item))
    return ", ".join(parts)


def show(field: Field, value: Any, language: str | None = None) -> str:
    """Return a field's value as people read it; an empty value is an empty text."""
    if value is None or value in ("", ()):
        return ""
    match field.kind:
        case FieldKind.IDR:
            return show_rupiah(value, language)
        case FieldKind.MONEY:
            return show_number(value, language, 2)
        case FieldKind.MEASURE | FieldKind.INTEGER:
            return show_number(value, language)
        case FieldKind.DATE:
            return show_date(value, language)
        case FieldKind.BOOLEAN:
            return translator(language or current_language()).gettext(N_("Yes") if value else N_("No"))
        case FieldKind.CHOICE | FieldKind.COUNT if field.choices and isinstance(value, str):
            return translator(language or current_language()).gettext(field.choice_label(value))
        case FieldKind.REFERENCE:
            return value.name if isinstance(value, Ref) else find_label(field.reference, str(value), language)
        case FieldKind.TAGS | FieldKind.TIERS | FieldKind.CHANNELS | FieldKind.RECORDS:
            return _list(value, language)
        case _:
            return str(value)


def type_in(field: Field, value: Any) -> str:
    """Return a value as a person would type it into its editor; reading it again gives the same value."""
    if value is None or value in ("", ()):
        return ""
    match field.kind:
        case FieldKind.IDR | FieldKind.MONEY | FieldKind.MEASURE | FieldKind.INTEGER:
            return show_number(value)
        case FieldKind.TIERS:
            return "; ".join(f"{t.unit}|{t.factor}|{t.min_qty}|{t.price}|{t.currency}" for t in value)
        case FieldKind.CHANNELS:
            return "; ".join(f"{c.kind}: {c.url}" for c in value)
        case FieldKind.TAGS:
            return "; ".join(value)
        case FieldKind.DATE:
            return f"{value:%d/%m/%Y}"
        case _:
            return show(field, value)
