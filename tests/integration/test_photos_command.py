"""`photos add` as a script sees it, and the real photos of a shop on its real products."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.integration.photo_making import photo, write
from tradehouse.cli.program import run_command_line
from tradehouse.domain.fields import RecordKind
from tradehouse.exchange.reading import open_workbook
from tradehouse.services import browsing, editing
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.services.photo_matching import EntryState, apply_plan, plan_photos

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared/data"
PRODUCT = RecordKind.PRODUCT
Command = Callable[..., tuple[int, dict[str, Any], str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A catalogue of one product, closed again."""
    opened = open_catalogue(tmp_path / "catalogue")
    editing.create(opened, PRODUCT, {"name_id": "Tas rotan", "code": "KRY-0012"})
    opened.close()
    return tmp_path / "catalogue"


@pytest.fixture
def command(folder: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run `photos add`; returns the exit status, the JSON answer and all that was printed."""

    def run(*arguments: str) -> tuple[int, dict[str, Any], str]:
        status = run_command_line(["--data", str(folder), "--lang", "en", "photos", "add", *arguments])
        printed = capsys.readouterr()
        return status, json.loads(printed.out) if "--json" in arguments else {}, printed.out + printed.err

    return run


def test_a_script_adds_photos_and_learns_what_became_of_each(command: Command, folder: Path, tmp_path: Path) -> None:
    given = write(tmp_path / "foto", {"KRY-0012.jpg": photo(1), "x.jpg": photo(2), "y.jpg": b"text", "z.txt": b"z"})
    status, answer, _text = command(str(given), "--dry-run", "--json")
    assert (status, answer["dry_run"], answer["change_set"]) == (3, True, None)
    assert answer["matched"][0]["product"]["code"] == "KRY-0012"
    assert [entry["file"] for entry in answer["orphan"]] == ["foto/x.jpg"]
    assert answer["refused"][0]["code"] == "not_a_photo"
    status, answer, _text = command(str(given), "--json")
    assert (status, answer["attached"], answer["in_tray"]) == (3, 1, 1)
    status, answer, _text = command(str(given / "KRY-0012.jpg"), "--json")
    assert (status, answer["matched"], len(answer["duplicate"])) == (0, [], 1)
    opened = open_catalogue(folder)
    assert len(browsing.photos_of(opened, 1)) == 1
    opened.close()


def test_what_cannot_be_taken_at_all_is_one_sentence(command: Command, tmp_path: Path) -> None:
    given = write(tmp_path / "foto", {"y.jpg": b"text"})
    status, answer, text = command(str(given), "--json")
    assert status == 2
    assert answer["error"]["code"] == "not_a_photo"
    assert "y.jpg is a text file" in text
    status, answer, text = command(str(tmp_path / "gone.jpg"), "--json")
    assert (status, answer["error"]["code"]) == (2, "photo_not_found")


@pytest.mark.real_files
@pytest.mark.skipif(not SHARED.is_dir(), reason="the real files in ../shared/data are not here")
def test_a_shops_photos_find_their_products(catalogue: Catalogue) -> None:
    with open_workbook(SHARED / "spreadsheets/id_toko_apt/data produk.xlsx") as workbook:
        rows = [[str(cell or "").strip() for cell in row] for row in workbook.sheet("Data Barang").rows]
    with catalogue.writing("test") as work:
        work.insert_many(
            "product",
            [
                {
                    "code": f"PRD-{n:04d}",
                    "supplier_code": r[0],
                    "name_id": r[1],
                    "variant": r[2] or None,
                    "status": "draft",
                }
                for n, r in enumerate(rows[1:], start=1)
            ],
        )
    shows: dict[str, set[str]] = {}
    with (SHARED / "photos/syafiizaa_map.csv").open(encoding="utf-8") as file:
        for line in csv.DictReader(file):
            shows.setdefault(line["file"], set()).add(f"{line['name']} {line['variant']}".strip().lower())
    plan = plan_photos(catalogue, [SHARED / "photos/product_syafiizaa"])
    assert len(plan.entries) == 40
    right = [
        e.file.name
        for e in plan.entries
        if e.candidates
        and f"{e.candidates[0].name} {e.candidates[0].variant}".strip().lower() in shows.get(e.file.name, ())
    ]
    assert len(right) >= 30, set(shows) - set(right)
    assert [e.file.name for e in plan.of(EntryState.MATCHED) if e.file.name not in right] == []
    report = apply_plan(catalogue, plan)
    assert report.attached + report.in_tray == 40


def test_people_are_told_in_lines(command: Command, tmp_path: Path) -> None:
    given = write(tmp_path / "foto", {"KRY-0012.jpg": photo(1), "tas rottan.jpg": photo(2), "x.jpg": photo(3)})
    status, _answer, text = command(str(given))
    assert status == 3
    assert "foto/KRY-0012.jpg → KRY-0012 Tas rotan (by code)" in text
    assert "foto/tas rottan.jpg: KRY-0012 Tas rotan" in text
    assert "1 photo attached, 2 photos new in the tray." in text
