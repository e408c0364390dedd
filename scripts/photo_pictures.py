"""Pictures of the curator's desk: the plan of a phone's photos, series of labels, the tray."""

import io
from collections.abc import Callable
from pathlib import Path

import segno
from PIL import Image
from window_pictures import Camera

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.photo_labels import label_text
from tradehouse.domain.query import Query
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample" / "photos"


def phone_photos(catalogue: Catalogue, folder: Path) -> Path:
    """Fill a folder as it comes from a phone: some photos named by code, some by name, a series with labels."""
    products = browsing.records(
        catalogue, RecordKind.PRODUCT, browsing.find_ids(catalogue, RecordKind.PRODUCT, Query(), 12)
    )
    pictures = iter(sorted(SAMPLE.glob("*.jpg"))[:40])
    (folder / "DCIM").mkdir(parents=True, exist_ok=True)
    for n, product in enumerate(products[:4]):
        for shot in range(1 + n % 3):
            (folder / f"{product['code']}_{shot + 1}.jpg").write_bytes(_as_taken(next(pictures), n + shot))
    for n, product in enumerate(products[4:6]):
        name = str(product["name_id"]).replace("a", "e", 1)
        (folder / f"{name} depan.jpg").write_bytes(_as_taken(next(pictures), n))
    for n in range(3):
        (folder / f"IMG-20261119-WA{n + 3:04d}.jpg").write_bytes(_as_taken(next(pictures), n))
    (folder / "catatan rapat.jpg").write_bytes(b"rapat")
    number = 0
    for product in products[7:10]:
        number += 1
        (folder / "DCIM" / f"IMG-20261120-WA{number:04d}.jpg").write_bytes(_label(product.uid))
        for turn in range(3):
            number += 1
            (folder / "DCIM" / f"IMG-20261120-WA{number:04d}.jpg").write_bytes(_as_taken(next(pictures), turn))
    return folder


def photo_states(camera: Camera, folder: Path, shot: Callable[..., None]) -> None:
    """Take the pictures; what was attached for them is taken back."""
    window = camera.window
    flows = window.findChild(object, "photo_flows")
    plan = flows.match()
    plan.take([phone_photos(window.catalogue, folder)])
    camera.until(lambda: plan.matching.plan is not None)
    camera.settle(0.8)
    shot("photos-plan", camera, plan)
    plan.page.tools.layout_switch.choose("series")
    camera.settle()
    shot("photos-labels", camera, plan)
    plan.apply.click()
    camera.until(lambda: not plan.isVisible())
    tray = flows.open_tray()
    camera.settle(0.8)
    shot("photos-tray", camera, tray)
    tray.close()
    window.desk.undo()
    camera.settle(0.8)


def _as_taken(picture: Path, turn: int) -> bytes:
    """Return another photo of the same thing: a little turned, on a larger sheet."""
    with Image.open(picture) as image:
        tilted = image.convert("RGB").rotate(2 + 2 * turn, expand=True, fillcolor=(232, 228, 220)).resize((1200, 960))
    return _jpeg(tilted)


def _label(uid: str) -> bytes:
    """Return a photo of a product's QR label on a table."""
    drawn = io.BytesIO()
    segno.make_qr(label_text(uid), error="m").save(drawn, kind="png", scale=12)
    scene = Image.new("RGB", (1200, 960), (168, 150, 128))
    code = Image.open(drawn).convert("RGB").rotate(4, expand=True, fillcolor="white")
    scene.paste(code, ((scene.width - code.width) // 2, (scene.height - code.height) // 2))
    return _jpeg(scene)


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()
