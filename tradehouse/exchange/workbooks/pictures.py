"""Photos in cells: fitted strictly inside one cell, so that they move, hide and sort with their row."""

import io
from typing import Any

from tradehouse.exchange.workbooks.photo_parts import PhotoParts, PlacedPhoto, jpeg_size

MARGIN = 3  # pixels on each side
_MOVE_AND_SIZE = 1


def column_pixels(width: float) -> int:
    """Return how wide a column of so many characters is on a screen at 96 dpi."""
    return int(width * 7 + 5.5) if width >= 1 else int(width * 12 + 0.5)


def row_pixels(points: float) -> int:
    """Return how high a row of so many points is on a screen at 96 dpi."""
    return int(points * 4 / 3)


def place_photo(
    photos: PhotoParts,
    sheet: Any,
    row: int,
    column: int,
    jpeg: bytes,
    cell: tuple[int, int],
    text: str,
    row_height: float,
) -> None:
    """Put a photo in the middle of a cell of cell pixels (width, height), never enlarged. text is its alt text;
    row_height in points.
    """
    width, height = jpeg_size(jpeg)
    room = (cell[0] - 2 * MARGIN, cell[1] - 2 * MARGIN)
    scale = min(room[0] / width, room[1] / height, 1.0)
    left, top = (cell[0] - width * scale) / 2, (cell[1] - height * scale) / 2
    if photos.takes(sheet):
        photos.add(sheet, jpeg, PlacedPhoto(row, column, left, top, width * scale, height * scale, text))
        return
    sheet.set_row(row, row_height)  # an anchor is worked out from the height of its row
    sheet.insert_image(
        row,
        column,
        "photo.jpg",
        {
            "image_data": io.BytesIO(jpeg),
            "x_scale": scale,
            "y_scale": scale,
            "x_offset": left,
            "y_offset": top,
            "object_position": _MOVE_AND_SIZE,
            "description": text,
        },
    )
    photos.begin(sheet)
