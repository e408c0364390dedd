"""Pictures of culling: the viewer, two photos side by side, the frame of a crop, what is written about a photo."""

import io
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageFilter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from window_pictures import SIZE, Camera

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import Query
from tradehouse.services import browsing, culling, history, photos
from tradehouse.services.catalogue import Catalogue
from tradehouse.ui.photos.viewer import PhotoViewer

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample" / "photos"


def alike_photos(catalogue: Catalogue) -> list[culling.DeskPhoto]:
    """Put three photos alike, one of them blurred and one small, on a product; return its photos and some more."""
    products = list(browsing.find_ids(catalogue, RecordKind.PRODUCT, Query(), 8))
    with Image.open(sorted(SAMPLE.glob("*.jpg"))[5]) as picture:
        sharp = picture.convert("RGB").resize((1600, 1600))
    shots = [sharp.filter(ImageFilter.GaussianBlur(6)), sharp, sharp.resize((600, 600))]
    sources = []
    for n, shot in enumerate(shots, start=11):
        out = io.BytesIO()
        shot.save(out, "JPEG", quality=90)
        sources.append((out.getvalue(), f"IMG-20261120-WA00{n}.jpg"))
    photos.attach(catalogue, products[0], sources)
    return culling.photos_to_cull(catalogue, products)


def culling_states(camera: Camera, shot: Callable[..., None]) -> None:
    """Take the pictures; what was attached for them is taken back."""
    window = camera.window
    found = alike_photos(window.catalogue)
    place = next(n for n, shown in enumerate(found) if shown.photo.original_name == "IMG-20261120-WA0011.jpg")
    viewer = PhotoViewer(window.catalogue, window.jobs, found, place, window)
    viewer.resize(*SIZE)
    viewer.show()
    camera.settle(0.8)
    shot("viewer", camera, viewer)
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Tab)
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    camera.settle()
    shot("viewer-compare", camera, viewer)
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(viewer.canvas, Qt.Key.Key_Tab)
    QTest.keyClick(viewer.canvas, Qt.Key.Key_C)
    if viewer.crop is not None:
        viewer.crop.shapes.choose("landscape")
        camera.settle()
        shot("viewer-crop", camera, viewer)
        QTest.keyClick(viewer.crop.frame, Qt.Key.Key_Escape)
    QTest.keyClick(viewer.canvas, Qt.Key.Key_I)
    camera.settle()
    facts = viewer.findChild(QDialog, "photo_facts")
    shot("photo-facts", camera, facts)
    facts.close()
    viewer.close()
    history.undo(window.catalogue)
    camera.settle()
