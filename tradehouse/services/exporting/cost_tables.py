"""Cost steps from a table that somebody keeps: a workbook or CSV with the columns leg, basis, amount, currency, label."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

from tradehouse.domain.cells import Cell, Unreadable, cell_text, is_blank
from tradehouse.domain.cost_steps import BASIS_LABELS, LEG_LABELS, CostBasis, CostStep, Leg
from tradehouse.domain.errors import UserError
from tradehouse.domain.language import LANGUAGES, N_, translator
from tradehouse.domain.numbers import number_from_cell
from tradehouse.domain.pricing import HOME_CURRENCY
from tradehouse.domain.progress import Progress
from tradehouse.domain.text import fold
from tradehouse.exchange.reading import open_workbook

_HEADINGS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("leg", "bagian", "langkah", "step"), "leg"),
    **dict.fromkeys(("basis", "per", "dasar", "satuan"), "basis"),
    **dict.fromkeys(("amount", "jumlah", "biaya", "cost", "nilai"), "amount"),
    **dict.fromkeys(("currency", "mata uang"), "currency"),
    **dict.fromkeys(("label", "nama", "keterangan", "name"), "label"),
}
_NEEDED: Final = ("leg", "basis", "amount")
T = TypeVar("T", bound=StrEnum)


def read_cost_steps(path: Path, progress: Progress) -> tuple[CostStep, ...]:
    """Return the steps of the first sheet of a file.

    Raises UnusableFile where it cannot be read, UserError naming row and column where a cell makes no sense.
    """
    with open_workbook(path, progress) as workbook:
        sheet = workbook.sheet(workbook.sheets[0].name)
    rows = [row for row in sheet.rows if any(not is_blank(cell) for cell in row)]
    at = _columns(rows[0]) if rows else {}
    missing = [name for name in _NEEDED if name not in at]
    if missing:
        raise UserError(
            "bad_cost_table",
            N_('"{file}" is no table of cost steps: it has no column {names}. Its columns are leg, basis, amount, currency and label.'),
            file=path.name,
            names=", ".join(missing),
        )  # fmt: skip
    return tuple(_step(path, number, row, at) for number, row in enumerate(rows[1:], start=sheet.first_row + 1))


def _columns(row: Sequence[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(row):
        name = _HEADINGS.get(fold(cell_text(cell))) if isinstance(cell, str) else None
        if name is not None:
            found.setdefault(name, index)
    return found


def _step(path: Path, number: int, row: Sequence[Cell], at: Mapping[str, int]) -> CostStep:
    def text(name: str) -> str:
        index = at.get(name, len(row))
        cell = row[index] if index < len(row) else None
        return "" if cell is None or is_blank(cell) else cell_text(cell).strip()

    leg, basis = _meant(Leg, LEG_LABELS, text("leg")), _meant(CostBasis, BASIS_LABELS, text("basis"))
    if leg is None or basis is None:
        known: Sequence[StrEnum] = list(Leg) if leg is None else list(CostBasis)
        raise UserError(
            "bad_cost_step",
            N_('{file}, row {row}: "{found}" is not known. There are: {known}.'),
            file=path.name,
            row=number,
            found=text("leg") if leg is None else text("basis"),
            known=", ".join(known),
        )
    try:
        amount: Decimal = number_from_cell(row[at["amount"]])
    except (Unreadable, IndexError):
        raise UserError(
            "bad_cost_step",
            N_('{file}, row {row}: "{found}" is not an amount.'),
            file=path.name,
            row=number,
            found=text("amount"),
        ) from None
    return CostStep(leg, basis, amount, text("currency").upper() or HOME_CURRENCY, text("label"))


def _meant(kind: type[T], labels: Mapping[T, str], text: str) -> T | None:
    """Return the token that a word means: the token itself, or its label in either language."""
    wanted = fold(text)
    for token in kind:
        names = {str(token), str(token).replace("_", " "), labels[token]}
        names |= {translator(language).gettext(labels[token]) for language in LANGUAGES}
        if wanted in {fold(name) for name in names}:
            return token
    return None
