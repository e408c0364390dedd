"""Reports that leave the program as files: named, dated and headed as the house's own."""

from datetime import datetime
from pathlib import Path

from tradehouse.domain.language import N_, Message, current_language
from tradehouse.domain.progress import Progress
from tradehouse.domain.reports import Report
from tradehouse.exchange.report_files import (
    INTERNAL,
    SUFFIXES,
    Letterhead,
    check_report_target,
    report_data,
    write_report,
)
from tradehouse.exchange.workbooks.safe_text import file_name
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.exporting.terms import house_name
from tradehouse.services.house import read_house

__all__ = ["SUFFIXES", "check_report_target", "report_data", "report_file_name", "save_report"]


def report_file_name(report: Report, suffix: str = ".xlsx") -> str:
    """Return a file name for a report: INTERNAL, what it is, and its day."""
    day = report.made_on or datetime.now().astimezone().date()
    return file_name(f"{INTERNAL} {report.title} {day:%Y-%m-%d}", suffix)


def save_report(
    catalogue: Catalogue, report: Report, out: Path, language: str = "", progress: Progress | None = None
) -> list[Message]:
    """Write a report in the form that the ending of out names (one of SUFFIXES); return what should be known about it.

    language is that of the report's own texts, "" for the program's. Raises UserError where out cannot be written
    (what was there stays), and Cancelled.
    """
    spoken = language or current_language()
    day = report.made_on or datetime.now().astimezone().date()
    write_report(out, report, Letterhead(house_name(read_house(catalogue), spoken), day, spoken), progress)
    if INTERNAL in out.name.upper():
        return []
    return [Message(N_("{file} holds data of the house, but its name does not say INTERNAL. Keep it in the house."), {"file": out.name})]  # fmt: skip
