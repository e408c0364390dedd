"""Rows that nothing had before are taken in a shorter way, which leads to the same plan as looking for each."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from import_desk import Rows, run, write_csv

from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.drafts import Draft
from tradehouse.services.importing.matching_products import ProductMatcher
from tradehouse.services.importing.options import ImportOptions
from tradehouse.services.importing.planning import ImportPlan, plan_import
from tradehouse.services.importing.reporting import report_of

HEADINGS = ["Nama Produk", "Kode Barang", "Barcode (EAN)", "Varian", "Nama UMKM", "Harga", "Satuan", "Isi Bersih"]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Tas rotan", "TAS  ROTAN", "Kain", "Kopi", "", "-"]),
        st.sampled_from(["", "A-1", "a1", "A2", "A3", "A4", "A5", "kosongkan"]),
        st.sampled_from(["", "", "4006381333931", "8990000000010", "96385074"]),
        st.sampled_from(["", "", "merah", "Merah", "biru"]),
        st.sampled_from(["Ibu Sri", "ibu sri", "CV Maju", ""]),
        st.sampled_from(["", "5000", "7500", "mahal"]),
        st.sampled_from(["", "pcs", "lusin", "zzz"]),
        st.sampled_from(["", "250 g", "1 kg"]),
    ),
    min_size=1,
    max_size=9,
)
SEVERAL = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)


def told(plan: ImportPlan) -> Any:
    """All that a plan says, with drafts by their places in their books."""
    numbers = {id(d): (kind, n) for kind, book in plan.books.items() for n, d in enumerate(book.drafts)}

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: tuple(map(plain, pair)) if isinstance(pair, tuple) else pair for key, pair in value.items()}
        return numbers.get(id(value), "a draft of no row") if isinstance(value, Draft) else value

    drafts = [
        {name: plain(getattr(draft, name)) for name in Draft.__slots__ if name != "covers"}
        for book in plan.books.values()
        for draft in book.drafts
    ]
    results = [[r and (plain(r[0]), plain(r[1]), len(r[2])) for r in part.results] for part in plan.parts]
    report = report_of(plan, None).plain()
    return drafts, results, plan.outcomes, report, [str(question) for question in plan.alike]


def both_plans(catalogue: Catalogue, files: list[Path], monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    found = []
    for shorter in (True, False):
        with monkeypatch.context() as patched:
            if not shorter:
                patched.setattr(ProductMatcher, "begin", lambda *_: None)
            plan = plan_import(catalogue, ImportOptions(files=tuple(files)))
            found.append(told(plan))
            plan.close()
    return found


@SEVERAL
@given(first=ROWS, second=ROWS)
def test_a_plan_is_the_same_in_both_ways(
    first: Rows, second: Rows, tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = ["Anyaman", "N-0", "", "", "Ibu Sri", "1000", "pcs", ""]
    files = [
        write_csv(tmp_path / f"{name}.csv", [HEADINGS, named, *rows])
        for name, rows in (("first", first), ("second", second))
    ]
    shorter, longer = both_plans(catalogue, files, monkeypatch)
    assert shorter == longer


@SEVERAL
@given(first=ROWS, second=ROWS)
def test_a_plan_against_a_filled_catalogue_is_the_same_in_both_ways(
    first: Rows, second: Rows, tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = ["Anyaman", "N-0", "", "", "Ibu Sri", "1000", "pcs", ""]
    run(catalogue, write_csv(tmp_path / "first.csv", [HEADINGS, named, *first]))
    shorter, longer = both_plans(
        catalogue, [write_csv(tmp_path / "second.csv", [HEADINGS, named, *second])], monkeypatch
    )
    assert shorter == longer
