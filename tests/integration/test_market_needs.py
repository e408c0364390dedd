"""Which certificates products need by market: of one product, of all, by supplier; gates say the same."""

from datetime import date, timedelta
from typing import Any

import pytest

from tradehouse.domain.errors import NotFound
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.readiness import Gate
from tradehouse.domain.reference_data import certification_types, markets
from tradehouse.domain.requirements import HOME, Standing
from tradehouse.services import editing, readiness
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.certificate_matrix import CellState, Wanted, matrix, names
from tradehouse.services.house import TradingTerms
from tradehouse.services.requirements import needs_of, picture

PRODUCT, SUPPLIER, CERTIFICATION = RecordKind.PRODUCT, RecordKind.SUPPLIER, RecordKind.CERTIFICATION
DAY = date(2026, 11, 22)
LATER = DAY + timedelta(days=900)


def paper(catalogue: Catalogue, supplier: int, kind: str, **values: Any) -> int:
    return editing.create(catalogue, CERTIFICATION, {"supplier": supplier, "type": kind, **values})


@pytest.fixture
def ids(catalogue: Catalogue) -> dict[str, int]:
    """Two suppliers of snacks and one of baskets; the first has a P-IRT for one of its two snacks."""
    made: dict[str, int] = {}
    for name, province in (("Dapur Sari", "64"), ("Keripik Ibu", "34"), ("Anyam Jaya", "34")):
        made[name] = editing.create(catalogue, SUPPLIER, {"name": name, "province": province, "scale": "mikro"})
    for name, supplier, category in (
        ("Amplang", "Dapur Sari", "makanan-keripik"),
        ("Abon", "Dapur Sari", "makanan-keripik"),
        ("Keripik", "Keripik Ibu", "makanan-keripik"),
        ("Tas", "Anyam Jaya", "kriya-anyaman"),
    ):
        values = {"name_id": name, "supplier": made[supplier], "category": category}
        made[name] = editing.create(catalogue, PRODUCT, values)
    made["P-IRT"] = paper(catalogue, made["Dapur Sari"], "pirt", expires=LATER, products=(made["Amplang"],))
    return made


def standing(catalogue: Catalogue, product: int, kind: str, market: str = HOME) -> Standing | None:
    found = needs_of(catalogue, product, [market], DAY)
    assert found is not None
    return next((need.standing for need in found.needs[market] if need.type == kind), None)


def test_one_product_is_told_what_each_market_asks_and_which_certificate_answers(
    catalogue: Catalogue, ids: dict[str, int]
) -> None:
    found = needs_of(catalogue, ids["Amplang"], day=DAY)
    assert found is not None
    home = {need.type: need for need in found.needs[HOME]}
    assert home["pirt"].standing is Standing.HAVE
    assert home["pirt"].certificate == ids["P-IRT"]
    assert home["halal"].standing is Standing.MISSING
    assert standing(catalogue, ids["Abon"], "pirt") is Standing.MISSING
    assert standing(catalogue, ids["Tas"], "pirt") is None
    assert "gulf" in found.needs


def test_a_product_that_is_gone_has_no_needs(catalogue: Catalogue) -> None:
    assert needs_of(catalogue, 99) is None


def test_the_picture_counts_by_type_and_names_what_each_supplier_must_get(
    catalogue: Catalogue, ids: dict[str, int]
) -> None:
    seen = picture(catalogue, [HOME], day=DAY)
    assert seen.products == 4
    counts = {count.type: count for count in seen.types}
    assert list(counts["pirt"].products[Standing.HAVE]) == [ids["Amplang"]]
    assert set(counts["pirt"].products[Standing.MISSING]) == {ids["Abon"], ids["Keripik"]}
    gaps = {(gap.maker.name, gap.type): gap for gap in seen.gaps}
    assert set(gaps["Dapur Sari", "halal"].products) == {ids["Amplang"], ids["Abon"]}
    assert gaps["Dapur Sari", "pirt"].products == (ids["Abon"],)
    assert gaps["Keripik Ibu", "pirt"].markets == (HOME,)
    assert not gaps["Keripik Ibu", "pirt"].recommended


def test_what_is_recommended_is_counted_apart_from_what_is_required(catalogue: Catalogue, ids: dict[str, int]) -> None:
    worn = editing.create(
        catalogue, PRODUCT, {"name_id": "Tas kulit", "supplier": ids["Dapur Sari"], "category": "kriya-kulit"}
    )
    seen = picture(catalogue, [HOME], day=DAY)
    halal = {count.recommended: set(count.products[Standing.MISSING]) for count in seen.types if count.type == "halal"}
    assert halal == {False: {ids["Amplang"], ids["Abon"], ids["Keripik"]}, True: {worn}}
    for count in seen.types:
        lacking = set(count.products[Standing.MISSING]) if not count.per_shipment else set()
        gaps = [gap for gap in seen.gaps if (gap.type, gap.recommended) == (count.type, count.recommended)]
        assert lacking == {product for gap in gaps for product in gap.products}, count.type


def test_a_gap_of_several_markets_is_one_line(catalogue: Catalogue, ids: dict[str, int]) -> None:
    seen = picture(catalogue, [HOME, "gulf"], [ids["Keripik"]], day=DAY)
    halal = [gap for gap in seen.gaps if gap.type == "halal"]
    assert len(halal) == 1
    assert halal[0].markets == (HOME, "gulf")


