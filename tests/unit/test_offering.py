"""What a buyer's sheet says about a product."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.offering import VALUES, CellValue, Offered, shorten
from tradehouse.domain.pricing import Priced
from tradehouse.domain.records import Record, TierPrice

WORDS = {"unit": {"pcs": "PC", "set": "SET"}, "certificate": {"halal": "Halal", "bpom_md": "BPOM"}}


def product(**values: Any) -> Record:
    return Record(RecordKind.PRODUCT, 1, "u-1", 1, {"name_id": "Tas rotan", "code": "KRY-0001", **values})


def certificate(**values: Any) -> Record:
    return Record(RecordKind.CERTIFICATION, 9, "c", 1, {"stage": "issued", **values})


def offered(
    price: str | None = "10.00",
    language: str = "en",
    supplier: Record | None = None,
    certificates: tuple[Record, ...] = (),
    **values: Any,
) -> Offered:
    priced = Priced(None if price is None else Decimal(price), "fixed")
    return Offered(1, product(**values), supplier, certificates, priced, language, "USD", "s-1", WORDS)


def value(name: str, *args: Any, **values: Any) -> CellValue:
    return VALUES[name](offered(*args, **values))


def test_english_document_takes_english_and_falls_back_only_for_the_name() -> None:
    assert value("name", name_en="Rattan bag") == "Rattan bag"
    assert value("name") == "Tas rotan"
    assert value("description_and_material", description_id="Tas anyaman", material="rotan") == ""
    assert value("short_description", language="id", description_id="Tas anyaman") == "Tas anyaman"


def test_description_and_material_stay_within_250_characters() -> None:
    text = value("description_and_material", description_en="woven " * 80, material_en="rattan " * 40)
    assert isinstance(text, str)
    assert len(text) <= 250
    assert "\nMaterial: rattan" in text
    assert "…" in text


def test_food_shows_ingredients_and_allergens_in_place_of_material() -> None:
    text = value("description_and_material", ingredients_en="soybeans, salt", allergens_en="soy", material_en="x")
    assert text == "Ingredients: soybeans, salt; allergens: soy"


def test_size_is_metric_with_the_content_behind_it() -> None:
    sides = {"length_cm": Decimal("30.0"), "width_cm": Decimal("20.5"), "height_cm": Decimal(10)}
    assert value("size_and_content", **sides) == "30 × 20.5 × 10 cm"
    assert value("size_and_content", language="id", **sides) == "30 × 20,5 × 10 cm"
    assert value("size_and_content", size_text="XL", net_content=Decimal(250), net_unit="g") == "XL / 250 g"
    assert value("size_and_content") == ""


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("panjang 3,2 cm", "length 3.2 cm"),
        ("L (lingkar dada 110 cm)", "L (chest 110 cm)"),
        ("Lebar 70 cm", "width 70 cm"),
        ("4–6 tahun", "4–6 years"),
        ("bebas (S–L)", "free size (S–L)"),
        ("36–40", "36–40"),
    ],
)
def test_a_size_in_words_speaks_the_language_of_the_list(text: str, english: str) -> None:
    assert value("size_and_content", size_text=text) == english
    assert value("size_and_content", language="id", size_text=text) == text


def test_a_variant_that_is_the_colour_is_said_once() -> None:
    black = {"colour": "Hitam", "colour_en": "Black"}
    assert value("colour_and_variant", **black, variant="Hitam") == "Black"
    assert value("colour_and_variant", **black, variant="XL") == "Black / XL"
    assert value("colour_and_variant", language="id", **black, variant="Hitam") == "Hitam"


def test_origin_is_the_products_else_the_suppliers() -> None:
    supplier = Record(RecordKind.SUPPLIER, 2, "s", 1, {"name": "Anyam", "regency": "34.02", "province": "34"})
    assert value("origin_place", language="id", supplier=supplier) == "Kabupaten Bantul, DI Yogyakarta"
    assert value("origin_place", language="id", supplier=supplier, origin_province="51") == "Bali"
    assert value("origin_place", language="id", origin_regency="34.02") == "Kabupaten Bantul, DI Yogyakarta"


def test_shelf_life_is_said_in_whole_months() -> None:
    assert [value("shelf_life_months", shelf_life_days=d) for d in (365, 180, 90, 30, 20)] == [12, 6, 3, 1, 1]
    assert value("shelf_life_months") is None


def test_certifications_are_short_and_dated() -> None:
    held = (
        certificate(type="halal", no_expiry=True),
        certificate(type="bpom_md", expires=date(2027, 3, 9)),
        certificate(type="iumk", no_expiry=True),
        certificate(type="coa", expires=date(2027, 3, 9)),
    )
    assert value("certifications", certificates=held) == "Halal; BPOM (exp 2027-03)"
    assert value("certificates_until", certificates=held) == date(2027, 3, 9)


def test_row_is_ordered_in_cartons_where_there_are_any() -> None:
    full = {"unit": "set", "qty_per_carton": 4, "moq": 20}
    assert value("order_unit", **full) == "carton"
    assert value("order_hint", **full) == "Cartons of 4 SET. Minimum order 20 SET."
    assert value("order_unit", unit="pcs") == "PC"
    assert value("order_hint", unit="pcs") == "Single units (PC)."


def test_row_without_price_or_carton_has_no_figure_to_work_with() -> None:
    assert value("order_amount", price=None) is None
    assert value("order_amount") == 0
    assert value("order_cbm") is None
    sides = {"carton_length_cm": Decimal(60), "carton_width_cm": Decimal(40), "carton_height_cm": Decimal(50)}
    assert value("order_cbm", qty_per_carton=4, **sides) == 0
    assert value("cbm", **sides) == Decimal("0.12")


def test_stock_of_goods_made_to_order_says_so() -> None:
    assert value("stock_text", stock=0, made_to_order=True) == "Made to order"
    assert value("stock_text", stock=7, made_to_order=True) == 7
    assert value("stock_text", stock=0) == 0


def test_price_revision_follows_price_currency_and_tier() -> None:
    tier = (TierPrice("pcs", Decimal(1), Decimal(100), Decimal("9.00"), "USD"),)
    seen = {
        o.price_revision
        for o in (offered("10.00"), offered("10.50"), offered(None), offered("10.00", tier_prices=tier))
    }
    assert len(seen) == 4
    assert offered("10.00").price_revision == offered("10.00", name_en="Another name").price_revision


def test_export_readiness_is_said_in_the_language_of_the_list() -> None:
    assert VALUES["export_ready"](replace(offered(), ready=True)) == "Y"
    assert VALUES["export_ready"](offered()) == "N"
    assert VALUES["export_ready"](replace(offered(), language="id")) == "T"


def test_further_terms_have_a_price_of_their_own_or_none() -> None:
    two = replace(offered("10.00"), others=(Priced(Decimal("12.50")),))
    assert VALUES["unit_price"](two) == Decimal("10.00")
    assert VALUES["unit_price_2"](two) == Decimal("12.50")
    assert VALUES["unit_price_3"](two) is None


def test_texts_are_cut_after_a_word() -> None:
    assert shorten("one two three four", 12) == "one two…"
    assert shorten("one\n two", 12) == "one two"
    assert shorten("abcdefghijklmnop", 8) == "abcdefg…"


def test_articles_of_one_name_are_told_apart_by_variant_and_size() -> None:
    grams = {"net_content": Decimal(250), "net_unit": "g"}
    assert value("size_and_variant", variant="Bubuk", **grams) == "Powder  ·  250 g"
    assert value("size_and_variant", variant="Motif Parang", **grams) == "Motif Parang  ·  250 g"
    assert value("size_and_variant", variant="M", size_text="M (lingkar dada 104 cm)") == "M (chest 104 cm)"
    assert value("size_and_variant", colour="Hitam", colour_en="Black", variant="Hitam") == "Black"
    assert value("size_and_variant") == ""
