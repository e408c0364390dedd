"""Writes resources/sample/tradehouse-sample.xlsx from the readable files in scripts/sample_data.

    python scripts/build_sample_workbook.py [--out FILE]

The workbook is what a careful member of staff would have typed: three sheets with Indonesian headings, codes as text,
dates as dates, gaps where somebody did not know. It is imported by the ordinary importer. The same data always give
the same bytes.
"""

import argparse
import math
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

HERE = Path(__file__).resolve().parent
DATA = HERE / "sample_data"
WORKBOOK = HERE.parent / "resources" / "sample" / "tradehouse-sample.xlsx"
PRODUCT_FILES = ("craft", "home", "textiles", "fashion", "food", "drinks", "wellness")
BOARD_KG_PER_M2 = 0.62
"""Double-wall corrugated board."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, where its value comes from, and how it is typed: text, long, number, money, date."""

    heading: str
    value: Callable[[Row], Any]
    kind: str = "text"
    width: float = 16


def _key(key: str) -> Callable[[Row], Any]:
    return lambda row: row.get(key)


def _part(key: str, index: int) -> Callable[[Row], Any]:
    def pick(row: Row) -> Any:
        parts = row.get(key)
        return parts[index] if parts and index < len(parts) else None

    return pick


def _pair(heading: str, key: str, kind: str = "text", width: float = 24) -> list[Column]:
    return [
        Column(heading, _part(key, 0), kind, width),
        Column(f"{heading} (Inggris)", _part(key, 1), kind, width),
    ]


def gtin(row: Row) -> str | None:
    """Return the barcode with its check digit (GS1: weights 3 and 1 from the right)."""
    body = row.get("gtin")
    if not body:
        return None
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body)))
    return f"{body}{-total % 10}"


def _tenth(value: float) -> float:
    return float(Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP))


def carton_net(row: Row) -> float | None:
    """Return the weight of the goods in a carton, kg."""
    return _tenth(row["carton"][0] * row["weight"] / 1000) if row.get("carton") else None


def carton_gross(row: Row) -> float | None:
    """Return net weight plus the box (its board and flaps) and a little padding, kg."""
    if not row.get("carton"):
        return None
    pieces, long, wide, tall = row["carton"]
    board = (2 * (long * wide * 2 + long * tall + wide * tall)) / 10_000 * BOARD_KG_PER_M2
    net = pieces * row["weight"] / 1000
    return _tenth(math.ceil((net * 1.01 + board) * 10) / 10)


