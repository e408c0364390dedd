"""What is wrong with a plan, by cause, and the remedies: each makes its group go away."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.integration.import_desk import counts, only, products, run, write_xlsx
from tradehouse.domain.fields import RecordKind
from tradehouse.services import editing
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.applying import apply_import
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.plan_rows import PlanRow, plan_rows
from tradehouse.services.importing.planning import plan_import, replan
from tradehouse.services.importing.problems import ProblemGroup, problem_groups, with_fix
from tradehouse.services.importing.reporting import report_of

HEAD = ["Nama Produk", "Kategori", "Harga Jual"]
GOOD = [[f"Barang {letter}", "Kriya", 5000] for letter in "ABCDEFGH"]
ANSWERS = {"Tanggal Harga": "1/2/2026", "Barcode": "4006381333931"}
Rows = Sequence[Sequence[Any]]


class Desk:
    """A plan that is made again with each decision."""

    def __init__(self, catalogue: Catalogue, path: Path, **choices: Any) -> None:
        self.catalogue, self.options = catalogue, ImportOptions(files=(path,), **choices)
        self.plan = plan_import(catalogue, self.options)

    def group(self, code: str) -> ProblemGroup:
        return only([group for group in problem_groups(self.plan) if group.code == code])

    def codes(self) -> set[str]:
        return {group.code for group in problem_groups(self.plan)}

    def fix(self, group: ProblemGroup, code: str, answer: str = "") -> None:
        fix = only([fix for fix in group.fixes if fix.code == code])
        at = (group.file, group.sheet)
        said = with_fix(self.plan.parts[0].read.table.said, group, fix, answer)
        self.options = replace(self.options, readings={**self.options.readings, at: said})
        old, self.plan = self.plan, replan(self.catalogue, self.plan, self.options)
        old.close()

    def close(self) -> None:
        self.plan.close()

    def counts(self) -> dict[str, int]:
        return counts(report_of(self.plan, None).rows)

    def row(self, number: int) -> PlanRow:
        rows = plan_rows(self.catalogue, self.plan)
        return rows.row(only(rows.keys_of(self.plan.parts[0].file.name, "Barang", [number])))


Make = Callable[..., Desk]


@pytest.fixture
def desk(catalogue: Catalogue, tmp_path: Path) -> Iterator[Make]:
    with ExitStack() as opened:

        def make(rows: Rows, head: Sequence[str] = HEAD, good: Rows = GOOD, **choices: Any) -> Desk:
            path = write_xlsx(tmp_path / "daftar.xlsx", {"Barang": [head, *good, *rows]})
            made = Desk(catalogue, path, **choices)
            opened.callback(made.close)
            return made

        yield make


def codes_of(group: ProblemGroup) -> list[str]:
    return [fix.code for fix in group.fixes]


# --- groups ---


def test_rows_with_one_cause_are_one_group(desk: Make) -> None:
    made = desk([["Tas", "Kriya", "belum tahu"], ["Topi", "Kriya", "belum pasti"]])
    group = made.group("not_a_number")
    assert (group.rows, group.error, group.target, group.key) == ((10, 11), True, "product.price_idr", "Harga Jual")
    assert (group.file, group.sheet, group.column, group.found) == ("daftar.xlsx", "Barang", 3, "belum tahu")
    assert str(group.sentence).startswith("2 × ")


def test_errors_go_first_and_the_largest_before_others(desk: Make) -> None:
    rows = [["Tas", "Ilmu gaib", "belum tahu"], ["Topi", "Kriya", -5], ["Sapu", "Kriya", -6]]
    groups = problem_groups(desk(rows).plan)
    assert [(group.code, group.error) for group in groups][:2] == [("too_small", True), ("not_a_number", True)]


def test_a_word_that_is_not_known_counts_every_row_that_has_it(desk: Make) -> None:
    rows = [["Tas", "Xyzzy", 5000], ["Topi", "xyzzy ", 5000], ["Sapu", "Plugh", 5000]]
    groups = [g for g in problem_groups(desk(rows).plan) if g.code == "unknown_category"]
    assert [(group.found, group.rows) for group in groups] == [("Xyzzy", (10, 11)), ("Plugh", (12,))]


# --- remedies ---


@pytest.mark.parametrize(
    ("rows", "code", "fix", "answer", "becomes"),
    [
        ([["Tas", "Kriya", "belum"]], "not_a_number", "leave_blank", "", {"created": 9}),
        ([["Tas", "Kriya", "belum"]], "not_a_number", "leave_rows_out", "", {"created": 8, "skipped": 1}),
        ([["Tas", "Kriya", "belum"]], "not_a_number", "set_value", "Rp 7.500", {"created": 9}),
        ([["Tas", "Kriya", "10rb-12rb"]], "not_one_value", "leave_blank", "", {"created": 9}),
        ([["Tas", "Kriya", "10rb-12rb"]], "not_one_value", "leave_rows_out", "", {"created": 8, "skipped": 1}),
        ([["Tas", "Kriya", "10rb-12rb"]], "not_one_value", "set_value", "11000", {"created": 9}),
        ([["Tas", "Kriya", -5000]], "too_small", "leave_blank", "", {"created": 9}),
        ([["Tas", "Kriya", -5000]], "too_small", "set_value", "5000", {"created": 9}),
        ([["", "Kriya", 5000]], "no_name", "set_value", "Tas", {"created": 9}),
        ([["", "Kriya", 5000]], "no_name", "leave_rows_out", "", {"created": 8, "skipped": 1}),
        ([["Tas", "Xyzzy", 5000]], "unknown_category", "leave_blank", "", {"created": 9}),
        ([["Tas", "Xyzzy", 5000]], "unknown_category", "translate_word", "fesyen", {"created": 9}),
        ([["Tas", "Xyzzy", 5000]], "unknown_category", "leave_rows_out", "", {"created": 8, "skipped": 1}),
        ([["T" * 900, "Kriya", 5000]], "too_long", "set_value", "Tas", {"created": 9}),
        ([["T" * 900, "Kriya", 5000]], "too_long", "leave_rows_out", "", {"created": 8, "skipped": 1}),
        ([GOOD[0]], "repeated", "leave_rows_out", "", {"created": 8, "skipped": 1}),
    ],
)
def test_a_remedy_makes_its_group_go_away(
    desk: Make, rows: Rows, code: str, fix: str, answer: str, becomes: dict[str, int]
) -> None:
    made = desk(rows)
    made.fix(made.group(code), fix, answer)
    assert code not in made.codes()
    assert made.counts() == becomes


def test_every_remedy_that_is_offered_helps(desk: Make) -> None:
    """Whatever a group offers, its trouble is gone afterwards: no remedy is a dead end."""
    head = ["Nama Produk", "Kategori", "Harga Jual", "Berat (gr)", "Tanggal Harga", "Barcode", "Isi", "MOQ"]
    good = [[f"Barang {letter}", "Kriya", 5000, 250, "31/12/2025", "", "", 12] for letter in "ABCDEFGHIJKLMNOP"]
    rows = [
        ["Tas", "Xyzzy", "belum", 250, "kapan", "8991234567890", "", ""],
        ["Topi", "Kriya", "10rb-12rb", -3, "31/31/2025", "123", "", 1.5],
        ["Sapu", "Kriya", "1.000.00,0", 250, "", "", "dua", ""],
        ["", "Kriya", 5000, 99_000_000_000, "", "", "", "lima atau enam"],
        ["T" * 900, "Kriya", 5000, 250, "", "", "", ""],
        good[0],
    ]
    made = desk(rows, head, good)
    tried = 0
    for group in problem_groups(made.plan):
        for fix in group.fixes:
            answer = fix.options[0][0] if fix.options else ANSWERS.get(group.key, "12") if fix.asks else ""
            again = Desk(made.catalogue, made.options.files[0])
            again.fix(group, fix.code, answer)
            left = [g for g in problem_groups(again.plan) if (g.code, g.target) == (group.code, group.target)]
            assert not {row for g in left for row in g.rows} & set(group.rows), (group.code, fix.code)
            again.plan.close()
            tried += 1
    assert tried >= 20


def test_prices_that_are_too_small_for_rupiah_are_multiplied_or_in_a_currency(desk: Make, catalogue: Catalogue) -> None:
    good = [[f"Barang {n}", "Kriya", n + 4] for n in range(8)]
    made = desk([], good=good)
    made.fix(made.group("not_rupiah"), "multiply", "1000")
    assert "not_rupiah" not in made.codes()
    apply_import(catalogue, made.plan)
    assert {int(p["price_idr"]) for p in products(catalogue)} == {n * 1000 for n in range(4, 12)}


def test_prices_of_a_currency_are_export_prices(desk: Make, catalogue: Catalogue) -> None:
    made = desk([], good=[[f"Barang {n}", "Kriya", n + 4] for n in range(8)])
    made.fix(made.group("not_rupiah"), "currency", "USD")
    assert "not_rupiah" not in made.codes()
    apply_import(catalogue, made.plan)
    assert {p["export_currency"] for p in products(catalogue)} == {"USD"}


def test_a_translated_word_is_the_value(desk: Make, catalogue: Catalogue) -> None:
    made = desk([["Tas", "Xyzzy", 5000]])
    made.fix(made.group("unknown_category"), "translate_word", "kriya")
    apply_import(catalogue, made.plan)
    assert only(products(catalogue, "tas"))["category"] == "kriya"


def test_the_nearest_words_are_offered_first(desk: Make) -> None:
    group = desk([["Tas", "Kerajinan rotan dan kayu jati tua", 5000]]).group("unknown_category")
    fix = only([fix for fix in group.fixes if fix.code == "translate_word"])
    assert fix.asks == "choice"
    assert len(fix.options) == len({token for token, _ in fix.options}) > 5


# --- single cells ---


def test_a_cell_is_put_right_in_place(desk: Make, catalogue: Catalogue) -> None:
    made = desk([["Tas", "Kriya", "belum"]])
    cell = made.row(10).cells[2]
    assert (cell.column, cell.key, cell.text, cell.fixed) == (3, "Harga Jual", "belum", False)
    assert "belum" in cell.trouble
    made.fix(made.group("not_a_number"), "set_value", "7.500")
    cell = made.row(10).cells[2]
    assert (cell.text, cell.trouble, cell.fixed) == ("7.500", "", True)
    apply_import(catalogue, made.plan)
    assert int(only(products(catalogue, "tas"))["price_idr"]) == 7500


def test_the_plan_before_remains_good(desk: Make, catalogue: Catalogue) -> None:
    made = desk([["Tas", "Kriya", "belum"]])
    again = replan(catalogue, made.plan, made.options)
    again.close()
    report = apply_import(catalogue, made.plan)
    assert counts(report.rows) == {"created": 8, "rejected": 1}


def test_a_sheet_is_not_parsed_again(desk: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    made = desk([["Tas", "Kriya", "belum"]])
    monkeypatch.setattr("tradehouse.exchange.reading.Workbook.sheet", lambda *_: pytest.fail("parsed again"))
    made.fix(made.group("not_a_number"), "leave_blank")
    assert made.counts() == {"created": 9}


# --- what staff verified ---


def checked(catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Kode", *HEAD, "Status"]
    run(
        catalogue,
        write_xlsx(tmp_path / "dulu.xlsx", {"A": [head, ["A-1", "Tas", "Kriya", 5000, "checked"]]}),
        supplier="Jaya",
    )


def test_a_suppliers_file_does_not_replace_what_staff_verified(
    desk: Make, catalogue: Catalogue, tmp_path: Path
) -> None:
    checked(catalogue, tmp_path)
    made = desk([["A-1", "Tas", "Kriya", 9000, 250]], ["Kode", *HEAD, "Berat (gr)"], good=[], supplier="Jaya")
    row = made.row(2)
    assert [(d.before, d.after) for d in row.verified] == [("Rp 5,000", "Rp 9,000")]
    group = made.group("verified_kept")
    assert group.rows == (2,)
    apply_import(catalogue, made.plan)
    bag = only(products(catalogue))
    assert (int(bag["price_idr"]), int(bag["weight_g"])) == (5000, 250)  # blank fields are filled


def test_a_person_may_let_it_in(desk: Make, catalogue: Catalogue, tmp_path: Path) -> None:
    checked(catalogue, tmp_path)
    made = desk([["A-1", "Tas", "Kriya", 9000]], ["Kode", *HEAD], good=[], supplier="Jaya")
    assert made.counts() == {"unchanged": 1}
    made.fix(made.group("verified_kept"), "overwrite")
    assert made.counts() == {"updated": 1}
    assert not made.codes()
    apply_import(catalogue, made.plan)
    assert int(only(products(catalogue))["price_idr"]) == 9000


@pytest.mark.parametrize(("fix", "answer"), [("translate_word", "pirt"), ("leave_rows_out", "")])
def test_a_kind_of_certificate_that_is_not_known(desk: Make, fix: str, answer: str) -> None:
    head = ["Nama UMKM", "Jenis Sertifikat", "Nomor", "Tanggal Terbit", "Berlaku Sampai"]
    good = [["UD Rasa", "Halal", f"ID3211000012345{n:04}", "4/6/2018", ""] for n in range(3)]
    made = desk([["UD Rasa", "Sulap", "2066471011637-23", "4/6/2018", "4/6/2023"]], head, good)
    group = made.group("unknown_type")
    assert group.key == "Jenis Sertifikat"
    made.fix(group, fix, answer)
    assert not {code for code in made.codes() if code.startswith("unknown")}
    assert "rejected" not in made.counts()


def test_rows_that_name_two_records_or_one_in_the_trash(desk: Make, catalogue: Catalogue, tmp_path: Path) -> None:
    head = ["Kode", "Nama Produk", "Harga Jual", "Barcode"]
    there = [["A-1", "Tas", 1000, "4006381333931"], ["A-2", "Topi", 2000, "8992696427488"], ["A-3", "Sapu", 3000, ""]]
    run(catalogue, write_xlsx(tmp_path / "dulu.xlsx", {"A": [head, *there]}), supplier="Jaya")
    editing.trash(catalogue, RecordKind.PRODUCT, [only(products(catalogue, "sapu")).id])
    rows = [["A-1", "Tas", 1500, "8992696427488"], ["A-3", "Sapu", 3500, ""]]
    made = desk(rows, head, [], supplier="Jaya")
    group = made.group("two_records")
    assert (group.key, group.rows, group.error) == ("Barcode", (2,), True)
    made.fix(group, "leave_blank")  # the code says which it is
    made.fix(made.group("in_trash"), "leave_rows_out")
    assert not made.codes() & {"two_records", "in_trash"}
    assert made.counts() == {"updated": 1, "skipped": 1}
