"""Permits as people write them into one cell: "No. 10170006701114 tanggal 26 November 2014", "Griya Harum IDM000602715"."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Final

from tradehouse.domain.cells import NotOneValue, is_blank
from tradehouse.domain.dates import NotADate, parse_dated
from tradehouse.domain.reference import CertificationType, certification_types, find_certification_type
from tradehouse.domain.text import fold

IN_PROCESS: Final = frozenset(
    (
        "proses",
        "dalam proses",
        "sedang proses",
        "proses pengajuan",
        "pengajuan",
        "diajukan",
        "sedang diajukan",
        "on process",
        "pengurusan",
    )
)
HELD: Final = frozenset(
    ("ada", "ya", "sudah", "punya", "y", "v", "x", "sudah ada", "yes", "terdaftar", "aktif", "sudah terbit")
)
NOT_HELD: Final = frozenset(
    ("tidak", "belum", "t", "no", "belum ada", "tidak ada", "tdk", "tdk ada", "tidak punya", "blm", "blm ada", "n")
)
_LEAD = re.compile(
    r"^\s*(?:no(?:mor|\.)?|nomer|sertifikat|p-?irt|sk|reg(?:istrasi)?|id\s*:)\s*[.:]?\s*(?:no(?:mor)?\s*[.:]\s*)?",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:\b(?:tanggal|tgl|tg|tertanggal)\b\.?\s*:?\s*)?"
    r"(\d{1,2}\s*[-/. ]\s*(?:\d{1,2}|[A-Za-z]{3,10})\.?\s*[-/. ]\s*(?:19|20)\d{2})(?!\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"[,(]?\s*\b(?:tahun|thn|th)\b\.?\s*:?\s*((?:19|20)\d{2})\)?", re.IGNORECASE)
_UNTIL = re.compile(
    r"[,;(]?\s*\b(?:masa berlaku|berlaku|exp(?:ired)?|kadaluarsa|kedaluwarsa|s/d|s\.d|sampai|hingga)\b.*$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[;,]\s*|\s+(?:dan|&|/)\s+")
_LISTED = re.compile(r"\s*[;,\n•|+]\s*|\s+(?:dan|serta|and|&|/)\s+")
_MOST_TYPE_WORDS: Final = 5
_TRADE_MARK = re.compile(r"\b(?:IDM|[DJ]ID)\s*\d{6,12}\b", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"(?<!\d)\d{10,}(?:\s*[-–]\s*\d{2})?(?!\d)")


@dataclass(frozen=True, slots=True)
class Permit:
    """One permit told by a cell. number is "" where only its being there is told; issued is the day, or the first
    day of the year where only the year is told; scope is what stands beside the number (the name of a trade mark).
    """

    type: str
    number: str = ""
    issued: date | None = None
    expires: date | None = None
    stage: str = "issued"
    scope: str = ""


@lru_cache(4096)
def read_permits(text: str, type_code: str) -> tuple[Permit, ...]:
    """Return the permits that a cell of a column for one type tells: none for a blank or "belum", several for
    several numbers. Of types in one group (halal) the number's own form decides.
    """
    word = fold(text)
    if is_blank(text) or not word or word in NOT_HELD or word == "0":
        return ()
    if word in IN_PROCESS:
        return (Permit(type_code, stage="submitted"),)
    if word in HELD:
        return (Permit(type_code),)
    plain = " ".join(text.split())
    until = _UNTIL.search(plain)
    expires = _issued(until[0])[0] if until and not _YEAR.search(until[0]) else None
    issued, rest = _issued(_tidy(plain[: until.start()]) if until else plain)
    stage = "submitted" if any(w in f" {word} " for w in (" proses ", " pengajuan ", " diajukan ")) else "issued"
    if type_code == "merek":
        return _trade_marks(rest, issued, expires, stage)
    numbers = [_number(part) for part in _split(rest)]
    found = [Permit(_own_type(number, type_code), number, issued, expires, stage) for number in numbers if number]
    return tuple(found) or (Permit(type_code, "", issued, expires, stage, plain),)


@lru_cache(4096)
def read_named_permits(text: str) -> tuple[tuple[Permit, ...], tuple[str, ...]]:
    """Return the permits of a cell that says their types ("PIRT 2063402010123-26, Halal MUI"), and its pieces that say
    none.
    """
    found: list[Permit] = []
    others: list[str] = []
    for piece in _pieces(text):
        named = _named(piece)
        slashed = [_named(part) for part in piece.split("/")] if named is None or "/" in named[1] else []
        if len(slashed) > 1 and all(part is not None and not part[1] for part in slashed):
            found.extend(Permit(part[0]) for part in slashed if part is not None)
        elif named is not None:
            found.extend(read_permits(named[1] or "ada", named[0]))
        elif fold(piece) not in NOT_HELD:
            others.append(piece)
    return tuple(found), tuple(others)


def _pieces(text: str) -> list[str]:
    """Part a list of permits; a date or a last day behind a comma stays with its permit."""
    pieces: list[str] = []
    for piece in filter(None, (_tidy(piece) for piece in _LISTED.split(text))):
        if pieces and (_UNTIL.match(piece) or _DATE.match(piece) or _YEAR.match(piece)):
            pieces[-1] = f"{pieces[-1]} {piece}"
        else:
            pieces.append(piece)
    return pieces


def _named(piece: str) -> tuple[str, str] | None:
    """Return the type that a piece begins with, or that its number is of, and what stands behind it; None for none."""
    words = piece.split()
    for count in range(min(len(words), _MOST_TYPE_WORDS), 0, -1):
        known = find_certification_type(" ".join(words[:count]))
        if known is not None:
            return known.code, " ".join(words[count:]).strip(" :.-()")
    fitting = [t.code for t in certification_types().values() if t.number_pattern and t.accepts(piece)]
    return (fitting[0], piece) if len(fitting) == 1 else None


def _issued(text: str) -> tuple[date | None, str]:
    """Return the date of issue in a text and the text without it."""
    for match in _DATE.finditer(text):
        try:
            return parse_dated(match[1]).value, _without(text, match)
        except (NotADate, NotOneValue):
            continue  # "22 tahun 2017" after a number has the shape of a date
    year = _YEAR.search(text)
    return (date(int(year[1]), 1, 1), _without(text, year)) if year else (None, text)


def _without(text: str, match: re.Match[str]) -> str:
    return _tidy(f"{text[: match.start()]} {text[match.end() :]}")


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:-")


def _split(text: str) -> list[str]:
    """Part a text into its numbers; a text with one long number stays whole."""
    long_numbers = _LONG_NUMBER.findall(text)
    if len(long_numbers) > 1:
        return [re.sub(r"\s*[-–]\s*", "-", number) for number in long_numbers]
    parts = [part for part in _PARTS.split(text) if part]
    return parts if len(parts) > 1 and all(sum(c.isdigit() for c in part) >= 5 for part in parts) else [text]


def _number(text: str) -> str:
    number = _LEAD.sub("", text).strip(" .,:;()")
    number = re.sub(r"\s*[-–]\s*", "-", number) if _LONG_NUMBER.search(number) else number
    return number if sum(c.isdigit() for c in number) > 4 else ""


def _trade_marks(text: str, issued: date | None, expires: date | None, stage: str) -> tuple[Permit, ...]:
    """A trade mark's cell holds the mark and one or more numbers."""
    numbers = [re.sub(r"\s", "", number).upper() for number in _TRADE_MARK.findall(text)]
    mark = _tidy(_TRADE_MARK.sub(" ", text))
    mark = _LEAD.sub("", mark).strip(" ,;:-")
    if not numbers:
        number = _number(text) if sum(c.isdigit() for c in text) >= 6 else ""
        return (Permit("merek", number, issued, expires, stage, "" if number else mark),)
    # an application (DID, JID) is not registered yet
    return tuple(
        Permit("merek", number, issued, expires, stage if number.startswith("IDM") else "submitted", mark)
        for number in numbers
    )


@cache
def _group(type_code: str) -> tuple[CertificationType, ...]:
    known = certification_types()
    own = known.get(type_code)
    if own is None or not own.group:
        return ()
    return tuple(t for t in known.values() if t.group == own.group and t.number_pattern)


def _own_type(number: str, type_code: str) -> str:
    own = certification_types().get(type_code)
    if own is None or own.accepts(number):
        return type_code
    fitting = [t.code for t in _group(type_code) if t.accepts(number)]
    return fitting[0] if len(fitting) == 1 else type_code
