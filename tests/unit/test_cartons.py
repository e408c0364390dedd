"""Cartons by hand: volume, and what a container takes by volume and by weight."""

from decimal import Decimal

from tradehouse.domain.cartons import (
    Carton,
    carton_of,
    cartons_in,
    check_carton,
    containers,
    filled,
    units_in,
)

D = Decimal

BASKETS = Carton(D(60), D(40), D(50), D(7), D(8), 24)  # 0.12 m³, 8 kg: light and bulky
TILES = Carton(D(40), D(30), D(20), D(29), D(30), 10)  # 0.024 m³, 30 kg: heavy


def test_shipped_containers_are_the_usual_ones() -> None:
    assert (containers()["20GP"].volume_m3, containers()["20GP"].payload_kg) == (D(28), D(22000))
    assert (containers()["40HQ"].volume_m3, containers()["40HQ"].payload_kg) == (D(68), D(24000))


def test_volume_is_unrounded() -> None:
    assert Carton(D("33.5"), D("21.5"), D("12.3")).cbm == D("0.0088590750") == D("33.5") * D("21.5") * D("12.3") / 10**6
    assert Carton(D(30), None, D(20)).cbm is None


def test_light_goods_fill_by_volume() -> None:
    # 28 / 0.12 = 233.3 cartons (1,864 kg); 68 / 0.12 = 566.7
    assert cartons_in(BASKETS, containers()["20GP"]) == 233
    assert units_in(BASKETS, containers()["20GP"]) == 233 * 24
    assert units_in(BASKETS, containers()["40HQ"]) == 566 * 24


def test_heavy_goods_fill_by_weight() -> None:
    # 22,000 / 30 = 733.3 cartons, though 28 / 0.024 = 1,166 would fit; 24,000 / 30 = 800
    assert units_in(TILES, containers()["20GP"]) == 733 * 10
    assert units_in(TILES, containers()["40HQ"]) == 800 * 10


def test_nothing_is_promised_without_size_weight_or_content() -> None:
    assert units_in(Carton(D(60), D(40), D(50), None, None, 24), containers()["20GP"]) is None
    assert units_in(Carton(None, D(40), D(50), None, D(8), 24), containers()["20GP"]) is None
    assert units_in(Carton(D(60), D(40), D(50), None, D(8), None), containers()["20GP"]) is None


def test_zero_sides_count_as_unknown() -> None:
    carton = carton_of(
        {"carton_length_cm": D(0), "carton_width_cm": D(40), "carton_height_cm": D(50), "carton_gross_kg": D(8)}
    )
    assert carton.cbm is None
    assert cartons_in(carton, containers()["20GP"]) is None


def test_share_of_a_container_is_volume_or_weight_whichever_is_more() -> None:
    assert filled(D(14), D(5500), containers()["20GP"]) == D("0.5")
    assert filled(D(7), D(16500), containers()["20GP"]) == D("0.75")


def test_slipped_decimal_marks_are_seen() -> None:
    assert check_carton(BASKETS) == []
    assert check_carton(TILES) == []
    assert [p.code for p in check_carton(Carton(D(600), D(400), D(500), None, D(8)))] == ["odd_cbm"]
    assert [p.code for p in check_carton(Carton(D(60), D(40), D(50), None, D(800)))] == ["odd_density"]
    assert [p.code for p in check_carton(Carton(D(60), D(40), D(50), None, D("0.8")))] == ["odd_density"]
    assert [p.code for p in check_carton(Carton(D(60), D(40), D(50), D(9), D(8)))] == ["net_over_gross"]
