"""A column that holds nothing odd is taken as a whole, and reads as it would cell by cell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradehouse.domain.cells import Cell
from tradehouse.domain.fields import fields
from tradehouse.services.importing.values import read_column

TEXTS = st.sampled_from(
    ["", " ", "-", "n/a", "Tidak ada", "tas", "Tas anyaman", "Kain tenun yang panjang sekali", "(kosongkan)", "x" * 400]
)
WORDS = st.sampled_from(["pcs", "Pcs", "lusin", "-", "", "kg", "kodi", "tidak ada", "zzz"])
CODES = st.sampled_from(["B-1", "B000123", "-", "n/a", "7", "t1", "kosong", "A" * 60])
BARCODES = st.sampled_from(["4006381333931", "4006381333932", "96385074", "96385070", "036000291452", "8990000000010"])
FIGURES = st.sampled_from([0, 1, 7, 12_000, 0.0, 0.5, 2.5, -1, 10**12, 10**16 + 1, 1e300])


# One more cell, which no column of its kind takes as it stands, makes the reader go cell by cell.
@pytest.mark.parametrize(
    ("key", "cells", "other"),
    [
        ("name_id", TEXTS, date(2026, 1, 2)),
        ("description_id", TEXTS, date(2026, 1, 2)),
        ("unit", WORDS, 7),
        ("category", WORDS, 7),
        ("supplier_code", CODES, 7),
        ("gtin", BARCODES, "KRY 1"),
        ("stock", FIGURES, "5"),
        ("weight_g", FIGURES, "5"),
        ("price_idr", FIGURES, "5000"),
    ],
)
@given(data=st.data())
def test_a_column_reads_as_a_whole_as_it_does_cell_by_cell(
    key: str, cells: st.SearchStrategy[Cell], other: Cell, data: st.DataObject
) -> None:
    column = data.draw(st.lists(st.none() | cells, max_size=5))
    field = fields("product")[key]
    whole, single = read_column(field, column), read_column(field, [*column, other])
    assert [(type(v), v) for v in whole.values] == [(type(v), v) for v in single.values[:-1]]
    rows = range(len(column))
    assert whole.leftovers == {row: text for row, text in single.leftovers.items() if row in rows}
    assert {r: t.code for r, t in whole.troubles.items()} == {
        r: t.code for r, t in single.troubles.items() if r in rows
    }
