"""The second file of a shape is read as a person had the first one read."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.integration.import_desk import counts, only, plan_only, products, run, write_csv, write_xlsx
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.remembered import RememberedShape
from tradehouse.exchange.sheet_choices import Reading
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.services import editing
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.services.importing.inspecting import inspect
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.remembering import recall
from tradehouse.services.importing.reporting import ImportReport
from tradehouse.storage import remembered as stored

HEAD = ["Kode", "Nama Barang", "Sebutan", "Nilai"]
CHOSEN = {
    "Kode": "product.supplier_code",
    "Nama Barang": "product.material",
    "Sebutan": "product.name_id",
    "Nilai": "product.price_idr",
}
SAID = Reading(mapping=CHOSEN, factors={"Nilai": Decimal(1000)})


def goods(folder: Path, name: str, *rows: list[Any]) -> Path:
    return write_csv(folder / name, [HEAD, *rows])


def corrected(catalogue: Catalogue, path: Path, reading: Reading = SAID, **choices: Any) -> ImportReport:
    """Import a file as a person does who corrects how its sheet is read."""
    (view,) = inspect(ImportOptions(files=(path,))).sheets
    return run(catalogue, path, readings={(path.name, view.sheet): reading}, **choices)


def notices(report: ImportReport) -> list[str]:
    return [str(told.message) for told in report.warnings if told.code == "remembered"]


def remembered_shapes(catalogue: Catalogue) -> list[RememberedShape]:
    with catalogue.database.reading() as read:
        return stored.remembered_shapes(read)


def test_the_second_file_of_a_shape_needs_no_decision(catalogue: Catalogue, tmp_path: Path) -> None:
    first = corrected(catalogue, goods(tmp_path, "mei.csv", ["A1", "rotan", "Tas", 5]), supplier="UD Maju")
    assert notices(first) == []
    second = run(catalogue, goods(tmp_path, "juni.csv", ["B7", "jati", "Kursi", 90]), supplier="UD Maju")
    assert counts(second.rows) == {"created": 1}
    chair = only(products(catalogue, "kursi")).values
    assert (chair["name_id"], chair["material"], chair["supplier_code"]) == ("Kursi", "jati", "B7")
    assert chair["price_idr"] == 90_000
    (told,) = notices(second)
    assert "mei.csv" in told
    (own, _house) = remembered_shapes(catalogue)
    assert (own.file, own.times) == ("juni.csv", 2)


def test_it_is_remembered_over_a_restart_and_shown_as_the_proposal(tmp_path: Path) -> None:
    opened = open_catalogue(tmp_path / "desk", user="Sari")
    corrected(opened, goods(tmp_path, "mei.csv", ["A1", "rotan", "Tas", 5]))
    opened.close()
    again = open_catalogue(tmp_path / "desk", user="Sari")
    path = goods(tmp_path, "juni.csv", ["B7", "jati", "Kursi", 90])
    (view,) = inspect(ImportOptions(files=(path,), memory=recall(again))).sheets
    assert view.remembered == "mei.csv"
    assert view.said.mapping == CHOSEN
    assert {c.key: c.targets[0] for c in view.columns} == CHOSEN
    again.close()


def test_what_a_person_says_goes_before_what_is_remembered(catalogue: Catalogue, tmp_path: Path) -> None:
    corrected(catalogue, goods(tmp_path, "mei.csv", ["A1", "rotan", "Tas", 5]))
    path = goods(tmp_path, "juni.csv", ["B7", "Kursi", "jati", 90_000])
    report = run(catalogue, path, mapping={"Nama Barang": "name_id", "Sebutan": "material", "Nilai": "price_idr"})
    assert notices(report) == []
    chair = only(products(catalogue, "kursi")).values
    assert (chair["material"], chair["price_idr"]) == ("jati", 90_000)
    # and from now on that is how the shape is read
    third = run(catalogue, goods(tmp_path, "juli.csv", ["C1", "Meja", "mahoni", 70_000]))
    assert only(products(catalogue, "meja")).values["price_idr"] == 70_000
    assert len(notices(third)) == 1


def test_to_say_nothing_where_something_was_remembered_forgets_it(catalogue: Catalogue, tmp_path: Path) -> None:
    corrected(catalogue, goods(tmp_path, "mei.csv", ["A1", "rotan", "Tas", 5]))
    corrected(catalogue, goods(tmp_path, "juni.csv", ["B7", "Kursi", "x", 90]), Reading())
    assert remembered_shapes(catalogue) == []


def test_one_suppliers_units_never_reach_another_suppliers_prices(catalogue: Catalogue, tmp_path: Path) -> None:
    editing.create(catalogue, RecordKind.SUPPLIER, {"name": "CV Lain"})
    corrected(catalogue, goods(tmp_path, "mei.csv", ["A1", "rotan", "Tas", 5]), supplier="UD Maju")
    other = run(catalogue, goods(tmp_path, "lain.csv", ["B7", "jati", "Kursi", 90_000]), supplier="CV Lain")
    chair = only(products(catalogue, "kursi")).values
    assert chair["price_idr"] == 90_000
    assert chair["material"] == "jati"  # what the columns mean is the house's knowledge
    assert len(notices(other)) == 1


def test_a_shape_of_nobody_is_the_houses_and_a_suppliers_own_goes_first(catalogue: Catalogue, tmp_path: Path) -> None:
    corrected(catalogue, goods(tmp_path, "a.csv", ["A1", "rotan", "Tas", 5]))
    own = Reading(mapping={**CHOSEN, "Nama Barang": "product.technique"})
    corrected(catalogue, goods(tmp_path, "b.csv", ["A2", "tenun", "Topi", 7_000]), own, supplier="UD Maju")
    run(catalogue, goods(tmp_path, "c.csv", ["A3", "ukir", "Meja", 8_000]), supplier="UD Maju")
    assert only(products(catalogue, "meja")).values["technique"] == "ukir"
    assert only(products(catalogue, "meja")).values["price_idr"] == 8_000


def test_headings_that_a_person_pointed_at_are_found_on_another_row(catalogue: Catalogue, tmp_path: Path) -> None:
    foreign = ["Ürün", "Açıklama", "Değer"]
    reading = Reading(
        header=3, header_height=1, kind=SheetKind.PRODUCTS,
        mapping={"Ürün": "product.name_id", "Açıklama": "product.material", "Değer": "product.price_idr"},
    )  # fmt: skip
    first = write_xlsx(tmp_path / "bir.xlsx", {"S": [["x"], ["y"], foreign, ["Çanta", "deri", 5_000]]})
    corrected(catalogue, first, reading, supplier="Usta")
    second = write_xlsx(
        tmp_path / "iki.xlsx",
        {"S": [["x"], ["y"], ["z"], ["w"], foreign, ["Ayna", "cam", 6_000], ["Kutu", "ahşap", 1]]},
    )
    report = run(catalogue, second, supplier="Usta")
    assert counts(report.rows) == {"created": 2}
    assert report.parts[0].header_row == 5
    assert only(products(catalogue, "ayna")).values["material"] == "cam"


def test_headings_further_down_take_no_rows_from_a_list(catalogue: Catalogue, tmp_path: Path) -> None:
    pointed = Reading(
        header=1, header_height=1, mapping={"Nama Barang": "product.name_id", "Harga": "product.price_idr"}
    )
    lower = ["Nama Barang", "Harga"]
    corrected(catalogue, write_xlsx(tmp_path / "a.xlsx", {"S": [lower, ["Tas", 5_000]]}), pointed)
    rows = [["Nama Produk", "Harga Jual"], ["Kursi", 1_000], ["Meja", 2_000], [None, None], lower, ["Lemari", 3_000]]
    report = run(catalogue, write_xlsx(tmp_path / "b.xlsx", {"S": rows}))
    assert report.parts[0].header_row == 1
    assert only(products(catalogue, "kursi")).values["price_idr"] == 1_000


def test_another_shape_is_left_to_itself(catalogue: Catalogue, tmp_path: Path) -> None:
    corrected(catalogue, goods(tmp_path, "mei.csv", ["A1", "rotan", "Tas", 5]))
    other = write_csv(tmp_path / "lain.csv", [["Nama Barang", "Harga"], ["Kursi", 90_000]])
    assert notices(run(catalogue, other)) == []
    assert only(products(catalogue, "kursi")).values["price_idr"] == 90_000


def test_a_file_that_comes_again_changes_nothing(catalogue: Catalogue, tmp_path: Path) -> None:
    path = goods(tmp_path, "mei.csv", ["A1", "rotan", "Tas", 5], ["A2", "bambu", "Topi", 6])
    corrected(catalogue, path, supplier="UD Maju")
    again = run(catalogue, path, supplier="UD Maju")
    assert (counts(again.rows), again.change_set) == ({"unchanged": 2}, None)


def test_a_word_that_was_translated_once_is_known_in_other_files(catalogue: Catalogue, tmp_path: Path) -> None:
    book = write_csv(tmp_path / "a.csv", [["Nama Produk", "Kategori"], ["Tas", "zzz ayaman"]])
    corrected(catalogue, book, Reading(words={"product.category": {"zzz ayaman": "craft"}}), supplier="UD Maju")
    assert remembered_shapes(catalogue) == []  # a word is no shape
    known = recall(catalogue, "CV Lain").words
    assert known == {"product.category": {"zzz ayaman": "craft"}}
    other = write_csv(
        tmp_path / "b.csv", [["Kode", "Nama Produk", "Kategori", "Harga"], ["K1", "Topi", "zzz ayaman", 5]]
    )
    (view,) = inspect(ImportOptions(files=(other,), memory=recall(catalogue))).sheets
    assert view.said.words == known


def test_a_plan_that_is_not_applied_remembers_nothing(catalogue: Catalogue, tmp_path: Path) -> None:
    path = goods(tmp_path, "mei.csv", ["A1", "rotan", "Tas", 5])
    (view,) = inspect(ImportOptions(files=(path,))).sheets
    plan_only(catalogue, path, readings={(path.name, view.sheet): SAID})
    assert remembered_shapes(catalogue) == []
