"""`tradehouse export` as scripts call it."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.integration.export_desk import filled_catalogue
from tradehouse.cli import run_command_line


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with filled_catalogue(tmp_path / "data"):
        return tmp_path / "data"


def run(data: Path, *arguments: str) -> int:
    return run_command_line(["export", *arguments, "--data", str(data), "--lang", "en"])


def test_export_says_what_is_left_out_and_ends_with_3(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "list.xlsx"
    assert (
        run(data, str(out), "--layout", "export", "--rate", "16.000", "--margin", "30", "--buyer", "Nordic Home") == 3
    )
    told = capsys.readouterr()
    assert "list.xlsx: 5 products, 2 photos" in told.out
    assert "KRY-0004 Produk lama: It is archived." in told.err
    assert "Without a price: 2" in told.err
    sheet = openpyxl.load_workbook(out, data_only=True)["Price List"]
    prices = [sheet.cell(row, 18).value for row in range(11, 16)]
    assert 10 in prices


def test_everything_in_means_0_and_json_tells_the_rest(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "one.xlsx"
    assert run(data, str(out), "--layout", "showcase", "--where", "kopi", "--valid-until", "2099-12-31", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["layout"], report["rows"], report["photos"], report["left_out"]) == ("showcase", 1, 1, [])


def test_full_export_ends_with_0(data: Path, tmp_path: Path) -> None:
    assert run(data, str(tmp_path / "full.xlsx"), "--layout", "full") == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--layout", "nothing"], "no layout"),
        (["--layout", "export", "--rate", "many"], "--rate"),
        (["--layout", "export", "--margin", "100"], "margin"),
        (["--layout", "export", "--valid-until", "someday"], "--valid-until"),
        (["--layout", "export", "--incoterm", "FREE"], "Incoterms"),
        (["--layout", "export", "--buyer", "byr-0099"], "no buyer with the code"),
    ],
)
def test_refusals_end_with_2_and_one_sentence(
    data: Path, tmp_path: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "x.xlsx"
    assert run(data, str(out), *arguments) == 2
    assert words in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "layout"),
    [
        (["--layout", "export"], "line-sheet"),
        (["--layout", "showcase"], "catalogue"),
        (["--layout", "catalogue", "--like", "showcase"], "catalogue"),
        (["--layout", "price-tags", "--tag-size", "large"], "price-tags"),
    ],
)
def test_a_pdf_is_written_where_the_file_ends_so(
    data: Path, tmp_path: Path, arguments: list[str], layout: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "list.pdf"
    assert run(data, str(out), *arguments, "--where", "kopi", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["layout"], report["rows"], report["offer"]) == (layout, 1, None)
    assert out.read_bytes().startswith(b"%PDF")


def test_a_pack_tells_what_is_in_it_and_what_is_missing(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "pack.zip"
    assert run(data, str(out), "--layout", "export", "--pack", "--json") == 3
    report = json.loads(capsys.readouterr().out)
    assert report["offer"]
    assert (report["pack"]["photos"], report["pack"]["specifications"], report["pack"]["scans"]) == (2, 5, 0)
    assert len(report["pack"]["without_scan"]) == 3
    assert run(data, str(out), "--layout", "export") == 3
    told = capsys.readouterr()
    assert "In the pack: 2 photos, 5 specifications, 0 certificate scans" in told.out
    assert "Certificates in force without a scan: 3" in told.err


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("x.pdf", ["--layout", "full"], "for the house"),
        ("x.pdf", ["--layout", "price-tags", "--tag-size", "huge"], "huge"),
        ("x.xlsx", ["--layout", "export", "--pack"], ".zip"),
    ],
)
def test_pdf_and_packs_that_make_no_sense_end_with_2(
    data: Path, tmp_path: Path, name: str, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, str(tmp_path / name), *arguments) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / name).exists()


def test_a_revision_keeps_what_nothing_else_is_said_of(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = (
        "--layout",
        "export",
        "--buyer",
        "Nordic Home",
        "--term",
        "CIF Rotterdam",
        "--rate",
        "16000",
        "--where",
        "kopi",
    )
    assert run(data, str(tmp_path / "a.xlsx"), *first, "--json") in (0, 3)
    reference = json.loads(capsys.readouterr().out)["reference"]
    again = ("--layout", "export", "--revises", reference, "--port", "Hamburg", "--rate", "16000", "--json")
    assert run(data, str(tmp_path / "b.xlsx"), *again) in (0, 3)
    assert json.loads(capsys.readouterr().out)["reference"] != reference
    head = [
        str(cell.value)
        for row in openpyxl.load_workbook(tmp_path / "b.xlsx").worksheets[0].iter_rows(max_row=14)
        for cell in row
        if cell.value
    ]
    assert any("CIF Hamburg" in text for text in head), head
    assert any("Nordic Home" in text for text in head)
