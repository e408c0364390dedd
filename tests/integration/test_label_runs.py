"""Series of label photos corrected: the boundary moved, the label given another product; two plans joined."""

from pathlib import Path

import pytest

from tests.integration.photo_making import label_photo, photo, product_label, write
from tradehouse.domain.fields import RecordKind
from tradehouse.services import browsing, editing
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.photo_matching import (
    EntryState,
    MatchedBy,
    PhotoPlan,
    apply_plan,
    joined,
    label_runs,
    name_label,
    place_label,
    plan_photos,
    shift_label,
)

PRODUCT = RecordKind.PRODUCT
NAMES = [f"IMG-20261120-WA{n:04d}.jpg" for n in range(1, 9)]


@pytest.fixture
def bag(catalogue: Catalogue) -> int:
    return editing.create(catalogue, PRODUCT, {"code": "KRY-0012", "name_id": "Tas rotan"})


@pytest.fixture
def tea(catalogue: Catalogue) -> int:
    return editing.create(catalogue, PRODUCT, {"code": "MNM-0001", "name_id": "Teh melati"})


@pytest.fixture
def plan(catalogue: Catalogue, bag: int, tea: int, tmp_path: Path) -> PhotoPlan:
    """One photo, the bag's label, two photos, the tea's label, one photo and one whose name says the bag: offered both."""
    labels = [product_label(browsing.record(catalogue, PRODUCT, product).uid) for product in (bag, tea)]
    contents = [photo(1), labels[0], photo(2), photo(3), labels[1], photo(4)]
    folder = write(tmp_path / "DCIM", dict(zip(NAMES, contents, strict=False)))
    write(folder, {"KRY-0012 IMG-20261120-WA0007.jpg": photo(5)})
    return plan_photos(catalogue, [folder])


def told(plan: PhotoPlan) -> list[tuple[str, str, str]]:
    """Return the number, what became of it and the product of every file, in the plan's order."""
    return [(e.file.stem[-4:], str(e.state), e.product.code if e.product else "") for e in plan.entries]


def key(plan: PhotoPlan, number: int) -> int:
    return next(entry.key for entry in plan.entries if entry.file.stem.endswith(f"{number:04d}"))


def test_series_are_parted_at_their_labels(plan: PhotoPlan) -> None:
    runs = label_runs(plan)
    assert [(run.label.product.code if run.label and run.label.product else "", len(run.entries)) for run in runs] == [
        ("", 1), ("KRY-0012", 2), ("MNM-0001", 2),
    ]  # fmt: skip


def test_a_boundary_moves_by_one_photo_and_back(plan: PhotoPlan) -> None:
    earlier = shift_label(plan, key(plan, 5), -1)
    assert told(earlier)[2:] == [
        ("0003", "matched", "KRY-0012"), ("0005", "label", "MNM-0001"), ("0004", "matched", "MNM-0001"),
        ("0006", "matched", "MNM-0001"), ("0007", "ambiguous", ""),
    ]  # fmt: skip
    assert shift_label(earlier, key(plan, 5), 1) == plan


def test_a_label_never_passes_another_one_and_stays_in_its_run(plan: PhotoPlan) -> None:
    assert shift_label(plan, key(plan, 5), -3) == plan
    assert shift_label(plan, key(plan, 2), 3) == plan
    assert place_label(plan, key(plan, 1), None) == plan  # no label


def test_what_stands_before_every_label_belongs_to_none(plan: PhotoPlan) -> None:
    later = shift_label(plan, key(plan, 2), 2)
    assert told(later)[:4] == [
        ("0001", "orphan", ""), ("0003", "orphan", ""), ("0004", "orphan", ""), ("0002", "label", "KRY-0012"),
    ]  # fmt: skip
    first = place_label(later, key(plan, 2), key(plan, 1))
    assert [state for _n, state, _p in told(first)[:4]] == ["label", "matched", "matched", "matched"]


def test_a_photo_put_somewhere_by_hand_stays_there(plan: PhotoPlan, tea: int) -> None:
    by_hand = plan.assign(key(plan, 3), tea)
    moved = place_label(by_hand, key(plan, 2), key(plan, 5))
    entry = moved.entry(key(plan, 3))
    assert (entry.by, entry.product and entry.product.product_id) == (MatchedBy.HAND, tea)


def test_a_label_of_another_catalogue_is_given_a_product(
    catalogue: Catalogue, bag: int, tea: int, tmp_path: Path
) -> None:
    contents = [label_photo("TH1:" + "0" * 32), photo(1), photo(2)]
    plan = plan_photos(catalogue, [write(tmp_path / "x", dict(zip(NAMES, contents, strict=False)))])
    assert [state for _n, state, _p in told(plan)] == ["label", "orphan", "orphan"]
    named = name_label(plan, key(plan, 1), tea)
    assert told(named) == [("0001", "label", "MNM-0001"), ("0002", "matched", "MNM-0001"), ("0003", "matched", "MNM-0001")]  # fmt: skip
    assert apply_plan(catalogue, named).attached == 2
    assert len(browsing.photos_of(catalogue, tea)) == 2


def test_joined_plans_keep_corrections_and_count_a_photo_once(
    catalogue: Catalogue, bag: int, tea: int, tmp_path: Path
) -> None:
    first = plan_photos(catalogue, [write(tmp_path / "a", {"x.jpg": photo(1), "y.jpg": photo(2)})])
    first = first.assign(first.entries[0].key, bag)
    more = plan_photos(catalogue, [write(tmp_path / "b", {"z.jpg": photo(1), "KRY-0012.jpg": photo(3)})])
    both = joined(first, more)
    assert len({entry.key for entry in both.entries}) == len({entry.order for entry in both.entries}) == 4
    assert {e.file.name: str(e.state) for e in both.entries} == {
        "x.jpg": "matched", "y.jpg": "orphan", "z.jpg": "duplicate", "KRY-0012.jpg": "matched",
    }  # fmt: skip
    report = apply_plan(catalogue, both)
    assert (report.attached, report.in_tray) == (2, 1)


def test_a_product_made_after_the_plan_can_be_chosen(catalogue: Catalogue, bag: int, tmp_path: Path) -> None:
    plan = plan_photos(catalogue, [write(tmp_path / "a", {"x.jpg": photo(1)})])
    later = editing.create(catalogue, PRODUCT, {"code": "KRY-0099", "name_id": "Baru"})
    with pytest.raises(KeyError):
        plan.assign(plan.entries[0].key, later)
    known = plan.knowing(browsing.record(catalogue, PRODUCT, later)).assign(plan.entries[0].key, later)
    assert known.of(EntryState.MATCHED)[0].product is not None
    assert apply_plan(catalogue, known).attached == 1
