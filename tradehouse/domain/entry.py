"""From what a person typed, or a cell holds, to the value of a field. The editor, paste and import all read this way."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tradehouse.domain.cells import Cell, Unreadable, cell_text, is_blank
from tradehouse.domain.dates import parse_date
from tradehouse.domain.durations import DAYS, read_days
from tradehouse.domain.fields import RECORD_KINDS, Choice, Field, FieldKind
from tradehouse.domain.identifiers import Checked, check_gtin, check_hs, check_nib, check_npwp
from tradehouse.domain.language import LANGUAGES, N_, Message, translator
from tradehouse.domain.numbers import DecimalMark, number_from_cell, parse_price
from tradehouse.domain.phones import normalise_phone, phone_warning
from tradehouse.domain.records import Channel, TierPrice
from tradehouse.domain.reference_lists import find_code
from tradehouse.domain.text import fold

YES = frozenset({"ya", "y", "yes", "true", "1", "ada", "benar", "v", "iya", "sudah", "✓", "x"})
NO = frozenset({"tidak", "t", "no", "n", "false", "0", "tdk", "belum", "bukan"})
_CHECKS = {"gtin": check_gtin, "nib": check_nib, "npwp": check_npwp, "hs_code": check_hs}
_PHONES = frozenset({"phone", "whatsapp"})
_SOCIAL = ("instagram", "facebook", "tiktok", "youtube", "twitter", "threads")
_MARKETS = (
    "tokopedia",
    "shopee",
    "bukalapak",
    "blibli",
    "lazada",
    "etsy",
    "amazon",
    "alibaba",
    "grabfood",
    "gofood",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A value read from a cell and, where it looks odd but is kept, why."""

    value: Any
    warning: Message | None = None


def read_entry(field: Field, cell: Cell, *, decimal: DecimalMark | None = None) -> Entry:
    """Return the value of a field that a cell or a typed text means; blanks are None.

    decimal is the mark of a column whose convention is known. Records (supplier) are returned as the text that
    names them; who calls looks them up. Raises Unreadable with the sentence for the person.
    """
    if is_blank(cell):
        return Entry(() if field.kind in {FieldKind.TAGS, FieldKind.TIERS, FieldKind.CHANNELS} else None)
    match field.kind:
        case FieldKind.CODE:
            return _code(field, cell)
        case FieldKind.INTEGER | FieldKind.YEAR:
            return Entry(_whole(cell, decimal, field.unit))
        case FieldKind.MEASURE:
            return Entry(number_from_cell(cell, decimal=decimal))
        case FieldKind.IDR | FieldKind.MONEY:
            return Entry(number_from_cell(cell, decimal=decimal, price=True))
        case FieldKind.DATE:
            return Entry(parse_date(cell))
        case FieldKind.BOOLEAN:
            return Entry(_yes_or_no(cell))
        case FieldKind.CHOICE:
            return Entry(_choice(field, cell_text(cell)))
        case FieldKind.REFERENCE if field.reference not in RECORD_KINDS:
            return Entry(_reference(field, cell_text(cell)))
        case FieldKind.TAGS:
            return Entry(_tags(cell_text(cell)))
        case FieldKind.TIERS:
            return Entry(read_tiers(cell_text(cell)))
        case FieldKind.CHANNELS:
            return Entry(read_channels(cell_text(cell)))
        case _:
            return Entry(cell_text(cell))


def _code(field: Field, cell: Cell) -> Entry:
    if field.key in _CHECKS:
        checked: Checked = _CHECKS[field.key](cell)
        return Entry(checked.text, checked.warning)
    if field.key in _PHONES:
        return Entry(normalise_phone(cell), phone_warning(cell))
    return Entry(cell_text(cell))


def _whole(cell: Cell, decimal: DecimalMark | None, unit: str) -> int:
    if unit == DAYS and isinstance(cell, str):
        number = read_days(cell, decimal=decimal)
    else:
        number = number_from_cell(cell, decimal=decimal)
    if number != number.to_integral_value():
        raise Unreadable(N_('"{found}" is not a whole number. Enter one without a fraction.'), cell)
    return int(number)


def _yes_or_no(cell: Cell) -> bool:
    if isinstance(cell, bool):
        return cell
    word = fold(cell_text(cell)) or cell_text(cell)
    if word in YES:
        return True
    if word in NO:
        return False
    raise Unreadable(N_('"{found}" is neither yes nor no. Write "ya" or "tidak".'), cell)


def choice_names(choice: Choice) -> set[str]:
    """Return every folded word that means a choice: token, labels in all languages, synonyms."""
    labels = {translator(code).gettext(choice.label) for code in LANGUAGES}
    return {fold(name) for name in (choice.token, choice.label, *labels, *choice.synonyms)}


def _choice(field: Field, text: str) -> str:
    wanted = fold(text)
    for choice in field.choices:
        if wanted in choice_names(choice):
            return choice.token
    shown = ", ".join(str(Message(choice.label)) for choice in field.choices)
    raise Unreadable(N_('"{found}" is not one of the choices: {choices}.'), text, choices=shown)


def _reference(field: Field, text: str) -> str:
    code = find_code(field.reference, text)
    if code is None:
        raise Unreadable(
            N_('"{found}" is not known as {field}. Pick one from the list.'), text, field=Message(field.label)
        )
    return code


def _tags(text: str) -> tuple[str, ...]:
    parts = (part.strip() for part in re.split(r"[;,\n]", text))
    return tuple(dict.fromkeys(part for part in parts if part))


def read_tiers(text: str) -> tuple[TierPrice, ...]:
    """Return the tier prices of a cell: `unit|factor|min_qty|price|currency; …`. Raises Unreadable."""
    tiers = []
    for part in re.split(r"[;\n]", text):
        if not part.strip():
            continue
        pieces = [piece.strip() for piece in part.split("|")]
        if len(pieces) not in {4, 5}:
            raise Unreadable(
                N_(
                    '"{found}" is not a tier price. Write unit|units in it|from quantity|price, for example dus|12|1|180000.'
                ),
                part,
            )
        unit, factor, min_qty, price = pieces[:4]
        currency = pieces[4] if len(pieces) == 5 and pieces[4] else "IDR"
        tiers.append(
            TierPrice(
                find_code("unit", unit) or unit,
                number_from_cell(factor) if factor else Decimal(1),
                number_from_cell(min_qty) if min_qty else Decimal(1),
                parse_price(price),
                currency.upper(),
            )
        )
    return tuple(tiers)


def read_channels(text: str) -> tuple[Channel, ...]:
    """Return the online channels of a cell: addresses or handles, `kind: address` where the kind is given."""
    found = []
    for part in re.split(r"[;\n]|,\s+", text):
        label, colon, rest = part.strip().partition(": ")
        kind, url = (fold(label), rest.strip()) if colon else ("", part.strip())
        if not url:
            continue
        words = f"{kind} {url}".lower()
        if kind not in {"marketplace", "social", "web"}:
            kind = "web"
            if any(name in words for name in _SOCIAL) or url.startswith("@"):
                kind = "social"
            elif any(name in words for name in _MARKETS):
                kind = "marketplace"
        found.append(Channel(kind, url))
    return tuple(found)
