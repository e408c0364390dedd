"""Intake of phone photos of 12 megapixels, against plain Pillow and, where it is installed, libvips.

Promise: at least 3.3 times plain Pillow (open, 1600 and 256 pixels by Lanczos, save), an SSIM loss of at most 0.002,
and not slower than libvips making the same sizes. Ours also hashes, keeps the original, makes an icon and measures
sharpness and likeness. `uv run --with "pyvips[binary]"` or a scratch environment brings pyvips.
"""

import io
import random
import shutil
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from benchmarks.material import FOLDER
from tradehouse.photos.intake import take_in
from tradehouse.photos.renditions import SCREEN, THUMBNAIL, Renditions
from tradehouse.photos.store import PhotoStore

PHOTOS, ROUNDS = 6, 3
SIZE = (4000, 3000)
_SMALL = Image.Resampling.BICUBIC


def phone_photo(seed: int) -> bytes:
    """Return a JPEG of 12 megapixels and some 2.5 MB: shapes, soft light, grain at every scale, always the same sizes."""
    dice = random.Random(seed)
    picture = Image.linear_gradient("L").resize(SIZE).convert("RGB")
    draw = ImageDraw.Draw(picture)
    for _n in range(160):
        x, y, side = dice.randrange(SIZE[0]), dice.randrange(SIZE[1]), dice.randrange(30, 700)
        colour = tuple(dice.randrange(256) for _channel in range(3))
        shape = draw.ellipse if dice.random() < 0.5 else draw.rectangle
        shape((x, y, x + side, y + dice.randrange(20, side + 40)), fill=colour)
    picture = picture.filter(ImageFilter.GaussianBlur(1.2))
    for scale, strength in ((1, 5), (2, 8), (4, 12), (16, 18), (64, 24)):
        grain = Image.effect_noise((SIZE[0] // scale, SIZE[1] // scale), strength).resize(SIZE, _SMALL)
        picture = ImageChops.add(picture, Image.merge("RGB", (grain,) * 3), offset=-128)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=86)
    return out.getvalue()


def photo_files() -> list[Path]:
    """Return the photos as files, made once."""
    folder = FOLDER / "photos-12mp"
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"IMG_20261120_{n:06d}.jpg" for n in range(PHOTOS)]
    for n, path in enumerate(files):
        if not path.exists():
            path.write_bytes(phone_photo(n))
    return files


def plainly(path: Path, target: Path) -> tuple[Path, Path]:
    """What a first attempt does: open, resize twice, save twice."""
    made = []
    with Image.open(path) as photo:
        for side in (SCREEN, THUMBNAIL):
            small = photo.resize((side, side * 3 // 4), Image.Resampling.LANCZOS)
            made.append(target / f"{path.stem}-{side}.jpg")
            small.save(made[-1], quality=85 if side == SCREEN else 80)
    return made[0], made[1]


def with_vips(path: Path, target: Path) -> tuple[Path, Path]:
    """The same sizes by libvips."""
    import pyvips

    screen = pyvips.Image.thumbnail(str(path), SCREEN).copy_memory()
    made = target / f"{path.stem}-s.jpg", target / f"{path.stem}-t.jpg"
    screen.jpegsave(str(made[0]), Q=85)
    screen.thumbnail_image(THUMBNAIL).jpegsave(str(made[1]), Q=80)
    return made


def likeness(one: Image.Image, other: Image.Image) -> float:
    """Return the structural similarity (SSIM) of two grey pictures over blocks of 8 × 8 pixels."""
    a, b = (picture.convert("L").convert("F") for picture in (one, other))
    pixels = list(zip(*(_moments(a, b)), strict=True))
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    total = 0.0
    for ma, mb, aa, bb, ab in pixels:
        va, vb, cov = aa - ma * ma, bb - mb * mb, ab - ma * mb
        total += (2 * ma * mb + c1) * (2 * cov + c2) / ((ma * ma + mb * mb + c1) * (va + vb + c2))
    return total / len(pixels)


def _moments(a: Image.Image, b: Image.Image) -> list[list[float]]:
    from PIL import ImageMath

    def product(x: Image.Image, y: Image.Image) -> Image.Image:
        return ImageMath.lambda_eval(lambda v: v["x"] * v["y"], x=x, y=y)  # type: ignore[no-any-return]

    return [list(image.reduce(8).get_flattened_data()) for image in (a, b, product(a, a), product(b, b), product(a, b))]  # type: ignore[misc]


def _seconds(act: Callable[[Path], object], path: Path) -> float:
    started = time.perf_counter()
    act(path)
    return time.perf_counter() - started


def _loss(files: list[Path], made: Callable[[Path], tuple[Path, Path]]) -> tuple[float, float]:
    """Return the mean SSIM at both sizes against an uncompressed Lanczos reduction of the whole photo."""
    found: list[tuple[float, float]] = []
    for path in files[:3]:
        with Image.open(path) as photo:
            best = [photo.resize((side, side * 3 // 4), Image.Resampling.LANCZOS) for side in (SCREEN, THUMBNAIL)]
        found.append(tuple(likeness(Image.open(p), b) for p, b in zip(made(path), best, strict=True)))  # type: ignore[arg-type]
    return statistics.mean(f[0] for f in found), statistics.mean(f[1] for f in found)


def run() -> None:
    """Print milliseconds a photo, ratios and SSIM."""
    files = photo_files()
    target = FOLDER / "photos-out"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    try:
        import pyvips  # noqa: F401
    except ImportError:
        vips = False
    else:
        vips = True
    made: dict[Path, tuple[Path, Path]] = {}
    times: dict[str, list[float]] = {"plain Pillow": [], "Tradehouse": []} | ({"libvips": []} if vips else {})
    for n in range(ROUNDS):
        store = PhotoStore(target / f"store-{n}")
        renditions = Renditions(store, target / f"cache-{n}")

        def ours(path: Path, store: PhotoStore = store, renditions: Renditions = renditions) -> None:
            sha256 = take_in(store, path, path.name, None, renditions).sha256
            shown = [renditions.ready(sha256, box=side) for side in (SCREEN, THUMBNAIL)]
            made[path] = shown[0] or path, shown[1] or path

        ways = {"plain Pillow": lambda path: plainly(path, target), "Tradehouse": ours}
        ways |= {"libvips": lambda path: with_vips(path, target)} if vips else {}
        for path in files:  # in turn, so that what else the computer does meets all alike
            for name, act in ways.items():
                times[name].append(_seconds(act, path))
    for name, seconds in times.items():
        ratios = [plain / own for plain, own in zip(times["plain Pillow"], seconds, strict=True)]
        print(
            f"{name:<14} {statistics.median(seconds) * 1000:6.0f} ms a photo   "
            f"{statistics.median(ratios):.2f} × plain Pillow   {max(ratios):.2f} at best"
        )
    if not vips:
        print("libvips        not installed here")
    plain = _loss(files, lambda path: plainly(path, target))
    own = _loss(files, lambda path: made[path])
    print(f"SSIM plain {plain[0]:.4f} / {plain[1]:.4f}, ours {own[0]:.4f} / {own[1]:.4f}", end="   ")
    print(f"loss {plain[0] - own[0]:.4f} / {plain[1] - own[1]:.4f} (promise: 3.3 ×, loss 0.002)")
    shutil.rmtree(target, ignore_errors=True)
