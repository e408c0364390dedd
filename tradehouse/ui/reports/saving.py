"""Where a report goes: into a file, or to another program by way of the clipboard."""

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.domain.reports import Report
from tradehouse.services.report_files import SUFFIXES, report_file_name, save_report
from tradehouse.services.reports import with_details
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.empty import Offer
from tradehouse.ui.opening import open_file, show_in_folder
from tradehouse.ui.settings_store import last_folder

FOLDER: Final = last_folder("reports")
_WORKBOOK: Final = ".xlsx"


def ask_target(desk: Desk, report: Report, parent: QWidget) -> None:
    """Ask where a report is to lie and in which form, and write it."""
    folder = Path(desk.settings.get(FOLDER) or Path.home())
    kinds = (f"{_('Excel workbook')} (*.xlsx)", f"{_('PDF')} (*.pdf)", f"{_('Picture of the charts')} (*.png)")
    chosen, kind = QFileDialog.getSaveFileName(
        parent, _("Save the report"), str(folder / report_file_name(report)), ";;".join(kinds)
    )
    if not chosen:
        return
    out = Path(chosen)
    if out.suffix.lower() not in SUFFIXES:
        out = out.with_name(out.name + next((one for one in SUFFIXES if f"*{one})" in kind), _WORKBOOK))
    desk.settings.put(FOLDER, str(out.parent))
    save(desk, report, out)


def save(desk: Desk, report: Report, out: Path) -> None:
    """Write a report, in a workbook with the names behind its numbers."""
    catalogue = desk.catalogue

    def work(progress: Progress) -> list[str]:
        full = with_details(catalogue, report, progress) if out.suffix.lower() == _WORKBOOK else report
        return [str(remark) for remark in save_report(catalogue, full, out, progress=progress)]

    def written(remarks: list[str]) -> None:
        offers = (
            Offer(_("Open"), lambda: open_file(out), "external-link"),
            Offer(_("Show in the folder"), lambda: show_in_folder(out), "folder"),
        )
        words = _("{file} is written.").format(file=out.name)
        desk.say(" ".join((words, *remarks)), "attention" if remarks else "good", offers)

    desk.jobs.run_read("report-file", work, written, desk.fail, label=_("Writing the report"))
