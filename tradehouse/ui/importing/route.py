"""The way through the wizard: pages with nothing to decide are passed over, though one may still go to them."""

from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.ui.importing.choices import Choices
from tradehouse.ui.importing.sheet_choice import SheetChoice

FILE, SHEET, HEADER, MAPPING, PLAN, RESULT = range(6)


def questions(choices: Choices) -> tuple[bool, ...]:
    """Say of each page whether there is something to decide on it."""
    taken = choices.taken()
    # A hidden sheet is a question where it holds a list; look-up tables and the like are not.
    lists = [choice for choice in choices.sheets if not choice.view.hidden or choice.view.kind is not SheetKind.NONE]
    return (
        True,
        len(taken) != 1 or any(not choice.taken for choice in lists),
        any(_asks_header(choice) for choice in taken),
        any(not choice.clear() or (choice.needs_supplier() and not choices.supplier) for choice in taken),
        True,
        True,
    )


def _asks_header(choice: SheetChoice) -> bool:
    """What the file hides is a question as long as nobody answered it, and so is a table without a beginning."""
    hidden = choice.view.hidden_rows or choice.view.hidden_columns
    return not choice.begins or bool(hidden and not choice.remembered)


def step_after(number: int, choices: Choices) -> int:
    """Return the next page with something to decide."""
    asked = questions(choices)
    return next(n for n in range(number + 1, RESULT + 1) if asked[n])


def step_before(number: int, choices: Choices) -> int:
    """Return the page before with something to decide."""
    asked = questions(choices)
    return next(n for n in range(number - 1, -1, -1) if asked[n])
