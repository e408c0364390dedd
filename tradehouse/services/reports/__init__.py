"""The reports of the house: what is counted is data, working it out is the same for most of them."""

from tradehouse.services.reports.registry import REPORTS, ReportKind, Theme, make_report, report_named
from tradehouse.services.reports.rincian import with_details

__all__ = ["REPORTS", "ReportKind", "Theme", "make_report", "report_named", "with_details"]
