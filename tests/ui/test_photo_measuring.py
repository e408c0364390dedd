"""Photos that an import kept unseen are looked at in the background."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.integration.import_desk import photo, run, write_csv
from tradehouse.ui.main_window import MainWindow
from tradehouse.ui.photos import measuring


def test_new_photos_are_measured_while_the_window_is_used(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measuring, "AFTER", 0)
    waiting = measuring.Measuring(window.catalogue, window.jobs, window)
    window.news.changed.connect(waiting.take_news)
    qtbot.waitUntil(window.jobs.idle)
    (tmp_path / "KRY-1.jpg").write_bytes(photo())
    book = write_csv(tmp_path / "daftar.csv", [("Kode Barang", "Nama Produk", "Foto"), ("Z-1", "Zaitun", "KRY-1.jpg")])
    assert run(window.catalogue, book, supplier="X").photos["attached"] == 1
    unmeasured = "SELECT count(*) FROM photo WHERE brightness IS NULL"

    def left() -> int:
        with window.catalogue.database.reading() as read:
            return int(read.exec_driver_sql(unmeasured).scalar() or 0)

    qtbot.waitUntil(lambda: left() == 0)
    qtbot.waitUntil(window.jobs.idle)
