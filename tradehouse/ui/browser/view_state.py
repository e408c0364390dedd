"""What a browser shows at one moment: words, ticked facet values, order, trash or not. Saved views keep the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tradehouse.domain.fields import FieldKind, RecordKind, fields
from tradehouse.domain.query import CHANGE, RECORDS, Query, parse_query

Ticks = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class ViewState:
    """One way to look at the records of a kind. note says which change of the history or which records are ticked, for
    their chip.
    """

    text: str = ""
    ticks: Ticks = field(default_factory=dict)
    trashed: bool = False
    sort: str = ""
    descending: bool = False
    note: str = ""

    def query(self, kind: RecordKind) -> Query:
        """Return what to ask the catalogue."""
        return parse_query(
            kind, self.text, self.ticks, sort=self.sort, descending=self.descending, trashed=self.trashed
        )

    @property
    def narrowed(self) -> bool:
        """Whether words or ticks leave records out."""
        return bool(self.text.strip() or self.ticks)

    @classmethod
    def of_records(cls, ids: Iterable[int], note: str) -> "ViewState":
        """Return the state that shows certain records: those that a number counted, which note names."""
        return cls(ticks={RECORDS: frozenset({",".join(map(str, ids))})}, note=note)

    def ticked(self, key: str, token: str, on: bool) -> "ViewState":
        """Return the state with one facet value ticked or not."""
        tokens = self.ticks.get(key, frozenset())
        tokens = tokens | {token} if on else tokens - {token}
        ticks = {k: v for k, v in self.ticks.items() if k != key}
        if tokens:
            ticks[key] = tokens
        return replace(self, ticks=ticks)

    def same_view(self, other: "ViewState") -> bool:
        """Whether both select the same records; the order does not matter."""
        mine = (self.text.strip(), dict(self.ticks), self.trashed)
        return mine == (other.text.strip(), dict(other.ticks), other.trashed)

    def to_settings(self) -> dict[str, Any]:
        """Return the state as a saved view keeps it; certain records are of the moment and not kept."""
        return {
            "text": self.text.strip(),
            "ticks": {key: sorted(tokens) for key, tokens in self.ticks.items() if key != RECORDS},
            "trashed": self.trashed,
            "sort": self.sort,
            "descending": self.descending,
            "note": self.note,
        }


def state_from_settings(kind: RecordKind, settings: Mapping[str, Any]) -> ViewState:
    """Return the state that a saved view keeps; what this version does not know is left out."""
    known = fields(kind)
    said = settings.get("ticks")
    ticks = {
        str(key): frozenset(str(token) for token in tokens)
        for key, tokens in (said.items() if isinstance(said, dict) else ())
        if (key == CHANGE or (key in known and (known[key].facet or known[key].kind is FieldKind.DATE)))
        and isinstance(tokens, list)
        and tokens
    }
    sort = str(settings.get("sort", ""))
    return ViewState(
        str(settings.get("text", "")),
        ticks,
        bool(settings.get("trashed", False)),
        sort if sort in known else "",
        bool(settings.get("descending", False)),
        str(settings.get("note", "")),
    )
