"""The report of training: as declared, as attended, and on the article's figures."""

import csv
from datetime import date
from pathlib import Path

import pytest

from tests.integration.report_making import cell, insert, programme, suppliers, total, values
from tradehouse.domain.report_filters import Filters
from tradehouse.domain.reports import Origin
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.reports import choices, make_report, report_named, set_targets
from tradehouse.services.reports.rincian import ids_behind

SEEDS = Path(__file__).parents[3] / "shared" / "data" / "seed_tables"
TRAINING = report_named("pelatihan")


@pytest.mark.skipif(not SEEDS.exists(), reason="the seed tables are not here")
def test_the_figures_of_sparc_campus_print_as_the_article_has_them(catalogue: Catalogue) -> None:
    with (SEEDS / "sparc_campus_participation.csv").open(encoding="utf-8") as file:
        programmes = list(csv.DictReader(file))
    with (SEEDS / "sparc_campus_provinces.csv").open(encoding="utf-8") as file:
        printed = list(csv.DictReader(file))
    for row in programmes:
        provinces = tuple(one["province_as_printed"] for one in printed if one["programme"] == row["programme"])
        programme(
            catalogue, row["programme"], series="Sparc Campus", declared_participants=int(row["participants"]),
            declared_provinces=provinces,
        )  # fmt: skip
    report = make_report(catalogue, TRAINING, Filters(series="Sparc Campus"))
    assert values(report, "participants") == [int(row["participants"]) for row in programmes]
    assert values(report, "share") == [39, 10, 22, 6, 8, 15]
    assert values(report, "provinces_listed") == [12, 11, 15, 7, 10, 12]
    assert values(report, "provinces") == [12, 11, 14, 7, 10, 12]
    assert [total(report, key) for key in ("participants", "share", "provinces")] == [432, 100, 23]
    assert {row[1].origin for row in report.rows} == {Origin.DECLARED}
    assert report.charts[0].series[0].said[0] == "170 (39 %)"


def test_a_list_of_names_counts_each_firm_once_and_outdoes_what_was_declared(catalogue: Catalogue) -> None:
    jogja, aceh, gone = suppliers(
        catalogue, {"province": "34"}, {"province": "11", "kind": "koperasi"}, {"province": "51"}
    )
    counted = programme(catalogue, "Kelas kopi", declared_participants=90)
    first, second = insert(
        catalogue, "programme_session",
        {"programme_id": counted, "topic": "Sangrai", "recording": "https://contoh.id/1", "recording_channel": "video"},
        {"programme_id": counted, "topic": "Seduh", "recording": "https://contoh.id/2", "recording_channel": "live"},
    )  # fmt: skip
    came = {"programme_id": counted, "attended": 1}
    insert(
        catalogue, "participation",
        {**came, "programme_session_id": first, "supplier_id": jogja},
        {**came, "programme_session_id": second, "supplier_id": jogja},
        {**came, "supplier_id": aceh},
        {**came, "supplier_id": gone, "attended": 0},
        {**came, "person": "Sari", "phone": "0812", "province": "DKI Jakarta"},
        {**came, "person": "Sari", "phone": "0812", "province": "DKI Jakarta"},
        {**came, "person": "Budi", "province": "Atlantis"},
    )  # fmt: skip
    report = make_report(catalogue, TRAINING)
    people = cell(report, "Kelas kopi", "participants")
    assert (people.value, people.origin) == (4, Origin.ATTENDED)
    assert cell(report, "Kelas kopi", "provinces").value == 3
    assert [cell(report, "Kelas kopi", key).value for key in ("videos", "lives")] == [1, 1]
    assert set(ids_behind(catalogue, report.names[people.names])) == {jogja, aceh}
    assert any("1 name of a province is not known" in note for note in report.notes)
    assert "2 participants are not registered as suppliers." in report.notes
    only = make_report(catalogue, TRAINING, Filters(kind="koperasi"))
    assert values(only, "participants") == [1]


def test_declared_figures_are_left_out_where_places_are_told_apart(catalogue: Catalogue) -> None:
    programme(catalogue, "Daring", declared_participants=40, declared_provinces=("Bali", "NTB"))
    report = make_report(catalogue, TRAINING, Filters(province="51"))
    assert values(report, "participants") == [None]
    assert total(report, "participants") == 0
    assert any("do not say who is from where" in note for note in report.notes)


def test_shares_add_up_to_a_hundred_whatever_the_figures(catalogue: Catalogue) -> None:
    for n, count in enumerate((1, 1, 1, 0)):
        programme(catalogue, f"Kelas {n}", declared_participants=count)
    assert sum(values(make_report(catalogue, TRAINING), "share")) == 100


def test_a_programme_without_a_start_began_with_its_first_session(catalogue: Catalogue) -> None:
    (jogja,) = suppliers(catalogue, {"province": "34"})
    dated = programme(catalogue, "Ekspor dasar")
    programme(catalogue, "Kelas kopi", starts=date(2024, 3, 1), declared_participants=5)
    insert(
        catalogue, "programme_session",
        {"programme_id": dated, "topic": "Kedua", "date": "2026-07-02"},
        {"programme_id": dated, "topic": "Pertama", "date": "2026-04-06"},
    )  # fmt: skip
    insert(catalogue, "participation", {"programme_id": dated, "supplier_id": jogja, "attended": 1})
    set_targets(catalogue, "training", "Training", 2026, {2: 4})
    report = make_report(catalogue, TRAINING, Filters(year=2026))
    assert cell(report, "Ekspor dasar", "participants").value == 1
    assert [row[1].value for section in report.sections for row in section.rows if row[0].value == "Q2 2026"] == [1]
    assert choices(catalogue, TRAINING, Filters())["year"] == (("2026", "2026"), ("2024", "2024"))


def test_nothing_is_said_of_provinces_where_none_is_known(catalogue: Catalogue) -> None:
    programme(catalogue, "Kelas kopi", declared_participants=5)
    assert make_report(catalogue, TRAINING, Filters()).notes == ()
    suppliers(catalogue, {"kind": "koperasi"})
    assert make_report(catalogue, report_named("region"), Filters()).notes == ()
