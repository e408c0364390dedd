"""What the QR label of a product says, and in which order a run of photos was taken.

A label holds "TH1:" and the product's uid as 32 capital hex digits. 36 characters of QR's alphanumeric set make the
second smallest code (25 × 25 modules), large enough on a small label to be read from a phone's photo. The uid and
not the SKU is meant, because a SKU may be changed and is unique in one catalogue only. A code that holds nothing but
a SKU is understood too.
"""

import re
from datetime import datetime
from uuid import UUID

from tradehouse.domain.text import sort_key

PREFIX = "TH1:"

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_HOUR = re.compile(
    r"(?:[-_ T]+|\s*(?:at|pukul|um|à)\s+)([01]?\d|2[0-3])[-_.:]?([0-5]\d)(?:[-_.:]?([0-5]\d))?(?:\d{3})?(?!\d)"
    r"(?:\s*([AaPp])\.?[Mm])?"
)


def label_text(uid: str) -> str:
    """Return what the QR label of the product with this uid holds."""
    return PREFIX + UUID(uid).hex.upper()


def read_label(text: str) -> str | None:
    """Return the uid that a label's text names, None where the text is no label of ours."""
    if not text.upper().startswith(PREFIX):
        return None
    try:
        return str(UUID(text[len(PREFIX) :].strip()))
    except ValueError:
        return None


def moment_in_name(name: str) -> datetime | None:
    """Return the day, and the time where it is told, that a camera or messenger wrote into a file's name."""
    found = _DAY.search(name)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[3]), int(found[4])
    hour = _HOUR.match(name, found.end())
    try:
        if hour is None or name[found.end() : found.end() + 3].upper() == "-WA":
            return datetime(year, month, day)  # noqa: DTZ001 - cameras know no zone
        clock = int(hour[1])
        if hour[4]:
            clock = clock % 12 + (12 if hour[4] in "Pp" else 0)
        return datetime(year, month, day, clock, int(hour[2]), int(hour[3] or 0))  # noqa: DTZ001
    except ValueError:
        return None


Order = tuple[int, datetime, str]


def run_order(name: str, taken: datetime | None) -> Order:
    """Return what a photo is sorted by in a run: the moment in its name, else taken, then the numbers in its name.

    taken is the camera's time where it is to be used, None where only names count. Photos without any come last.
    """
    moment = moment_in_name(name) or taken
    stem = name.rpartition(".")[0] or name
    return (1 if moment is None else 0, moment or datetime.min, sort_key(stem))  # noqa: DTZ901
