"""Reading a photo at the size it is shown, in a pool thread."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QImageReader

from tradehouse.domain.errors import UserError
from tradehouse.photos.renditions import LARGEST_BOX, SCREEN, THUMBNAIL, Renditions

ReadPicture = Callable[[str, int], QImage]
"""Gives a photo by its key ("sha256.extension") and side in pixels, in a pool thread; a null image for none."""


def read_picture(renditions: Renditions, photo: str, side: int) -> QImage:
    """Return a photo ("sha256.extension") fitted into a square of side pixels; a null image where it cannot be read."""
    sha256, _dot, extension = photo.partition(".")
    box = next((known for known in (THUMBNAIL, SCREEN) if side <= known), LARGEST_BOX)
    try:
        path = renditions.rendition(sha256, extension, box=box)
    except (UserError, ValueError):
        return QImage()
    reader = QImageReader(path.as_posix())
    size = reader.size()
    longest = max(size.width(), size.height())
    if size.isValid() and longest > side:
        reader.setScaledSize(QSize(size.width() * side // longest, size.height() * side // longest))
    return reader.read()
