"""What a change did to which records, as the history shows it."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tradehouse.domain.fields import RecordKind
from tradehouse.services import editing, history
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.services.change_details import FieldDifference, details

P, S = RecordKind.PRODUCT, RecordKind.SUPPLIER


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = open_catalogue(tmp_path / "data")
    yield opened
    opened.close()


def newest(catalogue: Catalogue) -> int:
    return history.latest(catalogue, 1)[0].id


def test_a_new_record_is_named(catalogue: Catalogue) -> None:
    editing.create(catalogue, P, {"name_id": "Tas rotan"})
    found = details(catalogue, newest(catalogue))
    (record,) = found.records
    assert (record.kind, record.name, record.operation, record.fields) == ("product", "Tas rotan", "insert", ())
    assert found.rows == 1


def test_changed_fields_read_as_people_write_them(catalogue: Catalogue) -> None:
    supplier = editing.create(catalogue, S, {"name": "Anyam Jaya"})
    product = editing.create(catalogue, P, {"name_id": "Tas rotan", "price_idr": Decimal(150_000)})
    editing.change_many(
        catalogue, P, [product], {"price_idr": Decimal(175_000), "supplier": supplier, "status": "checked"}
    )
    (record,) = details(catalogue, newest(catalogue)).records
    assert set(record.fields) == {
        FieldDifference("Retail price", "Rp 150,000", "Rp 175,000"),
        FieldDifference("Supplier", "", "Anyam Jaya"),
        FieldDifference("Status", "Draft", "Checked"),
    }


def test_the_trash_is_a_place(catalogue: Catalogue) -> None:
    product = editing.create(catalogue, P, {"name_id": "Tas rotan"})
    editing.trash(catalogue, P, [product])
    (record,) = details(catalogue, newest(catalogue)).records
    assert record.fields == (FieldDifference("Place", "in the catalogue", "in the trash"),)


def test_only_the_first_rows_of_a_large_change_are_read(catalogue: Catalogue) -> None:
    ids = [editing.create(catalogue, P, {"name_id": f"Produk {n}"}) for n in range(6)]
    editing.change_many(catalogue, P, ids, {"material": "Rotan"})
    found = details(catalogue, newest(catalogue), limit=2)
    assert (len(found.records), found.rows) == (2, 6)
