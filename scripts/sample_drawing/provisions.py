"""Food, drink and spices as they are sold, with a little of what is inside beside the pack."""

import math
from collections.abc import Callable, Sequence
from random import Random

from PIL import Image

from sample_drawing.backdrops import CHALK, LINEN, OAT, teak
from sample_drawing.camera import look
from sample_drawing.cloth import textile, wood
from sample_drawing.colour import Colour, Material, dim, glossy, ink, matt
from sample_drawing.curves import spline
from sample_drawing.morsels import Morsel, heap, leaf, lump, powder, scattered, seed, stick, strewn
from sample_drawing.noise import dice, noise
from sample_drawing.packs import bottle, carton, gold_lid, jar, pouch, tin
from sample_drawing.solids import Point, Surface, ball, block, placed, revolve, sheet, tube
from sample_drawing.studio import Backdrop, Scene
from sample_drawing.tableware import board, bowl, coconut_bowl, cup, glaze, plate
from sample_drawing.tiles import covered


def coffee(
    front: Image.Image,
    tone: str,
    backdrop: Backdrop,
    beans: Morsel,
    *,
    drink: bool = True,
    ground: str = "",
    seed: int = 1,
) -> Scene:
    """A coffee bag with loose beans (or the ground coffee) and a cup."""
    pack = placed(pouch(front, tone, foil=True, valve=True), (0, 10, 0), (-0.25, 0, 0))
    extras = powder(ground, (0.72, 0.0, 0.75), 0.36, 0.2) if ground else None
    loose = [extras] if extras else strewn(beans, 52, (0.0, 0, 0.95), (1.15, 0.3), rest=0.055, number=seed)
    mug = (
        cup(glaze("#e4dccd", speckled="#6a5038"), radius=0.3, height=0.46, at=(0.98, 0, 0.12), drink="#2a160c")
        if drink
        else []
    )
    return Scene([*pack, *mug], backdrop, extras=loose, camera=look(15, 0, 8), fill=0.82)


def snack(
    front: Image.Image,
    tone: str,
    backdrop: Backdrop,
    piece: Morsel,
    crumb: str,
    *,
    foil: bool = True,
    count: int = 70,
    seal: str = "",
) -> Scene:
    """A bag of crisps and a bowl of them."""
    pack = placed(pouch(front, tone, foil=foil, seal=seal, depth=0.72), (0, 14, 0), (-0.35, 0, -0.2))
    dish = bowl(glaze("#ece5d8", speckled="#8a7152"), radius=0.62, height=0.36, at=(0.78, 0, 0.6))
    pieces = heap(piece, count, (0.78, 0.24, 0.6), 0.47, 0.28, tone=crumb, number=4)
    loose = scattered(piece, [(-0.15, 0.95), (0.05, 1.2), (1.5, 0.95)], rest=0.05, number=7)
    return Scene([*pack, *dish, *pieces], backdrop, extras=loose, camera=look(20, 0, 8), fill=0.86)


def preserve(
    wrap: Image.Image,
    content: Material,
    backdrop: Backdrop,
    *,
    beside: Sequence[Surface] = (),
    lid: Material | None = None,
    cover: Image.Image | None = None,
) -> Scene:
    """A jar with something of what is in it."""
    cloth = textile(cover, 2, 1) if cover is not None else None
    pot = jar(content, lid or gold_lid(), wrap, cloth=cloth)
    return Scene([*pot, *beside], backdrop, camera=look(18, 0, 8), fill=0.84)


def speckled(tone: str, spot: str, scale: float = 30.0, share: float = 0.74, *, shine: float = 0.05) -> Material:
    """What shows through a jar's glass: paste with seeds, flakes, crumbs."""
    base, other = ink(tone), ink(spot)

    def paint(u: float, v: float) -> Colour:
        k = noise(u * scale * 2, v * scale, 5)
        return other if k > share else dim(base, 0.8 + 0.4 * noise(u * scale, v * scale * 0.6, 6))

    return Material(base, paint, shine=shine, rough=0.2)


