"""A report as a file: workbook, PDF or picture, by the ending of its name. All are the house's own: INTERNAL."""

from tradehouse.exchange.report_files.letterhead import INTERNAL, Letterhead
from tradehouse.exchange.report_files.plain import report_data
from tradehouse.exchange.report_files.writing import SUFFIXES, check_report_target, write_report

__all__ = ["INTERNAL", "SUFFIXES", "Letterhead", "check_report_target", "report_data", "write_report"]
