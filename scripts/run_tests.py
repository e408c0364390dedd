"""Runs the tests with no screen, on both cores. Arguments go to pytest."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run pytest and return its exit status."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    chosen = sys.argv[1:] or ["-q", "-n", "2", "--dist", "loadgroup"]
    return subprocess.run([sys.executable, "-m", "pytest", *chosen], cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