PRODUCTS: Sequence[Column] = (
    Column("SKU", _key("sku"), width=11),
    *_pair("Nama Produk", "name", width=34),
    Column("Kode Produk Pemasok", _key("own"), width=16),
    Column("Nama UMKM", lambda row: row["firm"]["name"], width=32),
    Column("Kategori", _key("category"), width=28),
    *_pair("Deskripsi", "about", "long", 46),
    *_pair("Cerita", "story", "long", 40),
    *_pair("Bahan", "material"),
    *_pair("Teknik", "technique", width=20),
    Column("Grup Varian", _key("group"), width=26),
    Column("Varian", _key("variant"), width=13),
    Column("Panjang (cm)", _part("size", 0), "number", 11),
    Column("Lebar (cm)", _part("size", 1), "number", 11),
    Column("Tinggi (cm)", _part("size", 2), "number", 11),
    Column("Ukuran", _key("size_text"), width=20),
    Column("Isi Bersih", _part("net", 0), "number", 10),
    Column("Satuan Isi", _part("net", 1), width=10),
    Column("Berat (g)", _key("weight"), "number", 10),
    *_pair("Warna", "colour", width=20),
    Column("Merek", lambda row: row["firm"].get("brand"), width=16),
    Column("Barcode (EAN)", gtin, width=16),
    Column("Kode HS", _key("hs"), width=10),
    Column("Provinsi Asal", lambda row: row.get("origin", [row["firm"]["province"]])[0], width=22),
    Column("Kab/Kota Asal", lambda row: row.get("origin", [None, row["firm"]["regency"]])[1], width=26),
    Column("Masa Simpan (hari)", _key("shelf"), "number", 12),
    *_pair("Komposisi", "ingredients", "long", 36),
    *_pair("Alergen", "allergens", width=18),
    *_pair("Penyimpanan", "storage", width=28),
    Column("Satuan", _key("unit"), width=10),
    Column("Harga Pokok (Rp)", _key("cost"), "money", 15),
    Column("Harga Jual (Rp)", _key("price"), "money", 15),
    Column("Harga Grosir (Rp)", _key("wholesale"), "money", 15),
    Column("Tanggal Harga", lambda row: row["firm"]["prices"] if row.get("price") else None, "date", 13),
    Column("Harga Ekspor", _part("export", 0), "number", 12),
    Column("Mata Uang Ekspor", _part("export", 1), width=11),
    Column("Harga Bertingkat", _key("tiers"), width=30),
    Column("MOQ", _key("moq"), "number", 8),
    Column("Isi per Inner", _key("inner"), "number", 10),
    Column("Isi per Karton", _part("carton", 0), "number", 10),
    Column("Panjang Karton (cm)", _part("carton", 1), "number", 11),
    Column("Lebar Karton (cm)", _part("carton", 2), "number", 11),
    Column("Tinggi Karton (cm)", _part("carton", 3), "number", 11),
    Column("Berat Bersih Karton (kg)", carton_net, "number", 12),
    Column("Berat Kotor Karton (kg)", carton_gross, "number", 12),
    Column("Kapasitas per Bulan", _key("capacity"), "number", 12),
    Column("Waktu Produksi (hari)", _key("lead"), "number", 12),
    Column("Stok", _key("stock"), "number", 8),
    Column("Dibuat Sesuai Pesanan", _key("made_to_order"), width=12),
    Column("Status", _key("status"), width=11),
    Column("Grade", _key("grade"), width=7),
    Column("Lokasi Rak", _key("place"), width=10),
    Column("Tag", _key("tags"), width=28),
    Column("Catatan", _key("notes"), "long", 40),
)

SUPPLIERS: Sequence[Column] = (
    Column("Nama UMKM", _key("name"), width=34),
    Column("Merek", _key("brand"), width=18),
    Column("Jenis", _key("kind"), width=11),
    Column("Bentuk Usaha", _key("legal_form"), width=15),
    Column("NIB", _key("nib"), width=16),
    Column("NPWP", _key("npwp"), width=19),
    Column("Pemilik", _key("owner"), width=22),
    Column("Narahubung", _key("contact"), width=22),
    Column("Telepon", _key("phone"), width=19),
    Column("WhatsApp", _key("whatsapp"), width=19),
    Column("Email", _key("email"), width=26),
    Column("Kanal Daring", _key("channels"), width=40),
    Column("Alamat", _key("address"), "long", 40),
    Column("Provinsi", _key("province"), width=24),
    Column("Kabupaten/Kota", _key("regency"), width=28),
    Column("Kecamatan", _key("district"), width=20),
    Column("Lintang", _part("position", 0), "number", 11),
    Column("Bujur", _part("position", 1), "number", 11),
    Column("KBLI", _key("kbli"), width=9),
    Column("Edisi KBLI", lambda row: "2020" if row.get("kbli") else None, width=10),
    Column("Sektor", _key("sector"), width=26),
    Column("Tahun Berdiri", _key("founded"), "number", 10),
    Column("Tenaga Kerja Laki-laki", _part("employees", 0), "number", 12),
    Column("Tenaga Kerja Perempuan", _part("employees", 1), "number", 12),
    Column("Dimiliki Perempuan", _key("women_owned"), width=12),
    Column("Modal Usaha (Rp)", lambda row: row["capital"] * 1_000_000, "money", 17),
    Column("Penjualan Tahunan (Rp)", lambda row: row["sales"] * 1_000_000 if row.get("sales") else None, "money", 17),
    Column("Tahun Penjualan", _key("sales_year"), "number", 11),
    Column("Jangkauan Pasar", _key("reach"), width=14),
    Column("Negara Tujuan Ekspor", _key("countries"), width=34),
    Column("Catatan", _key("notes"), "long", 44),
)

