"""Lists of attendance that a person chooses or drops, each in a window of its own."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from tradehouse.domain.language import _
from tradehouse.domain.records import Record
from tradehouse.ui.desk import Desk
from tradehouse.ui.settings_store import last_folder
from tradehouse.ui.training.attendance_dialog import AttendanceDialog

FOLDER = last_folder("attendance")
LISTS = "*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv"


def ask_attendance(desk: Desk, programme: Record, parent: QWidget, applied: Callable[[], object] | None = None) -> None:
    """Ask for a list of attendance and open it; applied is called once it is taken in."""
    folder = desk.settings.get(FOLDER) or str(Path.home())
    chosen, _filter = QFileDialog.getOpenFileName(parent, _("Attendance list"), folder, f"{_('Lists')} ({LISTS})")
    if chosen:
        desk.settings.put(FOLDER, str(Path(chosen).parent))
        open_attendance_list(desk, programme, Path(chosen), parent, applied)


def open_attendance_list(
    desk: Desk, programme: Record, path: Path, parent: QWidget, applied: Callable[[], object] | None = None
) -> AttendanceDialog:
    """Open a list of attendance for a programme."""
    dialog = AttendanceDialog(desk, programme, path, parent)
    if applied is not None:
        dialog.applied.connect(applied)
    dialog.show()
    return dialog
