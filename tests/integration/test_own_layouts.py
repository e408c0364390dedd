"""Layouts of the house's own: made of a shipped one, kept, exported by name, a buyer's by itself, undone."""

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.integration.export_desk import filled_catalogue
from tradehouse.cli.program import run_command_line
from tradehouse.domain.errors import NotFound, UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.layout_copies import ColumnChoice, LayoutChanges, LayoutCopy, changes_of
from tradehouse.domain.progress import Progress
from tradehouse.exchange.layout_copies import adapted, choices_of, further_columns, needed_columns
from tradehouse.exchange.layout_files import layout_names, load_layout
from tradehouse.exchange.order_forms import read_form
from tradehouse.services import editing, history
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.services.exporting import ExportOptions, export
from tradehouse.services.exporting.preview import preview
from tradehouse.services.layouts import (
    available_layouts,
    delete_layout,
    load_layout_for,
    read_copies,
    save_layout,
)

EXPORT = load_layout("export")
OFFERING = [name for name in layout_names() if load_layout(name).lists_goods]


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Catalogue]:
    monkeypatch.setenv("TRADEHOUSE_CACHE", str(tmp_path / "cache"))
    with filled_catalogue(tmp_path / "catalogue") as opened:
        yield opened


def changed(*, out: tuple[str, ...] = (), first: tuple[str, ...] = (), **changes: Any) -> LayoutChanges:
    """Return the export list's columns with some left out and some put first."""
    columns = [replace(c, shown=c.key not in out) for c in choices_of(EXPORT)]
    columns.sort(key=lambda c: first.index(c.key) if c.key in first else len(first))
    return LayoutChanges(tuple(columns), **changes)


