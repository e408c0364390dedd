"""What a person puts right in the plan, as decisions about the sheets; the plan is then made anew."""

from collections.abc import Iterable
from dataclasses import replace

from tradehouse.services.importing.likeness import Alike
from tradehouse.services.importing.plan_rows import PlanRow
from tradehouse.services.importing.problems import Fix, ProblemGroup, with_fix
from tradehouse.ui.importing.choices import Choices


def fix_group(choices: Choices, group: ProblemGroup, fix: Fix, answer: str) -> None:
    """Use one remedy for all rows of a group."""
    choice = choices.of(group.file, group.sheet)
    if choice is not None:
        choice.read_as(with_fix(choice.said, group, fix, answer))


def fix_cell(choices: Choices, row: PlanRow, column: int, text: str) -> None:
    """Put another text into a cell; a blank one empties it."""
    choice = choices.of(row.file, row.sheet)
    if choice is not None:
        choice.say(cells={**choice.said.cells, (row.row, column): text or None})


def judge_rows(choices: Choices, rows: Iterable[PlanRow], *, is_record: bool) -> None:
    """Take rows as records, or leave them out; what was said of one before is taken back where that suffices."""
    by_sheet: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        by_sheet.setdefault(row.part, []).append(row.row)
    for (file, sheet), numbers in by_sheet.items():
        choice = choices.of(file, sheet)
        if choice is None:
            continue
        said = dict(choice.said.rows)
        for number in numbers:
            if said.get(number) is (not is_record):
                del said[number]
            else:
                said[number] = is_record
        choice.say(rows=said)


def settle_alike(choices: Choices, alike: Iterable[Alike], uid: str) -> None:
    """Say which record rows are; "" says that each is a new one."""
    by_sheet: dict[tuple[str, str], dict[tuple[int, str], str]] = {}
    for one in alike:
        by_sheet.setdefault((one.file, one.sheet), {})[one.row, str(one.kind)] = uid
    for (file, sheet), answers in by_sheet.items():
        choice = choices.of(file, sheet)
        if choice is not None:
            choice.read_as(replace(choice.said, same={**choice.said.same, **answers}))


def overwrite_row(choices: Choices, row: PlanRow) -> None:
    """Let the file's values of a row replace what staff verified."""
    choice = choices.of(row.file, row.sheet)
    if choice is not None:
        choice.say(overwrite=choice.said.overwrite | {row.row})
