"""The rejected rows of a plan, as a workbook to correct and import again."""

from pathlib import Path

from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.exchange.headings import REASON
from tradehouse.exchange.rejects import RejectedRow, RejectedSheet, write_rejects
from tradehouse.services.importing.parts import Part
from tradehouse.services.importing.planning import ImportPlan


def save_rejects(plan: ImportPlan, target: Path, progress: Progress | None = None) -> int:
    """Write every rejected row in the layout of its sheet, with the reason; return how many. Raises StorageProblem."""
    sheets = [_sheet(part) for part in plan.parts if part.rejects]
    if sheets:
        write_rejects(target, sheets, progress)
    return sum(len(sheet.rows) for sheet in sheets)


def _sheet(part: Part) -> RejectedSheet:
    table = part.read.table
    header = table.header
    rows = table.sheet.rows
    body = header.body if header else 0
    return RejectedSheet(
        name=part.sheet_name,
        header=rows[header.first : body] if header else [],
        rows=[
            RejectedRow(
                rows[body + row],
                frozenset(c.index for t, _trouble in troubles for c in table.columns if t in c.targets),
                " ".join(str(trouble.message) for _target, trouble in troubles),
            )
            for row, troubles in sorted(part.rejects.items())
        ],
        heading=_(REASON),
        first_column=table.sheet.first_column,
    )
