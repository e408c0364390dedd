"""Reports as files: opened again, they show the figures, the charts, the names behind them, and that they are INTERNAL."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tradehouse.domain.charts import Chart, ChartKind, Series
from tradehouse.domain.errors import Cancelled, StorageProblem, UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.figures import DATE, PERCENT, RUPIAH, TEXT, Figure, FigureKind
from tradehouse.domain.progress import Progress
from tradehouse.domain.reports import Cell, Column, Details, Names, Origin, Report, Section
from tradehouse.domain.shares import shares
from tradehouse.exchange.report_files import Letterhead, report_data, write_report
from tradehouse.services.catalogue import open_catalogue
from tradehouse.services.house import save_house
from tradehouse.services.report_files import report_file_name, save_report

PROGRAMMES = ("Sparc Campus", "=Naik Kelas", "Digitalisasi")
COUNTS = (1700, 410, 950)
HEAD = Letterhead("Nusantara Trading House", date(2026, 3, 12), "id")
NAMES = {name: Names(RecordKind.SUPPLIER, f"program:{n}") for n, name in enumerate(PROGRAMMES)}


def programme_report(**more: object) -> Report:
    columns = (
        Column("programme", "Program", TEXT),
        Column("participants", "Peserta"),
        Column("share", "Bagian", PERCENT),
        Column("sales", "Omzet", RUPIAH),
        Column("since", "Sejak", DATE),
        Column("months", "Lama", Figure(FigureKind.NUMBER, 1, "bulan")),
    )
    rows = tuple(
        (
            Cell(name),
            Cell(count, names=name, origin=Origin.DECLARED if n else Origin.ATTENDED),
            Cell(share),
            Cell(Decimal(1_250_000)),
            Cell(date(2025, 4, 21)),
            Cell(None if n else Decimal("2.5")),
        )
        for n, (name, count, share) in enumerate(zip(PROGRAMMES, COUNTS, shares(COUNTS), strict=True))
    )
    plain: dict[str, object] = {
        "name": "programmes",
        "title": "Peserta per program",
        "columns": columns,
        "sections": (Section(rows[:2], "UMKM", (Cell("Jumlah"), Cell(2110), *(Cell(),) * 4)), Section(rows[2:], "Koperasi")),
        "totals": (Cell("Jumlah"), Cell(3060), Cell(100), *(Cell(),) * 3),
        "charts": (Chart(ChartKind.BARS, "Peserta", (Series("", COUNTS, names=PROGRAMMES),), PROGRAMMES),),
        "filters": ("Provinsi: DIY",),
        "notes": ("Satu peserta dihitung sekali per program.",),
        "names": NAMES,
        "details": Details((Column("name", "Nama", TEXT), Column("nib", "NIB", TEXT)), (("Anyam Jaya", "0220001234567"),)),
    }  # fmt: skip
    return Report(**{**plain, **more})  # type: ignore[arg-type]


def cells(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]


def find(sheet: Worksheet, value: object) -> tuple[int, int]:
    return next((c.row, c.column) for row in sheet.iter_rows() for c in row if c.value == value)


@contextmanager
def opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(path)
    try:
        yield document
    finally:
        document.close()


def pages(path: Path) -> list[str]:
    with opened(path) as document:
        found = []
        for page in document:
            text_page = page.get_textpage()
            found.append(" ".join(text_page.get_text_range().split()))
            text_page.close()
            page.close()
        return found


def test_a_workbook_holds_numbers_as_numbers_in_the_form_of_their_kind(tmp_path: Path) -> None:
    out = tmp_path / "INTERNAL laporan.xlsx"
    write_report(out, programme_report(), HEAD)
    book = openpyxl.load_workbook(out)
    sheet = book.worksheets[0]
    row, column = find(sheet, "Sparc Campus")
    line = [sheet.cell(row, column + n) for n in range(6)]
    assert [cell.value for cell in line[1:4]] == [1700, 0.56, 1_250_000]
    assert [cell.number_format for cell in line[1:4]] == ["#,##0", "0%", '"Rp" #,##0']
    assert line[4].value.date() == date(2025, 4, 21)  # type: ignore[union-attr]
    assert (line[5].value, line[5].number_format) == (2.5, "#,##0.0")
    book.close()


def test_a_workbook_says_what_it_counts_and_keeps_its_headings_in_sight(tmp_path: Path) -> None:
    out = tmp_path / "laporan.xlsx"
    write_report(out, programme_report(), HEAD)
    book = openpyxl.load_workbook(out)
    sheet, details = book.worksheets
    said = cells(sheet)
    assert said[0] == ["INTERNAL – Peserta per program"]
    assert said[1] == ["Provinsi: DIY"]
    heading, _ = find(sheet, "Peserta")
    assert sheet.freeze_panes == f"B{heading + 1}"
    assert sheet.print_title_rows == f"${heading}:${heading}"
    assert "INTERNAL" in sheet.oddHeader.center.text
    assert "Nusantara Trading House" in sheet.oddFooter.left.text
    assert book.properties.category == "INTERNAL"
    assert ["UMKM"] in said
    assert ["Satu peserta dihitung sekali per program."] in said
    assert len(sheet._images) == 1
    assert details.cell(*find(details, "0220001234567")).data_type == "s"
    assert details.auto_filter.ref
    book.close()


def test_what_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    out = tmp_path / "laporan.xlsx"
    write_report(out, programme_report(), HEAD)
    book = openpyxl.load_workbook(out)
    sheet = book.worksheets[0]
    cell = sheet.cell(*find(sheet, "=Naik Kelas"))
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    book.close()


def test_figures_say_where_they_come_from(tmp_path: Path) -> None:
    head = Letterhead("", HEAD.date, "en")
    write_report(tmp_path / "r.pdf", programme_report(), head)
    text = " ".join(pages(tmp_path / "r.pdf"))
    assert "Source" in text
    assert "attendance list" in text
    assert "figure of a report" in text


def test_a_pdf_shows_title_chart_table_and_foot_in_the_language(tmp_path: Path) -> None:
    write_report(tmp_path / "r.pdf", programme_report(), HEAD)
    (page,) = pages(tmp_path / "r.pdf")
    for words in ("Nusantara Trading House", "INTERNAL", "Peserta per program", "Provinsi: DIY", "1.700", "56 %",
                  "Rp 1.250.000", "21 Apr 2025", "2,5 bulan", "Koperasi", "Satu peserta", "12 Mar 2026"):  # fmt: skip
        assert words in page, words
    assert page.count("1.700") == 2  # in the chart and in the table


def test_a_long_table_repeats_its_headings_and_counts_its_pages(tmp_path: Path) -> None:
    rows = tuple((Cell(f"Program {n}"), Cell(n)) for n in range(150))
    columns = (Column("programme", "Nama program", TEXT), Column("participants", "Peserta"))
    write_report(
        tmp_path / "r.pdf", Report("long", "Panjang", columns, (Section(rows),)), Letterhead("", HEAD.date, "en")
    )
    found = pages(tmp_path / "r.pdf")
    assert len(found) >= 3
    assert all("Nama program" in page for page in found)
    assert f"Page 2 of {len(found)}" in found[1]


def test_a_chart_of_many_bars_fits_its_page(tmp_path: Path) -> None:
    many = tuple(f"Kabupaten {n}" for n in range(120))
    chart = Chart(ChartKind.BARS, "Kabupaten", (Series("", (5,) * 120),), many)
    write_report(tmp_path / "r.pdf", programme_report(charts=(chart,)), HEAD)
    assert "Kabupaten 0" in " ".join(pages(tmp_path / "r.pdf"))


def test_a_picture_holds_all_charts_at_twice_the_dots(tmp_path: Path) -> None:
    from PIL import Image

    one = programme_report()
    write_report(tmp_path / "one.png", one, HEAD)
    write_report(tmp_path / "two.png", programme_report(charts=one.charts * 2), HEAD)
    with Image.open(tmp_path / "one.png") as single, Image.open(tmp_path / "two.png") as double:
        assert single.width == double.width == 1600
        assert double.height > single.height * 1.5
        assert single.convert("RGB").getpixel((0, 0)) == (255, 255, 255)
        assert len(single.convert("RGB").getcolors(1 << 20) or ()) > 10


@pytest.mark.parametrize("suffix", [".xlsx", ".pdf", ".png"])
def test_a_report_of_nothing_says_so(tmp_path: Path, suffix: str) -> None:
    nothing = Chart(ChartKind.BARS, "Peserta", (Series("", ()),))
    report = programme_report(sections=(), totals=(), charts=(nothing,), details=None)
    out = tmp_path / f"r{suffix}"
    write_report(out, report, Letterhead("", HEAD.date, "en"))
    if suffix == ".pdf":
        assert "No data yet" in pages(out)[0]
    if suffix == ".xlsx":
        book = openpyxl.load_workbook(out)
        assert ["No data yet"] in cells(book.worksheets[0])
        book.close()


@pytest.mark.parametrize("name", ["r.docx", "r"])
def test_other_endings_are_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError) as caught:
        write_report(tmp_path / name, programme_report(), HEAD)
    assert caught.value.code == "report_form"
    assert not list(tmp_path.iterdir())


def test_a_picture_needs_a_chart(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        write_report(tmp_path / "r.png", programme_report(charts=()), HEAD)
    assert caught.value.code == "no_chart"


@pytest.mark.parametrize("suffix", [".xlsx", ".pdf", ".png"])
def test_a_cancelled_or_impossible_report_leaves_what_was_there(tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"r{suffix}"
    out.write_bytes(b"before")
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        write_report(out, programme_report(), HEAD, stopped)
    assert out.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == [out.name]
    folder = tmp_path / f"folder{suffix}"
    folder.mkdir()
    with pytest.raises(StorageProblem):
        write_report(folder, programme_report(), HEAD)


def test_as_json_it_keeps_values_as_they_are() -> None:
    data = json.loads(json.dumps(report_data(programme_report())))
    assert data["name"] == "programmes"
    assert data["rows"][0] == {
        "section": "UMKM",
        "programme": "Sparc Campus",
        "participants": 1700,
        "share": 56,
        "sales": 1_250_000,
        "since": "2025-04-21",
        "months": 2.5,
        "origin": {"participants": "attended"},
    }
    assert data["totals"]["share"] == sum(row["share"] for row in data["rows"]) == 100
    assert data["charts"][0]["series"][0]["values"] == list(COUNTS)
    assert data["details"] == [{"name": "Anyam Jaya", "nib": "0220001234567"}]


def test_a_report_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="cells"):
        programme_report(totals=(Cell(1),))
    with pytest.raises(ValueError, match="nobody"):
        programme_report(names={})


def test_the_house_heads_its_reports_and_is_told_where_the_name_hides_that_they_are_its_own(tmp_path: Path) -> None:
    report = programme_report(made_on=date(2026, 3, 12))
    catalogue = open_catalogue(tmp_path / "data", user="Ratna Dewi")
    try:
        save_house(catalogue, {"name_id": "Rumah Dagang", "name_en": "Nusantara Trading House"})
        named = tmp_path / report_file_name(report, ".pdf")
        assert named.name == "INTERNAL Peserta per program 2026-03-12.pdf"
        assert save_report(catalogue, report, named, "id") == []
        assert "Rumah Dagang" in pages(named)[0]
        (warning,) = save_report(catalogue, report, tmp_path / "untuk semua.pdf", "en")
        assert "does not say INTERNAL" in warning.text("en")
    finally:
        catalogue.close()
