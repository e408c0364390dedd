"""One page of a PDF as a JPEG, in a process of its own that can be ended and that may fall over without harm.

    python -P pdf_worker.py PAGE BOX MOST_PAGES < file.pdf

PAGE counts from 0; -1 looks only. What it writes: a line of JSON, {"pages": 3} or {"refused": "locked"}, then the JPEG.
Run as a script by `scans`; it knows nothing of the program around it.
"""

import io
import json
import sys
from typing import Final

MEMORY: Final = 2 * 1024**3
"""Bytes that the process may take, where the system can hold it to that."""
QUALITY: Final = 88


def main() -> None:
    """Read the PDF, answer, end."""
    _limit_memory()
    page, box, most_pages = map(int, sys.argv[1:4])
    answer, picture = _look(sys.stdin.buffer.read(), page, box, most_pages)
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + picture)


def _look(content: bytes, page: int, box: int, most_pages: int) -> tuple[dict[str, object], bytes]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        return {"refused": "locked" if "password" in str(error).lower() else "damaged"}, b""
    pages = len(document)
    if not 0 < pages <= most_pages:
        return {"refused": "too_many" if pages else "damaged", "pages": pages}, b""
    if page < 0:
        return {"pages": pages}, b""
    try:
        shown = document[min(page, pages - 1)]
        width, height = shown.get_size()
        scale = box / max(width, height, 1.0)
        image = shown.render(scale=scale).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, MemoryError, ValueError, OSError):
        return {"refused": "damaged", "pages": pages}, b""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return {"pages": pages}, out.getvalue()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main()
