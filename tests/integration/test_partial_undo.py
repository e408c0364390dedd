"""An import that is undone later: what was edited since stays with all that it needs, everything else goes back."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.import_desk import Rows, only, photo, products, records, run, write_csv, write_xlsx
from tradehouse.cli.program import run_command_line
from tradehouse.domain.errors import Conflict
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import Query
from tradehouse.services import browsing, editing, history, photos
from tradehouse.services.catalogue import Catalogue, open_catalogue

P, S, C = RecordKind.PRODUCT, RecordKind.SUPPLIER, RecordKind.CERTIFICATION
HEAD = ["Kode", "Nama Produk", "Kategori", "Harga Jual", "Nama UMKM"]
Image = dict[tuple[str, int], tuple[object, ...]]


def a_list(folder: Path, *rows: list[object], name: str = "daftar.csv") -> Path:
    return write_csv(folder / name, [HEAD, *rows])


def names(catalogue: Catalogue, kind: RecordKind = P) -> list[str]:
    ids = browsing.find_ids(catalogue, kind, Query())
    return sorted(str(r["name_id"] or r["name"] or r["number"]) for r in browsing.records(catalogue, kind, ids))


@pytest.fixture
def imported(catalogue: Catalogue, tmp_path: Path) -> int:
    """Three products of two suppliers came in one import; its number."""
    path = a_list(
        tmp_path,
        ["A-1", "Tas rotan", "Kriya", 185000, "Anyam Jaya"],
        ["A-2", "Topi pandan", "Kriya", 45000, "Anyam Jaya"],
        ["B-1", "Kopi Gayo", "Minuman", 95000, "Kopi Lestari"],
    )
    number = run(catalogue, path).change_set
    assert number is not None
    return number


def test_what_stands_in_the_way_is_told_with_who_and_what(catalogue: Catalogue, imported: int) -> None:
    assert history.conflicts(catalogue, imported) == []
    bag = only(products(catalogue, "rotan"))
    editing.change(catalogue, P, bag.id, "material", "Rotan")
    (edited,) = history.conflicts(catalogue, imported)
    assert (edited.kind, edited.id, edited.code, edited.name) == ("product", bag.id, "KRY-0001", "Tas rotan")
    assert [label.text("en") for label in edited.fields] == ["Material"]
    assert edited.author.name == "Sari"
    assert edited.at == history.of_record(catalogue, P, bag.id)[0].at


def test_an_edited_product_stays_with_its_supplier_and_the_rest_goes(catalogue: Catalogue, imported: int) -> None:
    bag = only(products(catalogue, "rotan"))
    editing.change(catalogue, P, bag.id, "material", "Rotan")
    with pytest.raises(Conflict, match="Tas rotan"):
        history.undo(catalogue, imported)
    assert len(names(catalogue)) == 3
    history.undo(catalogue, imported, keep_edited=True)
    assert names(catalogue) == ["Tas rotan"]
    assert names(catalogue, S) == ["Anyam Jaya"]
    kept = only(products(catalogue))
    assert (kept.id, kept["material"], kept["price_idr"], kept["supplier"].name) == (bag.id, "Rotan", 185000, "Anyam Jaya")  # fmt: skip


def test_a_partial_undo_is_a_change_of_its_own_that_can_be_done_again(catalogue: Catalogue, imported: int) -> None:
    bag = only(products(catalogue, "rotan"))
    editing.change(catalogue, P, bag.id, "material", "Rotan")
    history.undo(catalogue, imported, keep_edited=True)
    editing_stands, redo = history.next_steps(catalogue)
    assert editing_stands is not None
    assert redo is not None
    assert redo.id == imported
    history.redo(catalogue)
    assert names(catalogue) == ["Kopi Gayo", "Tas rotan", "Topi pandan"]
    assert names(catalogue, S) == ["Anyam Jaya", "Kopi Lestari"]
    assert only(products(catalogue, "rotan"))["material"] == "Rotan"
    history.undo(catalogue, imported)  # nothing stands in the way of what was done again
    assert names(catalogue) == ["Tas rotan"]


def test_a_photo_added_since_is_an_edit_of_its_product(catalogue: Catalogue, imported: int) -> None:
    hat = only(products(catalogue, "topi"))
    photos.attach(catalogue, hat.id, [(photo("navy", 900), "topi.jpg")])
    (edited,) = history.conflicts(catalogue, imported)
    assert (edited.name, [label.text("en") for label in edited.fields]) == ("Topi pandan", ["Photos"])
    with pytest.raises(Conflict):
        history.undo(catalogue, imported)
    history.undo(catalogue, imported, keep_edited=True)
    assert names(catalogue) == ["Topi pandan"]
    assert len(browsing.photos_of(catalogue, hat.id)) == 1


def test_a_new_product_of_an_imported_supplier_keeps_the_supplier_alone(catalogue: Catalogue, imported: int) -> None:
    coffee = only(records(catalogue, "supplier", "lestari"))
    editing.create(catalogue, P, {"name_id": "Kopi Toraja", "supplier": coffee.id})
    (edited,) = history.conflicts(catalogue, imported)
    assert (edited.kind, edited.name) == ("supplier", "Kopi Lestari")
    history.undo(catalogue, imported, keep_edited=True)
    assert (names(catalogue), names(catalogue, S)) == (["Kopi Toraja"], ["Kopi Lestari"])


def test_photos_that_came_with_a_kept_product_stay_on_it(catalogue: Catalogue, tmp_path: Path) -> None:
    rows: Rows = [
        HEAD,
        ["A-1", "Tas rotan", "Kriya", 185000, "Anyam Jaya"],
        ["A-2", "Topi", "Kriya", 45000, "Anyam Jaya"],
    ]
    path = write_xlsx(tmp_path / "a.xlsx", {"Produk": rows}, pictures={"G2": photo("red"), "G3": photo("blue")})
    number = run(catalogue, path).change_set
    bag = only(products(catalogue, "rotan"))
    editing.change(catalogue, P, bag.id, "material", "Rotan")
    history.undo(catalogue, number, keep_edited=True)
    assert names(catalogue) == ["Tas rotan"]
    (kept,) = browsing.photos_of(catalogue, bag.id)
    assert kept.role == "main"
    with catalogue.database.reading() as read:
        assert read.exec_driver_sql("SELECT count(*) FROM photo").scalar_one() == 1


def test_a_photo_that_another_product_shows_by_now_stays_without_being_asked(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    own = editing.create(catalogue, P, {"name_id": "Keranjang"})
    rows: Rows = [HEAD, ["A-1", "Tas rotan", "Kriya", 185000, "Anyam Jaya"]]
    path = write_xlsx(tmp_path / "a.xlsx", {"Produk": rows}, pictures={"G2": photo("red", 900)})
    number = run(catalogue, path).change_set
    photos.attach(catalogue, own, [(photo("red", 900), "a.jpg")])
    assert history.conflicts(catalogue, number) == []
    history.undo(catalogue, number)
    assert names(catalogue) == ["Keranjang"]
    assert len(browsing.photos_of(catalogue, own)) == 1


def test_a_record_that_was_there_before_keeps_later_edits_of_the_same_field_only(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    run(catalogue, a_list(tmp_path, ["A-1", "Tas rotan", "Kriya", 1000, "Anyam"], ["A-2", "Topi", "Kriya", 500, "Anyam"]))  # fmt: skip
    again = a_list(tmp_path, ["A-1", "Tas rotan", "Kriya", 2000, "Anyam"], ["A-2", "Topi", "Kriya", 700, "Anyam"], name="b.csv")  # fmt: skip
    number = run(catalogue, again).change_set
    bag, hat = only(products(catalogue, "rotan")), only(products(catalogue, "topi"))
    editing.change(catalogue, P, bag.id, "price_idr", 3000)
    editing.change(catalogue, P, hat.id, "colour", "hitam")
    assert [edited.name for edited in history.conflicts(catalogue, number)] == ["Tas rotan"]
    history.undo(catalogue, number, keep_edited=True)
    assert browsing.record(catalogue, P, bag.id)["price_idr"] == 3000
    after = browsing.record(catalogue, P, hat.id)
    assert (after["price_idr"], after["colour"]) == (500, "hitam")


def test_a_kept_certificate_keeps_the_products_that_it_names(catalogue: Catalogue, tmp_path: Path) -> None:
    head: list[object] = [*HEAD, "P-IRT"]
    rows: Rows = [head, ["A-1", "Keripik", "Makanan", 1000, "Dapur", "2063471010001-29"], ["A-2", "Topi", "Kriya", 500, "Dapur", ""]]  # fmt: skip
    number = run(catalogue, write_csv(tmp_path / "a.csv", rows)).change_set
    permit = only(records(catalogue, "certification"))
    assert [ref.name for ref in permit["products"]] == ["Keripik"]
    editing.change(catalogue, C, permit.id, "scope", "Keripik singkong")
    history.undo(catalogue, number, keep_edited=True)
    assert names(catalogue) == ["Keripik"]
    assert [ref.name for ref in browsing.record(catalogue, C, permit.id)["products"]] == ["Keripik"]


def test_where_all_was_edited_there_is_nothing_to_undo(catalogue: Catalogue, imported: int) -> None:
    ids = list(browsing.find_ids(catalogue, P, Query()))
    editing.change_many(catalogue, P, ids, {"colour": "hitam"})
    with pytest.raises(Conflict) as refusal:
        history.undo(catalogue, imported, keep_edited=True)
    assert refusal.value.code == "all_edited"
    assert len(names(catalogue)) == 3


def test_the_command_refuses_and_says_how_to_go_on(
    catalogue: Catalogue, imported: int, capsys: pytest.CaptureFixture[str]
) -> None:
    bag = only(products(catalogue, "rotan"))
    editing.change(catalogue, P, bag.id, "material", "Rotan")
    folder = str(catalogue.folder)
    catalogue.close()
    assert run_command_line(["undo", str(imported), "--data", folder, "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert "Tas rotan: Material" in said
    assert "--keep-edited" in said
    assert run_command_line(["undo", str(imported), "--keep-edited", "--data", folder, "--lang", "en"]) == 3
    assert "1 record" in capsys.readouterr().out
    again = open_catalogue(Path(folder))
    assert names(again) == ["Tas rotan"]
    again.close()


# --- whatever was imported and edited ---

MAKERS = ("Anyam Jaya", "Kopi Lestari", "Dapur Bu Sri")


def images(catalogue: Catalogue) -> Image:
    found: Image = {}
    for kind in (P, S):
        keys = ("name_id", "price_idr", "colour", "supplier") if kind is P else ("name", "owner")
        for record in browsing.records(catalogue, kind, browsing.find_ids(catalogue, kind, Query())):
            found[str(kind), record.id] = tuple(record[key] for key in keys)
    return found


ROW = st.tuples(st.integers(0, 7), st.integers(1, 9), st.sampled_from(MAKERS))
EDIT = st.tuples(st.sampled_from(["price", "colour", "owner", "new"]), st.integers(0, 50), st.integers(100, 120))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    first=st.lists(ROW, max_size=4, unique_by=lambda row: row[0]),
    second=st.lists(ROW, min_size=1, max_size=6, unique_by=lambda row: row[0]),
    edits=st.lists(EDIT, max_size=4),
)
def test_edited_records_stay_and_everything_else_is_as_before(
    first: list[tuple[int, int, str]], second: list[tuple[int, int, str]], edits: list[tuple[str, int, int]]
) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        catalogue = open_catalogue(Path(folder) / "c", user="Sari")
        try:
            _check(catalogue, Path(folder), first, second, edits)
        finally:
            catalogue.close()


def _rows(rows: list[tuple[int, int, str]]) -> list[list[object]]:
    # One code belongs to one maker, so that the second list finds what the first one made.
    return [[f"X-{n}", f"Barang {n}", "Kriya", price * 1000, MAKERS[n % 3]] for n, price, _maker in rows]


def _undone(catalogue: Catalogue, number: int) -> bool:
    """Undo an import; return whether anything was left to take back."""
    try:
        history.undo(catalogue, number, keep_edited=True)
    except Conflict:
        return False
    return True


def _check(
    catalogue: Catalogue,
    folder: Path,
    first: list[tuple[int, int, str]],
    second: list[tuple[int, int, str]],
    edits: list[tuple[str, int, int]],
) -> None:
    if first:
        run(catalogue, a_list(folder, *_rows(first), name="a.csv"))
    before = images(catalogue)
    number = run(catalogue, a_list(folder, *_rows(second), name="b.csv")).change_set
    imported = images(catalogue)
    if number is None:
        return
    made = set(imported) - set(before)
    edited: set[tuple[str, int]] = set()
    for what, pick, value in edits:
        ids = [key[1] for key in sorted(imported) if key[0] == ("supplier" if what in {"owner", "new"} else "product")]
        chosen = ids[pick % len(ids)]
        if what == "price":
            editing.change(catalogue, P, chosen, "price_idr", value)
            touched = ("product", chosen) in made or before[("product", chosen)][1] != imported[("product", chosen)][1]
            edited |= {("product", chosen)} if touched else set()
        elif what == "colour":
            changed = editing.change(catalogue, P, chosen, "colour", f"warna {value}")
            edited |= {("product", chosen)} & made if changed else set()
        elif what == "owner":
            changed = editing.change(catalogue, S, chosen, "owner", f"Bu {value}")
            edited |= {("supplier", chosen)} & made if changed else set()
        else:
            editing.create(catalogue, P, {"name_id": f"Baru {value}", "supplier": chosen})
            edited |= {("supplier", chosen)} & made
    now = images(catalogue)
    told = {(edit.kind, edit.id) for edit in history.conflicts(catalogue, number)}
    assert told == edited
    if not _undone(catalogue, number):
        assert images(catalogue) == now
        return
    after = images(catalogue)
    needed = {("supplier", now[key][3].id) for key in edited if key[0] == "product"}  # type: ignore[attr-defined]
    for key in set(now) | set(before):
        if key in edited or key in needed or key not in imported:
            assert after[key] == now[key]
        elif key in made:
            assert key not in after
        else:
            # What the import changed is as before; what was changed beside it since is left alone.
            back = tuple(b if i != n else n for b, i, n in zip(before[key], imported[key], now[key], strict=True))
            kept = tuple(n if i != n else b for b, i, n in zip(before[key], imported[key], now[key], strict=True))
            assert after[key] in (back, kept)
    assert set(after) <= set(now)
    history.redo(catalogue)
    assert images(catalogue) == now
