"""Templates: what is filled into one arrives in the catalogue, and nothing of what it came with."""

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tradehouse.domain.errors import StorageProblem, UserError
from tradehouse.domain.fields import CATALOGUE_KINDS, FieldKind, RecordKind, fields
from tradehouse.domain.language import LANGUAGES, set_language
from tradehouse.domain.plain import plain_record
from tradehouse.domain.query import Query
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.applying import apply_import
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.planning import plan_import
from tradehouse.services.templates import template_name, write_template

HEADING = 4
FILLED: dict[str, Any] = {
    "product.name_id": "Keripik tempe", "supplier.name": "Dapur Bu Sri", "product.category": "Keripik & kerupuk",
    "product.net_content": 250, "product.price_idr": 18500, "product.gtin": "0012345678905", "product.moq": 40,
    "product.price_date": datetime(2026, 11, 2), "product.origin_province": "Jawa Tengah",
    "permit.pirt": "2066471011637-23 berlaku s/d 31/12/2028", "product.length_cm": 12.5,
    "supplier.phone": "0812-3456-7890", "supplier.regency": "Kabupaten Bantul", "supplier.province": "DI Yogyakarta",
    "supplier.employees_women": 4, "certification.type": "P-IRT (SPP-IRT)", "certification.number": "2066471011637-23",
    "certification.expires": datetime(2028, 12, 31), "certification.products": "",
}  # fmt: skip


def fill(path: Path, catalogue: Catalogue, *, keep_example: bool = True) -> set[str]:
    """Write one row into a template and return the targets that its columns were found to have."""
    from tradehouse.services.importing.inspecting import inspect

    (view,) = [s for s in inspect(ImportOptions((path,))).sheets if s.taken]
    book = openpyxl.load_workbook(path)
    sheet = book[view.sheet]
    if not keep_example:
        sheet.delete_rows(HEADING + 1)
    row = HEADING + (2 if keep_example else 1)
    for column in view.columns:
        (target,) = column.targets
        if FILLED.get(target):
            sheet.cell(row, column.index + 1).value = FILLED[target]
    book.save(path)
    return {target for column in view.columns for target in column.targets}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("kind", list(CATALOGUE_KINDS))
def test_every_column_is_understood_without_help(
    tmp_path: Path, catalogue: Catalogue, kind: RecordKind, language: str
) -> None:
    set_language("en" if language == "id" else "id")
    path = write_template(kind, tmp_path / "t.xlsx", language)
    found = fill(path, catalogue)
    own = {f"{kind}.{f.key}" for f in fields(kind).values() if f.editable and f.kind is not FieldKind.COUNT}
    ours = {"status", "grade", "place", "tags", "notes", "register_number", "consultant", "office", "lkpp_status"}
    ours |= {"aggregator", "aggregated_by", "printed_until", "supplier"}
    ours |= {"digital_stage", "digital_evidence", "hero_initiator", "hero_empowerer", "hero_brand", "hero_aggregates"}
    if kind is RecordKind.CERTIFICATION:
        ours |= {"submitted", "due", "cost_idr"}
    assert {target for target in own if target.partition(".")[2] not in ours} - {"certification.notes"} <= found
    plan = plan_import(catalogue, ImportOptions((path,)))
    report = apply_import(catalogue, plan)
    plan.close()
    assert (report.rows.created, report.rows.skipped, report.rows.rejected) == (1, 1, 0)
    assert [w.code for w in report.warnings if w.code == "columns_not_taken"] == []
    assert [i.sheet for i in report.ignored] == [openpyxl.load_workbook(path).sheetnames[1]]


