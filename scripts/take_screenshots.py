"""`make screenshots`: the main states of the window, from the sample catalogue, in both languages and themes.

They go into build/screenshots/; the eight that the README shows are refreshed in docs/screenshots/.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "sample" / "tradehouse-sample.xlsx"
OUT = ROOT / "build" / "screenshots"
README = {
    "id-light-products": "products",
    "id-light-grid": "grid",
    "id-light-radar": "radar",
    "id-light-import-plan": "import-plan",
    "id-light-export": "export",
    "en-dark-products": "products-dark",
    "id-dark-suppliers": "suppliers-dark",
    "id-light-reports": "reports",
}
RETURNED = "nordlicht.xlsx"
LOOKS = [(language, theme) for language in ("id", "en") for theme in ("light", "dark")]


def take(language: str, theme: str, work: Path) -> None:
    """Take all pictures of one language and theme in this process."""
    from culling_pictures import culling_states
    from photo_pictures import photo_states
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QDialog, QWidget
    from window_pictures import Camera

    from tradehouse.domain.fields import RecordKind
    from tradehouse.ui.importing.route import MAPPING, PLAN
    from tradehouse.ui.ordering.arriving import open_return

    def shot(name: str, camera: "Camera", dialog: QDialog | None = None) -> None:
        camera.save(OUT / f"{language}-{theme}-{name}.png", dialog)

    empty = Camera(work / f"empty-{language}-{theme}", language, theme)
    shot("first-start", empty)
    empty.close()

    camera = Camera(work / "sample", language, theme)
    window = camera.window
    shot("products", camera)
    browser = window.browser
    views = browser.toolbar.views
    views.choose("grid")
    shot("grid", camera)
    views.choose("table")
    search = browser.findChild(QWidget, "search")
    QTest.keyClicks(search, "rotan")
    camera.settle()
    browser.facets.ticked.emit("category", "kriya", True)
    shot("search", camera)
    browser.clear_filters()
    QTest.keyClicks(search, "zzzz")
    shot("nothing-found", camera)
    browser.clear_filters()
    for kind, name in (
        (RecordKind.SUPPLIER, "suppliers"),
        (RecordKind.CERTIFICATION, "certifications"),
        (RecordKind.BUYER, "buyers"),
        (RecordKind.OFFER, "offers"),
    ):
        window.show_page(window.page_of(kind))
        camera.settle()
        window.browser.table.selectRow(0)
        camera.settle(0.6)
        shot(name, camera)
    for board in window.tabs.boards:
        window.tabs.bring(board)
        camera.settle(0.6)
        shot(board.objectName().partition("_")[2], camera)
    window.show_page(window.page_of(RecordKind.PRODUCT))
    flows = window.findChild(object, "flows")
    wizard = flows.open_import([work / "pemasok.xlsx"])
    camera.until(lambda: wizard.current >= MAPPING)
    camera.settle(0.8)
    wizard.show_step(MAPPING)
    shot("import-mapping", camera, wizard)
    wizard.show_step(PLAN)
    camera.settle(0.8)
    shot("import-plan", camera, wizard)
    wizard.close()
    camera.settle()
    returned = open_return(window, work / RETURNED)
    camera.until(lambda: returned.plan is not None)
    shot("order", camera, returned)
    returned.close()
    photo_states(camera, work / f"phone-{language}-{theme}", shot)
    culling_states(camera, shot)
    export = flows.open_export()
    camera.settle(0.6)
    for part in ("prices", "costs"):
        export.file.switch.choose(part)
        camera.settle(0.6)
        shot(f"export-{part}", camera, export)
    export.close()
    camera.settle()
    for name, open_it in (
        ("export", flows.open_export),
        ("settings", flows.open_settings),
        ("history", flows.open_history),
    ):
        opened = open_it()
        camera.settle(0.6)
        dialog = opened or camera.app.activeModalWidget()
        shot(name, camera, dialog)
        dialog.close()
        camera.until(lambda shown=dialog: not shown.isVisible())
    camera.close()


def supplier_workbook(path: Path) -> None:
    """Write a supplier's list as they come: a title, odd prices, one row that cannot be taken."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["DAFTAR PRODUK ANYAMAN 2026"])
    sheet.append([])
    sheet.append(["No", "Nama UMKM", "Kode Barang", "Nama Barang", "Harga Jual", "Satuan", "Ukuran", "Kabupaten/Kota"])
    rows = [
        ("Rotan Trangsan Jaya", "RT-21", "Keranjang rotan oval", "Rp 165.000,-", "pcs", "40 x 28 x 18 cm", "Sukoharjo"),
        ("Rotan Trangsan Jaya", "RT-22", "Nampan rotan bulat", 98000, "buah", "diameter 35 cm", "Sukoharjo"),
        ("Rotan Trangsan Jaya", "RT-23", "Rak buku rotan susun tiga", "1,25jt", "unit", "60 x 30 x 95 cm", "Sukoharjo"),
        ("Anyaman Bambu Sari", "BS-01", "Besek bambu lubang", "12rb-15rb", "lusin", "20 x 20 cm", "Kab. Bantul"),
        ("Anyaman Bambu Sari", "BS-02", "Lampion bambu gantung", "Rp 145.000", "pcs", "tinggi 45 cm", "Kab. Bantul"),
        ("Anyaman Bambu Sari", "BS-03", "", 55000, "pcs", "", "Kab. Bantul"),
        ("Anyaman Bambu Sari", "BS-04", "Tampah hias warna alam", 75000, "pcs", "diameter 50 cm", "Kab. Bantul"),
    ]
    for number, row in enumerate(rows, 1):
        sheet.append([number, *row])
    book.save(path)


