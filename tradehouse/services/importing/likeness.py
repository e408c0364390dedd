"""New records whose name is like one that is there: questions for a person, never an answer by themselves."""

from dataclasses import dataclass

from tradehouse.domain.fields import RecordKind


@dataclass(frozen=True, slots=True)
class AlikeOption:
    """A record of the catalogue that a new one may be. where tells it from others of its name: supplier or place;
    score is 0–1.
    """

    uid: str
    code: str
    name: str
    where: str
    score: float


@dataclass(frozen=True, slots=True)
class Alike:
    """A row (of the sheet) that would make a record named much like others. options has the likeliest first, at most
    five. Answered by `Reading.same[(row, str(kind))]`: the uid of an option, or "" for a new record.
    """

    file: str
    sheet: str
    row: int
    kind: RecordKind
    name: str
    options: tuple[AlikeOption, ...]
