"""Undo, redo and the history: what is taken back, what is refused, what survives a restart."""

from pathlib import Path

import pytest

from tradehouse.domain.errors import Conflict, InvalidData, NotFound
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import Query
from tradehouse.services import browsing, editing, history
from tradehouse.services.catalogue import Catalogue, open_catalogue

PRODUCT, SUPPLIER = RecordKind.PRODUCT, RecordKind.SUPPLIER


def value(catalogue: Catalogue, product: int, key: str) -> object:
    return browsing.record(catalogue, PRODUCT, product)[key]


def test_an_edit_is_undone_and_done_again(catalogue: Catalogue) -> None:
    bag = editing.create(catalogue, PRODUCT, {"name_id": "Tas rotan", "price_idr": 185000})
    editing.change(catalogue, PRODUCT, bag, "price_idr", 190000)
    history.undo(catalogue)
    assert value(catalogue, bag, "price_idr") == 185000
    history.redo(catalogue)
    assert value(catalogue, bag, "price_idr") == 190000


def test_undo_works_after_a_restart(tmp_path: Path) -> None:
    first = open_catalogue(tmp_path / "c")
    bag = editing.create(first, PRODUCT, {"name_id": "Tas rotan"})
    editing.change(first, PRODUCT, bag, "name_id", "Tas bambu")
    first.close()
    second = open_catalogue(tmp_path / "c")
    history.undo(second)
    assert value(second, bag, "name_id") == "Tas rotan"
    second.close()


def test_undo_walks_back_through_creation_and_redo_forward_again(catalogue: Catalogue) -> None:
    bag = editing.create(catalogue, PRODUCT, {"name_id": "Tas rotan"})
    editing.change(catalogue, PRODUCT, bag, "colour", "cokelat")
    before = browsing.record(catalogue, PRODUCT, bag)
    history.undo(catalogue)
    history.undo(catalogue)
    assert list(browsing.find_ids(catalogue, PRODUCT, Query())) == []
    history.redo(catalogue)
    history.redo(catalogue)
    after = browsing.record(catalogue, PRODUCT, bag)
    assert (after.uid, dict(after.values)) == (before.uid, dict(before.values))


def test_undo_of_an_older_change_leaves_other_fields_alone(catalogue: Catalogue) -> None:
    bag = editing.create(catalogue, PRODUCT, {"name_id": "Tas rotan", "price_idr": 100})
    editing.change(catalogue, PRODUCT, bag, "price_idr", 200)
    price_change = history.latest(catalogue, 1)[0].id
    editing.change(catalogue, PRODUCT, bag, "colour", "hitam")
    history.undo(catalogue, price_change)
    assert value(catalogue, bag, "price_idr") == 100
    assert value(catalogue, bag, "colour") == "hitam"


def test_undo_refuses_what_somebody_changed_since_and_names_it(catalogue: Catalogue) -> None:
    bag = editing.create(catalogue, PRODUCT, {"name_id": "Tas rotan", "price_idr": 100})
    editing.change(catalogue, PRODUCT, bag, "price_idr", 200)
    first = history.latest(catalogue, 1)[0].id
    editing.change(catalogue, PRODUCT, bag, "price_idr", 300)
    with pytest.raises(Conflict) as refusal:
        history.undo(catalogue, first)
    assert "Tas rotan" in str(refusal.value)
    assert value(catalogue, bag, "price_idr") == 300


def test_undo_of_a_creation_refuses_once_the_record_was_edited(catalogue: Catalogue) -> None:
    bag = editing.create(catalogue, PRODUCT, {"name_id": "Tas rotan"})
    created = history.latest(catalogue, 1)[0].id
    editing.change(catalogue, PRODUCT, bag, "colour", "hitam")
    with pytest.raises(Conflict):
        history.undo(catalogue, created)
    history.undo(catalogue)
    history.undo(catalogue, created)
    assert list(browsing.find_ids(catalogue, PRODUCT, Query())) == []


def test_undo_of_a_supplier_that_products_need_is_refused(catalogue: Catalogue) -> None:
    supplier = editing.create(catalogue, SUPPLIER, {"name": "Anyam Jaya"})
    created = history.latest(catalogue, 1)[0].id
    bag = editing.create(catalogue, PRODUCT, {"name_id": "Tas rotan", "supplier": supplier})
    with pytest.raises(Conflict) as refusal:
        history.undo(catalogue, created)
    assert refusal.value.code == "changed_since"
    assert "Anyam Jaya" in str(refusal.value)
    assert value(catalogue, bag, "supplier").name == "Anyam Jaya"  # type: ignore[attr-defined]


def test_what_was_undone_cannot_be_undone_twice(catalogue: Catalogue) -> None:
    editing.create(catalogue, PRODUCT, {"name_id": "Tas rotan"})
    created = history.latest(catalogue, 1)[0].id
    history.undo(catalogue)
    with pytest.raises(NotFound) as refusal:
        history.undo(catalogue, created)
    assert refusal.value.code == "already_undone"
    with pytest.raises(NotFound):
        history.undo(catalogue, 999)


def test_something_new_ends_redoing(catalogue: Catalogue) -> None:
    editing.create(catalogue, PRODUCT, {"name_id": "Tas rotan"})
    history.undo(catalogue)
    editing.create(catalogue, PRODUCT, {"name_id": "Tas bambu"})
    with pytest.raises(NotFound) as refusal:
        history.redo(catalogue)
    assert refusal.value.code == "nothing_to_redo"


