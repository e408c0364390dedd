"""Services given, logged in seconds: who is found by name or phone, what is asked, what the last entry already knew."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.phones import normalise_phone
from tradehouse.domain.query import Query, parse_query
from tradehouse.domain.records import Record
from tradehouse.services import browsing, editing
from tradehouse.services.catalogue import Catalogue

KEPT: Final = ("date", "kind", "scheme", "channel", "consultant_field", "consultant")
"""What the next entry of a day begins with."""
_PHONE = re.compile(r"\+?[\d\s().-]{6,}")


def find_suppliers(catalogue: Catalogue, text: str, limit: int) -> list[Record]:
    """Return the suppliers whose name, owner or code has these words, or whose phone has these figures however they
    are typed.
    """
    return browsing.records(
        catalogue, RecordKind.SUPPLIER, browsing.find_ids(catalogue, RecordKind.SUPPLIER, _query(text), limit)
    )


def _query(text: str) -> Query:
    if _PHONE.fullmatch(text.strip()):
        national = re.sub(r"\D", "", normalise_phone(text)).removeprefix("62") or re.sub(r"\D", "", text)
        return parse_query(RecordKind.SUPPLIER, national.lstrip("0"), sort="name")
    return parse_query(RecordKind.SUPPLIER, text, sort="name")


@dataclass(frozen=True, slots=True)
class Logged:
    """What was logged: the service, and the supplier where it was entered with it."""

    service_id: int
    supplier_id: int
    new_supplier: bool = False


def log(catalogue: Catalogue, values: Mapping[str, Any], new_supplier: str = "") -> Logged:
    """Log a service for the supplier in values, or for a new one of this name. Raises InvalidData with every problem.

    A new supplier and the service are two steps of undo, since either may stay without the other.
    """
    given = dict(values)
    if new_supplier:
        given["supplier"] = editing.create(
            catalogue, RecordKind.SUPPLIER, {"name": new_supplier, "status": "candidate"}
        )
    service = editing.create(catalogue, RecordKind.SERVICE, given)
    supplier = given["supplier"]
    return Logged(service, supplier if isinstance(supplier, int) else supplier.id, bool(new_supplier))


def timeline(catalogue: Catalogue, supplier_id: int, most: int) -> Sequence[Record]:
    """Return the latest services given to a supplier, newest first."""
    query = parse_query(RecordKind.SERVICE, "", {"supplier": frozenset({str(supplier_id)})})
    query = replace(query, sort="date", descending=True)
    return browsing.records(
        catalogue, RecordKind.SERVICE, browsing.find_ids(catalogue, RecordKind.SERVICE, query, most)
    )
