"""Bytes made into pictures: colours, turns, ends, limits. Everything is made here, nothing touches a disk."""

import functools
import io
import random
import struct
import time
import zlib
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageStat

from tradehouse.domain.errors import UnusableFile
from tradehouse.photos import decoding, readers
from tradehouse.photos.decoding import decode, read_header
from tradehouse.photos.intake import inspect

BOX = (1600, 1600)


def saved(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


@functools.cache
def scene(width: int = 320, height: int = 200) -> Image.Image:
    """A picture with a different colour in each quarter, and enough texture for some 60 kB."""
    noise = random.Random(5).randbytes(width * height)  # noqa: S311 - the same picture every time
    image = Image.frombytes("L", (width, height), noise).convert("RGB")
    draw = ImageDraw.Draw(image)
    half = (width // 2, height // 2)
    for x, y, colour in ((0, 0, "red"), (1, 0, "green"), (0, 1, "blue"), (1, 1, "white")):
        draw.rectangle(
            (x * half[0] + 10, y * half[1] + 10, (x + 1) * half[0] - 10, (y + 1) * half[1] - 10), fill=colour
        )
    return image


def difference(one: Image.Image, other: Image.Image) -> float:
    assert one.size == other.size
    return max(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean)


def refusal(data: bytes, name: str = "a.jpg") -> UnusableFile:
    with pytest.raises(UnusableFile) as caught:
        inspect(data, name)
    assert name in str(caught.value)
    return caught.value


@pytest.mark.parametrize("turn", range(9))
def test_every_orientation_gives_the_same_upright_picture(turn: int) -> None:
    upright = scene()
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = upright.transpose(undo[turn]) if turn in undo else upright
    exif = Image.Exif()
    exif[0x0112] = turn
    for kind in ("JPEG", "WEBP", "PNG", "TIFF"):
        picture = decode(saved(stored, kind, quality=95, exif=exif), "a", BOX)
        assert (picture.width, picture.height) == upright.size
        assert difference(picture.image, upright) < 9


def test_a_turned_photo_fits_the_box_as_it_is_seen() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = decode(saved(scene(1200, 800), exif=exif), "a", (400, 300))
    assert (picture.width, picture.height) == (800, 1200)
    assert picture.image.size == (200, 300)


def test_reduced_decoding_gives_the_picture_of_full_decoding() -> None:
    image = scene(2000, 1500)
    for kind in ("JPEG", "PNG", "WEBP"):
        picture = decode(saved(image, kind, quality=95), "a", (500, 500))
        assert picture.image.size == (500, 375)
        assert difference(picture.image, image.resize((500, 375), Image.Resampling.LANCZOS)) < 6


def test_the_cameras_time_is_read_and_nonsense_is_not() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2026:11:20 10:22:33"
    assert inspect(saved(scene(), exif=exif), "a").taken == datetime(2026, 11, 20, 10, 22, 33)
    exif = Image.Exif()
    exif[0x0132] = "0000:00:00 00:00:00"
    assert inspect(saved(scene(), exif=exif), "a").taken is None


def test_a_jpeg_without_its_end_marker_is_a_good_photo() -> None:
    for progressive in (False, True):
        data = saved(scene(), progressive=progressive, quality=90)
        assert data.endswith(b"\xff\xd9")
        for shortened in (data[:-2], data[:-1]):
            whole, taken = inspect(data, "a"), inspect(shortened, "a")
            assert taken.warnings == ()
            assert taken.perceptual_hash == whole.perceptual_hash


def test_a_jpeg_that_stops_in_the_middle_is_judged_by_what_is_there() -> None:
    data = saved(scene(640, 480), quality=90)
    begin = data.index(b"\xff\xda")

    def at(part: float) -> bytes:
        return data[: begin + int((len(data) - begin) * part)]

    warned = inspect(at(0.9), "a")
    assert len(warned.warnings) == 1
    assert "missing" in str(warned.warnings[0])
    assert len(inspect(at(0.8), "a").warnings) == 1
    assert refusal(at(0.5)).code == "photo_incomplete"
    assert refusal(at(0.01)).code == "photo_incomplete"
    assert refusal(data[: begin // 2]).code == "photo_damaged"


def test_a_jpeg_whose_tail_is_zeros_is_incomplete() -> None:
    data = saved(scene(640, 480), quality=90)
    cut = len(data) // 2
    assert refusal(data[:cut] + bytes(len(data) - cut)).code == "photo_incomplete"


def test_a_progressive_jpeg_that_stops_early_is_warned_of_or_refused() -> None:
    data = saved(scene(640, 480), quality=90, progressive=True)
    scans = [at for at in range(len(data)) if data[at : at + 2] == b"\xff\xda"]
    assert refusal(data[: scans[1] + 20]).code == "photo_incomplete"
    assert "sharp" in str(inspect(data[: scans[4] + 20], "a").warnings[0])


def test_grey_at_the_bottom_of_a_whole_jpeg_only_warns() -> None:
    image = scene(640, 480).copy()
    image.paste((128, 128, 128), (0, 240, 640, 480))
    assert len(inspect(saved(image, quality=95), "a").warnings) == 1


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_becomes_an_opaque_picture(mode: str) -> None:
    if mode == "I;16":
        image = scene().convert("I").point(lambda value: value * 257).convert("I;16")
    else:
        image = scene().convert(mode)
    picture = decode(saved(image, "PNG"), "a", BOX)
    assert picture.image.mode in {"RGB", "L"}
    expected = scene().convert("RGB" if mode in {"P", "RGB", "RGBA"} else "L")
    if mode != "1":
        assert difference(picture.image, expected) < 30


def test_transparency_lies_on_white() -> None:
    clear = Image.new("RGBA", (60, 40), (200, 0, 0, 0))
    clear.paste((0, 0, 200, 255), (0, 0, 30, 40))
    for kind in ("PNG", "WEBP", "TIFF", "AVIF"):
        picture = decode(saved(clear, kind, lossless=True), "a", BOX).image
        assert picture.getpixel((50, 20)) == (255, 255, 255), kind
    palette = clear.convert("P")
    palette.info["transparency"] = palette.getpixel((50, 20))
    assert decode(saved(palette, "GIF"), "a", BOX).image.getpixel((50, 20)) == (255, 255, 255)


def test_deep_grey_keeps_its_tones() -> None:
    image = Image.new("I;16", (40, 40), 32896)
    assert decode(saved(image, "TIFF"), "a", BOX).image.getpixel((5, 5)) == 128
    assert decode(saved(image, "PNG"), "a", BOX).image.getpixel((5, 5)) == 128
    assert decode(saved(Image.new("F", (40, 40), 0.5), "TIFF"), "a", BOX).image.getpixel((5, 5)) == 127


def test_cmyk_and_lab_become_rgb() -> None:
    cmyk = Image.new("CMYK", (40, 40), (0, 255, 255, 0))
    for kind in ("JPEG", "TIFF"):
        red, green, blue = decode(saved(cmyk, kind), "a", BOX).image.getpixel((5, 5))  # type: ignore[misc]
        assert red > 200
        assert max(green, blue) < 60
    lab = ImageCms.profileToProfile(
        Image.new("RGB", (40, 40), (90, 120, 60)),
        ImageCms.createProfile("sRGB"),
        ImageCms.createProfile("LAB"),
        outputMode="LAB",
    )
    assert lab is not None
    picture = decode(saved(lab, "TIFF"), "a", BOX).image
    assert difference(picture, Image.new("RGB", (40, 40), (90, 120, 60))) < 6


def test_colours_follow_a_wide_profile_and_survive_a_broken_one() -> None:
    def matrix_profile(columns: tuple[tuple[float, float, float], ...]) -> bytes:
        """A minimal ICC profile: gamma 1.8 and the given XYZ columns for red, green, blue."""
        curve = b"curv" + bytes(4) + struct.pack(">IH", 1, int(1.8 * 256)) + bytes(2)
        xyz = [
            b"XYZ " + bytes(4) + struct.pack(">3i", *(round(65536 * value) for value in column)) for column in columns
        ]
        white = b"XYZ " + bytes(4) + struct.pack(">3i", 63190, 65536, 54061)
        text = b"desc" + bytes(4) + struct.pack(">I", 5) + b"wide\0" + bytes(78)
        text += bytes(-len(text) % 4)
        tags = [(b"desc", text), (b"wtpt", white), (b"rXYZ", xyz[0]), (b"gXYZ", xyz[1]), (b"bXYZ", xyz[2])]
        tags += [(b"rTRC", curve), (b"gTRC", curve), (b"bTRC", curve)]
        table, body, at = b"", b"", 128 + 4 + 12 * len(tags)
        for name, content in tags:
            table += name + struct.pack(">II", at + len(body), len(content))
            body += content
        head = struct.pack(">I4sI4s4s4s", at + len(body), b"lcms", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
        head += struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp") + bytes(28) + white[8:] + bytes(48)
        return head[:128] + struct.pack(">I", len(tags)) + table + body

    # ProPhoto's primaries; sRGB's (150, 120, 90) is a duller number there
    wide = matrix_profile(((0.7977, 0.2880, 0.0), (0.1352, 0.7119, 0.0), (0.0313, 0.0001, 0.8249)))
    image = Image.new("RGB", (64, 64), (150, 120, 90))
    plain = decode(saved(image, quality=95), "a", BOX).image
    followed = decode(saved(image, quality=95, icc_profile=wide), "a", BOX)
    assert followed.warnings == []
    assert difference(plain, followed.image) > 10
    broken = decode(saved(image, quality=95, icc_profile=b"not a profile"), "a", BOX)
    assert difference(plain, broken.image) == 0
    assert len(broken.warnings) == 1


def test_only_the_first_of_several_pictures_is_used() -> None:
    first, second = Image.new("RGB", (30, 20), "red"), Image.new("RGB", (30, 20), "blue")
    for kind in ("GIF", "PNG", "WEBP", "TIFF"):
        picture = decode(saved(first, kind, save_all=True, append_images=[second]), "a", BOX)
        assert difference(picture.image, first) < 4, kind
        assert len(picture.warnings) == 1


def test_the_format_is_told_from_the_content() -> None:
    assert inspect(saved(scene(), "PNG"), "foto.jpg").extension == "png"
    assert inspect(saved(scene(), "BMP"), "foto").extension == "bmp"
    assert inspect(saved(scene(), "AVIF"), "foto.heic").extension == "avif"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"Ini bukan foto, hanya tulisan.\n" * 20, "text file"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "web page"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"\xd7\xcd\xc6\x9a" + bytes(40), "WMF"),
        (b"\x01\x00\x00\x00" + bytes(36) + b" EMF" + bytes(60), "EMF"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(40), "video"),
        (b"PK\x03\x04" + bytes(40), "ZIP"),
        (b"II*\0\x10\0\0\0CR\x02\0" + bytes(40), "raw"),
        (b"8BPS" + bytes(40), "Photoshop"),
        (b"\x93\x11\x00\x07" * 9, "not a photo"),
    ],
)
def test_other_things_are_refused_with_what_they_are(data: bytes, word: str) -> None:
    problem = refusal(data, "foto.jpg")
    assert problem.code == "not_a_photo"
    assert word in str(problem)


@pytest.mark.parametrize("data", [b"", bytes(5000)])
def test_nothing_and_zeros_are_empty(data: bytes) -> None:
    assert refusal(data).code == "photo_empty"


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, *chunks: bytes, pixels: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", header), *chunks, chunk(b"IDAT", zlib.compress(pixels)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def test_bombs_are_refused_before_they_are_decoded() -> None:
    started = time.monotonic()
    assert refusal(png(50_000, 50_000)).code == "photo_too_many_pixels"
    assert refusal(png(1, 100_000_000)).code == "photo_too_many_pixels"
    gif = b"GIF89a" + struct.pack("<HHBBB", 65535, 65535, 0, 0, 0)
    gif += b"," + struct.pack("<HHHHB", 0, 0, 65535, 65535, 0) + b"\x02\x02\x4c\x01\x00;"
    assert refusal(gif).code == "photo_too_many_pixels"
    bmp = b"BM" + struct.pack("<IHHI", 54, 0, 0, 54) + struct.pack("<IiiHHIIiiII", 40, 90000, 90000, 1, 24, *[0] * 6)
    assert refusal(bmp).code == "photo_too_many_pixels"
    webp = b"RIFF" + struct.pack("<I", 40) + b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4)
    webp += (16_000).to_bytes(3, "little") * 2 + bytes(20)
    assert refusal(webp).code == "photo_too_many_pixels"
    assert time.monotonic() - started < 2


def test_a_photo_within_the_limit_of_bytes_only() -> None:
    assert refusal(b"\xff\xd8\xff" + b"x" * (60 * 1024**2)).code == "photo_too_big"


def test_exploding_text_does_not_cost_a_good_photo() -> None:
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(30_000_000)))
    broken = chunk(b"zTXt", b"Comment\0\x07" + b"?")
    row = b"\0" + b"\x10\x20\x30" * 8
    for extra in (text, broken, text * 5):
        taken = inspect(png(8, 8, extra, pixels=row * 8), "a.png")
        assert (taken.width, taken.height) == (8, 8)


