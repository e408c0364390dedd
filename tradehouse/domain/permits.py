"""Permits as people write them into one cell: "No. 10170006701114 tanggal 26 November 2014", "Griya Harum IDM000602715"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from tradehouse.domain.cells import NotOneValue, is_blank
from tradehouse.domain.certificate_numbers import check_certificate, expires_by_number, normal_number
from tradehouse.domain.certificates import years_later
from tradehouse.domain.dates import NotADate, parse_dated
from tradehouse.domain.language import N_, Message
from tradehouse.domain.reference import CertificationType, certification_types, find_certification_type
from tradehouse.domain.reference_data import kept_by_types
from tradehouse.domain.text import fold

HELD: Final = frozenset(
    ("ada", "ya", "sudah", "punya", "y", "v", "x", "sudah ada", "yes", "terdaftar", "aktif", "sudah terbit")
)
NOT_HELD: Final = frozenset(
    ("tidak", "belum", "t", "no", "belum ada", "tidak ada", "tdk", "tdk ada", "tidak punya", "blm", "blm ada", "n")
)
_PROCESS = re.compile(
    r"\(?\s*\b(?:(?:masih|sedang|dalam|on|in|lagi)\s+)*(?:di)?(?:proses|process|progress|pengajuan|ajukan|pengurusan|urus)\b"
    r"(?:\s+(?:pengajuan|pendaftaran|perpanjangan|pengurusan|sertifikasi))*\s*\)?",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^\s*(?:no(?:mor)?|nomer|sertifikat|p-?irt|sk|reg(?:istrasi)?|id\s*(?=:))(?![A-Za-z])\s*[.:]*\s*(?:no(?:mor)?\s*[.:]\s*)?",
    re.IGNORECASE,
)
_DAY = (
    r"(?:(?<!\d)\d{1,2}\s*[-/. ]\s*(?:\d{1,2}|[A-Za-z]{3,10})\.?\s*[-/. ]\s*(?:19|20)\d{2}(?!\d)"
    r"|(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d))"
)
_A_YEAR = r"(?<!\d)(?:19|20)\d{2}(?!\d)"
_SHORT_DAY = r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}(?!\d)"
_DATE = re.compile(
    rf"(?:\b(?:tanggal|tgl|tg|tertanggal)\b\.?\s*:?\s*({_DAY}|{_SHORT_DAY})|({_DAY}))(?:\s*(?:[-–]|sd\b\.?)\s*({_DAY}|{_A_YEAR}))?",
    re.IGNORECASE,
)
_YEAR = re.compile(rf"[,(]?\s*\b(?:tahun|thn|th)\b\.?\s*:?\s*({_A_YEAR})(?:\s*[-–]\s*({_A_YEAR}))?\)?", re.IGNORECASE)
_BARE_YEAR = re.compile(rf"(?:^|[\s,;(]+)({_A_YEAR})\)?\s*$")
_UNTIL_WORD = r"(?:masa\s+berlaku|berlaku|exp(?:ired)?|kadaluarsa|kedaluwarsa|s/d|s\.d|sampai|hingga)"
_FOREVER = r"seumur\s+hidup|selamanya|tanpa\s+batas(?:\s+waktu)?"
_UNTIL = re.compile(
    rf"[,;(]?\s*(?:\b{_UNTIL_WORD}\b(?:[\s:.,]*\b(?:{_UNTIL_WORD}|sd|dengan|tanggal|tgl|tahun|thn)\b)*[\s:.,]*"
    rf"(?:({_DAY})|({_A_YEAR})|{_FOREVER})?|\b(?:{_FOREVER})\b)\)?",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[;,\n]\s*|\s+(?:dan|&|/)\s+")
_LISTED = re.compile(r"\s*[;,\n•|+]\s*|\s+(?:dan|serta|and|&|/)\s+")
_MOST_TYPE_WORDS: Final = 5
_TRADE_MARK = re.compile(r"\b(?:IDM|[DJ]ID)\s*\d{6,12}\b", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"(?<!\d)\d{10,}(?:\s*[-–]\s*\d{2})?(?!\d)")
_STARTS = re.compile(r"(?:\b(?:ID|M[DL]|TR|N[A-E]|S[DI]|HT|FF)\s*)?(?<!\d)\d{10,}(?!\d)", re.IGNORECASE)
_JOINT = re.compile(r"[\s,;/&]*(?:\b(?:dan|and|serta)\b)?[\s,;/&]*$", re.IGNORECASE)
_FEWEST_DIGITS, _FEWEST_IN_PARTS = 5, 3
_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Permit:
    """One permit told by a cell. number is "" where only its being there is told; issued is the day, or the first
    day of the year where only the year is told; printed_until is an end date on a paper that a later law keeps valid;
    scope is what stands beside the number (the name of a trade mark). flags say what is odd about it or has to be
    completed.
    """

    type: str
    number: str = ""
    issued: date | None = None
    expires: date | None = None
    stage: str = "issued"
    scope: str = ""
    printed_until: date | None = None
    flags: tuple[Message, ...] = field(default=(), compare=False)


@kept_by_types(4096)
def read_permits(text: str, type_code: str) -> tuple[Permit, ...]:
    """Return the permits that a cell of a column for one type tells: none for a blank or "belum", several for
    several numbers. Of types in one group (halal) the number's own form decides.
    """
    word = fold(text)
    if is_blank(text) or not word or word in NOT_HELD or word == "0":
        return ()
    if word in HELD:
        return (_flagged(_Told(), Permit(type_code)),)
    plain, running = _PROCESS.subn(" ", text)
    stage = "submitted" if running else "issued"
    if running and not fold(plain):
        return (Permit(type_code, stage=stage),)
    parts = [_dated(part) for part in _split(plain, type_code)]
    told = [part for part in parts if part.dated]
    if len(told) == 1:  # "No. 1 dan No. 2 tanggal 4 Juni 2018"
        parts = [replace(told[0], rest=part.rest) for part in parts]
    found = [permit for part in parts for permit in _permits(part, type_code, stage)]
    return tuple(found) or (_flagged(_Told(), Permit(type_code, stage=stage, scope=_tidy(text))),)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a piece of a cell says beside its number: dates, whether only years of them, and what remains."""

    rest: str = ""
    issued: date | None = None
    expires: date | None = None
    year_only: bool = False
    end_year_only: bool = False

    @property
    def dated(self) -> bool:
        return self.issued is not None or self.expires is not None


