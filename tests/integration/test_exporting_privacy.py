"""What is for the house only is in no buyer's file: no cell, comment, hidden sheet, property, picture or file name."""

import html
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.integration.export_desk import COST, HOUSE_TEXTS, SECRET_NUMBER, filled_catalogue
from tradehouse.exchange.layout_files import layout_names, load_layout
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.exporting import ExportOptions, export, suggested_name

BUYER_LAYOUTS = [name for name in layout_names() if load_layout(name).for_buyers]
HOUSE_LAYOUTS = [name for name in layout_names() if not load_layout(name).for_buyers]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRADEHOUSE_CACHE", str(tmp_path_factory.mktemp("cache")))
        with filled_catalogue(tmp_path_factory.mktemp("catalogue")) as opened:
            yield opened


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.comment == b""
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


@pytest.mark.parametrize("layout", BUYER_LAYOUTS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_house_data_never_leaves(catalogue: Catalogue, tmp_path: Path, layout: str, language: str) -> None:
    out = tmp_path / "list.xlsx"
    export(catalogue, out, ExportOptions(layout, language=language, margin=Decimal("0.30"), buyer="Nordic Home"))
    for name, data in parts(out).items():
        assert "secret" not in name.lower()
        text = html.unescape(data.decode("utf-8", "replace"))
        assert "SECRET" not in text, name
        assert not [told for told in HOUSE_TEXTS.values() if told.lower() in text.lower()], name
        for number in (SECRET_NUMBER, SECRET_NUMBER + 1, int(COST), 56000):
            assert f">{number}<" not in text, name
        assert "16000" not in text, name  # the rate, from which the cost could be worked out


@pytest.mark.parametrize("layout", BUYER_LAYOUTS)
def test_photos_leave_without_what_the_camera_noted(catalogue: Catalogue, tmp_path: Path, layout: str) -> None:
    out = tmp_path / "list.xlsx"
    export(catalogue, out, ExportOptions(layout))
    photos = {name: data for name, data in parts(out).items() if name.startswith("xl/media/")}
    assert photos
    for data in photos.values():
        assert b"Exif" not in data
        assert b"camera" not in data


@pytest.mark.parametrize("layout", BUYER_LAYOUTS)
def test_properties_name_the_house_not_the_person_or_the_pc(catalogue: Catalogue, tmp_path: Path, layout: str) -> None:
    out = tmp_path / "list.xlsx"
    export(catalogue, out, ExportOptions(layout))
    found = parts(out)
    properties = (found["docProps/core.xml"] + found["docProps/app.xml"]).decode()
    assert "Nusantara" in properties
    everything = b"".join(found.values())
    assert b"Sari" not in everything
    assert str(tmp_path).encode() not in everything
    assert catalogue.author.computer.encode() not in properties.encode()


@pytest.mark.parametrize("layout", HOUSE_LAYOUTS)
def test_house_files_say_internal_in_their_name_and_on_every_page(
    catalogue: Catalogue, tmp_path: Path, layout: str
) -> None:
    assert "INTERNAL" in suggested_name(load_layout(layout))
    out = tmp_path / "everything.xlsx"
    report = export(catalogue, out, ExportOptions(layout))
    assert any("INTERNAL" in str(warning) for warning in report.warnings)
    sheets = {name: data.decode() for name, data in parts(out).items() if name.startswith("xl/worksheets/sheet")}
    assert len(sheets) == 3
    assert all("<oddHeader>" in text and "INTERNAL" in text for text in sheets.values())
    named = export(catalogue, tmp_path / "everything INTERNAL.xlsx", ExportOptions(layout))
    assert not any("INTERNAL" in str(warning) for warning in named.warnings)


def test_names_for_buyers_files_carry_the_buyer_safely() -> None:
    assert suggested_name(load_layout("export"), buyer="Nordic Home / A:B*") == "Price list Nordic Home A B.xlsx"
    assert suggested_name(load_layout("showcase")) == "Katalog pameran.xlsx"
