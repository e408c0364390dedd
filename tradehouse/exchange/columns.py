"""Which field each column of a table fills: candidates from its heading, decided by what its values look like."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final, TypeVar

from tradehouse.domain.cells import Cell, CellError, Unreadable, cell_text, is_blank, shown
from tradehouse.domain.dates import DateOrder
from tradehouse.domain.entry import NO, YES, read_entry
from tradehouse.domain.fields import Field, fields
from tradehouse.domain.numbers import DecimalMark
from tradehouse.domain.permits import read_named_permits
from tradehouse.domain.phones import read_phones
from tradehouse.domain.reference import certification_types, find_province
from tradehouse.domain.text import fold
from tradehouse.exchange.header_rows import Header, is_numbering
from tradehouse.exchange.headings import (
    PERMIT,
    PERMITS,
    PROMO,
    TIER_BASE,
    TIER_FACTOR,
    Candidate,
    candidates,
    heading_factor,
    is_permit,
    plain_heading,
)
from tradehouse.exchange.sheets import Sheet
from tradehouse.exchange.split_targets import SPLITS, filled_by, splits_well
from tradehouse.exchange.word_likeness import certain_word, takes_words

SAMPLE: Final = 60
_PLAUSIBLE: Final = 0.5
_UNDECIDED: Final = "?"
_PARTED_WELL: Final = 0.08  # a split is only considered where its cells can be parted, and then goes before one field
T = TypeVar("T")
_SPECIAL_NUMBERS = frozenset({TIER_FACTOR, PROMO})
_NAMES = frozenset({"product.name_id", "supplier.name"})
_MENTIONS: Mapping[str, str] = {"product.supplier": "supplier.name", "certification.supplier": "supplier.name"}
# A heading that rightly fills a field of the firm and one of its product.
_SHARED: Mapping[str, str] = {"product.category": "supplier.sector"}
_RETAIL = re.compile(r"\bharga (?:jual )?(?:ecer|eceran|ritel|retail)\b|\bretail price\b")
_BARE_PRICE: Final = frozenset({"harga", "price", "harga satuan"})
TRADE_MARK: Final = re.compile(r"\b(?:IDM|[DJ]ID)\s*\d{6}", re.IGNORECASE)
STAGE_WORDS: Final = frozenset({"proses", "dalam proses", "pengajuan", "diajukan", "sedang proses", "proses pengajuan"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. index counts from 0 in the sheet's rows; targets are the fields that it fills (none:
    the column is not taken), behind the split where it is parted among them; factor is what its numbers are multiplied by; samples are up to three values as text.
    key names the column in what a person decides: its heading, "[C]" where there is none, "Harga [F]" for another of
    one heading. decimal and date_order are how its numbers and dates are written, None to tell by its values.
    """

    index: int
    heading: str
    targets: tuple[str, ...] = ()
    confidence: float = 0.0
    samples: tuple[str, ...] = ()
    factor: Decimal = Decimal(1)
    filled: int = 0
    guesses: tuple[Candidate, ...] = field(default=(), repr=False)
    key: str = ""
    decimal: DecimalMark | None = None
    date_order: DateOrder | None = None
    fill_down: bool = False


def target_field(target: str) -> Field | None:
    """Return the field that a target names ("product.name_id"), None for the special ones."""
    kind, _, key = target.partition(".")
    return fields(kind).get(key) if kind in {"product", "supplier", "certification"} else None


def describe_columns(sheet: Sheet, header: Header) -> list[Column]:
    """Return the columns of a table that have a heading or values, with what their headings may mean."""
    body = sheet.rows[header.body :]
    numbered = (n + 1 for n, row in enumerate(body[:3]) if is_numbering([c for c in row if not is_blank(c)]))
    start = next(numbered, 0)
    found: list[Column] = []
    previous = ""
    for index, heading in enumerate(header.headings):
        values = [row[index] for row in body[start : SAMPLE * 20] if index < len(row) and not is_blank(row[index])]
        if not values and not heading.text:
            continue
        guesses = _guesses(heading.full, heading.text)
        if not heading.text and heading.group and plain_heading(heading.group) == plain_heading(previous):
            guesses = (Candidate(TIER_BASE, 0.9),) if any(g.target == TIER_FACTOR for g in candidates(previous)) else ()
        previous = heading.text or previous
        text = heading.full if heading.text else heading.group
        if not heading.text:
            text = f"{text} (2)".strip() if text else ""
        found.append(
            Column(index, text, (), 0.0, _samples(values), Decimal(1), len(values), tuple(map(_canonical, guesses)))
        )
    return _two_prices(_keyed(sheet, found))


def _keyed(sheet: Sheet, columns: Sequence[Column]) -> list[Column]:
    """Give each column the key by which a person's decisions speak of it."""
    seen: set[str] = set()
    keyed: list[Column] = []
    for column in columns:
        letter = f"[{column_letter(column.index + sheet.first_column)}]"
        key = column.heading or letter
        if key in seen:
            key = f"{key} {letter}"
        seen.add(key)
        keyed.append(replace(column, key=key))
    return keyed


