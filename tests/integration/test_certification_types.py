"""Types of certificates that staff add and change: known everywhere, undone like anything else, never lost."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.integration.import_desk import run, write_csv
from tradehouse.cli.program import run_command_line
from tradehouse.domain.errors import Conflict, InvalidData, NotFound
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.house_types import use_house_types
from tradehouse.domain.query import parse_query
from tradehouse.domain.reference import CertificationType, certification_types, find_certification_type
from tradehouse.domain.reference_data import shipped_certification_types
from tradehouse.exchange.headings import candidates
from tradehouse.services import browsing, editing, history
from tradehouse.services import certification_types as service
from tradehouse.services.catalogue import Catalogue, open_catalogue
from tradehouse.services.certification_types import Origin
from tradehouse.storage import certification_types as stored

C = RecordKind.CERTIFICATION
KEBUN = CertificationType(
    code="", label_id="Sertifikat Kebun", label_en="Garden certificate", group="", issuer_id="Dinas Kebun",
    issuer_en="Garden office", aliases=("Kebun Lestari",), number_pattern=r"^KB-\d{4}$", number_example="KB-0012",
    validity_years=2, renewal_lead_days=60,
)  # fmt: skip


@pytest.fixture(autouse=True)
def shipped_types() -> Iterator[None]:
    """Whatever a test does to the types, the next one gets the shipped ones."""
    yield
    use_house_types({})


def origin(catalogue: Catalogue, code: str) -> Origin:
    return next(known.origin for known in service.list_types(catalogue) if known.kind.code == code)


def certificate(catalogue: Catalogue, code: str, issued: date = date(2025, 3, 1)) -> int:
    supplier = editing.create(catalogue, RecordKind.SUPPLIER, {"name": "Kopi Lestari"})
    return editing.create(catalogue, C, {"type": code, "supplier": supplier, "issued": issued})


def holds_until(catalogue: Catalogue, record_id: int) -> str | None:
    with catalogue.database.reading() as read:
        until = read.exec_driver_sql("SELECT holds_until FROM certification WHERE id = ?", (record_id,)).scalar()
        return None if until is None else str(until)


def found(catalogue: Catalogue, words: str) -> list[int]:
    return list(browsing.find_ids(catalogue, C, parse_query(C, words)))


def test_an_own_type_is_known_everywhere(catalogue: Catalogue) -> None:
    kind = service.save_type(catalogue, KEBUN)

    assert kind.code == "sertifikat_kebun"
    assert origin(catalogue, kind.code) is Origin.OWN
    assert find_certification_type("kebun lestari") == kind
    assert [c.target for c in candidates("No. Sertifikat Kebun")] == ["permit.sertifikat_kebun"]
    made = certificate(catalogue, kind.code)
    assert holds_until(catalogue, made) == "2027-03-01"
    assert found(catalogue, "garden certificate") == [made]


def test_headings_are_read_anew_once_a_type_is_there(catalogue: Catalogue) -> None:
    assert "permit.sertifikat_kebun" not in [c.target for c in candidates("Sertifikat Kebun")]
    service.save_type(catalogue, KEBUN)
    assert "permit.sertifikat_kebun" in [c.target for c in candidates("Sertifikat Kebun")]


def test_certificates_follow_a_change_of_their_type_and_its_undoing(catalogue: Catalogue) -> None:
    made = certificate(catalogue, "pirt")
    shipped = certification_types()["pirt"]
    assert holds_until(catalogue, made) == "2030-03-01"

    service.save_type(catalogue, replace(shipped, validity_years=3, label_id="SPP Rumahan"))
    assert holds_until(catalogue, made) == "2028-03-01"
    assert found(catalogue, "rumahan") == [made]
    assert origin(catalogue, "pirt") is Origin.CHANGED

    history.undo(catalogue)
    assert holds_until(catalogue, made) == "2030-03-01"
    assert found(catalogue, "rumahan") == []
    assert certification_types()["pirt"] == shipped
    history.redo(catalogue)
    assert holds_until(catalogue, made) == "2028-03-01"

    service.reset_type(catalogue, "pirt")
    assert holds_until(catalogue, made) == "2030-03-01"
    assert origin(catalogue, "pirt") is Origin.SHIPPED
    assert browsing.record(catalogue, C, made).version == 1


def test_only_what_staff_changed_is_kept_so_that_a_newer_file_merges(catalogue: Catalogue) -> None:
    shipped = certification_types()["pirt"]
    service.save_type(catalogue, replace(shipped, renewal_lead_days=200))
    with catalogue.database.reading() as read:
        assert stored.kept_types(read)["pirt"][1] == {"renewal_lead_days": 200}
    service.save_type(catalogue, shipped)
    assert origin(catalogue, "pirt") is Origin.SHIPPED


def test_what_a_newer_program_no_longer_knows_is_passed_over(catalogue: Catalogue) -> None:
    service.save_type(catalogue, replace(certification_types()["pirt"], renewal_lead_days=200))
    service.save_type(catalogue, KEBUN)
    rule = {"categories": ["no-such-category"], "markets": ["home"], "source": "x"}
    with catalogue.database.transaction() as connection:
        for data in ({"renewal_lead_days": 200, "required": [rule]}, {"label_id": ""}):
            connection.exec_driver_sql(
                "UPDATE certification_type SET data = ? WHERE code = ?",
                (json.dumps(data), "pirt" if "required" in data else "sertifikat_kebun"),
            )
    folder = catalogue.folder
    catalogue.close()
    again = open_catalogue(folder)
    try:
        assert certification_types()["pirt"].renewal_lead_days == 200
        assert certification_types()["pirt"].required == ()
        assert "sertifikat_kebun" not in certification_types()
        with again.database.reading() as read:
            assert len(stored.kept_types(read)) == 2
    finally:
        again.close()


def test_a_type_in_use_is_not_removed(catalogue: Catalogue) -> None:
    kind = service.save_type(catalogue, KEBUN)
    made = certificate(catalogue, kind.code)
    editing.trash(catalogue, C, [made])

    with pytest.raises(Conflict) as refusal:
        service.remove_type(catalogue, kind.code)
    assert "Garden certificate" in str(refusal.value)
    assert "1" in str(refusal.value)
    assert kind.code in certification_types()
    saved = next(change for change in history.latest(catalogue) if "Certificate type" in str(change.label))
    with pytest.raises(Conflict):
        history.undo(catalogue, saved.id)
    assert holds_until(catalogue, made) == "2027-03-01"

    editing.change(catalogue, C, made, "type", "halal")
    service.remove_type(catalogue, kind.code)
    assert kind.code not in certification_types()
    history.undo(catalogue)
    assert certification_types()[kind.code] == kind


def test_what_is_not_the_house_s_own_is_not_removed(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound):
        service.remove_type(catalogue, "pirt")
    with pytest.raises(NotFound):
        service.reset_type(catalogue, "pirt")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"label_id": " "}, "label_id"),
        ({"label_id": "p-irt (SPP-IRT)"}, "label_id"),
        ({"number_pattern": "^KB-(\\d{4}$"}, "number_pattern"),
        ({"number_pattern": r"^(\d+)+$"}, "number_pattern"),
        ({"number_example": "KB-12"}, "number_example"),
        ({"validity_years": 101}, "validity_years"),
        ({"renewal_lead_days": 4000}, "renewal_lead_days"),
    ],
)
def test_a_type_that_makes_no_sense_is_refused(catalogue: Catalogue, changes: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidData) as refusal:
        service.save_type(catalogue, replace(KEBUN, **changes))  # type: ignore[arg-type]
    assert field in {problem.field for problem in refusal.value.problems}
    assert certification_types() == shipped_certification_types()


def test_another_process_sees_the_types(catalogue: Catalogue) -> None:
    other = open_catalogue(catalogue.folder)
    try:
        kind = service.save_type(other, KEBUN)
    finally:
        other.close()
    use_house_types({})  # as this process knew them before
    assert catalogue.database.take_in_news() == 1
    assert certification_types()[kind.code] == kind


def test_opening_another_catalogue_leaves_no_types_behind(catalogue: Catalogue, tmp_path: Path) -> None:
    service.save_type(catalogue, KEBUN)
    other = open_catalogue(tmp_path / "other")
    other.close()
    assert certification_types() == shipped_certification_types()
    again = open_catalogue(catalogue.folder)
    again.close()
    assert "sertifikat_kebun" in certification_types()


def test_the_store_s_list_of_types_says_the_same(catalogue: Catalogue) -> None:
    kind = service.save_type(catalogue, KEBUN)

    def listed() -> list[tuple[object, ...]]:
        with catalogue.database.reading() as read:
            sql = "SELECT label_id, origin FROM reference_item WHERE list = 'certification_type' AND code = ?"
            return list(read.exec_driver_sql(sql, (kind.code,)).all())

    assert listed() == [("Sertifikat Kebun", "house")]
    service.remove_type(catalogue, kind.code)
    assert listed() == []


def test_a_column_named_for_an_own_type_becomes_certificates(catalogue: Catalogue, tmp_path: Path) -> None:
    kind = service.save_type(catalogue, KEBUN)
    file = write_csv(tmp_path / "produk.csv", [
        ["Nama Produk", "UMKM", "Harga", "Sertifikat Kebun"],
        ["Kopi bubuk 250 g", "Kopi Lestari", "45000", "kb-0012"],
        ["Kopi biji 1 kg", "Kopi Gayo", "180000", ""],
    ])  # fmt: skip
    run(catalogue, file)
    (made,) = browsing.records(catalogue, C, browsing.find_ids(catalogue, C, parse_query(C, "")))
    assert (made["type"], made["number"], made["supplier"].name) == (kind.code, "KB-0012", "Kopi Lestari")


def test_the_command_line_lists_types(catalogue: Catalogue, capsys: pytest.CaptureFixture[str]) -> None:
    service.save_type(catalogue, KEBUN)
    folder = str(catalogue.folder)
    assert run_command_line(["--data", folder, "list", "certification-types", "kebun", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["code"], told["origin"], told["certificates"]) == ("sertifikat_kebun", "own", 0)
    assert (told["validity_years"], told["number_pattern"]) == (2, r"^KB-\d{4}$")
    assert run_command_line(["--data", folder, "--lang", "en", "list", "certification-types"]) == 0
    assert "Garden certificate" in capsys.readouterr().out


def test_a_copy_is_a_type_of_its_own(catalogue: Catalogue) -> None:
    halal = certification_types()["halal"]
    copy = service.save_type(catalogue, service.duplicate_of(halal))
    assert copy.code not in {"", "halal"}
    assert copy.label_id == "Sertifikat halal (BPJPH) (salinan)"
    assert find_certification_type("Halal BPJPH") == halal
    assert copy.documents == halal.documents


def test_certificates_without_any_number_are_taken_in(catalogue: Catalogue, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "produk.csv", [["Nama Produk", "UMKM", "Halal"], ["Kopi bubuk", "Kopi Lestari", "ada"]])
    run(catalogue, file)
    (made,) = browsing.records(catalogue, C, browsing.find_ids(catalogue, C, parse_query(C, "")))
    assert (made["type"], made["number"]) == ("halal", None)
