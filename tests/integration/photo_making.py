"""Photos for tests: drawn, each unlike the others, with labels and barcodes where asked for."""

import io
from pathlib import Path

from PIL import Image, ImageDraw

from tradehouse.domain.photo_labels import label_text


def photo(seed: int = 1, size: tuple[int, int] = (400, 300), kind: str = "JPEG", **options: object) -> bytes:
    """Return a picture of stripes and a disc; another seed is another picture."""
    image = Image.new("RGB", size, (240, 235, 225))
    draw = ImageDraw.Draw(image)
    for n in range(8):
        x = (seed * 37 + n * 61) % size[0]
        draw.rectangle((x, 0, x + 12 + seed % 7, size[1]), fill=((seed * 53 + n * 29) % 256, (n * 71) % 256, 90))
    side = min(size) // 3
    x, y = (seed * 91) % (size[0] - side), (seed * 47) % (size[1] - side)
    draw.ellipse((x, y, x + side, y + side), fill=(200, (seed * 17) % 256, 30))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def label_photo(text: str, side: int = 400, seed: int = 0) -> bytes:
    """Return a photo of 1200 × 900 with a QR code of about this side on it, a little turned."""
    import segno

    drawn = io.BytesIO()
    segno.make_qr(text, error="m").save(drawn, kind="png", scale=8)
    code = Image.open(drawn).convert("RGB").resize((side, side)).rotate(4, expand=True, fillcolor="white")
    scene = Image.new("RGB", (1200, 900), (150 + seed % 40, 140, 120))
    scene.paste(code, (330, 210))
    out = io.BytesIO()
    scene.save(out, "JPEG", quality=88)
    return out.getvalue()


def product_label(uid: str, side: int = 400) -> bytes:
    """Return a photo of a product's own label."""
    return label_photo(label_text(uid), side)


def barcode_photo(gtin: str, shade: int = 150) -> bytes:
    """Return a photo of a packaging with an EAN-13 barcode."""
    import zxingcpp

    made = zxingcpp.create_barcode(gtin, zxingcpp.BarcodeFormat.EAN13)
    view = memoryview(zxingcpp.write_barcode_to_image(made, scale=3))  # type: ignore[arg-type]
    code = Image.frombytes("L", (view.shape[1], view.shape[0]), view.tobytes()).convert("RGB")  # type: ignore[index]
    scene = Image.new("RGB", (1200, 900), (210, 180, shade))
    scene.paste(code, (300, 300))
    out = io.BytesIO()
    scene.save(out, "JPEG", quality=88)
    return out.getvalue()


def write(folder: Path, files: dict[str, bytes]) -> Path:
    """Write files below a folder and return it."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder
