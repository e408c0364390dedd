"""Masks, shadow and rod puppets, a painting on bark."""

import math
from functools import cache

from PIL import Image, ImageDraw, ImageFilter

from sample_drawing import batik
from sample_drawing.backdrops import HONEY, wall
from sample_drawing.camera import look
from sample_drawing.cloth import on_wall, wood
from sample_drawing.colour import Colour, Material, dim, ink, matt
from sample_drawing.curves import spline
from sample_drawing.noise import noise
from sample_drawing.solids import Point, ball, block, placed, revolve, sheet, tube
from sample_drawing.studio import Backdrop, Scene
from sample_drawing.tiles import covered


def panji_mask(tone: str = "#e6dcc8") -> Scene:
    """A Panji mask: smooth face, half-closed eyes, gilded crown."""
    skin, gold = ink(tone), ink("#cf9a3a")

    def place(u: float, v: float) -> Point:
        x, y = (u - 0.5) * 2, (v - 0.5) * 2
        wide = 0.86 - 0.2 * max(0.0, -y) - 0.02 * y
        # a disc of polar fall-off keeps the rim round
        z = 0.62 * math.sqrt(max(0.0, 1 - (x * x * 0.95 + y * y * 0.8)))
        z += 0.17 * math.exp(-((x / 0.13) ** 2) - ((y + 0.02) / 0.2) ** 2) * (1 - (y - 0.1) * 1.4)
        z -= 0.05 * (math.exp(-(((abs(x) - 0.36) / 0.2) ** 2) - ((y - 0.18) / 0.1) ** 2))
        z += 0.06 * math.exp(-((x / 0.2) ** 2) - ((y + 0.42) / 0.06) ** 2)
        z += 0.05 * math.exp(-((x / 0.2) ** 2) - ((y + 0.78) / 0.14) ** 2)
        return x * wide, 1.1 + y * 1.06, z

    def paint(u: float, v: float) -> Colour:
        x, y = (u - 0.5) * 2, (v - 0.5) * 2
        brow = abs(y - (0.42 - 0.9 * (abs(x) - 0.34) ** 2))
        if 0.1 < abs(x) < 0.64 and brow < 0.028:
            return ink("#1c1512")
        lid = y - (0.16 + 0.05 * math.cos((abs(x) - 0.36) * 7))
        if 0.18 < abs(x) < 0.56:
            if abs(lid) < 0.02:
                return ink("#1c1512")
            if -0.075 < lid < 0 and abs(abs(x) - 0.36) < 0.07:
                return ink("#1c1512")
            if -0.075 < lid < 0:
                return ink("#fbf8f0")
        lip = math.hypot(x / 0.23, (y + 0.43 + 0.12 * x * x) / 0.07)
        if lip < 1:
            return ink("#a82a26") if abs(y + 0.43) > 0.012 else ink("#5a1414")
        if y > 0.6:
            f = math.hypot(((x * 5) % 1) - 0.5, ((y * 7) % 1) - 0.5)
            return gold if f < 0.36 else ink("#7a1f1c")
        if math.hypot(x, y - 0.42) < 0.05:
            return gold
        return dim(skin, 0.97 + 0.04 * noise(u * 30, v * 30, 3))

    def keep(u: float, v: float) -> bool:
        return math.hypot((u - 0.5) * 2, (v - 0.5) * 2) < 0.985

    face = sheet(place, Material(skin, paint, shine=0.04, rough=0.25), keep=keep, detail=1.3)
    shapes = [face]
    for k in range(9):
        a = math.radians(28 + k * 15.5)
        shapes.append(
            ball(
                (0.82 * math.cos(a), 1.14 + 1.04 * math.sin(a), 0.12),
                (0.12, 0.16, 0.07),
                Material(gold, shine=0.3, rough=0.3, metal=True),
                bump=lambda _u, v: 0.14 * math.sin(v * 30),
            )
        )
    shapes += [
        ball((x * 0.86, 1.06, 0.05), (0.1, 0.24, 0.08), Material(gold, shine=0.3, rough=0.3, metal=True))
        for x in (-1, 1)
    ]
    return on_wall(placed(shapes, (0, 16, 0)), wall("#7a4a3a", "#5f382b"), away=0.06, fill=0.8)


