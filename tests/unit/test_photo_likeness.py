"""Similar names, near duplicates, and notes taken out of files."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradehouse.photos.exif import CameraNote
from tradehouse.photos.likeness import ALIKE, near_duplicates
from tradehouse.photos.outgoing import without_notes
from tradehouse.services.photo_matching.likeness import NameLikeness
from tradehouse.storage.photo_search import PhotoTarget


def target(number: int, name: str, variant: str = "", name_en: str = "") -> PhotoTarget:
    return PhotoTarget(number, f"u{number}", f"KRY-{number:04d}", "", name, name_en, variant, "")


PRODUCTS = [
    target(1, "Fresh Natural cologne 100ml"),
    target(2, "Freshcare"),
    target(3, "Vivelle EDT", "Glass 100ml"),
    target(4, "Vivelle EDT", "Scent 100ml"),
    target(5, "Emina Bright Stuff", "Face Toner"),
    target(6, "Scarlett", "Toner"),
    target(7, "Tas rotan bundar", name_en="Round rattan bag"),
    target(8, "Kelly Merah", "5g"),
    *(target(n, f"Barang lain {chr(97 + n % 26)}x{n}") for n in range(20, 90)),
]


@pytest.mark.parametrize(
    ("stem", "first"),
    [
        ("vivel", 3),
        ("emina toner", 5),
        ("fresh", 1),
        ("tas rotan", 7),
        ("rattan bag 2", 7),
        ("IMG 12 tas rotan_bundar", 7),
        ("tas rottan bundar", 7),
    ],
)
def test_the_likeliest_product_is_offered_first(stem: str, first: int) -> None:
    offered = NameLikeness(PRODUCTS).offer(stem)
    assert offered[0][0] == first
    assert all(0 < score <= 1 for _product, score in offered)


@pytest.mark.parametrize("stem", ["IMG-20261120-WA0007", "DSC_0042", "5g", "kursi jati", "", "12", "depan"])
def test_nothing_is_offered_where_nothing_is_alike(stem: str) -> None:
    assert NameLikeness(PRODUCTS).offer(stem) == []


@given(st.text(max_size=40))
def test_any_file_name_gets_an_answer(stem: str) -> None:
    assert len(NameLikeness(PRODUCTS).offer(stem)) <= 12


def test_near_duplicates_are_found_as_comparing_all_pairs_finds_them() -> None:
    dice = random.Random(3)  # noqa: S311 - the same every time
    seeds = [dice.getrandbits(64) for _n in range(30)]
    hashes: dict[int, int] = {}
    for photo in range(200):
        number = dice.choice(seeds)
        for _bit in range(dice.randrange(0, 12)):
            number ^= 1 << dice.randrange(64)
        hashes[photo] = number
    found = near_duplicates({photo: f"{number:016x}" for photo, number in hashes.items()})
    together = {photo: n for n, group in enumerate(found) for photo in group}
    for one, a in hashes.items():
        for other, b in hashes.items():
            if one != other and (a ^ b).bit_count() <= ALIKE:
                assert together[one] == together[other]
    assert all(len(group) > 1 for group in found)


def test_photos_without_a_hash_are_like_no_other() -> None:
    assert near_duplicates({1: "", 2: "", 3: "00" * 8, 4: "00" * 8}) == [[3, 4]]


@given(st.binary(max_size=300), st.sampled_from(["JPEG", "PNG", "WEBP", "HEIF"]), st.integers(1, 8))
def test_cleaning_any_bytes_never_raises(data: bytes, kind: str, turn: int) -> None:
    for head in (b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF1234WEBP"):
        without_notes(head + data, kind, CameraNote(turn))
