"""Where the shipped data folder lies: beside the package in a checkout, inside it in a wheel."""

from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """Return the folder that holds icons, locale, styles, reference, layouts and sample."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"
