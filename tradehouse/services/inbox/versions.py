"""Which files are newer versions of others: much the same rows, under the same headings or much the same name."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tradehouse.services.inbox.looking import SKETCH
from tradehouse.services.inbox.names import plain_stem

_LEAST_SHARED = 0.5
_LEAST_MARKS = 3
_COMMON = 50  # a row that more files have tells nothing


@dataclass(frozen=True, slots=True)
class Version:
    """A file as far as versions go; when orders it among others, as text. supplier is "" where nobody knows."""

    id: int
    name: str
    shape: str
    supplier: str
    when: str
    marks: frozenset[int]


def replaced(files: Sequence[Version]) -> dict[int, int]:
    """Return which file is the next older version of which: newer id → older id."""
    files = sorted(files, key=lambda file: (file.when, file.id))
    having: dict[int, list[int]] = defaultdict(list)
    found: dict[int, int] = {}
    for place, file in enumerate(files):
        shared: Counter[int] = Counter()
        for mark in file.marks:
            if len(having[mark]) < _COMMON:
                shared.update(having[mark])
        for earlier in sorted(shared, reverse=True):
            if _is_version(files[earlier], file):
                found[file.id] = files[earlier].id
                break
        for mark in file.marks:
            having[mark].append(place)
    return found


def _is_version(older: Version, newer: Version) -> bool:
    if older.supplier and newer.supplier and older.supplier != newer.supplier:
        return False
    same_shape = bool(newer.shape) and older.shape == newer.shape
    same_name = bool(stem := plain_stem(newer.name)) and plain_stem(older.name) == stem
    same_supplier = bool(newer.supplier) and older.supplier == newer.supplier
    if not (same_name or (same_shape and (same_supplier or not newer.supplier))):
        return False
    return _shared(older.marks, newer.marks) >= _LEAST_SHARED


def _shared(one: frozenset[int], other: frozenset[int]) -> float:
    """Return which part of the smaller file's rows the other has, told by the least marks of both."""
    full = [max(marks) for marks in (one, other) if len(marks) >= SKETCH]
    limit = min(full, default=None)
    if limit is not None:
        one, other = (frozenset(mark for mark in marks if mark <= limit) for marks in (one, other))
    least = min(len(one), len(other))
    return len(one & other) / least if least >= _LEAST_MARKS else 0.0
