"""What is odd about firms in a list is said, put right where that is certain, and never dropped."""

from pathlib import Path

import pytest

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import Query
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.applying import apply_import
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.planning import plan_import

HEAD = "Nama UMKM;Provinsi;Kabupaten/Kota;Omzet per Tahun;Modal Usaha;Alamat\n"


def read(catalogue: Catalogue, path: Path, *rows: str) -> tuple[dict[str, dict[str, object]], set[tuple[int, str]]]:
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    plan = plan_import(catalogue, ImportOptions((path,)))
    report = apply_import(catalogue, plan)
    plan.close()
    assert report.rows.rejected == 0
    ids = browsing.find_ids(catalogue, RecordKind.SUPPLIER, Query())
    firms = {str(one["name"]): dict(one.values) for one in browsing.records(catalogue, RecordKind.SUPPLIER, ids)}
    return firms, {(warning.row, warning.code) for warning in report.warnings}


@pytest.mark.parametrize(
    ("told", "regency", "present"),
    [("Papua", "Kab. Merauke", "93"), ("Papua Barat", "Kota Sorong", "96"), ("Kalimantan Timur", "Kota Tarakan", "65")],
)
def test_a_regency_of_a_new_province_takes_it_along(
    catalogue: Catalogue, tmp_path: Path, told: str, regency: str, present: str
) -> None:
    firms, warned = read(catalogue, tmp_path / "a.csv", f"Noken;{told};{regency};150000000;;")
    assert firms["Noken"]["province"] == present
    assert (2, "other_province") in warned


def test_a_regency_of_quite_another_province_is_asked_about(catalogue: Catalogue, tmp_path: Path) -> None:
    firms, warned = read(catalogue, tmp_path / "a.csv", "Batik;DKI Jakarta;Kab. Bantul;150000000;;")
    assert (firms["Batik"]["province"], firms["Batik"]["regency"]) == ("31", "34.02")
    assert (2, "other_province") in warned


def test_amounts_too_small_for_a_year_ask_for_their_unit(catalogue: Catalogue, tmp_path: Path) -> None:
    _firms, warned = read(catalogue, tmp_path / "a.csv", "Satu;;;150;;", "Dua;;;2000;;", "Tiga;;;1500000000;;")
    assert (0, "small_amounts") in warned
    _firms, warned = read(catalogue, tmp_path / "b.csv", "Empat;;;15000000;;", "Lima;;;200;;", "Enam;;;1500000000;;")
    assert (0, "small_amounts") not in warned


def test_a_negative_capital_is_said_and_noted_and_the_firm_comes_in(catalogue: Catalogue, tmp_path: Path) -> None:
    firms, warned = read(catalogue, tmp_path / "a.csv", "Minus;;;150000000;-25000000;")
    assert firms["Minus"]["capital_idr"] is None
    assert "-25000000" in str(firms["Minus"]["notes"])
    assert (2, "too_small") in warned
