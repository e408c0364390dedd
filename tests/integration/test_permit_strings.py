"""The permits of a real directory: 133 cells of the columns IUMK, PIRT, HALAL and MEREK, read and judged one by one."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tradehouse.domain.permits import Permit, read_permits
from tradehouse.domain.reference import certification_types

CELLS = (
    Path(__file__).resolve().parents[2].parent
    / "shared/data/spreadsheets/id_balikpapan_cert_strings/legalitas_cert_strings.csv"
)
pytestmark = [
    pytest.mark.real_files,
    pytest.mark.skipif(not CELLS.is_file(), reason="the real cells are not beside the project"),
]

DATES = """
2011-01-03: AC594
2012-03-26: AB1429
2013-08-03: AC224
2013-10-13: AC228 AC230 AC374
2014-02-13: AB1413
2014-03-27: AC233
2014-11-26: AC29 AC578 AC1384 AC1388
2015: AB1447
2015-01-10: AC973 AC1379 AC1380
2015-11-20: AC185 AC955 AC964
2016-01-23: AC936
2016-07-21: AA1160
2016-10-15: AC980
2016-12-16: AC1390
2017: AB1079 AB1092 AB1188 AB1426 AA1465
2017-01-06: AC950 AC1001 AC1007 AC1060
2017-03-14: AA1448
2017-11-09: AB1205 AB1462
2017-11-10: AB1166 AB1179 AB1190 AB1240 AB1448
2017-11-16: AB1234
2017-11-19: AC951 AC961 AC968 AC979 AC984
2017-11-23: AB1080
2017-12-12: AA1247
2017-12-15: AB1247
2018: AB1242 AB1403 AB1423 AB1425 AB1427 AA1463
2018-02-22: AB1401
2018-02-28: AA1234
2018-03-05: AB1459
2018-03-07: AB1163 AA1409
2018-06-04: AB1075 AB1210 AB1239 AB1409
2018-07-19: AA1413
2018-11-12: AA1207
2018-12-15: AC1188 AC1288
2019: AA1457
2019-01-04: AB1424
2019-02-06: AA1424
2019-02-16: AC1044 AC1274
2019-04-04: AA1469
2019-04-11: AB1464
2019-06-17: AB1469
2019-11-14: AA1466
2019-11-16: AB1436
2020: AA1450 AA1452 AB1468
2020-01-22: AA1441
2020-04-17: AB1441
2020-04-29: AB1457
2020-08-26: AA1439 AA1464
2020-09-08: AA1459
2020-09-09: AA1470
2020-09-10: AA1467
2021-01-05: AC1468
2021-09-08: AA1462
2021-09-09: AA1460
"""
"""What each cell says of the issue: its day or its year. The others say none."""

TWO_MARKS, RANGE = "AD1274", "AC1468"
APPLICATIONS = {"AD1029", "AD1403", "AD1449"}
ODD_NUMBERS = {
    "AB1424": "202647302024",
    "AB1441": "441/027.PIRT/DPMPT",
    "AB1447": "215647101692",
    "AB1456": "206647101085-20",
}
YEAR_BY_NUMBER = {"AB1100": 2022, "AB1226": 2022, "AB1437": 2021}
AT_ODDS = {"AB1429", "AB1436", "AA1460", "AA1462"}
"""Their number and their date of issue say different years."""


@pytest.fixture(scope="module")
def cells() -> dict[str, tuple[str, str, tuple[Permit, ...]]]:
    with CELLS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {r["cell"]: (r["column"], r["raw_text"], read_permits(r["raw_text"], r["column"].lower())) for r in rows}


def said(permit: Permit) -> str:
    return " ".join(flag.text("en") for flag in permit.flags)


def test_every_cell_becomes_certificates_of_the_right_type(
    cells: dict[str, tuple[str, str, tuple[Permit, ...]]],
) -> None:
    assert len(cells) == 133
    assert {cell for cell, (_, _, found) in cells.items() if len(found) != 1} == {TWO_MARKS}
    types = Counter((column, permit.type) for column, _, found in cells.values() for permit in found)
    assert types == {
        ("IUMK", "iumk"): 25,
        ("PIRT", "pirt"): 40,
        ("HALAL", "halal_mui"): 32,
        ("HALAL", "halal"): 1,
        ("MEREK", "merek"): 36,
    }
    submitted = {cell for cell, (_, _, found) in cells.items() for permit in found if permit.stage == "submitted"}
    assert submitted == APPLICATIONS


def test_every_number_is_whole(cells: dict[str, tuple[str, str, tuple[Permit, ...]]]) -> None:
    dates = re.compile(r"(?:tanggal|tahun|\n)\s*\d[^\n]*$|\ntahun[^\n]*$", re.IGNORECASE)
    for cell, (column, text, found) in cells.items():
        written = text if column == "MEREK" else dates.sub("", text)
        written = re.sub(r"^No\.\s*|\s*[-–]\s*(?=\d{2}\b)|\s", "", written)
        for permit in found:
            own = permit.number.replace(" ", "")
            assert own.replace("-", "") in written.replace("-", ""), cell
            if cell not in ODD_NUMBERS:
                assert certification_types()[permit.type].accepts(permit.number), cell
        digits = sum(c.isdigit() for permit in found for c in permit.number + permit.scope * (permit is found[0]))
        assert digits == sum(c.isdigit() for c in written), cell
    assert {cell: found[0].number for cell, (_, _, found) in cells.items() if cell in ODD_NUMBERS} == ODD_NUMBERS
    assert [permit.number for permit in cells[TWO_MARKS][2]] == ["IDM000742275", "IDM000744719"]


def test_every_date_is_read(cells: dict[str, tuple[str, str, tuple[Permit, ...]]]) -> None:
    expected = {cell: line.partition(":")[0] for line in DATES.split("\n") for cell in line.partition(":")[2].split()}
    for cell, (_, _, found) in cells.items():
        told = expected.get(cell, "")
        for permit in found:
            year_only = "only the year" in said(permit) and cell != RANGE
            assert year_only == (len(told) == len("2017")), cell
            assert (str(permit.issued)[: len(told)] if permit.issued else "") == told, cell
            assert not year_only or permit.issued == date(int(told), 1, 1), cell
    ends = {cell: permit.expires for cell, (_, _, found) in cells.items() for permit in found if permit.expires}
    assert ends == {cell: date(year, 12, 31) for cell, year in YEAR_BY_NUMBER.items()}
    assert cells[RANGE][2][0].printed_until == date(2025, 1, 5)


def test_the_odd_ones_say_what_is_odd(cells: dict[str, tuple[str, str, tuple[Permit, ...]]]) -> None:
    flags = {cell: " ".join(map(said, found)) for cell, (_, _, found) in cells.items()}
    assert {cell for cell, text in flags.items() if "does not look like" in text} == set(ODD_NUMBERS)
    assert {cell for cell, text in flags.items() if "ends in the year" in text} == AT_ODDS
    undated = {cell for cell, text in flags.items() if "date of issue is missing" in text}
    marks = {cell for cell, (column, _, _) in cells.items() if column == "MEREK"} - APPLICATIONS
    assert undated == {*marks, *YEAR_BY_NUMBER, "AA1139", "AA1183", "AB1456"}
    years = {cell for cell, text in flags.items() if "Of the date of issue only the year" in text}
    assert len(years) == 16
    quiet = {cell for cell, text in flags.items() if not text}
    assert quiet == cells.keys() - undated - years - AT_ODDS - set(ODD_NUMBERS) - {RANGE}
