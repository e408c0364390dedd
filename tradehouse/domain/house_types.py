"""Certification types of the house's own: checked as a person typed them, kept as plain data, known to the whole process.

The house may add types and change shipped ones; what it changed stands before what a newer version of the program
brings. A type is kept in the form of certification_types.toml, as data that JSON can hold.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from tradehouse.domain.errors import InvalidData, Problem
from tradehouse.domain.language import N_, Message
from tradehouse.domain.reference_data import (
    categories,
    certification_type_of,
    markets,
    shipped_certification_types,
    use_certification_types,
)
from tradehouse.domain.reference_entries import ANY_CATEGORY, LONGEST_NUMBER, CertificationType, Document, Requirement
from tradehouse.domain.supplier_fields import SCALES
from tradehouse.domain.text import fold

OWN_GROUP: Final = "house"
LONGEST_TERM_YEARS, LONGEST_LEAD_DAYS = 100, 3650
LONGEST_PATTERN, MOST_WAYS = 200, 2_000_000
_LONGEST_LABEL = 120
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_TERMS = ("no_expiry", "until_change", "per_shipment")
_TEXTS = ("label_id", "label_en", "group", "issuer", "issuer_en", "number_pattern", "number_form", "number_example",
          "shape_id", "shape_en", "source")  # fmt: skip
_LISTS = ("aliases", "markets", "satisfied_by")


def use_house_types(own: Mapping[str, CertificationType]) -> None:
    """Let the whole process know the house's own types beside the shipped ones; one of a shipped code replaces it."""
    use_certification_types({**shipped_certification_types(), **own})


def suggested_code(label: str, taken: Mapping[str, object]) -> str:
    """Return a code for a new type by its name ("Sertifikat Kebun" → "sertifikat_kebun"), unlike those taken."""
    words = re.sub(r"[^a-z0-9]+", "_", fold(label).encode("ascii", "ignore").decode()).strip("_")[:36]
    code = words if _CODE.fullmatch(words) else f"type_{words}".rstrip("_")
    number = 2
    found = code
    while found in taken:
        found, number = f"{code}_{number}", number + 1
    return found


def certification_type_data(kind: CertificationType) -> dict[str, Any]:
    """Return a type as JSON can hold it, without what is empty; `certification_type_from` reads it."""
    data: dict[str, Any] = {"code": kind.code, "issuer": kind.issuer_id, "validity_years": kind.validity_years}
    data |= {key: getattr(kind, key) for key in _TEXTS if key != "issuer"}
    data |= {key: list(getattr(kind, key)) for key in _LISTS}
    data |= {key: getattr(kind, key) for key in (*_TERMS, "superseded", "verify", "renewal_lead_days")}
    data["documents"] = [{"code": d.code, "label_id": d.label_id, "label_en": d.label_en} for d in kind.documents]
    data["required"] = [_rule_data(rule) for rule in kind.required]
    return {key: value for key, value in data.items() if value not in (None, "", [], False, 0)}


def _rule_data(rule: Requirement) -> dict[str, Any]:
    found: dict[str, Any] = {"categories": list(rule.categories), "markets": list(rule.markets)}
    found |= {"source": rule.source, "scales": list(rule.scales), "verify": rule.verify}
    found |= {
        "from": rule.valid_from and rule.valid_from.isoformat(),
        "to": rule.valid_to and rule.valid_to.isoformat(),
    }
    found["strength"] = "recommended" if rule.recommended else ""
    return {key: value for key, value in found.items() if value not in (None, "", [], False)}


def certification_type_from(data: Mapping[str, Any], taken: Mapping[str, object] | None = None) -> CertificationType:
    """Return the type that data describes, in the form of `certification_type_data`. Raises InvalidData with every
    reason why it cannot be one; taken are the codes that a new type may not have.
    """
    problems = list(check_type(data, taken or {}))
    if problems:
        raise InvalidData(problems)
    table: dict[str, Any] = {"group": OWN_GROUP, **{key: value for key, value in data.items() if value is not None}}
    for key in _TEXTS:
        if key in table:
            table[key] = str(table[key]).strip()
    table["label_en"] = table.get("label_en") or table["label_id"]
    table["issuer"] = table.get("issuer") or ""
    table["issuer_en"] = table.get("issuer_en") or table["issuer"]
    table["documents"] = [Document(**document) for document in table.get("documents", ())]
    table["required"] = [
        rule | {key: date.fromisoformat(rule[key]) for key in ("from", "to") if isinstance(rule.get(key), str)}
        for rule in map(dict, table.get("required", ()))
    ]
    return certification_type_of(table)


