"""The command line as a script uses it: real files in, JSON and exit statuses out."""

import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tradehouse.cli import run_command_line

ROOT = Path(__file__).resolve().parents[2]
DONE, REFUSED, LEFT_OVER = 0, 2, 3


class Desk:
    """Runs commands on one catalogue and keeps what they print."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def run(self, *arguments: object) -> tuple[int, str, str]:
        self._capsys.readouterr()
        status = run_command_line(["--data", str(self.folder), "--lang", "en", *map(str, arguments)])
        printed = self._capsys.readouterr()
        return status, printed.out, printed.err

    def json(self, *arguments: object) -> object:
        status, out, _err = self.run(*arguments, "--json")
        assert status in {DONE, LEFT_OVER}
        return json.loads(out)


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path / "catalogue", capsys)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Daftar Produk UMKM Anyam Jaya"])
    sheet.append([])
    sheet.append(["No", "Kode Barang", "Nama Produk", "Kategori", "Harga Jual", "Satuan"])
    sheet.append([1, "A-1", "Tas rotan bundar", "Kerajinan", "Rp 185.000,-", "pcs"])
    sheet.append([2, "A-2", "Keranjang pandan", "Kerajinan", 90000, "buah"])
    sheet.append([3, "A-3", "", "Kerajinan", 90000, "buah"])
    path = tmp_path / "pemasok.xlsx"
    book.save(path)
    return path


def test_import_list_undo_redo(desk: Desk, workbook: Path) -> None:
    status, out, _err = desk.run("import", workbook, "--supplier", "Anyam Jaya", "--json")
    report = json.loads(out)
    assert status == LEFT_OVER
    assert {k: report["rows"][k] for k in ("total", "created", "rejected")} == {"total": 3, "created": 2, "rejected": 1}
    assert report["rejects"][0]["row"] == 6
    listed = desk.json("list", "products", "--columns", "name_id,supplier,category,price_idr,unit,supplier_code")
    assert {
        "name_id": "Tas rotan bundar",
        "supplier": "SUP-0001",
        "category": "kriya",
        "price_idr": 185000,
        "unit": "pcs",
        "supplier_code": "A-1",
    } in listed  # type: ignore[operator]
    again = desk.json("import", workbook, "--supplier", "Anyam Jaya")
    assert again["change_set"] is None  # type: ignore[index]
    assert again["rows"]["unchanged"] == 2  # type: ignore[index]
    assert desk.run("undo")[0] == DONE
    assert desk.json("list", "products") == []
    assert desk.run("redo")[0] == DONE
    assert len(desk.json("list", "products", "rotan")) == 1  # type: ignore[arg-type]


def test_rejected_rows_come_back_corrected(desk: Desk, workbook: Path, tmp_path: Path) -> None:
    rejects = tmp_path / "ditolak.xlsx"
    desk.run("import", workbook, "--supplier", "Anyam Jaya", "--rejects", rejects)
    book = openpyxl.load_workbook(rejects)
    sheet = book.active
    assert sheet is not None
    row = next(r for r in sheet.iter_rows() if any(c.value == "A-3" for c in r))
    row[2].value = "Topi pandan"
    book.save(rejects)
    report = desk.json("import", rejects, "--supplier", "Anyam Jaya")
    assert report["records"]["products"]["created"] == 1  # type: ignore[index]
    assert len(desk.json("list", "products")) == 3  # type: ignore[arg-type]


def test_a_dry_run_says_the_same_and_writes_nothing(desk: Desk, workbook: Path) -> None:
    planned = desk.json("import", workbook, "--supplier", "Anyam Jaya", "--dry-run")
    assert planned["dry_run"] is True  # type: ignore[index]
    assert desk.json("list", "products") == []
    real = desk.json("import", workbook, "--supplier", "Anyam Jaya")
    assert real["rows"] == planned["rows"]  # type: ignore[index]


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "elephants"],
        ["list", "products", "--columns", "nope"],
        ["undo"],
        ["undo", "99"],
        ["redo"],
        ["import", "missing.xlsx"],
        ["restore", "missing.zip"],
        ["export", "out.xlsx", "--layout", "nope"],
        ["nonsense"],
        ["import"],
    ],
)
def test_a_refusal_is_one_sentence_and_status_2(desk: Desk, arguments: list[str]) -> None:
    status, _out, err = desk.run(*arguments)
    assert status == REFUSED
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err


def test_a_refusal_under_json_is_an_object(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_text("plain text")
    status, out, _err = desk.run("import", tmp_path / "x.xlsx", "--json")
    assert status == REFUSED
    assert set(json.loads(out)["error"]) == {"code", "text"}


def test_global_options_stand_before_or_after_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["history", "--data", str(tmp_path), "--lang=id"]) == DONE
    assert "Belum ada" in capsys.readouterr().out
    assert run_command_line([f"--data={tmp_path}", "history", "--lang", "en"]) == DONE
    assert "Nothing has been changed" in capsys.readouterr().out


def test_the_sample_goes_all_the_way_round(desk: Desk, tmp_path: Path) -> None:
    assert desk.run("sample")[0] == DONE
    assert desk.run("sample")[0] == REFUSED
    products = desk.json("list", "products")
    assert len(products) >= 60  # type: ignore[arg-type]
    full = tmp_path / "full.xlsx"
    assert desk.run("export", full, "--layout", "full")[0] == DONE
    second = Desk(tmp_path / "second", desk._capsys)
    written = next(tmp_path.glob("*full*.xlsx"))
    assert second.run("import", written)[0] == DONE
    for kind in ("products", "suppliers", "certifications"):
        ours, theirs = desk.json("list", kind), second.json("list", kind)
        for record in [*ours, *theirs]:  # type: ignore[misc]
            record.pop("photo_count", None)
        assert sorted(map(json.dumps, ours)) == sorted(map(json.dumps, theirs)), kind  # type: ignore[arg-type]


def test_backup_and_restore_elsewhere(desk: Desk, workbook: Path, tmp_path: Path) -> None:
    desk.run("import", workbook, "--supplier", "Anyam Jaya")
    assert desk.run("backup", tmp_path / "all.zip")[0] == DONE
    second = Desk(tmp_path / "second", desk._capsys)
    assert second.run("restore", tmp_path / "all.zip")[0] == DONE
    assert len(second.json("list", "products")) == 2  # type: ignore[arg-type]
    assert second.run("check")[0] == DONE


def test_an_interrupted_import_changes_nothing(desk: Desk, workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tradehouse.cli import importing

    def interrupted(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, "apply_import", interrupted)
    assert desk.run("import", workbook)[0] == 130
    monkeypatch.undo()
    assert desk.json("list", "products") == []


def test_the_program_runs_as_a_process_with_a_narrow_console(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    command = [sys.executable, str(ROOT / "main.py"), "--data", str(tmp_path / "c"), "list", "products"]
    done = subprocess.run(command, capture_output=True, env=environment, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (DONE, b"")
