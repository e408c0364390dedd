"""What a change in the catalogue means for a browser: some rows painted again, or another list of rows."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, QTimer

from tradehouse.domain.changes import ChangeSet
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.progress import Progress
from tradehouse.domain.query import CHANGE
from tradehouse.domain.records import Record
from tradehouse.services import browsing
from tradehouse.ui.browser.browser import Browser
from tradehouse.ui.browser.view_state import ViewState

COMPARED = 20  # records of a change that are compared field by field; more of them simply mean a new list
GATHER = 60  # milliseconds; several changes in a row mean one new list
_BESIDE: Mapping[RecordKind, frozenset[str]] = {
    # tables whose rows are shown inside the records of a kind
    RecordKind.PRODUCT: frozenset({"product_photo", "photo", "supplier", "certification_type"}),
    RecordKind.SUPPLIER: frozenset({"product", "service", "participation", "partner_link"}),
    RecordKind.CERTIFICATION: frozenset({"certification_type", "certification_product", "supplier", "product"}),
    RecordKind.BUYER: frozenset({"offer"}),
    RecordKind.OFFER: frozenset({"offer_line", "buyer_order"}),
    RecordKind.PROGRAMME: frozenset({"programme_session", "participation", "expert", "partner_link"}),
    RecordKind.SERVICE: frozenset({"supplier"}),
    RecordKind.PARTNER: frozenset({"partner_link"}),
}


class Refreshing(QObject):
    """Keeps one browser up to date. While its tab is hidden it only notes that something changed."""

    def __init__(self, browser: Browser) -> None:
        super().__init__(browser)
        self._browser = browser
        self._stale = False
        self._gather = QTimer(self, singleShot=True, interval=GATHER)
        self._gather.timeout.connect(self._refresh)

    def take(self, change: ChangeSet) -> None:
        """Take in a change set."""
        browser, kind = self._browser, self._browser.kind
        if "saved_view" in change.touched:
            browser.load_views()
        if not _BESIDE[kind].isdisjoint(change.touched):
            browser.model.forget(None)
            self._ask_soon(counts=kind is not RecordKind.SUPPLIER)
        if str(kind) not in change.touched:
            return
        ids = change.touched[str(kind)]
        before = self._known(ids) if ids is not None and len(ids) <= COMPARED else None
        browser.model.forget(ids)
        made_or_gone = change.counts.get("inserted", 0) or change.counts.get("deleted", 0)
        if ids is None or before is None or made_or_gone:
            self._ask_soon()
        else:
            self._compare(before, ids)

    def shown(self) -> None:
        """Catch up: the tab is in front again."""
        if self._stale:
            self._refresh()

    def _known(self, ids: Iterable[int]) -> dict[int, Record] | None:
        model = self._browser.model
        found: dict[int, Record] = {}
        for record_id in ids:
            row = model.row_of(record_id)
            record = None if row is None else model.record(row)
            if record is None:
                return None
            found[record_id] = record
        return found

    def _compare(self, before: Mapping[int, Record], ids: frozenset[int]) -> None:
        catalogue, kind, state = self._browser.desk.catalogue, self._browser.kind, self._browser.state

        def work(_progress: Progress) -> list[Record]:
            return browsing.records(catalogue, kind, list(ids))

        def done(after: list[Record]) -> None:
            if len(after) < len(before) or any(matters(before[r.id], r, state) for r in after if r.id in before):
                self._ask_soon()

        self._browser.desk.jobs.run_read(f"compare:{id(self)}", work, done, owner=self)

    def _ask_soon(self, *, counts: bool = True) -> None:
        if counts:
            self._stale = True
            self._gather.start()

    def _refresh(self) -> None:
        if self._browser.isVisible():
            self._stale = False
            self._browser.refresh()


def matters(before: Record, after: Record, state: ViewState) -> bool:
    """Whether a record's change can move it in the list, take it out, bring it in, or change a count."""
    if (before.trashed_at is None) != (after.trashed_at is None):
        return True
    keys = {key for key, field in fields(after.kind).items() if field.facet}
    keys |= {state.sort or "code", *state.ticks}
    if state.text.strip():
        keys |= {key for key, field in fields(after.kind).items() if field.searchable}
        keys |= {term.key for term in state.query(after.kind).terms}
    return any(before[key] != after[key] for key in keys - {CHANGE})
