"""The collected real photos through the plan that the window and the command line share."""

import csv

import pytest

from tests.integration.import_desk import run
from tests.integration.test_photo_files import DATA, REFUSED, manifest
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.photo_matching import EntryState, PhotoEntry, apply_plan, plan_photos

pytestmark = [
    pytest.mark.real_files,
    pytest.mark.skipif(not DATA.is_dir(), reason="the collected real files are not beside the project"),
]
EDGES = ("edge_exif", "edge_heif", "edge_orient", "edge_pillow", "product_babalmadina")


def first_offered(entry: PhotoEntry) -> str:
    """Return the product that a photo goes to or that is offered first, as the map of the collection writes it."""
    if not entry.candidates:
        return ""
    return f"{entry.candidates[0].name} {entry.candidates[0].variant}".strip().casefold()


def test_a_shops_photos_find_the_products_that_were_imported_from_its_list(catalogue: Catalogue) -> None:
    run(catalogue, DATA / "spreadsheets/id_toko_apt/data produk.xlsx")
    shows: dict[str, set[str]] = {}
    with (DATA / "photos/syafiizaa_map.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            shows.setdefault(row["file"], set()).add(f"{row['name']} {row['variant']}".strip().casefold())
    plan = plan_photos(catalogue, [DATA / "photos/product_syafiizaa"])
    assert len(plan.entries) == 40
    right = [entry for entry in plan.entries if first_offered(entry) in shows.get(entry.file.name, ())]
    assert len(right) >= 30
    wrong = [e.file.name for e in plan.of(EntryState.MATCHED) if e not in right]
    assert wrong == []
    report = apply_plan(catalogue, plan)
    assert (report.attached + report.in_tray, report.refused) == (40, ())


def test_every_file_of_the_edge_sets_is_planned_or_refused_with_a_sentence(catalogue: Catalogue) -> None:
    folders = [DATA / "photos" / name for name in EDGES]
    given = [row["file"] for row in manifest() if row["file"].split("/")[0] in EDGES]
    plan = plan_photos(catalogue, [DATA / "photos" / name for name in given])
    assert len(plan.entries) == len(given)
    refused = {entry.file.as_posix(): entry.reason_code for entry in plan.of(EntryState.REFUSED)}
    assert refused == REFUSED
    for entry in plan.of(EntryState.REFUSED):
        assert entry.file.name in str(entry.reason)
        assert str(entry.reason).endswith(".")
    # nothing pretends to be no photo: what the folders hold beside is passed over by name
    whole = plan_photos(catalogue, folders)
    held = {path for folder in folders for path in folder.rglob("*") if path.is_file()}
    assert len(whole.entries) + len(whole.passed) == len(held)
    report = apply_plan(catalogue, plan)
    photos = {e.photo.sha256 for e in plan.entries if e.photo is not None}
    assert report.in_tray == len(photos)
    assert len(list(catalogue.photos.iterate())) == len(photos)
