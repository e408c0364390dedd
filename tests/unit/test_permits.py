"""Permits as people write them into one cell."""

from datetime import date

import pytest

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
    assert read_permits(text, column) == (Permit(kind, number, issued),)


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
    assert (permit.number, permit.expires) == ("ID64110000024210121", date(2028, 3, 12))


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
