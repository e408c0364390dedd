"""Which product a photo shows, by names alone."""

from pathlib import PurePath, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradehouse.photos.matching import Match, match_names

PRODUCTS = [
    (1, "KRY-0001", "A-17", "Tas rotan"),
    (2, "KRY-0012", "8991234567890", "Amplop"),
    (3, "KRY-0013", "A-17", "Amplop"),
    (4, "KRY-0014", "12", "Serum"),
    (5, "KRY-0015", None, "Bedak"),
    (6, "KRY-0016", "", "Bedak 21"),
    (7, "12", "KRY", "Kopi Arabika Gayo"),
    (8, "TM-1", None, "Tempe"),
    (9, "TM-1-2", None, "Tempe Kedelai"),
]


def match(path: str) -> Match:
    return match_names([PurePosixPath(path)], PRODUCTS)[0]


@pytest.mark.parametrize(
    ("path", "product", "role", "position"),
    [
        ("KRY-0012.jpg", 2, None, None),
        ("KRY-0012_2.jpg", 2, None, 2),
        ("kry0012 (3).JPG", 2, None, 3),
        ("KRY 0012 depan.jpeg", 2, "main", None),
        ("foto KRY-0012 merah tua_kemasan 4.jpg", 2, "packaging", 4),
        ("KRY-0012/depan.png", 2, "main", None),
        ("KRY-0012/IMG-20261120-WA0007.jpg", 2, None, None),
        ("KRY-0012 Amplop putih/DSC_0042.jpg", 2, None, None),
        ("KRY-0012/apa saja 2.jpg", 2, None, 2),
        ("KRY-0012/KRY-0013.jpg", 3, None, None),
        ("TM-1_2.jpg", 9, None, None),
        ("TM-1_3.jpg", 8, None, 3),
    ],
)
def test_the_house_code_is_found_in_file_and_folder(
    path: str, product: int, role: str | None, position: int | None
) -> None:
    assert match(path) == Match(PurePosixPath(path), (product,), "code", role, position)


def test_the_longer_code_is_not_a_position_of_the_shorter() -> None:
    products = [(1, "KRY-0012", None, None), (2, "KRY-0012-2", None, None)]
    found = match_names([PurePath("KRY-0012-2.jpg"), PurePath("KRY-0012-3.jpg")], products)
    assert [(m.product_ids, m.position) for m in found] == [((2,), None), ((1,), 3)]


@pytest.mark.parametrize("path", ["KRY-001_2.jpg", "KRY-00125.jpg", "XKRY-0012.jpg", "KRY.jpg.0012.jpg"])
def test_a_code_that_only_looks_alike_is_no_match(path: str) -> None:
    assert match(path).kind != "code"


def test_two_codes_in_one_name_are_both_candidates() -> None:
    found = match("KRY-0012 dan KRY-0013.jpg")
    assert found.ambiguous
    assert found.product_ids == (2, 3)


def test_the_suppliers_code_must_be_the_whole_name() -> None:
    assert match("8991234567890_2.jpg") == Match(PurePosixPath("8991234567890_2.jpg"), (2,), "supplier_code", None, 2)
    assert match("8991234567890/1.jpg").product_ids == (2,)
    assert match("8991234567890 kardus.jpg").product_ids == ()


def test_a_suppliers_code_that_two_products_have_is_ambiguous() -> None:
    assert match("a 17.jpg").product_ids == (1, 3)


@pytest.mark.parametrize("path", ["12.jpg", "IMG_12.jpg", "12/depan.jpg"])
def test_bare_short_numbers_match_nothing(path: str) -> None:
    assert match(path).product_ids == ()


@pytest.mark.parametrize(
    ("path", "ids"),
    [
        ("tas rotan.jpg", (1,)),
        ("Tas_Rotan-2.jpg", (1,)),
        ("TAS ROTAN depan 2.jpg", (1,)),
        ("tas rotan 2 depan.jpg", (1,)),
        ("amplop.jpg", (2, 3)),
        ("Amplop/IMG_0001.jpg", (2, 3)),
        ("Tas rotan/WhatsApp Image 2026-11-20 at 10.22.33 AM (1).jpeg", (1,)),
        ("tas rotan besar.jpg", ()),
        ("rotan.jpg", ()),
    ],
)
def test_the_name_must_be_the_whole_name_and_variants_are_candidates(path: str, ids: tuple[int, ...]) -> None:
    assert match(path).product_ids == ids


def test_a_number_is_no_position_where_names_go_on_with_numbers() -> None:
    assert match("bedak 21.jpg").product_ids == (6,)
    assert match("bedak 22.jpg").product_ids == ()
    assert match("bedak.jpg").product_ids == (5,)


def test_a_folder_with_a_products_name_is_not_believed_against_the_files_own_name() -> None:
    assert match("Serum/1.jpg").product_ids == (4,)
    assert match("Serum/garnier sachet.jpg").product_ids == ()


def test_every_file_gets_its_answer_in_order_and_orphans_keep_their_hints() -> None:
    files = [PurePath("x.jpg"), PurePath("KRY-0001.jpg"), PurePath("entah kemasan 3.jpg")]
    found = match_names(files, iter(PRODUCTS))
    assert [m.file for m in found] == files
    assert (found[2].kind, found[2].role_hint, found[2].position) == ("", "packaging", 3)
    assert not found[0].matched


def test_an_empty_catalogue_matches_nothing() -> None:
    assert not match_names([PurePath("KRY-0001.jpg")], [])[0].product_ids


@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=20))
def test_any_names_are_answered(file: str, code: str, name: str) -> None:
    found = match_names([PurePath(file)], [(1, code, name, name), (2, name, code, code)])
    assert len(found) == 1
    assert set(found[0].product_ids) <= {1, 2}
