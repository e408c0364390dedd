"""What goes to others and comes back from them: templates, questions to suppliers, packages for another catalogue."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.services import browsing

if TYPE_CHECKING:
    from tradehouse.ui.main_window import MainWindow


class Correspondence(QObject):
    """One per main window; each dialog is imported when it is first used."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.setObjectName("correspondence")
        self._window = window
        commands = {
            "template": self.save_template,
            "ask_back": self.ask_back,
        }
        for name, slot in commands.items():
            window.action(name).triggered.connect(lambda _on=False, slot=slot: slot())

    def save_template(self) -> None:
        """Offer an empty list to fill in."""
        from tradehouse.ui.templates import save_template

        save_template(self._window.desk, self._window)

    def ask_back(self) -> None:
        """Ask the selected suppliers, or those of the selected products, for what is missing."""
        page, catalogue = self._window.page, self._window.catalogue
        kind, ids = page.kind, page.commands.selected()

        def work(_progress: Progress) -> list[tuple[int, str]]:
            chosen = browsing.records(catalogue, kind, ids)
            if kind is RecordKind.SUPPLIER:
                return [(record.id, str(record["name"])) for record in chosen]
            makers = {record["supplier"].id: record["supplier"].name for record in chosen if record["supplier"]}
            return sorted(makers.items(), key=lambda item: item[1].casefold())

        self._window.jobs.run_read("ask-back-whom", work, self._ask, owner=self)

    def _ask(self, suppliers: Sequence[tuple[int, str]]) -> None:
        from tradehouse.ui.asking_back import AskBackDialog

        if suppliers:
            AskBackDialog(self._window.desk, suppliers, self._window).open()
        else:
            self._window.say(_("The selected products have no supplier whom one could ask."), "neutral")
