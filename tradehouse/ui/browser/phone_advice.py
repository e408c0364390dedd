"""What is told at phone numbers: whether they are of a numbering plan. The plans are read off the window's thread."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from tradehouse.domain.progress import Progress
from tradehouse.domain.records import Record
from tradehouse.ui.browser.number_advice import Advised
from tradehouse.ui.desk import Desk

PHONES = ("phone", "whatsapp")


class PhoneAdvice(QObject):
    """Of several questions only the newest answers."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def show_record(self, record: Record, rows: Mapping[str, Advised]) -> None:
        """Tell what is doubtful about the numbers of a record in those rows that there are."""
        stored = {key: str(record[key]) for key in PHONES if key in rows and record[key]}
        if not stored:
            return

        def work(_progress: Progress) -> dict[str, str]:
            from tradehouse.services.phone_numbers import phone_doubt

            found = {key: phone_doubt(text) for key, text in stored.items()}
            return {key: doubt.text() for key, doubt in found.items() if doubt is not None}

        def told(found: dict[str, str]) -> None:
            for key, text in found.items():
                rows[key].advise(text)

        self._desk.jobs.run_read(f"phones:{id(self)}", work, told, owner=self)
