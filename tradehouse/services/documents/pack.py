"""The buyer's pack: workbook, photos, certificates and a specification of each article, as one zip.

    Price list Nordic Home.xlsx
    photos/KRY-0012.jpg, photos/KRY-0012_2.jpg …      full size, without what the camera noted
    specifications/KRY-0012.pdf …                     one page each
    certificates/P-IRT 2063471010101-30.pdf …         scans of certificates in force that cover the goods

All parts are of the same products, terms and reference. The workbook goes in last: its entry in the ledger of offers
and the finished zip come about together or not at all.
"""

import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from tradehouse.domain.errors import NotFound, UnusableFile, UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_, Message
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record
from tradehouse.domain.reference_lists import find_label
from tradehouse.exchange.layouts import Layout
from tradehouse.exchange.packages import is_file_name
from tradehouse.exchange.whole_files import check_target, whole_file
from tradehouse.exchange.workbooks.safe_text import file_name
from tradehouse.photos.outgoing import clean_original
from tradehouse.photos.renditions import whole
from tradehouse.photos.scans import PDF
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.documents.kinds import document_layout, kind_named
from tradehouse.services.documents.pictures import Pictures
from tradehouse.services.documents.writing import document_of, entries_of, typeset_entries
from tradehouse.services.exporting.options import ExportOptions, ExportReport
from tradehouse.services.exporting.preparing import Prepared, prepare
from tradehouse.services.exporting.product_rows import PAGE, ProductRows
from tradehouse.services.exporting.running import suggested_name, write_list
from tradehouse.services.layouts import load_layout_for
from tradehouse.services.photo_export import free_stem, photo_files
from tradehouse.services.scans import scan_store
from tradehouse.storage import queries
from tradehouse.storage.reader import Reader

ENDING = ".zip"
PHOTOS, SPECIFICATIONS, CERTIFICATES = "photos", "specifications", "certificates"
_PHOTOGRAPHED: Final = frozenset({"jpg", "jpeg", "png", "webp"})


@dataclass(slots=True)
class PackReport:
    """What is in a pack: the report of its workbook (path is the zip), how many photos, specifications and scans.

    without_scan names certificates that are in force but have no scan; problems are files that could not be read.
    """

    written: ExportReport
    photos: int = 0
    specifications: int = 0
    scans: int = 0
    without_scan: tuple[str, ...] = ()
    problems: tuple[Message, ...] = ()


@dataclass(slots=True)
class _Counted:
    photos: int = 0
    specifications: int = 0
    scans: int = 0
    without_scan: list[str] = field(default_factory=list)
    problems: list[Message] = field(default_factory=list)


def write_pack(catalogue: Catalogue, out: Path, options: ExportOptions, progress: Progress | None = None) -> PackReport:
    """Write the pack of a list for buyers to a zip. Raises UserError where the options make no sense or out cannot be
    written (what was there stays), and Cancelled.
    """
    told = progress or Progress()
    if out.suffix.lower() != ENDING:
        raise UserError("not_zip", N_('"{file}" does not end in .zip. Give the pack a name that does.'), file=out.name)
    check_target(out)
    layout = load_layout_for(catalogue, options.layout, options.buyer_id)
    specification = document_layout(kind_named("specification"), layout)
    counted, reports = _Counted(), list[ExportReport]()
    with catalogue.database.reading() as read, tempfile.TemporaryDirectory(prefix="tradehouse-") as scratch:
        ready = prepare(catalogue, read, layout, options, told)
        book = Path(scratch) / suggested_name(layout, ready.terms.language, ready.terms.buyer_name)

        def finish(put_in_place: Callable[[], None]) -> None:
            then = partial(_add_workbook, part, book, put_in_place)
            reports.append(write_list(catalogue, read, ready, book, options, told, then))

        with whole_file(out, told, finish) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
            _fill(archive, catalogue, read, ready, specification, counted, told)
    return PackReport(
        replace(reports[0], path=out),
        counted.photos,
        counted.specifications,
        counted.scans,
        tuple(counted.without_scan),
        tuple(counted.problems),
    )


