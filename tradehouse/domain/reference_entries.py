"""What an entry of each reference table is: a region, a category, a certification type, a unit, a port."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a reference table: a lasting code, a label in two languages, words that sheets use."""

    code: str
    label_id: str
    label_en: str
    aliases: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """Return the label in "id" or "en"."""
        return self.label_en if language == "en" else self.label_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Region(Entry):
    """A province, or a regency or city within one. The label is the full name, `name` the plain one.

    code is the official one of the interior ministry: "34", "34.02". kind is "province", "kabupaten" or
    "kota"; province is the code of the province (its own for a province); iso is ISO 3166-2, for provinces.
    split_from is the code of the province that a newer one was part of.
    """

    kind: str
    province: str
    name: str
    iso: str = ""
    split_from: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Category(Entry):
    """A product category; parent is empty on the first of two levels. sku_prefix begins its numbers."""

    parent: str
    sku_prefix: str
    hs_chapters: tuple[str, ...]


ANY_CATEGORY = "any"
LONGEST_NUMBER = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Market(Entry):
    """Where goods are sold ("home", "eu", "lkpp"); under are markets whose demands hold there too."""

    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Entry):
    """A paper that an application for a certificate takes with it."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """Products of these categories (and below; "any": all) are asked for the type on the days from valid_from to
    valid_to; no scales: every scale. markets are those whose law or buyers ask: "home", or a market of `markets`.
    recommended: most buyers ask for it, no law does.
    """

    categories: tuple[str, ...]
    scales: tuple[str, ...]
    valid_from: date | None
    source: str
    verify: bool
    markets: tuple[str, ...] = ("home",)
    valid_to: date | None = None
    recommended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationType(Entry):
    """A kind of certificate, permit or registration.

    At most one of validity_years, no_expiry, until_change (valid while ingredients and process stay) and
    per_shipment is given; with none of them only the date on the paper counts. satisfied_by are codes of
    types that meet the same demand. number_form is how a number that fits number_pattern is written, a template of
    the pattern's groups; shape_id and shape_en say the pattern in words. documents are what an application takes.
    verify marks facts not confirmed from an official page.
    """

    group: str
    issuer_id: str
    issuer_en: str
    number_pattern: str = ""
    number_form: str = ""
    number_example: str = ""
    shape_id: str = ""
    shape_en: str = ""
    validity_years: int | None = None
    no_expiry: bool = False
    until_change: bool = False
    per_shipment: bool = False
    superseded: bool = False
    renewal_lead_days: int = 0
    markets: tuple[str, ...] = ()
    required: tuple[Requirement, ...] = ()
    satisfied_by: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    source: str = ""
    verify: bool = False

    def issuer(self, language: str) -> str:
        """Return who issues it, in "id" or "en"."""
        return self.issuer_en if language == "en" else self.issuer_id

    def accepts(self, number: str) -> bool:
        """Whether the number has the form of this type; a type without a pattern takes any number."""
        return not self.number_pattern or self._match(number) is not None

    def normal(self, number: str) -> str | None:
        """Return a number as this type writes it; None where it has not its form, or the type none."""
        match = self._match(number) if self.number_pattern else None
        if match is None:
            return None
        return match.expand(self.number_form) if self.number_form else match[0]

    def _match(self, number: str) -> re.Match[str] | None:
        if len(number) > LONGEST_NUMBER:
            return None
        pattern, key = _compiled(self.number_pattern), number_key(number)
        return pattern.fullmatch(key) or pattern.fullmatch(_LEAD.sub("", key))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Entry):
    """A unit of sale, content or measure. One of it is `factor` of unit `base` where that is fixed.

    kind is count, package, weight, volume, length or area; unece the code of UN/ECE Recommendation 20 or 21.
    """

    kind: str
    unece: str = ""
    base: str = ""
    factor: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoterm(Entry):
    """A delivery term; mode is "any" or "sea", place says which named place stands behind it. legs are the parts of the
    way, from "packing" to "duty", that the seller pays for, separated by spaces.
    """

    mode: str
    place: str
    legs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Country(Entry):
    """A country by its ISO code; market is whose rules goods follow there ("eu", "gulf", "us", "other")."""

    market: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Port(Entry):
    """A seaport or airport; code is its UN/LOCODE, name what stands behind FOB, modes "sea" and "air"."""

    name: str
    place: str
    province: str
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultantField(Entry):
    """A field of consultants ("plut") or experts ("sparc")."""

    scheme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalForm(Entry):
    """A legal form; scales are the business scales it is open to, empty for all."""

    legal_person: bool
    scales: tuple[str, ...]
    basis: str
    verify: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleRule(Entry):
    """Upper bounds ("up to and including", whole rupiah) of mikro, kecil and menengah, in this order."""

    valid_from: date
    valid_to: date | None
    capital: Mapping[str, int] = field(hash=False)
    sales: Mapping[str, int] = field(hash=False)
    capital_means: str
    source: str


@dataclass(frozen=True, slots=True)
class HsCode:
    """A chapter, heading or subheading (level 2, 4, 6) of the Harmonised System 2022; English only."""

    code: str
    level: int
    description: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a file of the folder comes from; a higher version is newer."""

    version: int
    title: str
    source: str
    edition: str
    date: date
    verify: bool = False


_LEAD = re.compile(r"^(?:NO(?:MOR|MER)?|SERTIFIKAT)[:-]?")
_NOT_IN_NUMBERS = str.maketrans("–—‐−", "----", " .\t\r\n\u00a0")


def number_key(number: str) -> str:
    """Return a certificate number for comparing: capitals, without spaces and dots, dashes as hyphens."""
    return number.translate(_NOT_IN_NUMBERS).upper()


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)
