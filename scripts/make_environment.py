"""Makes the virtual environment: everything from the hashed lock, then the program itself from this folder.

Runs with the system's Python, on every system. A hashed lock and an editable install do not mix, so the program
goes in last, without dependencies; its build backend is in the lock.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Make or refresh the environment in the folder given as argument."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the system's Python may be an older one
        print(f"Tradehouse needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 1
    folder = ROOT / (sys.argv[1] if len(sys.argv) > 1 else ".venv")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        print(f"Making {folder.name} …")
        venv.create(folder, with_pip=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    print("Installing libraries …")
    for step in (
        [*pip, "--require-hashes", "-r", str(ROOT / "requirements.lock")],
        [*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)],
    ):
        done = subprocess.run(step, cwd=ROOT, check=False)
        if done.returncode:
            print("Installing failed; see the lines above. Check the connection and try again.", file=sys.stderr)
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
