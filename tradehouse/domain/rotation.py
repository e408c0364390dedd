"""Which backups to keep: all of two days, then one a day, one a week, one a month, within a size limit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

KEEP_ALL = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 12, 10, 9
MINIMUM_LIMIT = 2 * 1024**3
LIMIT_IN_DATABASES = 5


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup on disk. fixed ones (made before a migration) are never rotated out."""

    name: str
    made: datetime
    size: int
    fixed: bool = False


def size_limit(database_size: int) -> int:
    """Return how many bytes all backups together may take."""
    return max(MINIMUM_LIMIT, LIMIT_IN_DATABASES * database_size)


def to_drop(backups: Sequence[Kept], now: datetime, limit: int) -> list[Kept]:
    """Return the backups that may go, oldest first. The newest is always kept."""
    newest_first = sorted(backups, key=lambda b: b.made, reverse=True)
    keep: list[Kept] = []
    seen: dict[str, set[object]] = {"day": set(), "week": set(), "month": set()}
    for backup in newest_first:
        if backup.fixed or now - backup.made <= KEEP_ALL or not keep:
            keep.append(backup)
            continue
        slots = (
            ("day", backup.made.date(), DAILY),
            ("week", backup.made.isocalendar()[:2], WEEKLY),
            ("month", (backup.made.year, backup.made.month), MONTHLY),
        )
        free = [(name, slot) for name, slot, most in slots if slot not in seen[name] and len(seen[name]) < most]
        for name, slot in free:
            seen[name].add(slot)
        if free:
            keep.append(backup)
    total = sum(backup.size for backup in keep)
    for backup in sorted(keep, key=lambda b: b.made)[:-1]:
        if total <= limit:
            break
        if not backup.fixed:
            keep.remove(backup)
            total -= backup.size
    return sorted((b for b in backups if b not in keep), key=lambda b: b.made)
