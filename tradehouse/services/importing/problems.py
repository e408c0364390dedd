"""What is wrong with a plan, by cause: one line for all rows with the same trouble, and what would put them right."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from tradehouse.domain.cells import Cell
from tradehouse.domain.fields import Field
from tradehouse.domain.language import N_, Message
from tradehouse.domain.text import fold
from tradehouse.exchange.columns import Column, target_field
from tradehouse.exchange.row_kinds import RowKind
from tradehouse.exchange.word_likeness import takes_words
from tradehouse.services.importing.parts import Part
from tradehouse.services.importing.plan_cells import column_of, row_cells, shown_cell
from tradehouse.services.importing.planning import ImportPlan
from tradehouse.services.importing.read_columns import Trouble
from tradehouse.services.importing.remedies import Fix, ProblemGroup, fixes_for, with_fix

__all__ = ["Fix", "ProblemGroup", "problem_groups", "with_fix"]

_ASKED_ELSEWHERE: Final = frozenset({"alike"})  # `ImportPlan.alike` asks these, row by row
_BY_WORD: Final = ("unknown_",)
_CAUSES: Final[Mapping[str, str]] = {
    "not_a_number": N_('not a number, such as "{found}"'),
    "not_one_value": N_('more than one value, such as "{found}"'),
    "not_a_date": N_('not a date, such as "{found}"'),
    "failed_formula": N_('a failed formula, such as "{found}"'),
    "too_small": N_('too small, such as "{found}"'),
    "too_large": N_('too large, such as "{found}"'),
    "too_long": N_("too long; the whole text is kept in the notes"),
    "rounded": N_('rounded, such as "{found}"'),
    "disagrees": N_("differs from what an earlier row says of the same record, which was kept"),
    "no_name": N_("no name; fill it in, or leave the rows out"),
    "unknown_product": N_('not in the catalogue, such as "{found}"'),
    "unknown_supplier": N_("not in the catalogue, and no name to add it"),
    "wrong_check_digit": N_('the check digit does not fit, such as "{found}"'),
    "verified_kept": N_("differs from what staff verified, which was kept"),
}
_WORD_CAUSE: Final = N_('"{found}" is not known')
_ROW_CAUSES: Final[Mapping[str, str]] = {
    "repeated": N_("{count} rows repeat an earlier row of the same record"),
    "in_trash": N_("{count} records are in the trash and were left there"),
    "row_added": N_("{count} rows were not in the sheet that was sent out"),
    "verified_kept": N_("{count} rows differ from what staff verified, which was kept"),
}


@dataclass(slots=True)
class _Gathered:
    """The rows (from 0 below the header) of one cause; cells are theirs in the column of the trouble."""

    part: Part
    target: str
    column: Column | None
    trouble: Trouble
    rows: dict[int, Cell] = field(default_factory=dict)


def problem_groups(plan: ImportPlan) -> tuple[ProblemGroup, ...]:
    """Return what is wrong, one group per cause and column (and per word, for words that are not known): errors before
    warnings, the largest group first.
    """
    found = [_group(gathered) for part in plan.parts for gathered in _gather(part)]
    return tuple(sorted(found, key=lambda group: (not group.error, -len(group.rows))))


def _gather(part: Part) -> Iterator[_Gathered]:
    groups: dict[tuple[object, ...], _Gathered] = {}
    for row, target, trouble in _troubles(part):
        cells = row_cells(part, row) if row >= 0 else ()
        column = column_of(part.read.table, target, cells)
        cell = cells[column.index] if column is not None and column.index < len(cells) else None
        word = fold(shown_cell(cell)) if _is_word(trouble, target_field(target)) else ""
        key = (
            trouble.code,
            target,
            column.key if column else "",
            trouble.error,
            word,
            str(trouble.message) if row < 0 else "",
        )
        group = groups.get(key)
        if group is None:
            group = groups[key] = _Gathered(part, target, column, trouble)
        if row >= 0:
            group.rows[row] = cell
    words = [group for group in groups.values() if _is_word(group.trouble, target_field(group.target))]
    for group in words:
        _find_all(group)
    yield from groups.values()


def _troubles(part: Part) -> Iterator[tuple[int, str, Trouble]]:
    for row, troubles in part.rejects.items():
        for target, trouble in troubles:
            yield row, target, trouble
    for row, target, trouble in part.warnings:
        if trouble.code not in _ASKED_ELSEWHERE and row not in part.rejects:
            yield row, target, trouble


def _is_word(trouble: Trouble, of_field: Field | None) -> bool:
    return trouble.code.startswith(_BY_WORD) and of_field is not None and takes_words(of_field)


def _find_all(group: _Gathered) -> None:
    """A word that is not known is told once; find every row that has it."""
    column, part = group.column, group.part
    if column is None or not group.rows:
        return
    wanted = fold(shown_cell(next(iter(group.rows.values()))))
    header = part.read.table.header
    body = part.read.table.sheet.rows[header.body :] if header else []
    for row, (cells, kind) in enumerate(zip(body, part.read.kinds, strict=False)):
        cell = cells[column.index] if column.index < len(cells) else None
        if kind is RowKind.DATA and isinstance(cell, str) and fold(cell) == wanted:
            group.rows[row] = cell


def _group(gathered: _Gathered) -> ProblemGroup:
    part, column, trouble = gathered.part, gathered.column, gathered.trouble
    table = part.read.table
    cells = list(gathered.rows.values())
    found = next((shown_cell(cell) for cell in cells if cell is not None), "")
    rows = tuple(sorted(part.sheet_row(row) for row in gathered.rows))
    return ProblemGroup(
        file=part.file.name,
        sheet=part.sheet_name,
        target=gathered.target,
        key=column.key if column else "",
        code=trouble.code,
        error=trouble.error,
        rows=rows,
        found=found,
        sentence=_sentence(gathered, found),
        fixes=fixes_for(table, gathered.target, column, trouble, cells),
        column=column.index + table.sheet.first_column if column else 0,
    )


def _sentence(gathered: _Gathered, found: str) -> Message:
    trouble, count = gathered.trouble, len(gathered.rows)
    if count < 2:
        return trouble.message
    if trouble.code in _ROW_CAUSES:
        return Message(_ROW_CAUSES[trouble.code], {"count": count})
    of_field = target_field(gathered.target)
    cause = _WORD_CAUSE if _is_word(trouble, of_field) else _CAUSES.get(trouble.code, "")
    if not cause or of_field is None:
        return Message(N_("{count} × {sentence}"), {"count": count, "sentence": trouble.message})
    values = {"count": count, "field": Message(of_field.label), "cause": Message(cause, {"found": found})}
    return Message(N_("{count} × {field}: {cause}"), values)
