"""Every photo of the collected real files: taken in right, or refused with a sentence."""

import csv
import functools
import time
from pathlib import Path, PurePath

import openpyxl
import pytest
from PIL import Image

from tradehouse.domain.errors import UnusableFile
from tradehouse.photos.intake import TakenPhoto, inspect, take_in
from tradehouse.photos.matching import match_names
from tradehouse.photos.renditions import Renditions
from tradehouse.photos.store import PhotoStore

DATA = Path(__file__).resolve().parents[2].parent / "shared/data"
pytestmark = [
    pytest.mark.real_files,
    pytest.mark.skipif(not DATA.is_dir(), reason="the collected real files are not beside the project"),
]

REFUSED = {
    "edge_heif/200MP.heic": "photo_too_many_pixels",
    "edge_heif/corrupted.heic": "photo_damaged",
    "edge_heif/empty.heic": "photo_empty",
    "edge_pillow/broken.png": "photo_damaged",
    "edge_pillow/broken_data_stream.png": "photo_damaged",  # Qt refuses it too
    "edge_pillow/truncated_image.png": "photo_damaged",
    "edge_pillow/decompression_bomb.gif": "photo_too_many_pixels",
    "edge_pillow/drawing.wmf": "not_a_photo",
    "edge_pillow/hopper.ico": "not_a_photo",
    "edge_pillow/ultrahdr.jpg": "photo_incomplete",  # the file ends where the picture's data begin
}


@functools.cache
def outcomes() -> dict[str, tuple[TakenPhoto | UnusableFile, float]]:
    found: dict[str, tuple[TakenPhoto | UnusableFile, float]] = {}
    for row in manifest():
        started = time.monotonic()
        result: TakenPhoto | UnusableFile
        try:
            result = inspect(DATA / "photos" / row["file"], PurePath(row["file"]).name)
        except UnusableFile as problem:
            result = problem
        found[row["file"]] = result, time.monotonic() - started
    return found


def manifest() -> list[dict[str, str]]:
    with (DATA / "photos/manifest.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_exactly_the_unusable_files_are_refused_each_with_a_sentence_naming_it() -> None:
    refused = {file: r for file, (r, _seconds) in outcomes().items() if isinstance(r, UnusableFile)}
    assert {file: problem.code for file, problem in refused.items()} == REFUSED
    for file, problem in refused.items():
        assert PurePath(file).name in str(problem)
        assert str(problem).endswith(".")


def test_size_and_format_are_those_that_the_manifest_saw() -> None:
    wrong = []
    for row in manifest():
        taken = outcomes()[row["file"]][0]
        if isinstance(taken, UnusableFile):
            continue
        if row["tw"] and (str(taken.width), str(taken.height)) != (row["tw"], row["th"]):
            wrong.append((row["file"], taken.width, taken.height))
        if row["fmt"] and taken.format != row["fmt"].replace("MPO", "JPEG"):
            wrong.append((row["file"], taken.format))
        if row["qt"].startswith("ok ") and row["thumb"] != "ok" and f"{taken.width}x{taken.height}" not in row["qt"]:
            wrong.append((row["file"], taken.width, taken.height))
    assert wrong == []


def test_no_file_takes_long() -> None:
    assert [(file, seconds) for file, (_r, seconds) in outcomes().items() if seconds > 5] == []


def test_the_wholesalers_photos_without_end_marker_are_taken_without_a_warning() -> None:
    found = [r for file, (r, _s) in outcomes().items() if file.startswith("product_babalmadina/")]
    assert len(found) == 9
    assert all(isinstance(r, TakenPhoto) and not r.warnings for r in found)


@pytest.mark.parametrize("kind", ["Landscape", "Portrait"])
def test_the_orientation_set_shows_one_upright_picture(kind: str, tmp_path: Path) -> None:
    store = PhotoStore(tmp_path / "photos")
    renditions = Renditions(store, tmp_path / "cache")
    cells = []
    for turn in range(9):
        taken = take_in(store, DATA / f"photos/edge_orient/{kind}_{turn}.jpg", "x")
        assert (taken.width > taken.height) == (kind == "Landscape")
        with Image.open(renditions.rendition(taken.sha256, taken.extension, box=256)) as image:
            cells.append(image.convert("L").resize((6, 6), Image.Resampling.BOX).tobytes())
    assert max(abs(a - b) for cell in cells for a, b in zip(cells[0], cell, strict=True)) < 12


def test_places_are_gone_from_the_renditions_of_real_phone_photos(tmp_path: Path) -> None:
    store = PhotoStore(tmp_path / "photos")
    renditions = Renditions(store, tmp_path / "cache")
    placed = 0
    for file in ("edge_exif/DSCN0010.jpg", "edge_exif/jolla.jpg", "edge_heif/arrow.heic"):
        path = DATA / "photos" / file
        taken = take_in(store, path, path.name, renditions=renditions)
        if path.suffix == ".jpg":
            with Image.open(path) as original:
                placed += bool(original.getexif().get_ifd(0x8825))
        for box in (1600, 256):
            with Image.open(renditions.rendition(taken.sha256, taken.extension, box=box)) as image:
                assert not image.getexif()
                assert not {"exif", "xmp"} & set(image.info)
        assert store.path(taken.sha256, taken.extension).read_bytes() == path.read_bytes()
    assert placed


def test_photos_named_like_products_find_them_and_none_is_attached_wrong() -> None:
    book = openpyxl.load_workbook(DATA / "spreadsheets/id_toko_apt/data produk.xlsx", read_only=True)
    rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    book.close()
    products = [(i, f"APT-{i:04}", str(row[0]), str(row[1])) for i, row in enumerate(rows)]
    shown: dict[str, set[str]] = {}
    with (DATA / "photos/syafiizaa_map.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            shown.setdefault(row["file"], set()).add(row["name"].casefold())
    files = [PurePath(path.name) for path in sorted((DATA / "photos/product_syafiizaa").iterdir())]
    found = [match for match in match_names(files, products) if match.product_ids]
    assert len(found) >= 18
    assert {match.kind for match in found} == {"name"}
    for match in found:
        names = {products[i][3].casefold() for i in match.product_ids}
        assert names == {match.file.stem.casefold()}
        if match.file.name in shown:
            assert names <= shown[match.file.name]
