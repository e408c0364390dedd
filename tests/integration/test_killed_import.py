"""A process killed at any moment of an import leaves the catalogue as it was before or as it is after."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.import_desk import photo, products, write_xlsx
from tradehouse.services import checking
from tradehouse.services.catalogue import Catalogue, open_catalogue

ROOT = Path(__file__).resolve().parents[2]
ROWS, PHOTOS, KILLS = 400, 24, 12
# Plans the import, then says "go" and applies it when told to, saying what it is doing.
CHILD = """
import sys
from pathlib import Path
from tradehouse.domain.progress import Progress
from tradehouse.services.catalogue import open_catalogue
from tradehouse.services.importing.applying import apply_import
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.planning import plan_import

def tell(done, total, text):
    print("at", text, flush=True)

catalogue = open_catalogue(Path(sys.argv[1]))
plan = plan_import(catalogue, ImportOptions(files=(Path(sys.argv[2]),)))
print("go", flush=True)
apply_import(catalogue, plan, Progress(tell))
print("done", flush=True)
"""


def opened(folder: Path) -> Iterator[Catalogue]:
    catalogue = open_catalogue(folder)
    try:
        yield catalogue
    finally:
        catalogue.close()


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A catalogue with one product, and a workbook that changes it and brings many more, with photos."""
    place = tmp_path_factory.mktemp("killed")
    before = write_xlsx(place / "awal.xlsx", {"Produk": [("Kode Barang", "Nama Produk"), ("A-1", "Awal")]})
    subprocess.run([sys.executable, "-c", CHILD, str(place / "catalogue"), str(before)], cwd=ROOT, check=True)
    rows = [("Kode Barang", "Nama Produk", "Harga"), ("A-1", "Awal yang baru", 5_000)]
    rows += [(f"K-{n}", f"Keranjang nomor {n}", 10_000 + n) for n in range(1, ROWS)]
    pictures = {f"E{n + 2}": photo(size=60 + n) for n in range(PHOTOS)}
    return place / "catalogue", write_xlsx(place / "daftar.xlsx", {"Produk": rows}, pictures=pictures)


def content(catalogue: Catalogue) -> tuple[int, int, int]:
    """Return how many products there are, how many of them have a photo, and how many have a price."""
    found = products(catalogue)
    return len(found), sum(bool(p["photo_count"]) for p in found), sum(p["price_idr"] is not None for p in found)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills in another way")
@pytest.mark.parametrize("when", range(KILLS))
def test_a_killed_import_happened_wholly_or_not_at_all(material: tuple[Path, Path], tmp_path: Path, when: int) -> None:
    original, workbook = material
    folder = tmp_path / "catalogue"
    shutil.copytree(original, folder)
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder), str(workbook)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    dice = random.Random(when)  # noqa: S311 - the same moments every time
    # the first third dies among the photo files, the second while rows are written, the last around the commit
    wanted = ("at image", "at product", "")[when * 3 // KILLS]
    told = 0
    for line in child.stdout:
        told += line.startswith(wanted) if wanted else line.startswith("at product")
        if told > dice.randrange(4):
            break
    if wanted != "at image":
        time.sleep(dice.uniform(0, 0.12))
    os.kill(child.pid, signal.SIGKILL)
    child.stdout.close()
    assert child.wait() in (-signal.SIGKILL, 0)
    for catalogue in opened(folder):
        assert not catalogue.read_only
        assert content(catalogue) in ((1, 0, 0), (ROWS, PHOTOS, ROWS))
        report = checking.check(catalogue, repair=True)
        assert {finding.code for finding in report.left_over} <= {"orphan"}
        assert checking.check(catalogue).findings == []
        assert list(folder.rglob("*.part")) == []
