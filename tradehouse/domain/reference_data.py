"""Loaders of the reference tables that ship with the program: each reads its file once, when first asked.

The files under resources/reference are the source; `sources()` says where each comes from. Nothing here knows
the catalogue: the store keeps its own copy of what staff may add to, and refreshes it when a version rises.
"""

import csv
import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from tradehouse.domain.reference_entries import (
    Category,
    CertificationType,
    ConsultantField,
    Country,
    Entry,
    HsCode,
    Incoterm,
    LegalForm,
    Port,
    Region,
    Requirement,
    ScaleRule,
    Source,
    Unit,
)
from tradehouse.domain.resources import resources

E = TypeVar("E", bound=Entry)


_LISTS = frozenset({"aliases", "modes", "scales", "hs_chapters"})


def _rows(name: str) -> list[dict[str, Any]]:
    """Return the rows of a CSV file; the columns of _LISTS hold words parted by bars and become tuples."""
    with (resources() / "reference" / name).open(encoding="utf-8", newline="") as stream:
        rows: list[dict[str, Any]] = list(csv.DictReader(stream))
    lists = _LISTS & rows[0].keys()
    for row in rows:
        for key in lists:
            row[key] = tuple(row[key].split("|")) if row[key] else ()
    return rows


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((resources() / "reference" / name).read_text(encoding="utf-8"))


def _by_code(entries: Iterable[E]) -> Mapping[str, E]:
    return MappingProxyType({entry.code: entry for entry in entries})


@cache
def sources() -> Mapping[str, Source]:
    """Return where each file comes from and its version, by file name ("provinces.csv")."""
    return MappingProxyType({name: Source(**table) for name, table in _toml("sources.toml").items()})


@cache
def provinces() -> Mapping[str, Region]:
    """Return the 38 provinces by official code ("34")."""
    return _by_code(
        Region(
            code=row["code"],
            label_id=row["label_id"],
            label_en=row["label_en"],
            aliases=(row["full_name"], *row["aliases"]),
            kind="province",
            province=row["code"],
            name=row["label_id"],
            iso=row["iso"],
        )
        for row in _rows("provinces.csv")
    )


@cache
def regencies() -> Mapping[str, Region]:
    """Return the 514 regencies and cities by official code ("34.02"), in the order of the codes."""
    return _by_code(Region(**row) for row in _rows("regencies.csv"))


@cache
def categories() -> Mapping[str, Category]:
    """Return the product categories by code ("kriya-anyaman"), every parent before its children."""
    return _by_code(Category(**row) for row in _rows("categories.csv"))


@cache
def certification_types() -> Mapping[str, CertificationType]:
    """Return the shipped certification types by code ("pirt"), in the order of forms."""
    return _by_code(_certification_type(table) for table in _toml("certification_types.toml")["type"])


def _certification_type(table: dict[str, Any]) -> CertificationType:
    known = {key: value for key, value in table.items() if key not in {"issuer", "issuer_en", "required"}}
    for key in ("aliases", "markets", "satisfied_by"):
        known[key] = tuple(table.get(key, ()))
    return CertificationType(
        **known,
        issuer_id=table["issuer"],
        issuer_en=table.get("issuer_en", table["issuer"]),
        required=tuple(
            Requirement(
                categories=tuple(demand["categories"]),
                scales=tuple(demand.get("scales", ())),
                valid_from=demand.get("from"),
                source=demand["source"],
                verify=demand.get("verify", False),
                markets=tuple(demand.get("markets", ("home",))),
            )
            for demand in table.get("required", ())
        ),
    )


@cache
def units() -> Mapping[str, Unit]:
    """Return the units by code ("pcs", "lusin", "kg")."""
    return _by_code(
        Unit(**{**row, "factor": Decimal(row["factor"]) if row["factor"] else None}) for row in _rows("units.csv")
    )


@cache
def incoterms() -> Mapping[str, Incoterm]:
    """Return the eleven Incoterms 2020 by code ("FOB")."""
    return _by_code(Incoterm(**row) for row in _rows("incoterms.csv"))


@cache
def countries() -> Mapping[str, Country]:
    """Return the countries by ISO 3166-1 alpha-2 code ("NL")."""
    return _by_code(Country(**row) for row in _rows("countries.csv"))


@cache
def ports() -> Mapping[str, Port]:
    """Return the seaports and airports by UN/LOCODE ("IDTPP")."""
    return _by_code(Port(**row) for row in _rows("ports.csv"))


@cache
def consultant_fields() -> Mapping[str, ConsultantField]:
    """Return the fields of consultants and experts by code ("pemasaran")."""
    return _by_code(ConsultantField(**row) for row in _rows("consultant_fields.csv"))


@cache
def legal_forms() -> Mapping[str, LegalForm]:
    """Return the legal forms of firms by code ("pt_perorangan")."""
    return _by_code(
        LegalForm(**{**row, "legal_person": row["legal_person"] == "yes", "verify": row["verify"] == "yes"})
        for row in _rows("legal_forms.csv")
    )


@cache
def scale_rules() -> tuple[ScaleRule, ...]:
    """Return the laws that divide firms by scale, the newest first."""
    rules = (ScaleRule(**{"valid_to": None, **table}) for table in _toml("scale_rules.toml")["rule"])
    return tuple(sorted(rules, key=lambda rule: rule.valid_from, reverse=True))


@cache
def hs_codes() -> Mapping[str, HsCode]:
    """Return chapters, headings and subheadings of HS 2022 by digits ("460212"); large, so on demand only."""
    return MappingProxyType(
        {row["code"]: HsCode(row["code"], int(row["level"]), row["description"]) for row in _rows("hs.csv")}
    )


@cache
def kbli_2020() -> Mapping[str, str]:
    """Return the Indonesian titles of the five-digit fields of KBLI 2020 by code; on demand only."""
    return MappingProxyType({row["code"]: row["title"] for row in _rows("kbli2020.csv")})
