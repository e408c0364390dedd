"""How a column writes its numbers and dates, and which words are near to those of a list."""

import pytest

from tradehouse.domain.fields import fields
from tradehouse.exchange.column_writing import date_writing, number_writing
from tradehouse.exchange.word_likeness import certain_word, closest_words

PRODUCT, SUPPLIER, PAPER = fields("product"), fields("supplier"), fields("certification")


@pytest.mark.parametrize(
    ("key", "texts", "decimal", "ambiguous"),
    [
        ("weight_g", ["1.500", "2.250"], ",", True),
        ("weight_g", ["1.500", "0,5"], ",", False),
        ("weight_g", ["1.500", "12.5"], ".", False),
        ("weight_g", ["1,500"], ",", True),
        ("weight_g", ["12", "besar"], None, False),
        ("length_cm", ["12.500", "30.250"], ".", False),  # no basket is 12,500 cm long
        ("price_idr", ["1.500", "2.250"], ",", False),  # rupiah have no thousandths
        ("stock", ["1,500"], ".", False),
    ],
)
def test_numbers_are_told_by_the_whole_column(key: str, texts: list[str], decimal: str | None, ambiguous: bool) -> None:
    found = number_writing(PRODUCT[key], texts)
    assert (found.decimal, found.ambiguous) == (decimal, ambiguous)


def test_all_values_count_not_only_the_first() -> None:
    assert number_writing(PRODUCT["weight_g"], ["1.500"] * 5000 + ["0.5"] * 5).decimal == "."


@pytest.mark.parametrize(
    ("texts", "order", "ambiguous"),
    [(["01-03-2016"], "dmy", True), (["31/12/2016", "01/02/2016"], "dmy", False), (["12/31/2016", "01/02/2016"], "mdy", False),
     (["12/31/2016", "31/12/2016", "01/02/2016"], "dmy", True), (["5/5/2016"], None, False), (["12 Mei 2016"], None, False)],
)  # fmt: skip
def test_dates_are_told_by_the_whole_column(texts: list[str], order: str | None, ambiguous: bool) -> None:
    found = date_writing(texts)
    assert (found.order, found.ambiguous) == (order, ambiguous)


def test_what_a_person_said_goes_before_the_values() -> None:
    assert number_writing(PRODUCT["weight_g"], ["1.500"], ".").decimal == "."
    assert date_writing(["31/12/2016"], "mdy").order == "mdy"


def test_only_what_can_mean_one_thing_is_certain() -> None:
    assert certain_word(PRODUCT["category"], "Makanann") == "makanan"
    assert certain_word(SUPPLIER["province"], "Jawa Tenggah") == "33"
    assert certain_word(PAPER["type"], "PIRT Dinkes Sleman 2022") == "pirt"
    for field, text in (
        (PAPER["type"], "Non Halal"),
        (PAPER["type"], "Halal dan PIRT"),
        (SUPPLIER["regency"], "Slemann"),
        (PRODUCT["unit"], "botool"),
    ):
        assert certain_word(field, text) is None


def test_the_nearest_words_are_offered_best_first() -> None:
    found = closest_words(SUPPLIER["regency"], "Bandung")
    assert {token for token, _, score in found if score == 1} == {"32.04", "32.73"}
    assert [score for *_, score in found] == sorted((score for *_, score in found), reverse=True)
    assert closest_words(PRODUCT["unit"], "botool")[0][0] == "botol"
    assert closest_words(PRODUCT["unit"], "") == ()
