"""What the house keeps of certification types: all of its own ones, of a shipped one only what staff changed.

So a newer file of the program brings everything else. What only means something together (pattern, form and example of
the number; the ways to be valid) is kept together.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

from tradehouse.domain.errors import InvalidData
from tradehouse.domain.house_types import certification_type_data, certification_type_from
from tradehouse.domain.reference_data import shipped_certification_types
from tradehouse.domain.reference_entries import ANY_CATEGORY, CertificationType, Requirement
from tradehouse.domain.requirements import HOME

Data = Mapping[str, Any]
STAFF: Final = "Staf rumah dagang (house staff)"
"""The source of rules that staff set."""
_TOGETHER: Final = (
    ("number_pattern", "number_form", "number_example", "shape_id", "shape_en"),
    ("validity_years", "no_expiry", "until_change", "per_shipment"),
    ("issuer", "issuer_en"),
)
_KEYS: Final = (
    *((key,) for key in ("label_id", "label_en", "group", "source", "aliases", "markets", "satisfied_by")),
    *((key,) for key in ("superseded", "verify", "renewal_lead_days", "documents", "required")),
    *_TOGETHER,
)


def kept_parts(kind: CertificationType) -> dict[str, Any]:
    """Return what is to be kept of a type as JSON can hold it; nothing for a shipped type as it was shipped."""
    data, shipped = certification_type_data(kind), shipped_certification_types().get(kind.code)
    if shipped is None:
        return data
    known = certification_type_data(shipped)
    changed = (keys for keys in _KEYS if any(data.get(key) != known.get(key) for key in keys))
    return {key: data.get(key) for keys in changed for key in keys}


def kept_types(kept: Mapping[str, Data]) -> dict[str, CertificationType]:
    """Return the types of which something is kept, by code. A part that a newer program no longer understands (a
    category that is gone) is passed over; a type of which no name is left, or that is no type at all, too.
    """
    shipped = shipped_certification_types()
    found: dict[str, CertificationType] = {}
    for code, parts in kept.items():
        base = certification_type_data(shipped[code]) if code in shipped else {}
        with suppress(
            InvalidData, TypeError, ValueError, AttributeError, KeyError
        ):  # from elsewhere it may be anything
            found[code] = _readable({**base, **parts, "code": code})
    return found


def _readable(data: dict[str, Any]) -> CertificationType:
    try:
        return certification_type_from(data)
    except InvalidData as refusal:
        wrong = {problem.field for problem in refusal.problems}
        gone = {key for keys in _KEYS if wrong.intersection(keys) for key in keys}
        return certification_type_from({key: value for key, value in data.items() if key not in gone})


# --- what staff say of a type -----------------------------------------------------------------------------------------


def pattern_of(example: str) -> str:
    """Return a pattern for numbers that look like an example: its letters and signs, with any digits."""
    key = "".join(example.split()).replace(".", "").upper()
    parts = (
        rf"\d{{{len(part)}}}" if part.isdigit() else re.escape(part) for part in re.findall(r"[0-9]+|[^0-9]+", key)
    )
    return f"^{''.join(parts)}$" if key else ""


def home_categories(kind: CertificationType) -> tuple[str, ...]:
    """Return the categories that need it at home by law ("any": all)."""
    rules = (rule for rule in kind.required if HOME in rule.markets and not rule.recommended)
    return tuple(dict.fromkeys(code for rule in rules for code in rule.categories))


def asking_markets(kind: CertificationType) -> tuple[str, ...]:
    """Return the markets beside the home market that ask for it."""
    return tuple(dict.fromkeys(code for rule in kind.required for code in rule.markets if code != HOME))


def with_home_categories(kind: CertificationType, wanted: Iterable[str]) -> CertificationType:
    """Return the type needed at home for just these categories. What stays keeps its dates, scales and source."""
    codes, before = tuple(wanted), home_categories(kind)
    rules: list[Requirement] = []
    for rule in kind.required:
        if HOME not in rule.markets or rule.recommended or set(rule.categories) <= set(codes):
            rules.append(rule)
            continue
        stays = tuple(code for code in rule.categories if code in codes)
        elsewhere = tuple(market for market in rule.markets if market != HOME)
        rules += [replace(rule, categories=stays, markets=(HOME,))] if stays else []
        rules += [replace(rule, markets=elsewhere)] if elsewhere else []
    fresh = tuple(code for code in codes if code not in before)
    rules += [Requirement(fresh, (), None, STAFF, False)] if fresh else []
    return replace(kind, required=tuple(rules))


def with_markets(kind: CertificationType, wanted: Iterable[str]) -> CertificationType:
    """Return the type asked by just these markets beside the home market.

    A market that is new here asks it of the categories that need it at home, of all products where none does; as
    buyers ask, not as a law.
    """
    codes, before = tuple(wanted), asking_markets(kind)
    rules = [
        rule
        if {HOME, *codes} >= set(rule.markets)
        else replace(rule, markets=tuple(code for code in rule.markets if code == HOME or code in codes))
        for rule in kind.required
    ]
    fresh = tuple(code for code in codes if code not in before)
    if fresh:
        asked = home_categories(kind) or (ANY_CATEGORY,)
        rules.append(Requirement(asked, (), None, STAFF, False, fresh, recommended=True))
    return replace(kind, required=tuple(rule for rule in rules if rule.markets))
