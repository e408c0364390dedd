"""Finds what a reference editor offers: entries of shipped lists at once, records a moment later from the catalogue."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject

from tradehouse.domain.display import show
from tradehouse.domain.fields import RECORD_KINDS, Field, RecordKind, name_field
from tradehouse.domain.language import current_language
from tradehouse.domain.progress import Progress
from tradehouse.domain.query import parse_query
from tradehouse.domain.records import Record, Ref
from tradehouse.domain.reference_lists import entries
from tradehouse.domain.text import fold
from tradehouse.services import browsing
from tradehouse.services.catalogue import Catalogue
from tradehouse.ui.browser.editors.reference import MOST, Find, Offered
from tradehouse.ui.jobs import Jobs


class Lookups(QObject):
    """Answers the reference editors of one form."""

    def __init__(self, catalogue: Catalogue, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._jobs = jobs
        self.narrow: Callable[[Field], str | None] = lambda _field: None
        """What a region must lie in: the province that the form shows beside a regency, or None."""

    def finder(self, field: Field) -> Find:
        """Return what an editor of this field asks."""
        if field.reference in RECORD_KINDS:
            kind = RecordKind(field.reference)
            return lambda text, answer: self._find_records(kind, text, answer)
        return lambda text, answer: answer(self._find_entries(field, text))

    def label_of(self, field: Field, value: Any) -> str:
        """Return what a value of the field is called in its editor."""
        return show(field, value)

    def named(self, kind: RecordKind, text: str) -> list[Ref]:
        """Return the records that are called exactly so; one quick question through an index."""
        return browsing.find_named(self._catalogue, kind, text)

    def _find_entries(self, field: Field, text: str) -> list[Offered]:
        wanted = fold(text)
        language = current_language()
        inside = self.narrow(field)
        starts: list[Offered] = []
        holds: list[Offered] = []
        for code, entry in entries(field.reference).items():
            if inside is not None and not code.startswith(inside):
                continue
            label = entry.label(language)
            offered = Offered(label, code)
            folded = fold(label)
            if folded.startswith(wanted) or fold(code) == wanted:
                starts.append(offered)
            elif wanted in folded or any(wanted in fold(alias) for alias in entry.aliases):
                holds.append(offered)
        return (starts + holds)[: MOST if text else len(starts) + len(holds)]

    def _find_records(self, kind: RecordKind, text: str, answer: Callable[[Sequence[Offered]], None]) -> None:
        catalogue = self._catalogue
        query = parse_query(kind, text, sort=name_field(kind))

        def work(_progress: Progress) -> list[Record]:
            return browsing.records(catalogue, kind, browsing.find_ids(catalogue, kind, query, MOST))

        def done(found: list[Record]) -> None:
            answer([_offered(record) for record in found])

        self._jobs.run_read(f"lookup:{id(self)}", work, done, owner=self)


def _offered(record: Record) -> Offered:
    ref = Ref(record.id, record["code"] or "", record[name_field(record.kind)] or "")
    return Offered(f"{ref.name}  ·  {ref.code}" if ref.code else ref.name, ref)
