"""Provinces and regencies as people write them: "Kab. Bantul", "DKI_Jakarta", "Sleman, DIY".

Nothing is guessed. A plain name that is both a regency and a city ("Bandung", "Bogor") is neither, also where
the province is known but has both; the word Kab or Kota decides, or a province that has only one of them
("Banjar, Jawa Barat"). Present names go before former ones, so that "Pontianak" is the city although the
regency Mempawah was called Pontianak too. A name that lies outside the province given is not found.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from tradehouse.domain.reference_data import provinces, regencies
from tradehouse.domain.reference_entries import Region
from tradehouse.domain.text import fold

_KABUPATEN = r"kabupaten|kab|kabup|kbp"
_KOTA = r"kota|kotamadya|kotamadia|kodya"
_PREFIXED = re.compile(
    rf"(?:(?P<kabupaten>{_KABUPATEN})|(?P<kota>{_KOTA})) (?:(?:administrasi|administratif|adm) )?(?P<name>.+)"
)
_EITHER = re.compile(r"^\s*kab\w*\.?\s*/\s*kota\b", re.IGNORECASE)
_SUFFIXED = re.compile(rf"(?P<name>.+) (?:(?P<kabupaten>{_KABUPATEN}|regency)|(?P<kota>{_KOTA}|city))")
_PROVINCE_WORD = re.compile(r"^(?:provinsi|propinsi|province of|province|prov|prop) | province$")
_SPELLINGS = {"kep": "kepulauan", "sumatra": "sumatera"}
_PARTS = re.compile(r"[,;/|()\n]| [-–—] ")
_REMEMBERED = 8192

_Index = Mapping[str, tuple[Region, ...]]


def find_province(text: str) -> Region | None:
    """Return the province that a text names: by name, alias, ISO code or official code ("34"); else None."""
    return _find_province(text)


def provinces_of_old(old: str, present: str) -> bool:
    """Return whether a province was part of another one: Papua Selatan of Papua, Papua Barat Daya of Papua Barat."""
    known = provinces()
    while present in known and (before := known[present].split_from):
        if before == old:
            return True
        present = before
    return False


def find_regency(text: str, province: Region | str | None = None) -> Region | None:
    """Return the regency or city that a text names, within a province or its code if one is given; or None.

    Takes names with or without Kabupaten and Kota, former names, abbreviations in use, official codes
    ("34.02"), and texts that also name the province or lead up to the regency ("Sewon, Bantul, DIY").
    """
    return _find_regency(text, province.province if isinstance(province, Region) else province or "")


def _key(folded: str) -> str:
    """Return a folded name without spaces and with one spelling, so that "Kulonprogo" is "Kulon Progo"."""
    return "".join(_SPELLINGS.get(word, word) for word in folded.split())


@cache
def _province_index() -> Mapping[str, Region]:
    index: dict[str, Region] = {}
    for region in provinces().values():
        for word in (region.code, region.iso, region.label_id, region.label_en, *region.aliases):
            index[_key(fold(word))] = region
    return index


def _index(named: Iterable[tuple[Region, tuple[str, ...]]]) -> _Index:
    index: dict[str, list[Region]] = defaultdict(list)
    for region, words in named:
        for key in dict.fromkeys(_key(fold(word)) for word in words):
            index[key].append(region)
    return {key: tuple(found) for key, found in index.items()}


@cache
def _present_names() -> _Index:
    return _index((region, (region.name, region.label_id, region.label_en)) for region in regencies().values())


@cache
def _other_names() -> _Index:
    return _index(
        (region, (*region.aliases, region.label_en.removesuffix(" Regency").removesuffix(" City")))
        for region in regencies().values()
    )


def _province_named(folded: str) -> Region | None:
    index = _province_index()
    return index.get(_key(folded)) or index.get(_key(_PROVINCE_WORD.sub("", folded)))


@lru_cache(_REMEMBERED)
def _find_province(text: str) -> Region | None:
    whole = _province_named(fold(text))
    if whole is not None:
        return whole
    named = {found for part in _PARTS.split(text) if (found := _province_named(fold(part))) is not None}
    return named.pop() if len(named) == 1 else None


def _named(name: str, kind: str, province: str) -> Region | None:
    """Return the only region of that name, kind and province; present names before former and short ones."""
    key = _key(name)
    for index in (_present_names(), _other_names()):
        found = [
            region for region in index.get(key, ()) if kind in {"", region.kind} and province in {"", region.province}
        ]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _regency_named(folded: str, province: str) -> Region | None:
    whole = _named(folded, "", province)
    if whole is not None:
        return whole
    for form in (_PREFIXED, _SUFFIXED):
        match = form.fullmatch(folded)
        found = match and _named(match["name"], "kabupaten" if match["kabupaten"] else "kota", province)
        if found is not None:
            return found
    return None


@lru_cache(_REMEMBERED)
def _find_regency(text: str, province: str) -> Region | None:
    text = _EITHER.sub("", text).strip()
    coded = regencies().get(text)
    if coded is not None:
        return coded if province in {"", coded.province} else None
    folded = fold(text)
    whole = _regency_named(folded, province)
    if whole is not None:
        return whole
    if _PARTS.search(text) is not None:
        return _regency_in_parts(text, province)
    words = folded.split()
    for start in range(1, len(words)):
        behind = _province_named(" ".join(words[start:]))
        if behind is not None and province in {"", behind.code}:
            return _regency_named(" ".join(words[:start]), behind.code)
    return None


def _regency_in_parts(text: str, province: str) -> Region | None:
    """Look at the parts between commas: a province narrows the others, and they must agree on one."""
    parts = [folded for part in _PARTS.split(text) if (folded := fold(part))]
    for place in range(len(parts) - 1, 0, -1):
        named = _province_named(parts[place])
        if named is not None:
            if province not in {"", named.code}:
                return None
            province = named.code
            del parts[place]
            break
    found = {region for part in parts if (region := _regency_named(part, province)) is not None}
    return found.pop() if len(found) == 1 else None
