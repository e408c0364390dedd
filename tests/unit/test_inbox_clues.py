"""Whose a file is, and which file is a newer version of which, told by names and marks."""

from tradehouse.services.inbox.files import SURE, Clue
from tradehouse.services.inbox.names import plain_stem, telling_words
from tradehouse.services.inbox.versions import Version, replaced
from tradehouse.services.inbox.whose import SupplierFinder
from tradehouse.storage.inbox import SupplierContact


def supplier(uid: str, name: str, phone: str = "", brand: str = "") -> SupplierContact:
    return SupplierContact(uid, f"SUP-{uid}", name, brand, phone, "")


FINDER = SupplierFinder(
    [
        supplier("1", "UD Maju Jaya", "0812-3456-7890"),
        supplier("2", "CV Rotan Nusantara"),
        supplier("3", "Sari"),
        supplier("4", "Kopi Gayo Lestari", brand="Gayo Mantap"),
        supplier("5", "Anyaman Bambu Sejahtera"),
    ]
)


def sure(*texts: tuple[Clue, str], phones: tuple[str, ...] = ()) -> list[str]:
    return [guess.uid for guess in FINDER.guess(texts, phones) if guess.score >= SURE]


def test_a_name_that_says_nothing_else_is_sure() -> None:
    assert sure((Clue.FILE, "Daftar Harga UD. Maju Jaya Mei 2024 (2) final")) == ["1"]
    assert sure((Clue.FOLDER, "rotan nusantara")) == ["2"]
    assert sure((Clue.COLUMN, "SUP-5")) == ["5"]
    assert sure((Clue.TITLE, "gayo mantap")) == ["4"]


def test_a_name_among_other_words_or_misspelt_is_only_offered() -> None:
    (guess, *_) = FINDER.guess([(Clue.FILE, "Katalog kopi bubuk gayo lestari robusta")], ())
    assert (guess.uid, guess.clue) == ("4", Clue.FILE)
    assert guess.score < SURE
    (guess, *_) = FINDER.guess([(Clue.SENDER, "Anyamn Bambu Sejahtra")], ())
    assert guess.uid == "5"
    assert guess.score < SURE


def test_a_short_first_name_is_nobody_for_sure() -> None:
    assert sure((Clue.SENDER, "Bu Sari")) == []
    assert FINDER.guess([(Clue.FILE, "stok gudang")], ()) == ()


def test_a_phone_number_is_sure_and_two_sure_answers_are_none() -> None:
    assert sure(phones=("+6281234567890",)) == ["1"]
    assert sure((Clue.FOLDER, "Rotan Nusantara"), phones=("+6281234567890",)) == []


def test_words_of_lists_and_versions_name_nobody() -> None:
    assert telling_words("DAFTAR HARGA produk 2024 rev3 PT. Anugerah") == ("anugerah",)
    assert plain_stem("kiriman/Harga Mei (2) FINAL.xlsx") == plain_stem("harga_juni.xlsx") == "harga"


def version(number: int, name: str, marks: range, *, when: str = "", shape: str = "s", supplier: str = "") -> Version:
    return Version(number, name, shape, supplier, when, frozenset(marks))


def test_a_later_file_with_much_the_same_rows_replaces_the_earlier_one() -> None:
    files = [
        version(1, "harga mei.xlsx", range(100), when="2024-05"),
        version(2, "harga april.xlsx", range(10, 90), when="2024-04"),
        version(3, "harga juni.xlsx", range(20, 130), when="2024-06"),
    ]
    assert replaced(files) == {1: 2, 3: 1}


def test_other_rows_other_suppliers_or_another_name_and_shape_make_no_version() -> None:
    first = version(1, "harga.xlsx", range(100), when="1", supplier="UD Maju")
    assert replaced([first, version(2, "harga.xlsx", range(200, 300), when="2")]) == {}
    assert replaced([first, version(2, "harga.xlsx", range(100), when="2", supplier="CV Lain")]) == {}
    assert replaced([first, version(2, "lain.xlsx", range(100), when="2", shape="t")]) == {}
    assert replaced([first, version(2, "harga 2.xlsx", range(100), when="2", shape="t")]) == {2: 1}
