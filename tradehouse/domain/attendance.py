"""Lists of who registered or came: what their columns may say, and what their rows said once they were read."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tradehouse.domain.language import N_, Message

LABELS: Final = {
    "person": N_("Person"), "firm": N_("Business name"), "phone": N_("Phone"), "email": N_("Email"), "province": N_("Province"),
    "regency": N_("Regency or city"), "code": N_("Supplier code"), "nib": N_("NIB"), "attended": N_("Attended"),
    "date": N_("Date of the session"), "registered": N_("Registered on"), "channel": N_("Channel"), "topic": N_("Session"),
}  # fmt: skip
"""What a column may say, with the msgid of its name."""
WHO: Final = ("person", "firm", "phone", "code", "nib")
NOT_A_LIST: Final = {
    "empty_sheet": N_("The sheet is empty."),
    "no_header": N_("No row with headings such as Nama, HP or Kab/Kota was found, so it is no list of people."),
    "nobody_named": N_("No column says who took part. Choose which one holds the name, the firm or the phone."),
    "no_rows": N_("There is no row below the headings."),
}


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What a person decided about a sheet: the header's row (1-based, 0: to be found) and roles by column letter."""

    header: int = 0
    roles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column of a list: its letter, heading, role ("" where it is not taken) and up to three samples."""

    letter: str
    heading: str
    role: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One row. province and regency are codes, or the text where it names no region. attended is None where the list
    does not say.
    """

    row: int
    person: str = ""
    firm: str = ""
    phone: str = ""
    email: str = ""
    province: str = ""
    regency: str = ""
    code: str = ""
    nib: str = ""
    attended: bool | None = None
    date: dt.date | None = None
    registered: dt.date | None = None
    channel: str = ""
    topic: str = ""
    warnings: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class PeopleList:
    """A sheet as it was read. titles stand above the header; code and why_not say why it is no list; passed_over is
    how many rows say nothing of a person: headings again, numbering, totals, who signed.
    """

    name: str
    header: int = 0
    columns: tuple[ListColumn, ...] = ()
    people: tuple[ListedPerson, ...] = ()
    titles: tuple[str, ...] = ()
    passed_over: int = 0
    registration: bool = False
    code: str = ""
    why_not: Message | None = None
