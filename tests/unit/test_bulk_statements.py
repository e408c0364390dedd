"""What is the same in all rows of an insertion stands in its statement, and what is read back is the same either way."""

import sqlite3
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tradehouse.storage.bulk import insertion

VALUES = st.one_of(
    st.none(),
    st.integers(-(2**60), 2**60),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=8),
    st.sampled_from(["draft", "2026-01-02", "it's", "a\x00b", "?", ":x", "é"]),
)


@given(st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=6), st.booleans())
def test_rows_are_kept_as_they_are_given(rows: list[tuple[Any, Any]], alike: bool) -> None:
    if alike:
        rows = [rows[0]] * len(rows)
    ids = range(5, 5 + len(rows))
    columns = {"id": ids, "group": [row[0] for row in rows], "note": [row[1] for row in rows]}
    statement, told = insertion("record", columns)
    with sqlite3.connect(":memory:") as connection:
        connection.execute('CREATE TABLE record (id INTEGER PRIMARY KEY, "group", note)')
        connection.executemany(statement, told)
        assert connection.execute('SELECT id, "group", note FROM record').fetchall() == [
            (at, *row) for at, row in zip(ids, rows, strict=True)
        ]
    connection.close()


def test_a_column_of_one_plain_value_costs_no_row_anything() -> None:
    statement, told = insertion("record", {"id": range(1, 3), "status": ["draft", "draft"], "stock": [1, 2]})
    assert told == [(1, 1), (2, 2)]
    assert "'draft'" in statement
