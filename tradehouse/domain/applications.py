"""An application for a certificate on its way: the certificate's record, seen from the desk that accompanies it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from tradehouse.domain.certificates import RUNNING, years_later
from tradehouse.domain.reference_data import certification_types, kept_by_types
from tradehouse.domain.reference_entries import Document

COLUMNS: Final = ("planned", "documents", "submitted", "audit", "issued", "refused")
"""The stages that a board shows side by side, in their order."""
ISSUED_SHOWN: Final = timedelta(days=90)
SOON: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Application:
    """What a board shows of one. province is the supplier's, by code; received are the codes of documents that are here;
    issued is when its certificate was issued, None before.
    """

    id: int
    stage: str
    type: str
    supplier: int
    supplier_name: str
    province: str = ""
    consultant: str = ""
    submitted: date | None = None
    due: date | None = None
    cost: Decimal | None = None
    received: tuple[str, ...] = ()
    number: str = ""
    issued: date | None = None

    @property
    def running(self) -> bool:
        """Whether it is still on its way."""
        return self.stage in RUNNING

    @property
    def documents_here(self) -> int:
        """How many of the documents that its type takes are here."""
        return sum(document.code in self.received for document in documents_of(self.type))

    def overdue(self, day: date) -> int:
        """Return for how many days it should have been there, 0 where it is in time or has no date."""
        return max(0, (day - self.due).days) if self.running and self.due is not None else 0

    def due_soon(self, day: date) -> bool:
        """Whether it is expected within two weeks."""
        return self.running and self.due is not None and day <= self.due <= day + SOON


def documents_of(type_code: str) -> Sequence[Document]:
    """Return the documents that an application for a type takes with it; nothing for a type that nobody knows."""
    kind = certification_types().get(type_code)
    return kind.documents if kind else ()


def document_label(code: str, language: str) -> str:
    """Return what a document is called, also one that only other types take; its code where no type does."""
    known = _documents().get(code)
    return known.label(language) if known else code


@kept_by_types(1)
def _documents() -> Mapping[str, Document]:
    return {document.code: document for kind in certification_types().values() for document in kind.documents}


def proposed_end(type_code: str, issued: date) -> date | None:
    """Return the last day by the term of a type, None where it has none or only the paper says it."""
    kind = certification_types().get(type_code)
    return years_later(issued, kind.validity_years) if kind and kind.validity_years else None


def without_end(type_code: str) -> bool:
    """Whether certificates of a type have no last day: they never expire, or hold until the product changes."""
    kind = certification_types().get(type_code)
    return kind is not None and (kind.no_expiry or kind.until_change)
