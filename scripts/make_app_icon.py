"""Draws resources/icons/app.ico for Windows from app.svg: run it when app.svg has changed."""

import os
import struct

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication

from tradehouse.domain.files import write_file
from tradehouse.domain.resources import resources
from tradehouse.ui.icons import APP_ICON_SIZES, app_image


def ico(pictures: dict[int, bytes]) -> bytes:
    """Return an .ico that holds one PNG per size: header, directory, pictures (Windows Vista and later)."""
    offset = 6 + 16 * len(pictures)
    directory, body = b"", b""
    for size, png in sorted(pictures.items()):
        place = (len(png), offset + len(body))
        directory += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, *place)
        body += png
    return struct.pack("<HHH", 0, 1, len(pictures)) + directory + body


def png(size: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    app_image(size).save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


if __name__ == "__main__":
    application = QGuiApplication([])
    target = resources() / "icons" / "app.ico"
    write_file(target, ico({size: png(size) for size in APP_ICON_SIZES}))
    print(target, target.stat().st_size)