@cache
def _arjuna() -> tuple[Image.Image, Image.Image]:
    """Shape and colours of a shadow puppet in profile, cut through with ornaments."""
    wide, tall = 700, 1100
    shape = Image.new("L", (wide, tall), 0)
    colours = Image.new("RGB", (wide, tall), "#c48a2e")
    cut, pen = ImageDraw.Draw(shape), ImageDraw.Draw(colours)

    def both(points: list[tuple[float, float]], tone: str) -> None:
        smooth = [(p[0], p[1]) for p in spline(points, closed=True, steps=8)]
        cut.polygon(smooth, fill=255)
        pen.polygon(smooth, fill=tone)

    # hair curling up behind, head in profile facing left
    both(
        [(330, 210), (250, 190), (150, 215), (110, 240), (160, 262), (230, 270), (280, 300), (340, 300), (380, 250)],
        "#e8c987",
    )
    both(
        [
            (330, 150),
            (420, 160),
            (500, 230),
            (500, 330),
            (440, 360),
            (400, 320),
            (420, 260),
            (380, 230),
            (330, 235),
            (290, 190),
        ],
        "#17120f",
    )
    both([(470, 150), (560, 130), (600, 210), (570, 290), (510, 320), (500, 240)], "#17120f")
    for x, y, r in ((360, 180, 34), (310, 205, 22), (410, 195, 26)):
        cut.ellipse((x - r, y - r, x + r, y + r), fill=255)
        pen.ellipse((x - r, y - r, x + r, y + r), fill="#d7a23a")
    # neck, torso leaning back, sash, long cloth, legs apart
    both(
        [
            (320, 285),
            (375, 285),
            (385, 350),
            (430, 400),
            (440, 480),
            (400, 560),
            (330, 560),
            (290, 480),
            (280, 400),
            (310, 350),
        ],
        "#e8c987",
    )
    both(
        [
            (290, 530),
            (420, 530),
            (470, 620),
            (520, 760),
            (540, 900),
            (470, 930),
            (400, 800),
            (350, 700),
            (300, 860),
            (230, 940),
            (180, 900),
            (230, 760),
            (260, 620),
        ],
        "#8c2a22",
    )
    both([(400, 560), (500, 620), (600, 700), (620, 830), (570, 860), (520, 740), (440, 660)], "#2f5b52")
    both([(190, 900), (260, 920), (250, 1000), (130, 1010), (120, 985), (190, 970)], "#e8c987")
    both([(470, 910), (545, 900), (550, 990), (430, 1010), (420, 985), (480, 970)], "#e8c987")
    # two arms with joints
    both([(310, 390), (330, 420), (230, 560), (160, 660), (140, 640), (200, 540)], "#e8c987")
    both([(140, 640), (165, 660), (120, 790), (80, 870), (60, 850), (95, 770)], "#e8c987")
    both([(410, 390), (440, 400), (520, 520), (540, 640), (510, 640), (480, 540)], "#e8c987")
    both([(510, 630), (540, 635), (470, 740), (390, 810), (375, 790), (440, 720)], "#e8c987")
    for x, y in ((225, 540), (150, 650), (495, 540), (525, 640), (85, 840), (395, 795)):
        pen.ellipse((x - 18, y - 18, x + 18, y + 18), fill="#d7a23a")
        cut.ellipse((x - 18, y - 18, x + 18, y + 18), fill=255)
    # face: eye, brow, lip; necklace; patterned cloth; pierced work
    pen.line([(170, 232), (230, 226)], fill="#17120f", width=7)
    pen.polygon([(175, 246), (235, 240), (205, 254)], fill="#17120f")
    pen.line([(150, 266), (190, 268)], fill="#8c2a22", width=7)
    for k in range(5):
        pen.arc(
            (290 - k * 4, 330 + k * 16, 420 + k * 4, 420 + k * 20),
            20,
            160,
            fill="#b8791f" if k % 2 else "#8c2a22",
            width=8,
        )
    for row in range(7):
        for k in range(7):
            x, y = 210 + k * 52 + (row % 2) * 26, 600 + row * 48
            pen.ellipse((x - 11, y - 11, x + 11, y + 11), fill="#e3b04a")
            cut.ellipse((x - 4, y - 4, x + 4, y + 4), fill=0)
    for k in range(16):
        px, py = 500 + 70 * math.cos(k * 1.3) * (k / 16), 220 + 80 * math.sin(k * 1.3) * (k / 16)
        cut.ellipse((px - 6, py - 6, px + 6, py + 6), fill=0)
    for k in range(8):
        cut.ellipse((520 + k * 11, 650 + k * 24, 532 + k * 11, 668 + k * 24), fill=0)
    return shape, colours.filter(ImageFilter.SMOOTH)


