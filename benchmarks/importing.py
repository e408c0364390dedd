"""Import of 100,000 product rows × 25 columns: planned and applied, history and full-text index included.

Against the floor: calamine parses the same file and the driver inserts the same rows with executemany. Against pandas,
where it is installed: read_excel (openpyxl) and to_sql, as scripts are written that do without checks.

Promise: at most 3 times the floor, at least 6 times as fast as pandas, a peak memory under 800 MB. Each run is a process
of its own that times itself: from an open catalogue or an interpreter whose modules are imported, as in the window.
"""

import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.material import FOLDER, product_rows

ROOT = Path(__file__).resolve().parent.parent
ROUNDS: Final = 3
HEADINGS = {
    "supplier_code": "Kode Barang", "name_id": "Nama Produk", "name_en": "Nama Produk (Inggris)", "supplier": "Nama UMKM",
    "variant": "Varian", "brand": "Merek", "category": "Kategori", "description_id": "Deskripsi", "material": "Bahan",
    "technique": "Teknik", "size_text": "Ukuran", "weight_g": "Berat (g)", "colour": "Warna", "gtin": "Barcode (EAN)",
    "hs_code": "Kode HS", "origin_province": "Provinsi Asal", "unit": "Satuan", "cost_idr": "Harga Pokok (Rp)",
    "price_idr": "Harga Jual (Rp)", "wholesale_idr": "Harga Grosir (Rp)", "moq": "MOQ", "qty_per_carton": "Isi per Karton",
    "lead_time_days": "Waktu Produksi (hari)", "stock": "Stok", "notes": "Catatan",
}  # fmt: skip
_BEGIN = """
import json, pathlib, resource, sys, time
def told(**more):
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak = used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 ** 2)
    print(json.dumps({"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "peak": peak, **more}))
"""
_START = """
wall, cpu = time.perf_counter(), time.process_time()
"""
FLOOR = f"""{_BEGIN}
import sqlite3
from python_calamine import CalamineWorkbook
{_START}
rows = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()[1:]
out = sqlite3.connect(sys.argv[2])
out.execute("CREATE TABLE product (id INTEGER PRIMARY KEY, %s)" % ", ".join("c%d" % n for n in range(len(rows[0]))))
out.executemany("INSERT INTO product VALUES (NULL, %s)" % ", ".join("?" * len(rows[0])), rows)
out.commit()
told()
"""
OURS = f"""{_BEGIN}
from tradehouse.services.catalogue import open_catalogue
from tradehouse.services.importing.applying import apply_import
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.planning import plan_import
catalogue = open_catalogue(pathlib.Path(sys.argv[2]))
{_START}
plan = plan_import(catalogue, ImportOptions(files=(pathlib.Path(sys.argv[1]),)))
planned = time.perf_counter() - wall
report = apply_import(catalogue, plan)
told(planned=planned, rows=report.rows.plain())
plan.close()
catalogue.close()
"""
PANDAS = f"""{_BEGIN}
import sqlite3
import openpyxl, pandas
{_START}
frame = pandas.read_excel(sys.argv[1], engine="openpyxl")
with sqlite3.connect(sys.argv[2]) as out:
    frame.to_sql("product", out, index=False)
told()
"""


class Run(NamedTuple):
    """What one process took: seconds by the clock and of the processor, and its peak memory in MB."""

    wall: float
    cpu: float
    peak: float
    planned: float = 0.0
    rows: dict[str, int] | None = None


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


def _run(script: str, path: Path, target: Path) -> Run:
    os.sync()  # with nothing left to write from the one before
    command = [sys.executable, "-c", script, str(path), str(target)]
    answer = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True)
    return Run(**json.loads(answer.stdout))


def _afresh(script: str, path: Path, target: Path) -> Run:
    target.unlink(missing_ok=True)
    return _run(script, path, target)


def run() -> None:
    """Run floor and import in turn, and the same import again, which must change nothing; then pandas, once."""
    path = workbook()
    folder = FOLDER / "import"
    floors, imports, again = [], [], []
    for _ in range(ROUNDS):
        shutil.rmtree(folder, ignore_errors=True)
        floor = _afresh(FLOOR, path, FOLDER / "floor.db")
        ours = _run(OURS, path, folder)
        repeated = _run(OURS, path, folder)
        print(
            f"floor {floor.wall:.1f} s   import {ours.wall:.1f} s, of which the plan {ours.planned:.1f} s "
            f"({ours.wall / floor.wall:.2f} ×; of the processor's time {ours.cpu / floor.cpu:.2f} ×)   "
            f"again {repeated.wall:.1f} s ({repeated.wall / floor.wall:.2f} ×)",
            flush=True,
        )
        floors.append(floor)
        imports.append(ours)
        again.append(repeated)
    print("rows:", imports[-1].rows, "again:", again[-1].rows)
    ratio = statistics.median(ours.wall / floor.wall for ours, floor in zip(imports, floors, strict=True))
    peak = max(taken.peak for taken in (*imports, *again))
    print(f"ratio {ratio:.2f} (promise: 3)   peak memory {peak:.0f} MB (promise: under 800)")
    if importlib.util.find_spec("pandas") is None:
        print("pandas is not installed here and was left out; pip install pandas brings it.")
        return
    peer, ours = _afresh(PANDAS, path, FOLDER / "pandas.db"), imports[-1]
    print(
        f"pandas {peer.wall:.1f} s, {peer.peak:.0f} MB: {peer.wall / ours.wall:.1f} times the import "
        f"(of the processor's time {peer.cpu / ours.cpu:.1f} ×; promise: 6)"
    )
