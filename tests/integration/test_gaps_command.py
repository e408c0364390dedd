"""`certifications gaps`: what suppliers must get, printed, for scripts and as a workbook."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tradehouse.cli.program import run_command_line
from tradehouse.domain.fields import RecordKind
from tradehouse.services import editing
from tradehouse.services.catalogue import Catalogue, open_catalogue


def run(folder: Path, *arguments: str) -> int:
    return run_command_line(["certifications", "gaps", *arguments, "--data", str(folder), "--lang", "en"])


@pytest.fixture
def folder(catalogue: Catalogue) -> Path:
    """A maker of snacks with a halal application under way, and one of baskets."""
    for name, product, category in (
        ("Dapur Sari", "Abon sapi", "makanan-keripik"),
        ("Anyam Jaya", "Tas rotan", "kriya-anyaman"),
    ):
        maker = editing.create(catalogue, RecordKind.SUPPLIER, {"name": name, "scale": "mikro"})
        editing.create(catalogue, RecordKind.PRODUCT, {"name_id": product, "category": category, "supplier": maker})
    editing.create(catalogue, RecordKind.CERTIFICATION, {"type": "halal", "supplier": 1, "stage": "submitted"})
    catalogue.close()
    return catalogue.folder


def test_scripts_get_codes_and_people_get_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--market", "home", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    found = {gap["type"]: gap for gap in told if not gap["recommended"]}
    assert found["halal"] == {
        "supplier": "SUP-0001",
        "supplier_name": "Dapur Sari",
        "type": "halal",
        "markets": ["home"],
        "recommended": False,
        "state": "in_process",
        "products": [found["pirt"]["products"][0]],
    }
    assert found["pirt"]["state"] == "missing"
    assert run(folder, "--market", "domestik") == 0
    text = capsys.readouterr().out
    assert "Home-industry food permit" in text
    assert "1 of 2 products may be sold there" in text


def test_a_permit_of_which_no_date_is_known_is_not_said_to_have_ended(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(open_catalogue(folder)) as catalogue:
        editing.create(catalogue, RecordKind.CERTIFICATION, {"type": "pirt", "supplier": 1, "stage": "issued"})
    assert run(folder, "--market", "home", "--supplier", "Dapur Sari") == 0
    said = capsys.readouterr().out
    assert "Not in force" in said
    assert "longer" not in said


def test_one_supplier_is_named_and_an_unknown_market_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--market", "home", "--supplier", "Anyam Jaya") == 0
    assert "Dapur Sari" not in capsys.readouterr().out
    assert run(folder, "--market", "mars") == 2
    assert "mars" in capsys.readouterr().err
    assert run(folder, "--supplier", "Nobody") == 2


def test_the_list_is_written_as_a_workbook_of_the_house(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "INTERNAL gaps.xlsx"
    assert run(folder, "--market", "home", "--out", str(out)) == 0
    assert "is written" in capsys.readouterr().out
    book = load_workbook(out)
    words = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert any("Dapur Sari" in word for word in words)
    assert "Abon sapi" in words
    assert book.properties.category == "INTERNAL"
    assert run(folder, "--out", str(tmp_path / "gaps.docx")) == 2
    assert not (tmp_path / "gaps.docx").exists()
