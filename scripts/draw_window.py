"""`draw_window.py CATALOGUE PICTURE.png`: saves a picture of the main window on a catalogue, drawn off screen."""

import os
import sys
import tempfile
from pathlib import Path


def main() -> int:
    """Draw the picture."""
    folder, target = Path(sys.argv[1]), Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as own:
        os.environ["TRADEHOUSE_CONFIG"] = own
        from window_pictures import Camera

        camera = Camera(folder)
        camera.save(target)
        camera.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
