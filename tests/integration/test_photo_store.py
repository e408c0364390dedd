"""Originals and their renditions on a disk."""

import errno
import io
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from PIL import Image

from tradehouse.domain.errors import Cancelled, NotFound, StorageProblem, UnusableFile
from tradehouse.domain.progress import Progress
from tradehouse.photos.intake import inspect, take_in
from tradehouse.photos.renditions import ICON, SCREEN, THUMBNAIL, Renditions
from tradehouse.photos.store import PhotoStore, content_hash


@pytest.fixture
def store(tmp_path: Path) -> PhotoStore:
    return PhotoStore(tmp_path / "catalogue" / "photos")


@pytest.fixture
def renditions(store: PhotoStore, tmp_path: Path) -> Renditions:
    return Renditions(store, tmp_path / "cache")


def photo(width: int = 800, height: int = 600, kind: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    image = Image.effect_noise((width, height), 40).convert("RGB")
    image.paste((200, 30, 30), (0, 0, width // 2, height // 2))
    image.save(out, kind, **options)
    return out.getvalue()


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_the_untouched_bytes_are_kept_once_under_their_hash(store: PhotoStore, tmp_path: Path) -> None:
    data = photo()
    (tmp_path / "foto.png").write_bytes(data)
    taken = take_in(store, tmp_path / "foto.png", "foto.png")
    again = take_in(store, data, "other.jpg")
    assert taken == again
    path = store.path(taken.sha256, "jpg")
    assert path == store.folder / taken.sha256[:2] / f"{taken.sha256}.jpg"
    assert path.read_bytes() == data
    assert taken.sha256 == content_hash(data)
    assert (taken.size_bytes, taken.width, taken.height) == (len(data), 800, 600)
    assert files(store.folder) == [path.name]
    assert [entry.path for entry in store.iterate()] == [path]


def test_a_changed_or_shortened_original_is_noticed_and_mended(store: PhotoStore) -> None:
    data = photo()
    taken = take_in(store, data, "a")
    assert store.verify(taken.sha256, taken.extension)
    store.path(taken.sha256, "jpg").write_bytes(data[:100])
    assert not store.verify(taken.sha256, taken.extension)
    take_in(store, data, "a")
    assert store.verify(taken.sha256, taken.extension)


def test_a_removed_original_waits_in_the_trash(store: PhotoStore) -> None:
    taken = take_in(store, photo(), "a")
    target = store.remove(taken.sha256, taken.extension)
    assert target is not None
    assert target.parent == store.folder.parent / "trash" / "photos"
    assert not store.has(taken.sha256, taken.extension)
    assert not store.verify(taken.sha256, taken.extension)
    assert list(store.iterate()) == []
    assert store.remove(taken.sha256, taken.extension) is None
    with pytest.raises(NotFound):
        store.read(taken.sha256, taken.extension)


@pytest.mark.parametrize("name", [("../../etc", "jpg"), ("ab" * 32, "../x"), ("AB" * 32, "jpg"), ("", "")])
def test_nothing_outside_the_folder_can_be_named(store: PhotoStore, name: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match=r"\."):
        store.path(*name)


def test_other_files_in_the_folder_are_passed_over(store: PhotoStore) -> None:
    take_in(store, photo(), "a")
    (store.folder / "zz").mkdir()
    (store.folder / "zz" / "note.txt").write_text("x", encoding="utf-8")
    (store.folder / "Thumbs.db").write_text("x", encoding="utf-8")
    assert len(list(store.iterate())) == 1


def test_what_is_refused_leaves_nothing_behind(store: PhotoStore, tmp_path: Path) -> None:
    for source in (b"text", tmp_path / "missing.jpg", tmp_path):
        with pytest.raises(UnusableFile) as caught:
            take_in(store, source, "x.jpg")
        assert "x.jpg" in str(caught.value)
    assert not store.folder.exists()


def test_a_cancelled_intake_keeps_nothing(store: PhotoStore) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        take_in(store, photo(), "a", progress)
    assert not store.folder.exists()


def test_a_full_disk_is_said_and_nothing_is_half_stored(store: PhotoStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageProblem) as caught:
        take_in(store, photo(), "a")
    assert caught.value.code == "disk_full"
    assert files(store.folder) == []


def test_a_cache_that_cannot_be_written_does_not_stop_an_intake(store: PhotoStore, tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("a file where the folder should be", encoding="utf-8")
    taken = take_in(store, photo(), "a", renditions=Renditions(store, tmp_path / "blocked"))
    assert store.has(taken.sha256, taken.extension)


def test_intake_makes_the_windows_sizes_at_once(store: PhotoStore, renditions: Renditions) -> None:
    taken = take_in(store, photo(2400, 1800), "a", renditions=renditions)
    for side, size in ((SCREEN, (1600, 1200)), (THUMBNAIL, (256, 192)), (ICON, (64, 48))):
        path = renditions.ready(taken.sha256, box=side)
        assert path is not None
        with Image.open(path) as image:
            assert image.size == size


def test_renditions_carry_pixels_and_nothing_of_the_camera(store: PhotoStore, renditions: Renditions) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "ACME phone"
    exif.get_ifd(0x8825).update({1: "S", 2: (6.0, 10.0, 30.0), 3: "E", 4: (106.0, 49.0, 0.0)})
    data = photo(800, 600, exif=exif, comment=b"serial 4711", xmp=b"<x:xmpmeta>GPSLatitude</x:xmpmeta>")
    with Image.open(io.BytesIO(data)) as original:
        assert original.getexif().get_ifd(0x8825)
    taken = take_in(store, data, "a", renditions=renditions)
    made = [renditions.rendition(taken.sha256, "jpg", box=box).read_bytes() for box in (1600, 256, 64, 500)]
    made.append(renditions.encoded(taken.sha256, "jpg", box=(300, 300)))
    made.append(renditions.rendition(taken.sha256, "jpg", box=400, square=True).read_bytes())
    for content in made:
        with Image.open(io.BytesIO(content)) as image:
            assert image.format == "JPEG"
            assert not image.getexif()
            assert not {"exif", "xmp", "comment", "icc_profile"} & set(image.info)
            assert image.height >= image.width
        assert b"ACME" not in content
        assert b"GPS" not in content
        assert b"4711" not in content


def test_a_rendition_fits_its_box_and_is_not_enlarged(store: PhotoStore, renditions: Renditions) -> None:
    taken = take_in(store, photo(800, 600), "a")
    for box, size in ((400, (400, 300)), ((300, 90), (120, 90)), (3000, (800, 600))):
        with Image.open(renditions.rendition(taken.sha256, "jpg", box=box)) as image:
            assert image.size == size


def test_a_square_rendition_stands_on_white(store: PhotoStore, renditions: Renditions) -> None:
    taken = take_in(store, photo(800, 400), "a")
    with Image.open(renditions.rendition(taken.sha256, "jpg", box=300, square=True)) as image:
        assert image.size == (300, 300)
        assert min(image.getpixel((150, 10))) > 250  # type: ignore[type-var, arg-type]
        assert image.getpixel((40, 100))[1] < 90  # type: ignore[index]


def test_a_rendition_is_made_once_and_again_when_the_cache_was_deleted(
    store: PhotoStore, renditions: Renditions
) -> None:
    taken = take_in(store, photo(), "a")
    assert renditions.ready(taken.sha256, box=256) is None
    path = renditions.rendition(taken.sha256, "jpg", box=256)
    made = path.stat().st_mtime_ns
    assert renditions.rendition(taken.sha256, "jpg", box=256) == path
    assert path.stat().st_mtime_ns == made
    path.write_bytes(b"")
    assert renditions.rendition(taken.sha256, "jpg", box=256).stat().st_size > 0
    renditions.forget(taken.sha256)
    assert files(renditions.folder) == []
    assert renditions.rendition(taken.sha256, "jpg", box=256).is_file()


def test_a_missing_original_and_wrong_sizes_are_named(renditions: Renditions) -> None:
    with pytest.raises(NotFound):
        renditions.rendition("ab" * 32, "jpg", box=256)
    for box in (0, 5000, (10, 0)):
        with pytest.raises(ValueError, match=r"."):
            renditions.rendition("ab" * 32, "jpg", box=box)


def test_photos_for_a_workbook_are_light(store: PhotoStore, renditions: Renditions) -> None:
    taken = take_in(store, photo(2000, 1500), "a")
    content = renditions.encoded(taken.sha256, "jpg", box=(480, 480))
    assert len(content) <= 60_000
    assert renditions.encoded(taken.sha256, "jpg", box=(480, 480)) == content
    lighter = renditions.encoded(taken.sha256, "jpg", box=(480, 480), most_bytes=30_000)
    assert len(lighter) <= 30_000


def test_the_cache_keeps_below_its_limit_and_what_was_used_last(store: PhotoStore, tmp_path: Path) -> None:
    taken = [take_in(store, photo(300 + i, 300), "a") for i in range(12)]
    one = len(Renditions(store, tmp_path / "probe").rendition(taken[0].sha256, "jpg", box=200).read_bytes())
    renditions = Renditions(store, tmp_path / "cache", limit=one * 6)
    now = time.time()
    for age, entry in enumerate(taken):
        path = renditions.rendition(entry.sha256, "jpg", box=200)
        os.utime(path, (now - 9000 + age, now - 9000 + age))
    renditions.rendition(taken[8].sha256, "jpg", box=200)
    renditions.prune()
    left = [entry for entry in taken if renditions.ready(entry.sha256, box=200)]
    assert sum(path.stat().st_size for path in renditions.folder.rglob("*.jpg")) <= one * 6
    assert taken[8] in left
    assert taken[0] not in left


def test_unfinished_files_in_the_cache_are_swept_up_after_a_while(store: PhotoStore, renditions: Renditions) -> None:
    folder = renditions.folder / "ab"
    folder.mkdir(parents=True)
    for name, age in ((".old.part", 9000), (".new.part", 0)):
        (folder / name).write_bytes(b"x")
        os.utime(folder / name, (time.time() - age, time.time() - age))
    renditions.prune()
    assert files(renditions.folder) == [".new.part"]


def test_several_threads_may_take_in_and_ask_at_once(store: PhotoStore, renditions: Renditions) -> None:
    photos = [photo(500, 400 + i) for i in range(4)]
    hashes = {content_hash(data) for data in photos}
    problems: list[BaseException] = []

    def work() -> None:
        try:
            for data in photos:
                taken = take_in(store, data, "a", renditions=renditions)
                renditions.rendition(taken.sha256, "jpg", box=120)
        except BaseException as problem:
            problems.append(problem)
            raise

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert {entry.sha256 for entry in store.iterate()} == hashes
    assert all(store.verify(entry.sha256, entry.extension) for entry in store.iterate())


def test_inspecting_and_taking_in_tell_the_same(store: PhotoStore) -> None:
    data = photo(1000, 700, "PNG")
    assert inspect(data, "a") == take_in(store, data, "a")


def test_pillow_is_not_loaded_before_a_photo_is_opened() -> None:
    script = (
        "import sys, tradehouse.photos.intake, tradehouse.photos.matching, tradehouse.photos.renditions\n"
        "assert not {'PIL', 'pillow_heif'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