def headings(path: Path, sheet: int = 0) -> dict[str, str]:
    """Return the headings of the shown columns, by letter."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[sheet]
    row = next(r for r in page.iter_rows() if any(cell.value in {"Item No.", "Kode Produk", "Code"} for cell in r))
    return {
        c.column_letter: str(c.value) for c in row if c.value and not page.column_dimensions[c.column_letter].hidden
    }


def buyer(catalogue: Catalogue, name: str = "Nordlicht GmbH", **values: Any) -> int:
    return editing.create(catalogue, RecordKind.BUYER, {"name": name, **values})


def test_a_copy_is_written_in_its_own_order_with_its_own_headings(catalogue: Catalogue, tmp_path: Path) -> None:
    columns = list(changed(out=("description", "origin", "brand")).columns)
    at = next(n for n, c in enumerate(columns) if c.key == "price")
    price = replace(columns.pop(at), heading={"en": "Net price {currency}"}, width=14.0)
    columns[2:2] = [price, ColumnChoice("own_material_en", value="material_en", heading={"en": "Stuff"}, width=20.0)]
    changes = LayoutChanges(tuple(columns), currency="EUR", title={"en": "NORDLICHT RANGE"}, row_height=110.0)
    save_layout(catalogue, LayoutCopy("Nordlicht", "export", changes))
    out = tmp_path / "list.xlsx"
    export(catalogue, out, ExportOptions("nordlicht", rate=Decimal(19_000)))
    shown = list(headings(out).values())
    assert shown[2:5] == ["Net price EUR", "Stuff", "Item No."]
    assert not {"Description / Material", "Country of Origin", "Brand"} & set(shown)
    page = openpyxl.load_workbook(out).worksheets[0]
    assert page["A1"].value == "NORDLICHT RANGE"
    assert page.freeze_panes is not None


def test_a_column_that_formulas_need_stays_hidden_and_the_sums_still_come_out(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    save_layout(catalogue, LayoutCopy("Short", "export", changed(out=("qty2", "price2", "moq", "length", "capacity"))))
    layout = load_layout_for(catalogue, "Short")
    columns = {c.key: c for c in layout.tables["list"].columns}
    assert columns["qty2"].hidden
    assert columns["length"].hidden
    assert "capacity" not in columns
    export(catalogue, tmp_path / "short.xlsx", ExportOptions("Short"))
    page = openpyxl.load_workbook(tmp_path / "short.xlsx").worksheets[0]
    assert not [c for row in page.iter_rows() for c in row if isinstance(c.value, str) and "#REF" in c.value]


@pytest.mark.parametrize("base", OFFERING)
def test_an_untouched_copy_of_each_list_is_that_list(base: str) -> None:
    layout = load_layout(base)
    copy = adapted(LayoutCopy("Mine", base, LayoutChanges(choices_of(layout))))
    assert copy.tables == layout.tables
    assert (copy.base, copy.audience, copy.gate) == (base, layout.audience, layout.gate)


@pytest.mark.parametrize("key", ["order", "price", "code", "order_unit"])
def test_an_order_form_keeps_what_an_order_needs(catalogue: Catalogue, key: str) -> None:
    with pytest.raises(UserError) as refused:
        save_layout(catalogue, LayoutCopy("Broken", "export", changed(out=(key,))))
    assert refused.value.code == "needed_column"
    assert str(needed_columns(EXPORT)[key]) in str(refused.value)
    assert not [info for info in available_layouts(catalogue) if info.base]


@pytest.mark.parametrize("value", ["cost_idr", "notes", "supplier.phone", "supplier.nib", "supplier.owner"])
def test_a_copy_for_buyers_never_names_what_is_for_the_house(catalogue: Catalogue, value: str) -> None:
    leak = LayoutChanges((*choices_of(EXPORT), ColumnChoice("own_x", value=value, heading={"en": "X"})))
    with pytest.raises(UserError, match=r"own_x.*rumah|house") as refused:
        save_layout(catalogue, LayoutCopy("Leak", "export", leak))
    assert refused.value.code == "bad_layout"
    assert value not in {choice.value for choice in further_columns(EXPORT)}


def test_every_further_column_that_is_offered_can_be_shown(catalogue: Catalogue, tmp_path: Path) -> None:
    for base in ("export", "showcase-staff"):
        layout = load_layout(base)
        further = further_columns(layout)
        assert len({choice.key for choice in further}) == len(further)
        save_layout(catalogue, LayoutCopy(f"All {base}", base, LayoutChanges((*choices_of(layout), *further))))
        for language in ("id", "en"):
            report = export(
                catalogue, tmp_path / f"INTERNAL {base}.xlsx", ExportOptions(f"All {base}", language=language)
            )
            assert report.rows == 5
    assert "supplier.npwp" in {choice.value for choice in further_columns(load_layout("showcase-staff"))}


def test_a_buyer_with_a_copy_gets_it_by_itself(catalogue: Catalogue, tmp_path: Path) -> None:
    theirs = buyer(catalogue, language="id", currency="EUR")
    other = buyer(catalogue, "Another")
    save_layout(catalogue, LayoutCopy("Nordlicht", "export", changed(out=("origin",), language="en"), theirs))
    for who, has in ((theirs, False), (other, True), (None, True)):
        out = tmp_path / f"{who}.xlsx"
        options = ExportOptions("export", buyer_id=who, rate=Decimal(19_000))
        assert preview(catalogue, options).products == export(catalogue, out, options).rows
        assert ("Country of Origin" in headings(out).values()) is has
    (kept,) = (copy for copy in read_copies(catalogue) if copy.buyer_id == theirs)
    assert kept.name == "Nordlicht"
    again = save_layout(catalogue, LayoutCopy("Nordlicht 2027", "export", changed(), theirs))
    assert again.id == kept.id
    assert [info.name for info in available_layouts(catalogue) if info.base] == ["Nordlicht 2027"]
    assert next(i for i in available_layouts(catalogue) if i.base).buyer == "Nordlicht GmbH"


def test_a_copy_comes_back_as_the_list_it_is(catalogue: Catalogue, tmp_path: Path) -> None:
    save_layout(catalogue, LayoutCopy("Secret name", "export", changed(first=("order", "price"), out=("brand",))))
    out = tmp_path / "list.xlsx"
    export(catalogue, out, ExportOptions("Secret name"))
    form = read_form(out, Progress())
    assert form.layout == "export"
    assert not form.missing
    assert {"code", "order", "price", "_product_id", "_price_rev"} <= set(form.rows[0].cells)


def test_saving_and_removing_are_undone(catalogue: Catalogue) -> None:
    save_layout(catalogue, LayoutCopy("Nordlicht", "export", changed()))
    delete_layout(catalogue, "nordlicht")
    with pytest.raises(UserError, match=r"Nordlicht.*export"):
        load_layout_for(catalogue, "Nordlicht")
    history.undo(catalogue)
    assert load_layout_for(catalogue, "Nordlicht").base == "export"
    history.undo(catalogue)
    assert [info.name for info in available_layouts(catalogue)] == list(layout_names())
    with pytest.raises(NotFound):
        delete_layout(catalogue, "Nordlicht")


@pytest.mark.parametrize("name", ["", "export", "Showcase", "x" * 61])
def test_a_name_that_cannot_be_is_refused(catalogue: Catalogue, name: str) -> None:
    with pytest.raises(UserError):
        save_layout(catalogue, LayoutCopy(name, "export", changed()))


def test_a_name_belongs_to_one_layout(catalogue: Catalogue) -> None:
    save_layout(catalogue, LayoutCopy("Nordlicht", "export", changed()))
    save_layout(catalogue, LayoutCopy("Nordlicht", "export", changed(currency="EUR")))
    with pytest.raises(UserError, match="NORDLICHT"):
        save_layout(catalogue, LayoutCopy("NORDLICHT", "showcase"))


def test_a_newer_base_brings_its_new_columns_and_takes_its_old_ones() -> None:
    known = [c for c in choices_of(EXPORT) if c.key not in {"hs", "remarks"}]
    copy = LayoutCopy("Old", "export", LayoutChanges((*known, ColumnChoice("gone_since", heading={"en": "Gone"}))))
    keys = [c.key for c in adapted(copy).tables["list"].columns]
    assert keys == [c.key for c in EXPORT.tables["list"].columns]


def test_a_narrow_list_keeps_everything_in_its_head() -> None:
    kept = {"photo", "code", "name", "price", "order", "order_unit", "units", "amount"}
    out = tuple(c.key for c in choices_of(EXPORT) if c.key not in kept)
    table = adapted(LayoutCopy("Narrow", "export", changed(out=out))).tables["list"]
    base = EXPORT.tables["list"]
    assert [line for group in table.head for line in group.lines] == [x for g in base.head for x in g.lines]
    assert len(table.head) < len(base.head)
    assert all(group.at in {c.key for c in table.columns if not c.hidden} for group in table.head)


@pytest.mark.parametrize(
    "said",
    [
        [],
        {"columns": [{"value": "code"}]},
        {"columns": [{"key": "a"}, {"key": "a"}]},
        {"columns": [{"key": "a", "width": 900}]},
        {"columns": [{"key": "a", "heading": {"fr": "A"}}]},
        {"photo_pixels": 90_000},
        {"row_height": "high"},
        {"title": {"en": "T" * 400}},
    ],
)
def test_what_was_kept_is_bounded(said: Any) -> None:
    with pytest.raises(UserError) as refused:
        changes_of(said)
    assert refused.value.code == "bad_layout_copy"


def test_what_was_kept_reads_the_same() -> None:
    changes = changed(out=("brand",), language="id", title={"en": "T"}, photo_pixels=600, row_height=90.0)
    assert changes_of(json.loads(json.dumps(changes.plain()))) == changes


def test_a_full_catalogue_is_not_to_be_adapted(catalogue: Catalogue) -> None:
    with pytest.raises(UserError) as refused:
        save_layout(catalogue, LayoutCopy("Everything", "full"))
    assert refused.value.code == "not_adaptable"


def test_the_command_line_lists_and_writes_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "catalogue"
    with filled_catalogue(folder) as catalogue:
        save_layout(catalogue, LayoutCopy("Nordlicht", "export", changed(), buyer(catalogue)))
    capsys.readouterr()
    assert run_command_line(["--data", str(folder), "layouts", "--json"]) == 0
    told = {entry["name"]: entry for entry in json.loads(capsys.readouterr().out)}
    assert told["full"]["audience"] == told["showcase-staff"]["audience"] == "house"
    assert told["booth"]["audience"] == told["Nordlicht"]["audience"] == "buyer"
    assert told["Nordlicht"]["buyer"] == "Nordlicht GmbH"
    assert run_command_line(["--data", str(folder), "--lang", "en", "layouts"]) == 0
    assert "for Nordlicht GmbH, made of export" in capsys.readouterr().out
    out = tmp_path / "list.xlsx"
    assert (
        run_command_line(["--data", str(folder), "export", str(out), "--layout", "Nordlicht"]) == 3
    )  # one is archived
    assert out.is_file()


def test_a_script_takes_a_layout_to_another_catalogue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        with filled_catalogue(folder) as catalogue:
            theirs = buyer(catalogue)
            if folder == first:
                save_layout(catalogue, LayoutCopy("Nordlicht", "export", changed(out=("brand",)), theirs))
    capsys.readouterr()
    assert run_command_line(["--data", str(first), "layouts", "--show", "nordlicht"]) == 0
    shown = capsys.readouterr().out
    file = tmp_path / "nordlicht.json"
    file.write_text(shown, encoding="utf-8")
    assert run_command_line(["--data", str(second), "layouts", "--save", str(file)]) == 0
    capsys.readouterr()
    assert run_command_line(["--data", str(second), "layouts", "--show", "Nordlicht"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(shown)
    assert run_command_line(["--data", str(second), "layouts", "--delete", "Nordlicht"]) == 0
    assert run_command_line(["--data", str(second), "layouts", "--show", "Nordlicht"]) == 2
    assert run_command_line(["--data", str(second), "undo"]) == 0
    assert run_command_line(["--data", str(second), "layouts", "--show", "Nordlicht"]) == 0


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("not JSON", "bad_layout_copy"),
        ("[1]", "bad_layout_copy"),
        ('{"name": "A", "base": "export", "buyer": "nobody"}', "no_such_buyer"),
        ('{"name": "A", "base": "../full"}', "unknown_layout"),
        ('{"name": "A", "base": "export", "changes": {"columns": 3}}', "bad_layout_copy"),
        ('{"name": "A", "base": "export", "changes": {"columns": [{"key": "x", "value": "cost_idr"}]}}', "bad_layout"),
    ],
)
def test_a_file_that_is_no_layout_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], said: str, code: str
) -> None:
    folder, file = tmp_path / "catalogue", tmp_path / "a.json"
    open_catalogue(folder, user="Sari").close()
    file.write_text(said, encoding="utf-8")
    assert run_command_line(["--data", str(folder), "layouts", "--save", str(file), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == code
