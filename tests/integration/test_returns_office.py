"""Lists that LibreOffice saved, as .xlsx and .ods, come back as what was filled in."""

import shutil
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.integration.export_desk import filled_catalogue
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.exporting import ExportOptions, export
from tradehouse.services.offers.showcase_returns import ShowcasePlan
from tradehouse.services.orders.planning import OrderPlan
from tradehouse.services.orders.returns import plan_return

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed on this PC")
HEADER = 10
ENDINGS = ("xlsx", "ods")
FILLED = {
    "export": {"KRY-0001": {"ORDER QTY": 10}, "MKN-0001": {"ORDER QTY": 150, "Buyer Remarks": "咖啡 قهوة"}},
    "showcase": {"KRY-0001": {"Jml Dibawa": 20, "Terjual": 15, "Minat Buyer/Catatan": "-5 % bila 100"}},
}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    folder = tmp_path_factory.mktemp("returns")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRADEHOUSE_CACHE", str(folder / "cache"))
        with filled_catalogue(folder / "catalogue") as opened:
            yield opened


@pytest.fixture(scope="module")
def saved(catalogue: Catalogue) -> Path:
    """Return the folder with our lists, filled in, as LibreOffice saved them: "export.ods", "showcase.xlsx"…"""
    folder = catalogue.folder.parent
    copies = folder / "copies"
    copies.mkdir()
    for layout, cells in FILLED.items():
        sent = export(catalogue, folder / f"{layout}.xlsx", ExportOptions(layout, margin=Decimal("0.30")))
        book = openpyxl.load_workbook(sent.path)
        sheet = book.worksheets[0]
        at = {str(cell.value).partition("\n")[0]: cell.column for cell in sheet[HEADER] if cell.value}
        code = at.get("Item No.") or at["Kode Produk"]
        for row in range(HEADER + 1, sheet.max_row + 1):
            for heading, value in cells.get(str(sheet.cell(row, code).value), {}).items():
                sheet.cell(row, at[heading]).value = value
        book.save(copies / f"{layout}.xlsx")
    assert OFFICE is not None
    profile = (folder / "profile").as_uri()
    for ending in ENDINGS:
        command = [OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending]
        files = map(str, sorted(copies.iterdir()))
        outdir = ["--outdir", str(folder / "saved")]
        subprocess.run([*command, *outdir, *files], check=True, capture_output=True, timeout=300)
    return folder / "saved"


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_order_form(catalogue: Catalogue, saved: Path, ending: str) -> None:
    plan = plan_return(catalogue, saved / f"export.{ending}")
    assert isinstance(plan, OrderPlan)
    assert [finding.code for finding in plan.findings] == []
    lines = {line.ordered.line.code: (line.ordered.units, line.ordered.amount, line.remarks) for line in plan.lines}
    assert lines == {
        "KRY-0001": (240, Decimal("2220.00"), ""),
        "MKN-0001": (150, Decimal("699.38"), "咖啡 قهوة"),
    }


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_showcase_list(catalogue: Catalogue, saved: Path, ending: str) -> None:
    plan = plan_return(catalogue, saved / f"showcase.{ending}")
    assert isinstance(plan, ShowcasePlan)
    assert [finding.code for finding in plan.findings] == []
    (line,) = plan.lines
    assert (line.line.code, line.result.left, line.result.note) == ("KRY-0001", 5, "-5 % bila 100")
    assert plan.totals.value == 15 * 185_000
