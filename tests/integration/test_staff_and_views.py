"""Who is at work, and views that somebody kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tradehouse.domain.desk import initials_of
from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.services import browsing, editing, history, staff, views
from tradehouse.services.catalogue import Catalogue, open_catalogue


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = open_catalogue(tmp_path / "data", user="Ratna Dewi")
    yield opened
    opened.close()


def test_somebody_who_joins_is_listed_with_initials(catalogue: Catalogue) -> None:
    staff.add_staff(catalogue, "  Budi   Santoso ", "curator")
    staff.add_staff(catalogue, "ani")
    assert [(m.name, m.initials) for m in staff.list_staff(catalogue)] == [("ani", "A"), ("Budi Santoso", "BS")]


def test_somebody_who_left_can_come_back(catalogue: Catalogue) -> None:
    first = staff.add_staff(catalogue, "Budi Santoso")
    staff.retire_staff(catalogue, staff.list_staff(catalogue)[0])
    assert staff.list_staff(catalogue) == []
    assert staff.add_staff(catalogue, "budi santoso") == first
    assert [m.name for m in staff.list_staff(catalogue)] == ["Budi Santoso"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 200])
def test_a_name_that_is_none_is_refused(catalogue: Catalogue, name: str) -> None:
    with pytest.raises(UserError):
        staff.add_staff(catalogue, name)
    with pytest.raises(UserError):
        views.save_view(catalogue, RecordKind.PRODUCT, name, {})


def test_changes_are_written_in_the_name_of_who_is_at_work(catalogue: Catalogue) -> None:
    staff.work_as(catalogue, "Budi Santoso")
    editing.create(catalogue, RecordKind.SUPPLIER, {"name": "Anyam Jaya"})
    assert history.latest(catalogue, 1)[0].author.name == "Budi Santoso"


def test_views_are_kept_per_kind_and_replaced_by_name(catalogue: Catalogue) -> None:
    views.save_view(catalogue, RecordKind.PRODUCT, "Mahal", {"text": "x"})
    views.save_view(catalogue, RecordKind.PRODUCT, "Murah", {"text": "y"})
    views.save_view(catalogue, RecordKind.PRODUCT, "Mahal", {"text": "z"})
    views.save_view(catalogue, RecordKind.SUPPLIER, "Mahal", {})
    assert [(v.name, v.settings["text"]) for v in views.list_views(catalogue, RecordKind.PRODUCT)] == [
        ("Mahal", "z"),
        ("Murah", "y"),
    ]


def test_a_view_cannot_take_the_name_of_another(catalogue: Catalogue) -> None:
    views.save_view(catalogue, RecordKind.PRODUCT, "Mahal", {})
    views.save_view(catalogue, RecordKind.PRODUCT, "Murah", {})
    murah = views.list_views(catalogue, RecordKind.PRODUCT)[1]
    with pytest.raises(UserError, match="Mahal"):
        views.rename_view(catalogue, murah, "Mahal")
    views.rename_view(catalogue, murah, "Termurah")
    assert [v.name for v in views.list_views(catalogue, RecordKind.PRODUCT)] == ["Mahal", "Termurah"]


def test_a_removed_view_comes_back_by_undo(catalogue: Catalogue) -> None:
    views.save_view(catalogue, RecordKind.PRODUCT, "Mahal", {"text": "x"})
    views.remove_view(catalogue, views.list_views(catalogue, RecordKind.PRODUCT)[0])
    assert views.list_views(catalogue, RecordKind.PRODUCT) == []
    history.undo(catalogue)
    assert [v.settings for v in views.list_views(catalogue, RecordKind.PRODUCT)] == [{"text": "x"}]


def test_records_are_found_by_exact_name_or_code_only(catalogue: Catalogue) -> None:
    first = editing.create(catalogue, RecordKind.SUPPLIER, {"name": "Anyam Jaya"})
    editing.create(catalogue, RecordKind.SUPPLIER, {"name": "Anyam Jaya Abadi"})
    code = browsing.record(catalogue, RecordKind.SUPPLIER, first)["code"]
    for text in ("Anyam Jaya", "anyam jaya", code, code.lower()):
        assert [ref.id for ref in browsing.find_named(catalogue, RecordKind.SUPPLIER, text)] == [first]
    assert browsing.find_named(catalogue, RecordKind.SUPPLIER, "Anyam") == []
    editing.trash(catalogue, RecordKind.SUPPLIER, [first])
    assert browsing.find_named(catalogue, RecordKind.SUPPLIER, "Anyam Jaya") == []


def test_initials_are_of_the_first_and_last_word() -> None:
    assert [initials_of(name) for name in ("Ratna Dewi Sari", "budi", "", "  ")] == ["RS", "B", "", ""]
