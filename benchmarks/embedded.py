"""Import of a workbook with 2,000 photos embedded in its rows, against the floor: unzip, hash and write the same bytes.

Promise: at most 1.5 times the floor, rows, history and photo files that are safe on the disk included. Both are timed
from an open catalogue or an interpreter that runs, as in the window. The import keeps files in several threads, so that
other work on the machine costs it more than the floor; the processor's time, told beside, says which of both it was.
"""

import io
import os
import random
import shutil
import statistics
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

from benchmarks.material import FOLDER

PHOTOS, SIDE = 2_000, 640
_ROUNDS = 5
ROOT = Path(__file__).resolve().parent.parent
FLOOR = """
import hashlib, pathlib, sys, time, zipfile
started, cpu = time.perf_counter(), time.process_time()
folder = pathlib.Path(sys.argv[2])
folder.mkdir(parents=True)
with zipfile.ZipFile(sys.argv[1]) as archive:
    for name in archive.namelist():
        if "/media/" in name:
            content = archive.read(name)
            (folder / hashlib.sha256(content).hexdigest()).write_bytes(content)
print(time.perf_counter() - started, time.process_time() - cpu)
"""
OURS = """
import pathlib, sys, time
from tradehouse.services.catalogue import open_catalogue
from tradehouse.services.importing.applying import apply_import
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.planning import plan_import
catalogue = open_catalogue(pathlib.Path(sys.argv[2]))
started, cpu = time.perf_counter(), time.process_time()
plan = plan_import(catalogue, ImportOptions(files=(pathlib.Path(sys.argv[1]),), supplier="X"))
report = apply_import(catalogue, plan)
print(time.perf_counter() - started, time.process_time() - cpu)
plan.close()
catalogue.close()
assert report.photos["attached"] in (0, int(sys.argv[3])), report.photos
"""


def workbook() -> Path:
    """Return the workbook, making it where it is missing: a photo of some 150 KB in each of 2,000 rows."""
    path = FOLDER / f"embedded-{PHOTOS}.xlsx"
    if not path.exists():
        import xlsxwriter
        from PIL import Image

        FOLDER.mkdir(parents=True, exist_ok=True)
        dice = random.Random(11)
        book = xlsxwriter.Workbook(path, {"strings_to_formulas": False})
        sheet = book.add_worksheet("Produk")
        sheet.write_row(0, 0, ["Foto", "Kode Barang", "Nama Produk", "Harga Jual (Rp)", "Stok"])
        sheet.set_column(0, 0, 12)
        noise = Image.effect_noise((SIDE * 2, SIDE * 2), 60).convert("RGB")
        for row in range(1, PHOTOS + 1):
            left, top = dice.randrange(SIDE), dice.randrange(SIDE)
            out = io.BytesIO()
            noise.crop((left, top, left + SIDE, top + SIDE)).save(out, "JPEG", quality=55)
            sheet.set_row(row, 60)
            sheet.insert_image(row, 0, f"{row}.jpg", {"image_data": out, "x_scale": 0.08, "y_scale": 0.08})
            sheet.write_row(row, 1, [f"F{row:05d}", f"Tas anyaman motif {row}", 50_000 + row * 10, row % 90])
        book.close()
    return path


def run() -> None:
    """Run both in turn, and the same import again, which must change nothing."""
    path = workbook()
    with zipfile.ZipFile(path) as archive:
        size = sum(entry.file_size for entry in archive.infolist() if "/media/" in entry.filename)
    print(f"{PHOTOS} photos, {size / 1e6:.0f} MB")
    ratios = []
    for _ in range(_ROUNDS):
        plain, folder = FOLDER / "embedded-floor", FOLDER / "embedded-import"
        for place in (plain, folder):
            shutil.rmtree(place, ignore_errors=True)
        floor = _seconds(FLOOR, path, plain)
        ours, again = (_seconds(OURS, path, folder) for _turn in range(2))
        ratios.append(ours.wall / floor.wall)
        print(
            f"floor {floor.wall:.2f} s   import {ours.wall:.2f} s ({ratios[-1]:.2f} ×; "
            f"of the processor's time {ours.cpu / floor.cpu:.2f} ×)   again {again.wall:.2f} s",
            flush=True,
        )
    print(f"ratio {statistics.median(ratios):.2f} (promise: 1.5)")


class _Taken(NamedTuple):
    """Seconds by the clock and of the processor."""

    wall: float
    cpu: float


def _seconds(script: str, path: Path, folder: Path) -> _Taken:
    """Run a script in a process of its own, with nothing left to write from the one before."""
    os.sync()
    command = [sys.executable, "-c", script, str(path), str(folder), str(PHOTOS)]
    answer = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True)
    return _Taken(*map(float, answer.stdout.split()))
