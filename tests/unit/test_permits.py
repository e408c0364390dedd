"""Permits as people write them into one cell."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradehouse.domain.permits import Permit, read_named_permits, read_permits


@pytest.mark.parametrize(
    ("text", "column", "number", "issued", "kind"),
    [
        ("No. 10170006701114 tanggal 26 November 2014", "halal", "10170006701114", date(2014, 11, 26), "halal_mui"),
        ("ID64110000024210121", "halal", "ID64110000024210121", None, "halal"),
        ("No. 2066471011637 - 23 tanggal 4 Juni 2018", "pirt", "2066471011637-23", date(2018, 6, 4), "pirt"),
        ("No. 2026471011523-22 tahun 2017", "pirt", "2026471011523-22", date(2017, 1, 1), "pirt"),
        ("503/065/BALTENG\n26 Agt 2020", "iumk", "503/065/BALTENG", date(2020, 8, 26), "iumk"),
        ("No. 510.4/116/IUMK-BALTIM/2017  tanggal 14 Maret 2017", "iumk", "510.4/116/IUMK-BALTIM/2017", date(2017, 3, 14), "iumk"),
        ("P-IRT 2066471011637-23", "pirt", "2066471011637-23", None, "pirt"),
    ],
)  # fmt: skip
def test_number_and_date_of_issue_are_parted(
    text: str, column: str, number: str, issued: date | None, kind: str
) -> None:
    (permit,) = read_permits(text, column)
    assert (permit.type, permit.number, permit.issued, permit.scope) == (kind, number, issued, "")


def test_a_trade_mark_has_a_name_and_one_or_more_numbers() -> None:
    assert read_permits("Griya Harum\nIDM000602715", "merek") == (Permit("merek", "IDM000602715", scope="Griya Harum"),)
    two = read_permits("Navi Nusantara\nIDM000742275,IDM000744719", "merek")
    assert [p.number for p in two] == ["IDM000742275", "IDM000744719"]
    assert {p.scope for p in two} == {"Navi Nusantara"}


def test_an_application_is_not_issued_yet() -> None:
    assert read_permits("KULI\nDID2019056507", "merek")[0].stage == "submitted"
    assert read_permits("Proses", "pirt") == (Permit("pirt", stage="submitted"),)


@pytest.mark.parametrize("text", ["", "-", "0", "belum", "Tidak ada", "Belum ada"])
def test_no_permit_is_no_permit(text: str) -> None:
    assert read_permits(text, "pirt") == ()


def test_a_permit_that_is_only_ticked_has_no_number() -> None:
    assert read_permits("Ada", "halal") == (Permit("halal"),)


def test_an_end_date_is_read_apart() -> None:
    permit = read_permits("ID64110000024210121, berlaku s.d 12-3-2028", "halal")[0]
    # a later law keeps a BPJPH certificate valid: what it says of an end is only printed
    assert (permit.number, permit.expires, permit.printed_until) == ("ID64110000024210121", None, date(2028, 3, 12))
    mui = read_permits("10170006701114 berlaku sampai 26 November 2016", "halal")[0]
    assert (mui.type, mui.expires, mui.printed_until) == ("halal_mui", date(2016, 11, 26), None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("PIRT 2063402010123-26, Halal MUI", [("pirt", "2063402010123-26"), ("halal_mui", "")]),
        ("P-IRT No. 2063402010124-26; Sertifikat Halal ID34110000123456789", [("pirt", "2063402010124-26"), ("halal", "ID34110000123456789")]),
        ("PIRT/Halal/SNI", [("pirt", ""), ("halal", ""), ("sni", "")]),
        ("Merek IDM000123456\nHaki", [("merek", "IDM000123456")]),
        ("ID64110000024210121", [("halal", "ID64110000024210121")]),
        ("PIRT (proses) dan Halal belum ada", [("pirt", "")]),
        ("belum ada", []),
    ],
)  # fmt: skip
def test_a_cell_may_name_permits_of_several_types(text: str, told: list[tuple[str, str]]) -> None:
    assert [(p.type, p.number) for p in read_named_permits(text)[0]][: len(told)] == told


def test_what_names_no_permit_is_left_beside_and_a_date_stays_with_its_permit() -> None:
    found, others = read_named_permits("NIB 0220001234567, PIRT 2063402010123-26, berlaku s/d 31/12/2028")
    assert found == (Permit("pirt", "2063402010123-26", None, date(2028, 12, 31)),)
    assert others == ("NIB 0220001234567",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("PIRT, Halal, Merek", [("pirt", "", "issued"), ("halal", "", "issued"), ("merek", "", "issued")]),
        ("P-IRT 2063371011234-25", [("pirt", "2063371011234-25", "issued")]),
        ("HALAL: ID32110000036083062", [("halal", "ID32110000036083062", "issued")]),
        ("sedang proses halal", [("halal", "", "submitted")]),
        ("PIRT (proses), Halal (ada)", [("pirt", "", "submitted"), ("halal", "", "issued")]),
        ("PIRT belum, Halal on process", [("halal", "", "submitted")]),
        ("BPOM RI MD 867028042317", [("bpom_md", "MD 867028042317", "issued")]),
        ("PIRT\n2066471011637-23\n4 Juni 2018", [("pirt", "2066471011637-23", "issued")]),
        ("PIRT 206647101163723 dan 206647101163823", [("pirt", "2066471011637-23", "issued"), ("pirt", "2066471011638-23", "issued")]),
        ("Merek Noodle King IDM000595552, Mie Raja IDM000595553", [("merek", "IDM000595552", "issued"), ("merek", "IDM000595553", "issued")]),
    ],
)  # fmt: skip
def test_cells_of_real_sheets(text: str, told: list[tuple[str, str, str]]) -> None:
    found, others = read_named_permits(text)
    assert [(p.type, p.number, p.stage) for p in found] == told
    assert others == ()


def test_a_cell_that_names_no_type_is_left_beside() -> None:
    assert read_named_permits("proses") == ((), ("proses",))
    assert read_permits("masih proses", "pirt") == (Permit("pirt", stage="submitted"),)


def test_each_number_keeps_its_own_date_and_one_date_is_of_all() -> None:
    two = read_permits("2066471011637-23 tgl 4 Juni 2018, 2066471011638-23 tgl 5 Juni 2018", "pirt")
    assert [p.issued for p in two] == [date(2018, 6, 4), date(2018, 6, 5)]
    both = read_permits("510.4/046/IUMK/2017 dan 510.4/047/IUMK/2017 tanggal 3-4-17", "iumk")
    assert [(p.number, p.issued) for p in both] == [
        ("510.4/046/IUMK/2017", date(2017, 4, 3)),
        ("510.4/047/IUMK/2017", date(2017, 4, 3)),
    ]


@pytest.mark.parametrize("between", [" / ", ", ", " dan ", "\n", "; ", "/"])
def test_two_numbers_keep_their_letters(between: str) -> None:
    two = read_permits(f"ID64110000024210121{between}ID 64110000024210122", "halal")
    assert [p.number for p in two] == ["ID64110000024210121", "ID64110000024210122"]


@pytest.mark.parametrize("to", [" - ", " s/d ", " sd ", " sampai dengan ", " hingga "])
def test_a_range_of_days_has_a_first_and_a_last(to: str) -> None:
    (permit,) = read_permits(f"10170006701114 (26 November 2014{to}25 November 2016)", "halal")
    assert (permit.number, permit.issued, permit.expires) == ("10170006701114", date(2014, 11, 26), date(2016, 11, 25))
    assert permit.flags == ()


def test_a_pirt_without_a_date_says_its_last_year_itself() -> None:
    (bare,) = read_permits("2063371011234-25 (2025)", "pirt")
    assert (bare.issued, bare.expires) == (None, date(2025, 12, 31))
    (dated,) = read_permits("2063371011234-25 tanggal 4 Juni 2020", "pirt")
    assert (dated.issued, dated.expires) == (date(2020, 6, 4), None)
    assert dated.flags == ()


def test_a_range_of_years_ends_a_halal_certificate_on_paper_only() -> None:
    (permit,) = read_permits("ID64110000024210121\n5 Jan 2021-2025", "halal")
    assert (permit.issued, permit.printed_until, permit.expires) == (date(2021, 1, 5), date(2025, 1, 5), None)


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ("Ada", "halal", ["The number is missing.", "The date of issue is missing."]),
        ("ID64110000024210121 tahun 2021", "halal", ["Of the date of issue only the year 2021 is known."]),
        ("Shaho IDM000634772", "merek", ["The date of issue is missing."]),
        ("2066471011310 - 21", "pirt", ["The date of issue is missing.", "The end of 2021 is taken from the number."]),
        ("No. 10170006701114 tanggal 26 November 2014", "halal", []),
        ("Proses", "halal", []),
    ],
)
def test_what_has_to_be_completed_is_said(text: str, column: str, said: list[str]) -> None:
    (permit,) = read_permits(text, column)
    assert [flag.text("en") for flag in permit.flags] == said


@pytest.mark.parametrize("text", ["202647302024 tanggal 4 Januari 2019", "206647101085-20", "441/027.PIRT/DPMPT"])
def test_a_number_of_odd_form_is_kept_and_said(text: str) -> None:
    (permit,) = read_permits(text, "pirt")
    assert permit.number
    assert permit.number in text
    assert permit.number in permit.flags[0].text("en")
    assert "2066471011637-23" in permit.flags[0].text("id")


COLUMNS = ["pirt", "halal", "iumk", "merek", "bpom_md", "sni", "nkv"]
PIECES = st.sampled_from(
    ["No. ", "PIRT ", "Halal", "tanggal ", "tahun 2017", "4 Juni 2018", "5 Jan 2021-2025", "IDM000595552", " proses ",
     "2066471011637 - 23", "ID64110000024210121", "10170006701114", "510.4/046/IUMK/2017", ", ", "\n", " dan ", "/",
     "berlaku s/d ", "seumur hidup", "2025", "(", ")", "tgl 31/02/2019", "belum", "KH 123456"]
)  # fmt: skip
WILD = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=8).map("".join))


@given(text=WILD, column=st.sampled_from(COLUMNS))
def test_no_cell_upsets_the_reader_and_no_long_number_is_lost(text: str, column: str) -> None:
    found = read_permits(text, column)
    read_named_permits(text)
    kept = ["".join(c for c in f"{p.number}{p.scope}" if c in "0123456789") for p in found]
    if found:
        assert all(any(run in one for one in kept) for run in re.findall("[0-9]{10,}", text))
