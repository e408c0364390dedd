"""The studio: a backdrop, a floor, a camera; photograph() takes the picture."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from PIL import Image, ImageChops, ImageFilter

from sample_drawing.camera import Camera, framed, look
from sample_drawing.colour import Colour, ink, mix
from sample_drawing.lights import KEY_SHARE, ROOM_SHARE, Patch, Rig, floor_light, light, patch
from sample_drawing.painter import Facet, Surroundings, facets, paint_facets, size_on_screen
from sample_drawing.solids import Point, Surface

SUPERSAMPLING = 2


@dataclass(frozen=True, slots=True)
class Backdrop:
    """Paper sweep from floor to wall; `texture` (a picture, `tile` units wide) lies on the floor instead of paper."""

    floor: str
    wall: str
    texture: Image.Image | None = None
    tile: float = 2.0


@dataclass(frozen=True, slots=True)
class Scene:
    """What stands in the studio and how it is seen. `fill` is the share of the picture the subject takes; `extras`
    are lit and drawn but do not decide the framing.
    """

    subject: Sequence[Surface]
    backdrop: Backdrop
    extras: Sequence[Surface] = ()
    camera: Camera = field(default_factory=lambda: look(14))
    fill: float = 0.74
    shift: tuple[float, float] = (0.0, 0.0)
    rig: Rig = field(default_factory=Rig)


def _coarse(surface: Surface, camera: Camera, pixels: int) -> Patch:
    across, along = size_on_screen(surface, camera)
    cell = pixels / 40
    nu = min(36, max(5 if across > cell else 4, math.ceil(across / cell)))
    nv = min(36, max(4 if along > cell else 2, math.ceil(along / cell)))
    points = surface.grid(nu, nv)
    keep = surface.keep
    rows = len(points) - 1
    kept = [[keep is None or keep((i + 0.5) / nu, (j + 0.5) / rows) for i in range(nu)] for j in range(rows)]
    casts = surface.casts and surface.material.alpha > 0.6
    return patch(points, kept, camera.eye, casts)


def photograph(scene: Scene, size: int = 1000, fineness: float = 3.4) -> Image.Image:
    """Return the picture, size × size RGB. `fineness` is the facet size in supersampled pixels."""
    pixels = size * SUPERSAMPLING
    surfaces = [*scene.subject, *scene.extras]
    subject_points = [point for surface in scene.subject for row in surface.grid(14, 14) for point in row]
    camera = framed(scene.camera, subject_points, pixels, scene.fill, scene.shift)
    patches = [_coarse(surface, camera, pixels) for surface in surfaces]
    middle, reach = _extent([point for shape in patches for row in shape.points for point in row])
    light(patches, scene.rig, middle, reach)
    around = Surroundings(ink(scene.backdrop.floor), ink(scene.backdrop.wall), scene.rig)
    picture = _ground(scene, camera, patches, middle, reach, pixels)
    solid: list[Facet] = []
    clear: list[Facet] = []
    for surface, lit in zip(surfaces, patches, strict=True):
        made = facets(surface, lit, camera, around, fineness, pixels)
        (solid if surface.material.alpha >= 1 else clear).extend(made)
    paint_facets(picture, solid, clear)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def _extent(points: Sequence[Point]) -> tuple[Point, float]:
    low = [min(p[k] for p in points) for k in range(3)]
    high = [max(p[k] for p in points) for k in range(3)]
    middle = tuple((a + b) / 2 for a, b in zip(low, high, strict=True))
    return middle, max(math.dist(p, middle) for p in points) * 1.06  # type: ignore[return-value]


def _warped(source: Image.Image, camera: Camera, corner: tuple[float, float], scale: float, pixels: int) -> Image.Image:
    """Return a picture that lies on the floor as the camera sees it; `scale` is its pixels per unit."""
    fx, fz, fd = camera.floor_mapping()
    top = [(p - corner[0] * q) * scale for p, q in zip(fx, fd, strict=True)]
    left = [(p - corner[1] * q) * scale for p, q in zip(fz, fd, strict=True)]
    last = fd[2] or 1e-9
    data = [value / last for value in (*top, *left, fd[0], fd[1])]
    return source.transform((pixels, pixels), Image.Transform.PERSPECTIVE, data, Image.Resampling.BILINEAR)


def _ground(
    scene: Scene, camera: Camera, patches: Sequence[Patch], middle: Point, reach: float, pixels: int
) -> Image.Image:
    picture = _sweep(scene, camera, pixels)
    width = reach * 7
    corner = (middle[0] - width / 2, middle[2] - width / 2)
    key, room = floor_light(patches, scene.rig, corner, width)
    length = math.sqrt(sum(part * part for part in scene.rig.key))
    direct = KEY_SHARE * scene.rig.key[1] / length
    total = direct + ROOM_SHARE
    falling = Image.blend(key, room, ROOM_SHARE / total)
    falling = falling.point([round(255 * (value / 255) ** (1 / 2.2)) for value in range(256)])
    # a white margin, so that what lies outside the lit square counts as lit
    margin = 6
    canvas = Image.new("L", (falling.width + 2 * margin, falling.height + 2 * margin), 255)
    canvas.paste(falling, (margin, margin))
    scale = falling.width / width
    edge = margin / scale
    seen = _warped(canvas, camera, (corner[0] - edge, corner[1] - edge), scale, pixels)
    inside = _warped(Image.new("L", falling.size, 255), camera, corner, scale, pixels)
    shadow = Image.new("L", (pixels, pixels), 255)
    shadow.paste(seen, (0, 0), inside.point([255 * (value > 250) for value in range(256)]))
    horizon = _horizon(camera)
    if horizon > 0:
        shadow.paste(255, (0, 0, pixels, min(pixels, int(horizon) + 2)))
    ground = ImageChops.multiply(picture, Image.merge("RGB", (shadow, shadow, shadow)))
    # the lens is focused on the thing; what it stands on is a touch softer (and the file smaller)
    return ground.filter(ImageFilter.GaussianBlur(pixels / 900))


def _horizon(camera: Camera) -> float:
    """Return the picture row where the floor ends, negative when the whole picture is floor."""
    flat = math.hypot(camera.forward[0], camera.forward[2])
    if flat < 0.2:
        return -1.0
    return camera.centre[1] + camera.focal * camera.forward[1] / flat


def _sweep(scene: Scene, camera: Camera, pixels: int) -> Image.Image:
    small = 96
    floor, wall = ink(scene.backdrop.floor), ink(scene.backdrop.wall)
    horizon = _horizon(camera) / pixels
    line = 0.42 if horizon < -0.5 else min(0.62, max(0.3, horizon + 0.16))
    bands: tuple[list[float], list[float], list[float]] = ([], [], [])
    for y in range(small):
        t = (y / small - line) / 0.3
        t = min(1.0, max(0.0, t))
        base: Colour = floor if horizon < -0.5 else mix(wall, floor, t * t * (3 - 2 * t))
        for x in range(small):
            # the pool of light: brighter upper left of the middle, falling off to the corners
            d = math.hypot(x / small - 0.44, (y / small - 0.42) * 1.05)
            level = 1.1 - 0.62 * d * d
            for band, part in zip(bands, base, strict=True):
                band.append(255 * min(1.0, part * level) ** (1 / 2.2))
    parts = []
    for band in bands:
        # scaled up as numbers, so that soft gradients do not break into steps
        smooth = Image.new("F", (small, small))
        smooth.putdata(band)
        parts.append(smooth.resize((pixels, pixels), Image.Resampling.BICUBIC).convert("L"))
    picture = Image.merge("RGB", parts)
    texture = scene.backdrop.texture
    if texture is None:
        return picture
    scale = texture.width / scene.backdrop.tile
    seen = _warped(_tiled(texture, 9), camera, (-4.5 * scene.backdrop.tile, -4.5 * scene.backdrop.tile), scale, pixels)
    shaded = ImageChops.multiply(seen, _pool(pixels))
    mask = Image.new("L", (1, pixels), 255)
    if horizon > -0.5:
        # the boards run out into paper before they grow too fine
        reach = math.hypot(camera.eye[0], camera.eye[2])
        far = min(2.1 * math.dist(camera.eye, (0.0, 0.0, 0.0)), reach + 3.9 * scene.backdrop.tile)
        fade = int(horizon * pixels + camera.focal * camera.eye[1] / far)
        mask = Image.new("L", (1, pixels), 0)
        for y in range(pixels):
            mask.putpixel((0, y), min(255, max(0, (y - fade) * 900 // pixels)))
    picture.paste(shaded, (0, 0), mask.resize((pixels, pixels)))
    return picture


def _tiled(texture: Image.Image, times: int) -> Image.Image:
    out = Image.new("RGB", (texture.width * times, texture.height * times))
    for i in range(times):
        for j in range(times):
            out.paste(texture, (i * texture.width, j * texture.height))
    return out


def _pool(pixels: int) -> Image.Image:
    """Return the falling-off of light over a whole floor, to be multiplied."""
    small = Image.radial_gradient("L").point([255 - value // 5 for value in range(256)])
    pool = small.filter(ImageFilter.GaussianBlur(6)).resize((pixels, pixels), Image.Resampling.BICUBIC)
    return Image.merge("RGB", (pool, pool, pool))
