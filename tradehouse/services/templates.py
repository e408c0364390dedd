"""Template workbooks made from FIELDS: whatever field is added to the catalogue stands in the next template."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tradehouse.domain.certification_fields import APPLICATION
from tradehouse.domain.errors import UserError
from tradehouse.domain.field_hints import EXAMPLES, heading, hint, permit_hint
from tradehouse.domain.fields import Field, FieldKind, RecordKind, fields
from tradehouse.domain.language import LANGUAGES, N_, translator
from tradehouse.domain.progress import Progress
from tradehouse.domain.reference_lists import find_label
from tradehouse.domain.stored_cells import stored_cell
from tradehouse.exchange.headings import PERMIT, PHOTO
from tradehouse.exchange.workbooks.entry_columns import EntryColumn
from tradehouse.exchange.workbooks.safe_text import file_name
from tradehouse.exchange.workbooks.template import Template, write_blank

_DESK: Final = N_("Desk")
_OF_THE_HOUSE: Final = frozenset(
    {"register_number", "consultant", "office", "lkpp_status", "aggregator", "aggregated_by", "printed_until"}
    | {"digital_stage", "digital_evidence", "hero_initiator", "hero_empowerer", "hero_brand", "hero_aggregates"}
)
_PERMITS: Final = ("pirt", "bpom_md", "halal", "merek")
_PERMIT_EXAMPLES: Final = {"merek": "Anyam Jaya IDM000602715"}
_TITLES: Final = {
    RecordKind.PRODUCT: N_("Product list"),
    RecordKind.SUPPLIER: N_("Supplier list"),
    RecordKind.CERTIFICATION: N_("Certificate list"),
}


def template_name(kind: RecordKind, language: str = "id") -> str:
    """Return a file name for a template."""
    return file_name(f"{translator(language).gettext(_TITLES[kind])} (template)")


def write_template(kind: RecordKind, out: Path, language: str = "id", progress: Progress | None = None) -> Path:
    """Write an empty list of a kind to out, with drop-downs, an example row and a guide; return out.

    Raises UserError for an unknown language or where out cannot be written, and Cancelled.
    """
    if language not in LANGUAGES:
        raise UserError(
            "unknown_language",
            N_('"{language}" is not a language of this program. Choose id or en.'),
            language=language,
        )
    say = translator(language).gettext
    lines = (
        say(N_("One row for each entry, from the row below the example on. Columns with * are needed; leave the others empty where you do not know.")),
        say(N_("Photos may be put into the row of their product. The second sheet explains every column.")),
    )  # fmt: skip
    title = say(_TITLES[kind])
    template = Template(title, title, lines, _columns(kind, language), say(N_("Guide")), language)
    write_blank(out, template, progress or Progress())
    return out


def _columns(kind: RecordKind, language: str) -> list[EntryColumn]:
    """Return the columns, those first without which a list is of no use, what only buyers abroad ask for last."""
    placed = [(_place(field), column) for field, column in _fields(kind, language)]
    if kind is RecordKind.PRODUCT:
        say = translator(language).gettext
        placed.append((1, EntryColumn(PHOTO, say(N_("Photo")), None, say(N_("Put one or more photos into the row.")))))
        for code in _PERMITS:
            label = find_label("certification_type", code, language)
            example = _PERMIT_EXAMPLES.get(code)
            placed.append((3, EntryColumn(f"{PERMIT}{code}", label, None, permit_hint(language), example=example)))
    return [column for _, column in sorted(placed, key=lambda pair: pair[0])]


def _place(field: Field) -> int:
    if field.required or field.reference == RecordKind.SUPPLIER:
        return 0
    if "showcase" in field.gates:
        return 2
    return 5 if field.translation_of or "export" in field.gates else 4


def _fields(kind: RecordKind, language: str) -> Iterator[tuple[Field, EntryColumn]]:
    examples = EXAMPLES[kind]
    for field in fields(kind).values():
        if field.reference == RecordKind.SUPPLIER:
            name = fields(RecordKind.SUPPLIER)["name"]
            yield field, EntryColumn("supplier.name", heading(name, language), name, hint(name, language),
                                     required=field.required, example=EXAMPLES[RecordKind.SUPPLIER]["name"])  # fmt: skip
        elif _asked(field):
            given = examples.get(field.key)
            cell = given if field.kind is FieldKind.RECORDS else stored_cell(field, given, language)
            yield field, EntryColumn(f"{kind}.{field.key}", heading(field, language), field, hint(field, language),
                                     required=field.required, example=cell)  # fmt: skip


def _asked(field: Field) -> bool:
    """Whether somebody outside the house can know a field; numbers and judgements of the house are its own."""
    own = not field.editable or field.section in (_DESK, APPLICATION) or field.key in _OF_THE_HOUSE
    return not own and not field.worked_out
