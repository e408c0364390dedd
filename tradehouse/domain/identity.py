"""Identifiers that are unique across catalogues: UUID version 7 (RFC 9562), sortable by the time it was made."""

import os
import time
import uuid


def new_uid() -> str:
    """Return a new UUIDv7 in canonical text form."""
    stamp = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = stamp << 80 | 0x7 << 76 | (random >> 68) << 64 | 0b10 << 62 | random & ((1 << 62) - 1)
    return str(uuid.UUID(int=value))
