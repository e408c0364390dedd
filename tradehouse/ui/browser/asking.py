"""Asks the catalogue off the window's thread, in two steps under one token: the first rows to paint, then all ids and counts."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.progress import Progress
from tradehouse.domain.query import Query
from tradehouse.domain.records import Record
from tradehouse.services import browsing
from tradehouse.services.browsing import FacetValue
from tradehouse.services.catalogue import Catalogue
from tradehouse.ui.browser.model import PAGE
from tradehouse.ui.jobs import Job, Jobs

Counts = Mapping[str, Sequence[FacetValue]]

READ_AHEAD = 40  # records that come with the first ids: what a tall screen shows


@dataclass(frozen=True, slots=True)
class FirstRows:
    """The beginning of a result. whole says that there is no more."""

    ids: "array[int]"
    records: Sequence[Record]
    whole: bool


class Asking(QObject):
    """One browser's questions; an answer to an older question never arrives.

    Signals:
        first_rows(FirstRows), all_ids(array), counts(Counts), failed(error): the answers, in this order.
    """

    first_rows = Signal(object)
    all_ids = Signal(object)
    counts = Signal(object)
    failed = Signal(object)

    def __init__(self, catalogue: Catalogue, kind: RecordKind, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._kind = kind
        self._jobs = jobs
        self._token = 0
        self._counting: Job | None = None
        self._lane = f"{kind}:{id(self)}"

    def ask(self, query: Query) -> None:
        """Ask a new question; whatever was asked before is forgotten."""
        self._token += 1
        if self._counting is not None:
            # Counting takes longest; whoever goes on typing must not wait for counts that nobody will see.
            self._counting.cancel()
        token, catalogue, kind = self._token, self._catalogue, self._kind

        def work(_progress: Progress) -> FirstRows:
            ids = browsing.find_ids(catalogue, kind, query, PAGE)
            return FirstRows(ids, browsing.records(catalogue, kind, ids[:READ_AHEAD]), len(ids) < PAGE)

        def done(first: FirstRows) -> None:
            self.first_rows.emit(first)
            if token == self._token:
                self._ask_rest(query, token, whole=first.whole)

        self._jobs.run_read(f"{self._lane}:rows", work, done, self.failed.emit, owner=self)

    def ask_again(self, query: Query) -> None:
        """Ask for all ids at once, for rows that are on screen already and may have changed their places."""
        self._token += 1
        self._ask_rest(query, self._token, whole=False)

    def _ask_rest(self, query: Query, token: int, *, whole: bool) -> None:
        catalogue, kind = self._catalogue, self._kind

        def count(progress: Progress) -> Counts:
            return browsing.facets(catalogue, kind, query, progress)

        def counted(found: Counts) -> None:
            if token == self._token:
                self.counts.emit(found)

        def ask_counts() -> None:
            lane = f"{self._lane}:counts"
            self._counting = self._jobs.run_read(lane, count, counted, self.failed.emit, owner=self)

        def work(_progress: Progress) -> "array[int]":
            return browsing.find_ids(catalogue, kind, query)

        def done(ids: "array[int]") -> None:
            if token == self._token:
                self.all_ids.emit(ids)
                ask_counts()

        if whole:
            ask_counts()
        else:
            self._jobs.run_read(f"{self._lane}:rows", work, done, self.failed.emit, owner=self)
