"""Two catalogues with the same record: whose value of a field is the newer one, told from what both had before.

Every catalogue keeps what its fields were before each change, so a value that the other side has now and we had
earlier is one that we moved on from, and the other way round. No common version needs to be remembered, and it does
not matter who sent what to whom how often, or whether one folder began as a copy of the other.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TypeAlias

Value: TypeAlias = str | int | float | None
"""A value as the store keeps it."""


class Newer(StrEnum):
    """Whose value stands."""

    SAME = "same"
    OURS = "ours"
    THEIRS = "theirs"
    CONFLICT = "conflict"


def newer(ours: Value, our_past: Sequence[Value], theirs: Value, their_past: Sequence[Value]) -> Newer:
    """Return whose value of a field is the newer one; a conflict where both changed it. Pasts are oldest first."""
    if ours == theirs:
        return Newer.SAME
    they_moved_on, we_moved_on = ours in their_past, theirs in our_past
    if they_moved_on and we_moved_on:  # somebody changed it there and back: the longer story knows the other
        if _tells(their_past, theirs, our_past, ours):
            return Newer.THEIRS
        return Newer.OURS if _tells(our_past, ours, their_past, theirs) else Newer.CONFLICT
    if they_moved_on or (ours is None and not our_past):
        return Newer.THEIRS
    if we_moved_on or (theirs is None and not their_past):
        return Newer.OURS
    return Newer.CONFLICT


def _tells(past: Sequence[Value], now: Value, other_past: Sequence[Value], other_now: Value) -> bool:
    """Whether all that the other went through occurs in this story, in order."""
    story: Iterator[Value] = iter((*past, now))
    return all(value in story for value in (*other_past, other_now))
