"""What one cell of a table or tile shows: text, and for states a badge, so that colour never speaks alone."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from tradehouse.domain.certification_fields import EXPIRING
from tradehouse.domain.display import show
from tradehouse.domain.fields import Field, FieldKind, RecordKind
from tradehouse.domain.language import _
from tradehouse.domain.records import Record
from tradehouse.ui.browser.columns import MARK, PHOTO, Column
from tradehouse.ui.kit.badge import Status, Tone


class Cell(NamedTuple):
    """The text of a cell; tone is a colour token; status is what its badge says, for values that are states."""

    text: str
    tone: str = "text"
    status: Status | None = None


BLANK = Cell("")

_STATES: Mapping[tuple[str, str], Mapping[str, tuple[str, Tone]]] = {
    # (kind, field): token: (drawing, tone)
    ("product", "status"): {
        "draft": ("edit", "neutral"),
        "checked": ("check", "accent"),
        "published": ("check-circle", "good"),
        "archived": ("box", "neutral"),
    },
    ("supplier", "status"): {
        "candidate": ("clock", "attention"),
        "active": ("check-circle", "good"),
        "paused": ("minus", "neutral"),
        "closed": ("lock", "neutral"),
    },
    ("certification", "stage"): {
        "issued": ("check", "good"),
        "refused": ("close", "danger"),
        "withdrawn": ("close", "neutral"),
    },
    ("certification", "validity"): {
        "valid": ("check-circle", "good"),
        "no_expiry": ("check-circle", "good"),
        "within_180": ("clock", "accent"),
        **dict.fromkeys(EXPIRING, ("clock", "attention")),
        "expired": ("warning", "danger"),
        "undated": ("help", "neutral"),
        "in_process": ("loader", "accent"),
        "closed": ("close", "neutral"),
    },
    ("buyer", "status"): {
        "prospect": ("clock", "attention"),
        "active": ("check-circle", "good"),
        "paused": ("minus", "neutral"),
        "closed": ("lock", "neutral"),
    },
    ("service", "follow_up"): {
        "overdue": ("warning", "danger"),
        "soon": ("clock", "attention"),
        "later": ("calendar", "neutral"),
        "kept": ("check-circle", "good"),
        "none": ("minus", "neutral"),
    },
    ("programme", "status"): {
        "planned": ("calendar", "neutral"),
        "running": ("loader", "accent"),
        "done": ("check-circle", "good"),
        "cancelled": ("minus", "neutral"),
    },
    ("partner", "status"): {
        "candidate": ("clock", "attention"),
        "active": ("check-circle", "good"),
        "ended": ("minus", "neutral"),
    },
    ("offer", "status"): {
        "issued": ("export", "accent"),
        "answered": ("mail", "attention"),
        "ordered": ("check-circle", "good"),
        "lost": ("close", "neutral"),
        "replaced": ("history", "neutral"),
        "withdrawn": ("minus", "neutral"),
    },
}


def status_of(kind: RecordKind, field: Field, token: str) -> Status | None:
    """Return the badge of a token that is a state, None for any other value."""
    states = _STATES.get((str(kind), field.key))
    if states is None:
        return None
    glyph, tone = states.get(token, ("clock", "neutral"))
    return Status(glyph, show(field, token), tone)


def cell_of(record: Record, column: Column) -> Cell:
    """Return what a record shows in a column."""
    if column.key in {MARK, PHOTO}:
        return Cell(record.main_photo)
    return value_cell(record.kind, column.field, record[column.key])


def value_cell(kind: RecordKind, field: Field, value: Any) -> Cell:
    """Return what a field's value looks like in a cell."""
    if value is None or value in ("", ()):
        if field.key == "supplier" and kind is RecordKind.PRODUCT:
            return Cell(_("Not known"), "muted")
        return BLANK
    if field.key == "photo_count":
        return Cell(str(value), "muted" if value == 0 else "text")
    text = " ".join(show(field, value).split())
    if field.unit and field.kind is FieldKind.MEASURE:
        text = f"{text} {_(field.unit)}"
    return Cell(text, "text", status_of(kind, field, str(value)))
