"""Who is at work: every change is written in somebody's name."""

from tradehouse.domain.changes import Author
from tradehouse.domain.desk import StaffMember, initials_of
from tradehouse.domain.errors import UserError
from tradehouse.domain.language import N_
from tradehouse.domain.text import nfc
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage import staff as stored

LONGEST_NAME = 80


def list_staff(catalogue: Catalogue) -> list[StaffMember]:
    """Return everybody who works here, by name."""
    with catalogue.database.reading() as read:
        return stored.read_staff(read)


def add_staff(catalogue: Catalogue, name: str, role: str = "") -> int:
    """Add somebody, or bring back somebody who left; return the id. Raises UserError for an unusable name."""
    clean = " ".join(nfc(name).split())
    if not clean or len(clean) > LONGEST_NAME:
        raise UserError("bad_name", N_("A name of 1 to {longest} letters is needed."), longest=LONGEST_NAME)
    with catalogue.writing(N_("New staff member: {name}"), name=clean) as work:
        known = stored.staff_id(work.connection, clean)
        if known is not None:
            stored.update_staff(work, known, {"active": True})
            return known
        return stored.insert_staff(work, {"name": clean, "initials": initials_of(clean), "role": role or None})


def retire_staff(catalogue: Catalogue, member: StaffMember) -> None:
    """Take somebody off the list; what they did keeps their name."""
    with catalogue.writing(N_("Staff member left: {name}"), name=member.name) as work:
        stored.update_staff(work, member.id, {"active": False})


def work_as(catalogue: Catalogue, name: str) -> None:
    """Write changes in this name from now on."""
    catalogue.author = Author(name, catalogue.author.computer)
