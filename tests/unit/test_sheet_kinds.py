"""Where a table begins, what its rows are, and which sheets are no lists."""

from typing import Any

import pytest

from tradehouse.exchange.composed_names import NameParts, compose, inherit
from tradehouse.exchange.header_rows import find_header, is_numbering
from tradehouse.exchange.row_kinds import RowJudge, RowKind
from tradehouse.exchange.sheet_choices import Reading
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.exchange.sheets import Sheet
from tradehouse.exchange.tables import Table, understand


def sheet(*rows: list[Any], merges: list[tuple[int, int, int, int]] | None = None, name: str = "Sheet1") -> Sheet:
    width = max(len(row) for row in rows)
    return Sheet(name, False, [[*row, *[None] * (width - len(row))] for row in rows], merges=merges or [])


def targets(table: Table) -> dict[str, tuple[str, ...]]:
    return {column.heading: column.targets for column in table.columns}


GOODS = [["Keripik", 12000], ["Sambal", 25000], ["Kopi", 45000]]


def test_title_rows_above_the_header_are_passed_over() -> None:
    table = understand(sheet(["DAFTAR PRODUK UD MAJU"], ["Per Januari 2026"], [], ["Nama Produk", "Harga"], *GOODS))
    assert (table.kind, table.header_row) == (SheetKind.PRODUCTS, 4)


def test_a_chosen_header_row_wins() -> None:
    found = find_header(sheet(["Nama Produk", "Harga"], ["Nama Barang", "Harga Jual"], *GOODS), row=2)
    assert found is not None
    assert [h.text for h in found.headings] == ["Nama Barang", "Harga Jual"]


def test_two_header_rows_under_merged_groups_are_read_together() -> None:
    table = understand(
        sheet(
            ["NAMA PERUSAHAAN", "ALAMAT", None, "TENAGA KERJA (ORANG)", None],
            [None, "JALAN", "KECAMATAN", "L", "P"],
            ["UD Maju", "Jl. Satu 1", "Sleman", 2, 3],
            ["CV Jaya", "Jl. Dua 2", "Bantul", 1, 4],
            merges=[(1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5)],
        )
    )
    assert table.header is not None
    assert table.header.height == 2
    assert targets(table) == {
        "NAMA PERUSAHAAN": ("supplier.name",),
        "ALAMAT JALAN": ("supplier.address",),
        "ALAMAT KECAMATAN": ("supplier.district",),
        "TENAGA KERJA (ORANG) L": ("supplier.employees_men",),
        "TENAGA KERJA (ORANG) P": ("supplier.employees_women",),
    }


@pytest.mark.parametrize(
    ("headings", "row", "kind"),
    [
        (["nama", "harga", "satuan"], ["Keripik", 5000, "pcs"], SheetKind.PRODUCTS),
        (["nama", "kecamatan", "kegiatan"], ["UD Maju", "Sleman", "Jual kue"], SheetKind.SUPPLIERS),
        (["Nama UMKM", "Nama Produk", "Alamat", "No HP", "PIRT"],
         ["UD Maju", "Keripik", "Jl. Satu 1", "081234567890", "2066471011637-23"], SheetKind.MIXED),
        (["Nama Produk", "Pemasok", "Harga"], ["Keripik", "UD Maju", 5000], SheetKind.PRODUCTS),
        (["Nama UMKM", "Jenis Sertifikat", "Nomor", "Tanggal Terbit", "Berlaku sampai"],
         ["UD Maju", "PIRT", "2066471011637-23", "1/2/2024", "1/2/2029"], SheetKind.CERTIFICATIONS),
        (["Barcode", "Sales Price"], ["8993137731034", 45000], SheetKind.PRODUCTS),
    ],
)  # fmt: skip
def test_what_a_sheet_lists_follows_from_its_columns(headings: list[str], row: list[Any], kind: SheetKind) -> None:
    assert understand(sheet(headings, row, row)).kind is kind


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (
            [["Tanggal", "No Dokumen", "Nama Barang", "Qty", "Total"], ["1/1/2026", "BM01", "Telur", 5, 200000]],
            "orders",
        ),
        ([["Nama Barang", "Kuantitas", "Total Harga"], ["Telur", 5, 200000]], "orders"),
        ([["Provinsi", "Jumlah UMKM"], ["Aceh", 1102000], ["Riau", 12], ["Jambi", 3]], "statistics"),
        ([["REKAPITULASI DATA UMKM"], ["Sektor", "Sleman", "Bantul"], ["Jasa", 12, 13]], "statistics"),
        (
            [
                ["kode", "nama"],
                ["34.02", "Kabupaten Bantul"],
                ["34.04", "Kabupaten Sleman"],
                ["33.72", "Kota Surakarta"],
            ],
            "statistics",
        ),
        ([["Kategori", "Satuan", "Status"], ["Makanan", "PCS", "Aktif"]], "no_names"),
        ([["Nama Produk", "Komoditi"], [None, "Makanan"], [None, "Minuman"], ["Salak", "Makanan"]], "names_missing"),
        ([["aaa", "bbb"], ["ccc", "ddd"]], "no_header"),
        ([["Nama Produk", "Harga"], [None, None]], "no_rows"),
        ([[None, None]], "empty_sheet"),
    ],
)
def test_sheets_that_are_no_lists_say_why(rows: list[list[Any]], code: str) -> None:
    table = understand(sheet(*rows))
    assert not table.taken
    assert table.code == code
    assert str(table.why_not)


