"""Edits as data, consent, faults, labels, and the order in which photos were taken."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradehouse.domain import photo_edits as edits
from tradehouse.domain.identity import new_uid
from tradehouse.domain.photo_edits import AS_TAKEN, PhotoEdit, read_edit, shaped, stored_edit, turn
from tradehouse.domain.photo_facts import Consent, PhotoFault, faults, read_consent
from tradehouse.domain.photo_labels import label_text, moment_in_name, read_label, run_order

EDGE = st.integers(0, 49).map(lambda n: n * 100)
CROPS = st.tuples(EDGE, EDGE, EDGE.map(lambda n: n + 5_100), EDGE.map(lambda n: n + 5_100))
EDITS = st.builds(PhotoEdit, st.sampled_from([0, 90, 180, 270]), st.none() | CROPS, st.booleans())


@given(EDITS)
def test_an_edit_survives_its_token_and_the_store(edit: PhotoEdit) -> None:
    assert read_edit(edit.token) == edit
    assert stored_edit(edit.rotation, edit.shape or None) == edit
    key = edits.photo_key("ab" * 32, "jpg", edit)
    plain, found = edits.split_extension(key.partition(".")[2])
    assert (plain, found) == ("jpg", edit)


@given(EDITS, st.sampled_from([90, 180, 270, -90]))
def test_turning_on_and_back_changes_nothing(edit: PhotoEdit, degrees: int) -> None:
    assert turn(turn(edit, degrees), -degrees) == edit
    assert turn(turn(turn(turn(edit, 90), 90), 90), 90) == edit


def test_what_is_cropped_stays_the_same_part_when_the_photo_is_turned() -> None:
    upper_left = PhotoEdit(crop=(0, 0, 5000, 2500))
    assert turn(upper_left, 90) == PhotoEdit(90, (7500, 0, 10000, 5000))
    assert turn(upper_left, 180).crop == (5000, 7500, 10000, 10000)


@pytest.mark.parametrize("aspect", edits.ASPECTS)
@pytest.mark.parametrize("rotation", [0, 90])
def test_a_shape_is_the_largest_crop_of_its_proportions(aspect: str, rotation: int) -> None:
    edit = shaped(PhotoEdit(rotation), (4000, 3000), aspect)
    width, height = edit.shown_size((4000, 3000))
    across, down, _label = edits.ASPECTS[aspect]
    assert width / height == pytest.approx(across / down, rel=0.001)
    assert width == edit.turned((4000, 3000))[0] or height == edit.turned((4000, 3000))[1]


def test_the_whole_picture_is_no_crop() -> None:
    assert PhotoEdit(crop=(0, 0, 10_000, 10_000)) == AS_TAKEN
    assert not AS_TAKEN
    assert AS_TAKEN.token == ""


@pytest.mark.parametrize("crop", [(5000, 0, 5000, 9000), (0, 0, 50, 9000), (-1, 0, 500, 500), (0, 0, 10_001, 500)])
def test_a_crop_that_leaves_nothing_is_refused(crop: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"\d"):
        PhotoEdit(crop=crop)


@given(st.text())
def test_whatever_the_store_says_is_an_edit_or_none(text: str) -> None:
    assert stored_edit(0, text) in {AS_TAKEN, stored_edit(0, text)}


def test_consent_is_kept_with_its_dates() -> None:
    consent = Consent("Bu Sari", "katalog dan pameran", date(2027, 1, 31), date(2026, 11, 20))
    assert read_consent(consent.text()) == consent
    assert consent.holds(date(2027, 1, 31))
    assert not consent.holds(date(2027, 2, 1))
    assert Consent("Bu Sari").holds(date(2099, 1, 1))
    assert not Consent(" ").holds(date(2026, 1, 1))


@given(st.none() | st.text())
def test_consent_that_cannot_be_read_is_no_consent(text: str | None) -> None:
    assert read_consent(text) is None or text


def test_faults_are_told_by_size_and_measures() -> None:
    assert faults(1600, 1200, 90, 250) == ()
    assert faults(1600, 799, 90, 250) == (PhotoFault.SMALL,)
    assert faults(1600, 1200, 5, 40) == (PhotoFault.BLURRED, PhotoFault.DARK)
    assert faults(1600, 1200, None, None) == ()


def test_a_label_names_its_product() -> None:
    uid = new_uid()
    assert len(label_text(uid)) == 36
    assert read_label(label_text(uid)) == uid
    assert read_label(label_text(uid).lower()) == uid
    assert read_label(f"TH1:{uid}") == uid
    assert read_label("TH1:12") is None
    assert read_label("KRY-0012") is None


@pytest.mark.parametrize(
    ("name", "moment"),
    [
        ("IMG-20261120-WA0007.jpg", datetime(2026, 11, 20)),
        ("IMG_20261120_143501.jpg", datetime(2026, 11, 20, 14, 35, 1)),
        ("PXL_20261120_143501123.jpg", datetime(2026, 11, 20, 14, 35, 1)),
        ("WhatsApp Image 2026-11-20 at 2.35.01 PM (1).jpeg", datetime(2026, 11, 20, 14, 35, 1)),
        ("WhatsApp Image 2026-11-20 at 14.35.01.jpeg", datetime(2026, 11, 20, 14, 35, 1)),
        ("00000042-PHOTO-2026-11-20-14-35-01.jpg", datetime(2026, 11, 20, 14, 35, 1)),
        ("photo_2026-11-20_14-35-01.jpg", datetime(2026, 11, 20, 14, 35, 1)),
        ("Foto 2026-11-20 pukul 14.35.jpg", datetime(2026, 11, 20, 14, 35)),
        ("DSC_0042.JPG", None),
        ("8991234567890.jpg", None),
        ("IMG-20261399-WA0001.jpg", None),
    ],
)
def test_the_moment_in_a_name_is_read(name: str, moment: datetime | None) -> None:
    assert moment_in_name(name) == moment


def test_photos_of_a_run_stand_in_the_order_of_date_and_number() -> None:
    names = [
        "IMG-20261119-WA0031.jpg",
        "IMG-20261120-WA0002.jpg",
        "IMG-20261120-WA0010.jpg",
        "WhatsApp Image 2026-11-20 at 14.35.01.jpeg",
        "WhatsApp Image 2026-11-20 at 14.35.01 (1).jpeg",
        "WhatsApp Image 2026-11-20 at 14.35.01 (2).jpeg",
        "DSC_9.JPG",
        "DSC_0010.JPG",
    ]
    shuffled = names[::-1]
    shuffled.sort(key=lambda name: run_order(name, None))
    assert shuffled == names


def test_the_cameras_clock_counts_where_the_name_tells_no_date() -> None:
    first, second = datetime(2026, 11, 20, 9), datetime(2026, 11, 20, 10)
    assert run_order("DSC_9999.JPG", first) < run_order("DSC_0001.JPG", second)
