"""Records by what people call them: the exact code or name, however it is capitalised."""

from tradehouse.domain.fields import RecordKind, fields, name_field
from tradehouse.domain.records import Ref
from tradehouse.domain.text import sort_key
from tradehouse.storage.reader import Reader


def find_named(connection: Reader, kind: RecordKind, text: str, limit: int = 3) -> list[Ref]:
    """Return the records whose code or name is this text, at most `limit`; what is in the trash is not found."""
    name, code = name_field(kind), "code" if "code" in fields(kind) else "NULL"
    wanted = f"{code} = ? COLLATE NOCASE OR " if code == "code" else "? IS NULL OR "
    rows = connection.exec_driver_sql(
        f'SELECT id, {code}, "{name}" FROM "{kind}" WHERE trashed_at IS NULL AND ({wanted}name_sort = ?) '
        "ORDER BY id LIMIT ?",
        (text, sort_key(text), limit),
    )
    return [Ref(row[0], row[1] or "", row[2] or "") for row in rows]
