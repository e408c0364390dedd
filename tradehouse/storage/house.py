"""The house's own record: who sells. One row, made when it is first filled in."""

from collections.abc import Mapping
from typing import Any

from tradehouse.storage.reader import Reader
from tradehouse.storage.rows import HOUSE_COLUMNS
from tradehouse.storage.work import Work


def read_house(connection: Reader) -> dict[str, Any]:
    """Return the house's data by column; empty where nobody filled it in."""
    row = connection.exec_driver_sql("SELECT * FROM house WHERE id = 1").mappings().first()
    return {name: None if row is None else row[name] for name in HOUSE_COLUMNS}


def save_house(work: Work, changes: Mapping[str, Any]) -> bool:
    """Change the house's data inside a unit of work; return whether anything differed."""
    known = work.connection.exec_driver_sql("SELECT 1 FROM house WHERE id = 1").first()
    if known is None:
        work.insert("house", {"id": 1, **dict.fromkeys(HOUSE_COLUMNS), **changes})
        return True
    return work.update("house", 1, changes)


def catalogue_prefix(connection: Reader) -> str:
    """Return what stands in front of every house code, "" or such as "MKS-"."""
    found = connection.exec_driver_sql("SELECT catalogue_prefix FROM house WHERE id = 1").scalar()
    return f"{found}-" if found else ""


def logo_file(connection: Reader) -> tuple[str, str] | None:
    """Return hash and extension of the photo that is the house's logo, or None where there is none."""
    row = connection.exec_driver_sql(
        "SELECT p.sha256, p.extension FROM house h JOIN photo p ON p.id = h.logo_photo_id WHERE h.id = 1"
    ).first()
    return (str(row[0]), str(row[1])) if row else None
