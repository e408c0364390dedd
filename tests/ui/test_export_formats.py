"""The same list as workbook, PDF or buyer's pack, out of the export dialog."""

import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.test_export_dialog import open_dialog, type_in
from tradehouse.domain.cost_steps import CostBasis, CostStep, Leg
from tradehouse.services import house
from tradehouse.services.documents import KINDS
from tradehouse.ui.exporting.dialog import ExportDialog
from tradehouse.ui.exporting.file_format import PDF, FileFormat
from tradehouse.ui.exporting.kept import KEPT, Kept
from tradehouse.ui.exporting.scope import ExportScope
from tradehouse.ui.kit.message import MessageBox
from tradehouse.ui.main_window import MainWindow

FORMATS = ("workbook", "pdf", "pack")


def choose_format(dialog: ExportDialog, name: str) -> None:
    QTest.mouseClick(dialog.format.switch.buttons()[FORMATS.index(name)], Qt.MouseButton.LeftButton)


def pick(box: QComboBox, words: str) -> None:
    """Choose by typing the first letters, as people do."""
    assert box.isVisible()
    box.setFocus()
    QTest.keyClicks(box, words)
    assert box.currentText().startswith(words)


def save_as(dialog: ExportDialog, target: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Write with the button; return the file name that was suggested, and the filter."""
    asked: list[tuple[str, str]] = []

    def answer(_parent: object, _title: str, suggested: str, words: str) -> tuple[str, str]:
        asked.append((Path(suggested).name, words))
        return str(target.with_suffix("")), words

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    qtbot.waitUntil(dialog.write.isEnabled)
    QTest.mouseClick(dialog.write, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: not isValid(dialog) or not dialog.isVisible())
    return asked[0]


def pages_of(path: Path) -> tuple[int, str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document), document[0].get_textpage().get_text_bounded()
    finally:
        document.close()


def test_a_list_for_a_buyer_is_written_as_the_pdf_that_suits_it(
    window: MainWindow, ids: dict[str, int], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_dialog(window, qtbot, ExportScope([ids["Tas rotan bundar"], ids["Sambal roa"]]))
    choose_format(dialog, "pdf")
    assert dialog.format.kind.currentText() == "Line sheet"
    assert not dialog.format.tags.isVisible()
    assert not dialog.file.sheet.isVisible()
    assert not dialog.form.issue.isVisible()
    assert save_as(dialog, tmp_path / "a.pdf", qtbot, monkeypatch) == ("Line sheet.pdf", "PDF (*.pdf)")
    count, text = pages_of(tmp_path / "a.pdf")
    assert count == 1
    assert "Tas rotan bundar" in text
    assert "2 products written to a.pdf" in window.notice_line.text()


def test_price_tags_come_in_the_size_that_is_chosen_and_are_offered_again(
    window: MainWindow, ids: dict[str, int], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_dialog(window, qtbot, ExportScope())
    dialog.layouts.choose("showcase")
    choose_format(dialog, "pdf")
    assert dialog.format.kind.currentText() == "Catalogue with photos"
    pick(dialog.format.kind, "Price")
    tags = dialog.format.tags
    tags.setFocus()
    QTest.keyClick(tags, Qt.Key.Key_Down)
    assert tags.currentData() == "large"
    suggested, _words = save_as(dialog, tmp_path / "tags.pdf", qtbot, monkeypatch)
    assert suggested.endswith(".pdf")
    _count, text = pages_of(tmp_path / "tags.pdf")
    assert "185.000" in text
    again = open_dialog(window, qtbot, ExportScope())
    assert again.format.switch.current() == "pdf"
    assert (again.format.kind.currentData(), again.format.tags.currentData()) == ("price-tags", "large")
    again.close()


def test_the_pack_says_what_it_could_not_hold(
    window: MainWindow, ids: dict[str, int], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_dialog(window, qtbot, ExportScope([ids["Tas rotan bundar"], ids["Sambal roa"]]))
    choose_format(dialog, "pack")
    assert dialog.form.issue.isVisible()
    suggested, words = save_as(dialog, tmp_path / "pack.zip", qtbot, monkeypatch)
    assert (suggested.endswith(".zip"), words) == (True, "Buyer's pack (*.zip)")
    with zipfile.ZipFile(tmp_path / "pack.zip") as pack:
        endings = sorted(Path(name).suffix for name in pack.namelist())
    assert endings == [".pdf", ".pdf", ".xlsx"]
    assert "pack.zip written. Products: 2, photos: 0, specifications: 2" in window.notice_line.text()
    told = window.findChild(MessageBox)
    assert told is not None
    lines = [line.text() for line in told.findChildren(QLabel)]
    assert any(line.startswith("• Products without a photo: ") for line in lines)
    told.close()


def test_lists_of_the_house_are_workbooks_only(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot)
    choose_format(dialog, "pdf")
    dialog.layouts.choose("full")
    assert not dialog.format.isVisible()
    assert dialog.format.current().ending == ".xlsx"
    assert dialog.file.sheet.isVisible()
    dialog.layouts.choose("export")
    assert dialog.format.current().ending == ".pdf"
    dialog.close()


def test_too_many_products_for_a_pdf_are_told_before_anything_is_written(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(KINDS, "line-sheet", replace(KINDS["line-sheet"], most=4))
    dialog = open_dialog(window, qtbot)
    choose_format(dialog, "pdf")
    qtbot.waitUntil(lambda: bool(dialog.problem()))
    assert dialog.problem() == "5 products are too many for one PDF; up to 4 go. Choose fewer products."
    assert not dialog.write.isEnabled()
    pick(dialog.format.kind, "Catalogue")
    qtbot.waitUntil(dialog.write.isEnabled)
    assert dialog.problem() == ""
    dialog.close()


def test_what_is_charged_per_shipment_is_spread_over_a_volume_that_the_house_keeps(
    window: MainWindow, ids: dict[str, int], tmp_path: Path, qtbot: QtBot
) -> None:
    step = CostStep(Leg.PORT, CostBasis.SHIPMENT, Decimal(4_000_000))
    house.save_trading_terms(window.catalogue, house.TradingTerms(steps=(step,)))
    dialog = open_dialog(window, qtbot, ExportScope([ids["Tas rotan bundar"]]))
    dialog.file.switch.choose("costs")
    costs = dialog.file.costs
    assert costs.volume.isVisible()
    assert not costs.keep.isVisible()
    type_in(costs.volume, "0")
    assert "more than 0" in dialog.problem()
    assert not dialog.write.isEnabled()
    type_in(costs.volume, "12")
    assert dialog.options().shipment_m3 == 12
    QTest.mouseClick(costs.keep, Qt.MouseButton.LeftButton, pos=costs.keep.rect().center() / 8)
    assert costs.keep.isChecked()
    qtbot.waitUntil(dialog.write.isEnabled)
    dialog.write_to(tmp_path / "a.xlsx")
    qtbot.waitUntil((tmp_path / "a.xlsx").exists)
    qtbot.waitUntil(window.jobs.idle)
    assert house.read_trading_terms(window.catalogue).shipment_m3 == 12


def test_what_is_remembered_comes_back_and_a_spoilt_memory_is_refused() -> None:
    kept = Kept(rounding="0.05", shipment_m3=Decimal(12), format=FileFormat(PDF, "price-tags", "large"))
    assert KEPT.read(KEPT.write(kept)) == kept
    for spoilt in ({"rounding": "abc"}, {"shipment_m3": "NaN"}, {"shipment_m3": -1}, {"format": {"name": "docx"}}):
        with pytest.raises(ValueError):  # noqa: PT011 - the settings store takes the default for any of them
            KEPT.read(spoilt)


def test_a_pack_that_is_stopped_leaves_no_file_and_the_dialog_as_it_was(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = open_dialog(window, qtbot)
    choose_format(dialog, "pack")
    qtbot.waitUntil(dialog.write.isEnabled)
    dialog.write_to(tmp_path / "pack.zip")
    job = dialog.file.work.job()
    assert job is not None
    job.cancel()
    qtbot.waitUntil(dialog.write.isEnabled)
    assert dialog.isVisible()
    assert list(tmp_path.glob("pack*")) == []
    dialog.close()