def test_what_values_look_like_decides_between_meanings() -> None:
    trade_marks = understand(
        sheet(["Nama Perusahaan", "Alamat", "Telp", "Merek"], ["UD A", "Jl. 1", "081234567890", "Kiyas IDM000808775"])
    )
    assert targets(trade_marks)["Merek"] == ("permit.merek",)
    brands = understand(
        sheet(["Nama Perusahaan", "Alamat", "Telp", "Merek"], ["UD A", "Jl. 1", "081234567890", "Kiyas"])
    )
    assert targets(brands)["Merek"] == ("supplier.brand",)


def test_an_address_column_of_nothing_but_provinces_is_the_province() -> None:
    rows = [["Warung A", "Jawa Timur"], ["Warung B", "jawa tengah"]]
    table = understand(sheet(["Nama UMKM", "Alamat"], *rows, name="UMKM"))
    assert targets(table)["Alamat"] == ("supplier.province",)


def test_plain_harga_beside_harga_ecer_is_the_wholesale_price() -> None:
    table = understand(sheet(["nama", "harga", "harga_ecer"], ["Air Mawar", 5500, 6000]))
    assert targets(table) == {
        "nama": ("product.name_id",), "harga": ("product.wholesale_idr",), "harga_ecer": ("product.price_idr",),
    }  # fmt: skip


def test_one_column_fills_one_field_and_the_surer_one_wins() -> None:
    table = understand(sheet(["Nama Produk", "Nama", "Harga"], ["Keripik", "Keripik", 5000]))
    assert [c.targets for c in table.columns][:2] == [("product.name_id",), ()]


def test_a_person_decides_over_what_was_recognised() -> None:
    reading = Reading(mapping={"BOOK NAME": "product.name_id", "BOOK MRP": "product.price_idr", "NO": ""})
    table = understand(sheet(["NO", "BOOK NAME", "BOOK MRP"], [1, "Quran", 325], [2, "Kaida", 90]), reading)
    assert table.kind is SheetKind.PRODUCTS
    assert targets(table) == {"NO": (), "BOOK NAME": ("product.name_id",), "BOOK MRP": ("product.price_idr",)}


def test_samples_show_values_and_not_the_row_that_numbers_columns() -> None:
    table = understand(sheet(["Nama UMKM", "Alamat", "Telp"], [1, 2, 3], ["UD A", "Jl. 1", "081234567890"]))
    assert table.columns[0].samples == ("UD A",)


@pytest.mark.parametrize(
    ("cells", "numbering"),
    [([1, 2, 3], True), (["(1)", "(2)", "(3)"], True), ([1, 2, 3, 4, 6, 7], True), ([5, 6, 7], False),
     ([1, 2], False), ([1, "a", 3], False), ([1, 50, 99], False)],
)  # fmt: skip
def test_rows_that_number_the_columns(cells: list[Any], numbering: bool) -> None:
    assert is_numbering(cells) is numbering


def judged(*rows: list[Any]) -> list[RowKind]:
    table = understand(sheet(["No", "Nama Produk", "Harga", "Stok"], *rows))
    name = table.column_for("product.name_id")
    assert name is not None
    assert table.header is not None
    judge = RowJudge(table, [name.index])
    return [judge.judge(row) for row in table.sheet.rows[table.header.body :]]


def test_rows_that_describe_nothing_are_passed_over() -> None:
    kinds = judged(
        [1, 2, 3, 4],
        ["MAKANAN RINGAN"],
        [1, "Keripik", 12000, 5],
        [None, "Sub Total", 12000],
        [],
        ["No", "Nama Produk", "Harga", "Stok"],
        [2, "Total Care Sabun", 9000, 1],
        [None, None, 9900],
        ["JUMLAH", None, 21000],
        ["Catatan: harga belum termasuk ongkos kirim"],
    )
    skipped, data, blank = RowKind.SKIPPED, RowKind.DATA, RowKind.BLANK
    assert kinds == [skipped, skipped, data, skipped, blank, skipped, data, data, skipped, skipped]


def test_a_units_row_below_the_header_is_passed_over() -> None:
    table = understand(sheet(["Nama Produk", "Panjang", "Berat"], [None, "cm", "gram"], ["Tas", 30, 250]))
    name = table.column_for("product.name_id")
    assert name is not None
    judge = RowJudge(table, [name.index])
    assert [judge.judge(row) for row in table.sheet.rows[1:]] == [RowKind.SKIPPED, RowKind.DATA]


def test_kind_brand_type_and_size_can_make_the_name() -> None:
    rows = [["Accu", "GS", "Premium", "NS40"], [None, None, None, "NS60"], [None, "Yuasa", "Hybrid", "N50"]]
    table = understand(sheet(["Jenis", "Merk", "Tipe", "Ukuran"], *rows))
    assert table.kind is SheetKind.PRODUCTS
    assert table.name_parts == NameParts((0, 1, 2), (3,))
    columns = [list(column) for column in zip(*rows, strict=True)]
    assert compose(inherit(columns, table.name_parts), table.name_parts) == [
        "Accu GS Premium NS40", "Accu GS Premium NS60", "Accu Yuasa Hybrid N50",
    ]  # fmt: skip
