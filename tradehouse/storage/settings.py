"""House settings inside the catalogue: rates, margins, remembered mappings. Not part of the history."""

import json
from typing import Any

from tradehouse.storage.reader import Reader


def read_setting(connection: Reader, key: str, default: Any = None) -> Any:
    """Return a setting's value, or the default where it was never set."""
    text = connection.exec_driver_sql("SELECT value FROM setting WHERE key = ?", (key,)).scalar()
    return default if text is None else json.loads(text)


def put_setting(connection: Reader, key: str, value: object) -> None:
    """Keep a setting; value is anything JSON can say."""
    connection.exec_driver_sql(
        "INSERT INTO setting(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (key, json.dumps(value, ensure_ascii=False)),
    )
