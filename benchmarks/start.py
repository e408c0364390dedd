"""From starting the process to a painted window, with 100,000 products, against a bare PySide6 window.

Promise: at most 4 times the bare window.
"""

import os
import statistics
import subprocess
import sys
from pathlib import Path

from benchmarks.material import FOLDER, catalogue_folder

ROOT = Path(__file__).resolve().parent.parent
BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow, QLabel
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("Tradehouse"))
window.resize(1366, 768)
window.show()
window.grab()
"""
OURS = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication(sys.argv)
from tradehouse.app import open_window
window = open_window(Path(sys.argv[1]))
window.resize(1366, 768)
while not window.first_rows_painted():
    app.processEvents()
window.grab()
import os
os._exit(0)
"""
RUNS = 7


def _seconds(program: str, *arguments: str) -> float:
    import time

    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TRADEHOUSE_CONFIG": str(FOLDER / "config")}
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", program, *arguments], check=True, cwd=ROOT, env=environment)
    return time.perf_counter() - started


def run() -> None:
    """Run both in turn and print the medians."""
    folder = str(catalogue_folder())
    bare, ours = [], []
    for _ in range(RUNS):
        bare.append(_seconds(BARE))
        ours.append(_seconds(OURS, folder))
    ratios = [o / b for o, b in zip(ours, bare, strict=True)]
    print(f"bare PySide6 window   {statistics.median(bare):.2f} s")
    print(f"Tradehouse, 100,000   {statistics.median(ours):.2f} s")
    print(
        f"ratio                 {statistics.median(ratios):.2f} (promise: 4)   min {min(ratios):.2f}  max {max(ratios):.2f}"
    )
