"""What is told at the number of a certificate: the form that its type expects, and who has the same number already."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from tradehouse.domain.certificate_numbers import expected_number
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _
from tradehouse.domain.records import Record
from tradehouse.services import browsing
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.form import FormRow


class Advised(Protocol):
    """The row of the number."""

    row: FormRow

    def advise(self, text: str) -> None:
        """Say what is doubtful."""


class NumberAdvice(QObject):
    """Asks the catalogue for the same number off the window's thread; of several questions only the newest answers.

    Signals:
        record_asked(kind, id): the certificate with the same number is to be shown.
    """

    record_asked = Signal(str, int)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def show_record(self, record: Record, number: Advised, doubtful: str) -> None:
        """Tell what there is to be told about the number of a certificate; doubtful is what its form alone says."""
        expected = expected_number(str(record["type"] or ""))
        number.row.set_hint(str(expected) if expected is not None else "")
        number.row.set_way("")
        catalogue = self._desk.catalogue

        def arrived(other: Record | None) -> None:
            if other is None:
                return
            owner = other["supplier"].name if other["supplier"] else ""
            told = _("{supplier} has a certificate of this type with the same number.").format(supplier=owner)
            number.advise(" ".join(filter(None, (doubtful, told))))
            number.row.set_way(
                _("Show that certificate"), lambda: self.record_asked.emit(str(RecordKind.CERTIFICATION), other.id)
            )

        self._desk.jobs.run_read(
            f"same-number:{id(self)}", lambda _p: browsing.same_number(catalogue, record), arrived, owner=self
        )
