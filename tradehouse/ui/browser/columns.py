"""The columns of a record kind, read from its fields: what the table can show, and what it shows at first."""

from dataclasses import dataclass
from functools import cache

from tradehouse.domain.fields import Field, FieldKind, RecordKind, fields, name_field
from tradehouse.domain.language import N_

MARK, PHOTO = "mark", "photo"
MARK_WIDTH, PHOTO_WIDTH = 30, 34
LONG_CODE = 150  # pixels; numbers of certificates give way like texts do
_FLEXIBLE = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.REFERENCE, FieldKind.TAGS, FieldKind.CHANNELS})
_TICK = Field(MARK, FieldKind.BOOLEAN, N_("Selected"), "", editable=False, stored=False, width=MARK_WIDTH)
_PICTURE = Field(PHOTO, FieldKind.COUNT, N_("Photo"), "", editable=False, stored=False, width=PHOTO_WIDTH)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. face is "body", "strong", "code" or "tabular"; flexible ones give way where room is short."""

    field: Field
    face: str = "body"
    flexible: bool = False
    fixed: bool = False

    @property
    def key(self) -> str:
        """The key of the field, or MARK or PHOTO."""
        return self.field.key

    @property
    def right_aligned(self) -> bool:
        """Whether values stand at the right, as figures do."""
        return self.field.numeric and not self.fixed and not self.field.choices


@cache
def columns_of(kind: RecordKind) -> tuple[Column, ...]:
    """Return every column that a kind can show, in the order of its fields."""
    first = [Column(_TICK, fixed=True)]
    if kind is RecordKind.PRODUCT:
        first.append(Column(_PICTURE, fixed=True))
    rest = [
        Column(
            field,
            _face(kind, field),
            field.kind in _FLEXIBLE or (field.kind is FieldKind.CODE and field.width > LONG_CODE),
        )
        for field in fields(kind).values()
        if field.kind is not FieldKind.TIERS
    ]
    return (*first, *rest)


def _face(kind: RecordKind, field: Field) -> str:
    if field.kind is FieldKind.CODE:
        return "code"
    if field.numeric or field.kind is FieldKind.DATE:
        return "tabular"
    return "strong" if field.key == name_field(kind) else "body"


@cache
def shown_at_first(kind: RecordKind) -> tuple[str, ...]:
    """Return the keys of the columns that a newcomer sees."""
    return tuple(c.key for c in columns_of(kind) if c.fixed or c.field.column)