CERTIFICATES: Sequence[Column] = (
    Column("Jenis Sertifikat", _key("type"), width=26),
    Column("Nama UMKM", lambda row: row["firm"]["name"], width=34),
    Column("Nomor Sertifikat", _key("number"), width=28),
    Column("Pemegang", lambda row: row.get("holder") or row["firm"]["name"], width=34),
    Column("Tanggal Terbit", _key("issued"), "date", 14),
    Column("Berlaku Sampai", _key("expires"), "date", 14),
    Column("Tercetak Sampai", _key("printed_until"), "date", 14),
    Column("Ruang Lingkup", _key("scope"), width=34),
    Column("Tahap", _key("stage"), width=12),
    Column("Produk", lambda row: "; ".join(row.get("products", ())), width=44),
    Column("Catatan", _key("notes"), "long", 44),
)


def _read(name: str, key: str) -> list[dict[str, Any]]:
    with (DATA / f"{name}.toml").open("rb") as file:
        rows: list[dict[str, Any]] = tomllib.load(file)[key]
    return rows


def sheets() -> dict[str, tuple[Sequence[Column], list[dict[str, Any]]]]:
    """Return the columns and the rows of each sheet, in the order of the files; a row's firm is its supplier."""
    suppliers = _read("suppliers", "supplier")
    firms = {row["key"]: row for row in suppliers}
    products = [row for name in PRODUCT_FILES for row in _read(name, "product")]
    certificates = _read("certificates", "certificate")
    for row in (*products, *certificates):
        row["firm"] = firms[row["supplier"]]
    return {
        "Produk": (PRODUCTS, products),
        "Pemasok UMKM": (SUPPLIERS, suppliers),
        "Sertifikasi": (CERTIFICATES, certificates),
    }


_BODY = {"font_name": "Calibri", "font_size": 10, "valign": "top", "bottom": 1, "bottom_color": "#E4E7EC"}
_KINDS: Mapping[str, Mapping[str, Any]] = {
    "text": {"num_format": "@"},
    "long": {"num_format": "@", "text_wrap": False},
    "number": {"num_format": "General"},
    "money": {"num_format": "#,##0"},
    "date": {"num_format": "dd/mm/yyyy", "align": "left"},
}


def build(path: Path) -> None:
    """Write the workbook: heading row in the house's indigo, panes frozen, filters on, empty columns left out."""
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook = xlsxwriter.Workbook(str(path))
    workbook.set_properties(
        {
            "title": "Tradehouse sample",
            "subject": "Produk, pemasok UMKM dan sertifikasi contoh",
            "created": datetime(2026, 11, 22, tzinfo=UTC).replace(tzinfo=None),
        }
    )
    head = workbook.add_format(
        {
            "font_name": "Calibri",
            "font_size": 10,
            "bold": True,
            "font_color": "#FFFFFF",
            "bg_color": "#2B4C7E",
            "valign": "vcenter",
            "text_wrap": True,
        }
    )
    formats = {kind: workbook.add_format({**_BODY, **extra}) for kind, extra in _KINDS.items()}
    for name, (columns, rows) in sheets().items():
        sheet = workbook.add_worksheet(name)
        used = [column for column in columns if any(column.value(row) not in {None, ""} for row in rows)]
        sheet.set_row(0, 32)
        for at, column in enumerate(used):
            sheet.set_column(at, at, column.width)
            sheet.write_string(0, at, column.heading, head)
            for number, row in enumerate(rows, start=1):
                _write(sheet, number, at, column.value(row), formats[column.kind])
        sheet.freeze_panes(1, 2 if name == "Produk" else 1)
        sheet.autofilter(0, 0, len(rows), len(used) - 1)
        sheet.set_landscape()
        sheet.repeat_rows(0)
    workbook.close()


def _write(sheet: Any, row: int, column: int, value: Any, cell: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, cell)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), cell)  # noqa: DTZ001
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, cell)
    else:
        sheet.write_string(row, column, str(value), cell)


def main() -> None:
    """Build the workbook and say how much is in it."""
    parser = argparse.ArgumentParser(description="Build the sample workbook.")
    parser.add_argument("--out", type=Path, default=WORKBOOK)
    chosen = parser.parse_args()
    build(chosen.out)
    for name, (_, rows) in sheets().items():
        print(f"{name}: {len(rows)}")


if __name__ == "__main__":
    main()