def column_letter(number: int) -> str:
    """Return the name of a column as spreadsheets show it: 1 → A, 28 → AB."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def by_key(decided: Mapping[str, T], column: Column, otherwise: T) -> T:
    """Return what was decided about a column: by its key, else by its heading however it is written."""
    if not decided:
        return otherwise
    if column.key in decided:
        return decided[column.key]
    plain = plain_heading(column.heading)
    return next((value for key, value in decided.items() if plain and plain_heading(key) == plain), otherwise)


def _two_prices(columns: list[Column]) -> list[Column]:
    """Beside a price that is expressly the retail one ("harga ecer"), plain "harga" is the wholesale price."""
    plain = [plain_heading(column.heading) for column in columns]
    if not any(_RETAIL.search(text) for text in plain):
        return columns
    wholesale = (Candidate("product.wholesale_idr", 0.8),)
    return [
        replace(column, guesses=wholesale) if text in _BARE_PRICE else column
        for column, text in zip(columns, plain, strict=True)
    ]


def _guesses(full: str, own: str) -> tuple[Candidate, ...]:
    found = candidates(full)
    if not found and own != full and len(plain_heading(own)) > 2:
        found = candidates(own)
    return found


def _canonical(candidate: Candidate) -> Candidate:
    target = _MENTIONS.get(candidate.target, candidate.target)
    return candidate if target == candidate.target else Candidate(target, candidate.confidence - 0.01)


def _samples(values: Sequence[Cell]) -> tuple[str, ...]:
    distinct = dict.fromkeys(shown(_text(value)) for value in values[:200])
    return tuple(distinct)[:3]


def _text(cell: Cell) -> str:
    return str(cell) if isinstance(cell, CellError) else cell_text(cell)


def sample_of(sheet: Sheet, header: Header, index: int) -> list[Cell]:
    """Return up to SAMPLE filled cells of a column, spread over its first rows."""
    values: list[Cell] = []
    for n, row in enumerate(sheet.rows[header.body : header.body + 5000]):
        if n < 3 and is_numbering([cell for cell in row if not is_blank(cell)]):
            continue
        if index < len(row) and not is_blank(row[index]):
            values.append(row[index])
            if len(values) == SAMPLE:
                break
    return values


def plausible(target: str, values: Sequence[Cell]) -> float:
    """Return which share of sample values (0–1) suits a target; 1 where there are none to judge by."""
    values = [v for v in values if not isinstance(v, CellError)]
    if target in SPLITS:
        return float(splits_well(target, values))
    if not values:
        return 1.0
    return sum(1 for value in values if _suits(target, value)) / len(values)


def _suits(target: str, value: Cell) -> bool:
    if target == PERMITS:
        return _names_permits(cell_text(value))
    if is_permit(target):
        return _suits_permit(target.removeprefix(PERMIT), cell_text(value))
    if target in _NAMES:
        return any(c.isalpha() for c in cell_text(value))
    if target in _SPECIAL_NUMBERS:
        return _reads_as_number(value)
    field_ = target_field(target)
    if field_ is None:
        return True
    test = _TESTS.get(field_.key)
    return test(value) if test else _reads(field_, value)


def _digits(least: int) -> Callable[[Cell], bool]:
    return lambda value: sum(c.isdigit() for c in cell_text(value)) >= least


def _worded(value: Cell) -> bool:
    return any(c.isalpha() for c in cell_text(value))


def _is_kbli(value: Cell) -> bool:
    text = cell_text(value)
    return text.isdigit() and len(text) <= 5


WOMEN: Final = frozenset({"p", "perempuan", "wanita", "female", "f", "w"})
MEN: Final = frozenset({"l", "laki laki", "pria", "male", "m", "laki"})


_TESTS: Final[Mapping[str, Callable[[Cell], bool]]] = {
    "phone": lambda value: _digits(6)(value) and bool(read_phones(value)),
    "whatsapp": lambda value: _digits(6)(value) and bool(read_phones(value)),
    "gtin": _digits(3),
    "hs_code": _digits(4),
    "nib": _digits(9),
    "npwp": _digits(9),
    "kbli": _is_kbli,
    "email": lambda value: "@" in cell_text(value),
    "women_owned": lambda value: fold(cell_text(value)) in WOMEN | MEN | YES | NO,
    "unit": lambda value: not _is_figure(value) or "/" in cell_text(value),
    "net_unit": lambda value: not _is_figure(value),
    "net_content": _digits(1),
    "brand": lambda value: not TRADE_MARK.search(cell_text(value)),
    **dict.fromkeys(("category", "sector", "owner", "contact", "district", "technique"), _worded),
}


def _names_permits(text: str) -> bool:
    permits, others = read_named_permits(text)
    return bool(permits) or fold(text) in NO | STAGE_WORDS or any(fold(other).startswith("nib") for other in others)


def _suits_permit(code: str, text: str) -> bool:
    word = fold(text)
    if word in YES | NO | STAGE_WORDS:
        return True
    known = certification_types().get(code)
    if (
        known is not None
        and known.number_pattern
        and any(known.accepts(part) for part in text.replace("\n", " ").split())
    ):
        return True
    digits = sum(c.isdigit() for c in text)
    return digits >= 6 if code == "merek" else digits >= 3


def _is_figure(value: Cell) -> bool:
    if isinstance(value, int | float):
        return True
    return isinstance(value, str) and value.strip().replace(".", "").replace(",", "").isdigit()


def _reads_as_number(value: Cell) -> bool:
    return _is_figure(value) or any(c.isdigit() for c in cell_text(value)[:12])


def _reads(field_: Field, value: Cell) -> bool:
    try:
        return read_entry(field_, value).warning is None
    except Unreadable:
        return takes_words(field_) and isinstance(value, str) and certain_word(field_, value) is not None


def assign(
    sheet: Sheet, header: Header, columns: Sequence[Column], kinds: Collection[str], chosen: Mapping[str, str]
) -> list[Column]:
    """Return the columns with their targets: each target once, the surest column first, but what a person gave to
    several columns goes to all of them.

    kinds are the record kinds of the sheet, the leading one first; chosen maps keys of columns to targets that a person
    decided ("" leaves the column out).
    """
    by_person = _decided(columns, chosen)
    taken: dict[str, int] = {field: i for i, target in by_person.items() if target for field in filled_by(target)}
    wishes: list[tuple[float, int, str]] = []
    samples = {c.index: sample_of(sheet, header, c.index) for c in columns}
    order = list(kinds)
    for column in columns:
        if column.index in by_person:
            continue
        for guess in column.guesses:
            if not _allowed(guess.target, order) or _contested(guess.target, column, columns):
                continue
            share = plausible(guess.target, samples[column.index])
            if share < _PLAUSIBLE:
                continue
            wishes.append((_weight(guess, order, share, column), column.index, guess.target))
    won: dict[int, tuple[str, float]] = {}
    for weight, index, target in sorted(wishes, key=lambda wish: (-wish[0], wish[1])):
        if index in won or any(field in taken for field in filled_by(target)):
            continue
        taken.update(dict.fromkeys(filled_by(target), index))
        won[index] = (target, min(weight, 1.0))
    won.update({index: (target, 1.0) for index, target in by_person.items() if target})
    return [_placed(column, won.get(column.index), taken) for column in columns]


def _decided(columns: Sequence[Column], chosen: Mapping[str, str]) -> dict[int, str]:
    found = {column.index: by_key(chosen, column, _UNDECIDED) for column in columns}
    return {index: target for index, target in found.items() if target is not _UNDECIDED}


def _allowed(target: str, kinds: Sequence[str]) -> bool:
    if is_permit(target):
        return "supplier" in kinds or "product" in kinds
    kind = filled_by(target)[0].partition(".")[0]
    if target == "supplier.name" or kind == "row":
        return True
    return kind in kinds


def _contested(target: str, column: Column, columns: Sequence[Column]) -> bool:
    """Whether another column is headed as one of the fields that a split would fill."""
    others = {c.guesses[0].target for c in columns if c.guesses and c.index != column.index}
    return target in SPLITS and not others.isdisjoint(SPLITS[target].fills)


def _weight(guess: Candidate, kinds: Sequence[str], share: float, column: Column) -> float:
    kind = filled_by(guess.target)[0].partition(".")[0]
    leading = 0.004 * (len(kinds) - kinds.index(kind)) if kind in kinds else 0.0
    emptiness = 0.02 if not column.filled else 0.0
    leading += _PARTED_WELL if guess.target in SPLITS else 0.0
    return guess.confidence * (0.85 + 0.15 * share) + leading - emptiness


def _placed(column: Column, won: tuple[str, float] | None, taken: Mapping[str, int]) -> Column:
    if won is None:
        return column
    target, confidence = won
    targets = [target, *filled_by(target)] if target in SPLITS else [target]
    shared = _SHARED.get(target)
    if shared and "supplier.name" in taken and shared not in taken and any(g.target == shared for g in column.guesses):
        targets.append(shared)
    field_ = target_field(filled_by(target)[0])
    factor = heading_factor(column.heading, field_.unit) if field_ is not None else Decimal(1)
    return replace(column, targets=tuple(targets), confidence=round(confidence, 3), factor=factor)


def all_provinces(values: Iterable[Cell]) -> bool:
    """Whether every value names a province, as in an address column that holds nothing else."""
    distinct = {cell_text(value) for value in values if isinstance(value, str)}
    return bool(distinct) and all(find_province(text) is not None for text in distinct)
