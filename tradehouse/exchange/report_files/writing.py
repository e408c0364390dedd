"""A report to a file, whole or not at all."""

from pathlib import Path
from typing import Final

from tradehouse.domain.errors import UserError
from tradehouse.domain.language import N_
from tradehouse.domain.progress import Progress
from tradehouse.domain.reports import Report
from tradehouse.exchange.report_files import paper
from tradehouse.exchange.report_files.letterhead import Letterhead
from tradehouse.exchange.whole_files import check_target, whole_file

_PAPERS: Final = {".pdf": paper.pdf, ".png": paper.png}
SUFFIXES: Final = (".xlsx", *_PAPERS)


def check_report_target(target: Path) -> None:
    """Raise UserError where no report of this name can be written, before any work is done."""
    if target.suffix.lower() not in SUFFIXES:
        raise UserError(
            "report_form",
            N_('"{file}" does not end in .xlsx, .pdf or .png. Give the report a name that does.'),
            file=target.name,
        )
    check_target(target)


def write_report(target: Path, report: Report, head: Letterhead, progress: Progress | None = None) -> None:
    """Write a report in the form that the ending of target names. Raises UserError and Cancelled; then target is as
    it was.
    """
    check_report_target(target)
    told = progress or Progress()
    suffix = target.suffix.lower()
    if suffix == ".png" and not report.charts:
        raise UserError("no_chart", N_("This report has no chart. Save it as .xlsx or .pdf."))
    if suffix in _PAPERS:
        with whole_file(target, told) as part:
            part.write_bytes(_PAPERS[suffix](report, head, told))
        return
    from tradehouse.exchange.report_files.workbook import write_report_workbook

    write_report_workbook(target, report, head, told)
