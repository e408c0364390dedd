"""Whose value is newer: stories of one field in two catalogues."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradehouse.domain.merging import Newer, Value, newer

STORIES = st.lists(st.sampled_from(["a", "b", "c", None]), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("ours", "our_past", "theirs", "their_past", "expected"),
    [
        (1, [], 1, [7], Newer.SAME),
        (1, [], 2, [1], Newer.THEIRS),  # they changed what we still have
        (3, [1], 1, [], Newer.OURS),  # we changed what they still have
        (4, [2], 5, [2], Newer.CONFLICT),  # both changed the same field
        (4, [1, 2], 5, [2], Newer.CONFLICT),
        (3, [1, 2], 2, [1], Newer.OURS),  # an old package comes again
        (2, [1], 1, [1, 2], Newer.THEIRS),  # they took our 2 and went back to 1
        (1, [1, 2], 2, [1], Newer.OURS),
        (None, [], "x", [], Newer.THEIRS),  # filling a gap loses nothing
        ("x", [], None, [], Newer.OURS),
        (None, ["x"], "x", [], Newer.OURS),  # we emptied it
        ("x", [], "y", [], Newer.CONFLICT),  # no common story
        ("a", ["b"], "b", ["a"], Newer.CONFLICT),  # each says to have left the other's
    ],
)
def test_the_newer_value_is_told_from_what_both_had(
    ours: Value, our_past: list[Value], theirs: Value, their_past: list[Value], expected: Newer
) -> None:
    assert newer(ours, our_past, theirs, their_past) is expected


@given(STORIES, STORIES)
def test_both_sides_agree_who_is_newer(ours: list[Value], theirs: list[Value]) -> None:
    there = newer(ours[-1], ours[:-1], theirs[-1], theirs[:-1])
    back = newer(theirs[-1], theirs[:-1], ours[-1], ours[:-1])
    turned = {Newer.OURS: Newer.THEIRS, Newer.THEIRS: Newer.OURS}
    if ours[-1] is None and theirs[-1] is None:
        assert there is back is Newer.SAME
    else:
        assert turned.get(there, there) is back


@given(STORIES, STORIES)
def test_who_only_went_on_is_always_newer(common: list[Value], later: list[Value]) -> None:
    story = [*common, *later]
    found = newer(common[-1], common[:-1], story[-1], story[:-1])
    assert found in {Newer.THEIRS, Newer.SAME}
