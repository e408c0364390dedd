"""What cells of real workbooks say: formats, formulas, day numbers, zeros that were eaten."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.integration.import_desk import counts, only, products, records, run, write_xlsx
from tradehouse.services.catalogue import Catalogue


def workbook(
    path: Path, rows: Sequence[Sequence[Any]], formats: Mapping[int, str] | None = None, *, from_1904: bool = False
) -> Path:
    """A workbook with number formats by column; a tuple is a formula with the value that Excel stored for it."""
    book = xlsxwriter.Workbook(str(path), {"date_1904": from_1904, "default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Produk")
    styles = {column: book.add_format({"num_format": code}) for column, code in (formats or {}).items()}
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            style = styles.get(c) if r else None
            if isinstance(value, tuple):
                sheet.write_formula(r, c, value[0], style, value[1])
            elif value is not None:
                sheet.write(r, c, value, style)
    book.close()
    return path


def test_a_percentage_is_read_as_its_format_shows_it(catalogue: Catalogue, tmp_path: Path) -> None:
    rows = [
        ["Nama Produk", "Harga", "Diskon", "Keterangan"],
        ["Tas", 50000, 0.11, 0.25],
        ["Kopi", 20000, 0.125, "biasa"],
    ]
    run(catalogue, workbook(tmp_path / "a.xlsx", rows, {2: "0.0%", 3: "0%"}), supplier="X")
    bag, coffee = (only(products(catalogue, name)) for name in ("Tas", "Kopi"))
    assert "11%" in bag["notes"]
    assert "25%" in bag["notes"]
    assert "12.5%" in coffee["notes"]


def test_a_percentage_is_no_price(catalogue: Catalogue, tmp_path: Path) -> None:
    rows = [["Nama Produk", "Harga"], ["Tas", 0.11]]
    report = run(catalogue, workbook(tmp_path / "a.xlsx", rows, {1: "0%"}), supplier="X")
    assert [r.code for r in report.rejects] == ["not_a_number"]


def test_formulas_count_by_their_stored_value_and_failed_ones_are_told(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Nama Produk", "Harga", "Warna"]
    rows = [
        head,
        ["Tas", ("=B9*2", 50000), ("=A1", "merah")],
        ["Kopi", ("=1/0", "#DIV/0!"), "hitam"],
        ["Teh", 5000, ("=X1", "#REF!")],
    ]
    report = run(catalogue, workbook(tmp_path / "a.xlsx", rows), supplier="X")
    assert counts(report.rows) == {"created": 2, "rejected": 1}
    assert [(r.row, r.code) for r in report.rejects] == [(3, "failed_formula")]
    bag = only(products(catalogue, "Tas"))
    assert (bag["price_idr"], bag["colour"]) == (Decimal(50000), "merah")
    assert only(products(catalogue, "Teh"))["colour"] is None


@pytest.mark.parametrize("from_1904", [False, True])
def test_dates_of_both_calendars_of_excel(catalogue: Catalogue, tmp_path: Path, from_1904: bool) -> None:
    days = 44000 - (1462 if from_1904 else 0)
    rows = [["Nama Produk", "Tgl Harga"], ["A", date(2020, 6, 18)], ["B", datetime(2020, 6, 18, 14, 30)], ["C", days]]
    run(catalogue, workbook(tmp_path / "a.xlsx", rows, from_1904=from_1904), supplier="X")
    assert [p["price_date"] for p in products(catalogue)] == [date(2020, 6, 18)] * 3


def test_dates_in_every_shape(catalogue: Catalogue, tmp_path: Path) -> None:
    shapes = ["12 Agustus 2020", "12 Agt 2020", "12-Ags-20", "Rabu, 12 Agustus 2020", "12/08/2020", "12.8.2020", "2020-08-12",
              "20200812", "12 August 2020", "Aug 12, 2020", "12 AGUSTUS 2020", "12/8/20", "2020/08/12", "12-08-2020 10:15",
              date(2020, 8, 12), 44055, 20200812]  # fmt: skip
    rows = [["Nama Produk", "Tgl Harga"], *([f"P{n}", shape] for n, shape in enumerate([*shapes, "25/12/2020"]))]
    run(catalogue, write_xlsx(tmp_path / "a.xlsx", {"Produk": rows}), supplier="X")
    found = {p["name_id"]: p["price_date"] for p in products(catalogue)}
    assert {shape: found[f"P{n}"] for n, shape in enumerate(shapes)} == dict.fromkeys(shapes, date(2020, 8, 12))


def test_zeros_that_a_sheet_ate_come_back_where_that_is_certain(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Nama UMKM", "No HP", "NIB", "NPWP", "KBLI", "Nama Produk", "Barcode"]
    rows = [
        ["UD A", 81234567890, 912345678901, 92542943407000, 1111, "Teh", 1234565],
        ["UD B", 274561234, 1234567890123, 92542944407000, "10391 - Industri keripik", "Kopi", 8994460550767],
    ]
    report = run(catalogue, write_xlsx(tmp_path / "a.xlsx", {"Produk": [head, *rows]}))
    firms = {r["name"]: r for r in records(catalogue, "supplier")}
    keys = ("phone", "nib", "npwp", "kbli")
    assert [firms["UD A"][key] for key in keys] == ["+6281234567890", "0912345678901", "092542943407000", "01111"]
    assert [firms["UD B"][key] for key in keys] == ["+62274561234", "1234567890123", "92542944407000", "10391"]
    assert {p["gtin"] for p in products(catalogue)} == {"01234565", "8994460550767"}
    assert {w.code for w in report.warnings} == {"zeros_restored", "unusual_npwp"}


def test_a_shops_own_codes_get_no_zeros(catalogue: Catalogue, tmp_path: Path) -> None:
    rows = [["Nama Produk", "Barcode"], *([f"P{n}", 1234560 + n] for n in range(10))]
    run(catalogue, write_xlsx(tmp_path / "a.xlsx", {"Produk": rows}), supplier="X")
    assert {len(p["gtin"]) for p in products(catalogue)} == {7}


def test_ranges_are_told_and_nothing_of_them_is_taken(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Nama Produk", "Harga", "Berat (gr)"]
    rows = [["Tas", "10.000 - 15.000", 5], ["Kopi", "5.000", "250-300"], ["Teh", "mulai 10rb", 5]]
    fine = [[f"Barang {n}", "7.500", 100] for n in range(4)]
    report = run(catalogue, write_xlsx(tmp_path / "a.xlsx", {"Produk": [head, *rows, *fine]}), supplier="X")
    assert [(r.row, r.code) for r in report.rejects] == [
        (2, "not_one_value"),
        (3, "not_one_value"),
        (4, "not_one_value"),
    ]


@pytest.mark.parametrize(
    ("cell", "rupiah"),
    [("12rb", 12000), ("1,5 jt", 1500000), ("1.5jt", 1500000), ("Rp 1.250.000,-", 1250000), ("Rp. 15.000,00", 15000), ("IDR 20,000", 20000),
     ("15k", 15000), ("7.500", 7500), ("7,500", 7500), ("@ 5.000", 5000), ("2 ribu", 2000), ("Rp7.500,-/pcs", 7500), (12500.4, 12500)],
)  # fmt: skip
def test_prices_as_they_are_typed(catalogue: Catalogue, tmp_path: Path, cell: object, rupiah: int) -> None:
    run(catalogue, write_xlsx(tmp_path / "a.xlsx", {"Produk": [["Nama Produk", "Harga"], ["Tas", cell]]}), supplier="X")
    assert only(products(catalogue))["price_idr"] == rupiah


def test_time_and_milliards_are_counted_in_the_field_s_own_unit(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Nama UMKM", "No HP", "Alamat", "Omset", "Nama Produk", "Masa Simpan", "Lama Produksi (minggu)"]
    rows = [["Maju", "081234567890", "Jl. A", "1,5 M", "Dodol", "6 bulan", 2], ["Jaya", "081234567891", "Jl. B", "300 jt", "Wajik", 14, "3 hari"]]  # fmt: skip
    run(catalogue, write_xlsx(tmp_path / "a.xlsx", {"Data": [head, *rows]}))
    assert {s["name"]: s["sales_idr"] for s in records(catalogue, "supplier")} == {"Maju": 1_500_000_000, "Jaya": 300_000_000}  # fmt: skip
    told = {p["name_id"]: (p["shelf_life_days"], p["lead_time_days"]) for p in products(catalogue)}
    assert told == {"Dodol": (180, 14), "Wajik": (14, 3)}


def test_provinces_by_every_name(catalogue: Catalogue, tmp_path: Path) -> None:
    names = {"DIY": "34", "D.I. Yogyakarta": "34", "DKI": "31", "DKI Jakarta": "31", "Jabar": "32", "Prov. Jawa Barat": "32", "Kalbar": "61",
             "NTT": "53", "Nusa Tenggara Timur": "53", "NAD": "11", "Irian Jaya": "91", "Kep. Riau": "21", "Babel": "19", "Sumatra Utara": "12",
             "34": "34", "West Java": "32", "Jawa Tenggah": "33"}  # fmt: skip
    rows = [["Nama UMKM", "Provinsi"], *([f"UD {n}", name] for n, name in enumerate(names))]
    run(catalogue, write_xlsx(tmp_path / "a.xlsx", {"UMKM": rows}))
    found = {r["name"]: r["province"] for r in records(catalogue, "supplier")}
    assert {name: found[f"UD {n}"] for n, name in enumerate(names)} == names


def test_regencies_by_every_name(catalogue: Catalogue, tmp_path: Path) -> None:
    names = {"Kab. Bantul": "34.02", "Kulonprogo": "34.01", "Kota Bandung": "32.73", "Kodya Yogyakarta": "34.71", "34.04": "34.04",
             "Solo": "33.72", "Ujung Pandang": "73.71", "Bandung": None, "Kabupaten/Kota Sleman": "34.04"}  # fmt: skip
    rows = [["Nama UMKM", "Kab./Kota"], *([f"UD {n}", name] for n, name in enumerate(names))]
    run(catalogue, write_xlsx(tmp_path / "a.xlsx", {"UMKM": rows}))
    found = {r["name"]: r["regency"] for r in records(catalogue, "supplier")}
    assert {name: found[f"UD {n}"] for n, name in enumerate(names)} == names


def test_one_column_tells_permits_of_several_types(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Nama UMKM", "No HP", "Alamat", "Legalitas"]
    rows = [["Maju", "081234567890", "Jl. A", "NIB 0220001234567, PIRT 2063402010123-26, Halal MUI"], ["Jaya", "081234567891", "Jl. B", "belum ada"]]  # fmt: skip
    file = write_xlsx(tmp_path / "a.xlsx", {"Data": [head, *rows]})
    run(catalogue, file)
    found = {(c["type"], c["number"] or "") for c in records(catalogue, "certification")}
    assert found == {("pirt", "2063402010123-26"), ("halal_mui", "")}
    assert "NIB 0220001234567" in next(s["notes"] for s in records(catalogue, "supplier") if s["name"] == "Maju")
    assert run(catalogue, file).change_set is None
