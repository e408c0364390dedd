"""Columns that fill several fields and fields that several columns fill, in real workbooks."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.integration.import_desk import only, plan_only, products, records, run, write_xlsx
from tradehouse.domain.errors import UserError
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record
from tradehouse.exchange.sheet_choices import Reading
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.inspecting import inspect
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.word_matching import word_matches


def by_name(catalogue: Catalogue) -> dict[str, Record]:
    return {product["name_id"]: product for product in products(catalogue)}


def sides(product: Record) -> tuple[Decimal | None, ...]:
    return tuple(product[key] for key in ("length_cm", "width_cm", "height_cm"))


def a_list(folder: Path, *rows: list[object]) -> Path:
    return write_xlsx(folder / "daftar.xlsx", {"Produk": rows})


def reading(path: Path, **said: object) -> dict[tuple[str, str], Reading]:
    return {(path.name, "Produk"): Reading(**said)}  # type: ignore[arg-type]


def test_a_column_of_sizes_fills_three_fields_and_keeps_its_text(catalogue: Catalogue, tmp_path: Path) -> None:
    rows = [
        ["Tas", "30x20x10 cm"],
        ["Guci", "dia 12 x 8"],
        ["Peti", "P 30 L 20 T 10"],
        ["Kaos", "XL"],
        ["Kain", "2 x 1,5 m"],
    ]
    report = run(catalogue, a_list(tmp_path, ["Nama Produk", "Ukuran"], *rows), supplier="X")
    made = by_name(catalogue)
    assert sides(made["Tas"]) == (30, 20, 10)
    assert sides(made["Guci"]) == (12, 12, 8)
    assert sides(made["Peti"]) == (30, 20, 10)
    assert sides(made["Kain"]) == (200, 150, None)
    assert sides(made["Kaos"]) == (None, None, None)
    assert [made[name]["size_text"] for name in ("Tas", "Kaos")] == ["30x20x10 cm", "XL"]
    assert [(w.code, w.row) for w in report.warnings] == [("not_parted", 5)]


def test_a_column_of_letters_and_shoe_sizes_stays_the_size_as_it_is(catalogue: Catalogue, tmp_path: Path) -> None:
    run(
        catalogue,
        a_list(tmp_path, ["Nama Produk", "Ukuran"], ["Kaos", "XL"], ["Sepatu", 38], ["Topi", "S - M"]),
        supplier="X",
    )
    assert [p["size_text"] for p in by_name(catalogue).values()] == ["XL", "38", "S - M"]


def test_the_heading_gives_the_unit_of_sizes(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Nama Produk", "Dimensi PxLxT (mm)", "Ukuran Karton"]
    run(
        catalogue,
        a_list(tmp_path, head, ["Tas", "300x200x100", "60 x 40 x 40 cm"], ["Peti", "450 x 200 x 90", "besar"]),
        supplier="X",
    )
    made = by_name(catalogue)
    assert sides(made["Tas"]) == (30, 20, 10)
    assert [made["Tas"][f"carton_{side}_cm"] for side in ("length", "width", "height")] == [60, 40, 40]
    assert "besar" in made["Peti"]["notes"]


def test_sizes_beside_columns_of_their_own_are_not_parted(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Nama Produk", "Ukuran", "Panjang", "Lebar"]
    run(catalogue, a_list(tmp_path, head, ["Tas", "30x20 cm", 31, 21], ["Peti", "40x20 cm", 41, 21]), supplier="X")
    assert sides(by_name(catalogue)["Tas"]) == (31, 21, None)


def test_contents_have_their_unit_from_the_cell_or_the_heading(catalogue: Catalogue, tmp_path: Path) -> None:
    rows = [["Kopi", "250 gr"], ["Sirup", "1,5 L"], ["Teh", "12 x 30 g"], ["Gula", "½ kg"], ["Garam", 100]]
    run(catalogue, a_list(tmp_path, ["Nama Produk", "Berat bersih/Isi (gr)"], *rows), supplier="X")
    made = by_name(catalogue)
    found = {name: (float(p["net_content"]), p["net_unit"]) for name, p in made.items()}
    assert found == {
        "Kopi": (250, "g"),
        "Sirup": (1.5, "l"),
        "Teh": (360, "g"),
        "Gula": (0.5, "kg"),
        "Garam": (100, "g"),
    }
    assert "12 x 30 g" in made["Teh"]["notes"]


def test_a_place_is_regency_and_province(catalogue: Catalogue, tmp_path: Path) -> None:
    rows = [
        ["UD A", "Kab. Bantul, DIY"],
        ["UD B", "Bantul - DI Yogyakarta"],
        ["UD C", "Kalbar"],
        ["UD D", "Bandung, Jawa Barat"],
    ]
    run(catalogue, a_list(tmp_path, ["Nama UMKM", "Kab/Kota, Provinsi"], *rows))
    firms = {r["name"]: r for r in records(catalogue, "supplier")}
    found = {name: (r["regency"], r["province"]) for name, r in firms.items()}
    assert found == {"UD A": ("34.02", "34"), "UD B": ("34.02", "34"), "UD C": (None, "61"), "UD D": (None, "32")}
    assert "Bandung, Jawa Barat" in firms["UD D"]["notes"]


def test_the_origin_of_goods_brings_its_province(catalogue: Catalogue, tmp_path: Path) -> None:
    run(catalogue, a_list(tmp_path, ["Nama Produk", "Asal"], ["Tas", "Kulon Progo"], ["Kopi", 33.1]), supplier="X")
    assert {(p["origin_regency"], p["origin_province"]) for p in products(catalogue)} == {
        ("34.01", "34"),
        ("33.10", "33"),
    }


def test_a_price_names_the_unit_that_is_sold(catalogue: Catalogue, tmp_path: Path) -> None:
    rows = [
        ["Tas", "Rp 15.000/pcs"],
        ["Gelas", "15rb per lusin"],
        ["Kain", "1,2 jt/kodi"],
        ["Gula", "9.000 (nego)"],
        ["Teh", "5.000/gepok"],
    ]
    run(catalogue, a_list(tmp_path, ["Nama Produk", "Harga"], *rows), supplier="X")
    made = by_name(catalogue)
    assert {n: (int(p["price_idr"]), p["unit"]) for n, p in made.items()} == {
        "Tas": (15000, "pcs"), "Gelas": (15000, "lusin"), "Kain": (1200000, "kodi"), "Gula": (9000, None), "Teh": (5000, None),
    }  # fmt: skip
    assert "5.000/gepok" in made["Teh"]["notes"]


def test_a_price_for_another_unit_than_the_column_of_units_goes_before_it_and_says_so(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    head = ["Nama Produk", "Harga", "Satuan", "Harga Grosir"]
    rows = [["Gelas", "15rb/lusin", "pcs", "12rb/lusin"], ["Tas", "9.000/pcs", "pcs", "90.000 per kodi"]]
    report = run(catalogue, a_list(tmp_path, head, *rows), supplier="X")
    made = by_name(catalogue)
    assert (made["Gelas"]["unit"], made["Gelas"]["price_idr"]) == ("lusin", Decimal(15000))
    assert [(w.code, w.row) for w in report.warnings] == [("unit_of_price", 2), ("price_for_other_unit", 3)]
    assert "90.000 per kodi" in made["Tas"]["notes"]


def test_the_unit_in_the_heading_of_a_price_is_the_unit_of_all(catalogue: Catalogue, tmp_path: Path) -> None:
    run(catalogue, a_list(tmp_path, ["Nama Produk", "Harga per kodi (Rp)"], ["Kain", 900000]), supplier="X")
    assert (only(products(catalogue))["unit"], only(products(catalogue))["price_idr"]) == ("kodi", Decimal(900000))


def test_amounts_by_the_dozen_are_pieces_unless_it_is_sold_by_the_dozen(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Nama Produk", "Stok", "Satuan"]
    rows = [["Gelas", "2 lusin", "pcs"], ["Kain", "5 kodi", "kodi"], ["Tali", "1 gross", None], ["Tas", "7 pcs", "pcs"]]
    report = run(catalogue, a_list(tmp_path, head, *rows), supplier="X")
    assert {n: p["stock"] for n, p in by_name(catalogue).items()} == {"Gelas": 24, "Kain": 5, "Tali": 144, "Tas": 7}
    assert [(w.code, w.row) for w in report.warnings] == [("counted_in_pieces", 2), ("counted_in_pieces", 4)]


@pytest.mark.parametrize(
    ("head", "cell", "money"),
    [("Price (USD)", 12.5, "USD"), ("Harga Jual", "US$ 12.50", "USD"), ("Harga (€)", "12,50", "EUR")],
)
def test_the_money_of_a_price_is_in_its_heading_or_its_cells(
    catalogue: Catalogue, tmp_path: Path, head: str, cell: object, money: str
) -> None:
    run(catalogue, a_list(tmp_path, ["Nama Produk", head], ["Tas", cell]), supplier="X")
    bag = only(products(catalogue))
    assert (bag["export_price"], bag["export_currency"], bag["price_idr"]) == (Decimal("12.5"), money, None)


def test_a_split_is_said_on_the_command_line_and_shown_of_a_sheet(catalogue: Catalogue, tmp_path: Path) -> None:
    path = a_list(tmp_path, ["Nama Produk", "Bentuk"], ["Tas", "30x20 cm"], ["Peti", "besar"])
    options = ImportOptions(files=(path,), mapping={"Bentuk": "split.size"}, supplier="X")
    (sheet,) = inspect(options).sheets
    assert sheet.columns[1].targets == ("split.size", "product.length_cm", "product.width_cm", "product.height_cm")
    run(catalogue, path, mapping={"Bentuk": "split.size"}, supplier="X")
    assert sides(by_name(catalogue)["Tas"]) == (30, 20, None)
    with pytest.raises(UserError):
        plan_only(catalogue, path, mapping={"Bentuk": "split.nothing"})


def test_columns_given_to_one_text_are_joined_in_their_order(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Jenis", "Motif", "Uraian 1", "Uraian 2"]
    path = a_list(
        tmp_path, head, ["Batik", "Parang", "Halus", "Tulis"], ["Kain", "kain", None, "Cap"], ["Tas", None, "x", "x"]
    )
    mapping = {"Jenis": "name_id", "Motif": "name_id", "Uraian 1": "description_id", "Uraian 2": "description_id"}
    run(catalogue, path, mapping=mapping, supplier="X")
    made = {p["name_id"]: p["description_id"] for p in products(catalogue)}
    assert made == {"Batik Parang": "Halus\nTulis", "Kain": "Cap", "Tas": "x"}


def test_of_two_columns_of_numbers_the_first_stands_and_the_other_is_told(catalogue: Catalogue, tmp_path: Path) -> None:
    path = a_list(
        tmp_path, ["Nama Produk", "Harga A", "Harga B"], ["Tas", 5000, 6000], ["Kopi", None, 7000], ["Teh", 8000, 8000]
    )
    report = run(catalogue, path, mapping={"Harga A": "price_idr", "Harga B": "price_idr"}, supplier="X")
    assert {n: int(p["price_idr"]) for n, p in by_name(catalogue).items()} == {"Tas": 5000, "Kopi": 7000, "Teh": 8000}
    assert [(w.code, w.row) for w in report.warnings] == [("said_twice", 2)]


def test_each_distinct_word_is_matched_once(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Nama Produk", "Kategori", "Satuan"]
    rows = [["A", "Makanann", "gepok"], ["B", "makanan", "Gepok"], ["C", "Snack", "pcs"], ["D", "Barang antik", "pcs"]]
    path = a_list(tmp_path, head, *rows)
    said = Reading(words={"product.unit": {"gepok": "ikat"}, "product.category": {"barang antik": ""}})
    found = word_matches((path,), path.name, "Produk", said, Progress())
    told = {(m.target, m.text): (m.count, m.token, m.how) for m in found}
    assert told[("product.category", "Makanann")] == (1, "makanan", "close")
    assert told[("product.category", "makanan")] == (1, "makanan", "exact")
    assert told[("product.category", "Barang antik")] == (1, "", "decided")
    assert told[("product.unit", "gepok")] == (2, "ikat", "decided")
    report = run(catalogue, path, readings={(path.name, "Produk"): said}, supplier="X")
    made = by_name(catalogue)
    assert [made[n]["category"] for n in "ABD"] == ["makanan", "makanan", None]
    assert [made[n]["unit"] for n in "AB"] == ["ikat", "ikat"]
    assert made["D"]["tags"] == ()
    assert [w.code for w in report.warnings] == ["words_alike"]


def test_papers_are_known_by_the_name_that_stands_in_a_longer_text(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Nama UMKM", "Jenis Sertifikat", "Nomor Sertifikat"]
    rows = [
        ["UD A", "Halal MUI", "10170006701114"],
        ["UD B", "PIRT Dinkes Sleman 2022", "2066471011637-23"],
        ["UD C", "Non Halal", "1"],
    ]
    path = write_xlsx(tmp_path / "izin.xlsx", {"Izin": [head, *rows]})
    run(catalogue, path)
    assert {c["type"] for c in records(catalogue, "certification")} == {"halal_mui", "pirt"}


@pytest.mark.parametrize(
    ("said", "grams", "codes"),
    [({}, [1500, 2250], ["ambiguous_numbers"]), ({"decimals": {"Berat (gr)": "."}}, [1.5, 2.25], [])],
)
def test_numbers_that_may_be_read_two_ways_are_told_once(
    catalogue: Catalogue, tmp_path: Path, said: dict[str, object], grams: list[float], codes: list[str]
) -> None:
    path = a_list(tmp_path, ["Nama Produk", "Berat (gr)"], ["A", "1.500"], ["B", "2.250"])
    report = run(catalogue, path, readings=reading(path, **said), supplier="X")
    assert sorted(float(p["weight_g"]) for p in products(catalogue)) == grams
    assert [w.code for w in report.warnings] == codes


@pytest.mark.parametrize(
    ("cells", "said", "dates", "codes"),
    [
        (["01-03-2016", "02/04/2016"], {}, ["2016-03-01", "2016-04-02"], ["ambiguous_dates"]),
        (["01-03-2016", "02/04/2016"], {"date_orders": {"Tgl Harga": "mdy"}}, ["2016-01-03", "2016-02-04"], []),
        (["01-03-2016", "02/14/2016"], {}, ["2016-01-03", "2016-02-14"], ["month_first"]),
        (["01-03-2016", "14/02/2016"], {}, ["2016-02-14", "2016-03-01"], []),
    ],
)
def test_the_order_of_dates_is_told_by_the_whole_column(
    catalogue: Catalogue, tmp_path: Path, cells: list[str], said: dict[str, object], dates: list[str], codes: list[str]
) -> None:
    rows = [[f"Tas {n}", cell] for n, cell in enumerate(cells)]
    path = a_list(tmp_path, ["Nama Produk", "Tgl Harga"], *rows)
    report = run(catalogue, path, readings=reading(path, **said), supplier="X")
    assert sorted(p["price_date"].isoformat() for p in products(catalogue)) == dates
    assert [w.code for w in report.warnings] == codes


def test_a_look_at_a_sheet_shows_how_its_columns_are_written(tmp_path: Path) -> None:
    head = ["Nama Produk", "Harga", "Berat (gr)", "Tgl Harga"]
    path = a_list(tmp_path, head, ["A", "Rp 1.500,00", "1.500", "31/12/2020"], ["B", "2.000", "2.250", "01/02/2021"])
    (sheet,) = inspect(ImportOptions(files=(path,))).sheets
    assert [(c.decimal, c.date_order, c.ambiguous) for c in sheet.columns] == [
        ("", "", False), (",", "", False), (",", "", True), ("", "dmy", False),
    ]  # fmt: skip
