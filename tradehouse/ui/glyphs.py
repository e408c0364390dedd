"""Our line drawings as text: read once from resources/icons, tinted by replacing `currentColor`."""

from functools import cache

from tradehouse.domain.files import write_file
from tradehouse.domain.resources import resources
from tradehouse.services.places import cache_folder


@cache
def glyph_names() -> frozenset[str]:
    """Return the names that icon() knows."""
    return frozenset(path.stem for path in (resources() / "icons").glob("*.svg")) - {"app"}


@cache
def glyph(name: str) -> str:
    """Return the SVG of a drawing on the 24 × 24 grid. Raises KeyError for a name that we do not have."""
    if name not in glyph_names():
        raise KeyError(name)
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def tinted(name: str, colour: str, stroke: float = 1.75) -> bytes:
    """Return the drawing in one colour ("#RRGGBB"); small boxes take a heavier stroke."""
    text = glyph(name).replace("currentColor", colour)
    return text.replace('stroke-width="1.75"', f'stroke-width="{stroke:g}"').encode()


def tinted_file(name: str, colour: str, stroke: float = 1.75) -> str:
    """Return the path of a tinted drawing for a style sheet's url(), which takes files only.

    The name tells the content, so a file once written stays right. Raises OSError where the cache cannot be
    written.
    """
    path = cache_folder() / "glyphs" / f"{name}-{colour.lstrip('#').lower()}-{round(stroke * 100)}.svg"
    content = tinted(name, colour, stroke)
    if not path.is_file() or path.stat().st_size != len(content):
        write_file(path, content)
    return path.as_posix()
