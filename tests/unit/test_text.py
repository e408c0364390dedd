"""Folding, sort keys and NFC."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradehouse.domain.text import fold, fold_all, nfc, sort_key, sort_keys, squeeze

ANY_TEXT = st.text(max_size=60)
LISTED = st.lists(st.text(st.characters(max_codepoint=127), max_size=12) | ANY_TEXT | st.just("a\x1fb"), max_size=8)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Kab. Bantul / D.I. Yogyakarta ", "kab bantul d i yogyakarta"),
        ("DKI_Jakarta", "dki jakarta"),
        ("Kopi\u00a0Luwak\u200b", "kopi luwak"),
        ("Éclair CAFÉ", "eclair cafe"),
        ("“Tenun” – Sumba", "tenun sumba"),
        ("m²", "m2"),
        ("½ kg", "1 2 kg"),
        ("Straße", "strasse"),
        ("ﬁrma", "firma"),
        ("ba\u00adtik", "batik"),
        ("كَيس", "كيس"),
        ("", ""),
        ("-", ""),
        ("line\r\nbreak\ttab", "line break tab"),
    ],
)
def test_folding_drops_accents_case_and_punctuation(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(ANY_TEXT)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(st.text(st.characters(max_codepoint=127), max_size=60))
def test_ascii_takes_the_same_way_as_any_other_text(text: str) -> None:
    assert fold(text) == fold(text + "–")


@given(ANY_TEXT)
def test_folded_text_has_single_spaces_and_none_at_the_ends(text: str) -> None:
    assert fold(text).split(" ") == (fold(text).split() or [""])


def test_every_character_of_the_first_two_planes_folds_to_something_stable() -> None:
    unstable = [code for code in range(0x20000) if fold(fold(chr(code))) != fold(chr(code))]
    assert unstable == []


def test_sort_keys_order_numbers_by_value() -> None:
    codes = ["kopi", "KRY-10", "Batik", "KRY-2", "Äpfel", "KRY-0001"]
    assert sorted(codes, key=sort_key) == ["Äpfel", "Batik", "kopi", "KRY-0001", "KRY-2", "KRY-10"]


@given(st.integers(0, 10**10 - 1), st.integers(0, 10**10 - 1))
def test_sort_keys_compare_like_the_numbers_they_hold(first: int, second: int) -> None:
    assert (sort_key(f"KRY-{first}") < sort_key(f"KRY-{second}")) == (first < second)


@given(ANY_TEXT)
def test_sort_keys_are_stable(text: str) -> None:
    assert sort_key(sort_key(text)) == sort_key(text)


@given(ANY_TEXT)
def test_nfc_composes_and_is_stable(text: str) -> None:
    assert nfc(text) == unicodedata.normalize("NFC", text)
    assert nfc(nfc(text)) == nfc(text)


def test_squeezing_joins_parted_words() -> None:
    assert squeeze("t oples") == squeeze("Toples ") == "toples"


@given(LISTED)
def test_many_texts_fold_as_each_of_them(texts: list[str]) -> None:
    assert fold_all(texts) == [fold(text) for text in texts]


@given(LISTED)
def test_many_sort_keys_are_those_of_each_text(texts: list[str]) -> None:
    assert sort_keys(texts) == [sort_key(text) for text in texts]
