"""Text made comparable: what is compared, searched or sorted goes through one of these functions.

They run over every cell of large files, so each is a table look-up per character and one split:
well under 1 µs for a short ASCII text.
"""

import re
import unicodedata

_DIGITS = re.compile(r"[0-9]+")
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


def fold(text: str) -> str:
    """Return text for comparing: no accents, no case, punctuation and white space as single spaces.

    "  Kab. Bantul / D.I. Yogyakarta " → "kab bantul d i yogyakarta". Folding twice changes nothing more.
    """
    if text.isascii():
        return " ".join(text.encode("ascii").translate(_ASCII).decode("ascii").split())
    return " ".join(text.translate(_TABLE).split())


def squeeze(text: str) -> str:
    """Return the folded text without spaces, for words that people join or part: "t oples", "Kulonprogo"."""
    return fold(text).replace(" ", "")


def sort_key(text: str) -> str:
    """Return text for ordering: folded, runs of digits padded to ten, so that KRY-2 stands before KRY-10."""
    return _DIGITS.sub(lambda run: run[0].zfill(_SORT_WIDTH), fold(text))


def nfc(text: str) -> str:
    """Return text with composed characters (NFC), the form in which everything is kept."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)
