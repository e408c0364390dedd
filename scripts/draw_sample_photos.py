"""Draws the sample catalogue's product photos into resources/sample/photos.

    python scripts/draw_sample_photos.py [SKU…] [--out FOLDER] [--jobs N] [--size PIXELS]

Every picture is computed from nothing: shapes, patterns, light. The same script draws the same picture, byte for byte,
with the same version of Pillow.
"""

import argparse
import io
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from PIL import ImageFilter
from sample_drawing.catalogue import PICTURES
from sample_drawing.studio import photograph

PHOTOS = Path(__file__).resolve().parent.parent / "resources" / "sample" / "photos"
MOST_BYTES = 40_000
QUALITIES = (85, 80, 75, 70, 65, 60, 55, 50)


def file_name(sku: str, number: int) -> str:
    """Return KRY-0001.jpg for the main picture, KRY-0001_2.jpg for the second."""
    return f"{sku}.jpg" if number == 0 else f"{sku}_{number + 1}.jpg"


def jpeg(sku: str, number: int, size: int = 1000) -> bytes:
    """Return one picture as a JPEG: the best quality that stays under MOST_BYTES, so that the program stays small. A
    pattern too busy for that is softened by less than a pixel first.
    """
    sharp = photograph(PICTURES[sku][number](), size)
    for softness in (0.0, 0.8):
        picture = sharp.filter(ImageFilter.GaussianBlur(softness)) if softness else sharp
        for quality in QUALITIES:
            buffer = io.BytesIO()
            picture.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
            if buffer.tell() <= MOST_BYTES:
                return buffer.getvalue()
    return buffer.getvalue()


def draw(sku: str, number: int, size: int, out: Path) -> str:
    """Draw one picture into a folder and return what was written."""
    data = jpeg(sku, number, size)
    path = out / file_name(sku, number)
    path.write_bytes(data)
    return f"{path.name}  {len(data) // 1000} kB"


def main() -> None:
    """Draw the pictures named, or all of them."""
    parser = argparse.ArgumentParser(description="Draw the sample's product photos.")
    parser.add_argument("skus", nargs="*", metavar="SKU")
    parser.add_argument("--out", type=Path, default=PHOTOS)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--size", type=int, default=1000)
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    wanted = [(sku, number) for sku in chosen.skus or PICTURES for number in range(len(PICTURES[sku]))]
    with ProcessPoolExecutor(chosen.jobs) as pool:
        tasks = [pool.submit(draw, sku, number, chosen.size, chosen.out) for sku, number in wanted]
        for task in tasks:
            print(task.result(), flush=True)


if __name__ == "__main__":
    main()
