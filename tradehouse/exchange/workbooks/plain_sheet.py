"""A worksheet that asks less of each cell."""

import re
from typing import Final

from xlsxwriter.worksheet import Worksheet

_CALLS: Final = re.compile(r"([A-Z][A-Z0-9.]*)\(")
_OF_OLD: Final = frozenset({"SUM", "SUMIF", "SUMPRODUCT", "COUNT", "COUNTIF", "MAX", "MIN", "ROUND", "ROUNDUP", "ROUNDDOWN",
                            "INT", "IF", "AND", "OR", "NOT", "IFERROR"})  # fmt: skip
"""Functions that files name as people do, by all that layouts use."""


class PlainSheet(Worksheet):  # type: ignore[misc]
    """XlsxWriter searches each formula for thirty newer functions, which takes as long as writing all other cells.
    It asks _prepare_formula itself; should it ask something else one day, formulas are written as before, only slower.
    Its public methods look whether they were given "A1" instead of row and column; those without the look serve us.
    """

    write_string = getattr(Worksheet, "_write_string", Worksheet.write_string)
    write_number = getattr(Worksheet, "_write_number", Worksheet.write_number)
    write_blank = getattr(Worksheet, "_write_blank", Worksheet.write_blank)
    write_formula = getattr(Worksheet, "_write_formula", Worksheet.write_formula)

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        if _OF_OLD.issuperset(_CALLS.findall(formula)) and not formula.startswith("{"):
            return formula.removeprefix("=")
        return str(super()._prepare_formula(formula, expand_future_functions))
