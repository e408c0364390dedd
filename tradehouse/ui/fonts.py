"""The faces of the window: the system's own, at a size that carries a day's work on 1366 × 768."""

from collections.abc import Mapping

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication

TEXT_PIXELS = 13  # of body text at 96 dpi; a system that sets larger text is followed
GENERIC = {"", "sans", "sans serif", "sans-serif", "monospace", "mono", "fixed", "courier"}
UI_FAMILIES = ("Inter", "Noto Sans", "Cantarell", "Ubuntu", "DejaVu Sans")
CODE_FAMILIES = (
    "Cascadia Mono",
    "Consolas",
    "SF Mono",
    "Menlo",
    "JetBrains Mono",
    "Noto Sans Mono",
    "DejaVu Sans Mono",
)
FACES: Mapping[str, tuple[float, QFont.Weight]] = {
    # name: (size against body, weight)
    "body": (1.0, QFont.Weight.Normal),
    "strong": (1.0, QFont.Weight.DemiBold),
    "small": (0.88, QFont.Weight.Normal),
    "heading": (1.15, QFont.Weight.DemiBold),
    "title": (1.45, QFont.Weight.DemiBold),
}


def make_font(face: str, *, tabular: bool, code: bool) -> QFont:
    """Return a face of FACES; tabular makes all figures equally wide, code takes a monospaced family."""
    general = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont) if code else QFont(general)
    if code or font.family().casefold() in GENERIC:
        own = QFontInfo(font).family()
        wanted = CODE_FAMILIES if code else UI_FAMILIES
        font.setFamilies([next(filter(QFontDatabase.hasFamily, wanted), own), own])
    ratio, weight = FACES[face]
    screen = QGuiApplication.primaryScreen()
    dpi = screen.logicalDotsPerInch() if screen is not None else 96.0
    font.setPointSizeF(max(general.pointSizeF(), TEXT_PIXELS * 72 / dpi) * ratio)
    font.setWeight(weight)
    tag = QFont.Tag.fromString("tnum") if tabular else None
    if tag is not None:
        font.setFeature(tag, 1)
    return font
