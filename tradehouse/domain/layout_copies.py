"""Layouts of the house's own: the name of a shipped one and what is different, so that a newer base still serves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from tradehouse.domain.errors import UserError
from tradehouse.domain.language import LANGUAGES, N_

NARROWEST, WIDEST = 2.0, 80.0  # characters that a column can have
LOWEST, HIGHEST = 15.0, 300.0  # points of a row
FEWEST_PIXELS, MOST_PIXELS = 120, 1_200
LONGEST_HEADING, LONGEST_TITLE = 120, 150
MOST_COLUMNS: Final = 150


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column of the list, in its place. key is the base's, or a new one where value names what the base does not
    show: a field, a field of the supplier, a computed value or "blank". heading is by language; what it does not
    have, and a width of None, stay as in the base.
    """

    key: str
    shown: bool = True
    value: str = ""
    heading: Mapping[str, str] = field(default_factory=dict)
    width: float | None = None


@dataclass(frozen=True, slots=True)
class LayoutChanges:
    """What is different from the base; nothing where a field is empty. columns are all those that were known when it
    was saved, in their order; a column that a newer base has comes in where that base has it.
    """

    columns: tuple[ColumnChoice, ...] = ()
    language: str = ""
    currency: str = ""
    title: Mapping[str, str] = field(default_factory=dict)
    footer: Mapping[str, str] = field(default_factory=dict)
    photo_pixels: int | None = None
    row_height: float | None = None

    def plain(self) -> dict[str, Any]:
        """Return it as JSON can say it; empty parts are left out."""
        said = {
            "columns": [_plain_column(column) for column in self.columns],
            "language": self.language,
            "currency": self.currency,
            "title": dict(self.title),
            "footer": dict(self.footer),
            "photo_pixels": self.photo_pixels,
            "row_height": self.row_height,
        }
        return {key: value for key, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class LayoutCopy:
    """A layout of the house's own, for one buyer or for everybody. id is 0 before it is saved."""

    name: str
    base: str
    changes: LayoutChanges = field(default_factory=LayoutChanges)
    buyer_id: int | None = None
    id: int = 0


def _plain_column(column: ColumnChoice) -> dict[str, Any]:
    said = {"key": column.key, "value": column.value, "heading": dict(column.heading), "width": column.width}
    return {key: value for key, value in said.items() if value} | ({} if column.shown else {"shown": False})


def changes_of(said: Any) -> LayoutChanges:
    """Return what plain() said. Raises UserError where it is nothing that plain() says, or beyond its limits."""
    try:
        columns = _once(
            ColumnChoice(
                key=_text(entry["key"], LONGEST_HEADING),
                shown=entry.get("shown", True) is True,
                value=_text(entry.get("value", ""), LONGEST_HEADING),
                heading=_words(entry.get("heading", {}), LONGEST_HEADING),
                width=_number(entry.get("width"), NARROWEST, WIDEST),
            )
            for entry in said.get("columns", ())
        )
        pixels = _number(said.get("photo_pixels"), FEWEST_PIXELS, MOST_PIXELS)
        changes = LayoutChanges(
            columns=columns,
            language=_text(said.get("language", ""), 2),
            currency=_text(said.get("currency", ""), 3),
            title=_words(said.get("title", {}), LONGEST_TITLE),
            footer=_words(said.get("footer", {}), LONGEST_TITLE),
            photo_pixels=None if pixels is None else int(pixels),
            row_height=_number(said.get("row_height"), LOWEST, HIGHEST),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as problem:
        raise UserError(
            "bad_layout_copy", N_("What was kept of this layout cannot be used: {reason}."), reason=str(problem)
        ) from problem
    return changes


def _once(columns: Iterable[ColumnChoice]) -> tuple[ColumnChoice, ...]:
    found = tuple(columns)
    if len(found) > MOST_COLUMNS or len({column.key for column in found}) < len(found):
        raise ValueError(len(found))
    return found


def _text(value: Any, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError(value)
    return value


def _words(value: Any, longest: int) -> dict[str, str]:
    if not isinstance(value, dict) or not value.keys() <= LANGUAGES.keys():
        raise ValueError(value)
    return {language: _text(text, longest) for language, text in value.items() if text}


def _number(value: Any, least: float, most: float) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not least <= value <= most:
        raise ValueError(value)
    return float(value)