def _permits(told: _Told, type_code: str, stage: str) -> Iterator[Permit]:
    if type_code == "merek":
        for permit in _trade_marks(told.rest):
            yield _completed(told, permit, stage)
        return
    known = certification_types().get(type_code)
    fits = known is not None and bool(known.number_pattern) and known.accepts(told.rest)
    number = told.rest if fits else _number(told.rest)
    scope = "" if number else told.rest
    if number or scope or told.dated:
        code = _own_type(number, type_code) if number else type_code
        yield _completed(told, Permit(code, normal_number(code, number), scope=scope), stage)


def _completed(told: _Told, permit: Permit, stage: str) -> Permit:
    """Put dates and stage to a permit; the number may say them, too."""
    known = certification_types().get(permit.type)
    expires, printed = told.expires, None
    if known is not None and known.until_change:
        expires, printed = None, expires
    year = expires_by_number(permit.type, permit.number)
    issued = told.issued if permit.number or stage == "issued" else None  # else the day it was applied for
    if year is not None and told.year_only and issued is not None and issued.year == year:
        issued = None  # "2063371011234-25 (2025)": the year of the end
    by_number = year is not None and issued is None and expires is None
    if by_number and year is not None:
        expires = date(year, 12, 31)
    application = permit.type == "merek" and permit.number[:3] in {"DID", "JID"}  # not registered yet
    stage = "submitted" if application else stage
    dated = replace(permit, issued=issued, expires=expires, printed_until=printed, stage=stage)
    return _flagged(told, dated, by_number=by_number)


def _flagged(told: _Told, permit: Permit, *, by_number: bool = False) -> Permit:
    values = {key: getattr(permit, key) for key in ("type", "number", "issued", "expires", "stage")}
    flags = [problem.message for problem in check_certificate(values)]
    if not permit.number and permit.stage == "issued":
        flags.append(Message(N_("The number is missing.")))
    if permit.issued is None and permit.stage == "issued":
        flags.append(Message(N_("The date of issue is missing.")))
    if told.year_only and permit.issued is not None:
        flags.append(Message(N_("Of the date of issue only the year {year} is known."), {"year": permit.issued.year}))
    if by_number and permit.expires is not None:
        flags.append(Message(N_("The end of {year} is taken from the number."), {"year": permit.expires.year}))
    elif told.end_year_only and (end := permit.expires or permit.printed_until) is not None:
        flags.append(Message(N_("Of the last day only the year {year} is known."), {"year": end.year}))
    return replace(permit, flags=tuple(flags))


@kept_by_types(4096)
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
            found.extend(permit for part in slashed if part is not None for permit in read_permits("ada", part[0]))
        elif named is not None:
            found.extend(read_permits(named[1] or "ada", named[0]))
        elif fold(piece) not in NOT_HELD:
            others.append(piece)
    return tuple(found), tuple(others)


def _pieces(text: str) -> list[str]:
    """Part a list of permits; a date, a last day or a number below its type's name stays with its permit."""
    pieces: list[str] = []
    for piece in filter(None, (_tidy(piece) for piece in _LISTED.split(text))):
        alone = _UNTIL.match(piece) or _DATE.match(piece) or _YEAR.match(piece) or _BARE_YEAR.match(piece)
        last = _named(pieces[-1]) if pieces else None
        below = last is not None and not last[1] and _count(piece) >= _FEWEST_DIGITS and _by_words(piece) is None
        if pieces and (alone or below):
            pieces[-1] = f"{pieces[-1]} {piece}"
        else:
            pieces.append(piece)
    return pieces


