"""QR codes as drawings. The only place that imports segno."""

import io


def qr_svg(text: str) -> bytes:
    """Return a QR code with its quiet zone as SVG in black on white; error correction M, the smallest size that fits."""
    import segno

    out = io.BytesIO()
    segno.make_qr(text, error="m", boost_error=False).save(out, kind="svg", border=4, light="#fff", xmldecl=False)
    return out.getvalue()
