"""Reference data by the name of its list, as fields refer to it: labels, words, items for the store."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import Any

from tradehouse.domain import reference_data as data
from tradehouse.domain.language import Message, current_language
from tradehouse.domain.reference import TABLES, find
from tradehouse.domain.reference_entries import Entry

LISTS = TABLES
DEFAULT_SKU_PREFIX = "PRD"


@dataclass(frozen=True, slots=True)
class ReferenceItem:
    """One entry of a list as the store keeps it; data holds what the list has beside code and labels."""

    list: str
    code: str
    parent: str | None
    label_id: str
    label_en: str
    data: Mapping[str, Any] = field(default_factory=dict)


def entries(list_name: str) -> Mapping[str, Entry]:
    """Return a shipped list by code. An unknown list is empty."""
    return LISTS[list_name]() if list_name in LISTS else {}


def find_label(list_name: str, code: str, language: str | None = None) -> str:
    """Return what people call a code, or the code itself where the shipped list does not have it."""
    entry = entries(list_name).get(code)
    if entry is None:
        return code
    return entry.label_en if (language or current_language()) == "en" else entry.label_id


class CertificateName(Message):
    """The label of a certification type, in the language in which the sentence around it is said."""

    __slots__ = ()

    def __init__(self, code: str) -> None:
        super().__init__(code)

    def text(self, language: str | None = None) -> str:
        """Return the label."""
        return find_label("certification_type", self.msgid, language)


def find_code(list_name: str, text: str) -> str | None:
    """Return the code that a word means in a list: the code itself, a label, an alias; None where unknown."""
    if text in entries(list_name):
        return text
    entry = find(list_name, text) if list_name in LISTS else None
    return entry.code if entry else None


def sku_prefix(category: str | None) -> str:
    """Return the prefix of house codes for products of a category."""
    found = data.categories().get(category or "")
    return found.sku_prefix if found else DEFAULT_SKU_PREFIX


@cache
def reference_edition() -> str:
    """Return a text that changes whenever one of the shipped files gets a newer version."""
    return json.dumps({name: source.version for name, source in sorted(data.sources().items())})


def shipped_items() -> Iterator[ReferenceItem]:
    """Yield every entry of every shipped list, without the house's own."""
    for name, table in LISTS.items():
        shipped = data.shipped_certification_types() if table is data.certification_types else table()
        yield from (item_of(name, entry) for entry in shipped.values())


def item_of(name: str, entry: Entry) -> ReferenceItem:
    """Return an entry of a list as the store keeps it."""
    rest = {k: v for k, v in asdict(entry).items() if k not in {"code", "label_id", "label_en"} and v}
    parent = rest.pop("parent", None) or rest.pop("province", None)
    plain = json.loads(json.dumps(rest, default=str))
    return ReferenceItem(name, entry.code, parent, entry.label_id, entry.label_en, plain)
