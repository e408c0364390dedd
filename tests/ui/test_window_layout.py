"""Arithmetic of the browser: widths of columns, places of tiles, what a change means, what a block means."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint

from tradehouse.domain.errors import InvalidData, UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.records import Record, Ref
from tradehouse.ui.browser.column_layout import LEAST_FLEXIBLE, fitted_widths
from tradehouse.ui.browser.columns import columns_of, shown_at_first
from tradehouse.ui.browser.refreshing import matters
from tradehouse.ui.browser.tiles import Tiles
from tradehouse.ui.browser.tsv import plan_paste, read_block
from tradehouse.ui.browser.view_state import ViewState, state_from_settings

COLUMNS = [c for c in columns_of(RecordKind.PRODUCT) if c.key in shown_at_first(RecordKind.PRODUCT)]


@given(st.integers(min_value=780, max_value=3_000))
def test_the_columns_fill_the_room_exactly(room: int) -> None:
    widths = fitted_widths(COLUMNS, room)
    assert sum(widths.values()) == room
    assert min(widths[c.key] for c in COLUMNS if c.flexible) >= LEAST_FLEXIBLE


def test_on_an_office_pc_seven_columns_and_more_keep_a_useful_width() -> None:
    widths = fitted_widths(COLUMNS, 1366 - 204 - 340 - 14)
    assert len([c for c in COLUMNS if not c.fixed]) >= 7
    assert sum(widths.values()) <= 1366 - 204 - 340 - 14
    assert widths["name_id"] >= 150
    assert widths["price_idr"] >= 96


@given(st.integers(1, 100_000), st.integers(200, 2_500), st.integers(96, 320), st.integers(0, 99_999))
def test_a_tile_is_found_where_it_lies(rows: int, width: int, side: int, row: int) -> None:
    row %= rows
    tiles = Tiles(rows, width, side, 52)
    tiles = replace(tiles, offset=max(0, tiles.rect(row).top() - 100))
    assert tiles.row_at(tiles.rect(row).center()) == row
    assert row in tiles.rows_between(tiles.rect(row).top(), tiles.rect(row).bottom())
    assert tiles.total_height >= tiles.rect(row).bottom() + tiles.offset


def test_beside_the_last_tile_there_is_nothing() -> None:
    tiles = Tiles(4, 700, 168, 52)
    assert tiles.across == 3
    assert tiles.row_at(tiles.rect(5).center()) == -1
    assert tiles.row_at(QPoint(-5, 20)) == -1


def test_the_cursor_stays_inside_the_grid() -> None:
    tiles = Tiles(4, 700, 168, 52)
    assert tiles.moved(0, -1, 0) == 0
    assert tiles.moved(0, 0, 1) == 3
    assert tiles.moved(2, 0, 1) == 3
    assert tiles.moved(3, 0, 1) == 3


def test_a_view_is_kept_and_read_back() -> None:
    state = ViewState("batik", {"status": frozenset({"draft"})}, False, "price_idr", True)
    assert state_from_settings(RecordKind.PRODUCT, state.to_settings()) == state


def test_what_a_view_of_another_version_says_is_read_with_care() -> None:
    said = {"text": 3, "ticks": {"gone": ["x"], "status": "draft", "grade": ["A"]}, "sort": "gone"}
    assert state_from_settings(RecordKind.PRODUCT, said) == ViewState("3", {"grade": frozenset({"A"})})


def record(**values: object) -> Record:
    return Record(RecordKind.PRODUCT, 1, "uid", 1, values)


@pytest.mark.parametrize(
    ("state", "before", "after", "expected"),
    [
        (ViewState(), {"place": "a"}, {"place": "b"}, False),
        (ViewState(), {"status": "draft"}, {"status": "checked"}, True),
        (ViewState(), {"price_idr": 1}, {"price_idr": 2}, False),
        (ViewState(sort="price_idr"), {"price_idr": 1}, {"price_idr": 2}, True),
        (ViewState(), {"name_id": "a"}, {"name_id": "b"}, False),
        (ViewState("a"), {"name_id": "a"}, {"name_id": "b"}, True),
        (ViewState("place:rak"), {"place": "rak"}, {"place": None}, True),
    ],
)
def test_a_change_asks_for_a_new_list_only_where_it_matters(
    state: ViewState, before: dict[str, object], after: dict[str, object], expected: bool
) -> None:
    assert matters(record(**before), record(**after), state) is expected


def nobody(_kind: RecordKind, _text: str) -> list[Ref]:
    return []


def one(_kind: RecordKind, text: str) -> list[Ref]:
    return [Ref(7, "SUP-0007", text)]


KEYS = ["code", "name_id", "supplier", "price_idr", "status"]


def test_a_block_from_a_spreadsheet_is_read_with_its_quotes_and_tabs() -> None:
    assert read_block('a\t"two\nlines"\r\nb\t\r\n') == [["a", "two\nlines"], ["b", ""]]
    assert read_block("") == []


def test_a_block_goes_row_by_row_into_the_fields() -> None:
    plan = plan_paste(RecordKind.PRODUCT, "Anyam\tRp 5.000\nBatik\t6000\n", KEYS, "supplier", [11, 12, 13], one)
    assert {i: (v["supplier"].name, int(v["price_idr"])) for i, v in plan.items()} == {
        11: ("Anyam", 5_000),
        12: ("Batik", 6_000),
    }


def test_one_line_goes_into_every_record_and_headings_into_none() -> None:
    plan = plan_paste(RecordKind.PRODUCT, "Retail price\tStatus\n900\tdraft", KEYS, "price_idr", [1, 2], nobody)
    assert {i: (int(v["price_idr"]), v["status"]) for i, v in plan.items()} == {1: (900, "draft"), 2: (900, "draft")}


@pytest.mark.parametrize(
    ("block", "start", "error"),
    [
        ("a\tb\tc", "price_idr", UserError),
        ("1\n2\n3\n4", "price_idr", UserError),
        ("KRY-1", "code", UserError),
        ("mahal", "price_idr", InvalidData),
        ("Nobody", "supplier", InvalidData),
        ("", "price_idr", UserError),
    ],
)
def test_a_block_that_does_not_fit_is_refused_as_a_whole(block: str, start: str, error: type[UserError]) -> None:
    with pytest.raises(error):
        plan_paste(RecordKind.PRODUCT, block, KEYS, start, [1, 2, 3], nobody)
