"""Applications for certificates, read in one statement for the board that shows them all."""

import json
from datetime import date
from decimal import Decimal

from tradehouse.domain.applications import COLUMNS, Application
from tradehouse.storage.reader import Reader


def read_applications(read: Reader, since: date, application: int | None = None) -> list[Application]:
    """Return applications by what is due first: those on their way or refused, those issued from a day on; or one,
    whatever its stage.
    """
    stages = ", ".join(f"'{stage}'" for stage in COLUMNS if stage != "issued")
    where = f"(c.stage IN ({stages}) OR (c.stage = 'issued' AND c.issued >= :since))"
    rows = read.exec_driver_sql(
        "SELECT c.id, c.stage, c.type, coalesce(c.supplier_id, 0), coalesce(s.name, ''), coalesce(s.province, ''), "
        "coalesce(c.consultant, ''), c.submitted, c.due, c.cost_idr, c.documents, coalesce(c.number, ''), c.issued "
        "FROM certification c LEFT JOIN supplier s ON s.id = c.supplier_id "
        f"WHERE c.trashed_at IS NULL AND {'c.id = :id' if application is not None else where} "
        "ORDER BY c.stage = 'issued' AND c.issued, c.due NULLS LAST, c.supplier_sort, c.type, c.id",
        {"id": application} if application is not None else {"since": since.isoformat()},
    )
    return [
        Application(
            row[0],
            row[1] or "issued",
            row[2] or "",
            row[3],
            row[4],
            row[5],
            row[6],
            _day(row[7]),
            _day(row[8]),
            None if row[9] is None else Decimal(row[9]),
            tuple(json.loads(row[10])) if row[10] else (),
            row[11],
            _day(row[12]),
        )
        for row in rows
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
