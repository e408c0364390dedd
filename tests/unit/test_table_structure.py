"""How a table stands on its sheet: without headings, beside another, with groups written once and columns hidden."""

from typing import Any

import pytest

from tests.unit.test_sheet_kinds import sheet, targets
from tradehouse.exchange.header_rows import NO_HEADER
from tradehouse.exchange.row_kinds import RowMark
from tradehouse.exchange.sheet_choices import Reading, reading_of_shape
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.exchange.sheet_tables import sheet_of, tables_of
from tradehouse.exchange.tables import Table, understand
from tradehouse.services.importing.row_structure import filled_down, judge_rows, row_marks

GOODS: list[list[Any]] = [["Keripik", 12000], ["Sambal", 25000], ["Kopi", 45000], ["Teh", 8000]]
BY_LETTER = {"[A]": "product.name_id", "[B]": "product.price_idr"}


def test_a_sheet_without_headings_is_mapped_by_letters() -> None:
    table = understand(sheet(*GOODS), Reading(header=NO_HEADER, mapping=BY_LETTER))
    assert (table.kind, table.header_row) == (SheetKind.PRODUCTS, 0)
    assert [(c.key, c.targets) for c in table.columns] == [
        ("[A]", ("product.name_id",)),
        ("[B]", ("product.price_idr",)),
    ]
    assert row_marks(table, 40) == (RowMark.RECORD,) * 4


def test_letters_alone_say_that_there_are_no_headings() -> None:
    table = understand(sheet(*GOODS), Reading(mapping=BY_LETTER))
    assert table.taken
    assert table.header is not None
    assert table.header.body == 0


def test_the_records_of_a_sheet_without_headings_may_begin_below_titles() -> None:
    titled = sheet(["DAFTAR HARGA"], ["Januari 2026"], *GOODS)
    table = understand(titled, Reading(header=NO_HEADER, header_height=2, mapping=BY_LETTER))
    assert row_marks(table, 3) == (RowMark.ABOVE, RowMark.ABOVE, RowMark.RECORD)


def test_a_sheet_without_headings_needs_a_mapping() -> None:
    table = understand(sheet(*GOODS), Reading(header=NO_HEADER))
    assert (table.taken, table.code) == (False, "no_names")
    assert [column.key for column in table.columns] == ["[A]", "[B]"]


@pytest.mark.parametrize(
    ("name", "price"), [("اسم المنتج", "سعر القطعة"), ("Ürün Adı", "Fiyat"), ("品名", "单价"), ("Наименование", "Цена")]
)
def test_the_row_with_the_mapped_headings_is_the_header_in_any_language(name: str, price: str) -> None:
    foreign = sheet(["PRICE LIST 2026"], [name, price], *GOODS)
    assert not understand(foreign).taken
    table = understand(foreign, Reading(mapping={name: "product.name_id", price: "product.price_idr"}))
    assert table.header_row == 2
    assert targets(table) == {name: ("product.name_id",), price: ("product.price_idr",)}


def test_a_form_above_a_foreign_list_is_not_its_header() -> None:
    form: list[list[Any]] = [["Company Name", "Union Distribution"], ["Brand", "WIZ"], ["Country", "Russia"]]
    goods: list[list[Any]] = [["Модель", *["Цена"] * 8], *([n, *[n * 100] * 8] for n in range(1, 8))]
    assert understand(sheet(["Price List"], *form, [], *goods)).code == "no_header"


# --- side by side ------------------------------------------------------------------------------------------------------


def test_the_same_headings_again_begin_another_table() -> None:
    left, right = tables_of(
        sheet(
            ["DAFTAR HARGA"],
            ["No", "Nama Barang", "Harga", "No", "Nama Barang", "Harga"],
            [1, "Keripik", 12000, 3, "Kopi", 45000],
            [2, "Sambal", 25000, None, None, None],
        )
    )
    assert (left.name, right.name) == ("Sheet1", "Sheet1 [D:F]")
    assert (right.first_column, right.table_area) == (4, (1, 4, 1_048_576, 16_384))
    assert right.rows[2] == [3, "Kopi", 45000]
    assert sheet_of(right.name) == "Sheet1"
    assert all(understand(table).kind is SheetKind.PRODUCTS for table in (left, right))


def test_a_table_with_other_headings_begins_behind_an_empty_column() -> None:
    tables = tables_of(
        sheet(
            ["id_barang", "nama_barang", "jumlah", None, "id_barang", "tutup_kepala"],
            [101, "Topi Pet", 50, None, 101, "Topi Pet"],
            [102, "Baret", 20, None, 102, "Baret"],
        )
    )
    assert [table.name for table in tables] == ["Sheet1", "Sheet1 [E:F]"]


