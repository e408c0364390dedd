"""Certificates edited by hand: numbers as their type writes them, doubles told, coverage by category."""

from pathlib import Path

import pytest

from tests.integration.export_desk import photo_bytes
from tradehouse.domain.fields import RecordKind
from tradehouse.services import browsing, editing, history, scans
from tradehouse.services.catalogue import Catalogue

C, P, S = RecordKind.CERTIFICATION, RecordKind.PRODUCT, RecordKind.SUPPLIER


@pytest.fixture
def supplier(catalogue: Catalogue) -> int:
    return editing.create(catalogue, S, {"name": "Anyam Jaya"})


def number(catalogue: Catalogue, record_id: int) -> object:
    return browsing.record(catalogue, C, record_id)["number"]


def test_a_number_is_kept_as_its_type_writes_it(catalogue: Catalogue, supplier: int) -> None:
    made = editing.create(catalogue, C, {"type": "pirt", "supplier": supplier, "number": "P-IRT No. 206647101163723"})
    assert number(catalogue, made) == "2066471011637-23"
    editing.change(catalogue, C, made, "number", "2066 4710 1163 724")
    assert number(catalogue, made) == "2066471011637-24"
    history.undo(catalogue)
    assert number(catalogue, made) == "2066471011637-23"


def test_a_wrong_number_is_kept_as_it_was_typed(catalogue: Catalogue, supplier: int) -> None:
    made = editing.create(catalogue, C, {"type": "pirt", "supplier": supplier, "number": "segera menyusul"})
    assert number(catalogue, made) == "segera menyusul"
    editing.change_each(catalogue, C, {made: {"number": "id64110000024210121"}})
    assert number(catalogue, made) == "id64110000024210121"
    editing.change(catalogue, C, made, "type", "halal")
    assert number(catalogue, made) == "ID64110000024210121"
    editing.change(catalogue, C, made, "number", None)
    assert number(catalogue, made) is None


def test_the_same_number_is_found_on_another_certificate(catalogue: Catalogue, supplier: int) -> None:
    other_maker = editing.create(catalogue, S, {"name": "Kopi Lestari"})
    first = editing.create(catalogue, C, {"type": "pirt", "supplier": supplier, "number": "2066471011637-23"})
    second = editing.create(catalogue, C, {"type": "pirt", "supplier": other_maker, "number": "206647101163723"})
    third = editing.create(catalogue, C, {"type": "slhs", "supplier": supplier, "number": "2066471011637-23"})

    found = browsing.same_number(catalogue, browsing.record(catalogue, C, second))
    assert found is not None
    assert found.id == first
    assert browsing.same_number(catalogue, browsing.record(catalogue, C, third)) is None
    editing.trash(catalogue, C, [first])
    assert browsing.same_number(catalogue, browsing.record(catalogue, C, second)) is None
    editing.change(catalogue, C, second, "number", None)
    assert browsing.same_number(catalogue, browsing.record(catalogue, C, second)) is None


def test_a_certificate_of_a_category_covers_what_is_below_it(catalogue: Catalogue, supplier: int) -> None:
    def product(name: str, category: str) -> int:
        return editing.create(catalogue, P, {"name_id": name, "category": category, "supplier": supplier})

    sambal, tas, teh = product("Sambal", "makanan-bumbu"), product("Tas", "kriya-anyaman"), product("Teh", "minuman")
    foods = editing.create(catalogue, C, {"type": "halal", "supplier": supplier, "category": "makanan"})
    both = editing.create(catalogue, C, {"type": "pirt", "supplier": supplier, "category": "makanan"})
    editing.change(catalogue, C, both, "products", (teh,))
    every = editing.create(catalogue, C, {"type": "merek", "supplier": supplier})

    def covering(product_id: int) -> set[int]:
        return {certificate.id for certificate in browsing.certifications_of(catalogue, supplier, product_id)}

    assert covering(sambal) == {foods, both, every}
    assert covering(teh) == {both, every}
    assert covering(tas) == {every}


def test_a_copy_of_a_certificate_has_no_scans(catalogue: Catalogue, supplier: int, tmp_path: Path) -> None:
    made = editing.create(catalogue, C, {"type": "pirt", "supplier": supplier})
    scans.add_scans(catalogue, made, [(photo_bytes("red"), "a.jpg")])
    assert scans.scans_of(catalogue, editing.duplicate(catalogue, C, made)) == []
