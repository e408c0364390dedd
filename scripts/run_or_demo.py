"""`make run`: opens the program; where there is no screen it does the main job headless and says what it made.

Headless, under build/demo/ in a catalogue of its own: the sample workbook with its photos goes in, the showcase and
the export workbook come out, and the main window is drawn off screen. The exit status is 0 only if all of it worked.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "build" / "demo"


def has_screen() -> bool:
    """Return whether a window can be shown."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _tradehouse(*arguments: object) -> None:
    command = [sys.executable, str(ROOT / "main.py"), "--data", str(DEMO / "catalogue"), *map(str, arguments)]
    subprocess.run(command, check=True, cwd=ROOT)


def demo() -> int:
    """Do the main job without a screen and say where its results lie."""
    print("No screen here: doing the main job headless …", flush=True)
    shutil.rmtree(DEMO, ignore_errors=True)
    DEMO.mkdir(parents=True)
    showcase, export, picture = DEMO / "showcase.xlsx", DEMO / "export.xlsx", DEMO / "window.png"
    try:
        _tradehouse("sample")  # the bundled workbook with its photos, through the ordinary import
        _tradehouse("export", showcase, "--layout", "showcase")
        _tradehouse("export", export, "--layout", "export", "--rate", "16250", "--incoterm", "FOB", "--port", "IDTPP")
        draw = [sys.executable, str(ROOT / "scripts" / "draw_window.py"), str(DEMO / "catalogue"), str(picture)]
        subprocess.run(draw, check=True, cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    except subprocess.CalledProcessError as error:
        print(f"It did not work: {' '.join(error.cmd[1:4])} … ended with status {error.returncode}.", file=sys.stderr)
        return 1
    print("\nDone. Made from the sample catalogue:")
    for path in (showcase, export, picture, DEMO / "catalogue"):
        if not path.exists():
            print(f"Missing: {path.relative_to(ROOT)}", file=sys.stderr)
            return 1
        print(f"  {path.relative_to(ROOT)}")
    return 0


def main() -> int:
    """Open the window, or do the demonstration where there is no screen."""
    if has_screen():
        return subprocess.run([sys.executable, str(ROOT / "main.py")], cwd=ROOT, check=False).returncode
    return demo()


if __name__ == "__main__":
    sys.exit(main())
