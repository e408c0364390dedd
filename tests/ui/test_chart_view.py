"""A chart in the window, for hands, eyes, ears and keys."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from tradehouse.domain.charts import Chart, ChartKind, Series
from tradehouse.domain.language import set_language
from tradehouse.services.charts import Spot
from tradehouse.ui.jobs import Jobs
from tradehouse.ui.kit.chart_view import ChartView
from tradehouse.ui.theme import Theme, apply_theme

PROGRAMMES = ("Sparc Campus", "Naik Kelas", "Digitalisasi")
COUNTS = (1700, 41, 95)


def chart(**more: object) -> Chart:
    plain: dict[str, object] = {
        "kind": ChartKind.COLUMNS,
        "title": "Participants",
        "categories": PROGRAMMES,
        "series": (Series("", COUNTS, names=("sparc", "", "digital")),),
    }
    return Chart(**{**plain, **more})  # type: ignore[arg-type]


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    def refuse(error: BaseException) -> None:
        raise error

    made = Jobs(refuse)
    yield made
    made.shutdown()


@pytest.fixture
def view(qtbot: QtBot, look: Theme, jobs: Jobs) -> ChartView:
    made = ChartView(jobs)
    qtbot.addWidget(made)
    made.resize(600, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


def spots(view: ChartView) -> tuple[Spot, ...]:
    drawing = view.drawing()
    assert drawing is not None
    return drawing.spots


def middle(spot: Spot) -> QPoint:
    return QPointF(spot.x + spot.width / 2, spot.y + spot.height / 2).toPoint()


def colour_at(view: ChartView, point: QPoint) -> QColor:
    return view.grab().toImage().pixelColor(point)


def test_it_is_as_wide_as_it_is_given_and_as_high_as_it_needs(view: ChartView) -> None:
    many = tuple(f"Regency {n}" for n in range(40))
    view.show_chart(chart(kind=ChartKind.BARS, categories=many, series=(Series("", tuple(range(40))),)))
    drawing = view.drawing()
    assert drawing is not None
    assert (drawing.width, view.height()) == (600, round(drawing.height + 0.49))
    assert view.height() > 900
    view.resize(400, view.height())
    again = view.drawing()
    assert again is not None
    assert again.width == 400


def test_it_says_title_and_values_to_those_who_hear_it(view: ChartView) -> None:
    view.show_chart(chart())
    assert view.accessibleName() == "Participants. Sparc Campus: 1,700; Naik Kelas: 41; Digitalisasi: 95"


def test_figures_follow_the_language(view: ChartView) -> None:
    set_language("id")
    view.show_chart(chart())
    assert spots(view)[0].text == "Sparc Campus: 1.700"


def test_pointing_at_a_value_says_it_exactly(view: ChartView, qtbot: QtBot) -> None:
    view.show_chart(chart())
    QTest.mouseMove(view, QPoint(2, 2))
    QTest.mouseMove(view, middle(spots(view)[0]))
    qtbot.waitUntil(lambda: QToolTip.text() == "Sparc Campus: 1,700")
    assert view.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(view, middle(spots(view)[1]))
    assert view.cursor().shape() == Qt.CursorShape.ArrowCursor
    QToolTip.hideText()


def test_a_click_opens_the_names_behind_a_value_and_nothing_where_there_are_none(view: ChartView, qtbot: QtBot) -> None:
    view.show_chart(chart())
    said: list[str] = []
    view.opened.connect(said.append)
    for spot in spots(view):
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle(spot))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert said == ["sparc", "digital"]


def test_of_what_lies_on_each_other_the_smaller_is_meant(view: ChartView) -> None:
    series = (Series("Target", (150,), names=("all",)), Series("Realised", (120,), names=("done",)))
    view.show_chart(chart(kind=ChartKind.TARGETS, categories=("Q1",), series=series))
    said: list[str] = []
    view.opened.connect(said.append)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle(spots(view)[1]))
    assert said == ["done"]


def test_keys_walk_from_value_to_value_and_open(view: ChartView, qtbot: QtBot) -> None:
    view.show_chart(chart())
    view.setFocus()
    said: list[str] = []
    view.opened.connect(said.append)
    QTest.keyClick(view, Qt.Key.Key_Return)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Space):
        QTest.keyClick(view, key)
    assert view.accessibleDescription() == "Naik Kelas: 41"
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.accessibleDescription() == "Digitalisasi: 95"
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.accessibleDescription() == "Naik Kelas: 41"
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.accessibleDescription() == "Sparc Campus: 1,700"
    assert said == ["sparc", "digital"]


def test_it_changes_with_the_theme(view: ChartView, look: Theme) -> None:
    view.show_chart(chart())
    inside = middle(spots(view)[0])
    assert colour_at(view, inside).name().upper() == "#2B4C7E"
    app = look.parent()
    apply_theme(app, "dark")  # type: ignore[arg-type]
    assert colour_at(view, inside).name().upper() == "#8FB1E3"


def test_a_large_chart_is_drawn_beside_the_window(view: ChartView, qtbot: QtBot) -> None:
    many = tuple(f"Regency {n}" for n in range(60))
    large = chart(categories=many, series=tuple(Series(f"S{n}", tuple(range(60))) for n in range(4)))
    with qtbot.waitSignal(view.drawn):
        view.show_chart(large)
    assert len(spots(view)) == 240


def test_only_the_last_of_several_charts_stays(view: ChartView, qtbot: QtBot, jobs: Jobs) -> None:
    many = tuple(f"Regency {n}" for n in range(60))
    view.show_chart(chart(categories=many, series=tuple(Series(f"S{n}", tuple(range(60))) for n in range(4))))
    view.show_chart(chart())
    qtbot.waitUntil(jobs.idle)
    assert len(spots(view)) == 3


def test_the_same_chart_again_is_there_again(view: ChartView) -> None:
    view.show_chart(chart())
    view.show_chart(chart())
    assert len(spots(view)) == 3


def test_nothing_to_show_can_be_focused_and_left(view: ChartView) -> None:
    view.show_chart(Chart(ChartKind.LINE, "Sales", (Series("", (None,)),), dates=(date(2026, 1, 1),)))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleName() == "Sales. No data yet"
    assert spots(view) == ()
