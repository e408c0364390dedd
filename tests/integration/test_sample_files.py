"""The sample as shipped: a workbook and photos that a newcomer sees first."""

import importlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image

from tradehouse.domain.resources import resources

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = resources() / "sample"
TODAY = date(2026, 11, 22)
"""The day the sample was dated for."""

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def sheets() -> dict[str, Rows]:
    book = openpyxl.load_workbook(SAMPLE / "tradehouse-sample.xlsx", read_only=True)
    found: dict[str, Rows] = {}
    for sheet in book:
        head, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(map(str, head), row, strict=True)) for row in rows]
    book.close()
    return found


@pytest.fixture(scope="module")
def products(sheets: dict[str, Rows]) -> Rows:
    return sheets["Produk"]


@pytest.fixture(scope="module")
def scripts() -> Iterator[None]:
    sys.path.insert(0, str(ROOT / "scripts"))
    yield
    sys.path.remove(str(ROOT / "scripts"))


def reference(name: str, column: str) -> set[str]:
    lines = (resources() / "reference" / name).read_text(encoding="utf-8").splitlines()
    place = lines[0].split(",").index(column)
    return {line.split(",")[place] for line in lines[1:]}


def test_it_is_large_and_wide_enough_to_show_the_trade(sheets: dict[str, Rows]) -> None:
    products, suppliers = sheets["Produk"], sheets["Pemasok UMKM"]
    assert len(products) >= 72
    assert len(suppliers) >= 18
    assert len({row["Provinsi"] for row in suppliers}) >= 12
    assert len(sheets["Sertifikasi"]) >= 60
    assert {row["Nama UMKM"] for row in products} <= {row["Nama UMKM"] for row in suppliers}
    assert {row["Jenis"] for row in suppliers} == {"UMKM", "Koperasi", "Kelompok"}


def test_every_main_category_has_a_product(products: Rows) -> None:
    lines = (resources() / "reference" / "categories.csv").read_text(encoding="utf-8").splitlines()[1:]
    prefixes = {line.split(",")[2] for line in lines}
    assert {row["SKU"].split("-")[0] for row in products} == prefixes


def test_codes_are_text_and_well_formed(sheets: dict[str, Rows]) -> None:
    products, suppliers = sheets["Produk"], sheets["Pemasok UMKM"]
    assert all(re.fullmatch(r"[A-Z]{3}-\d{4}", row["SKU"]) for row in products)
    assert max(Counter(row["SKU"] for row in products).values()) == 1
    for row in products:
        barcode = row["Barcode (EAN)"]
        if barcode is not None:
            digits = [int(digit) for digit in barcode]
            assert len(digits) == 13
            assert barcode.startswith("899")
            assert sum(d * (1, 3)[place % 2] for place, d in enumerate(digits)) % 10 == 0
    assert all(row["NIB"] is None or re.fullmatch(r"(9120|0220)\d{9}", row["NIB"]) for row in suppliers)
    assert all(row["Telepon"].startswith("+62 811-0000-") for row in suppliers)
    assert all(row["Email"] is None or row["Email"].endswith("@example.id") for row in suppliers)


def test_hs_codes_exist(products: Rows) -> None:
    known = reference("hs.csv", "code")
    assert {row["Kode HS"] for row in products if row["Kode HS"]} <= known


def test_places_exist_under_their_official_names(sheets: dict[str, Rows]) -> None:
    regencies = reference("regencies.csv", "label_id")
    assert {row["Kabupaten/Kota"] for row in sheets["Pemasok UMKM"]} <= regencies
    assert {row["Kab/Kota Asal"] for row in sheets["Produk"]} <= regencies


def test_cartons_are_possible(products: Rows) -> None:
    packed = [row for row in products if row["Isi per Karton"]]
    assert len(packed) > 100
    for row in packed:
        net, gross = row["Berat Bersih Karton (kg)"], row["Berat Kotor Karton (kg)"]
        assert net == pytest.approx(row["Isi per Karton"] * row["Berat (g)"] / 1000, abs=0.051)
        assert net < gross < net * 1.6 + 4
        volume = 1.0
        for side in ("Panjang", "Lebar", "Tinggi"):
            volume *= row[f"{side} Karton (cm)"] / 100
        assert 8 < gross / volume < 900, row["SKU"]


