"""Workbooks that leave the house: time and memory, against the bare zip, plain openpyxl and the raw XlsxWriter.

Promises, for a list of the layout `export` whose photos are cached: 200 products under 2 seconds; 10,000 products with
10,000 photos in at most 3 times the zip of the same parts, at least 6 times as fast as openpyxl writing the same list
(`benchmarks/openpyxl_list.py`), below 500 MB. 100,000 products without photos (layout `full`) in at most 3 times what
XlsxWriter takes for the same values from memory with no look at all. Ours and openpyxl also read the catalogue, work out
prices and ask what each product lacks. Each run is a process of its own that times itself from an open catalogue, as in
the window; the processor's time is told beside the clock's, because what else the computer does counts in the latter only.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.material import FOLDER, catalogue_folder
from benchmarks.offered_goods import offered_catalogue

ROOT: Final = Path(__file__).resolve().parent.parent
ROUNDS: Final = 3
_BEGIN = """
import json, pathlib, resource, sys, time
source, out = map(pathlib.Path, sys.argv[1:3])
def told():
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak = used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 ** 2)
    print(json.dumps({"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "peak": peak}))
"""
_START = """
wall, cpu = time.perf_counter(), time.process_time()
"""
OURS = f"""{_BEGIN}
from decimal import Decimal
from tradehouse.services.browsing import find_ids
from tradehouse.services.catalogue import open_catalogue
from tradehouse.services.exporting import ExportOptions, export
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import Query
layout, count = sys.argv[3], int(sys.argv[4])
catalogue = open_catalogue(source)
ids = list(find_ids(catalogue, RecordKind.PRODUCT, Query()))[:count]
{_START}
report = export(catalogue, out, ExportOptions(layout, ids=ids, margin=Decimal("0.3"), issue=False))
told()
assert report.rows == count, report.rows
catalogue.close()
"""
ZIP = f"""{_BEGIN}
import zipfile
with zipfile.ZipFile(source) as archive:
    parts = [(entry.filename, entry.compress_type, archive.read(entry)) for entry in archive.infolist()]
as_packed = sys.argv[3] == "as packed"
{_START}
with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
    for name, kind, content in parts:
        archive.writestr(name, content, kind if as_packed else zipfile.ZIP_DEFLATED)
told()
"""
OPENPYXL = f"""{_BEGIN}
from benchmarks.openpyxl_list import write
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import Query
from tradehouse.services.browsing import find_ids
from tradehouse.services.catalogue import open_catalogue
catalogue = open_catalogue(source)
ids = list(find_ids(catalogue, RecordKind.PRODUCT, Query()))
{_START}
write(catalogue, out, ids)
told()
catalogue.close()
"""
RAW = f"""{_BEGIN}
import xlsxwriter
from python_calamine import CalamineWorkbook
read = CalamineWorkbook.from_path(source)
tables = [(name, read.get_sheet_by_name(name).to_python()) for name in read.sheet_names]
{_START}
with xlsxwriter.Workbook(out, {{"constant_memory": True}}) as book:
    for name, rows in tables:
        sheet = book.add_worksheet(name)
        for n, row in enumerate(rows):
            for m, value in enumerate(row):
                if value != "":
                    sheet.write(n, m, value)
told()
"""


class Run(NamedTuple):
    """What one process took: seconds by the clock and of the processor, and its peak memory in MB."""

    wall: float
    cpu: float
    peak: float

    def __str__(self) -> str:
        return f"{self.wall:.1f} s (processor {self.cpu:.1f} s, {self.peak:.0f} MB)"


def run() -> None:
    """Run the three tasks, and what they are measured against in turn with them."""
    offered, large = offered_catalogue(), catalogue_folder()
    out, peer = FOLDER / "INTERNAL list.xlsx", FOLDER / "peer.xlsx"
    _load()
    small = [_run(OURS, offered, out, "export", "200") for _ in range(ROUNDS)]
    best = min(small, key=lambda taken: taken.cpu)
    print(f"200 products with photos: {best}; promise: 2 s. {out.stat().st_size / 200_000_000:.3f} MB a product")

    _load()
    ours, packed, deflated = [], [], []
    for _ in range(ROUNDS):
        ours.append(_run(OURS, offered, out, "export", "10000"))
        packed.append(_run(ZIP, out, peer, "as packed"))
        deflated.append(_run(ZIP, out, peer, "deflated"))
    print(f"10,000 products with photos: {ours[-1]}, {out.stat().st_size / 1e6:.0f} MB")
    print(f"  zip of the same parts, deflated: {deflated[-1]}: {_ratio(ours, deflated)}; promise: at most 3")
    print(f"  zip of the same parts, photos stored as in ours: {packed[-1]}: {_ratio(ours, packed)}")
    plain = [_run(OPENPYXL, offered, peer)]
    print(f"  openpyxl: {plain[0]}: ours is {_ratio(plain, ours[-1:])} as fast; promise: at least 6")
    print(f"  peak memory {max(taken.peak for taken in ours):.0f} MB; promise: under 500")

    _load()
    full = [_run(OURS, large, out, "full", "100000")]
    raw = [_run(RAW, out, peer)]
    print(f"100,000 products in full: {full[0]}; raw XlsxWriter: {raw[0]}: {_ratio(full, raw)}; promise: at most 3")
    out.unlink()
    peer.unlink()


def _ratio(some: list[Run], others: list[Run]) -> str:
    pairs = list(zip(some, others, strict=True))
    wall = statistics.median(one.wall / other.wall for one, other in pairs)
    cpu = statistics.median(one.cpu / other.cpu for one, other in pairs)
    return f"{wall:.2f} × by the clock, {cpu:.2f} × of the processor's time"


def _load() -> None:
    if hasattr(os, "getloadavg"):
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)


def _run(script: str, source: Path, out: Path, *more: str) -> Run:
    os.sync()  # with nothing left to write from the one before
    out.unlink(missing_ok=True)
    command = [sys.executable, "-c", script, str(source), str(out), *more]
    answer = subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    return Run(**json.loads(answer.stdout))
