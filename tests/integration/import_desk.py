"""Workbooks made for import tests, and an import in one call."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from PIL import Image

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import parse_query
from tradehouse.domain.records import Record
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.applying import apply_import
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.planning import plan_import
from tradehouse.services.importing.reporting import ImportReport, RowCounts, report_of

Rows = Sequence[Sequence[Any]]


def write_csv(path: Path, rows: Rows) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path


def write_xlsx(
    path: Path,
    sheets: Mapping[str, Rows],
    *,
    merges: Sequence[str] = (),
    pictures: Mapping[str, bytes] | None = None,
    high: int = 20,
) -> Path:
    """merges and pictures (by cell, so many pixels high; a row has 20) go to the first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
            for cell in sheet[sheet.max_row]:
                if cell.data_type == "f":
                    cell.data_type = "s"  # a text that begins with "=", not a formula
    first = book.worksheets[0]
    for merge in merges:
        first.merge_cells(merge)
    for cell, data in (pictures or {}).items():
        picture = openpyxl.drawing.image.Image(io.BytesIO(data))
        picture.width, picture.height = 60, high
        first.add_image(picture, cell)
    book.save(path)
    return path


def photo(colour: str = "red", size: int = 40) -> bytes:
    out = io.BytesIO()
    picture = Image.new("RGB", (size, size), colour)
    picture.putpixel((1, 1), (1, 2, 3))
    picture.save(out, "JPEG")
    return out.getvalue()


def run(catalogue: Catalogue, *files: Path, **choices: Any) -> ImportReport:
    """Plan and apply an import, as the window and the command line do."""
    plan = plan_import(catalogue, ImportOptions(files=files, **choices))
    try:
        return apply_import(catalogue, plan)
    finally:
        plan.close()


def plan_only(catalogue: Catalogue, *files: Path, **choices: Any) -> ImportReport:
    plan = plan_import(catalogue, ImportOptions(files=files, **choices))
    try:
        return report_of(plan, None, dry_run=True)
    finally:
        plan.close()


def counts(rows: RowCounts) -> dict[str, int]:
    """Return the counts that are not zero."""
    return {key: n for key, n in rows.plain().items() if n and key != "total"}


def records(catalogue: Catalogue, kind: str, query: str = "") -> list[Record]:
    record_kind = RecordKind(kind)
    ids = browsing.find_ids(catalogue, record_kind, parse_query(record_kind, query))
    return browsing.records(catalogue, record_kind, ids)


def products(catalogue: Catalogue, query: str = "") -> list[Record]:
    return records(catalogue, "product", query)


def only(found: Sequence[Record]) -> Record:
    assert len(found) == 1
    return found[0]
