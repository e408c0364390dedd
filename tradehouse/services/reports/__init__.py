"""The reports of the house: what is counted is data, working it out is the same for most of them."""

from tradehouse.services.reports.choices import Choices, choices
from tradehouse.services.reports.registry import REPORTS, THEMES, ReportKind, Theme, make_report, report_named
from tradehouse.services.reports.rincian import ids_behind, with_details
from tradehouse.services.reports.targets import set_targets, targets_of

__all__ = [
    "REPORTS",
    "THEMES",
    "Choices",
    "ReportKind",
    "Theme",
    "choices",
    "ids_behind",
    "make_report",
    "report_named",
    "set_targets",
    "targets_of",
    "with_details",
]
