"""`ask` and `template`: workbooks that others fill in, from the command line."""

import json
from pathlib import Path

import pytest

from tradehouse.cli.program import run_command_line
from tradehouse.domain.fields import RecordKind
from tradehouse.services import editing
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.inspecting import inspect
from tradehouse.services.importing.options import ImportOptions


def run(folder: Path, *arguments: str) -> int:
    return run_command_line([*arguments, "--data", str(folder), "--lang", "en"])


def test_a_supplier_is_asked_by_name_or_code(
    catalogue: Catalogue, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    maker = editing.create(catalogue, RecordKind.SUPPLIER, {"name": "Anyam Jaya"})
    editing.create(catalogue, RecordKind.PRODUCT, {"name_id": "Tas", "supplier": maker})
    catalogue.close()
    out = tmp_path / "a.xlsx"
    assert run(catalogue.folder, "ask", "Anyam Jaya", str(out), "--gate", "showcase", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["supplier"], told["products"], told["ready"]) == ("Anyam Jaya", 1, 0)
    assert told["cells"] > 1
    assert run(catalogue.folder, "ask", "SUP-0001", str(out)) == 0
    assert "Anyam Jaya is asked for" in capsys.readouterr().out
    assert run(catalogue.folder, "ask", "Nobody", str(out)) == 2
    assert 'no supplier "Nobody"' in capsys.readouterr().err


def test_a_template_is_written_for_a_kind(
    catalogue: Catalogue, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogue.close()
    out = tmp_path / "a.xlsx"
    assert run(catalogue.folder, "template", str(out), "--as", "suppliers", "--language", "en") == 0
    found = inspect(ImportOptions(files=(out,)))
    assert [str(sheet.kind) for sheet in found.sheets if sheet.taken] == ["suppliers"]
    assert run(catalogue.folder, "template", str(out), "--as", "pictures") == 2
    assert "pictures" in capsys.readouterr().err
