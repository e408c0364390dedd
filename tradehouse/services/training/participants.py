"""Who takes part in a programme: looked at, attached to suppliers, marked as present, taken away."""

from collections.abc import Sequence
from typing import Any

from tradehouse.domain.errors import UserError
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import N_
from tradehouse.domain.training import Participant, TookPart, Turnout
from tradehouse.services import browsing, editing
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.training.sessions import programme_name
from tradehouse.storage import training as stored
from tradehouse.storage.work import Work


def turnout(catalogue: Catalogue, programme_id: int) -> Turnout:
    """Return how many take part in a programme, everybody once."""
    with catalogue.database.reading() as read:
        return stored.turnout(read, programme_id)


def first_names(catalogue: Catalogue, programme_id: int, most: int) -> list[Participant]:
    """Return the first names in a programme that are not registered yet, each once."""
    with catalogue.database.reading() as read:
        return stored.first_names(read, programme_id, most)


def participants_of(catalogue: Catalogue, programme_id: int) -> list[Participant]:
    """Return every line of a programme's participants."""
    with catalogue.database.reading() as read:
        return stored.participants_of(read, programme_id)


def took_part(catalogue: Catalogue, supplier_id: int, most: int) -> list[TookPart]:
    """Return what a supplier took part in, the latest first."""
    with catalogue.database.reading() as read:
        return stored.took_part(read, supplier_id, most)


def add_participant(catalogue: Catalogue, programme_id: int, supplier_id: int, session_id: int | None = None) -> int:
    """Put a supplier down as a participant; return the line. Raises UserError where it is one already."""
    with catalogue.writing(N_("Participant of {name}"), name=programme_name(catalogue, programme_id)) as work:
        known = work.connection.exec_driver_sql(
            "SELECT id FROM participation WHERE programme_id = ? AND supplier_id = ? AND programme_session_id IS ?",
            (programme_id, supplier_id, session_id),
        ).scalar()
        if known is not None:
            raise UserError("takes_part_already", N_("This supplier takes part already."))
        own = {"programme_id": programme_id, "programme_session_id": session_id, "supplier_id": supplier_id}
        return work.insert("participation", own)


def attach(catalogue: Catalogue, line: Participant, supplier_id: int | None) -> int:
    """Say which supplier a participant is (None: none that is known), in all lines of the programme that speak of the
    same person; return how many these are.
    """
    with catalogue.writing(
        N_("{person} in {name}"), person=line.name, name=programme_name(catalogue, line.programme_id)
    ) as work:
        return _attach(work, line, supplier_id)


def _attach(work: Work, line: Participant, supplier_id: int | None) -> int:
    ids = stored.lines_of_person(work.connection, line)
    return sum(work.update("participation", one, {"supplier_id": supplier_id}) for one in ids)


def make_supplier(catalogue: Catalogue, line: Participant) -> int:
    """Make a supplier of a name in a programme and attach it in one step; return the supplier's id.

    What the sheet said of place and phone becomes the supplier's; it begins as a candidate.
    """
    name = line.firm or line.person
    if not name:
        raise UserError("no_name", N_("This participant has no name. Give it a supplier that is known instead."))
    values: dict[str, Any] = {
        "name": name,
        "owner": line.person if line.firm else None,
        "phone": line.phone,
        "province": line.province if line.province.isdigit() else None,
        "regency": line.regency if line.regency.replace(".", "").isdigit() else None,
        "status": "candidate",
    }
    with catalogue.writing(N_("New supplier from {name}"), name=programme_name(catalogue, line.programme_id)) as work:
        supplier_id = editing.create_in(work, RecordKind.SUPPLIER, values)
        _attach(work, line, supplier_id)
    return supplier_id


def mark(catalogue: Catalogue, programme_id: int, ids: Sequence[int], attended: bool | None) -> int:
    """Take down whether participants came, None for not known; return how many lines differed."""
    came = None if attended is None else int(attended)
    with catalogue.writing(N_("Attendance in {name}"), name=programme_name(catalogue, programme_id)) as work:
        return sum(work.update("participation", one, {"attended": came}) for one in ids)


def remove(catalogue: Catalogue, programme_id: int, ids: Sequence[int]) -> None:
    """Take participants away."""
    with catalogue.writing(N_("Participants of {name} removed"), name=programme_name(catalogue, programme_id)) as work:
        work.delete_many("participation", ids)


def programme_named(catalogue: Catalogue, text: str) -> int:
    """Return the programme of a name or code. Raises UserError where there is none, or several."""
    found = browsing.find_named(catalogue, RecordKind.PROGRAMME, text)
    if len(found) == 1:
        return found[0].id
    msgid = N_('Several programmes are called "{found}". Give the code of the one you mean.') if found else N_(
        'No programme is called "{found}". See them with: tradehouse list programmes'
    )  # fmt: skip
    raise UserError("several_programmes" if found else "no_such_programme", msgid, found=text)
