"""The chain by which a row finds its record, rows that name two records, and names that are only alike."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.integration.import_desk import counts, only, products, records, run, write_csv
from tradehouse.domain.fields import RecordKind
from tradehouse.exchange.sheet_choices import Reading
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.applying import apply_import
from tradehouse.services.importing.likeness import MOST_ASKED, Alike
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.planning import plan_import, replan
from tradehouse.services.importing.reporting import ImportReport

GTIN_A, GTIN_B = "4006381333931", "8992696427488"
Rows = Sequence[Sequence[Any]]


@pytest.fixture
def two(catalogue: Catalogue, tmp_path: Path) -> tuple[str, str]:
    """A catalogue of two bags of one supplier; returns their uids."""
    rows = [["SKU-1", "A-1", "Tas rotan", GTIN_A, 1000], ["SKU-2", "A-2", "Topi pandan", GTIN_B, 2000]]
    head = ["SKU", "Kode", "Nama Produk", "Barcode", "Harga Jual"]
    run(catalogue, write_csv(tmp_path / "dulu.csv", [head, *rows]), supplier="Jaya")
    found = {p["code"]: p.uid for p in products(catalogue)}
    return found["SKU-1"], found["SKU-2"]


def take(catalogue: Catalogue, folder: Path, head: Sequence[str], *rows: Sequence[Any], **choices: Any) -> ImportReport:
    choices.setdefault("supplier", "Jaya")
    return run(catalogue, write_csv(folder / "baru.csv", [head, *rows]), **choices)


def prices(catalogue: Catalogue) -> dict[str, int]:
    return {p["code"]: int(p["price_idr"]) for p in products(catalogue)}


# --- the chain ---


def test_our_sku_and_one_more_column_make_a_list(catalogue: Catalogue, tmp_path: Path, two: tuple[str, str]) -> None:
    report = run(catalogue, write_csv(tmp_path / "b.csv", [["SKU", "Bahan"], ["SKU-1", "rotan"], ["SKU-9", "bambu"]]))
    assert counts(report.rows) == {"updated": 1, "rejected": 1}
    assert next(p["material"] for p in products(catalogue) if p["code"] == "SKU-1") == "rotan"


def test_a_firm_is_one_wherever_its_legal_form_stands(catalogue: Catalogue, tmp_path: Path) -> None:
    firms = write_csv(tmp_path / "usaha.csv", [["Nama UMKM", "Alamat", "No HP"], ["UD. Sumber Rejeki", "Jl. A 1", "081234567890"]])  # fmt: skip
    goods = write_csv(tmp_path / "barang.csv", [["Nama UMKM", "Nama Produk", "Harga"], ["SUMBER REJEKI, UD", "Tas", 5000], ["CV Sumber Rejeki", "Topi", 5000]])  # fmt: skip
    run(catalogue, firms, goods)
    names = {"UD. Sumber Rejeki", "CV Sumber Rejeki"}
    assert {s["name"] for s in records(catalogue, "supplier")} == names
    later = write_csv(tmp_path / "lagi.csv", [["Nama UMKM", "Nama Produk", "Harga"], ["ud sumber rejeki", "Tampah", 9000]])  # fmt: skip
    assert not run(catalogue, later).warnings
    assert {s["name"] for s in records(catalogue, "supplier")} == names


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (["UID", "Nama Produk", "Harga Jual"], ["{uid}", "Nama lain", 5000]),
        (["SKU", "Nama Produk", "Harga Jual"], ["sku-1", "Nama lain", 5000]),
        (["Kode", "Nama Produk", "Harga Jual"], ["A-1", "Nama lain", 5000]),
        (["Kode", "Nama Produk", "Harga Jual"], ["a 1", "Nama lain", 5000]),
        (["Barcode", "Nama Produk", "Harga Jual"], [GTIN_A, "Nama lain", 5000]),
        (["Nama Produk", "Harga Jual"], ["TAS  Rotan", 5000]),
    ],
)
def test_a_row_finds_its_record_by(
    catalogue: Catalogue, tmp_path: Path, two: tuple[str, str], head: list[str], row: list[Any]
) -> None:
    cells = [two[0] if cell == "{uid}" else cell for cell in row]
    assert counts(take(catalogue, tmp_path, head, cells).rows) == {"updated": 1}
    assert prices(catalogue) == {"SKU-1": 5000, "SKU-2": 2000}


@pytest.mark.parametrize(
    ("head", "row", "stays"),
    [
        (["UID", "Kode", "Nama Produk", "Harga Jual"], ["{uid}", "A-2", "Tas rotan", 5000], "SKU-1"),
        (["SKU", "Kode", "Nama Produk", "Harga Jual"], ["SKU-1", "A-2", "Tas rotan", 5000], "SKU-1"),
        (["SKU", "Barcode", "Nama Produk", "Harga Jual"], ["SKU-1", GTIN_B, "Tas rotan", 5000], "SKU-1"),
    ],
)
def test_a_file_of_ours_says_which_record_it_means_and_the_other_number_is_told(
    catalogue: Catalogue, tmp_path: Path, two: tuple[str, str], head: list[str], row: list[Any], stays: str
) -> None:
    report = take(catalogue, tmp_path, head, [two[0] if cell == "{uid}" else cell for cell in row])
    assert "two_records" in {w.code for w in report.warnings}
    assert {code: price for code, price in prices(catalogue).items() if price == 5000} == {stays: 5000}


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (["UID", "SKU", "Nama Produk", "Harga Jual"], ["{uid}", "SKU-2", "Tas rotan", 5000]),
        (["Kode", "Barcode", "Nama Produk", "Harga Jual"], ["A-1", GTIN_B, "Tas rotan", 5000]),
    ],
)
def test_a_row_that_names_two_records_is_refused(
    catalogue: Catalogue, tmp_path: Path, two: tuple[str, str], head: list[str], row: list[Any]
) -> None:
    report = take(catalogue, tmp_path, head, [two[0] if cell == "{uid}" else cell for cell in row])
    told = only(report.rejects)
    assert told.code == "two_records"
    assert "SKU-1 Tas rotan" in str(told.message)
    assert "SKU-2 Topi pandan" in str(told.message)
    assert prices(catalogue) == {"SKU-1": 1000, "SKU-2": 2000}


def test_a_name_never_beats_a_number(catalogue: Catalogue, tmp_path: Path, two: tuple[str, str]) -> None:
    take(catalogue, tmp_path, ["Kode", "Nama Produk", "Harga Jual"], ["A-2", "Tas rotan", 5000])
    assert prices(catalogue) == {"SKU-1": 1000, "SKU-2": 5000}


def test_the_code_of_another_supplier_is_another_product(
    catalogue: Catalogue, tmp_path: Path, two: tuple[str, str]
) -> None:
    report = take(catalogue, tmp_path, ["Kode", "Nama Produk"], ["A-1", "Sapu ijuk"], supplier="Makmur")
    assert counts(report.rows) == {"created": 1}


def test_one_code_in_two_spellings_of_one_sheet_is_two_articles(catalogue: Catalogue, tmp_path: Path) -> None:
    rows = [["A238B", "Mangkuk besar", 1000], ["a238b", "Mangkuk kecil", 2000]]
    head = ["Kode", "Nama Produk", "Harga Jual"]
    assert counts(take(catalogue, tmp_path, head, *rows).rows) == {"created": 2}
    # in any order, and each alone, they find themselves again
    again = take(catalogue, tmp_path, head, ["a238b", "Mangkuk kecil", 2500], ["A238B", "Mangkuk besar", 1500])
    assert counts(again.rows) == {"updated": 2}
    assert counts(take(catalogue, tmp_path, head, ["a238b", "Mangkuk kecil", 2600]).rows) == {"updated": 1}
    assert {p["supplier_code"]: int(p["price_idr"]) for p in products(catalogue)} == {"A238B": 1500, "a238b": 2600}


def test_a_code_alone_is_found_however_it_is_written(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Kode", "Nama Produk", "Harga Jual"]
    take(catalogue, tmp_path, head, ["A238B", "Mangkuk", 1000])
    assert counts(take(catalogue, tmp_path, head, ["a238b", "Mangkuk", 2000]).rows) == {"updated": 1}


# --- likeness ---

HEAD = ["Nama Produk", "Harga Jual"]


def asked(catalogue: Catalogue, folder: Path, *names: str, head: Sequence[str] = HEAD, **choices: Any) -> list[Alike]:
    choices.setdefault("supplier", "Jaya")
    path = write_csv(folder / "mirip.csv", [head, *([name, 5000] for name in names)])
    plan = plan_import(catalogue, ImportOptions(files=(path,), **choices))
    plan.close()
    return list(plan.alike)


@pytest.mark.parametrize(
    ("there", "new"),
    [
        ("Keripik Singkong Pedas", "Kripik Singkong Pedas"),
        ("Keripik Singkong", "Singkong Keripik"),
        ("Kopi Arabika Gayo 250g", "Kopi Arabica Gayo 250 gr"),
        ("Sambal Roa 1 kg", "Sambal Roa Asli 1000 gram"),
    ],
)
def test_a_name_written_otherwise_is_asked_about(catalogue: Catalogue, tmp_path: Path, there: str, new: str) -> None:
    take(catalogue, tmp_path, HEAD, [there, 4000])
    question = only(asked(catalogue, tmp_path, new))
    assert (question.row, question.kind, question.name) == (2, RecordKind.PRODUCT, new)
    assert (question.options[0].name, question.options[0].where) == (there, "Jaya")
    assert 0.5 <= question.options[0].score <= 1


@pytest.mark.parametrize(
    ("there", "new"),
    [
        ("Keripik 250g", "Keripik 500g"),
        ("Keripik Pisang Cokelat", "Keripik Pisang Keju"),
        ("Kaos Size L", "Kaos Size XL"),
        ("Tas Rotan", "Tas Rotan Bulat"),
        ("Batik Tulis No. 12", "Batik Tulis No. 13"),
        ("Kopi Gayo", "Teh Gayo"),
    ],
)
def test_another_article_is_not_asked_about(catalogue: Catalogue, tmp_path: Path, there: str, new: str) -> None:
    take(catalogue, tmp_path, HEAD, [there, 4000])
    assert asked(catalogue, tmp_path, new) == []


def test_the_products_of_another_supplier_are_not_asked_about(catalogue: Catalogue, tmp_path: Path) -> None:
    take(catalogue, tmp_path, HEAD, ["Keripik Singkong", 4000])
    assert asked(catalogue, tmp_path, "Kripik Singkong", supplier="Makmur") == []


def test_near_twins_within_a_file_and_records_that_a_row_stands_for_are_not_asked_about(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    assert asked(catalogue, tmp_path, "Keripik Singkong", "Kripik Singkong") == []
    take(catalogue, tmp_path, HEAD, ["Keripik Singkong", 4000])
    assert asked(catalogue, tmp_path, "Keripik Singkong", "Kripik Singkong") == []


@pytest.mark.parametrize("same", [True, False])
def test_the_answer_is_followed(catalogue: Catalogue, tmp_path: Path, *, same: bool) -> None:
    take(catalogue, tmp_path, HEAD, ["Keripik Singkong", 4000])
    path = write_csv(tmp_path / "mirip.csv", [HEAD, ["Kripik Singkong", 5000]])
    options = ImportOptions(files=(path,), supplier="Jaya")
    plan = plan_import(catalogue, options)
    question = only(plan.alike)
    answer = {(question.row, str(question.kind)): question.options[0].uid if same else ""}
    options = replace(options, readings={(question.file, question.sheet): Reading(same=answer)})
    again = replan(catalogue, plan, options)
    plan.close()
    assert again.alike == ()
    report = apply_import(catalogue, again)
    again.close()
    assert counts(report.rows) == ({"updated": 1} if same else {"created": 1})
    assert "alike" not in {w.code for w in report.warnings}
    assert {p["name_id"] for p in products(catalogue)} == (
        {"Kripik Singkong"} if same else {"Keripik Singkong", "Kripik Singkong"}
    )


FIRMS = ["Nama Usaha", "Kab/Kota", "No HP"]


@pytest.mark.parametrize(
    ("new", "questions"),
    [
        (["UD Maju Jaya", "Kab. Bantul", "081200000002"], 1),  # another legal form
        (["CV Maju Jaya", "Kab. Bantul", "081200000002"], 1),  # the same name with another phone
        (["Jaya Maju", "", ""], 1),
        (["CV Maju Jaya", "Kab. Sleman", "081200000002"], 0),  # another regency
        (["CV Maju Terus", "Kab. Bantul", "081200000002"], 0),
    ],
)
def test_firms_are_asked_about_by_name_and_place(
    catalogue: Catalogue, tmp_path: Path, new: list[str], questions: int
) -> None:
    run(catalogue, write_csv(tmp_path / "dulu.csv", [FIRMS, ["CV Maju Jaya", "Kab. Bantul", "081200000001"]]))
    plan = plan_import(catalogue, ImportOptions(files=(write_csv(tmp_path / "baru.csv", [FIRMS, new]),)))
    plan.close()
    assert [str(q.kind) for q in plan.alike] == ["supplier"] * questions


def test_a_supplier_named_for_the_file_can_be_one_that_is_there(catalogue: Catalogue, tmp_path: Path) -> None:
    take(catalogue, tmp_path, HEAD, ["Keripik", 4000], supplier="UD Jaya Abadi")
    path = write_csv(tmp_path / "baru.csv", [HEAD, ["Sapu", 5000]])
    options = ImportOptions(files=(path,), supplier="Jaya Abadi")
    plan = plan_import(catalogue, options)
    question = only(plan.alike)
    same = {(question.row, "supplier"): question.options[0].uid}
    again = replan(catalogue, plan, replace(options, readings={(question.file, question.sheet): Reading(same=same)}))
    plan.close()
    apply_import(catalogue, again)
    again.close()
    assert only(records(catalogue, "supplier"))["product_count"] == 2


def test_the_command_line_creates_and_warns(catalogue: Catalogue, tmp_path: Path) -> None:
    take(catalogue, tmp_path, HEAD, ["Keripik Singkong", 4000])
    report = take(catalogue, tmp_path, HEAD, ["Kripik Singkong", 4000])
    assert counts(report.rows) == {"created": 1}
    told = only([w for w in report.warnings if w.code == "alike"])
    assert (told.row, told.field) == (2, "name_id")
    assert "Keripik Singkong" in str(told.message)


def test_questions_are_bounded_and_the_plan_says_so(catalogue: Catalogue, tmp_path: Path) -> None:
    letters = "bcdfghjklmnpqrst"
    names = [f"Keripik ba{a}an{b}ong" for a in letters for b in letters][: MOST_ASKED + 20]
    take(catalogue, tmp_path, HEAD, *([name, 4000] for name in names))
    path = write_csv(tmp_path / "mirip.csv", [HEAD, *([name.replace("Keripik", "Kripik"), 1] for name in names)])
    plan = plan_import(catalogue, ImportOptions(files=(path,), supplier="Jaya", currency="IDR"))
    plan.close()
    assert len(plan.alike) == MOST_ASKED
    assert "alike_more" in {trouble.code for part in plan.parts for _row, _target, trouble in part.warnings}
