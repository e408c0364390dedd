"""What the columns and rows of a list of attendance mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradehouse.domain.attendance import SheetReading
from tradehouse.domain.cells import Cell
from tradehouse.domain.language import Message
from tradehouse.exchange.attendance_sheets import dates_in, place, read_people, role_of
from tradehouse.exchange.sheets import Sheet
from tradehouse.services.training.matching import alike


def sheet(*rows: list[Cell], name: str = "Sheet1") -> Sheet:
    width = max(len(row) for row in rows)
    return Sheet(name, hidden=False, rows=[[*row, *[None] * (width - len(row))] for row in rows])


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Nama Peserta", "person"), ("NAMA LENGKAP*", "person"), ("Nama UMKM", "firm"), ("Nama Usaha/UMKM", "firm"),
        ("No. HP/WA (aktif)", "phone"), ("Nomor WhatsApp", "phone"), ("Kab/Kota", "regency"), ("Asal Provinsi", "province"),
        ("Tanda Tangan", "attended"), ("TTD", "attended"), ("Kehadiran", "attended"), ("Tanggal", "date"),
        ("Timestamp", "registered"), ("E-mail", "email"), ("NIB", "nib"), ("Keterangan", ""), ("No", ""),
    ],
)  # fmt: skip
def test_headings_are_known_as_people_write_them(heading: str, role: str) -> None:
    assert role_of(heading) == role


def test_a_list_of_firms_has_them_under_plain_name() -> None:
    read = read_people(sheet(["Nama", "Pemilik", "HP"], ["Batik Sekar", "Sri", "0812345678"]), SheetReading())
    assert [(who.firm, who.person) for who in read.people] == [("Batik Sekar", "Sri")]


def test_a_phone_that_became_a_number_is_one_again() -> None:
    read = read_people(sheet(["Nama", "HP"], ["Sri", 81234567890.0], ["Budi", "0812-1"]), SheetReading())
    assert [who.phone for who in read.people] == ["+6281234567890", "0812-1"]
    assert "does not read as a phone" in str(read.people[1].warnings[0])


@pytest.mark.parametrize(
    ("cells", "came"),
    [
        (["hadir", "tidak hadir", "", "izin"], [True, False, False, False]),
        (["v", None, "x", "-"], [True, False, True, False]),
        ([1, 0, 1, 1], [True, False, True, True]),
        (["1.", "2.", "3.", "4."], [True] * 4),
        ([1, 2, 3, 4], [True] * 4),
        ([None, None, None, None], [True] * 4),
        (["Sri", "", "Budi", "A.R."], [True, False, True, True]),
    ],
)  # fmt: skip
def test_signatures_marks_and_running_numbers_are_told_apart(cells: list[Cell], came: list[bool]) -> None:
    rows = [[f"Orang {chr(65 + n)}", cell] for n, cell in enumerate(cells)]
    read = read_people(sheet(["Nama", "Tanda Tangan"], *rows), SheetReading())
    assert [who.attended for who in read.people] == came


def test_a_list_of_registrations_says_nothing_of_who_came() -> None:
    rows = sheet(["Daftar peserta terdaftar"], [None], ["Nama", "HP"], ["Sri", "0812345678"])
    read = read_people(rows, SheetReading())
    assert read.registration
    assert read.people[0].attended is None


@pytest.mark.parametrize(
    ("province", "regency", "codes", "warned"),
    [
        ("Papua", "Merauke", ("93", "93.01"), "Papua Selatan now"),
        ("Papua", "Kabupaten Nabire", ("94", "94.01"), "Papua Tengah now"),
        ("", "Kab. Bantul", ("34", "34.02"), ""),
        ("Jawa Barat", "", ("32", ""), ""),
        ("", "Jawa Timur", ("35", ""), ""),
        ("Jawa Barat", "Atlantis", ("32", "Atlantis"), "not known"),
        ("", "", ("", ""), ""),
    ],
)
def test_places_are_codes_or_kept_as_written(province: str, regency: str, codes: tuple[str, str], warned: str) -> None:
    warnings: list[Message] = []
    assert place(province, regency, warnings) == codes
    assert bool(warnings) == bool(warned)
    assert warned in " ".join(map(str, warnings))


def test_who_signs_a_list_took_no_part() -> None:
    rows = [["1", "Sri"], ["2", "Budi"], [None, "Jakarta, 6 April 2020"], [None, "Mengetahui,"], [None, "Drs. Hasan"]]
    read = read_people(sheet(["No", "Nama"], *rows), SheetReading())
    assert [who.person for who in read.people] == ["Sri", "Budi"]
    assert read.passed_over == 3


def test_days_are_found_in_titles() -> None:
    titles = ["Hari/Tanggal: Senin, 6 April 2020", "Tempat: Gedung Smesco lantai 3", "Sesi tanggal 08-04-2020 pagi"]
    assert dates_in(titles) == [date(2020, 4, 6), date(2020, 4, 8)]


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_the_same_from_both_sides(one: str, other: str) -> None:
    assert alike(one, other) == pytest.approx(alike(other, one))
    assert 0 <= alike(one, other) <= 100
