"""Scans of papers, PDF or photographed: judged by their content, and their pages as pictures.

PDF comes from anywhere and is read by a large library in C++, so each page is made in a process of its own with a time
limit, see `pdf_worker`. Photos go the way of all photos.
"""

import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tradehouse.domain.errors import UnusableFile
from tradehouse.domain.files import replace_file
from tradehouse.domain.language import N_
from tradehouse.photos import pdf_worker, refusals
from tradehouse.photos.formats import LARGEST_FILE
from tradehouse.photos.intake import examine
from tradehouse.photos.renditions import LARGEST_BOX, Renditions
from tradehouse.photos.store import PhotoStore, storage_problem

PDF: Final = "pdf"
MOST_PAGES: Final = 200
SECONDS: Final = 20
"""That one page may take."""
_PDF_MARK: Final = b"%PDF-"
_MARK_WITHIN: Final = 1024
_ONLY_LOOK: Final = -1


@dataclass(frozen=True, slots=True)
class SeenScan:
    """What a scan is: the extension that it is kept under, and how many pages it has."""

    extension: str
    pages: int


def look_at_scan(content: bytes, name: str) -> SeenScan:
    """Return what a scan is, by its content whatever its name says, its first page being readable.

    Raises UnusableFile with one sentence: not_a_scan, pdf_locked, pdf_damaged, pdf_too_many_pages, pdf_too_slow, and
    what is wrong with a photo.
    """
    if _PDF_MARK in content[:_MARK_WITHIN]:
        if len(content) > LARGEST_FILE:
            raise refusals.too_big(name, len(content), LARGEST_FILE)
        return SeenScan(PDF, _run(content, name, 0, 64)[0])
    try:
        return SeenScan(examine(content, name).extension, 1)
    except UnusableFile as refusal:
        if refusal.code != "not_a_photo":
            raise
        kind = refusal.message.values.get("kind")
        if kind is None:
            text = N_("{name} is neither a PDF nor a photo. Scan the paper again or save it as PDF, JPEG or PNG.")
            raise UnusableFile("not_a_scan", text, name=name) from None
        text = N_("{name} is {kind}, neither a PDF nor a photo. Scan the paper again or save it as PDF, JPEG or PNG.")
        raise UnusableFile("not_a_scan", text, name=name, kind=kind) from None


def count_pages(content: bytes, name: str) -> int:
    """Return how many pages a PDF has. Raises UnusableFile."""
    return _run(content, name, _ONLY_LOOK, 1)[0]


class ScanPictures:
    """The pages of scans in a store as JPEG files, kept in the cache of renditions, which prunes them with its own."""

    def __init__(self, store: PhotoStore, renditions: Renditions) -> None:
        self._store = store
        self._cache = renditions.folder
        self._photos = Renditions(store, renditions.folder, renditions.limit)

    def picture(self, sha256: str, extension: str, page: int, box: int) -> Path:
        """Return a page, from 0, as a JPEG that fits a square of box pixels (up to 4096). Raises NotFound,
        UnusableFile, StorageProblem.
        """
        if extension != PDF:
            return self._photos.rendition(sha256, extension, box=box)
        if not 1 <= box <= LARGEST_BOX:
            raise ValueError(box)
        target = self._cache / sha256[:2] / f"{sha256}-p{page}-{box}.jpg"
        if target.is_file() and target.stat().st_size:
            return target
        name = f"{sha256[:12]}.{extension}"
        content = _run(self._store.read(sha256, extension), name, page, box)[1]
        part = target.with_name(f".{target.name}.{os.getpid()}-{threading.get_ident()}.part")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(content)  # not synced: what a power failure takes is made again
            replace_file(part, target)
        except OSError as error:
            raise storage_problem(error, self._cache) from error
        return target


def _run(content: bytes, name: str, page: int, box: int) -> tuple[int, bytes]:
    """Return (pages of the PDF, one of them as JPEG). Raises UnusableFile."""
    worker = [sys.executable, "-P", str(Path(pdf_worker.__file__)), str(page), str(box), str(MOST_PAGES)]
    try:
        done = subprocess.run(  # noqa: S603 - our own script, with numbers
            worker,
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        text = N_("{name} takes too long to be shown, more than {seconds} seconds. Print it to a new PDF or scan it.")
        raise UnusableFile("pdf_too_slow", text, name=name, seconds=SECONDS) from None
    head, _line, picture = done.stdout.partition(b"\n")
    try:
        answer = json.loads(head)
    except ValueError:  # it fell over, or was held to its memory
        answer = {"refused": "damaged"}
    if answer.get("refused") == "locked":
        text = N_("{name} is protected by a password. Save a copy without one and add that.")
        raise UnusableFile("pdf_locked", text, name=name)
    if answer.get("refused") == "too_many":
        text = N_(
            "{name} has {pages} pages; scans up to {most} pages are taken. Keep the pages of this certificate only."
        )
        raise UnusableFile("pdf_too_many_pages", text, name=name, pages=answer.get("pages", 0), most=MOST_PAGES)
    if "refused" in answer or (page >= 0 and not picture):
        text = N_("{name} is a damaged PDF and cannot be shown. Scan the paper again or print it to a new PDF.")
        raise UnusableFile("pdf_damaged", text, name=name)
    return int(answer["pages"]), picture