def _add_workbook(part: Path, book: Path, put_in_place: Callable[[], None]) -> None:
    """Complete the zip with its workbook, and put it in its place."""
    with zipfile.ZipFile(part, "a", zipfile.ZIP_STORED) as archive:
        archive.write(book, book.name)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    put_in_place()


def _fill(
    archive: zipfile.ZipFile,
    catalogue: Catalogue,
    read: Reader,
    ready: Prepared,
    specification: Layout,
    counted: _Counted,
    progress: Progress,
) -> None:
    products = list(_products(read, ready))
    album = [(product, queries.photos_of(read, product.id)) for product in products]
    for name, content in photo_files(catalogue, album, None, counted.problems, progress):
        archive.writestr(f"{PHOTOS}/{name}", content)
        counted.photos += 1
    rows = ProductRows(read, catalogue.renditions, ready.terms, 0)
    document = document_of(ready, specification)
    taken: set[str] = set()
    for done, product in enumerate(products):
        progress.report(done, len(products), str(product["code"] or ""))
        pictures = Pictures(read, catalogue.renditions, kind_named("specification"), 1)
        entries = list(entries_of(rows, [product.id], document, pictures, Progress()))
        stem = free_stem(str(product["code"] or product.uid), taken)
        archive.writestr(f"{SPECIFICATIONS}/{stem}.pdf", typeset_entries(document, ready, entries, pictures, progress))
        counted.specifications += 1
        counted.problems.extend(problem.reason for problem in pictures.problems)
    _add_scans(archive, catalogue, rows, ready.terms.language, counted, progress)


def _products(read: Reader, ready: Prepared) -> Iterator[Record]:
    for start in range(0, len(ready.chosen), PAGE):
        yield from queries.records(read, RecordKind.PRODUCT, ready.chosen[start : start + PAGE])


def _add_scans(
    archive: zipfile.ZipFile,
    catalogue: Catalogue,
    rows: ProductRows,
    language: str,
    counted: _Counted,
    progress: Progress,
) -> None:
    """Add the scans of the certificates that hold today and say something of these goods, named by type and number."""
    store, taken = scan_store(catalogue), set[str]()
    for certificate, _codes in rows.seen.certificates.values():
        name = _certificate_name(certificate, language)
        scans = [scan for scan in certificate["scans"] or () if is_file_name(scan)]
        if not scans:
            counted.without_scan.append(name)
        for scan in scans:
            progress.check()
            sha256, _dot, extension = scan.partition(".")
            try:
                content, extension = _without_notes(store.read(sha256, extension), scan)
            except (NotFound, UnusableFile) as problem:
                counted.problems.append(problem.message)
                continue
            stem = free_stem(Path(file_name(name, f".{extension}")).stem, taken)
            archive.writestr(f"{CERTIFICATES}/{stem}.{extension}", content)
            counted.scans += 1


def _certificate_name(certificate: Record, language: str) -> str:
    label = find_label("certification_type", str(certificate["type"] or ""), language).partition(" (")[0]
    return " ".join(part for part in (label, str(certificate["number"] or "")) if part)


def _without_notes(content: bytes, name: str) -> tuple[bytes, str]:
    """Return a scan as it leaves, with its extension: a photographed one without what the camera noted, and as JPEG where
    that cannot be taken out of its kind. Raises UnusableFile where it is damaged.
    """
    extension = name.partition(".")[2]
    if extension == PDF:
        return content, extension
    if extension not in _PHOTOGRAPHED:
        return whole(content, name), "jpg"
    clean = clean_original(content, name)
    if clean is None:
        raise UnusableFile(
            "scan_unclean",
            N_("The scan {name} holds notes of the camera that cannot be taken out, so it was left out."),
            name=name,
        )
    return clean, extension
