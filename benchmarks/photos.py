"""Intake of phone photos of 12 megapixels, against plain Pillow and, where it is installed, libvips.

Promise: at least 3.3 times plain Pillow (open, 1600 and 256 pixels by Lanczos, save), an SSIM loss of at most 0.002,
and not slower than libvips doing the same. "Sizes" is only that: the file read, 1600 and 256 pixels written as JPEG.
"Intake" also hashes and keeps the original, synced to the disk; ours then still makes an icon and measures sharpness
and likeness. One photo at a time each may use all cores (libvips by its own threads); "at once" are as many photos as
there are cores, each with one thread of libvips. `python -m pip install --target FOLDER "pyvips[binary]"` and
PYTHONPATH=FOLDER bring libvips.
"""

import io
import os
import random
import shutil
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from benchmarks.material import FOLDER
from tradehouse.photos.decoding import decode
from tradehouse.photos.intake import take_in
from tradehouse.photos.renditions import SCREEN, THUMBNAIL, Renditions
from tradehouse.photos.store import PhotoStore, content_hash

PHOTOS, ROUNDS = 6, 3
SIZE = (4000, 3000)
_SMALL = Image.Resampling.BICUBIC
_PLAIN_QUALITY, _QUALITY, _SMALL_QUALITY = 85, 88, 80
"""Of plain Pillow's large size; of ours and libvips', which reduce while decoding; of all small ones."""


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
    """Do what a first attempt does: open, resize twice, save twice."""
    made = []
    with Image.open(path) as photo:
        for side in (SCREEN, THUMBNAIL):
            small = photo.resize((side, side * 3 // 4), Image.Resampling.LANCZOS)
            made.append(target / f"{path.stem}-{side}.jpg")
            small.save(made[-1], quality=_PLAIN_QUALITY if side == SCREEN else _SMALL_QUALITY)
    return made[0], made[1]


class Ours:
    """Tradehouse with an empty store and an empty cache below folder."""

    def __init__(self, folder: Path) -> None:
        self.store = PhotoStore(folder / "store")
        self.renditions = Renditions(self.store, folder / "cache")

    def intake(self, path: Path) -> tuple[Path, Path]:
        """Take a photo in as the program does."""
        return self._shown(take_in(self.store, path, path.name, None, self.renditions).sha256)

    def sizes(self, path: Path) -> tuple[Path, Path]:
        """Make the sizes alone, and an icon."""
        picture = decode(path.read_bytes(), path.name, (SCREEN, SCREEN), as_stored=True)
        name = content_hash(path.name.encode())
        self.renditions.keep(name, picture.image)
        return self._shown(name)

    def _shown(self, sha256: str) -> tuple[Path, Path]:
        screen, thumbnail = (self.renditions.ready(sha256, box=side) for side in (SCREEN, THUMBNAIL))
        if screen is None or thumbnail is None:
            raise RuntimeError("a size was not made")
        return screen, thumbnail


class Vips:
    """libvips doing the same; its cache of results is off, as no photo comes twice. threads of its own: 0 for all."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        import pyvips

        self._vips = pyvips
        self._folder, self._threads = folder, threads or os.cpu_count() or 1
        self.store = PhotoStore(folder / "store")
        folder.mkdir(parents=True)
        pyvips.cache_set_max(0)

    def intake(self, path: Path) -> tuple[Path, Path]:
        """Hash, keep and make the sizes."""
        data = path.read_bytes()
        self.store.put(content_hash(data), "jpg", data)
        return self._make(data, path.stem)

    def sizes(self, path: Path) -> tuple[Path, Path]:
        """Make the sizes alone."""
        return self._make(path.read_bytes(), path.stem)

    def _make(self, data: bytes, name: str) -> tuple[Path, Path]:
        self._vips.concurrency_set(self._threads)
        screen = self._vips.Image.thumbnail_buffer(data, SCREEN).copy_memory()
        made = self._folder / f"{name}-s.jpg", self._folder / f"{name}-t.jpg"
        screen.jpegsave(str(made[0]), Q=_QUALITY, keep="none")
        screen.thumbnail_image(THUMBNAIL).jpegsave(str(made[1]), Q=_SMALL_QUALITY, keep="none")
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


def _seconds(act: Callable[[Path], object], path: Path) -> tuple[float, float]:
    """Return the seconds by the clock, and those that all threads computed."""
    started, computed = time.perf_counter(), time.process_time()
    act(path)
    return time.perf_counter() - started, time.process_time() - computed


def _loss(files: list[Path], made: Callable[[Path], tuple[Path, Path]]) -> tuple[float, float]:
    """Return the mean SSIM at both sizes against an uncompressed Lanczos reduction of the whole photo."""
    found: list[tuple[float, float]] = []
    for path in files[:3]:
        with Image.open(path) as photo:
            best = [photo.resize((side, side * 3 // 4), Image.Resampling.LANCZOS) for side in (SCREEN, THUMBNAIL)]
        found.append(tuple(likeness(Image.open(p), b) for p, b in zip(made(path), best, strict=True)))  # type: ignore[arg-type]
    return statistics.mean(f[0] for f in found), statistics.mean(f[1] for f in found)


def _has_vips() -> bool:
    try:
        import pyvips  # noqa: F401
    except ImportError:
        return False
    return True


def _one_by_one(files: list[Path], target: Path, *, vips: bool) -> dict[Path, tuple[Path, Path]]:
    """Print what one photo takes in every way, and return what our intake made."""
    made: dict[Path, tuple[Path, Path]] = {}
    times: dict[str, list[tuple[float, float]]] = {}
    for n in range(ROUNDS):
        whole, sizes = Ours(target / f"whole-{n}"), Ours(target / f"sizes-{n}")
        ways: dict[str, Callable[[Path], object]] = {
            "plain Pillow, sizes": lambda path: plainly(path, target),
            "Tradehouse, intake": lambda path, way=whole: made.update({path: way.intake(path)}),  # type: ignore[misc]
            "Tradehouse, sizes": sizes.sizes,
        }
        if vips:
            ways |= {
                "libvips, intake": Vips(target / f"vips-whole-{n}").intake,
                "libvips, sizes": Vips(target / f"vips-sizes-{n}").sizes,
                "libvips, sizes, 1 thread": Vips(target / f"vips-one-{n}", 1).sizes,
            }
        for path in files:  # in turn, so that what else the computer does meets all alike
            for name, act in ways.items():
                times.setdefault(name, []).append(_seconds(act, path))
    plain = times["plain Pillow, sizes"]
    for name, seconds in times.items():
        ratios = [[p[k] / own[k] for p, own in zip(plain, seconds, strict=True)] for k in (0, 1)]
        clock, computed = (statistics.median(pair[k] for pair in seconds) * 1000 for k in (0, 1))
        print(
            f"{name:<25} {clock:6.0f} ms a photo, {min(seconds)[0] * 1000:4.0f} at best, computing {computed:4.0f} ms   "
            f"{statistics.median(ratios[0]):.2f} × plain Pillow, computing {statistics.median(ratios[1]):.2f} ×"
        )
    return made


def _at_once(files: list[Path], target: Path, *, vips: bool) -> None:
    """Print what a photo takes where as many are taken in at once as there are cores."""
    cores = os.cpu_count() or 1
    times: dict[str, list[tuple[float, float]]] = {}
    with ThreadPoolExecutor(cores) as threads:

        def all_by(act: Callable[[Path], object], _path: Path) -> None:
            list(threads.map(act, files))

        for n in range(ROUNDS):
            ways: dict[str, Callable[[Path], object]] = {"Tradehouse, intake": Ours(target / f"many-{n}").intake}
            if vips:
                ways["libvips, intake"] = Vips(target / f"vips-many-{n}", 1).intake
            for name, act in ways.items():
                times.setdefault(name, []).append(_seconds(lambda path, act=act: all_by(act, path), target))  # type: ignore[misc]
    for name, seconds in times.items():
        clock, computed = (statistics.median(pair[k] for pair in seconds) * 1000 / len(files) for k in (0, 1))
        print(f"{name + f', {cores} at once':<31} {clock:6.0f} ms a photo, computing {computed:4.0f} ms")


def run() -> None:
    """Print milliseconds a photo, ratios and SSIM."""
    files, target = photo_files(), FOLDER / "photos-out"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    vips = _has_vips()
    made = _one_by_one(files, target, vips=vips)
    _at_once(files, target, vips=vips)
    if not vips:
        print("libvips                   not installed here")
    plain = _loss(files, lambda path: plainly(path, target))
    own = _loss(files, lambda path: made[path])
    print(f"SSIM plain {plain[0]:.4f} / {plain[1]:.4f}, ours {own[0]:.4f} / {own[1]:.4f}", end="   ")
    print(f"loss {plain[0] - own[0]:.4f} / {plain[1] - own[1]:.4f} (promise: 3.3 ×, loss 0.002)", end="")
    if vips:
        peer = Vips(target / "vips-loss")
        other = _loss(files, peer.sizes)
        print(f"   libvips loss {plain[0] - other[0]:.4f} / {plain[1] - other[1]:.4f}", end="")
    print()
    shutil.rmtree(target, ignore_errors=True)