def test_an_application_under_way_is_still_a_gap_and_says_so(catalogue: Catalogue, ids: dict[str, int]) -> None:
    paper(catalogue, ids["Keripik Ibu"], "halal", stage="submitted")
    gap = next(g for g in picture(catalogue, [HOME], [ids["Keripik"]], day=DAY).gaps if g.type == "halal")
    assert gap.in_process
    assert not gap.lapsed


def test_a_province_or_a_supplier_narrows_the_picture(catalogue: Catalogue, ids: dict[str, int]) -> None:
    assert {gap.maker.name for gap in picture(catalogue, [HOME], province="64", day=DAY).gaps} == {"Dapur Sari"}
    assert picture(catalogue, [HOME], supplier=ids["Keripik Ibu"], day=DAY).products == 1


def test_archived_and_trashed_products_are_not_asked_about(catalogue: Catalogue, ids: dict[str, int]) -> None:
    editing.change(catalogue, PRODUCT, ids["Keripik"], "status", "archived")
    editing.trash(catalogue, PRODUCT, [ids["Tas"]])
    assert picture(catalogue, [HOME], day=DAY).products == 2


def test_an_unknown_market_is_refused_with_those_there_are(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound, match="mars"):
        picture(catalogue, ["mars"])


def test_the_export_gate_names_exactly_what_the_picture_calls_missing(
    catalogue: Catalogue, ids: dict[str, int]
) -> None:
    paper(catalogue, ids["Dapur Sari"], "halal", issued=DAY - timedelta(days=90))
    paper(catalogue, ids["Keripik Ibu"], "pirt", expires=DAY - timedelta(days=1))
    for market in markets():
        blocked: dict[int, set[str]] = {}
        seen = picture(catalogue, [HOME, "abroad", market])
        for gap in seen.gaps:
            for product in gap.products if not gap.recommended else ():
                blocked.setdefault(product, set()).add(gap.type)
        with catalogue.database.reading() as read:
            products = [ids[name] for name in ("Amplang", "Abon", "Keripik", "Tas")]
            for product, gaps in readiness.gaps_in(read, products, Gate.EXPORT, TradingTerms(), market):
                asked = {gap.field for gap in gaps if gap.kind is CERTIFICATION and gap.field in certification_types()}
                assert asked == blocked.get(product.id, set()), market


# --- the matrix -------------------------------------------------------------------------------------------------------


def test_suppliers_stand_with_each_type_that_they_have_or_need(catalogue: Catalogue, ids: dict[str, int]) -> None:
    paper(catalogue, ids["Keripik Ibu"], "halal", stage="audit")
    paper(catalogue, ids["Keripik Ibu"], "pirt", expires=DAY - timedelta(days=3))
    paper(catalogue, ids["Anyam Jaya"], "merek", expires=DAY + timedelta(days=20))
    seen = matrix(catalogue, Wanted(SUPPLIER), day=DAY)
    rows = {
        maker.name: seen.cells[list(seen.ids).index(i)] for i, maker in names(catalogue, SUPPLIER, seen.ids).items()
    }
    assert rows["Dapur Sari"]["pirt"].state is CellState.PARTLY
    assert rows["Dapur Sari"]["pirt"].missing == 1
    assert rows["Dapur Sari"]["halal"].state is CellState.MISSING
    assert rows["Keripik Ibu"]["halal"].state is CellState.IN_PROCESS
    assert rows["Keripik Ibu"]["pirt"].state is CellState.EXPIRED
    assert rows["Anyam Jaya"]["merek"].state is CellState.EXPIRING
    assert "pirt" not in rows["Anyam Jaya"]
    assert {"halal", "pirt", "merek"} <= set(seen.types)


def test_products_stand_with_each_type_and_a_cell_names_its_certificate(
    catalogue: Catalogue, ids: dict[str, int]
) -> None:
    seen = matrix(catalogue, Wanted(PRODUCT), day=DAY)
    rows = dict(zip(seen.ids, seen.cells, strict=True))
    assert rows[ids["Amplang"]]["pirt"].state is CellState.VALID
    assert rows[ids["Amplang"]]["pirt"].paper == ids["P-IRT"]
    assert rows[ids["Abon"]]["pirt"].state is CellState.MISSING
    assert rows[ids["Tas"]].get("pirt") is None


def test_rows_of_the_matrix_are_narrowed_by_words_province_and_category(
    catalogue: Catalogue, ids: dict[str, int]
) -> None:
    assert list(matrix(catalogue, Wanted(SUPPLIER, text="anyam"), day=DAY).ids) == [ids["Anyam Jaya"]]
    assert list(matrix(catalogue, Wanted(SUPPLIER, province="64"), day=DAY).ids) == [ids["Dapur Sari"]]
    snacks = matrix(catalogue, Wanted(SUPPLIER, category="makanan"), day=DAY)
    assert set(snacks.ids) == {ids["Dapur Sari"], ids["Keripik Ibu"]}
    assert list(matrix(catalogue, Wanted(PRODUCT, category="kriya"), day=DAY).ids) == [ids["Tas"]]


def test_a_certificate_without_a_date_is_not_called_expired(catalogue: Catalogue, ids: dict[str, int]) -> None:
    paper(catalogue, ids["Keripik Ibu"], "pirt")
    seen = matrix(catalogue, Wanted(PRODUCT), day=DAY)
    assert dict(zip(seen.ids, seen.cells, strict=True))[ids["Keripik"]]["pirt"].state is CellState.UNDATED
