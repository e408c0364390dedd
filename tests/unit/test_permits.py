"""Permits as people write them into one cell."""

from datetime import date

import pytest

from tradehouse.domain.permits import Permit, read_permits


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
