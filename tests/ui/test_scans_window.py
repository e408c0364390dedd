"""Scans in the window: tiles in the detail of a certificate, files dropped on it, the viewer and its keys."""

import io
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.integration.export_desk import photo_bytes
from tradehouse.domain.fields import RecordKind
from tradehouse.services import browsing, scans
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.scans.section import ScanSection
from tradehouse.ui.scans.tile import ScanTile
from tradehouse.ui.scans.viewer import ScanViewer


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    document = pypdfium2.PdfDocument.new()
    for _page in range(2):
        document.new_page(300, 400)
    out = io.BytesIO()
    document.save(out)
    document.close()
    path = tmp_path / "P-IRT 2026.pdf"
    path.write_bytes(out.getvalue())
    return path


@pytest.fixture
def section(window: MainWindow, ids: dict[str, int], qtbot: QtBot) -> ScanSection:
    window.window_commands.show_record("certification", ids["P-IRT"])
    qtbot.waitUntil(lambda: window.findChild(ScanSection) is not None)
    found = window.findChild(ScanSection)
    assert isinstance(found, ScanSection)
    qtbot.waitUntil(lambda: found.findChild(QWidget, "add_scans") is not None and window.jobs.idle())
    return found


def tiles(section: ScanSection) -> list[ScanTile]:
    return [tile for tile in section.findChildren(ScanTile) if not tile.isHidden()]


def drop(target: QWidget, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(5, 5), copy, data, left, none))
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), copy, data, left, none))


def test_a_file_dropped_on_a_field_of_the_detail_is_a_scan(
    window: MainWindow, section: ScanSection, qtbot: QtBot, pdf: Path, ids: dict[str, int]
) -> None:
    qtbot.waitUntil(lambda: window.browser.detail.findChild(QLineEdit, "field.number") is not None)
    line = window.browser.detail.findChild(QLineEdit, "field.number")
    assert isinstance(line, QLineEdit)
    section._watch()
    drop(line, pdf)
    qtbot.waitUntil(lambda: len(tiles(section)) == 1)
    (tile,) = tiles(section)
    assert tile.accessibleName() == "P-IRT 2026.pdf"
    assert "2 pages" in tile.accessibleDescription()
    assert line.text() == "2063471010001-29"
    QTest.keyClick(tile, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not tiles(section))
    window.action("undo").trigger()
    qtbot.waitUntil(lambda: len(tiles(section)) == 1)
    assert len(browsing.record(window.catalogue, RecordKind.CERTIFICATION, ids["P-IRT"])["scans"]) == 1


def test_a_picture_is_pasted(window: MainWindow, section: ScanSection, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "foto.jpg"
    file.write_bytes(photo_bytes("red"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    QApplication.clipboard().setMimeData(data)
    section.paste()
    qtbot.waitUntil(lambda: len(tiles(section)) == 1)
    QApplication.clipboard().clear()
    section.paste()
    qtbot.waitUntil(lambda: "no scan" in window.notice_line.text())


def test_what_is_no_scan_is_told(window: MainWindow, section: ScanSection, qtbot: QtBot, tmp_path: Path) -> None:
    bad = tmp_path / "words.pdf"
    bad.write_text("only words")
    section.add([bad])
    qtbot.waitUntil(lambda: "words.pdf is a text file" in window.notice_line.text())
    assert tiles(section) == []


def test_of_many_refused_files_the_rest_is_counted(
    window: MainWindow, section: ScanSection, qtbot: QtBot, tmp_path: Path
) -> None:
    section.add([(b"only words", f"words {n}.pdf") for n in range(5)])
    qtbot.waitUntil(lambda: "words 2.pdf" in window.notice_line.text())
    assert window.notice_line.text().endswith("2 more files were refused.")
    line = window.notice_line
    qtbot.waitUntil(lambda: line.height() <= line.heightForWidth(line.width()))


def test_the_viewer_goes_through_all_pages(
    window: MainWindow, section: ScanSection, qtbot: QtBot, pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    section.add([pdf, (photo_bytes("teal"), "foto.jpg")])
    qtbot.waitUntil(lambda: len(tiles(section)) == 2)
    QTest.keyClick(tiles(section)[0], Qt.Key.Key_Space)
    viewer = next(w for w in window.findChildren(ScanViewer) if w.isVisible())
    assert viewer.count.text() == "Page 1 of 3"
    qtbot.waitUntil(lambda: not viewer.canvas.picture.isNull())
    assert viewer.canvas.picture.height() > viewer.canvas.picture.width()
    QTest.keyClick(viewer, Qt.Key.Key_R)
    assert viewer.canvas.picture.height() < viewer.canvas.picture.width()
    before = viewer.canvas.scale
    QTest.keyClick(viewer, Qt.Key.Key_Plus)
    assert viewer.canvas.scale > before
    QTest.keyClick(viewer, Qt.Key.Key_0)
    assert viewer.canvas.fitted
    QTest.keyClick(viewer, Qt.Key.Key_End)
    assert viewer.page.scan.name == "foto.jpg"
    QTest.keyClick(viewer, Qt.Key.Key_Right)
    assert viewer.place == 2
    target = tmp_path / "saved.jpg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    QTest.keyClick(viewer, Qt.Key.Key_S)
    qtbot.waitUntil(target.exists)
    assert target.read_bytes() == photo_bytes("teal")
    QTest.keyClick(viewer, Qt.Key.Key_Space)
    qtbot.waitUntil(window.jobs.idle)


def test_the_key_for_photos_shows_scans_of_a_certificate(
    window: MainWindow, section: ScanSection, qtbot: QtBot, pdf: Path
) -> None:
    section.add([pdf])
    qtbot.waitUntil(lambda: len(tiles(section)) == 1)
    window.window_commands.enable()
    window.action("viewer").trigger()
    viewer = next(w for w in window.findChildren(ScanViewer) if w.isVisible())
    viewer.close()
    qtbot.waitUntil(window.jobs.idle)


def test_a_lost_file_is_told(
    window: MainWindow, section: ScanSection, qtbot: QtBot, pdf: Path, ids: dict[str, int]
) -> None:
    section.add([pdf])
    qtbot.waitUntil(lambda: len(tiles(section)) == 1)
    (key,) = browsing.record(window.catalogue, RecordKind.CERTIFICATION, ids["P-IRT"])["scans"]
    scans.scan_store(window.catalogue).remove(*scans.split_key(key))
    section.show_record(browsing.record(window.catalogue, RecordKind.CERTIFICATION, ids["P-IRT"]))
    qtbot.waitUntil(lambda: tiles(section)[0].scan.missing)
    tiles(section)[0].click()
    qtbot.waitUntil(lambda: "backup" in window.notice_line.text())