def test_prices_are_in_order(products: Rows) -> None:
    for row in products:
        cost, wholesale, retail = (row[f"Harga {kind} (Rp)"] for kind in ("Pokok", "Grosir", "Jual"))
        ladder = [price for price in (cost, wholesale, retail) if price is not None]
        assert ladder == sorted(ladder), row["SKU"]
        if row["Harga Bertingkat"]:
            assert all(len(tier.split("|")) == 5 for tier in row["Harga Bertingkat"].split(";"))


def test_readiness_has_something_to_say(products: Rows) -> None:
    photographed = {path.stem.split("_")[0] for path in (SAMPLE / "photos").glob("*.jpg")}
    assert any(row["Kode HS"] is None for row in products)
    assert any(row["Harga Jual (Rp)"] is None for row in products)
    assert any(row["Nama Produk (Inggris)"] is None for row in products)
    assert any(row["SKU"] not in photographed for row in products)
    assert {"Terbit", "Diperiksa", "Draf"} <= {row["Status"] for row in products}
    assert set("ABC") <= {row["Grade"] for row in products}


def test_most_of_it_could_go_abroad(sheets: dict[str, Rows]) -> None:
    packed = [row for row in sheets["Produk"] if row["MOQ"] and row["Isi per Karton"]]
    whole = [row for row in packed if row["MOQ"] % row["Isi per Karton"] == 0]
    assert 0.75 * len(packed) < len(whole) < len(packed)
    assert all(row["Kapasitas per Bulan"] >= row["MOQ"] for row in whole)
    numbers = [row["NIB"] for row in sheets["Pemasok UMKM"] if row["NIB"]]
    assert 0.8 * len(sheets["Pemasok UMKM"]) < len(numbers) < len(sheets["Pemasok UMKM"])
    assert len(set(numbers)) == len(numbers)


def test_certificates_are_valid_expiring_expired_and_in_process(sheets: dict[str, Rows]) -> None:
    rows = sheets["Sertifikasi"]
    known = {row["SKU"] for row in sheets["Produk"]}
    for row in rows:
        assert {sku.strip() for sku in (row["Produk"] or "").split(";")} - {""} <= known
        issued, expires = row["Tanggal Terbit"], row["Berlaku Sampai"]
        assert expires is None or issued.date() < expires.date()
    left = [row["Berlaku Sampai"].date() - TODAY for row in rows if row["Berlaku Sampai"]]
    for low, high in ((-9999, -1), (0, 30), (31, 60), (61, 90), (91, 180), (181, 9999)):
        assert any(timedelta(low) <= days <= timedelta(high) for days in left)
    assert any(row["Tahap"] != "Terbit" for row in rows)


def test_each_photo_shows_a_product_decodes_and_all_stay_small(products: Rows) -> None:
    photos = sorted((SAMPLE / "photos").iterdir())
    known = {row["SKU"] for row in products}
    for path in photos:
        match = re.fullmatch(r"([A-Z]{3}-\d{4})(_\d)?\.jpg", path.name)
        assert match, path.name
        assert match[1] in known
        with Image.open(path) as picture:
            picture.load()
            assert picture.size == (1000, 1000)
            assert len(picture.resize((64, 64)).getcolors(4096) or range(4096)) > 200, path.name
    assert len(photos) >= 70
    assert sum(path.stat().st_size for path in photos) < 6_000_000


@pytest.mark.usefixtures("scripts")
def test_the_drawing_script_draws_the_same_picture_again_and_every_picture_is_shipped() -> None:
    drawing = importlib.import_module("draw_sample_photos")
    first = drawing.jpeg("DKR-0002", 0, size=120)
    assert first == drawing.jpeg("DKR-0002", 0, size=120)
    assert first != drawing.jpeg("MBL-0004", 0, size=120)
    drawn = {drawing.file_name(sku, n) for sku, scenes in drawing.PICTURES.items() for n in range(len(scenes))}
    assert drawn == {path.name for path in (SAMPLE / "photos").iterdir()}


@pytest.mark.usefixtures("scripts")
def test_the_workbook_is_what_the_data_files_say(tmp_path: Path, sheets: dict[str, Rows]) -> None:
    building = importlib.import_module("build_sample_workbook")
    building.build(tmp_path / "again.xlsx")
    book = openpyxl.load_workbook(tmp_path / "again.xlsx", read_only=True)
    for sheet in book:
        rows = list(sheet.iter_rows(values_only=True))
        assert rows[1:] == [tuple(row.values()) for row in sheets[sheet.title]]
    book.close()
