"""The shipped reference tables hold together: counts, parents, patterns, labels, sources."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from tradehouse.domain.reference import (
    TABLES,
    CertificationType,
    categories,
    certification_types,
    consultant_fields,
    countries,
    hs_codes,
    incoterms,
    kbli_2020,
    legal_forms,
    markets,
    ports,
    provinces,
    regencies,
    scale_rules,
    sources,
    units,
)
from tradehouse.domain.reference_lists import find_label
from tradehouse.domain.resources import resources
from tradehouse.domain.supplier_fields import LEGAL_FORMS, SCALES

TYPES = [pytest.param(entry, id=code) for code, entry in certification_types().items()]


def test_there_are_38_provinces_and_514_regencies() -> None:
    assert len(provinces()) == 38
    assert Counter(region.kind for region in regencies().values()) == {"kabupaten": 416, "kota": 98}


def test_maluku_has_exactly_its_eleven_regencies() -> None:
    codes = [code for code, region in regencies().items() if region.province == "81"]
    assert codes == [*(f"81.0{n}" for n in range(1, 10)), "81.71", "81.72"]


def test_every_regency_lies_in_its_province_and_its_code_says_what_it_is() -> None:
    for code, region in regencies().items():
        assert re.fullmatch(r"\d\d\.\d\d", code)
        assert code[:2] == region.province
        assert region.province in provinces()
        assert (int(code[3:]) >= 71) == (region.kind == "kota")


def test_provinces_have_iso_codes_of_their_own() -> None:
    isos = [region.iso for region in provinces().values()]
    assert len(set(isos)) == 38
    assert all(re.fullmatch(r"ID-[A-Z]{2}", iso) for iso in isos)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_entry_has_a_code_of_its_own_and_labels_in_both_languages(table: str) -> None:
    entries = TABLES[table]()
    assert entries
    for code, entry in entries.items():
        assert code == entry.code
        assert entry.label("id").strip() == entry.label("id") != ""
        assert entry.label("en").strip() == entry.label("en") != ""
        assert all(word.strip() == word != "" for word in entry.aliases)


@pytest.mark.parametrize("name", ["provinces", "regencies", "categories", "units", "ports", "hs", "kbli2020"])
def test_no_code_stands_twice_in_a_file(name: str) -> None:
    lines = (resources() / "reference" / f"{name}.csv").read_text(encoding="utf-8").splitlines()[1:]
    codes = [line.split(",", 1)[0] for line in lines]
    assert len(codes) == len(set(codes))


def test_every_file_names_its_source_edition_and_version() -> None:
    shipped = {path.name for path in (resources() / "reference").iterdir() if path.suffix in {".csv", ".toml"}}
    assert set(sources()) == shipped - {"sources.toml"}
    for source in sources().values():
        assert source.version >= 1
        assert source.title
        assert source.source
        assert source.edition
        assert isinstance(source.date, date)


def test_labels_read_well_in_both_languages() -> None:
    assert find_label("regency", "34.02", "id") == "Kabupaten Bantul"
    assert find_label("regency", "34.02", "en") == "Bantul Regency"
    assert find_label("regency", "31.74", "en") == "South Jakarta City"
    assert find_label("province", "96", "en") == "Southwest Papua"
    assert find_label("category", "kriya", "en") == "Handicrafts"
    assert find_label("unit", "no such unit", "id") == "no such unit"


def test_categories_have_two_levels_and_inherit_the_prefix() -> None:
    for category in categories().values():
        assert re.fullmatch(r"[A-Z]{3}", category.sku_prefix)
        if category.parent:
            parent = categories()[category.parent]
            assert not parent.parent
            assert category.code.startswith(f"{parent.code}-")
            assert category.sku_prefix == parent.sku_prefix


def test_first_level_categories_have_prefixes_of_their_own() -> None:
    prefixes = [category.sku_prefix for category in categories().values() if not category.parent]
    assert len(prefixes) == len(set(prefixes)) == 15


def test_category_chapters_exist_in_the_harmonised_system() -> None:
    chapters = {chapter for category in categories().values() for chapter in category.hs_chapters}
    assert chapters <= hs_codes().keys()


@pytest.mark.parametrize("entry", TYPES)
def test_a_certification_type_takes_its_own_example(entry: CertificationType) -> None:
    if entry.number_pattern:
        assert entry.number_pattern.startswith("^")
        assert entry.number_pattern.endswith("$")
        assert entry.number_example
        assert entry.accepts(entry.number_example)
        assert entry.accepts(f" {entry.number_example.lower()} ")
        assert not entry.accepts("not a number")
    else:
        assert entry.accepts("510.4/046/IUMK/SLTN/2017")


@pytest.mark.parametrize("entry", TYPES)
def test_a_certification_type_is_complete(entry: CertificationType) -> None:
    terms = [entry.validity_years is not None, entry.no_expiry, entry.until_change, entry.per_shipment]
    assert sum(terms) <= 1
    assert entry.issuer("id")
    assert entry.issuer("en")
    assert entry.source
    assert entry.markets
    assert entry.group
    assert entry.renewal_lead_days >= 0
    for rule in entry.required:
        assert set(rule.categories) <= {*categories(), "any"}
        assert set(rule.markets) <= markets().keys()
    assert {country.market for country in countries().values()} <= markets().keys()
    assert set(entry.satisfied_by) <= certification_types().keys()
    scales = {choice.token for choice in SCALES}
    assert all(set(rule.scales) <= scales and rule.source for rule in entry.required)


@pytest.mark.parametrize(
    ("code", "number", "fits"),
    [
        ("halal", "ID 64110000024210121", True),
        ("halal", "ID32110000036083062", True),
        ("halal", "ID321100000360830622", False),
        ("halal", "KH 12345", False),
        ("halal_mui", "No. 10170006701114", True),
        ("halal_mui", "LPPOM-00160233461223", True),
        ("pirt", "No. 2066471011637 - 23", True),
        ("pirt", "P-IRT 206647101163723", True),
        ("pirt", "2066471011637–23", True),
        ("pirt", "202647302024", False),
        ("bpom_md", "BPOM RI MD 867028042317", True),
        ("bpom_md", "MD 271111000300341", True),
        ("bpom_md", "ML 867028042317", False),
        ("bpom_tr", "POM TR183318431", True),
        ("bpom_na", "NA18201234567", True),
        ("bpom_na", "NKIT123456789", True),
        ("merek", "IDM000595552", True),
        ("merek", "DID2019056537", True),
        ("merek", "IDM00059555", False),
    ],
)
def test_number_patterns_know_real_numbers(code: str, number: str, *, fits: bool) -> None:
    expected = fits
    assert certification_types()[code].accepts(number) is expected


def test_halal_is_demanded_of_small_food_makers_since_october_2026() -> None:
    halal = certification_types()["halal"]
    assert halal.until_change
    demands = {
        rule.scales: rule.valid_from
        for rule in halal.required
        if "makanan" in rule.categories and "home" in rule.markets
    }
    assert demands == {("menengah", "besar"): date(2024, 10, 18), ("mikro", "kecil"): date(2026, 10, 18)}


def test_fixed_packs_count_in_their_base_unit() -> None:
    factors = {code: (unit.base, unit.factor) for code, unit in units().items() if unit.factor is not None}
    assert factors["lusin"] == ("pcs", Decimal(12))
    assert factors["kodi"] == ("pcs", Decimal(20))
    assert factors["gross"] == ("pcs", Decimal(144))
    assert factors["rim"] == ("lembar", Decimal(500))
    assert all(base in units() for base, _ in factors.values())
    assert all((unit.factor is None) == (not unit.base) for unit in units().values())


def test_the_eleven_incoterms_know_their_mode() -> None:
    sea = {code for code, term in incoterms().items() if term.mode == "sea"}
    assert len(incoterms()) == 11
    assert sea == {"FAS", "FOB", "CFR", "CIF"}


def test_ports_of_the_trade_are_there() -> None:
    sea = "TPP JKT SUB SRG BLW MAK BOA AMQ TUA DOB BIT SOQ PNK BPN TBR CXP BTM KOE DJJ"
    air = "CGK KNO DPS"
    for mode, needed in (("sea", sea), ("air", air)):
        assert all(mode in ports()[f"ID{code}"].modes for code in needed.split())
    assert ports()["IDTPP"].modes == ("sea",)
    assert ports()["IDCGK"].modes == ("air",)
    for code, port in ports().items():
        assert re.fullmatch(r"ID[A-Z0-9]{3}", code)
        assert port.province in provinces()
        assert set(port.modes) <= {"sea", "air"} != set()


def test_the_six_consultant_fields_come_first() -> None:
    schemes = [entry.scheme for entry in consultant_fields().values()]
    assert schemes == ["plut"] * 6 + ["sparc"] * 7


def test_legal_forms_are_those_of_the_supplier_field() -> None:
    assert set(legal_forms()) == {choice.token for choice in LEGAL_FORMS}
    assert legal_forms()["pt_perorangan"].scales == ("mikro", "kecil")


def test_scale_rules_follow_one_another_without_gap() -> None:
    newest, former = scale_rules()
    assert (newest.code, newest.valid_from, newest.valid_to) == ("pp_7_2021", date(2021, 2, 2), None)
    assert former.valid_to == date(2021, 2, 1)
    assert newest.capital == {"mikro": 10**9, "kecil": 5 * 10**9, "menengah": 10**10}
    assert newest.sales == {"mikro": 2 * 10**9, "kecil": 15 * 10**9, "menengah": 5 * 10**10}
    assert former.sales == {"mikro": 3 * 10**8, "kecil": 25 * 10**8, "menengah": 5 * 10**10}


def test_the_harmonised_system_is_whole() -> None:
    assert Counter(entry.level for entry in hs_codes().values()) == {2: 97, 4: 1229, 6: 5613}
    assert all(len(code) == entry.level for code, entry in hs_codes().items())
    assert all(code[:-2] in hs_codes() for code, entry in hs_codes().items() if entry.level > 2)


def test_kbli_2020_has_its_1790_fields() -> None:
    assert len(kbli_2020()) == 1790
    assert kbli_2020()["01111"] == "Pertanian Jagung"
    assert all(re.fullmatch(r"\d{5}", code) for code in kbli_2020())


def test_loaded_tables_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        units()["pcs"] = units()["kg"]  # type: ignore[index]
