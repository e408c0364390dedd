"""Lists of attendance that a person chooses or drops, each in a window of its own."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from tradehouse.domain.errors import UserError
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record
from tradehouse.services.training.declared import lists_programmes
from tradehouse.ui.desk import Desk
from tradehouse.ui.settings_store import last_folder
from tradehouse.ui.training.attendance_dialog import AttendanceDialog
from tradehouse.ui.training.programmes_dialog import ProgrammesDialog

FOLDER = last_folder("attendance")
LISTS = "*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv"


def ask_attendance(desk: Desk, programme: Record, parent: QWidget, applied: Callable[[], object] | None = None) -> None:
    """Ask for a list of attendance and open it; applied is called once it is taken in."""
    folder = desk.settings.get(FOLDER) or str(Path.home())
    chosen, _filter = QFileDialog.getOpenFileName(parent, _("Attendance list"), folder, f"{_('Lists')} ({LISTS})")
    if chosen:
        desk.settings.put(FOLDER, str(Path(chosen).parent))
        open_attendance_list(desk, programme, Path(chosen), parent, applied)


def ask_programme_lists(desk: Desk, parent: QWidget) -> None:
    """Ask for lists of programmes with the figures of a report, and open them."""
    folder = desk.settings.get(FOLDER) or str(Path.home())
    chosen, _filter = QFileDialog.getOpenFileNames(parent, _("Lists of programmes"), folder, f"{_('Lists')} ({LISTS})")
    if chosen:
        desk.settings.put(FOLDER, str(Path(chosen[0]).parent))
        ProgrammesDialog(desk, [Path(name) for name in chosen], parent).show()


def take_lists(
    desk: Desk, programme: Record | None, paths: Sequence[Path], parent: QWidget, others: Callable[[], object]
) -> None:
    """Open files that were let go on the programmes: their lists, or a list of who took part in the one in front.
    others is called where they are neither.
    """

    def told(found: bool) -> None:
        if found:
            ProgrammesDialog(desk, paths, parent).show()
        elif programme is not None and len(paths) == 1:
            open_attendance_list(desk, programme, paths[0], parent)
        else:
            others()

    def look(_progress: Progress) -> bool:
        try:
            return all(lists_programmes(path) for path in paths)
        except UserError:
            return False

    desk.jobs.run_read("programme-lists", look, told, owner=parent)


def open_attendance_list(
    desk: Desk, programme: Record, path: Path, parent: QWidget, applied: Callable[[], object] | None = None
) -> AttendanceDialog:
    """Open a list of attendance for a programme."""
    dialog = AttendanceDialog(desk, programme, path, parent)
    if applied is not None:
        dialog.applied.connect(applied)
    dialog.show()
    return dialog
