"""What somebody chose in the export dialog last time; it is offered again."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from tradehouse.ui.settings_store import Setting, last_folder

FOLDER = last_folder("export")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """The last choices, by the names of the export options; "" where the layout or the house decides."""

    layout: str = "export"
    buyer: str = ""
    language: str = ""
    currency: str = ""
    incoterm: str = ""
    port: str = ""


def _read(value: Any) -> Kept:
    if not isinstance(value, dict):
        raise TypeError(value)
    known = Kept.__dataclass_fields__
    said = {key: text for key, text in value.items() if key in known}
    if not all(isinstance(text, str) and len(text) <= _LONGEST for text in said.values()):
        raise ValueError(value)
    return Kept(**said)


KEPT: Setting[Kept] = Setting("export.choices", Kept(), _read, lambda kept: json.loads(json.dumps(asdict(kept))))