def drink(
    wrap: Image.Image, kind: str, liquid: str, backdrop: Backdrop, *, beside: Sequence[Surface] = (), glass: bool = True
) -> Scene:
    """A bottle and a poured glass."""
    shapes = bottle(kind, liquid, wrap, glow=0.25, label_at=(0.14, 0.5))
    if glass:
        body = ink(liquid)
        shapes += [
            revolve(
                [(0.0, 0.04), (0.24, 0.04), (0.285, 0.62), (0.0, 0.62)],
                Material(body, shine=0.05, rough=0.1, glow=0.3),
                (0.85, 0, 0.35),
            ),
            revolve(
                [(0.0, 0.0), (0.26, 0.0), (0.31, 0.84)],
                Material((0.95, 0.97, 0.96), shine=0.05, rough=0.05, alpha=0.14),
                (0.85, 0, 0.35),
            ),
        ]
    return Scene([*shapes, *beside], backdrop, camera=look(14, 0, 8), fill=0.84)


def caddy(wrap: Image.Image, tone: str, backdrop: Backdrop, *, poured: str, ground: str = "") -> Scene:
    """A tin, a cup of what is brewed from it, and its leaves (or its powder)."""
    shapes = tin(wrap, tone)
    shapes += cup(glaze("#f1ece2"), radius=0.32, height=0.4, at=(1.1, 0, 0.25), drink=poured)
    if ground:
        loose = [powder(ground, (0.2, 0.0, 0.95), 0.4, 0.2)]
    else:
        loose = strewn(stick("#2d2119", 0.16, 0.016, bent=0.04), 70, (0.1, 0, 0.95), (0.75, 0.25), rest=0.0, number=5)
    return Scene(shapes, backdrop, extras=loose, camera=look(17, 0, 8), fill=0.84)


def box_of(
    front: Image.Image,
    side: Image.Image,
    tone: str,
    backdrop: Backdrop,
    *,
    beside: Sequence[Surface] = (),
    size: Point = (1.2, 1.6, 0.55),
) -> Scene:
    """A folding box with its content before it."""
    shapes = placed(carton(front, tone, size=size, side=side), by=(-0.3, 0, -0.2))
    return Scene([*shapes, *beside], backdrop, camera=look(18, 0, 8), fill=0.84)


def spice_bowl(
    piece: Morsel,
    count: int,
    tone: str,
    backdrop: Backdrop,
    *,
    loose: int = 8,
    rest: float = 0.08,
    coconut: bool = True,
    height: float = 0.2,
) -> Scene:
    """A bowl heaped with a spice, a few pieces lying about."""
    dish = (
        coconut_bowl((0, 0, 0), 0.85) if coconut else bowl(glaze("#d9cfbd", speckled="#6a5038"), radius=0.9, height=0.5)
    )
    top = 0.38 if coconut else 0.3
    pieces = heap(piece, count, (0, top, 0), 0.66, height, tone=tone, number=6)
    around = strewn(piece, loose, (0.1, 0, 1.08), (1.0, 0.2), rest=rest, number=8)
    return Scene([*dish, *pieces], backdrop, extras=around, camera=look(32, 0, 8), fill=0.72, shift=(0, -0.05))


