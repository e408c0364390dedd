"""The tray: photos that are kept and on no product yet, until somebody says what they show."""

import json
from collections.abc import Sequence

from tradehouse.domain.records import TrayPhoto
from tradehouse.storage.reader import Reader
from tradehouse.storage.recorder import utc_now
from tradehouse.storage.work import Work, rows_in_chunks


def put_in_tray(work: Work, photo: int, file: str, reason: str, product_ids: Sequence[int] = ()) -> bool:
    """Remember a photo as being on no product; return whether it was new or its reason changed."""
    values = {"reason": reason, "product_ids": json.dumps(list(product_ids))}
    found = work.connection.exec_driver_sql("SELECT id FROM photo_tray WHERE photo_id = ?", (photo,)).scalar()
    if found is not None:
        return work.update("photo_tray", int(found), values)
    work.insert("photo_tray", {"photo_id": photo, "file": file, **values, "added_at": utc_now()})
    return True


def leave_tray(work: Work, photos: Sequence[int]) -> int:
    """Take photos out of the tray; return how many were in it."""
    rows: list[int] = []
    for chunk in rows_in_chunks(photos, 500):
        marks = ", ".join("?" * len(chunk))
        rows += work.connection.exec_driver_sql(
            f"SELECT id FROM photo_tray WHERE photo_id IN ({marks})", tuple(chunk)
        ).scalars()
    if rows:
        work.delete_many("photo_tray", rows)
    return len(rows)


def tray_photos(connection: Reader) -> list[TrayPhoto]:
    """Return what is in the tray, in the order in which it came."""
    rows = connection.exec_driver_sql(
        "SELECT t.id AS tray_id, ph.id AS photo_id, ph.sha256, ph.extension, ph.width, ph.height, t.file, t.reason, "
        "t.product_ids, t.added_at AS added, ph.sharpness, ph.brightness, "
        "coalesce(ph.perceptual_hash, '') AS perceptual_hash "
        "FROM photo_tray t JOIN photo ph ON ph.id = t.photo_id ORDER BY t.id"
    ).mappings()
    return [TrayPhoto(**{**row, "product_ids": tuple(json.loads(row["product_ids"]))}) for row in rows]


def tray_size(connection: Reader) -> int:
    """Return how many photos wait in the tray; those that were rejected do not wait."""
    return int(connection.exec_driver_sql("SELECT count(*) FROM photo_tray WHERE reason <> 'rejected'").scalar_one())