def check_type(data: Mapping[str, Any], taken: Mapping[str, object]) -> Iterator[Problem]:
    """Yield what is wrong with a type as somebody typed it, each for the key of its field."""
    yield from _check_names(data, taken)
    yield from _check_term(data)
    pattern = str(data.get("number_pattern") or "").strip()
    if pattern:
        yield from _check_pattern(pattern, data)
    for document in data.get("documents") or ():
        if not document.get("code") or not str(document.get("label_id") or "").strip():
            yield _wrong("documents", "unnamed_document", N_("A document of the checklist has no name."))
    for rule in data.get("required") or ():
        yield from _check_rule(rule)


def _wrong(field: str, code: str, msgid: str, /, **values: object) -> Problem:
    return Problem(field, code, Message(msgid, values))


def _check_names(data: Mapping[str, Any], taken: Mapping[str, object]) -> Iterator[Problem]:
    code = str(data.get("code") or "")
    if not _CODE.fullmatch(code):
        text = N_(
            '"{code}" cannot be a code: it takes small letters, digits and underscores, a letter first, 40 at most.'
        )
        yield _wrong("code", "bad_code", text, code=code)
    elif code in taken:
        yield _wrong("code", "code_taken", N_('There is a certificate type "{code}" already.'), code=code)
    label = str(data.get("label_id") or "").strip()
    if not label:
        yield _wrong("label_id", "no_label", N_("The certificate type needs a name."))
    if max(len(label), len(str(data.get("label_en") or ""))) > _LONGEST_LABEL:
        text = N_("The name of a certificate type may have {most} characters at most.")
        yield _wrong("label_id", "long_label", text, most=_LONGEST_LABEL)


def _check_term(data: Mapping[str, Any]) -> Iterator[Problem]:
    years, lead = data.get("validity_years"), data.get("renewal_lead_days") or 0
    if years is not None and not _whole(years, 1, LONGEST_TERM_YEARS):
        text = N_("The validity is a whole number of years from 1 to {most}; found {found}.")
        yield _wrong("validity_years", "bad_term", text, most=LONGEST_TERM_YEARS, found=str(years))
    if not _whole(lead, 0, LONGEST_LEAD_DAYS):
        text = N_("The lead time of a renewal is a whole number of days from 0 to {most}; found {found}.")
        yield _wrong("renewal_lead_days", "bad_lead", text, most=LONGEST_LEAD_DAYS, found=str(lead))
    if sum([years is not None, *(bool(data.get(key)) for key in _TERMS)]) > 1:
        text = N_("Choose one kind of validity: years, none, until the product changes, or per shipment.")
        yield _wrong("validity_years", "two_terms", text)


def _whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _check_rule(rule: Mapping[str, Any]) -> Iterator[Problem]:
    known = {ANY_CATEGORY, *categories()}
    strangers = [code for code in rule.get("categories") or ("",) if code not in known]
    strangers += [code for code in rule.get("markets") or () if code not in markets()]
    strangers += [code for code in rule.get("scales") or () if code not in {choice.token for choice in SCALES}]
    if strangers:
        text = N_('A rule names "{found}", which is no category, market or business scale.')
        yield _wrong("required", "bad_rule", text, found=strangers[0])
    if not str(rule.get("source") or "").strip():
        yield _wrong("required", "no_source", N_("A rule needs a source: the law, the standard, or who asks for it."))
    try:
        days = [date.fromisoformat(str(rule[key])) for key in ("from", "to") if rule.get(key)]
    except ValueError:
        yield _wrong("required", "bad_day", N_("A rule's first or last day is not a date."))
    else:
        if days != sorted(days):
            yield _wrong("required", "days_swapped", N_("A rule's last day comes before its first."))


