"""Lists of attendance: who each row is, who stands there twice, what is new; nothing dropped, nothing twice."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.services import browsing, checking, editing, history
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.training import participants, sessions
from tradehouse.services.training.applying import AttendanceReport, apply_attendance, report_of
from tradehouse.services.training.attendance import open_attendance, plan_attendance
from tradehouse.services.training.matching import all_suppliers
from tradehouse.services.training.plans import AttendancePlan, Choices, LineState, Outcome

PROGRAMME, SUPPLIER = RecordKind.PROGRAMME, RecordKind.SUPPLIER
HEADINGS = ["No", "Nama Peserta", "Nama Usaha", "No HP/WA", "Provinsi", "Kab/Kota", "Tanda Tangan"]


def workbook(path: Path, sheets: dict[str, Sequence[Sequence[Any]]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    made.save(path)
    return path


@pytest.fixture
def ids(catalogue: Catalogue) -> dict[str, int]:
    found = {"programme": editing.create(catalogue, PROGRAMME, {"name": "Dari Limbah ke Produk Bermakna"})}
    for name, owner, phone, regency in (
        ("Batik Sekar Arum", "Sri Wahyuni", "081234567890", "34.02"),
        ("Kopi Lestari", "Ahmad Fauzi", "0542707204", "64.71"),
        ("Anyaman Rotan Jaya", "Dewi Lestari", "", "32.04"),
    ):
        values = {"name": name, "owner": owner, "phone": phone or None, "regency": regency, "province": regency[:2]}
        found[name] = editing.create(catalogue, SUPPLIER, values)
    return found


def plan_of(catalogue: Catalogue, ids: dict[str, int], path: Path, **choices: Any) -> AttendancePlan:
    return plan_attendance(
        catalogue, ids["programme"], open_attendance(path), all_suppliers(catalogue), Choices(**choices)
    )


def take(catalogue: Catalogue, ids: dict[str, int], path: Path, **choices: Any) -> AttendanceReport:
    return apply_attendance(catalogue, plan_of(catalogue, ids, path, **choices))


def states(plan: AttendancePlan) -> list[tuple[int, str]]:
    return [(line.who.row, str(line.state)) for line in plan.lines]


def test_rows_find_their_suppliers_and_everybody_is_accounted_for(
    catalogue: Catalogue, ids: dict[str, int], tmp_path: Path
) -> None:
    path = workbook(tmp_path / "hadir.xlsx", {"Sheet1": [
        ["DAFTAR HADIR PESERTA"], ["Hari/Tanggal: Senin, 6 April 2020"], [],
        HEADINGS,
        [1, "Ibu Sri", "Batik", 81234567890, "DI Yogyakarta", "Bantul", "1."],
        [2, "A. Fauzi", "Kopi Lestari", 542.707204, "Kaltim", "Balikpapan", "2."],
        [3, "Dewi Lestari", "Anyaman Rotan Jaya", None, "Jawa Barat", "Kab. Bandung", "3."],
        [4, "Dewi L", "Anyamen Rotan Jaya", None, "Jawa Barat", "Kab. Bandung", "4."],
        [5, "Yohanes Ndiken", "Noken Merauke", "0813-4444-5555", "Papua", "Merauke", "5."],
        [6, None, None, None, None, None, "6."],
        ["Jumlah", None, None, None, None, None, None],
    ]})  # fmt: skip
    plan = plan_of(catalogue, ids, path)
    assert states(plan) == [(5, "matched"), (6, "matched"), (7, "matched"), (8, "asked"), (9, "name")]
    assert plan.passed_over == 2
    assert [str(line.match.how) for line in plan.lines[:3]] == ["by its phone", "by its phone", "by its name and place"]
    merauke = plan.lines[4].who
    assert (merauke.province, merauke.regency) == ("93", "93.01")
    assert "Papua Selatan now, not in Papua" in str(merauke.warnings[0])
    report = apply_attendance(catalogue, plan)
    assert (report.new, report.total, report.matched, report.names) == (5, 5, 3, 2)
    (session,) = sessions.sessions_of(catalogue, ids["programme"])
    assert (session.date, session.came) == (date(2020, 4, 6), 5)
    turnout = participants.turnout(catalogue, ids["programme"])
    assert (turnout.people, turnout.attended, turnout.matched, turnout.names) == (5, 5, 3, 2)
    record = browsing.record(catalogue, PROGRAMME, ids["programme"])
    assert (record["participant_count"], record["session_count"]) == (5, 1)
    assert checking.check(catalogue).findings == []


def test_the_same_list_twice_changes_nothing_and_one_undo_takes_it_back(
    catalogue: Catalogue, ids: dict[str, int], tmp_path: Path
) -> None:
    rows = [HEADINGS,
            [1, "Siti Aminah", "Rumah Sambal", "081200001111", "Bali", "Denpasar", "hadir"],
            [2, "Sitti Aminah", "Rumah Sambal", None, "Bali", "Denpasar", "hadir"],
            [3, "Sri Wahyuni", "Batik Sekar Arum", None, "DIY", "Bantul", None]]  # fmt: skip
    path = workbook(tmp_path / "a.xlsx", {"Sesi 1": rows, "Sesi 2": rows})
    first = take(catalogue, ids, path, merge_doubles=True)
    assert (first.new, first.merged) == (4, 2)
    assert participants.turnout(catalogue, ids["programme"]).people == 2
    assert [(s.topic, s.came) for s in sessions.sessions_of(catalogue, ids["programme"])] == [
        ("Sesi 1", 1),
        ("Sesi 2", 1),
    ]
    again = take(catalogue, ids, path)
    assert again.change_set is None
    assert (again.unchanged, again.new, again.total) == (6, 0, 6)
    history.undo(catalogue)
    assert participants.participants_of(catalogue, ids["programme"]) == []
    assert sessions.sessions_of(catalogue, ids["programme"]) == []


def test_two_spellings_are_two_until_somebody_says_they_are_one(
    catalogue: Catalogue, ids: dict[str, int], tmp_path: Path
) -> None:
    path = workbook(tmp_path / "b.xlsx", {"Sheet1": [
        HEADINGS,
        [1, "Siti Aminah", "Rumah Sambal", None, "Bali", "Denpasar", None],
        [2, "Sitti Aminah", "Rumah Sambal", None, "Bali", "Denpasar", None],
        [3, "Siti Aminah", "Rumah Sambal", None, "Lampung", "Metro", None],
    ]})  # fmt: skip
    plan = plan_of(catalogue, ids, path)
    assert states(plan) == [(2, "name"), (3, "twice"), (4, "name")]
    assert (plan.lines[1].same, plan.lines[1].outcome) == (False, Outcome.NEW)
    one = plan_of(catalogue, ids, path, doubles={("Sheet1", 3): True})
    assert report_of(one).merged == 1
    apply_attendance(catalogue, one)
    lines = participants.participants_of(catalogue, ids["programme"])
    assert [line.province for line in lines] == ["51", "18"]
    assert "Sitti Aminah" in lines[0].source


def test_a_name_that_becomes_a_supplier_stays_one_person(
    catalogue: Catalogue, ids: dict[str, int], tmp_path: Path
) -> None:
    rows = [HEADINGS, [1, "Wayan Sudarma", "Ukir Bali Indah", "081300002222", "Bali", "Gianyar", None]]
    path = workbook(tmp_path / "c.xlsx", {"Sesi 1": rows, "Sesi 2": rows})
    take(catalogue, ids, path)
    line = participants.participants_of(catalogue, ids["programme"])[0]
    made = participants.make_supplier(catalogue, line)
    supplier = browsing.record(catalogue, SUPPLIER, made)
    assert (supplier["name"], supplier["owner"], supplier["phone"]) == (
        "Ukir Bali Indah",
        "Wayan Sudarma",
        "+6281300002222",
    )
    assert (supplier["regency"], supplier["province"], supplier["status"]) == ("51.04", "51", "candidate")
    turnout = participants.turnout(catalogue, ids["programme"])
    assert (turnout.people, turnout.matched) == (1, 1)
    assert take(catalogue, ids, path).change_set is None
    assert [one.topic for one in participants.took_part(catalogue, made, 9)] == ["Sesi 2", "Sesi 1"]
    history.undo(catalogue)
    assert participants.turnout(catalogue, ids["programme"]).matched == 0


def test_rows_of_one_supplier_add_to_each_other(catalogue: Catalogue, ids: dict[str, int], tmp_path: Path) -> None:
    path = workbook(tmp_path / "e.xlsx", {"S": [
        HEADINGS,
        [1, "Dewi Lestari", "Anyaman Rotan Jaya", None, None, "Kab. Bandung", "tidak"],
        [2, "Dewi Lestari", "Anyaman Rotan Jaya", "0813 9999 0000", None, "Kab. Bandung", "hadir"],
    ]})  # fmt: skip
    report = take(catalogue, ids, path)
    assert (report.new, report.merged) == (1, 1)
    (line,) = participants.participants_of(catalogue, ids["programme"])
    assert (line.phone, line.attended, line.supplier is not None) == ("+6281399990000", True, True)
    assert take(catalogue, ids, path).change_set is None


def test_a_person_answers_who_somebody_is(catalogue: Catalogue, ids: dict[str, int], tmp_path: Path) -> None:
    path = workbook(tmp_path / "d.xlsx", {"S": [HEADINGS, [1, "X", "Anyamen Rotan Jaya", None, None, None, None]]})
    plan = plan_of(catalogue, ids, path)
    assert plan.lines[0].state is LineState.ASKED
    assert plan.lines[0].match.options[0].id == ids["Anyaman Rotan Jaya"]
    report = take(catalogue, ids, path, suppliers={("S", 2): ids["Anyaman Rotan Jaya"]})
    assert report.matched == 1
    assert take(catalogue, ids, path).change_set is None


def test_registrations_and_attendance_of_the_same_people_meet(
    catalogue: Catalogue, ids: dict[str, int], tmp_path: Path
) -> None:
    registered = workbook(tmp_path / "pendaftar.xlsx", {"Form": [
        ["Timestamp", "Nama Lengkap", "Nama UMKM", "WhatsApp"],
        [datetime(2020, 4, 1, 9, 30), "Sri Wahyuni", "Batik Sekar Arum", "0812-3456-7890"],
        [datetime(2020, 4, 1, 10, 0), "Budi", "Keripik Budi", "0812-1111-2222"],
    ]})  # fmt: skip
    take(catalogue, ids, registered)
    lines = participants.participants_of(catalogue, ids["programme"])
    assert [(line.attended, line.registered) for line in lines] == [(None, date(2020, 4, 1))] * 2
    came = workbook(tmp_path / "hadir.xlsx", {"H": [
        ["Nama", "Nama UMKM", "HP", "Kehadiran"],
        ["Sri Wahyuni", "Batik Sekar Arum", "081234567890", "hadir"],
        ["Budi", "Keripik Budi", "081211112222", "tidak hadir"],
    ]})  # fmt: skip
    report = take(catalogue, ids, came)
    assert (report.updated, report.new) == (2, 0)
    lines = participants.participants_of(catalogue, ids["programme"])
    assert [line.attended for line in lines] == [True, False]


@pytest.mark.parametrize(
    ("sheets", "code", "words"),
    [
        ({"Kosong": []}, "empty_workbook", "no filled cells"),
        ({"Kosong": [], "Surat": [["Dengan hormat,"], ["bersama ini kami sampaikan"]]}, "no_header", '"Surat"'),
        ({"S": [HEADINGS]}, "no_rows", "no row below"),
        ({"S": [["Provinsi", "Kab/Kota", "Jumlah"], ["Bali", "Gianyar", 3]]}, "nobody_named", "who took part"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_with_a_sentence(
    catalogue: Catalogue, ids: dict[str, int], tmp_path: Path, sheets: Any, code: str, words: str
) -> None:
    path = workbook(tmp_path / "x.xlsx", sheets)
    with pytest.raises(UserError, match=words) as refused:
        plan_of(catalogue, ids, path)
    assert refused.value.code == code


def test_two_header_rows_and_a_header_further_down_are_understood(
    catalogue: Catalogue, ids: dict[str, int], tmp_path: Path
) -> None:
    path = tmp_path / "two.xlsx"
    made = openpyxl.Workbook()
    sheet = made.active
    for row in (["Laporan"], ["No", "Nama", "Asal", None, "HP"], [None, None, "Provinsi", "Kab/Kota", None],
                [1, "Sri Wahyuni", "DIY", "Bantul", "081234567890"]):  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("C2:D2")
    for column in "ABE":
        sheet.merge_cells(f"{column}2:{column}3")
    made.save(path)
    plan = plan_of(catalogue, ids, path)
    (line,) = plan.lines
    assert (line.who.province, line.who.regency, line.state) == ("34", "34.02", LineState.MATCHED)


_CELLS = st.one_of(
    st.none(), st.text(max_size=12), st.integers(), st.floats(allow_nan=False), st.booleans(), st.dates()
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(_CELLS, min_size=3, max_size=3), min_size=1, max_size=8))
def test_whatever_stands_in_the_cells_every_row_is_told(
    catalogue: Catalogue, ids: dict[str, int], rows: list[list[Any]]
) -> None:
    from tradehouse.domain.attendance import SheetReading
    from tradehouse.exchange.attendance_sheets import read_people
    from tradehouse.exchange.sheets import Sheet

    read = read_people(Sheet("S", False, [["Nama", "Kab/Kota", "HP"], *rows]), SheetReading())
    filled = sum(1 for row in rows if any(cell is not None and str(cell).strip() for cell in row))
    assert len(read.people) + read.passed_over <= filled
    assert len({who.row for who in read.people}) == len(read.people)
