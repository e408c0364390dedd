"""Text that a workbook can hold: what XML forbids is taken out, what looks like a formula stays text."""

import re
import unicodedata
from collections.abc import Container

MOST_CHARACTERS = 32_767
SHEET_NAME_CHARACTERS = 31
FILE_NAME_BYTES = 120
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NOT_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_DEVICES = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def clean(text: str) -> str:
    """Return text without the characters that XML forbids; line ends as line feeds."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _FORBIDDEN.sub("", text) if _FORBIDDEN.search(text) else text


def needs_quote(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula if somebody edited its cell."""
    return text.startswith(_FORMULA_STARTS)


def sheet_name(text: str, taken: Container[str]) -> str:
    """Return text as the name of a sheet: at most 31 characters, none forbidden, unlike those taken (folded)."""
    plain = _NOT_IN_SHEET_NAMES.sub(" ", clean(text)).strip("' ")[:SHEET_NAME_CHARACTERS].strip("' ")
    name, n = plain or "Sheet", 1
    while name.casefold() in taken or name.casefold() == "history":
        n += 1
        ending = f" {n}"
        name = plain[: SHEET_NAME_CHARACTERS - len(ending)] + ending
    return name


def file_name(text: str, suffix: str = ".xlsx") -> str:
    """Return text as a file name that every system takes, at most 120 bytes long with its suffix."""
    plain = _NOT_IN_FILE_NAMES.sub(" ", clean(unicodedata.normalize("NFC", text)))
    plain = " ".join(plain.split()).strip(". ")
    if _DEVICES.match(plain):
        plain = f"_{plain}"
    room = FILE_NAME_BYTES - len(suffix)
    plain = plain.encode()[:room].decode(errors="ignore").strip(". ")
    return (plain or "tradehouse") + suffix
