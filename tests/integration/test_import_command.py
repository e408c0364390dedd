"""The import command: its object for scripts, its sentences for people, its exit statuses."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.integration.import_desk import write_csv, write_xlsx
from tradehouse.cli import run_command_line

HEAD = ["Kode", "Nama Produk", "Harga"]
GOOD = [HEAD, ["A", "Tas", 5000], ["B", "Topi", 6000]]


class Command:
    """Runs the command line on one catalogue."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder, self._capsys = folder, capsys

    def __call__(self, *arguments: object) -> tuple[int, str, str]:
        self._capsys.readouterr()
        status = run_command_line(["--data", str(self._folder), "--lang", "en", *map(str, arguments)])
        printed = self._capsys.readouterr()
        return status, printed.out, printed.err


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path / "data", capsys)


def test_the_object_for_scripts_has_its_promised_shape(command: Command, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [*GOOD, ["C", "", 1]])
    status, out, _err = command("import", path, "--supplier", "X", "--json")
    report = json.loads(out)
    assert status == 3
    assert report["rows"] == {"total": 3, "created": 2, "updated": 0, "unchanged": 0, "rejected": 1, "skipped": 0}
    assert report["records"]["products"] == {"created": 2, "updated": 0, "unchanged": 0, "rejected": 1}
    assert report["records"]["suppliers"]["created"] == 1
    assert set(report["records"]) == {"products", "suppliers", "certifications"}
    assert report["photos"] == {"found": 0, "attached": 0, "unmatched": 0, "refused": 0}
    assert set(report["rejects"][0]) == {"file", "sheet", "row", "field", "code", "text"}
    assert (report["rejects"][0]["file"], report["rejects"][0]["row"]) == ("a.csv", 4)
    assert report["parts"][0]["rows"]["total"] == 3
    assert isinstance(report["change_set"], int)
    assert report["dry_run"] is False


def test_nothing_to_change_is_done_too(command: Command, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", GOOD)
    assert command("import", path, "--supplier", "X")[0] == 0
    status, out, _err = command("import", path, "--supplier", "X", "--json")
    assert status == 0
    assert json.loads(out)["change_set"] is None


def test_a_dry_run_writes_nothing(command: Command, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", GOOD)
    status, out, _err = command("import", path, "--dry-run", "--json")
    assert status == 0
    assert json.loads(out)["dry_run"] is True
    assert json.loads(command("list", "products", "--json")[1]) == []


def test_a_refusal_is_one_sentence_and_status_2(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"")
    status, out, err = command("import", path, "--json")
    assert status == 2
    error = json.loads(out)["error"]
    assert set(error) == {"code", "text"}
    assert err.strip() == error["text"]
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "extra",
    [["--map", "Harga"], ["--unit", "Harga=lusin"], ["--as", "orders"], ["--currency", "XYZ"], ["--sheet", "Lain"]],
)
def test_impossible_options_are_refused(command: Command, tmp_path: Path, extra: list[str]) -> None:
    status, _out, err = command("import", write_csv(tmp_path / "a.csv", GOOD), *extra)
    assert status == 2
    assert err.strip()


def test_headings_units_and_header_row_can_be_told(command: Command, tmp_path: Path) -> None:
    rows = [["Nama Produk", "Harga"], ["Barang Kami", "Banderol"], ["Tas", 5]]
    path = write_csv(tmp_path / "a.csv", rows)
    status, _out, _err = command(
        "import", path, "--header", 2, "--map", "Barang Kami=name_id", "--map", "Banderol=price_idr",
        "--unit", "Banderol=ribu", "--currency", "IDR", "--supplier", "X",
    )  # fmt: skip
    assert status == 0
    listed = json.loads(command("list", "products", "--columns", "name_id,price_idr", "--json")[1])
    assert listed == [{"name_id": "Tas", "price_idr": 5000}]


def test_only_the_named_sheets_are_taken(command: Command, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Satu": GOOD, "Dua": [HEAD, ["D", "Sapu", 100]]})
    status, out, _err = command("import", path, "--sheet", "Dua", "--supplier", "X", "--json")
    assert status == 0
    report = json.loads(out)
    assert [p["sheet"] for p in report["parts"]] == ["Dua"]
    assert report["ignored"][0]["sheet"] == "Satu"


def test_rejected_rows_are_saved_where_asked(command: Command, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [*GOOD, ["C", "", 1]])
    target = tmp_path / "ditolak.xlsx"
    status, out, _err = command("import", path, "--supplier", "X", "--rejects", target)
    assert status == 3
    assert str(target) in out
    assert openpyxl.load_workbook(target).worksheets[0].max_row == 2


def test_people_read_what_was_done_what_was_not_and_how_to_take_it_back(command: Command, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [*GOOD, ["C", "", 1]])
    _status, out, _err = command("import", path)
    assert "2 created" in out
    assert "row 4" in out
    assert "--supplier" in out
    assert "tradehouse undo 1" in out
    assert command("undo")[0] == 0
    assert json.loads(command("list", "products", "--json")[1]) == []


def test_a_column_without_a_heading_is_named_by_its_letter(command: Command, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["Kode", "Harga", ""], ["A", 5000, "Tas"], ["B", 6000, "Topi"]])
    assert command("import", path, "--supplier", "X", "--map", "[C]=name_id")[0] == 0
    names = {p["name_id"] for p in json.loads(command("list", "products", "--json")[1])}
    assert names == {"Tas", "Topi"}
    help_text = command("import", "--help")[1]
    assert "[C]=name_id" in help_text
    assert "--overwrite-verified" in help_text


def test_verified_values_are_kept_until_one_says_otherwise(command: Command, tmp_path: Path) -> None:
    first = write_csv(tmp_path / "a.csv", [["SKU", *HEAD, "Status"], ["KRY-0001", "A", "Tas", 5000, "published"]])
    second = write_csv(tmp_path / "b.csv", [HEAD, ["A", "Tas", 9000]])
    command("import", first, "--supplier", "X")
    status, out, _err = command("import", second, "--supplier", "X", "--json")
    assert status == 0
    assert [w["code"] for w in json.loads(out)["warnings"]] == ["verified_kept"]
    assert json.loads(out)["rows"]["unchanged"] == 1
    out = command("import", second, "--supplier", "X", "--overwrite-verified", "--json")[1]
    assert json.loads(out)["rows"]["updated"] == 1
    # a file that names the record by the house's own code is staff's word
    third = write_csv(tmp_path / "c.csv", [["SKU", "Nama Produk", "Harga"], ["KRY-0001", "Tas", 7000]])
    out = command("import", third, "--json")[1]
    assert json.loads(out)["rows"]["updated"] == 1
