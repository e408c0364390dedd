"""The reports, each on rows of its own: what they count, the names behind it, and how they are narrowed."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.report_making import cell, insert, labels, programme, suppliers, total, values
from tradehouse.cli.program import run_command_line
from tradehouse.domain.errors import NotFound, UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.progress import Progress
from tradehouse.domain.report_filters import Filters
from tradehouse.domain.reports import Report
from tradehouse.services import editing, history
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.services.reports import (
    REPORTS,
    ids_behind,
    make_report,
    readiness,
    report_named,
    set_targets,
    with_details,
)
from tradehouse.services.reports.choices import choices


def made(catalogue: Catalogue, name: str, **filters: object) -> Report:
    return make_report(catalogue, report_named(name), Filters(**filters))  # type: ignore[arg-type]


def behind(catalogue: Catalogue, report: Report, label: str, key: str) -> set[int]:
    return set(ids_behind(catalogue, report.names[cell(report, label, key).names]))


def month(years: float) -> str:
    return (date.today() - timedelta(days=round(365.25 * years))).isoformat()


@pytest.fixture
def four(catalogue: Catalogue) -> list[int]:
    return suppliers(
        catalogue,
        {"province": "34", "regency": "34.02", "sector": "KERAJINAN", "sales_idr": Decimal(10**9)},
        {"province": "34", "regency": "34.71", "sector": "kerajinan ", "capital_idr": Decimal(2 * 10**9)},
        {"province": "81", "regency": "81.71", "sector": "Minuman", "kind": "koperasi", "scale": "mikro"},
        {},
    )


def test_every_report_of_nothing_is_empty_and_says_where_its_data_comes_from(catalogue: Catalogue) -> None:
    for kind in REPORTS.values():
        report = make_report(catalogue, kind)
        assert report.empty
        assert kind.source
        assert report.title


def test_scale_says_which_rule_it_follows_and_keeps_cooperatives_apart(catalogue: Catalogue, four: list[int]) -> None:
    report = made(catalogue, "skala")
    assert [cell(report, "Micro", key).value for key in ("umkm", "koperasi", "total", "share")] == [1, 1, 2, 50]
    assert cell(report, "By business capital (PP 7/2021)", "total").value == 1
    assert behind(catalogue, report, "Micro", "koperasi") == {four[2]}
    assert [section.totals[3].value for section in report.sections] == [4, 4]


def test_regions_lead_to_their_regencies_and_sectors_do_not_depend_on_how_they_are_typed(
    catalogue: Catalogue, four: list[int]
) -> None:
    report = made(catalogue, "region")
    assert report.rows[0][0].narrows == ("province", "34")
    closer = made(catalogue, "region", province="34")
    assert set(labels(closer)) == {"Bantul Regency", "Yogyakarta City"}
    assert closer.filters == ("Province: Yogyakarta",)
    sectors = made(catalogue, "sectors")
    assert cell(sectors, "Kerajinan", "total").value == 2
    assert behind(catalogue, sectors, "Kerajinan", "total") == set(four[:2])
    assert "1 cooperative and 3 UMKM in 3 regencies" in made(catalogue, "intake").notes


def test_the_intake_of_maluku_is_as_the_article_has_it(catalogue: Catalogue) -> None:
    places = [*(f"81.0{n}" for n in range(1, 10)), "81.71", "81.72"]
    rows = [
        {"kind": "koperasi" if n < 10 else "umkm", "province": "81", "regency": places[n % 11]} for n in range(1046)
    ]
    suppliers(catalogue, *rows)
    assert made(catalogue, "intake", province="81").notes == ("10 cooperatives and 1,036 UMKM in 11 regencies",)


def test_certificates_by_type_and_validity(catalogue: Catalogue, four: list[int]) -> None:
    for supplier, days in ((four[0], 400), (four[0], 30), (four[2], -10)):
        expires = date.today() + timedelta(days=days)
        editing.create(
            catalogue,
            RecordKind.CERTIFICATION,
            {"type": "pirt", "supplier": supplier, "stage": "issued", "expires": expires},
        )
    report = made(catalogue, "certificates")
    assert [report.rows[0][n].value for n in range(1, 5)] == [1, 1, 1, 3]
    assert made(catalogue, "certificates", kind="koperasi").rows[0][4].value == 1


def test_steps_up_by_quarter_and_the_scale_then_and_now(catalogue: Catalogue, four: list[int]) -> None:
    step = {"came_from": "mikro", "went_to": "kecil", "kind": "scale"}
    insert(
        catalogue, "step_up",
        {**step, "supplier_id": four[1], "date": "2025-02-03"},
        {"came_from": "regency", "went_to": "province", "kind": "reach", "supplier_id": four[2], "date": "2025-05-01"},
    )  # fmt: skip
    report = made(catalogue, "growth")
    assert cell(report, "Q1 2025", "umkm").value == 1
    assert cell(report, "Market: Regency → Province", "koperasi").value == 1
    assert behind(catalogue, report, "Micro → Small", "total") == {four[1]}
    assert [chart.title for chart in report.charts] == ["Steps up by quarter", "Business scale, then and now"]
    assert "Q1 2025" not in labels(made(catalogue, "growth", year=2025, quarter=2))


def test_a_cohort_through_three_years(catalogue: Catalogue, four: list[int]) -> None:
    grows, stops, still, _other = four
    starts = month(2.5)
    insert(
        catalogue, "mentoring_case",
        {"supplier_id": grows, "starts": starts, "outcome": "alumni"},
        {"supplier_id": stops, "starts": starts, "outcome": "stopped"},
        {"supplier_id": still, "starts": starts, "outcome": "running"},
    )  # fmt: skip
    for supplier, sales in ((grows, (100, 120, 150)), (stops, (100, 120, 121)), (still, (100, 100, 100))):
        insert(
            catalogue, "growth_snapshot",
            *({"supplier_id": supplier, "date": month(2.5 - n * 1.1), "sales_idr": one} for n, one in enumerate(sales)),
        )  # fmt: skip
    insert(catalogue, "step_up", {"supplier_id": grows, "date": month(1), "kind": "reach", "went_to": "national"})
    report = made(catalogue, "kohort")
    keys = ("begun", "growing_12", "growing_24", "wider", "scale_up", "alumni", "stalled")
    assert [total(report, key) for key in keys] == [3, 2, 1, 1, 0, 1, 1]
    assert behind(catalogue, report, starts[:4], "stalled") == {still}


def test_mentored_beside_only_trained_beside_neither(catalogue: Catalogue, four: list[int]) -> None:
    mentored, trained, _third, _fourth = four
    insert(
        catalogue, "mentoring_case",
        {"supplier_id": mentored, "starts": month(3.5), "outcome": "running"},
    )  # fmt: skip
    course = programme(catalogue, "Kelas")
    insert(
        catalogue,
        "participation",
        *({"programme_id": course, "supplier_id": one, "attended": 1} for one in (mentored, trained)),
    )
    insert(
        catalogue, "growth_snapshot",
        {"supplier_id": mentored, "date": "2024-01-01", "sales_idr": 100}, {"supplier_id": mentored, "date": "2025-01-01", "sales_idr": 200},
        {"supplier_id": trained, "date": "2024-01-01", "sales_idr": 100}, {"supplier_id": trained, "date": "2025-01-01", "sales_idr": 100},
    )  # fmt: skip
    report = made(catalogue, "mentoring")
    assert cell(report, "Running for more than 36 months", "suppliers").value == 1
    assert [cell(report, "Mentored", key).value for key in ("suppliers", "measured", "grown_share")] == [1, 1, 100]
    assert [cell(report, "Only trained", key).value for key in ("suppliers", "grown_share")] == [1, 0]
    assert [cell(report, "Neither", key).value for key in ("suppliers", "grown_share")] == [2, None]


def test_where_suppliers_stand_on_the_way_to_digital(catalogue: Catalogue) -> None:
    hero = {
        "digital_stage": "hero",
        "hero_brand": True,
        "hero_initiator": True,
        "aggregator": True,
        "lkpp_status": "registered",
    }
    ids = suppliers(catalogue, hero, {"digital_stage": "market", "market_reach": "export", "kind": "koperasi"}, {})
    report = made(catalogue, "digital")
    assert [cell(report, f"{n}", "total").value for n in ("4 Local hero", "3 Market access", "Hero: strong brand")] == [
        1,
        1,
        1,
    ]
    assert behind(catalogue, report, "Sells abroad", "koperasi") == {ids[1]}
    assert behind(catalogue, report, "Hero: initiator", "umkm") == {ids[0]}


def test_services_and_their_follow_ups(catalogue: Catalogue, four: list[int]) -> None:
    for n, supplier in enumerate(four[:3]):
        given_on = {"supplier": supplier, "date": date(2025, 3 * n + 1, 5), "kind": "visit", "consultant_field": "sdm"}
        editing.create(catalogue, RecordKind.SERVICE, {**given_on, "next_date": date(2025, 12, 1) if n else None})
    report = made(catalogue, "layanan", year=2025)
    assert cell(report, "Human resources", "total").value == 3
    assert cell(report, "Overdue", "total").value == 2
    assert report.names[cell(report, "Overdue", "total").names].kind is RecordKind.SERVICE
    assert sum(values(made(catalogue, "services", year=2025, quarter=1), "total")[:1]) == 1


def test_problems_and_surveys_name_the_sectors_that_are_hit(catalogue: Catalogue, four: list[int]) -> None:
    problem = {"kind": "sales", "field": "pemasaran", "opened": "2025-02-01"}
    insert(
        catalogue, "problem",
        {**problem, "supplier_id": four[0], "severity": "heavy"},
        {**problem, "supplier_id": four[2], "severity": "light", "solved": "2025-03-01"},
    )  # fmt: skip
    report = made(catalogue, "problems")
    assert [cell(report, "Sales have dropped", key).value for key in ("open", "solved", "total")] == [1, 1, 2]
    (wave,) = insert(catalogue, "survey_wave", {"name": "Gelombang 1", "date": "2025-06-01"})
    answer = {"survey_wave_id": wave, "staff_before": 10, "cash_months": 2.5}
    insert(
        catalogue, "survey_answer",
        {**answer, "supplier_id": four[0], "turnover_change": -60, "staff_cut": 6},
        {**answer, "supplier_id": four[1], "turnover_change": -40, "staff_cut": None},
        {**answer, "supplier_id": four[2], "turnover_change": -10, "staff_cut": 0},
    )  # fmt: skip
    report = made(catalogue, "survei")
    assert [row[0].value for row in report.sections[1].rows] == ["Kerajinan", "Minuman"]
    assert cell(report, "Kerajinan", "turnover_change").value == Decimal("-50.0")
    assert [cell(report, "Kerajinan", key).value for key in ("staff_before", "staff_cut", "staff_cut_share")] == [
        10,
        6,
        Decimal("60.0"),
    ]
    assert behind(catalogue, report, "Kerajinan", "firms") == set(four[:2])


def test_partners_and_what_they_carry(catalogue: Catalogue, four: list[int]) -> None:
    bank = editing.create(catalogue, RecordKind.PARTNER, {"name": "Bank", "kind": "lender", "status": "active"})
    course = programme(catalogue, "Kelas")
    insert(
        catalogue,
        "partner_link",
        {"partner_id": bank, "programme_id": course},
        {"partner_id": bank, "supplier_id": four[0]},
    )
    report = made(catalogue, "mitra")
    assert [cell(report, "Lender", key).value for key in ("partners", "active", "programmes", "suppliers")] == [
        1,
        1,
        1,
        1,
    ]


def test_ready_products_and_what_stops_the_others(catalogue: Catalogue, four: list[int]) -> None:
    editing.create(catalogue, RecordKind.PRODUCT, {"name_id": "Tas", "category": "kriya", "supplier": four[0]})
    report = made(catalogue, "kesiapan")
    assert cell(report, "Ready for the showroom", "total").value == 0
    assert cell(report, "It has no photo.", "umkm").value == 1
    assert made(catalogue, "readiness", province="81").empty


def test_readiness_asks_anew_only_what_changed_and_says_the_same(
    catalogue: Catalogue, four: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    products = [
        editing.create(
            catalogue, RecordKind.PRODUCT, {"name_id": f"Tas {n}", "category": "kriya", "supplier": four[n % 2]}
        )
        for n in range(6)
    ]
    paper = editing.create(
        catalogue,
        RecordKind.CERTIFICATION,
        {"type": "pirt", "supplier": four[0], "number": "2063471010001-29", "stage": "issued"},
    )
    made(catalogue, "readiness")
    changes: list[Callable[[], object]] = [
        lambda: editing.change_many(catalogue, RecordKind.PRODUCT, [products[0]], {"unit": "pcs", "moq": 5}),
        lambda: editing.change_many(
            catalogue, RecordKind.SUPPLIER, [four[1]], {"nib": "0220001234567", "phone": "081234567890"}
        ),
        lambda: editing.change_many(catalogue, RecordKind.CERTIFICATION, [paper], {"supplier": four[1]}),
        lambda: editing.trash(catalogue, RecordKind.PRODUCT, [products[2]]),
        lambda: history.undo(catalogue),
        lambda: editing.change_many(catalogue, RecordKind.PRODUCT, [products[3]], {"supplier": four[2]}),
    ]
    for change in changes:
        change()
        kept = made(catalogue, "readiness")
        with monkeypatch.context() as fresh:
            fresh.setattr(readiness, "_KNOWN", readiness._Known())
            assert made(catalogue, "readiness").sections == kept.sections


def test_targets_stand_beside_what_was_realised_and_are_undone(catalogue: Catalogue, four: list[int]) -> None:
    this = date.today()
    set_targets(catalogue, "intake", "Intake", this.year, {1: 8, 2: 8, 3: 8, 4: 8})
    report = made(catalogue, "intake")
    section = report.sections[0]
    assert section.totals[-2].value == 32
    quarter = section.rows[(this.month - 1) // 3]
    assert quarter[-1].value == 50
    assert set(ids_behind(catalogue, report.names[quarter[-4].names])) == set(four)
    set_targets(catalogue, "intake", "Intake", this.year, dict.fromkeys(range(1, 5)))
    assert made(catalogue, "intake").columns[-1].key == "share"
    history.undo(catalogue)
    assert made(catalogue, "intake").columns[-1].key == "reached"
    with pytest.raises(UserError):
        set_targets(catalogue, "intake", "Intake", this.year, {1: -1})


def test_the_sheet_of_names_lists_each_number_once(catalogue: Catalogue, four: list[int]) -> None:
    report = with_details(catalogue, made(catalogue, "region"), Progress())
    assert report.details is not None
    assert len(report.details.rows) == 4
    assert ("Maluku · Cooperative", "Pemasok 2", "Maluku") in {(row[0], row[2], row[3]) for row in report.details.rows}


def test_filters_offer_only_what_there_is(catalogue: Catalogue, four: list[int]) -> None:
    offered = choices(catalogue, report_named("intake"), Filters(province="34"))
    assert [code for code, _words in offered["province"]] == ["81", "34"]
    assert {code for code, _words in offered["regency"]} == {"34.02", "34.71"}
    assert offered["year"] == ((str(date.today().year),) * 2,)
    assert offered["quarter"] == ()


def test_the_command_line_prints_writes_and_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    catalogue = open_catalogue(tmp_path / "data")
    suppliers(catalogue, {"province": "34"}, {"province": "11"})
    catalogue.close()

    def run(*words: str) -> tuple[int, str, str]:
        status = run_command_line(["--data", str(tmp_path / "data"), "--lang", "en", "report", *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    assert "training" in run()[1]
    status, out, _err = run("wilayah", "--province", "DIY", "--json")
    assert status == 0
    assert json.loads(out)["rows"][0]["total"] == 1
    status, _out, err = run("nothing")
    assert (status, "region" in err) == (2, True)
    assert run("scale", "--year", "2025")[0] == 2
    assert run("intake", "--quarter", "2")[0] == 2
    assert run("region", "--province", "Atlantis")[0] == 2
    assert run("training", "--programme", "Tak ada")[0] == 2
    target = tmp_path / "INTERNAL wilayah.xlsx"
    assert run("region", "--out", str(target))[0] == 0
    book = openpyxl.load_workbook(target)
    assert len(book.worksheets) == 2
    book.close()
    assert run("region", "--out", str(tmp_path / "x.docx"))[0] == 2


def test_an_unknown_report_names_those_that_there_are() -> None:
    with pytest.raises(NotFound, match="scale, region"):
        report_named("laba rugi")


_rows = st.lists(
    st.tuples(
        st.sampled_from([None, "34", "11", "81"]), st.sampled_from([None, "umkm", "koperasi", "kelompok"]),
        st.sampled_from([None, "mikro", "besar"]), st.sampled_from([None, "batik", " Batik", "KOPI"]),
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=_rows)
def test_every_number_is_as_many_names_as_it_says(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str | None, ...]]
) -> None:
    catalogue = open_catalogue(tmp_path_factory.mktemp("wild"))
    try:
        keys = ("province", "kind", "scale", "sector")
        suppliers(catalogue, *(dict(zip(keys, row, strict=True)) for row in rows))
        for name in ("scale", "region", "sectors", "intake", "digital"):
            report = made(catalogue, name)
            for section in report.sections:
                for row in (*section.rows, *([section.totals] if section.totals else [])):
                    for one in row:
                        if one.names:
                            assert len(ids_behind(catalogue, report.names[one.names])) == one.value
                if section.totals:
                    assert section.totals[-2].value == len(rows)
    finally:
        catalogue.close()
