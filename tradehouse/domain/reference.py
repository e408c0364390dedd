"""Reference data by its words: what a cell of a supplier's sheet or a form's box means, as a code.

Lookups compare folded text and never guess: a word that two entries claim means neither of them. Regions have
their own rules in `regions`; everything is importable from here.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TypeVar

from tradehouse.domain.reference_data import (
    categories,
    certification_types,
    consultant_fields,
    countries,
    hs_codes,
    incoterms,
    kbli_2020,
    kept_by_types,
    legal_forms,
    markets,
    ports,
    provinces,
    regencies,
    scale_rules,
    sources,
    units,
)
from tradehouse.domain.reference_entries import (
    Category,
    CertificationType,
    ConsultantField,
    Country,
    Entry,
    HsCode,
    Incoterm,
    LegalForm,
    Market,
    Port,
    Region,
    Requirement,
    ScaleRule,
    Source,
    Unit,
    number_key,
)
from tradehouse.domain.regions import find_province, find_regency
from tradehouse.domain.text import fold

__all__ = [
    "TABLES", "Category", "CertificationType", "ConsultantField", "Country", "Entry", "HsCode", "Incoterm", "LegalForm",
    "Market", "Port", "Region", "Requirement", "ScaleRule", "Source", "Unit", "categories", "certification_types",
    "consultant_fields", "countries", "find", "find_category", "find_certification_type", "find_port", "find_province",
    "find_regency", "find_unit", "hs_codes", "incoterms", "kbli_2020", "legal_forms",
    "markets", "number_key", "ports", "provinces", "regencies", "scale_rules", "sources", "units",
]  # fmt: skip

TABLES: Mapping[str, Callable[[], Mapping[str, Entry]]] = MappingProxyType(
    {
        "province": provinces,
        "regency": regencies,
        "category": categories,
        "certification_type": certification_types,
        "unit": units,
        "incoterm": incoterms,
        "port": ports,
        "consultant_field": consultant_fields,
        "legal_form": legal_forms,
        "country": countries,
        "market": markets,
    }
)
"""Tables by the name that `Field.reference` uses."""

E = TypeVar("E", bound=Entry)
_REMEMBERED = 4096
_PATH = re.compile(r"[,;/|:>»›\n]| [-–—] ")
_RATE = re.compile(r"(?:^per )|(?: (?:per )?(?:tahun|thn|th|bulan|bln|minggu|mgg|hari)$)")
_GENERAL = frozenset({"dan", "and"})
_PAPER = frozenset(
    {
        *("no", "nomor", "nomer", "sertifikat", "sertifikasi", "surat", "izin", "ijin", "kepemilikan"),
        *("certificate", "certification", "cert", "number"),
    }
)


def find(table: str, text: str) -> Entry | None:
    """Return the entry of a table of TABLES that a text means, by code, label or alias; None where unsure."""
    special = _SPECIAL.get(table)
    return special(text) if special else _words(table).get(_key(text))


@lru_cache(_REMEMBERED)
def find_category(text: str) -> Category | None:
    """Return the product category that a text means; "Kriya > Anyaman" is looked up as a path.

    The parts of a path must lie on one branch ("Makanan/Minuman" is neither); a part that is not known is
    passed over, so that "Makanan > Bakpia" is Makanan.
    """
    index = _category_words()
    whole = index.get(_key(text, _GENERAL))
    if whole is not None:
        return whole
    branch: Category | None = None
    for part in _PATH.split(text):
        key = _key(part, _GENERAL)
        found = (branch and _children().get((branch.code, key))) or index.get(key)
        if found is None:
            continue
        if branch is not None and found.parent != branch.code:
            if found.code in {branch.code, branch.parent}:
                continue
            return None
        branch = found
    return branch


@lru_cache(_REMEMBERED)
def find_unit(text: str) -> Unit | None:
    """Return the unit that a text means: "buah", "psc", "t oples", "Kg/ Tahun"; None where unknown."""
    index = _unit_words()
    return index.get(_key(text)) or index.get(_key(_RATE.sub("", fold(text))))


@kept_by_types(_REMEMBERED)
def find_certification_type(text: str) -> CertificationType | None:
    """Return the certification type that a word or heading means: "P-IRT", "No. PIRT", "Sertifikat Halal"."""
    index = _certification_words()
    return index.get(_key(text)) or index.get(_key(text, _PAPER))


def find_port(text: str) -> Port | None:
    """Return the port or airport that a text means: "IDTPP", "Tanjung Priok", "Tj. Priok", "Surabaya"."""
    return _port_words().get(_key(text))


def _key(text: str, passed_over: frozenset[str] = frozenset()) -> str:
    """Return the folded words without spaces, so that "t oples" is "toples"; but "1/2" stays two figures."""
    words = fold(text).split()
    kept = [word for word in words if word not in passed_over]
    joined = "".join(kept)
    return " ".join(kept) if joined.isdigit() else joined


def _index(
    entries: Iterable[E], words: Callable[[E], Iterable[str]], passed_over: frozenset[str] = frozenset()
) -> Mapping[str, E]:
    """Return entries by key: codes and labels go before other words; a word of two entries is left out."""
    own: dict[str, E | None] = {}
    other: dict[str, E | None] = {}
    for entry in entries:
        for target, texts in (
            (own, (entry.code, entry.label_id, entry.label_en)),
            (other, words(entry)),
        ):
            for text in texts:
                key = _key(text, passed_over)
                target[key] = entry if target.get(key, entry) is entry else None
    return {key: entry for key, entry in (other | own).items() if entry is not None and key}


def _aliases(entry: Entry) -> Iterable[str]:
    return entry.aliases


@cache
def _words(table: str) -> Mapping[str, Entry]:
    return _index(TABLES[table]().values(), _aliases)


@cache
def _category_words() -> Mapping[str, Category]:
    def words(entry: Category) -> Iterable[str]:
        return entry.aliases if entry.parent else (*entry.aliases, entry.sku_prefix)

    return _index(categories().values(), words, _GENERAL)


@cache
def _children() -> Mapping[tuple[str, str], Category]:
    """Return second-level categories by parent and the short word that is enough below it ("kayu")."""
    return {
        (child.parent, _key(word, _GENERAL)): child
        for child in categories().values()
        if child.parent
        for word in (child.code.removeprefix(f"{child.parent}-"), *child.aliases)
    }


@cache
def _unit_words() -> Mapping[str, Unit]:
    return _index(units().values(), _aliases)


@kept_by_types()
def _certification_words() -> Mapping[str, CertificationType]:
    types = certification_types().values()
    return {**_index(types, _aliases, _PAPER), **_index(types, _aliases)}


@cache
def _port_words() -> Mapping[str, Port]:
    def words(entry: Port) -> Iterable[str]:
        return (entry.name, entry.code.removeprefix("ID"), *entry.aliases)

    return _index(ports().values(), words)


_SPECIAL: Mapping[str, Callable[[str], Entry | None]] = MappingProxyType(
    {
        "province": find_province,
        "regency": find_regency,
        "category": find_category,
        "certification_type": find_certification_type,
        "unit": find_unit,
        "port": find_port,
    }
)
