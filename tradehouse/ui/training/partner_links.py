"""What a partner carries, in its own detail and in those of programmes and suppliers."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import _
from tradehouse.domain.records import Record
from tradehouse.domain.training import PartnerLink
from tradehouse.services import partners
from tradehouse.services.editing import KIND_LABELS
from tradehouse.ui.kit.buttons import push_button, tool_button
from tradehouse.ui.training.dialogs import link_dialog
from tradehouse.ui.training.lines import ChangeableLines, line_of


class LinksOfRecord(ChangeableLines):
    """The partners of a programme or supplier, or what a partner carries, each with the role."""

    def show_record(self, record: Record) -> None:
        self._record = record
        catalogue = self._desk.catalogue
        self._desk.jobs.run_read(
            f"links:{id(self)}", lambda _p: partners.links_of(catalogue, record.kind, record.id), self._show, owner=self
        )

    def _show(self, found: Sequence[PartnerLink]) -> None:
        record = self._record
        if record is None:
            return
        self._clear()
        if not found:
            nothing = _("Nothing linked yet.") if record.kind is RecordKind.PARTNER else _("No partners yet.")
            self._say(nothing)
        for link in found:
            self._column.addWidget(self._line(record, link))
        ways = []
        if record.kind is RecordKind.PARTNER:
            ways.append(self._way(record, RecordKind.PROGRAMME, _("Add a programme…")))
            ways.append(self._way(record, RecordKind.SUPPLIER, _("Add a supplier…")))
        else:
            ways.append(self._way(record, RecordKind.PARTNER, _("Add a partner…")))
        self.add_ways(ways)

    def _way(self, record: Record, other: RecordKind, words: str) -> QWidget:
        button = push_button(
            words, lambda: self.open_dialog(link_dialog(self._desk, record, other, self.window())), glyph="plus"
        )
        button.setObjectName(f"link_{other}")
        button.setEnabled(not self._desk.catalogue.read_only)
        return button

    def _line(self, record: Record, link: PartnerLink) -> QWidget:
        of_partner = record.kind is RecordKind.PARTNER
        kind, named = (link.kind, link.carried) if of_partner else (RecordKind.PARTNER, link.partner)
        about = [_(KIND_LABELS[kind]).capitalize()] if of_partner else []
        catalogue = self._desk.catalogue
        there = tool_button(
            "chevron-right",
            _("Show {name}").format(name=named.name),
            lambda: self.record_asked.emit(str(kind), named.id),
        )
        gone = tool_button(
            "close",
            _("Remove this link"),
            lambda: self.write(_("Link removed"), lambda: partners.remove_link(catalogue, link)),
        )
        gone.setEnabled(not catalogue.read_only)
        return line_of(named.name, "  ·  ".join(filter(None, (*about, link.role))), there, gone)
