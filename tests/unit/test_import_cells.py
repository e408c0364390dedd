"""Columns of cells as values of the store: whatever a cell holds, it is a value, a reason or a note."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradehouse.domain.cells import CellError
from tradehouse.domain.fields import CATALOGUE_KINDS, RECORD_KINDS, FieldKind, RecordKind, fields
from tradehouse.domain.progress import Progress
from tradehouse.exchange.row_kinds import RowKind
from tradehouse.exchange.sheet_choices import Reading
from tradehouse.exchange.sheets import Sheet
from tradehouse.exchange.tables import understand
from tradehouse.services.importing.comparing import join_notes
from tradehouse.services.importing.read_columns import CLEARED
from tradehouse.services.importing.rows import read_table
from tradehouse.services.importing.values import read_column

PRODUCT, SUPPLIER = fields(RecordKind.PRODUCT), fields(RecordKind.SUPPLIER)
CELLS = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.sampled_from(["-", "n/a", "Rp 1.250.000,-", "1,5 kg", "12 Januari 2023", "(kosongkan)", "=1+1", "0", "250 gr"]),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.builds(CellError, st.sampled_from(["#REF!", "#N/A"])),
)


@pytest.mark.parametrize(
    "field",
    [
        f
        for kind in CATALOGUE_KINDS
        for f in fields(kind).values()
        if f.kind not in {FieldKind.COUNT, FieldKind.RECORDS} and f.reference not in RECORD_KINDS
    ],
    ids=lambda f: f.key,
)
@settings(max_examples=25, deadline=None)
@given(cells=st.lists(CELLS, min_size=1, max_size=8))
def test_any_cell_is_a_value_or_has_a_reason(field: Any, cells: list[Any]) -> None:
    found = read_column(field, cells)
    assert len(found.values) == len(cells)
    for value in found.values:
        assert value is None or value is CLEARED or isinstance(value, str | int | float)
        if isinstance(value, str):
            assert len(value) <= max(
                field.max_length, 10_000 if field.kind in {FieldKind.TAGS, FieldKind.CHANNELS} else 0
            )
    assert all(str(trouble.message) for trouble in found.troubles.values())


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=8))
def test_every_row_below_the_header_is_blank_data_or_passed_over(rows: list[list[Any]]) -> None:
    head = ["Nama Produk", "Harga", "Berat (gram)", "Kategori", "Barcode", "PIRT"]
    table = understand(Sheet("Produk", False, [head, *rows]), Reading(header=1))
    if table.taken:
        read = read_table(table, "", Progress())
        assert len(read.kinds) == len(rows)
        assert set(read.kinds) <= set(RowKind)


@pytest.mark.parametrize(
    ("key", "cells", "values"),
    [
        (
            "price_idr",
            ["Rp 1.250.000,-", "12.000", "15rb", 56175.021, 0, "-"],
            [1250000, 12000, 15000, 56175, None, None],
        ),
        ("weight_g", ["250 gr", "1,5 kg", 30], [250.0, 1500.0, 30.0]),
        ("stock", [0, 5.0, "12"], [0, 5, 12]),
        (
            "price_date",
            [date(2026, 7, 1), datetime(2026, 7, 1, 9, tzinfo=UTC), "1 Juli 2026", 46204],
            ["2026-07-01"] * 4,
        ),
        (
            "gtin",
            [8994460550767.0, "0012345678905", "899 4460 550767"],
            ["8994460550767", "0012345678905", "8994460550767"],
        ),
        ("name_id", ["Tas", "-", " ", "Tidak ada", "tas"], ["Tas", None, None, None, "tas"]),
        ("status", ["Aktif", "Draf", "?"], ["published", "draft", None]),
        ("unit", ["Buah", "pcs", "gepok"], ["pcs", "pcs", None]),
    ],
)
def test_values_as_people_write_them(key: str, cells: list[Any], values: list[Any]) -> None:
    assert read_column(PRODUCT[key], cells).values == values


@pytest.mark.parametrize(
    ("key", "cells", "values"),
    [
        ("phone", ["0812-3456-7890", 81234567890, "0542.707204"], ["+6281234567890", "+6281234567890", "+62542707204"]),
        ("kbli", [1111, "01111", 0], ["01111", "01111", None]),
        ("women_owned", ["P", "L", "ya", "Tidak"], [1, 0, 1, 0]),
        ("sales_year", [2018, 0, date(2019, 5, 1)], [2018, None, 2019]),
        ("province", ["DIY", "Jawa Tengah", "Atlantis"], ["34", "33", None]),
        ("legal_form", ["PO", "CV", "UD"], ["perorangan", "cv", "perorangan"]),
    ],
)
def test_values_of_firms(key: str, cells: list[Any], values: list[Any]) -> None:
    assert read_column(SUPPLIER[key], cells).values == values


def test_one_column_writes_numbers_one_way() -> None:
    assert read_column(PRODUCT["weight_g"], ["1,250", "0,5", "12,75"]).values == [1.25, 0.5, 12.75]
    assert read_column(PRODUCT["price_idr"], ["1,250", "12,500", "1,250,000"]).values == [1250, 12500, 1250000]


@pytest.mark.parametrize("cell", ["mahal", "10rb-15rb", time(9, 30), CellError("#REF!"), True, -5000])
def test_a_price_that_cannot_be_read_rejects_its_row(cell: Any) -> None:
    assert read_column(PRODUCT["price_idr"], [cell]).troubles[0].error


@pytest.mark.parametrize(
    ("key", "cell"), [("phone", "tanya Bu Tini"), ("gtin", "123"), ("status", "entah"), ("stock", -1)]
)
def test_what_is_only_odd_warns(key: str, cell: Any) -> None:
    kind = SUPPLIER if key == "phone" else PRODUCT
    assert not read_column(kind[key], [cell]).troubles[0].error


def test_a_text_that_is_too_long_is_cut_and_kept_whole_beside() -> None:
    text = "panjang " * 100
    found = read_column(PRODUCT["name_id"], [text.strip()])
    assert len(found.values[0]) <= PRODUCT["name_id"].max_length
    assert found.leftovers == {0: text.strip()}


def test_a_line_of_notes_replaces_the_older_one_of_its_label() -> None:
    notes = join_notes("Rak 4\nHarga promo: Rp 66.000", [("Harga promo", "Rp 60.000"), ("Satuan", "gepok")])
    assert notes == "Rak 4\nHarga promo: Rp 60.000\nSatuan: gepok"
    assert join_notes(notes, [("Satuan", "gepok")]) == notes