def _named(piece: str) -> tuple[str, str] | None:
    """Return the type that a piece begins with, or that its number is of, and what stands behind it; None for none."""
    by_words = _by_words(piece)
    if by_words is not None:
        return by_words
    running = _PROCESS.match(piece)
    if running is not None and (behind := _by_words(piece[running.end() :])) is not None:
        return behind[0], f"{behind[1]} {running[0]}"  # "sedang proses halal"
    if _TRADE_MARK.search(piece):
        return "merek", piece
    number = _dated(piece).rest
    fitting = [t.code for t in certification_types().values() if t.number_pattern and t.accepts(number)]
    return (fitting[0], piece) if len(fitting) == 1 else None


def _by_words(piece: str) -> tuple[str, str] | None:
    words = piece.split()
    for count in range(min(len(words), _MOST_TYPE_WORDS), 0, -1):
        known = find_certification_type(" ".join(words[:count]))
        if known is not None:
            return known.code, " ".join(words[count:]).strip(" :.-()")
    return None


def _dated(text: str) -> _Told:
    """Return the dates in a text and the text without them."""
    expires, end_year_only = None, False
    until = _UNTIL.search(text)
    if until is not None:
        expires = _day(until[1]) if until[1] else _last_day(until[2]) if until[2] else None
        end_year_only = bool(until[2])
        if expires is not None or not until[1]:
            text = _without(text, until)
    for match in _DATE.finditer(text):
        issued = _day(match[1] or match[2])
        if issued is not None:  # "22 tahun 2017" after a number has the shape of a date
            if expires is None and match[3]:  # "5 Jan 2021-2025"
                end_year_only = match[3].isdigit()
                expires = years_later(issued, int(match[3]) - issued.year) if end_year_only else _day(match[3])
            return _Told(_without(text, match), issued, expires, end_year_only=end_year_only)
    year = _YEAR.search(text) or (_BARE_YEAR.search(text) if _count(text) > len("2017") else None)
    if year is None:
        return _Told(_tidy(text), None, expires, end_year_only=end_year_only)
    if expires is None and year.re is _YEAR and year[2]:  # "tahun 2021-2025"
        expires, end_year_only = _last_day(year[2]), True
    return _Told(_without(text, year), date(int(year[1]), 1, 1), expires, year_only=True, end_year_only=end_year_only)


def _day(text: str) -> date | None:
    try:
        return parse_dated(text).value
    except (NotADate, NotOneValue):
        return None


def _last_day(year: str) -> date:
    return date(int(year), 12, 31)


def _without(text: str, match: re.Match[str]) -> str:
    return _tidy(f"{text[: match.start()]} {text[match.end() :]}")


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:-")


def _count(text: str) -> int:
    return sum(c in _DIGITS for c in text)


def _split(text: str, type_code: str) -> list[str]:
    """Part a text before each of its numbers; what has no number stays with the one before it."""
    if type_code == "merek":
        return [" ".join(text.split())]
    long_numbers = [match.start() for match in _STARTS.finditer(text)]
    if len(long_numbers) > 1:
        ends = [*long_numbers[1:], len(text)]
        return [_JOINT.sub("", text[start:end]) for start, end in zip([0, *long_numbers[1:]], ends, strict=True)]
    parts: list[str] = []
    for part in filter(None, _PARTS.split(text)):
        if parts and not _number(_dated(part).rest):
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    if len(parts) > 1 and not _number(_dated(parts[0]).rest):
        parts[:2] = [f"{parts[0]} {parts[1]}"]
    return parts


def _number(text: str) -> str:
    number = _LEAD.sub("", text).strip(" .,:;()[]")
    number = re.sub(r"\s*[-–]\s*", "-", number) if _LONG_NUMBER.search(number) else number
    count = _count(number)
    return number if count >= _FEWEST_DIGITS or ("/" in number and count >= _FEWEST_IN_PARTS) else ""


def _trade_marks(text: str) -> list[Permit]:
    """A trade mark's cell holds the mark and one or more numbers, or marks with their numbers by turns."""
    numbers = list(_TRADE_MARK.finditer(text))
    if not numbers:
        number = _number(text) if _count(text) > _FEWEST_DIGITS else ""
        return [Permit("merek", number, scope="" if number else _mark(text))]
    marks: list[str] = []
    ends = [0, *(match.end() for match in numbers)]
    for start, match in zip(ends, numbers, strict=False):
        mark = _mark(text[start : match.start()])
        marks.append(mark or (marks[-1] if marks else ""))
    behind = _mark(text[ends[-1] :])
    if behind:
        marks = [f"{mark} {behind}".strip() for mark in marks]
    return [Permit("merek", normal_number("merek", n[0]), scope=mark) for n, mark in zip(numbers, marks, strict=True)]


def _mark(text: str) -> str:
    return _LEAD.sub("", _tidy(text)).strip(" ,;:-()")


@kept_by_types()
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
