"""A worksheet whose formulas stand as layouts write them."""

from xlsxwriter.worksheet import Worksheet


class PlainSheet(Worksheet):  # type: ignore[misc]
    """Layouts use functions that every spreadsheet has, so their formulas are not searched for the names of newer
    ones, which would take as long as writing all other cells. XlsxWriter asks this method of its own; should it ask
    another one day, formulas are written as before, only slower.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        if expand_future_functions:  # of an array formula
            return str(super()._prepare_formula(formula, expand_future_functions))
        return formula.removeprefix("=")