# --- the pattern of a number ------------------------------------------------------------------------------------------


def _check_pattern(pattern: str, data: Mapping[str, Any]) -> Iterator[Problem]:
    doubled = _DOUBLED.search(pattern)
    try:
        compiled = re.compile(pattern, re.ASCII) if len(pattern) <= LONGEST_PATTERN and doubled is None else None
        reason = f'"{doubled[0]}"' if doubled else ""
    except (re.error, RecursionError, OverflowError) as error:
        reason = str(error)
    if reason:
        text = N_("The pattern of the number cannot be read: {reason}. Leave it empty to take any number.")
        yield _wrong("number_pattern", "bad_pattern", text, reason=reason)
        return
    if compiled is None:
        text = N_("The pattern of the number has more than {most} characters.")
        yield _wrong("number_pattern", "long_pattern", text, most=LONGEST_PATTERN)
        return
    if _is_slow(pattern):
        text = N_("The pattern of the number can fit in so many ways that checking may take minutes. Make it simpler.")
        yield _wrong("number_pattern", "slow_pattern", text)
        return
    form = str(data.get("number_form") or "")
    example = str(data.get("number_example") or "").strip()
    plain = {"code": "x", "label_id": "x", "group": "x", "issuer": ""}
    try:
        kind = certification_type_of({**plain, "label_en": "x", "number_pattern": pattern, "number_form": form})
        fits = not example or kind.normal(example) is not None
    except (re.error, IndexError) as error:
        text = N_("The form of the number cannot be made from its pattern: {reason}.")
        yield _wrong("number_form", "bad_form", text, reason=str(error))
        return
    if not fits:
        text = N_('The example "{example}" does not fit the pattern of the number.')
        yield _wrong("number_example", "bad_example", text, example=example)


_ESCAPED, _CLASS = re.compile(r"\\."), re.compile(r"\[\^?\]?[^\]]*\]")
_REPEAT = re.compile(r"(?:([?*+])|\{(\d*)(,?)(\d*)\})[?+]?")
_DOUBLED = re.compile(r"\[\^?\[|--|&&|\|\||~~")
"""Signs that a later Python may read as sets of sets."""
_LOOKS = re.compile(r"\(\?(?!:)|\\[1-9]")
"""Lookarounds, names, flags and references back: a number needs none of them."""


def _is_slow(pattern: str) -> bool:
    """Return whether a pattern may take long on some text, because there are too many ways in which it could fit."""
    if _LOOKS.search(pattern):
        return True
    plain = _CLASS.sub("x", _ESCAPED.sub("x", pattern)).replace("(?:", "(")
    groups = [(0, 1)]  # per open group: the ways of its alternatives so far, and of the one that is being read
    place = 0
    while place < len(plain):
        sign, place = plain[place], place + 1
        if sign == "(":
            groups.append((0, 1))
            continue
        if sign == "|":
            groups[-1] = (sum(groups[-1]), 1)
            continue
        inside = sum(groups.pop()) if sign == ")" and len(groups) > 1 else 1
        repeat = _REPEAT.match(plain, place)
        if repeat is not None:
            inside, place = _repeated(inside, repeat), repeat.end()
        before, here = groups[-1]
        groups[-1] = before, min(here * inside, MOST_WAYS + 1)
    return sum(groups[-1]) > MOST_WAYS


def _repeated(inside: int, repeat: re.Match[str]) -> int:
    """Return in how many ways something can fit that fits in `inside` ways and is repeated."""
    if repeat[1] == "?":
        return inside + 1
    least, most = int(repeat[2] or 0), int(repeat[4] or 0) if repeat[3] else int(repeat[2] or 0)
    if repeat[1] or not most or most > LONGEST_NUMBER:
        return LONGEST_NUMBER if inside == 1 else MOST_WAYS + 1
    ways: int = (most - least + 1) * inside**most
    return min(ways, MOST_WAYS + 1)
