"""What the words of sheets mean: regions, categories, units, certificates, ports."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradehouse.domain.reference import (
    TABLES,
    categories,
    find,
    find_category,
    find_certification_type,
    find_port,
    find_province,
    find_regency,
    find_unit,
    provinces,
    regencies,
)
from tradehouse.domain.reference_entries import Entry


def code(entry: Entry | None) -> str | None:
    return entry.code if entry else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nanggroe Aceh Darussalam", "11"), ("NAD", "11"), ("DKI", "31"), ("Daerah Khusus Jakarta", "31"),
        ("Daerah Khusus ibukota Jakarta", "31"), ("DKI_Jakarta", "31"), ("Jakarta", "31"),
        ("DI Yogyakarta", "34"), ("DIY", "34"), ("D.I. Yogyakarta", "34"),
        ("Daerah Istimewa Yogjakarta", "34"), ("Jabar", "32"), ("Jateng", "33"), ("Jatim", "35"),
        ("Sumut", "12"), ("Sumbar", "13"), ("Sumsel", "16"), ("Babel", "19"), ("Kepri", "21"),
        ("Kaltim", "64"), ("Kalsel", "63"), ("Kalteng", "62"), ("Kalbar", "61"), ("Kaltara", "65"),
        ("Sulut", "71"), ("Sulsel", "73"), ("Sulteng", "72"), ("Sultra", "74"), ("Sulbar", "76"),
        ("NTB", "52"), ("N.T.T.", "53"), ("Malut", "82"), ("jawa tengah", "33"), ("Prov. Jawa Timur", "35"),
        ("Propinsi Bali", "51"), ("West Java", "32"), ("Sumatra Utara", "12"), ("Kep. Riau", "21"),
        ("ID-YO", "34"), ("94", "94"), ("Bali, Indonesia", "51"), ("Jawa Tengah (Jateng)", "33"),
        ("Bandung", None), ("", None), ("-", None), ("Jawa Barat, Bali", None),
    ],
)  # fmt: skip
def test_provinces_are_known_by_the_names_people_write(text: str, expected: str | None) -> None:
    assert code(find_province(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kab. Bantul", "34.02"), ("Kab Bantul", "34.02"), ("KAB.BANTUL", "34.02"), ("bantul", "34.02"),
        ("KABUPATEN BOGOR", "32.01"), ("Kab. Karanganyar", "33.13"), ("Bantul, DIY", "34.02"),
        ("Bantul - DIY", "34.02"), ("Bantul DI Yogyakarta", "34.02"), ("Sewon, Bantul, DIY", "34.02"),
        ("Jakarta Selatan", "31.74"), ("Kota Adm. Jakarta Selatan", "31.74"), ("South Jakarta", "31.74"),
        ("Kota Administrasi Jakarta Timur, DKI Jakarta", "31.75"), ("Kota Bandung", "32.73"),
        ("KOTA BANDUNG JAWA BARAT", "32.73"), ("Kab. Bandung", "32.04"), ("Bandung Barat", "32.17"),
        ("Bogor (Kota)", "32.71"), ("Banjar, Jawa Barat", "32.79"), ("Banjar, Kalsel", "63.03"),
        ("Solo", "33.72"), ("Surakarta", "33.72"), ("Ujung Pandang", "73.71"),
        ("Kab. Toba Samosir", "12.12"), ("Maluku Tenggara Barat", "81.03"), ("Mamuju Utara", "76.01"),
        ("Kabupaten Pasir", "64.01"), ("Pontianak", "61.71"), ("Kab. Pontianak", "61.02"),
        ("Kulonprogo", "34.01"), ("Gunung Kidul", "34.03"), ("Palangka Raya", "62.71"),
        ("Pare-Pare", "73.72"), ("Toli-Toli", "72.04"), ("Kab. Kep. Aru", "81.07"), ("Kotabaru", "63.02"),
        ("Kab. Kota Baru", "63.02"), ("Kota Batu", "35.79"), ("Lima Puluh Kota", "13.07"),
        ("Yogyakarta", "34.71"), ("Yogyakarta, DIY", "34.71"), ("Kab/Kota Sleman", "34.04"),
        ("34.02", "34.02"), ("Bantul Regency", "34.02"),
    ],
)  # fmt: skip
def test_regencies_are_known_by_the_names_people_write(text: str, expected: str) -> None:
    assert code(find_regency(text)) == expected


@pytest.mark.parametrize(
    "text",
    ["Bandung", "Bogor", "Bandung, Jawa Barat", "Kab/Kota Bandung", "Banjar", "Gorontalo", "DKI_Jakarta",
     "Jawa Barat", "Sleman, Bantul", "Bantul, Jawa Barat", "", "-", "Kab.", "Kota", "99.99"],
)  # fmt: skip
def test_what_is_not_one_regency_is_none(text: str) -> None:
    assert find_regency(text) is None


def test_the_province_narrows_and_never_overrules() -> None:
    assert code(find_regency("Banjar", "63")) == "63.03"
    assert code(find_regency("Banjar", find_province("Jabar"))) == "32.79"
    assert find_regency("Bandung", "32") is None
    assert find_regency("Bantul", "32") is None
    assert find_regency("34.02", "32") is None


def test_every_region_is_found_by_its_own_labels_and_code() -> None:
    for region in provinces().values():
        for text in (region.code, region.iso, region.label_id, region.label_en):
            assert find_province(text) == region
    for region in regencies().values():
        for text in (region.code, region.label_id, region.label_en, region.label_id.upper()):
            assert find_regency(text) == region


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Makanan", "makanan"), ("MKN", "makanan"), ("Sandang", "fesyen"), ("Aneka&Kerajinan", "kriya"),
        ("Kimia & Bahan Bangunan", "kimia"), ("Kimia dan bahan bangunan", "kimia"), ("Furniture", "mebel"),
        ("Minuman", "minuman"), ("Logam", "logam"), ("Mesin", "mesin"), ("Elektronika", "elektronik"),
        ("snack", "makanan-keripik"), ("Kriya > Anyaman", "kriya-anyaman"), ("Mebel / Kayu", "mebel-kayu"),
        ("Anyaman - Kriya", "kriya-anyaman"), ("Tas dan Dompet", "fesyen-tas"),
        ("Makanan > Bakpia", "makanan"), ("KOPI", "minuman-kopi"), ("Kopi biji", "agro-kopi"),
        ("Batik", "wastra-batik"), ("Kosmetik", "wellness-kosmetik"), ("kriya-anyaman", "kriya-anyaman"),
        ("Handicrafts", "kriya"), ("Makanan olahan", "makanan"), ("Makanan/Minuman", None),
        ("Makanan & Minuman", None), ("Kayu", None), ("Rokok", None), ("", None),
    ],
)  # fmt: skip
def test_categories_are_known_by_the_words_of_sheets(text: str, expected: str | None) -> None:
    assert code(find_category(text)) == expected


def test_every_category_is_found_by_its_own_labels() -> None:
    for category in categories().values():
        assert {find_category(text) for text in (category.code, category.label_id, category.label_en)} == {category}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PCS", "pcs"), ("buah", "pcs"), ("biji ", "pcs"), ("Butir", "pcs"), ("psc", "pcs"), ("pc", "pcs"),
        ("t oples", "toples"), ("pack ", "pak"), ("PAK", "pak"), ("DUS", "dus"), ("karton", "dus"),
        ("ctn", "dus"), ("kotak", "kotak"), ("BOX", "kotak"), ("lembar", "lembar"), ("helai", "lembar"),
        ("stel", "set"), ("pasang", "pasang"), ("pair", "pasang"), ("RENCENG", "renceng"), ("BAL", "bal"),
        ("KARUNG", "karung"), ("Kg/ Tahun", "kg"), ("per kg", "kg"), ("GRAM", "g"), ("m2", "m2"),
        ("m²", "m2"), ("m3", "m3"), ("l", "l"), ("1/4", "seperempat"), ("½", "setengah"), ("ton", "ton"),
        ("galon", "galon"), ("krat", "krat"), ("Tak Terdefinisi", None), ("galon/pasang", None),
        ("BUY2GET1", None), ("14", None), ("12", None), ("-", None),
    ],
)  # fmt: skip
def test_units_are_known_by_the_words_of_sheets(text: str, expected: str | None) -> None:
    assert code(find_unit(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PIRT", "pirt"), ("P-IRT", "pirt"), ("SPP-IRT", "pirt"), ("No. PIRT", "pirt"),
        ("Nomor P-IRT", "pirt"), ("Halal", "halal"), ("Sertifikat Halal", "halal"),
        ("Halal MUI", "halal_mui"), ("HKI", "merek"), ("HAKI", "merek"), ("Merek", "merek"),
        ("Sertifikat merek", "merek"), ("BPOM", "bpom_md"), ("MD", "bpom_md"), ("IUMK", "iumk"),
        ("Izin edar BPOM", "bpom_md"), ("SNI", "sni"), ("SNI Bina-UMK", "sni_bina_umk"), ("TKDN", "tkdn"),
        ("Hak Cipta", "hak_cipta"), ("ISO 22000:2018", "iso_22000"), ("OEKO-TEX", "oeko_tex"),
        ("halal_mui", "halal_mui"), ("Nomor", None), ("Surat izin", None), ("Legalitas", None), ("", None),
    ],
)  # fmt: skip
def test_certificates_are_known_by_the_words_of_sheets(text: str, expected: str | None) -> None:
    assert code(find_certification_type(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IDTPP", "IDTPP"), ("Tanjung Priok", "IDTPP"), ("Tj. Priok", "IDTPP"), ("Surabaya", "IDSUB"),
        ("CGK", "IDCGK"), ("Bali", "IDDPS"), ("Ahmad Yani", None), ("Rotterdam", None),
    ],
)  # fmt: skip
def test_ports_are_known_by_code_and_name(text: str, expected: str | None) -> None:
    assert code(find_port(text)) == expected


def test_tables_are_searched_by_name() -> None:
    assert code(find("incoterm", "free on board")) == "FOB"
    assert code(find("incoterm", "C&F")) == "CFR"
    assert code(find("legal_form", "PO")) == "perorangan"
    assert code(find("legal_form", "CV.")) == "cv"
    assert code(find("consultant_field", "IT")) == "teknologi_informasi"
    assert code(find("regency", "Kab. Bantul")) == "34.02"
    assert code(find("unit", "buah")) == "pcs"


@pytest.mark.parametrize("table", sorted(set(TABLES) - {"province", "regency"}))
def test_every_entry_is_found_by_its_code(table: str) -> None:
    for entry in TABLES[table]().values():
        assert find(table, entry.code) == entry


@given(st.text(max_size=40))
def test_no_text_upsets_a_lookup(text: str) -> None:
    for table in TABLES:
        found = find(table, text)
        assert found is None or TABLES[table]()[found.code] == found
