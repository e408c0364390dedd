"""What a list is written as: the workbook, a PDF that goes with it, or the buyer's pack; and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from tradehouse.domain.display import show_number
from tradehouse.domain.language import _, ngettext
from tradehouse.domain.progress import Progress
from tradehouse.exchange.layouts import Layout
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.documents import USUAL_TAG, PackReport, write_pack, write_pdf
from tradehouse.services.documents.kinds import document_layout, kind_named
from tradehouse.services.documents.writing import check_count
from tradehouse.services.exporting import ExportOptions, ExportReport, Remark, export, suggested_name

WORKBOOK, PDF, PACK = FORMATS = ("workbook", "pdf", "pack")
ENDINGS: Final = {WORKBOOK: ".xlsx", PDF: ".pdf", PACK: ".zip"}
_NAMED = 5


@dataclass(frozen=True, slots=True)
class FileFormat:
    """One of FORMATS. kind is of services.documents.KINDS, "" for the one that suits the list; tag_size of TAG_SIZES.
    The last two matter to a PDF only.
    """

    name: str = WORKBOOK
    kind: str = ""
    tag_size: str = USUAL_TAG

    @property
    def ending(self) -> str:
        """Return how the name of such a file ends, with its dot."""
        return ENDINGS[self.name]

    def filter(self) -> str:
        """Return what a file dialog says of such files."""
        words = {WORKBOOK: _("Excel workbook"), PDF: _("PDF"), PACK: _("Buyer's pack")}
        return f"{words[self.name]} (*{self.ending})"

    def suggested(self, layout: Layout, language: str, buyer: str) -> str:
        """Return a file name for a list of this layout. Raises UserError where it cannot be made of it."""
        if self.name == PDF and self.kind:
            layout = document_layout(kind_named(self.kind), layout)
        return str(Path(suggested_name(layout, language, buyer)).with_suffix(self.ending))

    def options(self, options: ExportOptions) -> ExportOptions:
        """Return options for this format: a PDF is only kept in the ledger where it revises an offer."""
        return replace(options, issue=options.revises is not None) if self.name == PDF else options

    def check(self, count: int) -> None:
        """Raise UserError where so many products cannot be written as this."""
        if self.name == PDF and self.kind:
            check_count(kind_named(self.kind), count)

    def write(
        self, catalogue: Catalogue, out: Path, options: ExportOptions, progress: Progress
    ) -> ExportReport | PackReport:
        """Write a list as this. Raises UserError where it cannot be (what was there stays), and Cancelled."""
        if self.name == PDF:
            return write_pdf(catalogue, out, self.kind, self.options(options), progress, tag_size=self.tag_size)
        return (write_pack if self.name == PACK else export)(catalogue, out, options, progress)


def written_words(written: ExportReport | PackReport) -> str:
    """Return the sentence that says what was written."""
    report = _list_of(written)
    values = {"n": show_number(report.rows), "file": report.path.name, "reference": report.reference}
    if isinstance(written, PackReport):
        values |= {
            "photos": show_number(written.photos),
            "specifications": show_number(written.specifications),
            "scans": show_number(written.scans),
        }
        return _(
            "{file} written. Products: {n}, photos: {photos}, specifications: {specifications}, certificate scans: {scans}."
        ).format_map(values)  # fmt: skip
    if report.offer_id is None:
        words = ngettext("{n} product written to {file}.", "{n} products written to {file}.", report.rows)
    else:
        words = ngettext(
            "{reference} written, {n} product: {file}", "{reference} written, {n} products: {file}", report.rows
        )
    return words.format_map(values)


def needs_a_look(written: ExportReport | PackReport) -> bool:
    """Say whether something is missing in what was written."""
    report = _list_of(written)
    return bool(report.left_out or report.unpriced or report.photo_problems or _missing(written, ()))


def written_details(written: ExportReport | PackReport, photoless: Sequence[Remark]) -> list[str]:
    """Return what is to be read before it is sent; photoless are products without a photo, which a pack is told of."""
    report = _list_of(written)
    return [*map(str, report.warnings), *map(str, report.photo_problems), *_missing(written, photoless)]


def report_path(written: ExportReport | PackReport) -> Path:
    """Return where it lies."""
    return _list_of(written).path


def _list_of(written: ExportReport | PackReport) -> ExportReport:
    return written.written if isinstance(written, PackReport) else written


def _missing(written: ExportReport | PackReport, photoless: Sequence[Remark]) -> list[str]:
    if not isinstance(written, PackReport):
        return []
    named = (
        (_("Products without a photo: {names}"), [remark.code or remark.name for remark in photoless]),
        (_("Certificates in force without a scan: {names}"), written.without_scan),
    )
    lines = [words.format(names=_first(names)) for words, names in named if names]
    return [*lines, *map(str, written.problems)]


def _first(names: Sequence[str]) -> str:
    others = len(names) - _NAMED
    shown = ", ".join(names[:_NAMED])
    return f"{shown}, {ngettext('and {n} more', 'and {n} more', others).format(n=others)}" if others > 0 else shown
