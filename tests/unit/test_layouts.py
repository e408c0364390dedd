"""Layouts are data, and a bad one is refused before anything is written with it."""

from pathlib import Path

import pytest

from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import CATALOGUE_KINDS, RecordKind, fields
from tradehouse.domain.offering import VALUES
from tradehouse.exchange.layout_files import layout_names, load_layout, read_layout
from tradehouse.exchange.layouts import FACTS, PLACEHOLDER, every_field, fill_formula, fill_text

EXPORT_HEADINGS = [
    "No.", "Photo", "Item No.", "Product Name", "Description / Material", "Size / Net Content", "Colour / Variant",
    "Brand", "HS Code", "Country of Origin", "Barcode (EAN-13)", "Shelf Life (months)", "Certifications", "Unit",
    "MOQ (units)", "Qty/Ctn", "Inner Pack", "Unit Price ({currency})\n{incoterm_short}",
    "Unit Price ({currency})\n{incoterm_short_2}", "Unit Price ({currency})\n{incoterm_short_3}", "Qty 2",
    "Price @ Qty 2 ({currency})", "Lead Time (days)", "Ctn L (cm)", "Ctn W (cm)", "Ctn H (cm)", "CBM/Ctn",
    "N.W./Ctn (kg)", "G.W./Ctn (kg)", "Qty/20' GP", "Qty/40' HQ", "Capacity (units/month)", "Remarks", "ORDER QTY",
    "Order Unit", "Order Units", "Amount ({currency})", "Total CBM", "Total G.W. (kg)", "Buyer Remarks", "_sheet_id",
    "_product_id", "_price_rev",
]  # fmt: skip
SHOWCASE_HEADINGS = [
    "No", "Foto", "Kode Produk", "Nama Produk", "Nama UMKM", "Merek", "Kategori", "Deskripsi Singkat",
    "Bahan/Komposisi", "Ukuran/Isi Bersih", "Varian/Warna", "Asal (Kab/Kota, Provinsi)", "Harga Jual (Rp)",
    "Min. Order", "Stok Tersedia", "No. Halal", "No. P-IRT/BPOM", "No. SNI", "No. Merek (HKI)", "Berlaku s/d",
    "Barcode/QR", "Cerita/Keunggulan", "Siap Ekspor (Y/T)", "Lokasi Rak/Booth", "Jml Dibawa", "Terjual", "Sisa",
    "Minat Buyer/Catatan", "_sheet_id", "_product_id",
]  # fmt: skip
GOOD = """
label = "Test"
audience = "{audience}"
order = ["list"]
[tables.list]
sheet = "List"
columns = [ {columns} ]
"""


def write(folder: Path, columns: str, audience: str = "buyer", more: str = "") -> Path:
    path = folder / "mine.toml"
    path.write_text(GOOD.format(audience=audience, columns=columns) + more, encoding="utf-8")
    return path


def test_shipped_layouts_are_sound() -> None:
    assert {"showcase", "export", "full"} <= set(layout_names())
    audiences = {name: load_layout(name).audience for name in layout_names()}
    assert audiences["showcase"] == audiences["export"] == "buyer"
    assert audiences["full"] == "house"


@pytest.mark.parametrize(("name", "headings"), [("export", EXPORT_HEADINGS), ("showcase", SHOWCASE_HEADINGS)])
def test_buyer_lists_have_their_columns_in_order(name: str, headings: list[str]) -> None:
    layout = load_layout(name)
    assert [c.heading.text(layout.language) for c in layout.tables["list"].columns] == headings


@pytest.mark.parametrize("name", layout_names())
def test_every_text_of_a_layout_is_there_in_both_languages(name: str) -> None:
    layout = load_layout(name)
    texts = [layout.label, layout.title, layout.file_name, *(t.sheet for t in layout.tables.values())]
    for note in layout.notes.values():
        texts += [note.sheet, note.title]
    assert all(text.text("id") and text.text("en") for text in texts)


@pytest.mark.parametrize("name", [n for n in layout_names() if load_layout(n).for_buyers])
def test_no_buyer_layout_names_a_field_of_the_house(name: str) -> None:
    hidden = {
        f.key for kind in (RecordKind.PRODUCT, RecordKind.CERTIFICATION) for f in fields(kind).values() if f.house_only
    }
    for table in load_layout(name).tables.values():
        assert not table.all_fields
        assert not {column.value for column in table.columns} & hidden


