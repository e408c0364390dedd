"""The two gates, on cases worked by hand: a rattan bag for the showroom, the same bag abroad, food with its permits."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.pricing import PriceBasis, Rate
from tradehouse.domain.readiness import RULES, Gap, Gate, SeenPhoto, Subject, missing
from tradehouse.domain.records import Record, Ref
from tradehouse.domain.reference import categories

DAY = date(2026, 11, 22)
BAG: dict[str, Any] = {
    "code": "KRY-0001", "name_id": "Tas rotan", "name_en": "Rattan bag", "supplier": Ref(1, "SUP-0001", "Anyam Jaya"),
    "category": "kriya-anyaman", "price_idr": Decimal(185000), "price_date": date(2026, 10, 1), "size_text": "20 x 20 cm",
    "description_id": "Tas anyaman", "description_en": "A round bag, woven by hand from rattan by a group of women in Bantul.",
    "material": "Rotan", "stock": 4, "hs_code": "460212", "cost_idr": Decimal(112000), "moq": 48, "qty_per_carton": 24,
    "lead_time_days": 30, "capacity_per_month": 900, "carton_length_cm": Decimal(60), "carton_width_cm": Decimal(40),
    "carton_height_cm": Decimal(40), "carton_net_kg": Decimal(6), "carton_gross_kg": Decimal(8),
}  # fmt: skip
MAKER = {"name": "Anyam Jaya", "province": "34", "nib": "1234567890123", "phone": "+62811", "scale": "mikro"}
PHOTO = SeenPhoto(1600, 1200, consented=True)
KERIPIK = {
    **BAG,
    "category": "makanan-keripik",
    "size_text": None,
    "net_content": Decimal(250),
    "net_unit": "g",
    "shelf_life_days": 180,
}


def certificate(code: str, **values: Any) -> Record:
    return Record(RecordKind.CERTIFICATION, 1, "c", 1, {"type": code, "stage": "issued", **values})


def gaps(gate: Gate, values: dict[str, Any], *, certificates: tuple[Record, ...] = (), **around: Any) -> list[Gap]:
    product = Record(RecordKind.PRODUCT, 1, "p", 1, values)
    maker = Record(RecordKind.SUPPLIER, 1, "s", 1, around.pop("maker", MAKER))
    around.setdefault("photos", (PHOTO,))
    around.setdefault("supplier", maker if values.get("supplier") else None)
    return missing(Subject(product, DAY, certificates=certificates, **around), gate)


def said(found: list[Gap]) -> list[tuple[str, str]]:
    return [(gap.rule, gap.target) for gap in found]


def test_a_complete_bag_is_ready_for_both() -> None:
    assert gaps(Gate.SHOWCASE, BAG) == []
    assert gaps(Gate.EXPORT, BAG) == []


@pytest.mark.parametrize(
    ("change", "rule", "target", "code"),
    [
        ({"code": None}, "S1", "product.code", "no_code"),
        ({"name_id": ""}, "S2", "product.name_id", "no_name"),
        ({"price_idr": Decimal(0)}, "S4", "product.price_idr", "no_price"),
        ({"price_date": None}, "S4", "product.price_date", "old_price"),
        ({"price_date": date(2026, 5, 22)}, "S4", "product.price_date", "old_price"),
        ({"supplier": None}, "S5", "product.supplier", "no_supplier"),
        ({"category": None}, "S6", "product.category", "no_category"),
        ({"size_text": None}, "S7", "product.size_text", "no_size"),
        ({"size_text": None, "net_content": Decimal(3)}, "S7", "product.net_unit", "no_unit"),
        ({"stock": 0}, "S9", "product.stock", "no_stock"),
    ],
)
def test_showcase_names_the_field_that_closes_the_gap(
    change: dict[str, Any], rule: str, target: str, code: str
) -> None:
    found = gaps(Gate.SHOWCASE, {**BAG, **change})
    assert [(g.rule, g.target, g.code) for g in found] == [(rule, target, code)]


@pytest.mark.parametrize(
    ("change", "rule", "target", "code"),
    [
        ({"name_en": None}, "E2", "product.name_en", "no_english_name"),
        ({"name_en": "TAS  rotan"}, "E2", "product.name_en", "same_name"),
        ({"description_en": "A bag."}, "E2", "product.description_en", "short_description"),
        ({"description_id": BAG["description_en"]}, "E2", "product.description_en", "same_description"),
        ({"hs_code": "4602"}, "E4", "product.hs_code", "unknown_hs_code"),
        ({"hs_code": "460299"}, "E4", "product.hs_code", "unknown_hs_code"),
        ({"cost_idr": None}, "E7", "product.cost_idr", "no_price"),
        ({"moq": 50}, "E8", "product.moq", "broken_cartons"),
        ({"lead_time_days": None}, "E9", "product.lead_time_days", "no_lead_time"),
        ({"carton_net_kg": Decimal(9)}, "E10", "product.carton_gross_kg", "net_over_gross"),
        ({"carton_length_cm": Decimal(6000)}, "E10", "product.carton_length_cm", "odd_carton"),
        ({"carton_height_cm": None}, "E10", "product.carton_height_cm", "no_carton"),
        ({"category": None}, "E11", "product.category", "no_category"),
        ({"material": None}, "E11", "product.material", "no_material"),
        ({"capacity_per_month": 40}, "E12", "product.capacity_per_month", "small_capacity"),
    ],
)
def test_export_names_the_field_that_closes_the_gap(change: dict[str, Any], rule: str, target: str, code: str) -> None:
    found = gaps(Gate.EXPORT, {**BAG, **change})
    assert [(g.rule, g.target, g.code) for g in found] == [(rule, target, code)]


def test_an_empty_draft_lacks_everything_and_each_once() -> None:
    found = gaps(Gate.EXPORT, {"name_id": "Tas"}, photos=())
    assert len(said(found)) == len(set(said(found))) == 18
    assert {g.rule for g in found} == {f"E{n}" for n in range(1, 13)} - {"E5"}  # no supplier: its origin is not asked


def test_the_supplier_stands_for_what_is_its_own() -> None:
    bare = {"name": "Anyam Jaya"}
    assert said(gaps(Gate.SHOWCASE, BAG, maker=bare)) == [("S5", "supplier.province")]
    assert gaps(Gate.SHOWCASE, {**BAG, "origin_province": "34"}, maker=bare) == []
    assert said(gaps(Gate.EXPORT, BAG, maker=bare)) == [
        ("E5", "supplier.province"), ("E12", "supplier.nib"), ("E12", "supplier.phone"),
    ]  # fmt: skip
    assert said(gaps(Gate.EXPORT, BAG, maker={**bare, "regency": "34.02", "nib": "1", "email": "a@b.id"})) == []


def test_sizes_of_photos_count_by_their_shorter_side() -> None:
    small = SeenPhoto(1600, 799, consented=True)
    assert [g.code for g in gaps(Gate.SHOWCASE, BAG, photos=())] == ["no_photo"]
    assert [g.code for g in gaps(Gate.SHOWCASE, BAG, photos=(small,))] == ["small_photo"]
    assert gaps(Gate.SHOWCASE, BAG, photos=(small, PHOTO)) == []
    assert [g.code for g in gaps(Gate.EXPORT, BAG, photos=(small, PHOTO))] == ["small_photo"]
    assert [g.code for g in gaps(Gate.EXPORT, BAG, photos=(SeenPhoto(900, 900, sharpness=1.0),))] == ["blurred_photo"]
    assert [g.code for g in gaps(Gate.SHOWCASE, BAG, photos=(SeenPhoto(900, 900),))] == ["no_consent"]


def test_two_sides_or_a_content_with_its_unit_are_a_size() -> None:
    unsized = {**BAG, "size_text": None}
    assert gaps(Gate.SHOWCASE, {**unsized, "length_cm": Decimal(3), "width_cm": Decimal(4)}) == []
    assert said(gaps(Gate.SHOWCASE, {**unsized, "length_cm": Decimal(3)})) == [("S7", "product.size_text")]
    food = {**KERIPIK, "net_content": None}
    held = (certificate("pirt", expires=date(2030, 1, 1)), certificate("halal"))
    assert (
        said(gaps(Gate.SHOWCASE, food, certificates=held))
        == [("S7", "product.net_content"), ("S7", "product.net_unit")][:1]
    )


def test_food_needs_pirt_or_bpom_and_its_halal_status() -> None:
    assert said(gaps(Gate.SHOWCASE, KERIPIK)) == [("S8", "permit.halal"), ("S8", "permit.pirt")]
    pirt, applied = certificate("pirt", expires=date(2027, 1, 1)), certificate("halal", stage="submitted")
    assert gaps(Gate.SHOWCASE, KERIPIK, certificates=(pirt, applied)) == []
    assert [(g.target, g.code) for g in gaps(Gate.EXPORT, KERIPIK, certificates=(pirt, applied))] == [
        ("permit.halal", "certificate_lapsed")
    ]
    bpom = certificate("bpom_md", expires=date(2027, 1, 1))
    assert gaps(Gate.EXPORT, KERIPIK, certificates=(bpom, certificate("halal"))) == []


def test_a_permit_that_ran_out_is_no_permit() -> None:
    gone = certificate("pirt", expires=date(2026, 11, 21))
    found = gaps(Gate.SHOWCASE, KERIPIK, certificates=(gone, certificate("halal")))
    assert [(g.rule, g.target, g.code) for g in found] == [("S8", "permit.pirt", "certificate_lapsed")]
    assert found[0].message.text("en") == "The certificate is not in force: Home-industry food permit (P-IRT)."


def test_frozen_food_is_asked_for_bpom_alone() -> None:
    frozen = {**KERIPIK, "category": "makanan-beku"}
    assert said(gaps(Gate.SHOWCASE, frozen, certificates=(certificate("halal"),))) == [("S8", "permit.bpom_md")]


def test_perishable_goods_need_a_shelf_life_abroad() -> None:
    held = (certificate("pirt", expires=date(2030, 1, 1)), certificate("halal"))
    assert said(gaps(Gate.EXPORT, {**KERIPIK, "shelf_life_days": None}, certificates=held)) == [
        ("E11", "product.shelf_life_days")
    ]
    assert gaps(Gate.EXPORT, {**BAG, "shelf_life_days": None}) == []


def test_a_list_price_may_come_from_the_cost() -> None:
    basis = PriceBasis("USD", Rate(Decimal(16000), DAY), Decimal("0.3"))
    assert gaps(Gate.EXPORT, BAG, basis=basis) == []
    in_yen = {**BAG, "cost_idr": None, "export_price": Decimal(900), "export_currency": "JPY"}
    assert said(gaps(Gate.EXPORT, in_yen, basis=basis)) == [("E7", "product.cost_idr")]
    assert gaps(Gate.EXPORT, in_yen) == []


def test_every_rule_speaks_of_a_field_that_is_there_in_words_that_hold() -> None:
    for rule in RULES:
        assert rule.field in fields(rule.kind)
        assert str(rule.gap())
    families = {code for code in categories() if "-" not in code}
    from tradehouse.domain import readiness

    assert {*readiness._BY_CONTENT, *readiness._BY_MATERIAL, readiness._SERVICES} <= families
    assert set(readiness._PERISHABLE) <= set(categories())


def test_a_buyers_market_asks_for_its_own_certificates() -> None:
    held = (certificate("halal"), certificate("pirt", expires=date(2028, 1, 1)))
    assert gaps(Gate.EXPORT, KERIPIK, certificates=held) == []
    assert said(gaps(Gate.EXPORT, KERIPIK, certificates=held, market="us")) == [("E11", "permit.fda")]
    assert gaps(Gate.EXPORT, KERIPIK, certificates=held, market="gulf") == []
    assert gaps(Gate.EXPORT, BAG, market="us") == []
