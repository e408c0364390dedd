"""Certificates: rows of their own, and columns such as PIRT or Halal in the rows of firms and products."""

import re
from collections.abc import Iterable
from typing import Any, Final

from tradehouse.domain.cells import CellError, cell_text, is_blank
from tradehouse.domain.certificate_numbers import check_certificate, normal_number
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import DEFAULT_LANGUAGE, N_, Message
from tradehouse.domain.permits import Permit, read_named_permits, read_permits
from tradehouse.exchange.headings import PERMIT, PERMITS
from tradehouse.services.importing.drafts import Book, Draft
from tradehouse.services.importing.matching import CertificationMatcher
from tradehouse.services.importing.matching_products import ProductMatcher
from tradehouse.services.importing.parts import Part
from tradehouse.services.importing.read_columns import Trouble
from tradehouse.services.importing.rows import label_of
from tradehouse.storage.columns import from_column

C = RecordKind.CERTIFICATION
_SEVERAL: Final = PERMITS.removeprefix(PERMIT)
COVERED: Final = "certification.products"
_DOUBTED: Final = ("type", "number", "issued", "expires", "stage")


class CertificateRows:
    """Finds the certifications of one sheet's rows."""

    def __init__(self, part: Part, book: Book, matcher: CertificationMatcher, products: ProductMatcher) -> None:
        self._part, self._book, self._matcher, self._products = part, book, matcher, products

    def find(self, row: int, supplier: Draft | None) -> Draft | None:
        """Return the certification that a row of a list of certificates is; None where it is rejected."""
        if supplier is None:
            text = N_("The row does not name the firm of the certificate. Fill it in, or use --supplier.")
            self._part.reject(row, "supplier.name", "no_name", text)
            return None
        values = self._part.values(self._book, row)
        if not isinstance(values[self._book.places["type"]], str):
            told = self._part.read.leftovers.get(row, ())
            found = next((text for target, text in told if target == "certification.type"), "")
            text = N_('"{found}" is no known type of certificate. Write for example PIRT, Halal or Merek.')
            self._part.reject(row, "certification.type", "unknown_type", text, found=found)
            return None
        number = values[self._book.places["number"]]
        if isinstance(number, str):
            values[self._book.places["number"]] = normal_number(values[self._book.places["type"]], number)
        draft = self._matcher.find(values, self._part.uid(C, row), supplier, (self._part.number, row))
        self._doubt(row, values, supplier)
        self._part.merge(self._book, draft, values, row)
        self._cover(row, draft)
        return draft

    def _doubt(self, row: int, values: list[Any], supplier: Draft) -> None:
        """Say what is odd about a certificate that is taken, as its form in the window would."""
        told = {key: from_column(fields(C)[key], values[self._book.places[key]]) for key in _DOUBTED}
        for problem in check_certificate(told):
            self._part.warnings.append(
                (row, f"certification.{problem.field}", Trouble(problem.code, problem.message, error=False))
            )
        if self._matcher.elsewhere(values, supplier):
            text = N_('Another supplier has a certificate of this type with the same number, "{number}".')
            self._part.warn(row, "certification.number", "same_number", text, number=told["number"])

    def _cover(self, row: int, certificate: Draft) -> None:
        """Link a certificate to the products that its sheet names by their codes."""
        cell = self._part.read.special.get(COVERED, [])[row : row + 1]
        for code in re.split(r"[;,\n]", cell_text(cell[0]) if cell and not is_blank(cell[0]) else ""):
            product = self._products.with_code(code.strip(), (self._part.number, row)) if code.strip() else None
            if product is not None:
                certificate.covers = (certificate.covers or set()) | {product}
            elif code.strip():
                text = N_('No product with the SKU "{found}" is in the catalogue.')
                self._part.warn(row, COVERED, "unknown_product", text, found=code.strip())

    def permits(self, row: int, supplier: Draft | None, product: Draft | None, *, one_per_row: bool) -> Iterable[Draft]:
        """Yield the certifications that the permit columns of a row tell of. In a product's row they cover it; in a
        list of firms they are the firm's. Without a supplier they join the product's notes.
        """
        for code, cells in self._part.read.permits:
            cell = cells[row]
            if cell is None or isinstance(cell, CellError) or is_blank(cell):
                continue
            text = cell_text(cell)
            found, others = read_named_permits(text) if code == _SEVERAL else (read_permits(text, code), ())
            heading = label_of(f"{PERMIT}{code}", self._part.read.table)
            owner = supplier or product
            if others and owner is not None:
                owner.add_line(heading, "; ".join(others))
            for permit in found:
                if supplier is not None:
                    yield self._permit(row, permit, text, supplier, None if one_per_row else product)
                elif product is not None:
                    product.add_line(heading, " ".join(text.split()))

    def _permit(self, row: int, permit: Permit, text: str, supplier: Draft, product: Draft | None) -> Draft:
        values: list[Any] = [None] * self._book.size
        told = {
            "type": permit.type,
            "number": permit.number or None,
            "issued": permit.issued.isoformat() if permit.issued else None,
            "expires": permit.expires.isoformat() if permit.expires else None,
            "scope": permit.scope or None,
            "stage": permit.stage,
            "printed_until": permit.printed_until.isoformat() if permit.printed_until else None,
            "notes": _notes(permit, " ".join(text.split())),
        }
        for key, value in told.items():
            values[self._book.places[key]] = value
        draft = self._matcher.find(values, "", supplier, (self._part.number, row))
        if product is not None:
            draft.covers = draft.covers or set()
            draft.covers.add(product)
        self._part.merge(self._book, draft, values, row)
        return draft


def _notes(permit: Permit, raw: str) -> str | None:
    """Return the cell as it was written, and what has to be completed. Notes are data: they do not change with the
    window's language, or the same file read again would change them.
    """
    flags = " ".join(flag.text(DEFAULT_LANGUAGE) for flag in permit.flags)
    lines = [raw] if raw != permit.number else []
    if flags:
        lines.append(Message(N_("To complete: {flags}"), {"flags": flags}).text(DEFAULT_LANGUAGE))
    return "\n".join(lines) or None
