"""What a market asks of a product, and how it stands with its papers."""

from datetime import date, timedelta

import pytest

from tradehouse.domain.certificates import Paper
from tradehouse.domain.reference import categories, markets
from tradehouse.domain.requirements import Asked, Need, Standing, reach, requirements_of, standings

DAY = date(2026, 11, 22)
LATER = date(2030, 1, 1)
HALAL, PIRT = Paper(1, "halal"), Paper(2, "pirt", "issued", date(2024, 1, 1))


def asked(
    category: str, *asking: str, scale: str = "mikro", day: date = DAY, papers: tuple[Paper, ...] = ()
) -> dict[str, Need]:
    return {need.type: need for need in requirements_of(category, scale, asking, day, papers)}


def standing(category: str, *asking: str, papers: tuple[Paper, ...] = ()) -> dict[str, tuple[str, bool]]:
    found = asked(category, *asking, papers=papers)
    return {code: (need.standing.value, need.recommended) for code, need in found.items()}


def test_food_at_home_needs_halal_and_a_food_permit() -> None:
    assert standing("makanan-keripik", "home") == {"halal": ("missing", False), "pirt": ("missing", False)}
    held = asked("makanan-keripik", "home", papers=(HALAL, PIRT))
    assert {code: (need.standing, need.certificate) for code, need in held.items()} == {
        "halal": (Standing.HAVE, 1),
        "pirt": (Standing.HAVE, 2),
    }
    assert held["pirt"].rule.source


@pytest.mark.parametrize(
    ("paper", "expected", "lapsed", "in_process"),
    [
        (Paper(9, "pirt", "issued", expires=LATER), Standing.HAVE, False, False),
        (Paper(9, "pirt", None, expires=DAY + timedelta(181)), Standing.HAVE, False, False),
        (Paper(9, "pirt", "issued", expires=DAY + timedelta(180)), Standing.EXPIRING, False, False),  # its lead
        (Paper(9, "pirt", "issued", expires=DAY), Standing.EXPIRING, False, False),
        (Paper(9, "pirt", "issued", expires=DAY - timedelta(1)), Standing.MISSING, True, False),
        (Paper(9, "pirt", "issued"), Standing.MISSING, True, False),  # nothing shows that it holds
        (Paper(9, "pirt", "issued", no_expiry=True), Standing.HAVE, False, False),
        (Paper(9, "pirt", "submitted", expires=LATER), Standing.MISSING, False, True),
        (Paper(9, "pirt", "refused", expires=LATER), Standing.MISSING, False, False),
        (Paper(9, "bpom_md", "issued", expires=LATER), Standing.HAVE, False, False),  # stands for a P-IRT
        (Paper(9, "merek", "issued", expires=LATER), Standing.MISSING, False, False),
    ],
)
def test_a_need_stands_as_its_best_paper(paper: Paper, expected: Standing, *, lapsed: bool, in_process: bool) -> None:
    need = asked("makanan-keripik", "home", papers=(paper,))["pirt"]
    assert (need.standing, need.lapsed, need.in_process) == (expected, lapsed, in_process)
    assert need.known == (paper.type != "merek")
    assert need.certificate == (9 if need.known else None)
    assert need.blocks == (expected is Standing.MISSING)


def test_a_running_renewal_beside_a_lapsed_paper_is_told_with_it() -> None:
    papers = (Paper(1, "pirt", "issued", date(2019, 1, 1)), Paper(2, "pirt", "audit"))
    need = asked("minuman-kopi", "home", papers=papers)["pirt"]
    assert (need.standing, need.lapsed, need.in_process, need.certificate) == (Standing.MISSING, True, True, 1)


def test_frozen_food_is_not_asked_for_what_its_registration_stands_for() -> None:
    found = standing("makanan-beku", "home")
    assert found["bpom_md"] == ("missing", False)
    assert found["pirt"] == ("not_needed", False)
    held = standing("makanan-beku", "home", papers=(Paper(3, "bpom_md", "issued", expires=LATER),))
    assert held["bpom_md"] == held["pirt"] == ("have", False)


