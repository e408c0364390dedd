"""The small widgets, as hands and screen readers meet them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QEnterEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tradehouse.domain.progress import Progress
from tradehouse.ui import jobs as jobs_module
from tradehouse.ui.jobs import Jobs
from tradehouse.ui.kit.badge import Badge, BadgeButton, Status, badge_width, draw_badge
from tradehouse.ui.kit.buttons import push_button, tool_button
from tradehouse.ui.kit.empty import EmptyState, Offer
from tradehouse.ui.kit.flow import Chip, FlowLayout
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.kit.labels import ElidedLabel, label
from tradehouse.ui.kit.notice import NoticeLine
from tradehouse.ui.kit.search import SearchBox
from tradehouse.ui.kit.section import FoldableSection
from tradehouse.ui.kit.segmented import Segmented
from tradehouse.ui.kit.status_jobs import StatusJobs
from tradehouse.ui.theme import Theme

READY = Status("check-circle", "Ready", "good")


@pytest.fixture
def page(qtbot: QtBot, look: Theme) -> QWidget:
    """A window with a column to put things in."""
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    made.resize(500, 400)
    made.show()
    return made


def put(page: QWidget, widget: QWidget) -> None:
    layout = page.layout()
    assert layout is not None
    layout.addWidget(widget)
    widget.show()
    QCoreApplication.processEvents()


class TestSearchBox:
    def test_typing_searches_once_after_the_last_key(self, page: QWidget, qtbot: QtBot) -> None:
        box = SearchBox()
        put(page, box)
        said: list[str] = []
        box.searched.connect(said.append)
        QTest.keyClicks(box, "rotan")
        assert said == []
        qtbot.waitUntil(lambda: said == ["rotan"])

    def test_enter_searches_at_once_and_the_same_words_only_once(self, page: QWidget, qtbot: QtBot) -> None:
        box = SearchBox()
        put(page, box)
        said: list[str] = []
        box.searched.connect(said.append)
        QTest.keyClicks(box, "kopi")
        QTest.keyClick(box, Qt.Key.Key_Return)
        QTest.keyClick(box, Qt.Key.Key_Return)
        assert said == ["kopi"]

    def test_escape_clears_then_goes_to_the_list(self, page: QWidget, qtbot: QtBot) -> None:
        box = SearchBox()
        put(page, box)
        said: list[str] = []
        left: list[int] = []
        box.searched.connect(said.append)
        box.to_results.connect(lambda: left.append(1))
        QTest.keyClicks(box, "k")
        QTest.keyClick(box, Qt.Key.Key_Return)
        QTest.keyClick(box, Qt.Key.Key_Escape)
        assert (box.text(), said, left) == ("", ["k", ""], [])
        QTest.keyClick(box, Qt.Key.Key_Escape)
        assert left == [1]

    def test_the_cross_is_there_only_when_there_is_something_to_clear(self, page: QWidget, qtbot: QtBot) -> None:
        box = SearchBox()
        put(page, box)
        cross = box.actions()[1]
        assert not cross.isVisible()
        box.setText("x")
        assert cross.isVisible()
        cross.trigger()
        assert box.text() == ""

    def test_words_of_a_saved_view_are_shown_without_a_search(self, page: QWidget, qtbot: QtBot) -> None:
        box = SearchBox()
        put(page, box)
        with qtbot.assertNotEmitted(box.searched, wait=200):
            box.set_quietly("tas")


class TestNotice:
    def test_it_says_one_thing_and_offers_what_one_may_want(self, page: QWidget, qtbot: QtBot) -> None:
        line = NoticeLine()
        put(page, line)
        undone: list[int] = []
        line.say("3 rows imported.", offers=(Offer("View", lambda: None), Offer("Undo", lambda: undone.append(1))))
        undo = next(b for b in line.findChildren(QPushButton) if b.text() == "Undo")
        qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
        assert undone == [1]
        assert line.text() == ""

    def test_it_fades_by_itself_but_what_went_wrong_stays(self, page: QWidget, qtbot: QtBot) -> None:
        line, wrong = NoticeLine(), NoticeLine()
        put(page, line)
        put(page, wrong)
        wrong.say("The file is open elsewhere.", "danger")
        line.say("Saved.", stay=10)
        qtbot.waitUntil(line.isHidden)
        assert wrong.isVisible()

    def test_the_pointer_on_it_holds_it(self, page: QWidget, qtbot: QtBot) -> None:
        line = NoticeLine()
        put(page, line)
        line.say("Saved.", stay=30)
        where = QPointF(5, 5)
        QCoreApplication.sendEvent(line, QEnterEvent(where, where, where))
        assert not line._fading._stay.isActive()
        assert line.isVisible()
        QCoreApplication.sendEvent(line, QEvent(QEvent.Type.Leave))
        qtbot.waitUntil(line.isHidden)

    def test_a_newer_notice_replaces_one_that_is_fading(self, page: QWidget, qtbot: QtBot) -> None:
        line = NoticeLine()
        put(page, line)
        line.say("One.", stay=5)
        qtbot.waitUntil(lambda: line.graphicsEffect() is not None)
        line.say("Two.")
        assert line.graphicsEffect() is None
        assert line.text() == "Two."


class TestForm:
    def test_what_is_wrong_stands_below_and_the_value_stays(self, page: QWidget) -> None:
        editor = QLineEdit("12rb-15rb")
        row = FormRow("Price & terms", editor, unit="Rp", hint="For one piece")
        put(page, row)
        row.set_problem("Type one number.")
        assert (editor.text(), editor.property("wrong")) == ("12rb-15rb", True)
        assert row.problem() == "Type one number."
        assert editor.accessibleDescription() == "Type one number."
        row.set_problem("")
        assert not editor.property("wrong")
        assert "For one piece" in [child.text() for child in row.findChildren(QLabel)]
        assert editor.accessibleName() == "Price & terms (Rp)"

    def test_a_doubt_is_said_without_calling_the_value_wrong(self, page: QWidget) -> None:
        row = FormRow("MOQ", QLineEdit("1"))
        put(page, row)
        row.set_problem("Less than a carton.", "warning")
        assert not row.editor.property("wrong")
        assert row.problem() == "Less than a carton."

    def test_saved_offers_the_way_back_and_moves_nothing(self, page: QWidget, qtbot: QtBot) -> None:
        row = FormRow("Name", QLineEdit("Tas"))
        put(page, row)
        before = row.editor.geometry()
        undone: list[int] = []
        row.show_saved(lambda: undone.append(1))
        QCoreApplication.processEvents()
        assert row.editor.geometry() == before
        undo = row.findChild(QPushButton)
        assert undo.isVisible()
        qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
        assert undone == [1]
        assert not undo.isVisible()


class TestSwitchesAndSections:
    def test_the_arrow_keys_go_along_the_switch(self, page: QWidget, qtbot: QtBot) -> None:
        switch = Segmented("View", [("table", "Table", "table"), ("grid", "Grid", "grid")])
        put(page, switch)
        chosen: list[str] = []
        switch.chosen.connect(chosen.append)
        table, grid = switch.findChildren(QToolButton)
        QTest.keyClick(table, Qt.Key.Key_Right)
        QTest.keyClick(grid, Qt.Key.Key_Right)
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton)
        assert chosen == ["grid", "table", "grid"]
        assert switch.current() == "grid"

    def test_only_the_chosen_part_of_a_switch_is_a_tab_stop(self, page: QWidget) -> None:
        switch = Segmented("View", [("table", "Table", ""), ("grid", "Grid", "")])
        put(page, switch)
        switch.choose("grid")
        stops = [bool(b.focusPolicy() & Qt.FocusPolicy.TabFocus) for b in switch.findChildren(QToolButton)]
        assert stops == [False, True]

    def test_a_section_folds_by_mouse_and_by_key(self, page: QWidget, qtbot: QtBot) -> None:
        section = FoldableSection("Price & orders")
        section.content.addWidget(label("inside"))
        put(page, section)
        told: list[bool] = []
        section.folded_changed.connect(told.append)
        qtbot.mouseClick(section.heading, Qt.MouseButton.LeftButton)
        assert section.body.isHidden()
        QTest.keyClick(section.heading, Qt.Key.Key_Right)
        assert section.body.isVisible()
        QTest.keyClick(section.heading, Qt.Key.Key_Left)
        assert told == [True, False, True]
        assert section.heading.accessibleName() == "Price & orders"


class TestFlow:
    def test_chips_break_into_lines_and_none_is_wider_than_the_page(self, page: QWidget) -> None:
        box = QWidget()
        flow = FlowLayout(box)
        chips = [Chip(f"Province: number {n}") for n in range(8)]
        for chip in chips:
            flow.addWidget(chip)
        put(page, box)
        flow.setGeometry(QRect(0, 0, 300, 400))
        assert len({chip.y() for chip in chips}) > 2
        assert all(chip.geometry().right() <= 300 for chip in chips)
        assert flow.heightForWidth(300) == max(chip.geometry().bottom() for chip in chips) + 1
        assert flow.heightForWidth(5000) == chips[0].height()

    def test_the_cross_of_a_chip_says_what_it_removes(self, page: QWidget, qtbot: QtBot) -> None:
        chip = Chip("Province: Aceh")
        put(page, chip)
        assert chip.close_button.accessibleName() == "Remove Province: Aceh"
        with qtbot.waitSignal(chip.removed):
            QTest.keyClick(chip.close_button, Qt.Key.Key_Space)


class TestBadgesAndLabels:
    def test_a_badge_says_its_word_aloud(self, page: QWidget) -> None:
        badge = Badge(READY)
        put(page, badge)
        assert badge.accessibleName() == "Ready"
        badge.show_status(Status("error", "Expired", "danger"))
        assert badge.accessibleName() == "Expired"

    def test_a_badge_in_a_cell_is_as_wide_as_it_says(self, look: Theme) -> None:
        image = QImage(300, 40, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        box = draw_badge(painter, QPointF(10, 20), READY)
        painter.end()
        assert box.width() == badge_width(READY)
        inked = [x for x in range(300) if any(image.pixelColor(x, y).alpha() for y in range(40))]
        assert (inked[0], inked[-1]) == (10, int(box.right()))

    def test_a_badge_button_works_by_key(self, page: QWidget, qtbot: QtBot) -> None:
        button = BadgeButton(Status("warning", "Export 7/9", "attention"))
        put(page, button)
        with qtbot.waitSignal(button.clicked):
            QTest.keyClick(button, Qt.Key.Key_Space)

    def test_a_long_line_is_cut_and_shown_whole_as_a_tip(self, page: QWidget) -> None:
        line = ElidedLabel("a very long name of a supplier that does not fit" * 4)
        put(page, line)
        assert line.text().endswith("…")
        assert line.toolTip() == line.whole() == line.accessibleName()

    def test_what_a_file_says_is_never_markup(self, page: QWidget) -> None:
        made = label("<b>bold</b> <img src='x'>")
        put(page, made)
        assert made.textFormat() == Qt.TextFormat.PlainText

    def test_buttons_have_names_and_call_without_arguments(self, page: QWidget, qtbot: QtBot) -> None:
        pressed: list[str] = []
        tool = tool_button("import", "Import", lambda: pressed.append("tool"))
        push = push_button("Go", lambda: pressed.append("push"), kind="primary", glyph="check")
        put(page, tool)
        put(page, push)
        qtbot.mouseClick(tool, Qt.MouseButton.LeftButton)
        qtbot.mouseClick(push, Qt.MouseButton.LeftButton)
        assert pressed == ["tool", "push"]
        assert (tool.accessibleName(), tool.toolTip()) == ("Import", "Import")


class TestEmptyState:
    def test_it_offers_at_most_two_steps_and_forgets_the_old_ones(self, page: QWidget, qtbot: QtBot) -> None:
        state = EmptyState()
        put(page, state)
        done: list[str] = []
        offers = tuple(Offer(word, lambda word=word: done.append(word)) for word in ("a", "b", "c"))  # type: ignore[misc]
        state.show_state("empty", "box", "Nothing here yet", "Drop a workbook.", offers)
        QCoreApplication.processEvents()
        buttons = [b for b in state.findChildren(QPushButton) if b.isVisible()]
        assert [b.text() for b in buttons] == ["a", "b"]
        qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
        assert done == ["b"]
        state.show_state("loading", "box", "Loading…")
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert not [b for b in state.findChildren(QPushButton) if b.isVisible()]

    def test_a_long_sentence_is_shown_whole(self, page: QWidget) -> None:
        state = EmptyState()
        put(page, state)
        state.show_state("empty", "box", "Nothing", "Drop a supplier's workbook on this window. " * 4)
        QCoreApplication.processEvents()
        sentence = next(c for c in state.findChildren(QLabel) if c.text().startswith("Drop"))
        assert sentence.height() >= sentence.heightForWidth(sentence.width())


class TestStatusJobs:
    @pytest.fixture
    def jobs(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Jobs]:
        monkeypatch.setattr(jobs_module, "SHOW_AFTER", 0.0)
        made = Jobs(lambda _error: None)
        yield made
        assert made.shutdown()

    @staticmethod
    def at_42(progress: Progress) -> None:
        while True:
            progress.report(42, 100, "Reading rows")
            QTest.qSleep(1)

    def test_work_shows_how_far_it_is_and_can_be_stopped(self, page: QWidget, qtbot: QtBot, jobs: Jobs) -> None:
        bar = StatusJobs(jobs)
        put(page, bar)
        assert bar.objectName() == "status_jobs"
        jobs.run_write("Import a.xlsx", self.at_42, lambda _: None)
        qtbot.waitUntil(lambda: [e.bar.value() for e in bar.entries()] == [420])
        entry = bar.entries()[0]
        assert entry.bar.accessibleName() == "Import a.xlsx"
        assert entry.stop.accessibleName() == "Cancel: Import a.xlsx"
        qtbot.mouseClick(entry.stop, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(jobs.idle)
        assert bar.entries() == []
        assert bar.isHidden()

    def test_several_at_once_stand_side_by_side_and_the_rest_in_a_list(
        self, page: QWidget, qtbot: QtBot, jobs: Jobs
    ) -> None:
        bar = StatusJobs(jobs)
        put(page, bar)
        for n in range(4):
            jobs.run_read(f"export {n}", self.at_42, lambda _: None, label=f"Export {n}")
        qtbot.waitUntil(lambda: len(bar.entries()) == 4)
        assert [entry.isVisible() for entry in bar.entries()] == [True, True, False, False]
        more = next(b for b in bar.findChildren(QPushButton) if b.isVisible())
        assert more.text() == "2 more"
        qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
        assert all(entry.isVisible() for entry in bar.entries())
        for job in jobs.active():
            job.cancel()
        qtbot.waitUntil(jobs.idle)

    def test_quick_work_never_shows(self, page: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        jobs = Jobs(lambda _error: None)
        bar = StatusJobs(jobs)
        put(page, bar)
        seen: list[bool] = []
        jobs.jobs_changed.connect(lambda: seen.append(bar.isHidden()))
        jobs.run_write("Quick", lambda _progress: None, lambda _: None)
        qtbot.waitUntil(jobs.idle)
        assert set(seen) == {True}
        assert jobs.shutdown()
