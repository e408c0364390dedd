"""What the window does about certificates that run out, also before the radar is looked at: it counts and reminds."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tradehouse.domain.changes import ChangeSet
from tradehouse.domain.display import show_number
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _
from tradehouse.domain.progress import Progress
from tradehouse.services import browsing
from tradehouse.services.radar import radar
from tradehouse.ui.parts import Parts

if TYPE_CHECKING:
    from tradehouse.domain.radar import Radar
    from tradehouse.ui.main_window import MainWindow

_READS = frozenset({"certification", "certification_type", "service", "supplier"})


class Attending(QObject):
    """Says beside the word Radar how much is to be renewed or has expired; reminds the suppliers that are selected."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        window.settled.connect(self.count)
        window.news.changed.connect(self._on_news)
        window.action("remind").triggered.connect(lambda _on=False: self.remind())

    def count(self) -> None:
        """Count anew."""
        catalogue = self._window.catalogue
        self._window.jobs.run_read("radar-count", lambda _p: radar(catalogue), self._show, owner=self)

    def remind(self) -> None:
        """Remind the selected suppliers, or those of the selected certificates."""
        window = self._window
        page, catalogue = window.page, window.catalogue
        kind, ids = page.kind, page.commands.selected()

        def work(_progress: Progress) -> list[int]:
            if kind is RecordKind.SUPPLIER:
                return ids
            chosen = browsing.records(catalogue, kind, ids)
            return list(dict.fromkeys(record["supplier"].id for record in chosen if record["supplier"]))

        window.jobs.run_read("remind-whom", work, self._remind, owner=self)

    def _remind(self, suppliers: list[int]) -> None:
        from tradehouse.ui.radar.reminding import ReminderDialog

        if suppliers:
            ReminderDialog(self._window.desk, suppliers, self._window).open()

    def _on_news(self, change: ChangeSet) -> None:
        if not _READS.isdisjoint(change.touched):
            self.count()

    def _show(self, counted: "Radar") -> None:
        tab = self._window.tabs.findChild(Parts, "tab_certifications")
        if tab is not None:
            waiting = counted.to_renew + counted.validity.get("expired", 0)
            words = _("Radar {n}").format(n=show_number(waiting)) if waiting else _("Radar")
            tab.switch.set_words("part_radar", words)