@pytest.mark.parametrize(
    "headings",
    [
        ["No", "Nama Pemasok", "No", "Nama Produk", "Harga"],
        ["Nama Barang", "Stok", "Harga", None, "Stok"],
        ["Nama Barang", "Harga", "Harga"],
        ["Isi", "Harga", "Isi", "Harga", "Isi", "Harga"],
    ],
)
def test_a_heading_that_returns_is_no_other_table(headings: list[Any]) -> None:
    rows: list[list[Any]] = [[f"{n}{c}" if heading else None for c, heading in enumerate(headings)] for n in range(3)]
    assert len(tables_of(sheet(headings, *rows))) == 1


def test_a_list_of_another_kind_below_is_another_table() -> None:
    upper, lower = tables_of(
        sheet(
            ["No", "Nama UMKM", "Alamat"],
            [1, "Anyam Jaya", "Jl. Melati 4"],
            [2, "Dapur Bu Sri", "Jl. Mawar 2"],
            [],
            ["DAFTAR PRODUK"],
            ["No", "Nama Produk", "Harga"],
            [1, "Keripik", 12000],
        )
    )
    assert (upper.name, lower.name, lower.first_row, sheet_of(lower.name)) == ("Sheet1", "Sheet1 [5:7]", 5, "Sheet1")
    assert understand(upper).kind is SheetKind.SUPPLIERS
    below = understand(lower)
    assert (below.kind, below.header_row) == (SheetKind.PRODUCTS, 6)


@pytest.mark.parametrize(
    "again", [["No", "Nama Produk", "Harga"], ["No.", "Nama Barang", "Harga Jual"], ["Jumlah", "Total", "Harga"]]
)
def test_headings_that_return_below_are_the_same_table(again: list[Any]) -> None:
    rows: list[list[Any]] = [
        ["No", "Nama Produk", "Harga"],
        [1, "Keripik", 12000],
        [2, "Kopi", 45000],
        [],
        again,
        [3, "Teh", 8000],
    ]
    assert len(tables_of(sheet(*rows))) == 1


# --- rows --------------------------------------------------------------------------------------------------------------


def marks(table: Table) -> list[RowMark]:
    return list(row_marks(table, 40))


def test_each_row_says_what_it_is_taken_for() -> None:
    table = understand(
        sheet(
            ["DAFTAR PRODUK"],
            [],
            ["No", "Nama Produk", "Harga", "Stok"],
            [1, 2, 3, 4],
            ["MAKANAN RINGAN"],
            ["Contoh", "Keripik", 12000, 5],
            [1, "Keripik", 12000, 5],
            [None, "Sub Total", 12000],
            [],
            ["No", "Nama Produk", "Harga", "Stok"],
            [2, "Sabun", 9000, 1],
            ["Catatan: harga belum termasuk ongkos kirim"],
        )
    )
    assert marks(table) == [
        "above", "blank", "header", "numbering", "section", "example", "record", "total", "blank", "repeated", "record",
        "note",
    ]  # fmt: skip


def test_both_rows_of_a_repeated_header_are_passed_over() -> None:
    table = understand(
        sheet(
            ["Kode", "Nama Barang", "Ukuran", None, "Jumlah"],
            [None, None, "55", "56", None],
            [101, "Topi", 10, 20, 30],
            [102, "Baret", 10, 20, 30],
            [103, "Peci", 10, 20, 30],
            ["Kode", "Nama Barang", "Ukuran", None, "Jumlah"],
            [None, None, "M", "L", None],
            [201, "Baju", 1, 2, 3],
            merges=[
                (1, 1, 2, 1),
                (1, 2, 2, 2),
                (1, 3, 1, 4),
                (1, 5, 2, 5),
                (6, 1, 7, 1),
                (6, 2, 7, 2),
                (6, 3, 6, 4),
                (6, 5, 7, 5),
            ],
        )
    )
    assert marks(table)[5:] == [RowMark.REPEATED, RowMark.REPEATED, RowMark.RECORD]
    name = table.column_for("product.name_id")
    assert name is not None
    body = table.sheet.rows[2:]
    kinds, why = judge_rows(table, body)
    assert filled_down(table, kinds, why, name, [row[1] for row in body])[4] is None


def test_a_text_merged_across_the_table_is_a_title() -> None:
    rows: list[list[Any]] = [["MINUMAN"], ["Kopi", 45000, "sachet"], ["Teh"], ["MAKANAN"], ["Keripik", 12000, "pak"]]
    table = understand(
        sheet(["Nama Produk", "Harga", "Satuan"], *rows, merges=[(2, 1, 2, 3), (4, 1, 4, 1), (5, 1, 5, 3)])
    )
    assert marks(table)[1:] == ["section", "record", "record", "section", "record"]