def wayang_kulit() -> Scene:
    """A leather shadow puppet on its horn rod."""
    shape, colours = _arjuna()
    mask, paint = shape.load(), covered(colours)
    assert mask is not None
    wide, tall = shape.size

    def keep(u: float, v: float) -> bool:
        return mask[min(wide - 1, int(u * wide)), min(tall - 1, int((1 - v) * tall))] > 127  # type: ignore[operator]

    figure = sheet(
        lambda u, v: ((u - 0.5) * 2.2, 0.7 + v * 3.0, 0.03 * math.sin(u * 5)),
        Material(paint=paint, shine=0.02),
        keep=keep,
        detail=1.7,
    )
    horn = ink("#d8c7a0")
    rod = tube(
        spline([(0.0, 0.25, 0.03), (0.02, 0.8, 0.05), (0.0, 1.6, 0.05), (-0.06, 2.6, 0.05)]),
        lambda t: 0.05 - 0.03 * t,
        Material(horn, shine=0.04),
    )
    rods = [
        tube([(-0.72, 1.28, 0.06), (-0.66, 0.4, 0.12)], 0.02, Material(horn)),
        tube([(0.12, 1.5, 0.06), (0.3, 0.4, 0.12)], 0.02, Material(horn)),
    ]
    return on_wall([figure, rod, *rods], Backdrop("#f0d9a8", "#f0d9a8"), away=0.16, fill=0.88)


def wayang_golek() -> Scene:
    """A Sundanese rod puppet: Cepot with his red face and big smile."""
    red = ink("#b5352b")

    def face(u: float, v: float) -> Colour:
        x, y = ((u - 0.25 + 0.5) % 1) - 0.5, v - 0.5
        if v > 0.72:
            return ink("#17120f")
        if 0.05 < abs(x) < 0.13 and abs(y - 0.06) < 0.05:
            return ink("#17120f") if math.hypot((abs(x) - 0.09) * 2, y - 0.06) < 0.032 else ink("#f7f2e6")
        if 0.03 < abs(x) < 0.15 and abs(y - 0.15 + 0.8 * (abs(x) - 0.09) ** 2 * 5) < 0.018:
            return ink("#17120f")
        smile = y + 0.16 - 2.4 * x * x
        if abs(x) < 0.13 and -0.05 < smile < 0.03:
            return ink("#f7f2e6") if smile > -0.02 else ink("#5a1414")
        return red

    shapes = [ball((0, 2.5, 0), (0.4, 0.46, 0.42), Material(red, face, shine=0.05, rough=0.2), detail=1.4)]
    shapes.append(ball((0, 2.46, 0.42), (0.09, 0.08, 0.1), Material(red, shine=0.05, rough=0.2)))
    shapes += [ball((x, 2.5, 0), (0.07, 0.13, 0.1), Material(red, shine=0.05)) for x in (-0.42, 0.42)]
    shapes.append(
        revolve(
            spline([(0.44, 2.66), (0.46, 2.8), (0.3, 2.98), (0.1, 3.06), (0.0, 3.02)]),
            matt("#20304f"),
            bump=lambda _u, v: 0.02 * math.sin(v * 40),
        )
    )
    shapes.append(tube([(0, 1.7, 0), (0, 2.15, 0)], 0.11, Material(red)))
    jacket = Material(
        ink("#2a2320"),
        lambda u, v: ink("#d7a23a") if v > 0.93 or abs(((u - 0.25 + 0.5) % 1) - 0.5) < 0.025 else ink("#241d1b"),
    )
    shapes.append(
        revolve(spline([(0.5, 1.0), (0.46, 1.3), (0.5, 1.62), (0.34, 1.84), (0.1, 1.92)]), jacket, squash=0.7)
    )
    skirt = Material(paint=covered(batik.ceplok(), 3, 1.2))
    shapes.append(
        revolve(
            spline([(0.8, 0.1), (0.72, 0.4), (0.56, 0.8), (0.5, 1.04)]),
            skirt,
            squash=0.75,
            bump=lambda u, v: 0.04 * math.sin(u * 22 * math.tau) * (1 - v),
        )
    )
    for x in (-1, 1):
        shapes.append(tube(spline([(x * 0.44, 1.66, 0), (x * 0.72, 1.4, 0.12), (x * 0.78, 1.1, 0.3)]), 0.1, jacket))
        shapes.append(
            tube(spline([(x * 0.78, 1.1, 0.3), (x * 0.72, 1.0, 0.5), (x * 0.6, 1.06, 0.68)]), 0.085, Material(red))
        )
        shapes.append(ball((x * 0.58, 1.08, 0.74), 0.11, Material(red)))
        shapes.append(tube([(x * 0.58, 1.06, 0.76), (x * 0.7, 0.1, 0.6)], 0.02, wood()))
    shapes += block((0, 0.06, 0), (1.0, 0.14, 0.8), wood(), corner=0.04)
    shapes.append(tube([(0, 0.1, 0), (0, 1.0, 0)], 0.06, wood()))
    return Scene(shapes, HONEY, camera=look(7, -14, 9), fill=0.88)