def test_what_was_filled_in_arrives(tmp_path: Path, catalogue: Catalogue) -> None:
    path = write_template(RecordKind.PRODUCT, tmp_path / template_name(RecordKind.PRODUCT))
    fill(path, catalogue)
    apply_import(catalogue, plan_import(catalogue, ImportOptions((path,))))
    (product,) = browsing.records(
        catalogue, RecordKind.PRODUCT, browsing.find_ids(catalogue, RecordKind.PRODUCT, Query())
    )
    values = plain_record(product)
    expected = {
        "name_id": "Keripik tempe", "category": "makanan-keripik", "net_content": 250, "price_idr": 18500,
        "gtin": "0012345678905", "moq": 40, "price_date": "2026-11-02", "origin_province": "33", "length_cm": 12.5,
    }  # fmt: skip
    assert {key: values[key] for key in expected} == expected
    (permit,) = browsing.certifications_of(catalogue, product["supplier"].id, product.id)
    assert (permit["type"], permit["number"], permit["expires"].isoformat()) == (
        "pirt",
        "2066471011637-23",
        "2028-12-31",
    )
    assert product["supplier"].name == "Dapur Bu Sri"


def test_the_example_row_may_be_deleted_too(tmp_path: Path, catalogue: Catalogue) -> None:
    path = write_template(RecordKind.PRODUCT, tmp_path / "t.xlsx")
    fill(path, catalogue, keep_example=False)
    report = apply_import(catalogue, plan_import(catalogue, ImportOptions((path,))))
    assert (report.rows.created, report.rows.total) == (1, 1)


def test_an_example_row_that_was_made_ones_own_is_taken(tmp_path: Path, catalogue: Catalogue) -> None:
    path = write_template(RecordKind.PRODUCT, tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(HEADING + 1, 1).value = 1
    book.save(path)
    report = apply_import(catalogue, plan_import(catalogue, ImportOptions((path,))))
    assert (report.rows.created, report.rows.skipped) == (1, 0)


def test_an_empty_template_has_nothing_to_import(tmp_path: Path, catalogue: Catalogue) -> None:
    path = write_template(RecordKind.PRODUCT, tmp_path / "t.xlsx")
    report = apply_import(catalogue, plan_import(catalogue, ImportOptions((path,))))
    assert (report.rows.total, report.rows.skipped, report.change_set) == (1, 1, None)


def test_every_value_of_a_drop_down_reads_back_as_itself(tmp_path: Path) -> None:
    from tradehouse.domain.entry import read_entry

    for kind in CATALOGUE_KINDS:
        for language in LANGUAGES:
            book = openpyxl.load_workbook(write_template(kind, tmp_path / "t.xlsx", language))
            lists = book["_lists"]
            assert lists.sheet_state == "hidden"
            for column in lists.iter_cols():
                key = str(column[0].value)
                field = fields(kind)[key]
                words = [cell.value for cell in column[1:] if cell.value is not None]
                read = [read_entry(field, word).value for word in words]
                assert len(set(read)) == len(words) > 0, key


def test_lists_and_limits_stand_on_the_cells_that_are_filled_in(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(write_template(RecordKind.PRODUCT, tmp_path / "t.xlsx", "en")).worksheets[0]
    rules = {str(r.sqref).partition(":")[0].rstrip("0123456789"): r for r in sheet.data_validations.dataValidation}
    by_heading = {str(cell.value): rules[cell.column_letter] for cell in sheet[HEADING][1:]}
    assert by_heading["Category"].formula1.startswith("_lists!$")
    assert by_heading["Province of origin"].type == "list"
    assert by_heading["Made to order"].type == "list"
    assert (by_heading["MOQ"].type, by_heading["MOQ"].formula1) == ("whole", "0")
    assert by_heading["Price date"].type == "date"
    assert all(rule.errorStyle == "warning" for rule in rules.values())
    assert "250 g" in by_heading["Net content"].prompt


def test_a_template_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not a language"):
        write_template(RecordKind.PRODUCT, tmp_path / "t.xlsx", "fr")
    with pytest.raises(UserError, match=r"does not end in \.xlsx"):
        write_template(RecordKind.PRODUCT, tmp_path / "t.pdf")
    folder = tmp_path / "folder.xlsx"
    folder.mkdir()
    with pytest.raises(StorageProblem, match="is a folder"):
        write_template(RecordKind.PRODUCT, folder)