def test_signatures_below_a_list_are_no_records() -> None:
    rows: list[list[Any]] = [
        ["Keripik", 12000, "Balikpapan"],
        [],
        ["Sambal", 25000, "Samarinda"],
        [],
        [None, None, "Balikpapan, 12 Januari 2024"],
        ["Mengetahui", None, "Petugas"],
        [],
        ["Drs. Sutrisno", None, "Sri Wahyuni"],
        ["NIP. 19650101 199003 1 001"],
    ]
    table = understand(sheet(["Nama Produk", "Harga", "Alamat"], *rows))
    assert [mark for mark in marks(table)[1:] if mark != "blank"] == ["record", "record", "section", *["note"] * 3]


def test_a_last_record_behind_a_blank_row_is_a_record() -> None:
    table = understand(sheet(["Nama Produk", "Merek"], ["Keripik", "Rasa"], ["Kopi", "Aroma"], [], ["Teh", "Ketua"]))
    assert marks(table)[-1] == "record"


def test_headings_in_other_words_are_no_record() -> None:
    rows: list[list[Any]] = [
        [1, "Keripik", 12000],
        [2, "Kopi", 45000],
        [3, "Gula", 9000],
        ["No.", "Nama Barang", "Harga Jual"],
    ]
    table = understand(sheet(["No", "Nama Produk", "Harga"], *rows, [4, "Nama Besar Kopi", 8000]))
    assert marks(table)[-2:] == [RowMark.REPEATED, RowMark.RECORD]


def test_a_person_can_say_of_any_row_what_it_is() -> None:
    said = Reading(rows={2: False, 4: True})
    table = understand(sheet(["Nama Produk", "Harga"], *GOODS[:2], ["Total", 37000]), said)
    assert marks(table) == [RowMark.HEADER, RowMark.LEFT_OUT, RowMark.RECORD, RowMark.RECORD]


# --- groups and what is hidden -----------------------------------------------------------------------------------------

GROUPED: list[list[Any]] = [
    ["Kategori", "Nama Produk", "Harga"],
    ["Kuliner", "Keripik", 12000],
    [None, "Sambal", 25000],
    [None, "Kopi", 45000],
    ["Kriya", "Tas rotan", 125000],
    [None, "Topi pandan", 25000],
]


def test_a_group_written_once_is_proposed_to_be_filled_down() -> None:
    table = understand(sheet(*GROUPED))
    assert [column.key for column in table.columns if column.fill_down] == ["Kategori"]
    kinds, why = judge_rows(table, table.sheet.rows[1:])
    column = table.columns[0]
    assert filled_down(table, kinds, why, column, [row[0] for row in table.sheet.rows[1:]]) == [
        "Kuliner", "Kuliner", "Kuliner", "Kriya", "Kriya",
    ]  # fmt: skip


def test_a_person_can_keep_the_blanks_or_fill_down_another_column() -> None:
    kept = understand(sheet(*GROUPED), Reading(keep_blank=frozenset({"Kategori"})))
    assert not any(column.fill_down for column in kept.columns)
    said = Reading(fill_down=frozenset({"Harga"}), keep_blank=frozenset({"Kategori"}))
    assert [c.key for c in understand(sheet(*GROUPED), said).columns if c.fill_down] == ["Harga"]
    assert reading_of_shape(said.shape()) == said


@pytest.mark.parametrize(
    "categories",
    [
        [None, "Kuliner", None, "Kriya", None],
        ["Kuliner", None, "Kuliner", None, None],
        ["Kuliner", "Kriya", None, "Kriya", "Kuliner"],
    ],
)
def test_gaps_that_are_no_groups_stay_blank(categories: list[str | None]) -> None:
    rows: list[list[Any]] = [[category, *row[1:]] for category, row in zip(categories, GROUPED[1:], strict=True)]
    assert not any(column.fill_down for column in understand(sheet(GROUPED[0], *rows)).columns)


def test_repeated_headings_and_totals_do_not_fill_down() -> None:
    said = Reading(fill_down=frozenset({"Kategori"}))
    rows: list[list[Any]] = [
        *GROUPED[1:4],
        GROUPED[0],
        [None, "Teh", 8000],
        ["Total", None, 90000],
        [None, "Gula", 9000],
    ]
    table = understand(sheet(GROUPED[0], *rows), said)
    kinds, why = judge_rows(table, table.sheet.rows[1:])
    cells = filled_down(table, kinds, why, table.columns[0], [row[0] for row in table.sheet.rows[1:]])
    assert [cells[at] for at in (2, 4, 6)] == ["Kuliner", "Kuliner", "Kuliner"]


def test_hidden_columns_are_left_out_where_a_person_says_so() -> None:
    found = sheet(["Nama Produk", "Harga", "Harga Modal"], ["Keripik", 12000, 9000], ["Sambal", 25000, 20000])
    found.hidden_columns = frozenset({3})
    assert targets(understand(found))["Harga Modal"] == ("product.cost_idr",)
    said = Reading(hidden_columns=False, mapping={"Harga Modal": "product.cost_idr"})
    assert targets(understand(found, said))["Harga Modal"] == ()
