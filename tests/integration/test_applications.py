"""Applications for certificates: from plan to paper, each step one change that undo takes back whole."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image

from tradehouse.domain.applications import document_label, documents_of
from tradehouse.domain.errors import InvalidData, NotFound, UnusableFile
from tradehouse.domain.fields import RecordKind
from tradehouse.services import browsing, editing, history
from tradehouse.services.applications import Issue, application, applications, check_issue, issue, move, receive, start
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.requirements import today
from tradehouse.services.scans import scans_of

SUPPLIER, PRODUCT, CERTIFICATION = RecordKind.SUPPLIER, RecordKind.PRODUCT, RecordKind.CERTIFICATION


@pytest.fixture
def supplier(catalogue: Catalogue) -> int:
    return editing.create(catalogue, SUPPLIER, {"name": "Dapur Sari", "province": "64"})


def stages(catalogue: Catalogue) -> dict[int, str]:
    return {found.id: found.stage for found in applications(catalogue)}


def test_an_application_is_planned_for_some_products(catalogue: Catalogue, supplier: int) -> None:
    product = editing.create(catalogue, PRODUCT, {"name_id": "Abon", "supplier": supplier})
    made = start(catalogue, supplier, "halal", [product], consultant="Rina", due=date(2027, 1, 15))
    found = application(catalogue, made)
    assert (found.stage, found.type, found.supplier_name, found.province) == ("planned", "halal", "Dapur Sari", "64")
    assert (found.consultant, found.due) == ("Rina", date(2027, 1, 15))
    record = browsing.record(catalogue, CERTIFICATION, made)
    assert [ref.id for ref in record["products"]] == [product]
    history.undo(catalogue)
    assert made not in stages(catalogue)


def test_an_application_without_a_type_is_refused(catalogue: Catalogue, supplier: int) -> None:
    with pytest.raises(InvalidData):
        start(catalogue, supplier, "")
    assert not applications(catalogue)


def test_moving_is_one_change_and_notes_the_day_of_submission(catalogue: Catalogue, supplier: int) -> None:
    made = start(catalogue, supplier, "pirt")
    assert move(catalogue, made, "submitted")
    assert application(catalogue, made).submitted == today()
    assert not move(catalogue, made, "submitted")
    history.undo(catalogue)
    found = application(catalogue, made)
    assert (found.stage, found.submitted) == ("planned", None)


def test_a_day_of_submission_that_somebody_entered_stays(catalogue: Catalogue, supplier: int) -> None:
    made = start(catalogue, supplier, "pirt", submitted=date(2026, 1, 5))
    move(catalogue, made, "submitted")
    assert application(catalogue, made).submitted == date(2026, 1, 5)


def test_documents_come_in_one_by_one_in_the_order_of_the_type(catalogue: Catalogue, supplier: int) -> None:
    made = start(catalogue, supplier, "pirt")
    codes = [document.code for document in documents_of("pirt")]
    assert receive(catalogue, made, codes[2], here=True)
    assert receive(catalogue, made, codes[0], here=True)
    assert not receive(catalogue, made, codes[0], here=True)
    found = application(catalogue, made)
    assert found.received == (codes[0], codes[2])
    assert found.documents_here == 2
    assert receive(catalogue, made, codes[2], here=False)
    assert application(catalogue, made).received == (codes[0],)


def test_issuing_makes_a_certificate_with_its_scan_in_one_step(
    catalogue: Catalogue, supplier: int, tmp_path: Path
) -> None:
    made = start(catalogue, supplier, "pirt")
    move(catalogue, made, "audit")
    scan = tmp_path / "pirt.jpg"
    Image.new("RGB", (900, 1200), "white").save(scan)
    day = today() - timedelta(days=3)
    issue(catalogue, made, Issue("p-irt 2066471011637 - 23", day, day.replace(year=day.year + 5), (scan,)))
    record = browsing.record(catalogue, CERTIFICATION, made)
    assert (record["stage"], record["number"], record["issued"]) == ("issued", "2066471011637-23", day)
    assert len(scans_of(catalogue, made)) == 1
    assert stages(catalogue) == {made: "issued"}
    history.undo(catalogue)
    record = browsing.record(catalogue, CERTIFICATION, made)
    assert (record["stage"], record["number"], record["scans"]) == ("audit", None, ())


def test_a_certificate_without_a_last_day_is_marked_so(catalogue: Catalogue, supplier: int) -> None:
    made = start(catalogue, supplier, "halal")
    issue(catalogue, made, Issue("ID64110000024210121", today()))
    record = browsing.record(catalogue, CERTIFICATION, made)
    assert (record["expires"], record["no_expiry"]) == (None, True)


def test_a_scan_that_is_none_leaves_the_application_as_it_was(
    catalogue: Catalogue, supplier: int, tmp_path: Path
) -> None:
    made = start(catalogue, supplier, "pirt")
    text = tmp_path / "scan.pdf"
    text.write_text("not a scan")
    with pytest.raises(UnusableFile):
        issue(catalogue, made, Issue("2066471011637-23", today(), scans=(text,)))
    assert application(catalogue, made).stage == "planned"


def test_a_number_of_another_type_is_told_and_does_not_block(catalogue: Catalogue, supplier: int) -> None:
    made = start(catalogue, supplier, "pirt")
    paper = Issue("ID64110000024210121", today())
    assert [problem.field for problem in check_issue(application(catalogue, made), paper)] == ["number"]
    issue(catalogue, made, paper)
    assert browsing.record(catalogue, CERTIFICATION, made)["number"] == "ID64110000024210121"


def test_the_board_shows_what_is_on_its_way_or_refused_and_what_was_issued_lately(
    catalogue: Catalogue, supplier: int
) -> None:
    def paper(stage: str, issued: date | None = None) -> int:
        values = {"supplier": supplier, "type": "merek", "stage": stage, "issued": issued}
        return editing.create(catalogue, CERTIFICATION, values)

    shown = {paper("planned"), paper("refused"), paper("issued", today() - timedelta(days=89))}
    hidden = {paper("withdrawn"), paper("issued", today() - timedelta(days=120)), paper("issued")}
    assert set(stages(catalogue)) == shown
    assert hidden.isdisjoint(shown)


def test_what_is_due_first_comes_first(catalogue: Catalogue, supplier: int) -> None:
    late, never, soon = (
        start(catalogue, supplier, "halal", due=day) for day in (date(2027, 5, 1), None, date(2027, 1, 1))
    )
    assert [found.id for found in applications(catalogue)] == [soon, late, never]


def test_an_application_that_is_gone_is_told(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound):
        move(catalogue, 7, "audit")


def test_history_names_an_application_by_what_it_is_for(catalogue: Catalogue, supplier: int) -> None:
    made = start(catalogue, supplier, "merek")
    editing.change(catalogue, CERTIFICATION, made, "consultant", "Rina")
    assert history.latest(catalogue)[0].label.text("en") == "Accompanied by of Registered trademark, Dapur Sari"


def test_a_document_that_the_type_no_longer_takes_keeps_its_name(catalogue: Catalogue, supplier: int) -> None:
    made = start(catalogue, supplier, "pirt")
    receive(catalogue, made, "halal_manual", here=True)
    assert application(catalogue, made).documents_here == 0
    assert document_label("halal_manual", "en") == "Halal assurance manual (SJPH)"
    assert document_label("own_paper", "en") == "own_paper"
