"""Loaders of the reference tables that ship with the program: each reads its file once, when first asked.

The files under resources/reference are the source; `sources()` says where each comes from. Nothing here knows
the catalogue: the store keeps its own copy of what staff may add to, and refreshes it when a version rises.
"""

import csv
import tomllib
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache, lru_cache, wraps
from threading import Lock
from types import MappingProxyType
from typing import Any, TypeVar, TypeVarTuple

from tradehouse.domain.reference_entries import (
    Category,
    CertificationType,
    ConsultantField,
    Country,
    Document,
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
)
from tradehouse.domain.resources import resources

E = TypeVar("E", bound=Entry)
Ts = TypeVarTuple("Ts")
R = TypeVar("R")


_LISTS = frozenset({"aliases", "modes", "scales", "hs_chapters", "under"})


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
            split_from=row["split_from"],
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
def markets() -> Mapping[str, Market]:
    """Return the markets whose demands the certification types name, by code ("home", "eu")."""
    return _by_code(Market(**row) for row in _rows("markets.csv"))


@cache
def shipped_certification_types() -> Mapping[str, CertificationType]:
    """Return the certification types that come with the program, by code ("pirt"), in the order of forms."""
    file = _toml("certification_types.toml")
    papers = {code: Document(code=code, **labels) for code, labels in file["document"].items()}
    return _by_code(
        certification_type_of({**table, "documents": [papers[code] for code in table.get("documents", ())]})
        for table in file["type"]
    )


def certification_type_of(table: Mapping[str, Any]) -> CertificationType:
    """Return the type that a table in the form of certification_types.toml describes, its documents as entries."""
    known = {key: value for key, value in table.items() if key not in {"issuer", "issuer_en", "required"}}
    for key in ("aliases", "markets", "satisfied_by", "documents"):
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
                valid_to=demand.get("to"),
                source=demand["source"],
                verify=demand.get("verify", False),
                markets=tuple(demand.get("markets", ("home",))),
                recommended=demand.get("strength") == "recommended",
            )
            for demand in table.get("required", ())
        ),
    )


class _Types:
    """Which types this process knows: an edition that rises with every change, and the types themselves."""

    now: tuple[int, Mapping[str, CertificationType]] | None = None
    lock = Lock()


def certification_types() -> Mapping[str, CertificationType]:
    """Return the certification types by code, the shipped ones and the house's own."""
    return _Types.now[1] if _Types.now else shipped_certification_types()


def use_certification_types(types: Mapping[str, CertificationType]) -> None:
    """Let the whole process know these types from now on. What was worked out from others is forgotten."""
    with _Types.lock:
        edition = _Types.now[0] + 1 if _Types.now else 1
        _Types.now = (edition, MappingProxyType(dict(types)))


def kept_by_types(maxsize: int | None = None) -> Callable[[Callable[[*Ts], R]], Callable[[*Ts], R]]:
    """Return a decorator that remembers answers worked out from the certification types until these change.

    What it decorates is asked by position, with values that can be hashed.
    """

    def keep(worked_out: Callable[[*Ts], R]) -> Callable[[*Ts], R]:
        @lru_cache(maxsize)
        def kept(_edition: int, *args: *Ts) -> R:
            return worked_out(*args)

        @wraps(worked_out)
        def ask(*args: *Ts) -> R:
            # The edition is read before the types: an answer of a change between them is never asked for again.
            return kept(_Types.now[0] if _Types.now else 0, *args)

        return ask

    return keep


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