def sack(piece: Morsel, count: int, tone: str, mark: Image.Image, backdrop: Backdrop) -> Scene:
    """An open jute sack with a rolled rim, a scoop before it."""
    jute = ink("#b08d5c")

    def cloth(u: float, v: float) -> Colour:
        a = 0.8 + 0.12 * ((int(u * 320) + int(v * 150)) % 2) + 0.2 * (noise(u * 50, v * 40, 5) - 0.5)
        return dim(jute, a)

    stamp = covered(mark)

    def marked(u: float, v: float) -> Colour:
        x, y = (0.42 - u) / 0.34, (v - 0.24) / 0.4
        if 0 <= x < 1 and 0 <= y < 1 and stamp(x, y)[0] < 0.3:
            return ink("#40301f")
        return cloth(u, v)

    body = spline([(0.0, 0.0), (0.62, 0.0), (0.78, 0.14), (0.82, 0.7), (0.74, 1.1), (0.72, 1.24)])
    shapes = [
        revolve(
            body,
            Material(jute, marked),
            bump=lambda u, v: 0.03 * (noise(u * 10, v * 5, 7) - 0.5) + 0.02 * (noise(u * 24, v * 8, 9) - 0.5),
            detail=1.2,
        )
    ]
    rim = [(0.74 * c, 1.24, 0.74 * s) for c, s in _circle(50)]
    shapes.append(
        tube(rim, 0.1, Material(jute, cloth), closed=True, bump=lambda u, v: 0.16 * (noise(v * 30, u * 3, 3) - 0.5))
    )
    shapes += heap(piece, count, (0, 1.16, 0), 0.64, 0.2, tone=tone, number=3)
    scoop = [
        sheet(lambda u, v: (0.3 * (2 * u - 1), 0.06 + 0.22 * (2 * u - 1) ** 2, (v - 0.5) * 0.7), wood()),
        tube([(0, 0.1, -0.34), (0, 0.13, -0.85)], 0.05, wood()),
    ]
    shapes += placed(scoop, (0, -125, 0), (0.72, 0, 1.05))
    shapes += strewn(piece, 26, (0.55, 0, 1.2), (0.5, 0.22), rest=0.06, number=9)
    return Scene(shapes, backdrop, camera=look(24, 0, 9), fill=0.86)


def bundles(piece: Morsel, per: int, tie: str, backdrop: Backdrop, *, thick: float = 0.05, number: int = 3) -> Scene:
    """Bundles of pods or quills, all lying along x, tied with string."""
    shapes: list[Surface] = []
    reach = thick * 1.25 * per**0.5
    for n in range(number):
        random = dice(20 + n)
        tied: list[Surface] = []
        for k in range(per):
            r, a = reach * ((k + 0.5) / per) ** 0.5, k * 2.399963
            by = (random.uniform(-0.06, 0.06), reach + r * math.sin(a), r * math.cos(a))
            tied += placed(piece(random), (0, random.uniform(-2, 2), 0), by)
        for x in (-0.06, 0.0, 0.06):
            loop = [(x, reach + thick + (reach + thick) * 1.02 * s, (reach + thick) * 1.05 * c) for c, s in _circle(30)]
            tied.append(tube(loop, 0.022, matt(tie), closed=True))
        shapes += placed(tied, (0, 14 - 12 * n, 0), (0.05 * n, 0.0, (n - (number - 1) / 2) * (2.5 * reach + 0.1)))
    return Scene(shapes, backdrop, camera=look(36, -8, 8), fill=0.86)


def _circle(count: int) -> list[tuple[float, float]]:
    return [(math.cos(k * math.tau / count), math.sin(k * math.tau / count)) for k in range(count + 1)]


def rendang(front: Image.Image) -> Scene:
    """A vacuum pouch of rendang and a plate of it, lime leaf on top."""
    pack = placed(pouch(front, "#5b1a14", foil=True, depth=0.4), (0, 14, 0), (-0.5, 0, -0.35))
    dish = plate(glaze("#efe9dd"), radius=0.85, at=(0.75, 0, 0.5))
    meat = heap(lump("#5a2a14", 0.19), 16, (0.75, 0.08, 0.5), 0.46, 0.26, tone="#3f1d0e", number=5)
    green = placed(leaf("#3f6a34", 0.5, 0.22)(dice(3)), (20, 40, 0), (0.7, 0.42, 0.5))
    return Scene([*pack, *dish, *meat, *green], teak(), camera=look(24, 0, 8), fill=0.86)


def toffee(front: Image.Image, side: Image.Image) -> Scene:
    """Dodol: a box and wrapped pieces, two unwrapped."""
    shapes = placed(carton(front, "#7a2a1c", size=(1.5, 1.0, 0.6), side=side, turn=-18), by=(-0.25, 0, -0.3))
    random = dice(8)
    pieces: list[Surface] = []
    for k in range(7):
        x, z = -0.75 + 0.3 * k + random.uniform(-0.05, 0.05), 0.62 + 0.28 * (k % 2)
        bare = k in (2, 5)
        body = block(
            (0, 0.09, 0),
            (0.34, 0.16, 0.2),
            glossy("#4a2412") if bare else matt(("#f2e6cd", "#d9a441", "#b5403a")[k % 3]),
            corner=0.04,
        )
        if not bare:
            for way in (-1, 1):
                body.append(sheet(_twist(way), matt("#f6efe0")))
        pieces += placed(body, (0, random.uniform(0, 180), 0), (x, 0, z))
    return Scene([*shapes, *pieces], OAT, camera=look(24, 0, 8), fill=0.86)