def test_a_cut_off_png_is_refused() -> None:
    data = saved(scene(), "PNG")
    assert refusal(data[: len(data) // 2]).code == "photo_damaged"


def test_a_jpeg_of_thousands_of_scans_is_refused() -> None:
    data = saved(Image.new("RGB", (8000, 6000), "red"), progressive=True)
    last = data.rindex(b"\xff\xda")
    many = data[:last] + data[last:-2] * 500 + b"\xff\xd9"
    assert refusal(many).code == "photo_too_slow"


def test_the_largest_jpegs_are_never_decoded_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MOST_WHOLE", 500_000)
    picture = decode(saved(scene(1200, 800)), "a.jpg", (4000, 4000))
    assert (picture.image.size, picture.width, picture.height) == ((600, 400), 1200, 800)
    progressive = saved(scene(1200, 800), progressive=True)
    assert refusal(progressive).code == "photo_too_many_pixels"
    assert read_header(progressive, "a.jpg") is None
    header = read_header(saved(scene(1200, 800)), "a.jpg")
    assert header is not None
    assert header.width == 1200


def test_a_reader_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "SECONDS", -1.0)
    assert refusal(saved(scene())).code == "photo_too_slow"


def test_near_duplicates_have_near_hashes_and_one_colour_has_none() -> None:
    slopes = [Image.linear_gradient("L").rotate(30 * turn).resize((640, 400)) for turn in range(3)]
    image = Image.blend(Image.merge("RGB", slopes), scene(640, 400), 0.3)
    first = inspect(saved(image, quality=95), "a").perceptual_hash
    second = inspect(saved(image.resize((320, 200)), "PNG"), "a").perceptual_hash
    other = inspect(saved(image.transpose(Image.Transpose.ROTATE_180), "PNG"), "a").perceptual_hash
    assert first is not None
    assert second is not None
    assert other is not None
    assert (int(first, 16) ^ int(second, 16)).bit_count() <= 6
    assert (int(first, 16) ^ int(other, 16)).bit_count() > 6
    assert inspect(saved(Image.new("RGB", (50, 50), "red"), "PNG"), "a").perceptual_hash is None


SEEDS = [
    saved(scene(64, 48)),
    saved(scene(64, 48), progressive=True),
    saved(scene(64, 48), "PNG"),
    saved(scene(64, 48).convert("P"), "GIF"),
    saved(scene(64, 48), "WEBP"),
    saved(scene(64, 48), "TIFF", compression="tiff_lzw"),
    saved(scene(64, 48), "BMP"),
    saved(scene(64, 48), "AVIF"),
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=6)), max_size=6),
    st.floats(0.01, 1),
)
def test_spoilt_bytes_are_taken_or_refused(seed: bytes, spoils: list[tuple[float, bytes]], part: float) -> None:
    data = bytearray(seed)
    for where, what in spoils:
        at = int(where * len(data))
        data[at : at + len(what)] = what
    outcome = taken_or_refused(bytes(data[: int(len(data) * part)]))
    assert outcome == "taken" or "foto.jpg" in outcome


def taken_or_refused(data: bytes) -> str:
    try:
        taken = inspect(data, "foto.jpg")
    except UnusableFile as problem:
        return str(problem)
    return "taken" if min(taken.width, taken.height) > 0 else "nothing"


@given(st.binary(max_size=300))
def test_any_bytes_are_taken_or_refused(data: bytes) -> None:
    outcome = taken_or_refused(data)
    assert outcome == "taken" or "foto.jpg" in outcome
