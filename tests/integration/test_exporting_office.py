"""LibreOffice works out what we wrote: our own figures to the cent, and a filled-in order adds up."""

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.integration.export_desk import filled_catalogue
from tradehouse.services.exporting import ExportOptions, export

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed on this PC")
HEADER = 10


ORDERS = {
    "filled": {"KRY-0001": 9, "MKN-0001": 150, "KRY-0003": 1},
    "tier": {"KRY-0001": 10},
}


def columns(sheet: Worksheet) -> dict[str, int]:
    return {str(c.value).partition("\n")[0]: c.column for c in sheet[HEADER] if c.value}


def rows(sheet: Worksheet) -> dict[str, int]:
    at = columns(sheet)["Item No."]
    return {str(sheet.cell(r, at).value): r for r in range(HEADER + 1, sheet.max_row + 1)}


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Our two lists by name, and what LibreOffice makes of them and of two filled-in copies ("office …").

    openpyxl drops every computed value when it saves, so those in the copies are LibreOffice's own.
    """
    folder = tmp_path_factory.mktemp("office")
    found: dict[str, Path] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRADEHOUSE_CACHE", str(folder / "cache"))
        with filled_catalogue(folder / "catalogue") as catalogue:
            for layout in ("export", "showcase"):
                found[layout] = folder / f"{layout}.xlsx"
                export(catalogue, found[layout], ExportOptions(layout, margin=Decimal("0.30")))
    copies = folder / "copies"
    copies.mkdir()
    for layout in ("export", "showcase"):
        openpyxl.load_workbook(found[layout]).save(copies / f"{layout}.xlsx")
    for name, quantities in ORDERS.items():
        book = openpyxl.load_workbook(found["export"])
        sheet = book["Price List"]
        for code, quantity in quantities.items():
            sheet.cell(rows(sheet)[code], columns(sheet)["ORDER QTY"]).value = quantity
        book.save(copies / f"{name}.xlsx")
    assert OFFICE is not None
    profile = (folder / "profile").as_uri()
    out = folder / "converted"
    command = [OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx", "--outdir", str(out)]
    subprocess.run([*command, *map(str, sorted(copies.iterdir()))], check=True, capture_output=True, timeout=300)
    found |= {f"office {path.stem}": path for path in out.iterdir()}
    return found


def computed(exports: dict[str, Path], name: str) -> Worksheet:
    return openpyxl.load_workbook(exports[name], data_only=True).worksheets[0]


@pytest.mark.parametrize("layout", ["export", "showcase"])
def test_our_computed_values_are_those_of_the_office_program(exports: dict[str, Path], layout: str) -> None:
    ours, theirs = computed(exports, layout), computed(exports, f"office {layout}")
    wrong = []
    formulas = [
        c
        for row in openpyxl.load_workbook(exports[layout]).worksheets[0].iter_rows()
        for c in row
        if c.data_type == "f"
    ]
    for cell in formulas:
        mine, other = ours[cell.coordinate].value, theirs[cell.coordinate].value
        if other is None or abs(float(mine) - float(other)) >= 0.000_05:
            wrong.append(f"{cell.coordinate} {cell.value}: {mine} != {other}")
    assert wrong == []
    assert len(formulas) > 5


def test_a_filled_in_order_adds_up(exports: dict[str, Path]) -> None:
    done = computed(exports, "office filled")
    at, row = columns(done), rows(done)

    def value(code: str, heading: str) -> Any:
        return done.cell(row[code], at[heading]).value

    # 9 cartons of 24 are 216 bags, below the 240 of the second price: 216 × 10.00
    assert (value("KRY-0001", "Order Units"), value("KRY-0001", "Amount (USD)")) == (216, 2160)
    # 150 packs × 4.6625 = 699.375, to the cent 699.38
    assert value("MKN-0001", "Amount (USD)") == pytest.approx(699.38)
    # one carton of 10 bowls at 56,000 / 0.7 / 16,000 = 5.00
    assert value("KRY-0003", "Amount (USD)") == 50
    cbm = 9 * 62.5 * 42.3 * 44.7 / 10**6 + 0.024
    gross = 9 * 7.85 + 30
    first = next(r for r in range(1, 10) if str(done.cell(r, at["ORDER QTY"]).value).startswith("Total amount"))
    head = [[c.value for c in done[r] if isinstance(c.value, (int, float))] for r in range(first, first + 5)]
    shares = [max(cbm / 28, gross / 22000), max(cbm / 68, gross / 24000)]
    lcl, air = max(cbm, gross / 1000), max(gross, cbm * 1_000_000 / 6000)
    wanted = [[2909.38, lcl], [cbm, air], [gross], [shares[0]], [shares[1]]]
    assert head == [[pytest.approx(figure) for figure in line] for line in wanted]
    assert done.cell(done.max_row, at["Amount (USD)"]).value == pytest.approx(2909.38)


def test_the_second_price_starts_at_its_quantity(exports: dict[str, Path]) -> None:
    done = computed(exports, "office tier")
    assert done.cell(rows(done)["KRY-0001"], columns(done)["Amount (USD)"]).value == 240 * 9.25
