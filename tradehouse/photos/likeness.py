"""Near duplicates: which pictures look alike, by their perceptual hashes."""

from collections import defaultdict
from collections.abc import Mapping

ALIKE = 7
"""Bits of 64 in which the perceptual hashes of near duplicates differ at most."""
_BANDS = 8  # of 8 bits: two hashes that differ in 7 bits are equal in one of them at least


def near_duplicates(hashes: Mapping[int, str], most: int = ALIKE) -> list[list[int]]:
    """Group photos that look alike: hashes are 16 hex digits by photo; groups of two and more, in the order given.

    Looking alike is handed on: where A is like B and B like C, the three are one group. most is at most 7.
    """
    if most >= _BANDS:
        raise ValueError(most)
    numbers = {photo: int(text, 16) for photo, text in hashes.items() if text}
    leader = {photo: photo for photo in numbers}

    def group(photo: int) -> int:
        while leader[photo] != photo:
            leader[photo] = photo = leader[leader[photo]]
        return photo

    for band in range(_BANDS):
        shelf: dict[int, list[int]] = defaultdict(list)
        for photo, number in numbers.items():
            shelf[number >> 8 * band & 0xFF].append(photo)
        for photos in shelf.values():
            for n, one in enumerate(photos):
                for other in photos[n + 1 :]:
                    if (numbers[one] ^ numbers[other]).bit_count() <= most:
                        leader[group(other)] = group(one)
    groups: dict[int, list[int]] = defaultdict(list)
    for photo in numbers:
        groups[group(photo)].append(photo)
    return [photos for photos in groups.values() if len(photos) > 1]
