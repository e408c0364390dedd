"""Who sent which file in a messenger's chat export, whatever phone and language wrote it."""

from datetime import datetime

import pytest

from tradehouse.services.inbox.chats import chat_title, sent_files

ANDROID_ID = """\
12/05/2024 14.33 - Pesan dan panggilan dienkripsi secara end-to-end.
12/05/2024 14.33 - Bu Sari UD Maju: Selamat siang: ini daftarnya
12/05/2024 14.34 - Bu Sari UD Maju: \u200eDaftar Harga Mei.xlsx (file terlampir)
Mohon dicek
13/05/2024 08.01 - +62 812-3456-7890: IMG-20240513-WA0001.jpg (file terlampir)
"""
ANDROID_EN = """\
5/12/24, 2:33\u202fPM - Sari: DOC-20240512-WA0003.xlsx (file attached)
5/13/24, 12:05\u202fAM - Budi: Harga (2).xlsx (file attached)
"""
IPHONE_ID = """\
\ufeff[12/05/24 14.33.10] ~Bu Sari: \u200e<terlampir: 00000012-Daftar Harga.xlsx>
[12/05/24 14.35.00] Pak Budi: Stok.xlsx \u2022 \u200e2 halaman \u200e<terlampir: 00000013-Stok.xlsx>
"""
IPHONE_EN = "[2024-05-12, 2:33:10 PM] Sari: <attached: 00000012-PHOTO-2024-05-12-14-33-10.jpg>\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            ANDROID_ID,
            [
                ("Daftar Harga Mei.xlsx", "Bu Sari UD Maju", datetime(2024, 5, 12, 14, 34)),
                ("IMG-20240513-WA0001.jpg", "+62 812-3456-7890", datetime(2024, 5, 13, 8, 1)),
            ],
        ),
        (
            ANDROID_EN,
            [
                ("DOC-20240512-WA0003.xlsx", "Sari", datetime(2024, 5, 12, 14, 33)),
                ("Harga (2).xlsx", "Budi", datetime(2024, 5, 13, 0, 5)),
            ],
        ),
        (
            IPHONE_ID,
            [
                ("00000012-Daftar Harga.xlsx", "Bu Sari", datetime(2024, 5, 12, 14, 33, 10)),
                ("00000013-Stok.xlsx", "Pak Budi", datetime(2024, 5, 12, 14, 35)),
            ],
        ),
        (
            IPHONE_EN,
            [("00000012-PHOTO-2024-05-12-14-33-10.jpg", "Sari", datetime(2024, 5, 12, 14, 33, 10))],
        ),
        ("just a note\nwithout dates: a.xlsx (file attached)\n", []),
        ("99/99/2024 14.33 - Sari: a.xlsx (file terlampir)\n", []),
    ],
)
def test_sender_and_time_of_each_attachment(text: str, found: list[tuple[str, str, datetime]]) -> None:
    assert [(sent.file, sent.sender, sent.at) for sent in sent_files(text)] == found


def test_days_and_months_are_told_apart_by_the_order_of_the_chat() -> None:
    american = "".join(f"{month}/{13 - month}/24, 10:00 - S: {month}.csv (file attached)\n" for month in range(1, 13))
    assert [sent.at.month for sent in sent_files(american)] == list(range(1, 13))
    indonesian = "".join(f"0{day}/02/24 10.00 - S: {day}.csv (file terlampir)\n" for day in range(1, 10))
    assert {sent.at.month for sent in sent_files(indonesian)} == {2}


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("WhatsApp Chat with UD Maju Jaya.zip", "UD Maju Jaya"),
        ("Chat WhatsApp dengan Bu Sari.txt", "Bu Sari"),
        ("WhatsApp Chat - Koperasi Tani.zip", "Koperasi Tani"),
        ("_chat.txt", ""),
        ("Daftar.zip", ""),
    ],
)
def test_an_export_is_named_after_whom_it_was_with(name: str, title: str) -> None:
    assert chat_title(name) == title