def _twist(way: int) -> Callable[[float, float], Point]:
    """The twisted end of a paper wrapper, to the left (-1) or the right (1)."""
    return lambda u, v: (way * (0.16 + 0.13 * v), 0.09 + 0.12 * (u - 0.5) * v, (u - 0.5) * (0.06 + 0.2 * v))


def chocolate(front: Image.Image) -> Scene:
    """A wrapped bar lying on an unwrapped one broken into pieces."""
    brown = Material(ink("#3a1d10"), shine=0.04, rough=0.3)
    shapes: list[Surface] = list(board(2.6, 1.9, 0.08, material=wood("#d3a468", "#9a6a38", 8)))
    for i in range(5):
        for j in range(3):
            if (i, j) in {(4, 0), (4, 1)}:
                continue
            shapes += placed(
                block((0, 0.12, 0), (0.3, 0.11, 0.3), brown, corner=0.05),
                (0, 8, 0),
                (-0.72 + i * 0.3 - 0.04 * j, 0.08, 0.25 + j * 0.3 + 0.04 * i - 0.28),
            )
    for x, z, turn in ((0.98, 0.6, 30), (0.85, 0.2, -20)):
        shapes += placed(block((0, 0.12, 0), (0.3, 0.11, 0.3), brown, corner=0.05), (0, turn, 0), (x, 0.08, z))
    wrapper = Material(ink("#274a3a"), covered(front), shine=0.02)
    bar = block((0, 0, 0), (1.05, 0.16, 1.9), Material(ink("#274a3a")), corner=0.03, faces={"top": wrapper}, detail=1.3)
    shapes += placed(bar, (0, 62, 0), (0.12, 0.36, -0.38))
    nibs = strewn(
        seed("#6b3a22", (0.11, 0.05, 0.07), vary=0.3), 12, (-1.0, 0.1, 0.85), (0.35, 0.2), rest=0.12, number=5
    )
    return Scene(shapes, LINEN, extras=nibs, camera=look(40, 0, 9), fill=0.9)


def honey(wrap: Image.Image) -> Scene:
    """A bottle of wild honey, a dipper, a piece of comb."""
    shapes = bottle("flask", "#b4640e", wrap, cap=wood(), glow=0.32, label_at=(0.14, 0.58))

    def cells(u: float, v: float) -> Colour:
        row = int(v * 9)
        a, b = (u * 9 + 0.5 * (row % 2)) % 1 - 0.5, (v * 9) % 1 - 0.5
        r = max(abs(a) * 1.1, abs(b) * 0.9 + abs(a) * 0.5)
        return ink("#8a4a0c") if r < 0.34 else ink("#e7b453")

    comb = block(
        (0, 0.13, 0),
        (0.72, 0.24, 0.6),
        Material(ink("#e0a83f"), glow=0.1),
        corner=0.05,
        faces={"top": Material(ink("#d9a03a"), cells, shine=0.05, rough=0.1, glow=0.12)},
        detail=1.3,
    )
    shapes += plate(glaze("#efe9dd"), radius=0.62, at=(0.98, 0, 0.35)) + placed(comb, (0, 24, 0), (0.98, 0.05, 0.35))
    dipper = [tube([(0, 0, 0.28), (0, 0, 1.1)], 0.035, wood())]
    dipper.append(
        tube([(0, 0, -0.1), (0, 0, 0.3)], lambda _t: 0.13, wood(), bump=lambda _u, v: 0.3 * (int(v * 12) % 2))
    )
    shapes += placed(dipper, (-8, 60, 0), (-0.45, 0.14, 1.0))
    return Scene(shapes, Backdrop("#ecd6a6", "#e4c88c"), camera=look(19, 0, 8), fill=0.86)


