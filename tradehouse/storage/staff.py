"""Who works with the catalogue."""

from collections.abc import Mapping
from typing import Any

from tradehouse.domain.desk import StaffMember
from tradehouse.storage.reader import Reader
from tradehouse.storage.work import Work


def read_staff(connection: Reader) -> list[StaffMember]:
    """Return everybody who works here, by name; those who left are not among them."""
    rows = connection.exec_driver_sql(
        "SELECT id, name, initials, role, consultant_field, active FROM staff WHERE active ORDER BY name COLLATE NOCASE"
    )
    return [StaffMember(row[0], row[1], row[2] or "", row[3] or "", row[4] or "", bool(row[5])) for row in rows]


def staff_id(connection: Reader, name: str) -> int | None:
    """Return the id of a member by name, whatever its case, also of one who left."""
    found = connection.exec_driver_sql("SELECT id FROM staff WHERE name = ? COLLATE NOCASE", (name,)).scalar()
    return None if found is None else int(found)


def insert_staff(work: Work, values: Mapping[str, Any]) -> int:
    """Add a member and return its id."""
    return work.insert("staff", {"role": None, "consultant_field": None, "active": True, **values})


def update_staff(work: Work, member_id: int, changes: Mapping[str, Any]) -> bool:
    """Change a member; return whether anything differed."""
    return work.update("staff", member_id, changes)