def test_rules_have_days_scales_and_a_warning_beforehand() -> None:
    large = asked("makanan", "home", scale="menengah", day=date(2025, 1, 1))["halal"]
    small = asked("makanan", "home", scale="mikro", day=date(2026, 1, 1))["halal"]
    assert (large.recommended, large.rule.valid_from) == (False, date(2024, 10, 18))
    assert (small.recommended, small.rule.valid_from) == (True, date(2026, 10, 18))  # a duty to come
    assert "halal" not in asked("makanan", "home", scale="mikro", day=date(2025, 1, 1))
    assert not asked("makanan", "home", scale="", day=date(2025, 1, 1))[
        "halal"
    ].recommended  # unknown: the careful answer
    assert not asked("makanan", "home")["halal"].recommended


def test_each_market_asks_its_own_and_what_holds_around_it() -> None:
    assert "fda" in asked("makanan-keripik", "us")
    assert "pirt" not in asked("makanan-keripik", "us")
    assert asked("makanan-keripik", "home", "us").keys() > asked("makanan-keripik", "home").keys()
    assert asked("makanan", "horeca").keys() > asked("makanan", "home").keys()
    assert asked("kriya", "lkpp")["tkdn"].recommended
    assert not asked("mebel-kayu", "jp")["svlk"].recommended
    assert asked("wastra-batik", "eu")["oeko_tex"].recommended
    assert standing("makanan", "gulf")["halal"] == ("missing", False)
    assert reach("eu") == ("eu", "abroad")
    assert reach("home") == ("home",)
    assert reach("") == ()


def test_what_goes_with_a_shipment_never_blocks() -> None:
    need = asked("agro-kopi", "eu", day=date(2027, 1, 1))["eudr"]
    assert not need.recommended
    assert need.standing is Standing.MISSING
    assert not need.blocks


def test_many_products_get_the_answers_that_each_alone_would_get() -> None:
    papers = {
        1: [
            Paper(1, "halal", category="makanan"),
            Paper(2, "pirt", "issued", date(2024, 1, 1), products=frozenset({10})),
            Paper(3, "haccp", "issued", expires=LATER),
            Paper(4, "oeko_tex", "issued", expires=DAY, products=frozenset({12}), category="fesyen"),
        ],
        2: [Paper(5, "merek", "issued", expires=LATER)],
    }
    products = [
        Asked(n, supplier, category, "mikro")
        for n, (supplier, category) in enumerate(
            ((s, c) for s in (1, 2, 3) for c in ("makanan-keripik", "minuman-kopi", "wastra-batik", "fesyen-tas", "")),
            9,
        )
    ]
    everywhere = list(markets())
    answers = list(standings(products, papers, everywhere, DAY))
    assert [answer.product for answer in answers] == [product.id for product in products]
    for product, answer in zip(products, answers, strict=True):
        parent = {product.category, categories()[product.category].parent if product.category else ""}
        own = [p for p in papers.get(product.supplier, []) if p.covers(product.id, parent)]
        for market in everywhere:
            alone = requirements_of(product.category, product.scale, [market], DAY, own)
            told = [(n.type, n.standing, n.held_by, answer.certificate(n)) for n in answer.needs[market]]
            assert told == [(n.type, n.standing, n.held_by, n.certificate) for n in alone]


def test_a_certificate_covers_everything_a_category_or_picked_products() -> None:
    assert Paper(1, "halal").covers(7, ("makanan-kue", "makanan"))
    assert Paper(1, "halal", category="makanan").covers(7, ("makanan-kue", "makanan"))
    assert not Paper(1, "halal", category="minuman").covers(7, ("makanan-kue", "makanan"))
    assert Paper(1, "halal", category="minuman", products=frozenset({7})).covers(7, ("makanan-kue", "makanan"))
    assert not Paper(1, "halal", products=frozenset({8})).covers(7, ())
