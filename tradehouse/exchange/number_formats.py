"""What a number format tells about a value: zeros it shows, that it is a percentage, whose money it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

_LONGEST_CODE = 255  # characters that Excel lets a number format have
_BUILT_IN_PERCENTS = frozenset({9, 10})
_BUILT_IN_FIGURES = frozenset({*range(14), *range(37, 45), 48, 49})
_FIRST_OWN = 164  # lower numbers are built in
_WITHOUT_DATES = re.compile(r'(?:"[^"]*"|\[\$[^\]]*\]|\\[^dmyhs]|[^"dmyhs])*+', re.IGNORECASE)
_CURRENCIES = (
    (re.compile(r"rp\.?|idr|rupiah"), "IDR"),
    (re.compile(r"usd|us\$"), "USD"),
    (re.compile(r"sgd|s\$"), "SGD"),
    (re.compile(r"aud|a\$"), "AUD"),
    (re.compile(r"myr|rm"), "MYR"),
    (re.compile(r"eur|€"), "EUR"),
    (re.compile(r"gbp|£"), "GBP"),
    (re.compile(r"cny|rmb|¥-(?:0*804|zh)"), "CNY"),
    (re.compile(r"jpy|¥"), "JPY"),
    (re.compile(r"\$"), "USD"),
)
_NAMED = re.compile(r"(?<![a-z])(?:us\$|s\$|a\$|rp|idr|rupiah|usd|sgd|aud|myr|rm|eur|gbp|cny|rmb|jpy)(?![a-z$])|[$€£¥]")
_SECTION = re.compile(r'((?:[^;"\\]|"[^"]*"|\\.)*)')
_BRACKETS = re.compile(r"\[(?!\$)[^\]]*\]|\[\$-[^\]]*\]")
_FILLING = re.compile(r"[_*].")
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-[^\]]*)?\]|(.)', re.DOTALL)
_PLAIN_LITERALS = frozenset(" -()+:'")


@dataclass(frozen=True, slots=True)
class Formats:
    """The number formats that matter, by the index that a cell's style has. dated are all that may show a date."""

    padded: Mapping[int, str] = field(default_factory=dict)
    percents: frozenset[int] = frozenset()
    currencies: Mapping[int, str] = field(default_factory=dict)
    dated: frozenset[int] = frozenset()


def read_formats(styles: Element) -> Formats:
    """Return the number formats of a workbook's styles part."""
    codes: dict[int, str] = {}
    styles_of_cells: list[int] = []
    for part in styles:
        tag = part.tag.rpartition("}")[2]
        if tag == "numFmts":
            codes |= {
                int(entry.get("numFmtId", "0")): entry.get("formatCode", "")[:_LONGEST_CODE]
                for entry in part
                if entry.get("numFmtId", "").isdecimal() and len(entry.get("numFmtId", "")) < 10
            }
        elif tag == "cellXfs":
            ids = [entry.get("numFmtId", "0") for entry in part]
            styles_of_cells = [int(number) if number.isdecimal() and len(number) < 10 else 0 for number in ids]
    padded: dict[int, str] = {}
    percents: set[int] = set()
    currencies: dict[int, str] = {}
    for index, number in enumerate(styles_of_cells):
        code = codes.get(number)
        if code is None:
            if number in _BUILT_IN_PERCENTS:
                percents.add(index)
        elif zeros := zero_pattern(code):
            padded[index] = zeros
        elif is_percent(code):
            percents.add(index)
        elif currency := currency_of(code):
            currencies[index] = currency
    dated = {index for index, number in enumerate(styles_of_cells) if _may_show_date(number, codes.get(number))}
    return Formats(padded, frozenset(percents), currencies, frozenset(dated))


def _may_show_date(number: int, code: str | None) -> bool:
    if code is None:
        return number not in _BUILT_IN_FIGURES
    return _FIRST_OWN > number not in _BUILT_IN_FIGURES or not _WITHOUT_DATES.fullmatch(code)


def zero_pattern(code: str) -> str:
    """Return a pattern of 0 and escaped literals for a format that pads whole numbers ("00000", "00-000"),
    "" for every other format. Literal characters follow a backslash.
    """
    pattern = []
    zeros = 0
    for quoted, escaped, bracket, plain in _tokens(code):
        if plain == "0":
            pattern.append("0")
            zeros += 1
        elif plain and plain not in _PLAIN_LITERALS:
            return ""
        else:
            pattern.extend(f"\\{character}" for character in quoted or escaped or bracket or plain)
    return "".join(pattern) if zeros >= 2 else ""


def padded_text(pattern: str, value: int) -> str:
    """Return a whole number as its zero pattern shows it: digits fill the zeros from the right."""
    if not pattern.strip("0"):
        return str(value).zfill(len(pattern) + (value < 0))
    places = re.findall(r"\\.|0", pattern, re.DOTALL)
    digits = str(abs(value)).zfill(places.count("0"))
    spare = len(digits) - places.count("0")
    shown = []
    at = 0
    for place in places:
        if place != "0":
            shown.append(place[1])
            continue
        take = spare + 1 if at == 0 else 1
        shown.append(digits[at : at + take])
        at += take
    return ("-" if value < 0 else "") + "".join(shown)


def is_percent(code: str) -> bool:
    """Say whether a format shows a hundredth as a percentage."""
    return any(plain == "%" for *_, plain in _tokens(code))


def currency_of(code: str) -> str:
    """Return the ISO code of the money that a format shows, "" for none or one we do not know."""
    section = _SECTION.match(code)
    text = (section[1] if section else code).casefold()
    marks = "".join(re.findall(r'"[^"]*"|\[\$[^\]]*\]|\\.|[$€£¥]', text)).replace("[$-", "[")
    marks = re.sub(r"\[\$|[\[\]\"\\ ]", "", marks)
    return next((currency for form, currency in _CURRENCIES if form.search(marks)), "")


def currency_named(text: str) -> str:
    """Return the ISO code of the money that a typed price or a heading names ("US$ 12", "Harga (Rp)"), "" for none."""
    found = _NAMED.findall(text.casefold())
    return currency_of(f'"{found[0]}"') if found else ""


def _tokens(code: str) -> list[tuple[str, str, str, str]]:
    section = _SECTION.match(code)
    first = section[1] if section else code
    return _TOKEN.findall(_BRACKETS.sub("", _FILLING.sub("", first)))
