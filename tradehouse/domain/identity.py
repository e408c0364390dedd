"""Identifiers that are unique across catalogues: UUID version 7 (RFC 9562), sortable by the time it was made."""

import os
import time

_RANDOM_BYTES = 9
_VARIANTS = "89ab"


def new_uid() -> str:
    """Return a new UUIDv7 in canonical text form."""
    return new_uids(1)[0]


def new_uids(n: int) -> list[str]:
    """Return n new UUIDv7: 48 bits of milliseconds, the version, 12 random bits, the variant, 62 random bits. They are in
    ascending order, so that an index takes them in one behind the other.
    """
    stamp = f"{time.time_ns() // 1_000_000:012x}"
    head = f"{stamp[:8]}-{stamp[8:]}-7"
    digits = os.urandom(n * _RANDOM_BYTES).hex()
    found = []
    for at in range(0, n * _RANDOM_BYTES * 2, _RANDOM_BYTES * 2):
        r = digits[at : at + _RANDOM_BYTES * 2]
        variant = _VARIANTS[int(r[3], 16) & 3]
        found.append(f"{head}{r[:3]}-{variant}{r[4:7]}-{r[6:18]}")
    return sorted(found)
