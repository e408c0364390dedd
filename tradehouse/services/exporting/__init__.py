"""Writing the workbooks that leave the house, and the full one that stays in it."""

from tradehouse.services.exporting.options import ExportOptions, ExportReport, Remark
from tradehouse.services.exporting.running import export, suggested_name

__all__ = ["ExportOptions", "ExportReport", "Remark", "export", "suggested_name"]
