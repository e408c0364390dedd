"""Kinds of PDF: sound documents and templates, and columns that keep to the list that a PDF goes with."""

import pytest

from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import LANGUAGES
from tradehouse.domain.resources import resources
from tradehouse.exchange.layout_files import load_layout, load_paper
from tradehouse.exchange.layouts import Layout
from tradehouse.services.documents.kinds import (
    KINDS,
    TAG_SIZES,
    TagSize,
    document_layout,
    kind_for,
    kind_named,
    tag_size_named,
)

PRICES = {"unit_price", "price_idr"}


def values(layout: Layout) -> set[str]:
    return {column.value for table in layout.tables.values() for column in table.columns}


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_has_a_document_for_buyers_and_a_template(name: str) -> None:
    own = load_paper(name)
    assert own.for_buyers
    assert own.tables["goods"].kind is RecordKind.PRODUCT
    assert (resources() / "templates" / f"{name}.typ").is_file()
    assert all(own.words[language].keys() == own.words["en"].keys() for language in LANGUAGES)


@pytest.mark.parametrize("name", ["catalogue", "line-sheet", "specification"])
@pytest.mark.parametrize(("base", "price"), [("export", "unit_price"), ("showcase", "price_idr")])
def test_a_pdf_says_the_prices_of_its_list_and_no_others(name: str, base: str, price: str) -> None:
    layout = document_layout(KINDS[name], load_layout(base))
    assert values(layout) & PRICES == {price}
    assert (layout.currency, layout.gate, layout.language) == (
        load_layout(base).currency,
        load_layout(base).gate,
        load_layout(base).language,
    )


@pytest.mark.parametrize("base", ["export", "showcase"])
def test_price_tags_always_say_the_retail_price(base: str) -> None:
    assert values(document_layout(KINDS["price-tags"], load_layout(base))) & PRICES == {"price_idr"}


@pytest.mark.parametrize(("base", "shown"), [("export", True), ("showcase", False)])
def test_a_delivery_term_stands_beside_prices_that_have_one(base: str, shown: bool) -> None:
    layout = document_layout(KINDS["catalogue"], load_layout(base))
    lines = [line.value for group in layout.tables["goods"].head for line in group.lines]
    assert ("incoterm" in lines) is shown


def test_lists_are_printed_as_what_suits_them() -> None:
    assert kind_for(load_layout("showcase")).name == "catalogue"
    assert kind_for(load_layout("export")).name == "line-sheet"


def test_the_house_has_no_pdf() -> None:
    with pytest.raises(UserError, match="full"):
        document_layout(KINDS["catalogue"], load_layout("full"))


def test_unknown_names_tell_those_there_are() -> None:
    with pytest.raises(UserError, match="line-sheet"):
        kind_named("poster")
    with pytest.raises(UserError, match="medium"):
        tag_size_named("huge")


@pytest.mark.parametrize("size", TAG_SIZES.values(), ids=list(TAG_SIZES))
def test_tags_lie_on_the_paper_with_room_for_marks(size: TagSize) -> None:
    placed = size.placed
    assert placed["left"] >= 5
    assert placed["top"] >= 5