def sell(data: Path, work: Path) -> None:
    """Give the sample house two buyers, cost steps, two offers, and a list that a buyer filled in."""
    import openpyxl

    from tradehouse.domain.cost_steps import CostBasis, CostStep, Leg
    from tradehouse.domain.fields import RecordKind
    from tradehouse.domain.pricing import Rate
    from tradehouse.services import editing, house
    from tradehouse.services.catalogue import open_catalogue
    from tradehouse.services.exporting import ExportOptions, export

    today = datetime.now(UTC).astimezone().date()
    steps = (
        CostStep(Leg.PACKING, CostBasis.CARTON, Decimal(12_000)),
        CostStep(Leg.PICKUP, CostBasis.CBM, Decimal(350_000)),
        CostStep(Leg.EXPORT, CostBasis.SHIPMENT, Decimal(4_500_000)),
        CostStep(Leg.LOADING, CostBasis.CBM, Decimal(180_000)),
        CostStep(Leg.FREIGHT, CostBasis.CBM, Decimal(95), "USD"),
        CostStep(Leg.INSURANCE, CostBasis.PERCENT, Decimal("0.3")),
    )
    rates = {"USD": Rate(Decimal(16_250), today), "EUR": Rate(Decimal(17_800), today)}
    catalogue = open_catalogue(data, user="Ratna Dewi")
    try:
        house.save_trading_terms(catalogue, house.TradingTerms(rates=rates, steps=steps))
        first, second = (
            editing.create(catalogue, RecordKind.BUYER, values)
            for values in (
                {
                    "name": "Nordlicht Wohnen GmbH", "kind": "importer", "country": "DE", "city": "Hamburg",
                    "contact": "Katrin Weiß", "currency": "EUR", "incoterm": "CIF", "place": "Hamburg",
                    "margin": Decimal(35), "payment_terms": "LC at sight",
                },
                {
                    "name": "Kumo Trading", "kind": "distributor", "country": "JP", "city": "Osaka",
                    "contact": "Sato", "status": "prospect",
                },
            )
        )  # fmt: skip
        export(catalogue, work / "kumo.xlsx", ExportOptions("export", ids=range(1, 26), buyer_id=second))
        export(catalogue, work / RETURNED, ExportOptions("export", ids=range(1, 9), buyer_id=first))
    finally:
        catalogue.close()
    book = openpyxl.load_workbook(work / RETURNED)
    sheet = book.worksheets[0]
    header = next(row for row in sheet.iter_rows(max_row=30) if any(cell.value == "Item No." for cell in row))
    column = next(cell.column for cell in header if str(cell.value).startswith("ORDER QTY"))
    for row, quantity in enumerate((4, 20, "tiga", 1, 12, 6), start=header[0].row + 1):
        sheet.cell(row, column).value = quantity
    book.save(work / RETURNED)


def main() -> int:
    """Take the pictures of every look, each in a process of its own."""
    if len(sys.argv) == 4:
        take(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
        return 0
    shutil.rmtree(OUT, ignore_errors=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        work = Path(temporary)
        supplier_workbook(work / "pemasok.xlsx")
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TRADEHOUSE_CACHE": str(work / "cache")}
        fill = [sys.executable, str(ROOT / "main.py"), "--data", str(work / "sample"), "sample"]
        subprocess.run(fill, check=True, cwd=ROOT, env=environment)
        sell(work / "sample", work)
        for language, theme in LOOKS:
            environment["TRADEHOUSE_CONFIG"] = str(work / f"config-{language}-{theme}")
            command = [sys.executable, __file__, language, theme, str(work)]
            subprocess.run(command, check=True, cwd=ROOT, env=environment)
    shown = ROOT / "docs" / "screenshots"
    shown.mkdir(parents=True, exist_ok=True)
    for taken, name in README.items():
        shutil.copyfile(OUT / f"{taken}.png", shown / f"{name}.png")
    print(
        f"{len(list(OUT.glob('*.png')))} pictures in {OUT.relative_to(ROOT)}, {len(README)} of them in docs/screenshots"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