@cache
def _bark_art() -> Image.Image:
    size = 900
    picture = Image.new("RGB", (size, size), "#9c6f45")
    pen = ImageDraw.Draw(picture)
    for k in range(1600):
        x, y = (k * 733) % size, (k * 389 + k * k) % size
        pen.line([(x, y), (x + 2, y + 26)], fill="#8a5f38" if k % 2 else "#ab7d52", width=2)
    for cx, cy, r, way in (
        (260, 260, 150, 1),
        (640, 260, 150, -1),
        (260, 640, 150, -1),
        (640, 640, 150, 1),
        (450, 450, 110, 1),
    ):
        for tone, wide in (("#f0e6d0", 34), ("#1d1613", 22), ("#a5342c", 8)):
            curve = [
                (cx + r * (1 - t / 80) * math.cos(way * t / 5.2), cy + r * (1 - t / 80) * math.sin(way * t / 5.2))
                for t in range(76)
            ]
            pen.line(curve, fill=tone, width=wide, joint="curve")
    for x in (60, 840):
        for y in range(80, 860, 60):
            pen.polygon([(x - 26, y), (x, y - 26), (x + 26, y), (x, y + 26)], fill="#1d1613")
            pen.polygon([(x - 12, y), (x, y - 12), (x + 12, y), (x, y + 12)], fill="#f0e6d0")
    return picture.resize((450, 450), Image.Resampling.LANCZOS)


def bark_painting() -> Scene:
    """Sentani bark-cloth painting on two rods."""
    art = Material(paint=covered(_bark_art()))
    cloth = sheet(
        lambda u, v: (
            (u - 0.5) * 2.3,
            v * 2.4,
            0.04 * math.sin(u * 6) * math.sin(v * 4) + 0.02 * noise(u * 9, v * 9, 3),
        ),
        art,
        detail=1.3,
    )
    rods = [tube([(-1.35, y, 0.02), (1.35, y, 0.02)], 0.07, wood("#6b4527", "#3a2210")) for y in (0.0, 2.4)]
    cord = tube([(-1.15, 2.45, 0), (0, 3.0, 0), (1.15, 2.45, 0)], 0.02, matt("#8a6a44"))
    return on_wall([cloth, *rods, cord], wall(), away=0.1, fill=0.86)
