"""The inbox from the command line: its objects for scripts, its lines for people, its exit statuses."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.integration.import_desk import write_csv, write_xlsx
from tradehouse.cli import run_command_line

HEAD = ["Kode", "Nama Produk", "Harga"]
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def call(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = run_command_line(["--data", str(tmp_path / "data"), "--lang", "en", "inbox", *map(str, arguments)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "Kiriman"
    found.mkdir()
    for n in (1, 2):
        write_xlsx(
            found / f"harga {n}.xlsx", {"S": [HEAD, [f"A{n}", f"Tas {n}", 5_000], [f"B{n}", f"Topi {n}", 6_000]]}
        )
    write_csv(found / "usaha.csv", [["Nama Usaha", "Telepon"], ["UD Maju", "081234567890"]])
    (found / "surat.xlsx").write_bytes(b"%PDF-1.4")
    (found / "catatan.docx").write_bytes(b"x")
    return found


def test_files_are_added_listed_and_imported(command: Command, folder: Path) -> None:
    status, out, _err = command("add", folder, "--json")
    assert status == 0
    assert json.loads(out) == {"added": 4, "refused": 1, "known": 0, "photos": 0, "others": {".docx": 1}}
    status, out, _err = command("list", "--json")
    files = {file["name"]: file for file in json.loads(out)}
    assert (status, len(files)) == (0, 4)
    first = files["harga 1.xlsx"]
    assert (first["state"], first["rows"], first["needs_supplier"], first["alike"]) == ("new", 2, True, 2)
    assert (files["surat.xlsx"]["state"], "PDF" in files["surat.xlsx"]["reason"]) == ("refused", True)

    status, out, _err = command("import", "--all", "--json")
    done = {one["name"]: one for one in json.loads(out)}
    assert status == 3  # somebody has to say whose the two price lists are
    assert done["harga 1.xlsx"]["error"]["code"] == "needs_supplier"
    assert done["usaha.csv"]["report"]["records"]["suppliers"]["created"] == 1

    status, _out, _err = command("supplier", first["id"], files["harga 2.xlsx"]["id"], "--name", "UD Maju")
    assert status == 0
    status, out, _err = command("import", "--shape", first["shape"], "--json")
    assert status == 0
    assert [one["report"]["rows"]["created"] for one in json.loads(out)] == [2, 2]
    status, out, _err = command("list")
    assert out.count("imported") == 3
    assert command("import", "--all")[:2] == (0, "No file waits to be imported.\n")


def test_people_read_lines(command: Command, folder: Path) -> None:
    assert command("list")[1] == "The inbox is empty. Add files with: tradehouse inbox add PATH\n"
    assert command("add", folder)[1] == "4 files added\n  1 of them is no list\nPassed over: 1 .docx\n"
    assert command("add", folder)[1].startswith("0 files added\n4 were here already\n")
    out = command("list")[1]
    assert "Kiriman: harga 1.xlsx  (new; 2 rows; whose?; shape 1)" in out
    assert command("leave-out", 1)[0] == 0
    assert "left out" in command("list")[1]
    assert command("bring-back", 1)[0] == 0
    assert command("remove", 1, 2)[0] == 0
    assert len(command("list", "--again")[1].splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("import",), "Say which files: their numbers, --shape N or --all."),
        (("import", "1", "--all"), "Say which files: their numbers, --shape N or --all."),
        (("import", "7"), "There is no file number 7 in the inbox."),
        (("import", "--shape", "7"), "No file of the inbox has the shape 7."),
        (("add", "tidak-ada"), '"tidak-ada" does not exist. Check the name and the folder.'),
    ],
)
def test_what_cannot_be_done_is_said(command: Command, arguments: tuple[str, ...], text: str) -> None:
    status, out, err = command(*arguments)
    assert (status, out, err) == (2, "", text + "\n")
