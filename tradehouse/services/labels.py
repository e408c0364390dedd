"""Sheets of QR labels for the products that are to be photographed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tradehouse.domain.errors import StorageProblem, UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.files import write_file
from tradehouse.domain.language import N_, current_language
from tradehouse.domain.photo_labels import label_text
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record
from tradehouse.exchange.qr_codes import qr_svg
from tradehouse.exchange.typesetting import CODE_FONT, TEXT_FONT, quoted, typeset
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue

MOST_LABELS = 2_000


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """How labels lie on A4 paper; all measures in millimetres. gap is between labels, left and top to the first one.

    cut draws lines to cut along, for plain paper.
    """

    label: str
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    gap: float = 0.0
    cut: bool = False


SHEETS: Mapping[str, LabelSheet] = {
    "a4_21": LabelSheet(N_("A4, 21 labels of 63.5 × 38.1 mm"), 3, 7, 63.5, 38.1, 7.2, 15.1, 2.5),
    "a4_24": LabelSheet(N_("A4, 24 labels of 70 × 37 mm"), 3, 8, 70.0, 37.0, 0.0, 0.5),
    "a4_10": LabelSheet(N_("A4, 10 large labels to cut out, 95 × 54 mm"), 2, 5, 95.0, 54.0, 10.0, 13.5, cut=True),
}


@dataclass(frozen=True, slots=True)
class LabelReport:
    """What was written: the file, how many labels on how many pages."""

    path: Path
    labels: int
    pages: int


def write_labels(
    catalogue: Catalogue,
    ids: Sequence[int],
    target: Path,
    sheet: str = "a4_21",
    progress: Progress | None = None,
) -> LabelReport:
    """Write a PDF with a QR label for each of these products, in this order.

    Raises UserError (no_products, too_many_labels), StorageProblem, Cancelled, KeyError for an unknown sheet.
    """
    told = progress or Progress()
    paper = SHEETS[sheet]
    products = browsing.records(catalogue, RecordKind.PRODUCT, ids)
    if not products:
        raise UserError("no_products", N_("No product is chosen. Choose products and try again."))
    if len(products) > MOST_LABELS:
        raise UserError(
            "too_many_labels",
            N_("{count} labels are too many for one file; up to {limit} go. Choose fewer products."),
            count=len(products),
            limit=MOST_LABELS,
        )
    files: dict[str, bytes] = {}
    for n, product in enumerate(products):
        told.report(n, len(products))
        files[f"{product.id}.svg"] = qr_svg(label_text(product.uid))
    content = typeset(label_source(products, paper), files, told)
    try:
        write_file(target, content)
    except OSError as error:
        raise StorageProblem(
            "cannot_write",
            N_("{path} cannot be written: {reason}. Close the file if it is open, or choose another place."),
            path=target,
            reason=error.strerror or type(error).__name__,
        ) from error
    return LabelReport(target, len(products), -(-len(products) // (paper.columns * paper.rows)))


def label_source(products: Sequence[Record], paper: LabelSheet) -> str:
    """Return the typst source of a sheet of labels; the codes are the files "<id>.svg"."""
    language = current_language()
    calls = [_label(product, language) for product in products]
    size = paper.height / 38.1  # of letters against those of the usual label
    border = '(paint: luma(170), thickness: 0.4pt, dash: "dashed")' if paper.cut else "none"
    columns = ", ".join([f"{paper.width}mm"] * paper.columns)
    return f"""
#set page(paper: "a4", margin: (left: {paper.left}mm, top: {paper.top}mm, right: 0mm, bottom: 0mm))
#set text(font: ({quoted(TEXT_FONT)},), size: 8pt, lang: {quoted(language)}, hyphenate: true)
#set par(leading: 0.4em, spacing: 0.5em)
#let label(code, sku, name, variant, supplier) = box(width: {paper.width}mm, height: {paper.height}mm, inset: 2.5mm,
  clip: true, stroke: {border}, grid(columns: ({paper.height - 5}mm, 1fr), column-gutter: 1mm,
    align(horizon, image(code, width: 100%)),
    align(horizon, stack(spacing: 1.3mm,
      text(font: {quoted(CODE_FONT)}, size: {10.5 * size:.1f}pt, weight: "bold", sku),
      block(height: auto, text(size: {8.5 * size:.1f}pt, weight: "bold", name)),
      if variant != "" {{ text(size: {8 * size:.1f}pt, variant) }},
      if supplier != "" {{ text(size: {7 * size:.1f}pt, fill: luma(90), supplier) }},
    ))))
#grid(columns: ({columns}), rows: {paper.height}mm, gutter: {paper.gap}mm,
{chr(10).join(calls)}
)
"""


def _label(product: Record, language: str) -> str:
    name = product["name_en"] if language == "en" and product["name_en"] else product["name_id"]
    supplier = product["supplier"].name if product["supplier"] else ""
    texts = (
        f"{product.id}.svg",
        str(product["code"] or ""),
        _short(str(name or ""), 70),
        _short(str(product["variant"] or ""), 40),
        _short(supplier, 40),
    )
    return f"  label({', '.join(quoted(text) for text in texts)}),"


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
