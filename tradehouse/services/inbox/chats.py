"""Messenger chat exports: who sent each attached file, and when.

WhatsApp writes a text beside the files. Android: `12/05/2024 14.33 - Bu Sari: DOC-WA0001.xlsx (file terlampir)`;
iPhone: `[12/05/24 14.33.10] Bu Sari: <terlampir: 00000012-Harga.xlsx>`. Its words follow the phone's language, so the
form is read and not the words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Final

_MARKS: Final = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\ufeff"))  # directions of writing
_LINE: Final = re.compile(
    r"\[?(?P<a>\d{1,4})[./-](?P<b>\d{1,2})[./-](?P<c>\d{1,4}),?\s+(?P<hour>\d{1,2})[.:](?P<minute>\d{2})"
    r"(?:[.:](?P<second>\d{2}))?(?:\s*(?P<half>[AaPp])\.?\s?[Mm]\.?)?(?:\]\s*|\s+[-–]\s+)(?P<rest>.*)"
)
_ANDROID: Final = re.compile(r"(?P<name>[^/\\<>]+\.\w{2,5}) \([^()]+\)$")
_IPHONE: Final = re.compile(r"<[^<>:]+: (?P<name>[^<>]+)>$")
_TITLE: Final = re.compile(
    r"^(?:whatsapp chat|chat whatsapp|obrolan whatsapp)\s*(?:with|dengan|-|–)\s*(?P<name>.+)$", re.IGNORECASE
)
_MOST_TEXT: Final = 64 * 1024 * 1024
_HEAD: Final = 8_192


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that somebody sent."""

    file: str
    sender: str
    at: datetime


def is_chat(path: Path) -> bool:
    """Whether a text file is the text of a chat export."""
    if path.suffix.lower() != ".txt":
        return False
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    lines = [line for line in _lines(head.decode("utf-8", "replace")) if line.strip()]
    return bool(lines) and _LINE.match(lines[0]) is not None


def chat_title(name: str) -> str:
    """Return whom a chat export was with, by its name ("WhatsApp Chat with UD Maju.zip"), "" for another name."""
    stem = re.sub(r"\.(?:zip|txt)$", "", name.translate(_MARKS).strip(), flags=re.IGNORECASE)
    found = _TITLE.match(stem)
    return found["name"].strip() if found else ""


def read_chat(path: Path) -> list[Sent]:
    """Return the files that a chat's text names, in order; of a text of more than 64 MB only those in its first part."""
    with path.open("rb") as file:
        text = file.read(_MOST_TEXT).decode("utf-8", "replace")
    return sent_files(text)


def sent_files(text: str) -> list[Sent]:
    """Return the files that the text of a chat names, in order."""
    lines = [match for line in _lines(text) if (match := _LINE.match(line)) is not None]
    order = _date_order([(int(m["a"]), int(m["b"]), int(m["c"])) for m in lines])
    return list(_attachments(lines, order))


def _lines(text: str) -> list[str]:
    return text.translate(_MARKS).splitlines()


def _attachments(lines: Sequence[re.Match[str]], order: str) -> Iterator[Sent]:
    for line in lines:
        sender, colon, said = line["rest"].partition(": ")
        found = _IPHONE.search(said.strip()) or _ANDROID.match(said.strip())
        at = _time(line, order)
        if colon and found is not None and at is not None:
            yield Sent(found["name"].strip(), sender.strip().removeprefix("~").strip(), at)


def _date_order(dates: Sequence[tuple[int, int, int]]) -> str:
    """Return "ymd", "dmy" or "mdy": by numbers that no month has, else by the order in which the chat runs."""
    if any(a > 31 for a, _, _ in dates):
        return "ymd"
    if any(a > 12 for a, _, _ in dates):
        return "dmy"
    if any(b > 12 for _, b, _ in dates):
        return "mdy"
    as_dmy = sum(1 for before, after in pairwise(dates) if before[::-1] > after[::-1])
    as_mdy = sum(1 for x, y in pairwise(dates) if (x[2], x[0], x[1]) > (y[2], y[0], y[1]))
    return "mdy" if as_mdy < as_dmy else "dmy"


def _time(line: re.Match[str], order: str) -> datetime | None:
    numbers = dict(zip(order, (int(line[name]) for name in "abc"), strict=True))
    year = numbers["y"] + (2000 if numbers["y"] < 100 else 0)
    hour = int(line["hour"])
    if line["half"]:
        hour = hour % 12 + (12 if line["half"] in "pP" else 0)
    try:
        return datetime(year, numbers["m"], numbers["d"], hour, int(line["minute"]), int(line["second"] or 0))  # noqa: DTZ001 - the sender's wall clock
    except ValueError:
        return None
