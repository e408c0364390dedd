"""Text made comparable: what is compared, searched or sorted goes through one of these functions.

They run over every cell of large files, so each is a table look-up per character and one split:
well under 1 µs for a short ASCII text.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import repeat

_DIGITS = re.compile(r"([0-9]+)")
_SORT_WIDTH = 10


def _folded(character: str) -> str:
    """Return what one character contributes to a folded text: letters and digits, a space, or nothing."""
    kept = []
    decomposed = unicodedata.normalize("NFKD", character).casefold()
    for part in unicodedata.normalize("NFKD", decomposed):
        category = unicodedata.category(part)
        if category == "Cf" or unicodedata.combining(part) or "\ufe00" <= part <= "\ufe0f":
            continue  # accents, soft hyphens, joiners and variation selectors are not there for the eye
        kept.append(part if category[0] in "LMN" else " ")
    return "".join(kept)


class _FoldingTable(dict[int, str]):
    """Maps code points for str.translate; a character is worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        text = self[code] = _folded(chr(code))
        return text


_TABLE = _FoldingTable()
_ASCII = b"".join((_folded(chr(code)) or " ").encode("ascii") for code in range(128)) + b" " * 128
_BETWEEN = "\x1f"  # ASCII's own separator of units: nobody types it
_ASCII_UNITS = bytes(ord(_BETWEEN) if code == ord(_BETWEEN) else folded for code, folded in enumerate(_ASCII))


def fold(text: str) -> str:
    """Return text for comparing: no accents, no case, punctuation and white space as single spaces.

    "  Kab. Bantul / D.I. Yogyakarta " → "kab bantul d i yogyakarta". Folding twice changes nothing more.
    """
    if text.isascii():
        return " ".join(text.encode("ascii").translate(_ASCII).decode("ascii").split())
    return " ".join(text.translate(_TABLE).split())


def fold_all(texts: Sequence[str]) -> list[str]:
    """Return each text folded. Many are folded together, several times as fast as one by one."""
    if not texts:
        return []
    together = _BETWEEN.join(texts)
    odd: list[int] = []
    if not together.isascii() or together.count(_BETWEEN) >= len(texts):
        odd = [place for place, text in enumerate(texts) if not text.isascii() or _BETWEEN in text]
        plain = list(texts)
        for place in odd:
            plain[place] = ""
        together = _BETWEEN.join(plain)
    folded = b" %b " % together.encode("ascii").translate(_ASCII_UNITS)
    while b"  " in folded:
        folded = folded.replace(b"  ", b" ")
    between = _BETWEEN.encode("ascii")
    folded = folded.replace(b" " + between, between).replace(between + b" ", between).strip(b" ")
    found = folded.decode("ascii").split(_BETWEEN)
    for place in odd:
        found[place] = fold(texts[place])
    return found


def squeeze(text: str) -> str:
    """Return the folded text without spaces, for words that people join or part: "t oples", "Kulonprogo"."""
    return fold(text).replace(" ", "")


def sort_key(text: str) -> str:
    """Return text for ordering: folded, runs of digits padded to ten, so that KRY-2 stands before KRY-10."""
    return _padded(fold(text))


def sort_keys(texts: Sequence[str]) -> list[str]:
    """Return the key for ordering of each text, as sort_key makes it."""
    if not texts:
        return []
    return _padded(_BETWEEN.join(fold_all(texts))).split(_BETWEEN)


def _padded(folded: str) -> str:
    parts = _DIGITS.split(folded)
    parts[1::2] = map(str.zfill, parts[1::2], repeat(_SORT_WIDTH))
    return "".join(parts)


def nfc(text: str) -> str:
    """Return text with composed characters (NFC), the form in which everything is kept."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)
