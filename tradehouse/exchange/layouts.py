"""Workbooks that leave the house, as data: what a file in resources/layouts can say.

Texts are given in both languages; a document is written in one.
"""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace

from tradehouse.domain.field_hints import heading
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import translator

PLACEHOLDER = re.compile(r"\{([A-Za-z0-9_]+)(?::([a-z]+))?\}")
FACTS = frozenset(
    {
        *("house_name", "house_address", "house_email", "house_whatsapp", "house_website", "bank", "signatory"),
        *("buyer", "reference", "issue_date", "valid_until", "currency", "incoterm", "incoterm_short", "origin"),
        *("incoterm_2", "incoterm_short_2", "incoterm_3", "incoterm_short_3"),
        *("payment_terms", "minimum_order", "mixed_rule", "lead_time_basis", "lead_time_from", "reply_to"),
        *("event", "event_date", "venue", "in_charge", "vat_included", "row_count", "zero"),
        *("order", "ordered_on", "offer", "buyer_reference", "buyer_address", "buyer_contact", "marks", "packed"),
        *("amount_in_words", "lead_time", "unpriced", "loose", "unmeasured"),
        *("money", "decimals", "volume_20GP", "payload_20GP", "volume_40HQ", "payload_40HQ"),
    }
)
"""What a document knows about itself, by the name that its texts, head lines and formulas use in braces."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text of a layout by language code; one that is the same everywhere may be written plainly."""

    texts: Mapping[str, str] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """Return the text in a language, else in English, else in any."""
        return self.texts.get(language) or self.texts.get("en") or next(iter(self.texts.values()), "")

    def __bool__(self) -> bool:
        return any(self.texts.values())


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    value names a field, "supplier.<field>", "uid" or a computed value; formula is an Excel formula in which {key}
    is the cell of that column in the same row, its computed value coming from `value`. width is in characters.
    entry makes the cells yellow and unlocked: "quantity" takes whole numbers from 0, "text" anything; hint names
    the value that says what to enter. alarm is a formula that turns the cell red. core columns are always shown,
    the others only where a row fills them. total sums the column at the foot. needs names a fact of the document
    without which the column is not there at all.
    """

    key: str
    value: str = ""
    heading: Words = field(default_factory=Words)
    width: float = 12
    format: str = ""
    align: str = ""
    formula: str = ""
    entry: str = ""
    hint: str = ""
    alarm: str = ""
    core: bool = False
    hidden: bool = False
    total: bool = False
    bold: bool = False
    small: bool = False
    needs: str = ""


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line of the head block: a label, and a fact of the document (value) or a formula over {key:all} columns.

    text is written as it is, with facts in braces. A line whose fact is unknown is left out; with fill it stays,
    as a yellow cell to write into.
    """

    label: Words = field(default_factory=Words)
    value: str = ""
    text: Words = field(default_factory=Words)
    formula: str = ""
    format: str = ""
    fill: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class HeadGroup:
    """Lines of the head block that stand below each other. at is the key of the column where the group begins,
    "" for behind the one before; label_width and value_width are the characters that it needs.
    """

    at: str = ""
    heading: Words = field(default_factory=Words)
    label_width: float = 0
    value_width: float = 30
    lines: tuple[HeadLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with one record per row. all_fields gives it every stored field and the uid instead of columns.

    worked_in sheets have filters and headings that stay in sight; the others are papers to be read. closing names the
    notes that stand below the rows instead of on sheets of their own.
    """

    sheet: Words
    kind: RecordKind = RecordKind.PRODUCT
    all_fields: bool = False
    columns: tuple[Column, ...] = ()
    head: tuple[HeadGroup, ...] = ()
    notice: Words = field(default_factory=Words)
    freeze: str = ""
    row_height: float = 0
    paper: str = "A4"
    landscape: bool = True
    protect: bool = False
    worked_in: bool = True
    closing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A heading, or a text with an optional label. {name} is a fact of the document; without it the line is left out."""

    heading: Words = field(default_factory=Words)
    label: Words = field(default_factory=Words)
    text: Words = field(default_factory=Words)


@dataclass(frozen=True, slots=True)
class Note:
    """A sheet of text: terms, how to order; or text below a table."""

    sheet: Words = field(default_factory=Words)
    title: Words = field(default_factory=Words)
    lines: tuple[NoteLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole workbook. audience is "buyer" or "house"; sheets come in the order of tables and notes by `order`.

    photo_pixels is the side of the square that photos are fitted into before they go in. words are short words of
    the layout's own for codes of reference data, by list. gate names what products must pass to be in it
    ("showcase", "export"), "" for none. issued lists are kept in the ledger of offers, since orders come back on them.
    base is the shipped layout that one of the house's own was made of, "" for a shipped one; own names the settings
    ("language", "currency") that it was given, which then go before the buyer's.
    """

    name: str
    label: Words
    audience: str
    base: str = ""
    own: tuple[str, ...] = ()
    language: str = "en"
    currency: str = "IDR"
    title: Words = field(default_factory=Words)
    file_name: Words = field(default_factory=Words)
    footer: Words = field(default_factory=Words)
    photo_pixels: int = 480
    photo_missing: Words = field(default_factory=Words)
    identified: bool = False
    gate: str = ""
    issued: bool = False
    order: tuple[str, ...] = ()
    tables: Mapping[str, Table] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def for_buyers(self) -> bool:
        """Whether the file may leave the house."""
        return self.audience == "buyer"

    @property
    def lists_goods(self) -> bool:
        """Whether it shows goods as they are offered, with photos and worked-out values, not only stored fields."""
        return any(not table.all_fields for table in self.tables.values())

    @property
    def quotes(self) -> bool:
        """Whether it offers goods at a delivery term, not at their retail price."""
        return any(column.value == "unit_price" for table in self.tables.values() for column in table.columns)


def fitted(layout: Layout, facts: Container[str]) -> Layout:
    """Return a layout without the columns that need a fact which the document does not have."""
    tables = {
        key: replace(table, columns=tuple(c for c in table.columns if not c.needs or c.needs in facts))
        for key, table in layout.tables.items()
    }
    return replace(layout, tables=tables)


def fill_formula(template: str, cell: Mapping[str, str], whole: Mapping[str, str], facts: Mapping[str, object]) -> str:
    """Return a formula with references for its placeholders: {key} a cell, {key:all} a whole column, {fact}."""

    def reference(match: re.Match[str]) -> str:
        if match[2]:
            return whole[match[1]]
        return cell[match[1]] if match[1] in cell else str(facts[match[1]])

    return PLACEHOLDER.sub(reference, template)


def fill_text(template: str, facts: Mapping[str, str]) -> str:
    """Return a text with its facts; "" where one of them is unknown."""
    names = [name for name, _scope in PLACEHOLDER.findall(template)]
    if any(not facts.get(name) for name in names):
        return ""
    return PLACEHOLDER.sub(lambda match: facts[match[1]], template)


def every_field(kind: RecordKind, language: str) -> tuple[Column, ...]:
    """Return the columns of a table that holds everything: uid, then all stored fields under their labels.

    A supplier is named twice, by its unique code for the program and by its name for people.
    """
    words = translator(language)
    columns = [Column("uid", "uid", Words({language: "uid"}), 38)]
    supplier = fields(RecordKind.SUPPLIER)
    for found in fields(kind).values():
        if found.worked_out:
            continue
        if found.reference == RecordKind.SUPPLIER:
            for part in (supplier["code"], supplier["name"]):
                named = Words({language: words.gettext(part.label)})
                columns.append(Column(f"supplier_{part.key}", f"supplier.{part.key}", named, part.width / 7))
            continue
        own = Words({language: heading(found, language)})
        columns.append(Column(found.key, found.key, own, min(max(found.width / 7, 10), 50)))
    return tuple(columns)
