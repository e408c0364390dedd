"""Columns that hold nothing odd, taken as they stand: all cells are looked at together, and each distinct text once.

Most columns of a long list are such, and then no step is made for a single cell. Every function returns what reading
cell by cell would make of the column, or None where some cell asks for that.
"""

from collections.abc import Callable, Sequence
from types import NoneType
from typing import Any, Final, TypeAlias

from tradehouse.domain.cells import Cell, is_blank
from tradehouse.services.importing.read_columns import BLANK_STARTS, CLEAR, LONGEST_BLANK

Values: TypeAlias = list[Any] | None
_EXACT: Final = 1 << 52  # below it a half can be added to a whole number without rounding


def plain_texts(cells: Sequence[Cell], longest: int) -> Values:
    """Return a column of texts of at most `longest` characters, among which is no word for blank."""
    texts = dict.fromkeys(cells)  # in their order, as they lie in memory
    texts.pop(None, None)
    if not set(map(type, texts)) <= {str}:
        return None
    for text in texts:
        length = len(text)  # type: ignore[arg-type]
        if length > LONGEST_BLANK:
            if length > longest:
                return None
        elif not length or (text[0] in BLANK_STARTS and (text in CLEAR or is_blank(text))) or length > longest:  # type: ignore[index]
            return None
    return list(cells)


def plain_codes(cells: Sequence[Cell], longest: int) -> Values:
    """Return a column of texts of two to `longest` characters, none of which can be a word for blank."""
    texts = dict.fromkeys(cells)  # in their order, as they lie in memory
    texts.pop(None, None)
    if not set(map(type, texts)) <= {str}:
        return None
    lengths = set(map(len, texts))  # type: ignore[arg-type]
    if lengths and not 1 < min(lengths) <= max(lengths) <= longest:
        return None
    perhaps = [text for text in texts if text[0] in BLANK_STARTS]  # type: ignore[index]
    if not all(text[-1].isdigit() for text in perhaps):  # type: ignore[index]
        return None
    return list(cells)


def plain_words(cells: Sequence[Cell], read: Callable[[str], Any]) -> Values:
    """Return what each text of a column means; read says it, "" for blank, None for what is not known."""
    if not set(map(type, cells)) <= {str, NoneType}:
        return None
    # in the order of the rows: what is told of the words follows it
    meant = {text: read(text) for text in dict.fromkeys(cells) if type(text) is str}
    if None in meant.values():
        return None
    taken = {text: None if found == "" else found for text, found in meant.items()}
    return list(map(taken.get, cells))  # type: ignore[arg-type]


def plain_figures(cells: Sequence[Cell], low: float, high: float, *, measured: bool, zero_counts: bool) -> Values:
    """Return a column of figures between low and high: as floats where measured, else only whole ones. zero_counts: 0
    is a figure and no blank.
    """
    kinds = set(map(type, cells))
    if not kinds <= ({int, float, NoneType} if measured else {int, NoneType}):
        return None
    figures: Sequence[Any] = cells
    if not zero_counts and 0 in cells:
        figures = [cell or None for cell in cells]
        kinds.add(NoneType)
    told = [figure for figure in figures if figure is not None] if NoneType in kinds else figures
    if not told:
        return [None] * len(cells)
    if not (low <= min(told) and max(told) <= high) or sum(told) != sum(told):
        return None
    if not measured:
        return list(figures) if min(told) > -_EXACT and max(told) < _EXACT else None
    if NoneType in kinds:
        return [None if figure is None else float(figure) for figure in figures]
    return list(map(float, figures))
