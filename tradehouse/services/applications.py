"""Applications for certificates from plan to paper: each step is one change, one line in the history, one step of undo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tradehouse.domain.applications import ISSUED_SHOWN, Application, document_label, documents_of, without_end
from tradehouse.domain.certificate_numbers import check_certificate, normal_number
from tradehouse.domain.certification_fields import STAGES
from tradehouse.domain.errors import InvalidData, NotFound, Problem
from tradehouse.domain.fields import RecordKind, stored_fields
from tradehouse.domain.language import N_, Message, current_language
from tradehouse.domain.reference_lists import find_label
from tradehouse.domain.rules import check_record
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.requirements import today
from tradehouse.services.scans import put_on, take_in
from tradehouse.storage.applications import read_applications

CERTIFICATION = RecordKind.CERTIFICATION
_STAGE_WORDS: Mapping[str, str] = {choice.token: choice.label for choice in STAGES}


@dataclass(frozen=True, slots=True)
class Issue:
    """What turns an application into a certificate. expires None: the type's term counts, or it has no last day."""

    number: str = ""
    issued: date | None = None
    expires: date | None = None
    scans: tuple[Path, ...] = ()


def applications(catalogue: Catalogue, day: date | None = None) -> list[Application]:
    """Return the applications that are on their way or refused, and those issued lately; what is due first comes first."""
    with catalogue.database.reading() as read:
        return read_applications(read, (day or today()) - ISSUED_SHOWN)


def application(catalogue: Catalogue, application_id: int) -> Application:
    """Return one application, whatever its stage. Raises NotFound."""
    with catalogue.database.reading() as read:
        found = read_applications(read, today(), application_id)
    if not found:
        raise NotFound(
            "no_such_record", N_("The record with number {id} is no longer in the catalogue."), id=application_id
        )
    return found[0]


def start(catalogue: Catalogue, supplier: int, type_code: str, products: Sequence[int] = (), **values: Any) -> int:
    """Plan an application of a supplier for a type, for some products or for all, and return its id.

    values are other fields of the certificate. Raises InvalidData listing every problem.
    """
    full: dict[str, Any] = {field.key: None for field in stored_fields(CERTIFICATION)}
    full |= {"supplier": supplier, "type": type_code, "stage": "planned", **values}
    problems = [problem for problem in check_record(CERTIFICATION, full) if problem.severity == "error"]
    if problems:
        raise InvalidData(problems)
    with catalogue.writing(N_("Application planned: {type}"), type=_type_words(type_code)) as work:
        made = work.insert(str(CERTIFICATION), full)
        work.insert_many("certification_product", [{"certification_id": made, "product_id": p} for p in products])
    return made


def move(catalogue: Catalogue, application_id: int, stage: str) -> bool:
    """Bring an application to a stage; return whether it was at another. One that is submitted gets the date of today,
    where nobody entered one. Raises NotFound.
    """
    found = application(catalogue, application_id)
    changes: dict[str, Any] = {"stage": stage}
    if stage == "submitted" and found.submitted is None:
        changes["submitted"] = today()
    if stage == found.stage:
        return False
    with catalogue.writing(
        N_("{name}: {stage_msgid}"), name=_name(found), stage_msgid=_STAGE_WORDS.get(stage, stage)
    ) as work:
        return work.update(str(CERTIFICATION), application_id, changes)


def receive(catalogue: Catalogue, application_id: int, document: str, *, here: bool) -> bool:
    """Note that a document of an application is here, or no longer; return whether that was new. Raises NotFound."""
    found = application(catalogue, application_id)
    if (document in found.received) == here:
        return False
    kept = {*found.received, document} if here else {*found.received} - {document}
    order = [one.code for one in documents_of(found.type)]
    received = (*(code for code in order if code in kept), *sorted(kept.difference(order)))
    label = N_("{name}: {document} is here") if here else N_("{name}: {document} is not here")
    with catalogue.writing(label, name=_name(found), document=document_label(document, current_language())) as work:
        return work.update(str(CERTIFICATION), application_id, {"documents": received})


def check_issue(found: Application, issue: Issue) -> list[Problem]:
    """Return what is odd about the certificate that an application is to become; nothing of it blocks."""
    return check_certificate(_values(found, issue))


def issue(catalogue: Catalogue, application_id: int, paper: Issue) -> None:
    """Turn an application into the certificate that came of it, with its scans, in one step.

    Raises NotFound, InvalidData, StorageProblem, and UnusableFile for a scan that is none; then nothing changed.
    """
    found = application(catalogue, application_id)
    values = _values(found, paper)
    problems = [p for p in check_record(CERTIFICATION, {**values, "supplier": found.supplier}) if p.severity == "error"]
    if problems:
        raise InvalidData(problems)
    taken, refused = take_in(catalogue, paper.scans)
    if refused:
        raise refused[0]
    with catalogue.writing(N_("Certificate issued: {name}"), name=_name(found)) as work:
        work.update(str(CERTIFICATION), application_id, {k: v for k, v in values.items() if k != "type"})
        put_on(work, application_id, taken)


def _values(found: Application, paper: Issue) -> dict[str, Any]:
    return {
        "type": found.type,
        "stage": "issued",
        "number": normal_number(found.type, paper.number) or None,
        "issued": paper.issued,
        "expires": paper.expires,
        "no_expiry": True if paper.expires is None and without_end(found.type) else None,
    }


def _name(found: Application) -> str:
    return str(Message(N_("{type}, {supplier}"), {"type": _type_words(found.type), "supplier": found.supplier_name}))


def _type_words(type_code: str) -> str:
    return find_label("certification_type", type_code)
