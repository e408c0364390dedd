"""Training (Sparc Campus): sessions, the experts who hold them, who registered and who came; partners and their links."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tradehouse.domain.fields import Choice, RecordKind
from tradehouse.domain.language import N_
from tradehouse.domain.records import Ref

CHANNELS: Final = (
    Choice("live", N_("Live broadcast"), ("live", "siaran langsung", "live streaming", "facebook live", "ig live")),
    Choice("video", N_("Video"), ("rekaman", "video", "youtube")),
    Choice("webinar", N_("Webinar"), ("webinar", "zoom", "daring", "online", "virtual", "google meet")),
    Choice("on_site", N_("On site"), ("luring", "tatap muka", "offline", "di tempat", "langsung", "hadir langsung")),
)
"""How a session is held, and how somebody took part."""
RECORDINGS: Final = (
    Choice("video", N_("Video"), ("youtube", "website", "video")),
    Choice("live", N_("Live broadcast"), ("facebook live", "instagram live", "live")),
)
"""What a recording is counted as."""
EXPERT_SCHEME: Final = "sparc"
"""The scheme of consultants' fields that experts of Sparc Campus have."""


@dataclass(frozen=True, slots=True)
class Expert:
    """Who holds sessions. fields are codes of consultants' fields."""

    id: int
    name: str
    fields: tuple[str, ...] = ()
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class TrainingSession:
    """One session of a programme. recording is a link; came is how many people took part in it."""

    id: int
    topic: str
    date: date | None
    expert: Expert | None = None
    channel: str = ""
    minutes: int | None = None
    recording: str = ""
    recording_channel: str = ""
    came: int = 0


@dataclass(frozen=True, slots=True)
class Participant:
    """One line of a programme's participants: who, and for which session (None: the programme as a whole).

    supplier is None for a name that is not registered yet. attended is None where nobody took it down. province and
    regency are codes, or what the sheet said where it names no region. source says which sheet, and how else the
    person was written there.
    """

    id: int
    programme_id: int
    session_id: int | None
    supplier: Ref | None
    person: str = ""
    firm: str = ""
    phone: str = ""
    province: str = ""
    regency: str = ""
    registered: date | None = None
    attended: bool | None = None
    channel: str = ""
    source: str = ""

    @property
    def name(self) -> str:
        """What to call the line: the firm with the person, or whichever there is."""
        firm = self.supplier.name if self.supplier is not None else self.firm
        return firm or self.person or self.phone


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many took part in a programme, everybody once however many sessions: a supplier, or a name of its own."""

    people: int = 0
    attended: int = 0
    matched: int = 0

    @property
    def names(self) -> int:
        """How many are names that are not registered yet."""
        return self.people - self.matched


@dataclass(frozen=True, slots=True)
class TookPart:
    """What a supplier took part in. attended is None where nobody took it down."""

    programme: Ref
    topic: str
    date: date | None
    attended: bool | None
    person: str


@dataclass(frozen=True, slots=True)
class PartnerLink:
    """What a partner carries: a programme or a supplier, with its role there."""

    id: int
    partner: Ref
    kind: RecordKind
    carried: Ref
    role: str = ""


SAID_OTHERWISE: Final = "\n= "
"""In a participant's source: what comes before another way in which the person was written."""


def other_spellings(source: str) -> Sequence[str]:
    """Return how else a participant was written in sheets, as `spelling` made it."""
    return source.split(SAID_OTHERWISE)[1:]


def spelling(person: str, firm: str, phone: str) -> str:
    """Return a participant's own words as one text that tells two of them apart."""
    return f"{person} | {firm} | {phone}"