def test_redo_then_undo_then_undo_goes_further_back(catalogue: Catalogue) -> None:
    bag = editing.create(catalogue, PRODUCT, {"name_id": "Tas rotan", "colour": "a"})
    editing.change(catalogue, PRODUCT, bag, "colour", "b")
    editing.change(catalogue, PRODUCT, bag, "colour", "c")
    history.undo(catalogue)
    history.redo(catalogue)
    history.undo(catalogue)
    history.undo(catalogue)
    assert value(catalogue, bag, "colour") == "a"


def test_a_failed_unit_of_work_leaves_nothing(catalogue: Catalogue) -> None:
    def fail_halfway() -> None:
        with catalogue.writing("test") as work:
            work.insert("supplier", {"name": "Anyam Jaya", "code": "SUP-9000"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    assert list(browsing.find_ids(catalogue, SUPPLIER, Query())) == []
    assert history.latest(catalogue) == []


def test_saving_the_same_value_is_no_change(catalogue: Catalogue) -> None:
    bag = editing.create(catalogue, PRODUCT, {"name_id": "Tas rotan", "price_idr": 100})
    assert not editing.change(catalogue, PRODUCT, bag, "price_idr", 100)
    assert len(history.latest(catalogue)) == 1


def test_an_invalid_value_is_refused_with_the_reason(catalogue: Catalogue) -> None:
    bag = editing.create(catalogue, PRODUCT, {"name_id": "Tas rotan", "moq": 5})
    with pytest.raises(InvalidData, match="too small"):
        editing.change(catalogue, PRODUCT, bag, "moq", -1)
    with pytest.raises(InvalidData, match="needed"):
        editing.change(catalogue, PRODUCT, bag, "name_id", "")
    assert value(catalogue, bag, "moq") == 5


def test_listeners_hear_every_commit_and_nothing_else(catalogue: Catalogue) -> None:
    heard: list[object] = []
    stop = catalogue.database.listen(heard.append)
    bag = editing.create(catalogue, PRODUCT, {"name_id": "Tas rotan"})
    editing.change(catalogue, PRODUCT, bag, "name_id", "Tas rotan")
    stop()
    editing.change(catalogue, PRODUCT, bag, "name_id", "Tas bambu")
    assert [dict(change.touched) for change in heard] == [{"product": frozenset({bag})}]  # type: ignore[attr-defined]


def test_news_of_another_process_arrives_when_asked(catalogue: Catalogue) -> None:
    other = open_catalogue(catalogue.folder)
    editing.create(other, PRODUCT, {"name_id": "Tas rotan"})
    other.close()
    heard: list[object] = []
    catalogue.database.listen(heard.append)
    assert catalogue.database.take_in_news() == 1
    assert catalogue.database.take_in_news() == 0
    assert len(heard) == 1


def test_codes_are_never_reused(catalogue: Catalogue) -> None:
    first = editing.create(catalogue, PRODUCT, {"name_id": "Satu", "category": "kriya"})
    code = value(catalogue, first, "code")
    history.undo(catalogue)
    second = editing.create(catalogue, PRODUCT, {"name_id": "Dua", "category": "kriya"})
    assert (code, value(catalogue, second, "code")) == ("KRY-0001", "KRY-0002")


def test_a_record_tells_its_own_history(catalogue: Catalogue) -> None:
    bag = editing.create(catalogue, PRODUCT, {"name_id": "Tas rotan", "price_idr": 100})
    editing.change(catalogue, PRODUCT, bag, "price_idr", 200)
    newest, oldest = history.of_record(catalogue, PRODUCT, bag)
    assert (newest.operation, newest.before["price_idr"], newest.after["price_idr"]) == ("update", 100, 200)
    assert oldest.operation == "insert"


def test_trash_and_restore_are_one_step_each(catalogue: Catalogue) -> None:
    ids = [editing.create(catalogue, PRODUCT, {"name_id": name}) for name in ("Satu", "Dua")]
    assert editing.trash(catalogue, PRODUCT, ids) == 2
    assert list(browsing.find_ids(catalogue, PRODUCT, Query())) == []
    assert len(browsing.find_ids(catalogue, PRODUCT, Query(trashed=True))) == 2
    history.undo(catalogue)
    assert len(browsing.find_ids(catalogue, PRODUCT, Query())) == 2


def test_a_copy_gets_its_own_code_and_no_barcode(catalogue: Catalogue) -> None:
    bag = editing.create(catalogue, PRODUCT, {"name_id": "Tas", "gtin": "8991234567895", "category": "kriya"})
    copy = browsing.record(catalogue, PRODUCT, editing.duplicate(catalogue, PRODUCT, bag))
    assert copy["code"] == "KRY-0002"
    assert copy["gtin"] is None


def test_scale_follows_the_figures_and_goes_back_with_them(catalogue: Catalogue) -> None:
    firm = editing.create(catalogue, SUPPLIER, {"name": "Anyam Jaya", "capital_idr": 500_000_000})
    assert browsing.record(catalogue, SUPPLIER, firm)["scale"] == "mikro"
    editing.change(catalogue, SUPPLIER, firm, "sales_idr", 16_000_000_000)
    assert browsing.record(catalogue, SUPPLIER, firm)["scale"] == "menengah"
    history.undo(catalogue)
    assert browsing.record(catalogue, SUPPLIER, firm)["scale"] == "mikro"
