"""Finding records: words, terms, facets, order."""

from decimal import Decimal

import pytest

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import set_language
from tradehouse.domain.query import RECORDS, Query, Term, parse_query
from tradehouse.services import browsing, checking, editing
from tradehouse.services.catalogue import Catalogue

PRODUCT, SUPPLIER, CERTIFICATION = RecordKind.PRODUCT, RecordKind.SUPPLIER, RecordKind.CERTIFICATION


@pytest.fixture
def filled(catalogue: Catalogue) -> Catalogue:
    jaya = editing.create(catalogue, SUPPLIER, {"name": "Anyam Jaya", "province": "34"})
    kopi = editing.create(catalogue, SUPPLIER, {"name": "Koperasi Kopi Gayo", "kind": "koperasi", "province": "11"})
    rows: list[dict[str, object]] = [
        {"name_id": "Tas rotan bundar", "supplier": jaya, "category": "kriya-anyaman", "price_idr": Decimal(185000), "tags": ("rotan", "tas")},
        {"name_id": "Keranjang rotan", "supplier": jaya, "category": "kriya-anyaman", "price_idr": Decimal(90000), "tags": ("rotan",)},
        {"name_id": "Kopi Gayo 250 g", "supplier": kopi, "category": "minuman", "origin_province": "11", "gtin": "8991234567895"},
        {"name_id": "Äpfel-Keripik", "notes": "100% renyah_sekali"},
    ]  # fmt: skip
    for row in rows:
        editing.create(catalogue, PRODUCT, row)
    return catalogue


def names(catalogue: Catalogue, text: str, **options: object) -> list[object]:
    query = parse_query(PRODUCT, text, **options)  # type: ignore[arg-type]
    return [r["name_id"] for r in browsing.records(catalogue, PRODUCT, browsing.find_ids(catalogue, PRODUCT, query))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rotan", {"Tas rotan bundar", "Keranjang rotan"}),
        ("otan", {"Tas rotan bundar", "Keranjang rotan"}),
        ("ROTAN tas", {"Tas rotan bundar"}),
        ("ke", {"Keranjang rotan", "Äpfel-Keripik"}),
        ("k", {"Keranjang rotan", "Kopi Gayo 250 g", "Äpfel-Keripik"} | {"Tas rotan bundar"}),
        ("apfel", {"Äpfel-Keripik"}),
        ("anyam jaya", {"Tas rotan bundar", "Keranjang rotan"}),
        ("8991234567895", {"Kopi Gayo 250 g"}),
        ("supplier:gayo", {"Kopi Gayo 250 g"}),
        ("category:minuman", {"Kopi Gayo 250 g"}),
        ("category:kriya", {"Tas rotan bundar", "Keranjang rotan"}),
        ("category:kriya-anyaman", {"Tas rotan bundar", "Keranjang rotan"}),
        ("category:kriya-kayu", set()),
        ("origin_province:Aceh", {"Kopi Gayo 250 g"}),
        ("tags:tas", {"Tas rotan bundar"}),
        ('name_id:"rotan bundar"', {"Tas rotan bundar"}),
        ("supplier:-", {"Äpfel-Keripik"}),
        ("price_idr:90000", {"Keranjang rotan"}),
        ("notes:100%", {"Äpfel-Keripik"}),
        ("notes:0_r", set()),
        ("http://x", set()),
        ("zzz", set()),
    ],
)
def test_words_and_terms_find_what_they_say(filled: Catalogue, text: str, expected: set[str]) -> None:
    assert set(names(filled, text)) == expected


@pytest.mark.parametrize(
    "text", ['"', "''", "AND", "OR NOT", "*", "(", "a:b:c", "name_id:", "--", "NEAR(", "%", "_", "\\"]
)
def test_any_text_is_a_legal_query(filled: Catalogue, text: str) -> None:
    names(filled, text)


def test_the_first_page_is_the_beginning_of_the_whole(filled: Catalogue) -> None:
    for text in ("rotan", "k", "anyam"):
        query = parse_query(PRODUCT, text, sort="name_id")
        whole = browsing.find_ids(filled, PRODUCT, query)
        assert browsing.find_ids(filled, PRODUCT, query, 1) == whole[:1]


def test_facets_count_under_the_other_choices(filled: Catalogue) -> None:
    query = parse_query(PRODUCT, "", {"category": frozenset({"minuman"})})
    found = browsing.facets(filled, PRODUCT, query)
    assert {(v.token, v.count) for v in found["category"]} == {("kriya", 2), ("minuman", 1), ("-", 1)}
    assert [(v.label, v.count) for v in found["supplier"]] == [("Koperasi Kopi Gayo", 1)]
    assert {(v.token, v.count) for v in browsing.facets(filled, PRODUCT, Query())["tags"]} == {("rotan", 2), ("tas", 1)}


def test_codes_sort_as_people_count(catalogue: Catalogue) -> None:
    for code in ("KRY-10", "KRY-2", "kry-1"):
        editing.create(catalogue, PRODUCT, {"name_id": code, "code": code})
    assert names(catalogue, "", sort="code") == ["kry-1", "KRY-2", "KRY-10"]
    assert names(catalogue, "", sort="code", descending=True) == ["KRY-10", "KRY-2", "kry-1"]


def test_empty_values_come_last_in_both_directions(filled: Catalogue) -> None:
    assert names(filled, "", sort="price_idr")[:2] == ["Keranjang rotan", "Tas rotan bundar"]
    assert names(filled, "", sort="price_idr", descending=True)[:2] == ["Tas rotan bundar", "Keranjang rotan"]


def test_products_are_found_by_the_new_name_of_their_supplier(filled: Catalogue) -> None:
    jaya = browsing.find_ids(filled, SUPPLIER, parse_query(SUPPLIER, "jaya"))[0]
    editing.change(filled, SUPPLIER, jaya, "name", "Rumah Rotan Makmur")
    assert set(names(filled, "makmur")) == {"Tas rotan bundar", "Keranjang rotan"}
    assert names(filled, "jaya") == []


def test_what_is_stored_for_searching_does_not_depend_on_the_language(catalogue: Catalogue) -> None:
    set_language("id")
    editing.create(catalogue, PRODUCT, {"name_id": "Kain", "origin_province": "35"})
    set_language("en")
    assert names(catalogue, "east java") == names(catalogue, "jawa timur") == ["Kain"]
    assert checking.check(catalogue).findings == []


def test_certain_records_are_shown_by_their_ids(filled: Catalogue) -> None:
    chosen = Term(RECORDS, frozenset({"4,2"}))
    assert sorted(browsing.find_ids(filled, PRODUCT, Query(terms=(chosen,)))) == [2, 4]
    assert list(browsing.find_ids(filled, PRODUCT, Query(("keranjang",), (chosen,)))) == [2]
    assert not browsing.find_ids(filled, PRODUCT, Query(terms=(Term(RECORDS, frozenset({""})),)))
