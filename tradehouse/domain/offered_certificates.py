"""What the sheet of certificates in a buyer's workbook says, by the name that layouts use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tradehouse.domain.certificates import holds_until, type_of
from tradehouse.domain.language import N_, translator
from tradehouse.domain.offering import CellValue
from tradehouse.domain.records import Record
from tradehouse.domain.reference_lists import find_label


@dataclass(frozen=True, slots=True)
class Shown:
    """A certificate on the list's own sheet of certificates; covers are the item numbers in the list."""

    number: int
    certificate: Record
    covers: tuple[str, ...]
    language: str


def _certificate_name(shown: Shown) -> str:
    return find_label("certification_type", str(shown.certificate["type"] or ""), shown.language)


def _issuer(shown: Shown) -> str | None:
    kind = type_of(shown.certificate)
    return kind.issuer(shown.language) if kind else None


def _valid_to(shown: Shown) -> CellValue:
    return holds_until(shown.certificate) or translator(shown.language).gettext(N_("No expiry"))


CERTIFICATE_VALUES: Mapping[str, Callable[[Shown], CellValue]] = {
    "row_number": lambda s: s.number,
    "certificate_name": _certificate_name,
    "certificate_issuer": _issuer,
    "certificate_valid_to": _valid_to,
    "certificate_covers": lambda s: ", ".join(s.covers),
}
"""Computed values of a certificate by the name that layouts use."""
