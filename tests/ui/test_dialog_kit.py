"""The pieces that dialogs are made of."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tradehouse.domain.progress import Progress
from tradehouse.ui import jobs as jobs_module
from tradehouse.ui.jobs import Jobs, State
from tradehouse.ui.kit.dialog import DialogFrame
from tradehouse.ui.kit.filter_chip import FilterChip
from tradehouse.ui.kit.search_combo import Option, OptionGroup, OptionModel, SearchCombo
from tradehouse.ui.kit.work_line import WorkLine
from tradehouse.ui.opening import open_file, show_in_folder
from tradehouse.ui.theme import Theme

PORTS = (
    OptionGroup(
        "Seaports", (Option("IDTPP", "Tanjung Priok", "jakarta"), Option("IDTPE", "Tanjung Perak", "surabaya"))
    ),
    OptionGroup("Airports", (Option("IDCGK", "Soekarno-Hatta", "jakarta"),)),
)


@pytest.fixture
def dialog(qtbot: QtBot, look: Theme) -> Iterator[DialogFrame]:
    made = DialogFrame("A dialog", "a_dialog", QSize(400, 300))
    made.show()
    yield made
    made.close()


@pytest.fixture
def combo(dialog: DialogFrame) -> SearchCombo:
    made = SearchCombo("Port", OptionModel(PORTS, dialog))
    dialog.body.addWidget(made)
    made.show()
    made.choose("IDTPE")
    made.setFocus()
    return made


def test_words_that_are_not_in_the_label_find_an_option(combo: SearchCombo) -> None:
    picked: list[str] = []
    combo.picked.connect(picked.append)
    line = combo.lineEdit()
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, "jakarta air")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert picked == ["IDCGK"]
    assert combo.currentText() == "Soekarno-Hatta"


def test_text_that_fits_nothing_goes_back_to_the_last_choice(combo: SearchCombo) -> None:
    line = combo.lineEdit()
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, "atlantis")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert (combo.chosen(), combo.currentText()) == ("IDTPE", "Tanjung Perak")


def test_headings_between_options_cannot_be_chosen(combo: SearchCombo) -> None:
    rows = [combo.itemText(row) for row in range(combo.count())]
    assert rows == ["Seaports", "Tanjung Priok", "Tanjung Perak", "Airports", "Soekarno-Hatta"]
    model = combo.model()
    assert not model.index(0, 0).flags() & Qt.ItemFlag.ItemIsSelectable


def test_enter_presses_the_default_button_wherever_the_focus_is(dialog: DialogFrame, qtbot: QtBot) -> None:
    pressed: list[str] = []
    dialog.add_button("Other", lambda: pressed.append("other"))
    go_on = dialog.add_button("Go on", lambda: pressed.append("go on"), kind="primary", default=True)
    qtbot.waitUntil(go_on.isVisible)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert pressed == ["go on"]


def test_a_problem_stands_at_the_foot_until_it_is_solved(dialog: DialogFrame) -> None:
    dialog.show_problem("Tick at least one sheet.")
    assert dialog.problem() == "Tick at least one sheet."
    dialog.show_problem("")
    assert dialog.problem() == ""


def test_a_filter_chip_tells_its_count_and_is_dead_at_zero(dialog: DialogFrame) -> None:
    chip = FilterChip("error", "Rejected", "danger")
    dialog.body.addWidget(chip)
    chip.show_count(1250)
    assert (chip.accessibleName(), chip.isEnabled()) == ("Rejected: 1,250", True)
    chip.show_count(0)
    assert not chip.isEnabled()


def test_work_shows_how_far_it_is_and_can_be_stopped(
    dialog: DialogFrame, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_module, "SHOW_AFTER", 0.0)
    jobs = Jobs(lambda _error: None)
    line = WorkLine(jobs)
    dialog.body.addWidget(line)

    def work(progress: Progress) -> None:
        while True:
            progress.report(3, 4, "product")

    job = jobs.run_read("long", work, lambda _none: None, label="Planning the import")
    line.follow(job)
    qtbot.waitUntil(line.isVisible)
    qtbot.waitUntil(lambda: line.bar.value() == 750)
    assert line.busy()
    QTest.mouseClick(line.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: job.state is State.CANCELLED)
    qtbot.waitUntil(lambda: not line.isVisible())
    assert jobs.shutdown()


def test_files_and_their_folders_are_handed_to_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    monkeypatch.setattr("sys.platform", "linux")
    assert open_file(tmp_path / "a.xlsx")
    assert show_in_folder(tmp_path / "a.xlsx")
    assert [Path(url.toLocalFile()) for url in opened] == [tmp_path / "a.xlsx", tmp_path]
