"""What tests of the window stand on."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tradehouse.app import open_window
from tradehouse.domain.fields import RecordKind
from tradehouse.services import editing
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.theme import Theme, apply_theme

PRODUCTS = (
    # name, category, status, price
    ("Tas rotan bundar", "kriya-anyaman", "draft", 185_000),
    ("Batik tulis kawung", "wastra-batik", "published", 750_000),
    ("Kopi arabika Gayo 250 g", "agro-kopi", "published", 65_000),
    ("Sambal roa", "makanan-bumbu", "checked", 38_000),
    ("Keranjang rotan kecil", "kriya-anyaman", "draft", 95_000),
    ("Selendang tenun ikat", "wastra-tenun", "archived", 320_000),
)


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    """The theme, light; whatever the test does to it, the next one gets it light again."""
    yield apply_theme(qapp, "light")
    apply_theme(qapp, "light")


def fill(catalogue: Catalogue) -> dict[str, int]:
    """Put two suppliers, six products and a certificate into a catalogue; return their ids by name."""
    ids: dict[str, int] = {}
    for name, province in (("Anyam Jaya", "34"), ("Kopi Lestari", "11")):
        values = {"name": name, "province": province, "phone": "081234567890"}
        ids[name] = editing.create(catalogue, RecordKind.SUPPLIER, values)
    for name, category, status, price in PRODUCTS:
        supplier = ids["Kopi Lestari"] if "Kopi" in name else ids["Anyam Jaya"]
        values = {
            "name_id": name, "category": category, "status": status, "price_idr": Decimal(price), "supplier": supplier,
        }  # fmt: skip
        ids[name] = editing.create(catalogue, RecordKind.PRODUCT, values)
    ids["P-IRT"] = editing.create(
        catalogue,
        RecordKind.CERTIFICATION,
        {"type": "pirt", "supplier": ids["Anyam Jaya"], "number": "2063471010001-29"},
    )
    return ids


@pytest.fixture
def ids(tmp_path: Path) -> dict[str, int]:
    """A small catalogue in tmp_path / "data"; the ids of its records by name."""
    catalogue = open_catalogue(tmp_path / "data", user="Ratna Dewi")
    try:
        return fill(catalogue)
    finally:
        catalogue.close()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, ids: dict[str, int]) -> Iterator[MainWindow]:
    """The main window on the small catalogue, its first rows painted."""
    opened = open_window(tmp_path / "data")
    opened.resize(1366, 768)
    with qtbot.waitActive(opened):
        opened.activateWindow()
    qtbot.waitUntil(opened.first_rows_painted)
    qtbot.waitUntil(opened.jobs.idle)
    yield opened
    opened.close()
    opened.deleteLater()
