"""`import` of 100,000 product rows × 25 columns, against the floor: calamine parses the same file and the driver
inserts the same rows with executemany.

Promise: at most 5 times the floor, history included, with a peak memory under 1 GB.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.material import FOLDER, product_rows

ROOT = Path(__file__).resolve().parent.parent
HEADINGS = {
    "supplier_code": "Kode Barang", "name_id": "Nama Produk", "name_en": "Nama Produk (Inggris)", "supplier": "Nama UMKM",
    "variant": "Varian", "brand": "Merek", "category": "Kategori", "description_id": "Deskripsi", "material": "Bahan",
    "technique": "Teknik", "size_text": "Ukuran", "weight_g": "Berat (g)", "colour": "Warna", "gtin": "Barcode (EAN)",
    "hs_code": "Kode HS", "origin_province": "Provinsi Asal", "unit": "Satuan", "cost_idr": "Harga Pokok (Rp)",
    "price_idr": "Harga Jual (Rp)", "wholesale_idr": "Harga Grosir (Rp)", "moq": "MOQ", "qty_per_carton": "Isi per Karton",
    "lead_time_days": "Waktu Produksi (hari)", "stock": "Stok", "notes": "Catatan",
}  # fmt: skip
FLOOR = """
import sqlite3, sys
from python_calamine import CalamineWorkbook
rows = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()[1:]
out = sqlite3.connect(sys.argv[2])
out.execute("CREATE TABLE product (id INTEGER PRIMARY KEY, %s)" % ", ".join("c%d" % n for n in range(len(rows[0]))))
out.executemany("INSERT INTO product VALUES (NULL, %s)" % ", ".join("?" * len(rows[0])), rows)
out.commit()
"""


def workbook() -> Path:
    """Return the workbook of 100,000 rows, making it where it is missing."""
    path = FOLDER / "products-100000.xlsx"
    if not path.exists():
        import xlsxwriter

        FOLDER.mkdir(parents=True, exist_ok=True)
        book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False})
        sheet = book.add_worksheet("Produk")
        sheet.write_row(0, 0, list(HEADINGS.values()))
        for number, row in enumerate(product_rows(), 1):
            values = {**row, "supplier": f"Pemasok {row['supplier']}"}
            sheet.write_row(number, 0, [values[key] for key in HEADINGS])
        book.close()
    return path


def _timed(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def run() -> None:
    """Run both in turn, and the same import again, which must change nothing."""
    path = workbook()
    ratios = []
    for _ in range(3):
        floor_db, folder = FOLDER / "floor.db", FOLDER / "import"
        floor_db.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        floor = _timed([sys.executable, "-c", FLOOR, str(path), str(floor_db)])
        command = [sys.executable, "main.py", "--data", str(folder), "import", str(path), "--json"]
        ours = _timed(command)
        again = _timed(command)
        ratios.append(ours / floor)
        print(
            f"floor {floor:.1f} s   import {ours:.1f} s ({ours / floor:.2f} ×)   again {again:.1f} s ({again / floor:.2f} ×)"
        )
    listed = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True)
    print("again:", json.loads(listed.stdout)["rows"])
    # The largest of all children so far; the floor's own peak is smaller.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (1024 if os.uname().sysname == "Linux" else 1024**2)
    print(f"ratio {sorted(ratios)[1]:.2f} (promise: 5)   peak memory {peak:.0f} MB (promise: under 1,000)")
