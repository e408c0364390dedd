"""Every kind of workbook that leaves the house is sound in all its parts, as Excel would want them: no repair on opening."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from tests.integration.export_desk import filled_catalogue
from tradehouse.domain.cost_steps import DeliveryTerm
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import parse_query
from tradehouse.domain.readiness import Gate
from tradehouse.services.asking_back import write_ask_back
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.exporting import ExportOptions, export
from tradehouse.services.layouts import available_layouts
from tradehouse.services.templates import write_template

NOTHING = parse_query(RecordKind.PRODUCT, "nosuchthing")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRADEHOUSE_CACHE", str(tmp_path_factory.mktemp("cache")))
        with filled_catalogue(tmp_path_factory.mktemp("catalogue")) as opened:
            yield opened


def problems(path: Path) -> list[str]:
    """Return what is wrong with a workbook. Texts inside the cells are allowed by the standard, and streamed house files
    have them; that Excel moves them elsewhere when it saves is no fault of ours.
    """
    found = [str(error) for error in OpenXmlValidator().validate(str(path)).errors]
    return [error for error in found if "inline-string" not in error]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("layout", ["export", "showcase", "showcase-staff", "booth", "full"])
def test_lists_open_without_repair(catalogue: Catalogue, tmp_path: Path, layout: str, language: str) -> None:
    assert layout in {info.name for info in available_layouts(catalogue)}
    terms = (DeliveryTerm("FOB", "IDTPP"), DeliveryTerm("CIF", "Hamburg"))
    options = ExportOptions(
        layout, margin=Decimal("0.30"), language=language, terms=terms, buyer="شركة الشمال 北欧家居"
    )
    report = export(catalogue, tmp_path / f"INTERNAL {layout}.xlsx", options)
    assert problems(report.path) == []


@pytest.mark.parametrize("layout", ["export", "showcase", "full"])
def test_a_list_of_nothing_opens_too(catalogue: Catalogue, tmp_path: Path, layout: str) -> None:
    report = export(catalogue, tmp_path / "INTERNAL none.xlsx", ExportOptions(layout, query=NOTHING))
    assert report.rows == 0
    assert problems(report.path) == []


@pytest.mark.parametrize("kind", [RecordKind.PRODUCT, RecordKind.SUPPLIER, RecordKind.CERTIFICATION])
def test_lists_to_fill_in_open_without_repair(tmp_path: Path, kind: RecordKind) -> None:
    assert problems(write_template(kind, tmp_path / "template.xlsx")) == []


def test_a_sheet_that_asks_a_supplier_opens_without_repair(catalogue: Catalogue, tmp_path: Path) -> None:
    write_ask_back(catalogue, 1, tmp_path / "ask.xlsx", Gate.EXPORT)
    assert problems(tmp_path / "ask.xlsx") == []
