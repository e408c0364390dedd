"""The frame that crops a picture: it stays on the picture, keeps its shape and what lies opposite."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradehouse.domain.crop_frames import ALL, GRIPS, SMALLEST_FRAME, frame_ratio, grown, moved, pulled
from tradehouse.domain.photo_edits import WHOLE, Edges, PhotoEdit

MIDDLE: Edges = (2000, 2000, 8000, 8000)
points = st.floats(-20_000, 30_000)


def test_a_frame_is_moved_as_far_as_the_picture_goes() -> None:
    assert moved(MIDDLE, 500, -500) == (2500, 1500, 8500, 7500)
    assert moved(MIDDLE, 9000, -9000) == (4000, 0, 10_000, 6000)


def test_a_grip_pulls_its_edges_and_the_others_stay() -> None:
    assert pulled(MIDDLE, (1, 1), 9000, 9500) == (2000, 2000, 9000, 9500)
    assert pulled(MIDDLE, (-1, 0), 1000, 50) == (1000, 2000, 8000, 8000)
    assert pulled(MIDDLE, (-1, 0), 9900, 50) == (8000 - SMALLEST_FRAME, 2000, 8000, 8000)


def test_with_a_shape_the_corner_opposite_stays() -> None:
    assert pulled(MIDDLE, (1, 1), 9000, 4000, 1.0) == (2000, 2000, 9000, 9000)
    assert pulled(MIDDLE, (-1, -1), 0, 0, 2.0) == (0, 4000, 8000, 8000)
    assert pulled(MIDDLE, (0, 1), 0, 9000, 1.0) == (1500, 2000, 8500, 9000)


@given(
    grip=st.sampled_from(GRIPS),
    x=points,
    y=points,
    aspect=st.sampled_from(("square", "landscape", "tall", "wide")),
    size=st.sampled_from(((4000, 3000), (3000, 4000), (1000, 1000))),
)
def test_a_pulled_frame_is_a_crop_of_its_shape(
    grip: tuple[int, int], x: float, y: float, aspect: str, size: tuple[int, int]
) -> None:
    ratio = frame_ratio(aspect, size)
    assert ratio is not None
    start = grown(ALL, 0.5, ratio)
    edges = pulled(start, grip, x, y, ratio)
    PhotoEdit(crop=edges)
    assert (edges[2] - edges[0]) / (edges[3] - edges[1]) == pytest.approx(ratio, rel=0.02)


@given(grip=st.sampled_from(GRIPS), x=points, y=points)
def test_a_frame_without_a_shape_stays_on_the_picture(grip: tuple[int, int], x: float, y: float) -> None:
    PhotoEdit(crop=pulled(MIDDLE, grip, x, y))


def test_a_frame_grows_about_its_middle_and_is_pushed_inwards_at_the_edge() -> None:
    assert grown(MIDDLE, 0.5) == (3500, 3500, 6500, 6500)
    assert grown((0, 0, 6000, 6000), 1.5) == (0, 0, 9000, 9000)
    assert grown(MIDDLE, 9) == ALL
    assert grown(ALL, 1.0, frame_ratio("square", (4000, 2000))) == (2500, 0, 7500, WHOLE)
    assert frame_ratio("", (4000, 2000)) is None
