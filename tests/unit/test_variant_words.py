"""A variant is said in English where all of its words are known, and stands as it is where they are not."""

import pytest

from tradehouse.domain.variant_words import english_variant


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Merah tua", "Dark red"),
        ("merah / hitam", "red / black"),
        ("Merah dan Putih", "Red and White"),
        ("Besar", "Large"),
        ("XL", "XL"),
        ("Pedas, 250 gram", "Spicy, 250 g"),
        ("Panjang 30,5 cm", "length 30.5 cm"),
        ("2 Buah", "2 pcs"),
        ("Motif Parang", "Motif Parang"),
        ("Merah Parang", "Merah Parang"),
        ("merah / Parang", "merah / Parang"),
        ("", ""),
    ],
)
def test_a_variant_in_english(text: str, said: str) -> None:
    assert english_variant(text) == said