def meal(front: Image.Image, tone: str, lumps: str = "") -> Scene:
    """A kraft pouch of something ground, a coconut bowl of it, and lumps of what it was ground from."""
    pack = placed(pouch(front, "#b98d5e", box=(0.14, 0.2, 0.86, 0.82)), (0, 14, 0), (-0.4, 0, -0.25))
    dish = coconut_bowl((0.78, 0, 0.45), 0.5)
    ground = powder(tone, (0.78, 0.26, 0.45), 0.38, 0.16)
    blocks = (
        scattered(lump(lumps, 0.2, shine=0.01, bump=0.15), [(0.0, 0.95), (0.32, 1.15)], rest=0.12, number=4)
        if lumps
        else []
    )
    return Scene([*pack, *dish, ground], CHALK, extras=blocks, camera=look(20, 0, 8), fill=0.86)


def whole_nutmeg(backdrop: Backdrop) -> Scene:
    """Nutmeg in a bowl, some still in their red mace, a split fruit beside."""
    plain = seed("#7a5436", (0.17, 0.13, 0.13), bump=0.12)

    def laced(random: Random) -> list[Surface]:
        red, shell = ink("#9c2816"), ink("#33201a")

        def paint(u: float, v: float) -> Colour:
            return red if noise(u * 15, v * 3.4 + 3, 4) > 0.5 or v > 0.9 else shell

        nut = ball(
            (0, 0, 0),
            (0.17, 0.13, 0.13),
            Material(red, paint, shine=0.035, rough=0.3),
            bump=lambda u, v: 0.07 * (noise(u * 15, v * 3.4 + 3, 4) > 0.5),
        )
        return placed(nut, (random.uniform(-50, 50), random.uniform(0, 360), random.uniform(50, 120)))

    dish = coconut_bowl((0, 0, 0), 0.85)
    nuts = heap(
        lambda random: laced(random) if random.random() < 0.35 else plain(random),
        34,
        (0, 0.42, 0),
        0.6,
        0.22,
        tone="#4a3220",
        number=6,
    )
    outer = Material(
        ink("#d9b25a"), lambda u, v: dim(ink("#d9b25a"), 0.85 + 0.25 * noise(u * 8, v * 6, 3)), shine=0.03, rough=0.4
    )
    half = [
        revolve(spline([(0.0, -0.3), (0.24, -0.22), (0.33, 0.0)]), outer),
        revolve(spline([(0.33, 0.0), (0.2, 0.0), (0.17, -0.12), (0.0, -0.16)]), matt("#f1e6c8")),
    ]
    fruit = placed(half, (18, 0, -12), (1.15, 0.3, 0.55)) + placed(laced(dice(2)), (0, 0, 0), (1.15, 0.3, 0.55))
    around = scattered(plain, [(-0.9, 0.8), (-0.5, 1.0), (0.35, 1.05)], rest=0.12, number=3)
    around += scattered(laced, [(-0.1, 1.0)], rest=0.13, number=5)
    return Scene([*dish, *nuts, *fruit], backdrop, extras=around, camera=look(28, 0, 8), fill=0.84)


def coconut_half() -> list[Surface]:
    """A halved coconut, its white flesh up, in its brown husk."""
    husk = Material(ink("#5a3b22"), lambda u, v: dim(ink("#6b4728"), 0.6 + 0.7 * noise(u * 60, v * 9, 4)))
    flesh = revolve(
        spline([(0.5, 0.47), (0.44, 0.47), (0.34, 0.22), (0.0, 0.1)]), Material(ink("#f4f1e6"), shine=0.02, rough=0.4)
    )
    shell = revolve(
        spline([(0.0, -0.04), (0.3, 0.02), (0.5, 0.28), (0.54, 0.46), (0.5, 0.47)]),
        husk,
        bump=lambda u, v: 0.02 * noise(u * 50, v * 12, 7),
    )
    return placed([shell, flesh], (24, 0, -16), (0.95, 0.06, 0.3))