@pytest.mark.parametrize(
    "field", ["cost_idr", "cost_date", "notes", "supplier.npwp", "supplier.phone", "supplier.owner"]
)
def test_layout_for_buyers_that_names_a_house_field_is_refused(tmp_path: Path, field: str) -> None:
    column = f'{{ key = "x", value = "{field}", heading = "X" }}'
    with pytest.raises(UserError, match=r"mine\.toml.*tables\.list\.columns\[0\].*house only") as refusal:
        read_layout(write(tmp_path, column))
    assert refusal.value.code == "bad_layout"
    assert read_layout(write(tmp_path, column, audience="house")).tables["list"].columns[0].value == field


@pytest.mark.parametrize(
    ("columns", "more", "where"),
    [
        ('{ key = "x", value = "colour_of_the_moon" }', "", r"columns\[0\] \(x\).*neither a field"),
        ('{ key = "x", value = "name", width = "wide" }', "", r"columns\[0\]\.width"),
        ('{ key = "x", value = "name", sparkle = true }', "", r"columns\[0\]\.sparkle"),
        ('{ key = "x", value = "name" }, { key = "x", value = "code" }', "", r"columns\[1\].*twice"),
        ('{ key = "x", value = "moq", formula = "={y}*2" }', "", r'columns\[0\].*"y"'),
        ('{ key = "x", value = "name", entry = "magic" }', "", r"columns\[0\].*entry"),
        ('{ value = "name" }', "", r"columns\[0\].*key"),
        ('{ key = "x", value = "name" }', '[[tables.list.head]]\nat = "y"\n', "no column y"),
        ('{ key = "x", value = "name" }', "all_fields = true\n", "every field"),
        ('{ key = "x", value = "name" }', 'kind = "unicorn"\n', r"tables\.list\.kind"),
        ('{ key = "x", value = "name" }', '[tables.other]\nsheet = "O"\n', "order"),
    ],
)  # fmt: skip
def test_unsound_layout_says_where(tmp_path: Path, columns: str, more: str, where: str) -> None:
    with pytest.raises(UserError, match=where):
        read_layout(write(tmp_path, columns, more=more))


def test_layout_that_is_no_toml_or_of_no_audience_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("label = ", encoding="utf-8")
    with pytest.raises(UserError, match=r"broken\.toml"):
        read_layout(broken)
    with pytest.raises(UserError, match="audience"):
        read_layout(write(tmp_path, '{ key = "x", value = "name" }', audience="everybody"))
    with pytest.raises(UserError, match=r"gone\.toml"):
        read_layout(tmp_path / "gone.toml")


def test_unknown_layout_names_those_there_are() -> None:
    with pytest.raises(UserError, match="showcase"):
        load_layout("../../etc/passwd")


def test_formulas_name_cells_columns_and_facts() -> None:
    formula = fill_formula("=ROUND({a}*SUM({b:all}),{decimals})", {"a": "A5"}, {"b": "$B$5:$B$9"}, {"decimals": "2"})
    assert formula == "=ROUND(A5*SUM($B$5:$B$9),2)"


def test_text_without_its_fact_is_left_out() -> None:
    assert fill_text("Valid until {valid_until}", {"valid_until": "1 Jan 2027"}) == "Valid until 1 Jan 2027"
    assert fill_text("Valid until {valid_until}", {}) == ""


@pytest.mark.parametrize("name", layout_names())
def test_layouts_use_only_facts_that_documents_know(name: str) -> None:
    layout = load_layout(name)
    texts = [layout.footer, layout.photo_missing]
    texts += [t for note in layout.notes.values() for line in note.lines for t in (line.heading, line.label, line.text)]
    for table in layout.tables.values():
        texts += [table.notice, *(line.text for group in table.head for line in group.lines)]
        texts += [column.heading for column in table.columns]
    used = {key for text in texts for language in ("id", "en") for key, _ in PLACEHOLDER.findall(text.text(language))}
    assert used <= FACTS


def test_full_table_holds_every_stored_field() -> None:
    for kind in CATALOGUE_KINDS:
        keys = {column.key for column in every_field(kind, "id")}
        stored = {f.key for f in fields(kind).values() if f.stored or f.key == "products"}
        assert stored - {"supplier"} <= keys
        assert "uid" in keys


def test_computed_values_and_fields_do_not_share_names() -> None:
    shared = set(VALUES) & set(fields(RecordKind.PRODUCT))
    assert shared == set()
