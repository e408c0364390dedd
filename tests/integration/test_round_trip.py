"""A full export, read into an empty catalogue, is the same catalogue."""

from pathlib import Path
from typing import Any

import pytest

from tests.integration.export_desk import filled_catalogue
from tradehouse.domain.fields import CATALOGUE_KINDS
from tradehouse.domain.plain import plain_record
from tradehouse.domain.query import Query
from tradehouse.exchange.workbooks.safe_text import clean
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.services.exporting import ExportOptions, export
from tradehouse.services.importing.applying import apply_import
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.planning import plan_import


def contents(catalogue: Catalogue) -> dict[tuple[str, str], dict[str, Any]]:
    """Return every record as JSON under its kind and uid; photos travel in packages, not in this workbook."""
    found = {}
    for kind in CATALOGUE_KINDS:
        for record in browsing.records(catalogue, kind, browsing.find_ids(catalogue, kind, Query())):
            values = {k: clean(v) if isinstance(v, str) else v for k, v in plain_record(record).items()}
            values.pop("photo_count", None)
            found[str(kind), record.uid] = values
    return found


@pytest.mark.parametrize("language", ["id", "en"])
def test_full_export_comes_back_as_the_same_catalogue(tmp_path: Path, language: str) -> None:
    path = tmp_path / "INTERNAL.xlsx"
    with filled_catalogue(tmp_path / "first") as first:
        export(first, path, ExportOptions("full", language=language))
        before = contents(first)
    second = open_catalogue(tmp_path / "second")
    report = apply_import(second, plan_import(second, ImportOptions((path,))))
    assert (report.rows.created, report.rows.rejected, report.rows.skipped) == (len(before), 0, 0)
    assert contents(second) == before
    again = apply_import(second, plan_import(second, ImportOptions((path,))))
    assert (again.rows.created, again.rows.updated, again.rows.unchanged) == (0, 0, len(before))
    assert contents(second) == before
    second.close()


def test_part_of_the_catalogue_travels_with_its_suppliers_and_certificates(tmp_path: Path) -> None:
    path = tmp_path / "INTERNAL.xlsx"
    with filled_catalogue(tmp_path / "first") as first:
        export(first, path, ExportOptions("full", ids=[2]))
    second = open_catalogue(tmp_path / "second")
    apply_import(second, plan_import(second, ImportOptions((path,))))
    found = [(kind, values.get("code") or values.get("number")) for (kind, _uid), values in contents(second).items()]
    assert sorted(found) == [
        ("certification", "ID11110000012340521"),
        ("certification", "MD 867211045678"),
        ("product", "MKN-0001"),
        ("supplier", "SUP-0002"),
    ]
    second.close()
