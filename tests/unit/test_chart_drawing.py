"""Charts as SVG: whatever the data, every word stands inside the picture and no two stand on each other."""

import math
import re
from datetime import date, timedelta
from itertools import combinations, pairwise
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tradehouse.domain.charts import MOST_SERIES, Chart, ChartKind, Series
from tradehouse.domain.figures import COUNT, PERCENT, RUPIAH, Figure, FigureKind
from tradehouse.exchange.charts import PRINT, Drawing, draw, lato
from tradehouse.exchange.charts.scales import scale_for
from tradehouse.ui.theme import TOKENS

SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = (320, 640, 1200)
PROGRAMMES = ("Sparc Campus", "Naik Kelas", "Digitalisasi", "Kelas Ekspor", "Pembiayaan", "Kemasan")
PARTICIPANTS = (170, 41, 95, 28, 35, 63)

Box = tuple[float, float, float, float, str]
AMOUNTS = st.integers(-(10**14), 10**14).map(lambda cents: cents / 100)
values = st.one_of(st.none(), st.integers(0, 99), st.integers(-(10**6), 10**10))
labels = st.text(st.characters(codec="utf-8"), max_size=80) | st.sampled_from(PROGRAMMES)


@st.composite
def charts(build: st.DrawFn) -> Chart:
    kind = build(st.sampled_from(ChartKind))
    dated = kind is ChartKind.TIMELINE or (kind is ChartKind.LINE and build(st.booleans()))
    count = build(st.sampled_from((1, 2, 3, 5, 8, 13, 24, 60)))
    days: tuple[date, ...] = ()
    if kind is ChartKind.TIMELINE:
        first = build(st.integers(2000 * 12, 2030 * 12))
        days = tuple(date((first + n) // 12, (first + n) % 12 + 1, 1) for n in range(count))
    elif dated:
        gaps = build(st.lists(st.integers(1, 200), min_size=count, max_size=count))
        days = tuple(date(2020, 1, 1) + timedelta(days=sum(gaps[:n])) for n in range(count))
    series_count = {ChartKind.FUNNEL: 1, ChartKind.TARGETS: 2}.get(kind, build(st.integers(1, MOST_SERIES)))
    listed = st.lists(values, min_size=count, max_size=count).map(tuple)
    return Chart(
        kind,
        build(labels),
        tuple(Series(build(labels), build(listed)) for _ in range(series_count)),
        () if dated else tuple(build(labels) for _ in range(count)),
        days,
        build(st.sampled_from((COUNT, RUPIAH, PERCENT, Figure(FigureKind.NUMBER, 1, "months")))),
        build(labels),
        build(st.booleans()),
        build(st.booleans()),
    )


def text_boxes(drawing: Drawing) -> list[Box]:
    """Return the box of every word of the drawing that is not turned: left, top, right, bottom, text."""
    return [box_of(one) for one in parsed(drawing).iter(f"{SVG}text") if "transform" not in one.attrib]


def box_of(one: Element) -> Box:
    text, size = one.text or "", float(one.attrib["font-size"])
    width = lato().width(text, size, bold="font-weight" in one.attrib)
    x, y = float(one.attrib["x"]), float(one.attrib["y"])
    left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[one.attrib.get("text-anchor", "start")]
    return left, y - size * 0.72, left + width, y + size * 0.1, text


def parsed(drawing: Drawing) -> Element:
    return fromstring(drawing.svg)  # type: ignore[no-any-return]


def assert_tidy(drawing: Drawing) -> None:
    boxes = text_boxes(drawing)
    for left, top, right, bottom, text in boxes:
        assert left >= -1, text
        assert top >= -1, text
        assert right <= drawing.width + 1, text
        assert bottom <= drawing.height + 1, text
    for a, b in combinations(boxes, 2):
        apart = a[2] <= b[0] + 1 or b[2] <= a[0] + 1 or a[3] <= b[1] + 1 or b[3] <= a[1] + 1
        assert apart, (a, b)


@settings(max_examples=60)
@given(charts(), st.sampled_from(WIDTHS), st.sampled_from(["id", "en"]))
def test_words_stay_inside_and_apart(chart: Chart, width: int, language: str) -> None:
    assert_tidy(draw(chart, width, language=language))


@settings(max_examples=30)
@given(charts(), st.sampled_from(WIDTHS))
def test_every_known_value_can_be_pointed_at(chart: Chart, width: int) -> None:
    drawing = draw(chart, width)
    known = {(n, s) for s, one in enumerate(chart.series) for n, value in enumerate(one.values) if value is not None}
    assert [(spot.category, spot.series) for spot in drawing.spots] == sorted(known)
    for spot in drawing.spots:
        assert spot.width >= 9
        assert spot.height >= 9
        assert spot.x >= -12
        assert spot.x + spot.width <= width + 12


@settings(max_examples=30)
@given(charts(), st.floats(100, 900))
def test_a_given_height_is_kept_where_it_can_be(chart: Chart, height: float) -> None:
    assume(height >= 360)
    assert draw(chart, 640, height).height <= height + chart.count * 3


def columns(**more: object) -> Chart:
    plain = {"kind": ChartKind.COLUMNS, "title": "Peserta", "categories": PROGRAMMES}
    return Chart(**{**plain, "series": (Series("Peserta", PARTICIPANTS, names=PROGRAMMES),), **more})  # type: ignore[arg-type]


def texts(drawing: Drawing) -> list[str]:
    return [one.text or "" for one in parsed(drawing).iter(f"{SVG}text")]


def test_figures_stand_in_the_form_of_the_language() -> None:
    chart = columns(series=(Series("", (1250, 41, 95, 28, 35, 63)),))
    assert "1.250" in texts(draw(chart, 640, language="id"))
    assert "1,250" in texts(draw(chart, 640, language="en"))


def test_it_says_its_title_and_its_figures_to_those_who_hear_it() -> None:
    root = parsed(draw(columns(), 640, language="en"))
    assert root.findtext(f"{SVG}title") == "Peserta"
    assert "Sparc Campus: 170" in (root.findtext(f"{SVG}desc") or "")


def test_names_behind_a_value_go_with_its_place() -> None:
    spot = draw(columns(), 640, language="en").spots[1]
    assert (spot.names, spot.text) == ("Naik Kelas", "Naik Kelas: 41")


def test_markup_in_names_stays_text() -> None:
    chart = Chart(ChartKind.BARS, "<b>&amp;", (Series("x", (1,)),), ('"><script>\x00',))
    said = texts(draw(chart, 640))
    assert said[0] == "<b>&amp;"
    assert '"><script>' in said


def test_no_data_is_said() -> None:
    assert texts(draw(columns(series=(Series("", (None,) * 6),)), 640, language="en")) == ["Peserta", "No data yet"]


def test_a_column_reaches_as_far_as_its_value() -> None:
    root = parsed(draw(columns(), 640))
    heights = [float(one.attrib["height"]) for one in root.iter(f"{SVG}rect")]
    assert [round(height / heights[0] * 170) for height in heights] == list(PARTICIPANTS)


def test_what_is_negative_hangs_below_what_is_positive() -> None:
    chart = columns(series=(Series("", (10, -10, 0, 5, -5, 1)),))
    up, down, *_ = draw(chart, 640).spots
    assert math.isclose(up.y + up.height, down.y, abs_tol=0.2)


def test_a_gap_in_a_line_stays_a_gap() -> None:
    chart = Chart(ChartKind.LINE, "", (Series("", (1, 2, None, 4, 5)),), ("a", "b", "c", "d", "e"))
    assert len(list(parsed(draw(chart, 640)).iter(f"{SVG}polyline"))) == 2


def test_dates_stand_as_far_apart_as_they_are() -> None:
    days = (date(2022, 1, 1), date(2023, 1, 1), date(2026, 1, 1))
    chart = Chart(ChartKind.LINE, "", (Series("", (1, 2, 3)),), dates=days)
    first, second, third = (spot.x for spot in draw(chart, 1200).spots)
    assert 2.9 < (third - second) / (second - first) < 3.1


def test_months_without_figures_keep_their_place_and_years_are_named() -> None:
    days = (date(2025, 11, 1), date(2026, 3, 1))
    chart = Chart(ChartKind.TIMELINE, "", (Series("", (1, 2)),), dates=days)
    said = texts(draw(chart, 640, language="en"))
    assert [word for word in said if word[:1].isalpha()] == ["Nov", "Dec", "Jan", "Feb", "Mar"]
    assert {"2025", "2026"} <= set(said)


def test_a_funnel_says_what_share_is_left() -> None:
    chart = Chart(ChartKind.FUNNEL, "", (Series("", (1036, 640, 0)),), ("In", "Trained", "Out"))
    assert {"1,036", "640 · 62 %", "0 · 0 %"} <= set(texts(draw(chart, 640, language="en")))


def test_a_target_is_said_beside_what_was_realised() -> None:
    chart = Chart(ChartKind.TARGETS, "", (Series("Target", (150,)), Series("Realised", (120,))), ("Q1",))
    assert "120 / 150" in texts(draw(chart, 640))


def test_where_not_all_values_fit_none_is_said() -> None:
    many = tuple(f"Regency {n}" for n in range(60))
    chart = Chart(ChartKind.COLUMNS, "", (Series("", (123456,) * 60),), many)
    assert not [word for word in texts(draw(chart, 320)) if "123" in word]


@pytest.mark.parametrize("kind", list(ChartKind))
def test_only_what_the_window_and_the_typesetter_both_draw(kind: ChartKind) -> None:
    series = tuple(Series("s", (3, 1)) for _ in range({ChartKind.FUNNEL: 1}.get(kind, 2)))
    days = (date(2025, 1, 1), date(2025, 2, 1)) if kind is ChartKind.TIMELINE else ()
    drawing = draw(Chart(kind, "T", series, () if days else ("a", "b"), days), 640)
    tags = {one.tag.removeprefix(SVG) for one in parsed(drawing).iter()}
    assert tags <= {"svg", "title", "desc", "rect", "line", "polyline", "polygon", "circle", "text"}
    assert not re.search(r"style=|class=|url\(|dominant-baseline|rgba", drawing.svg)


@given(AMOUNTS, AMOUNTS, st.integers(1, 12), st.booleans())
@example(0.0, 0.0, 3, True)
@example(-1.0, 1.0, 1, True)
def test_an_axis_is_round_and_holds_everything(one: float, other: float, most: int, whole: bool) -> None:
    low, high = min(one, other), max(one, other)
    scale = scale_for(low, high, 100, 0, most, whole=whole)
    ticks, near = scale.ticks, max(abs(low), abs(high)) * 1e-6
    assert 2 <= len(ticks) <= max(most, 2) + 1
    assert float(ticks[0]) <= low + near
    assert float(ticks[-1]) >= high - near
    assert 0 in ticks
    assert len({b - a for a, b in pairwise(ticks)}) == 1
    assert not whole or all(tick == tick.to_integral_value() for tick in ticks)


def test_print_wears_the_colours_of_the_light_window() -> None:
    assert {token: TOKENS[token][0] for token in PRINT} == dict(PRINT)


def test_widths_come_from_the_font() -> None:
    face = lato()
    assert face.width("iiii", 12) < face.width("mmmm", 12) / 2
    assert face.width("", 12) == 0
    assert face.fit("Nusa Tenggara Timur", 60, 12).endswith("…")
    assert face.wrap("Nusa Tenggara Timur", 60, 12, 3) == ["Nusa", "Tenggara", "Timur"]
