"""Pages of scans as the window shows them: which there are, and their pictures."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QImage

from tradehouse.domain.display import show_number
from tradehouse.domain.errors import UserError
from tradehouse.domain.language import _, ngettext
from tradehouse.photos.scans import PDF
from tradehouse.services import scans as service
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.scans import Scan
from tradehouse.ui.photos.pictures import ReadPicture


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a scan, from 0."""

    scan: Scan
    number: int

    @property
    def key(self) -> str:
        """What its picture is read by."""
        return page_key(self.scan.key, self.number)


def page_key(scan: str, page: int = 0) -> str:
    """Return what the picture of a page is read by."""
    return f"{scan}#{page}"


def pages_of(scans: Sequence[Scan]) -> list[Page]:
    """Return all pages in their order."""
    return [Page(scan, number) for scan in scans for number in range(scan.pages)]


def page_reader(catalogue: Catalogue) -> ReadPicture:
    """Return what reads a page in a pool thread; a null image where it cannot be shown."""

    def read(key: str, side: int) -> QImage:
        scan, _sign, page = key.partition("#")
        try:
            return QImage(service.picture(catalogue, scan, int(page), side).as_posix())
        except UserError:
            return QImage()

    return read


def scan_title(scan: Scan) -> str:
    """Return what people call a scan: its file's name, else what it is."""
    return scan.name or (_("PDF scan") if is_pdf(scan) else _("Photographed scan"))


def is_pdf(scan: Scan) -> bool:
    """Say whether a scan is a PDF."""
    return scan.key.endswith(f".{PDF}")


def scan_facts(scan: Scan) -> str:
    """Return the kind of a scan, its pages and its size in one line."""
    kind = scan.key.rpartition(".")[2].upper()
    pages = ngettext("{n} page", "{n} pages", scan.pages).format(n=scan.pages)
    size = _("{kb} KB").format(kb=show_number(max(1, round(scan.size_bytes / 1024))))
    return "  ·  ".join((kind, pages, size) if is_pdf(scan) else (kind, size))
