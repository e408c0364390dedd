"""Lookups on the words of real sheets."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tradehouse.domain.reference import certification_types, find_category, find_province, find_unit

DATA = Path(__file__).resolve().parents[2].parent / "shared/data"
BALIKPAPAN = DATA / "spreadsheets/id_balikpapan_ikm_masked/Data UMKM Binaan (1) masked.xlsx"
LADDERS = DATA / "spreadsheets/id_toko_multi_satuan/Daftar Produk.xlsx"
NUMBERS = DATA / "spreadsheets/id_balikpapan_cert_strings/legalitas_cert_strings.csv"
SEED_PROVINCES = DATA / "seed_tables/sparc_campus_provinces.csv"

pytestmark = [
    pytest.mark.real_files,
    pytest.mark.skipif(not DATA.is_dir(), reason="the real files are not beside the project"),
]


def column(path: Path, sheet: int, place: int) -> Counter[str]:
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(sheet).to_python()
    return Counter(str(row[place]).strip() for row in rows[2:])


def test_every_commodity_of_the_directory_is_a_category() -> None:
    unknown = {text for text in column(BALIKPAPAN, 0, 14) if text and find_category(text) is None}
    assert unknown == set()


def test_only_undefined_and_double_units_of_the_directory_are_unknown() -> None:
    unknown = {text for text in column(BALIKPAPAN, 0, 21) if text and find_unit(text) is None}
    assert unknown == {"Tak Terdefinisi", "galon/pasang"}


def test_every_unit_of_the_price_ladders_is_known_but_a_promotion() -> None:
    unknown = {text for text in column(LADDERS, 0, 2) if find_unit(text) is None}
    assert unknown == {"BUY2GET1"}


def test_seed_provinces_get_their_official_codes() -> None:
    with SEED_PROVINCES.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    wrong = [
        row
        for row in rows
        if getattr(find_province(row["province_as_printed"]), "code", None) != row["kode_kemendagri"]
    ]
    assert wrong == []


def test_trademark_numbers_of_the_directory_fit_their_pattern() -> None:
    with NUMBERS.open(encoding="utf-8", newline="") as stream:
        cells = [row["raw_text"].split()[-1] for row in csv.DictReader(stream) if row["column"] == "MEREK"]
    numbers = [number for cell in cells for number in cell.split(",")]
    assert len(numbers) == 36
    assert all(certification_types()["merek"].accepts(number) for number in numbers)
