"""What an import did or would do, as numbers, sentences and the object that scripts read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.language import Message
from tradehouse.services.importing.drafts import Outcome
from tradehouse.services.importing.parts import Part
from tradehouse.services.importing.read_columns import Trouble

if TYPE_CHECKING:
    from tradehouse.services.importing.planning import IgnoredSheet, ImportPlan

RECORDS: Final[Mapping[str, RecordKind]] = {
    "products": RecordKind.PRODUCT,
    "suppliers": RecordKind.SUPPLIER,
    "certifications": RecordKind.CERTIFICATION,
}


@dataclass(frozen=True, slots=True)
class RowCounts:
    """Every row below a header that is not blank, by what became of it."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    skipped: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.created + self.updated + self.unchanged + self.rejected + self.skipped

    def plain(self) -> dict[str, int]:
        """Return the counts for scripts."""
        return {
            "total": self.total, "created": self.created, "updated": self.updated, "unchanged": self.unchanged,
            "rejected": self.rejected, "skipped": self.skipped,
        }  # fmt: skip


class Told(NamedTuple):
    """One sentence about a row (0: about the sheet or file)."""

    file: str
    sheet: str
    row: int
    field: str
    code: str
    message: Message

    def plain(self) -> dict[str, Any]:
        """Return it for scripts."""
        return {
            "file": self.file, "sheet": self.sheet, "row": self.row or None, "field": self.field or None,
            "code": self.code, "text": str(self.message),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartReport:
    """One sheet's share."""

    file: str
    sheet: str
    kind: str
    header_row: int
    rows: RowCounts


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The result of an import, or of its plan (dry_run)."""

    rows: RowCounts
    records: Mapping[str, Mapping[str, int]]
    photos: Mapping[str, int]
    warnings: tuple[Told, ...]
    rejects: tuple[Told, ...]
    parts: tuple[PartReport, ...]
    ignored: tuple["IgnoredSheet", ...]
    change_set: int | None
    dry_run: bool = field(default=False)

    @property
    def left_over(self) -> bool:
        """Whether something was not taken: rejected rows, photos without a product."""
        return bool(self.rows.rejected or self.photos["unmatched"] or self.photos["refused"])

    def plain(self) -> dict[str, Any]:
        """Return the one object of `import --json`."""
        return {
            "rows": self.rows.plain(),
            "records": {name: dict(counts) for name, counts in self.records.items()},
            "photos": dict(self.photos),
            "warnings": [told.plain() for told in self.warnings],
            "rejects": [told.plain() for told in self.rejects],
            "parts": [
                {"file": p.file, "sheet": p.sheet, "kind": p.kind, "header_row": p.header_row, "rows": p.rows.plain()}
                for p in self.parts
            ],
            "ignored": [
                {"file": i.file, "sheet": i.sheet, "code": i.code, "text": str(i.reason)} for i in self.ignored
            ],
            "change_set": self.change_set,
            "dry_run": self.dry_run,
        }


def report_of(plan: "ImportPlan", change_set: int | None, *, dry_run: bool = False) -> ImportReport:
    """Return the report of a plan; change_set is the number of the change that applied it, None for none."""
    parts = tuple(
        PartReport(
            part.file.name,
            part.sheet_name,
            str(part.read.table.kind),
            part.read.table.header_row,
            count_rows(plan.outcomes[part.number]),
        )
        for part in plan.parts
    )
    return ImportReport(
        rows=_sum([part.rows for part in parts]),
        records={name: _records(plan, kind) for name, kind in RECORDS.items()},
        photos={
            "found": plan.photos.found, "attached": len(plan.photos.attachments),
            "unmatched": plan.photos.unmatched, "refused": plan.photos.refused,
        },
        warnings=(*(w for part in plan.parts for w in warnings_of(part)), *_photo_troubles(plan)),
        rejects=tuple(r for part in plan.parts for r in rejects_of(part)),
        parts=parts,
        ignored=tuple(plan.ignored),
        change_set=change_set,
        dry_run=dry_run,
    )  # fmt: skip


def count_rows(outcomes: bytearray) -> RowCounts:
    """Return how many rows became what."""
    return RowCounts(
        created=outcomes.count(Outcome.CREATED),
        updated=outcomes.count(Outcome.UPDATED),
        unchanged=outcomes.count(Outcome.UNCHANGED),
        rejected=outcomes.count(Outcome.REJECTED),
        skipped=outcomes.count(Outcome.SKIPPED),
    )


def _sum(counts: list[RowCounts]) -> RowCounts:
    return RowCounts(
        *(sum(getattr(c, name) for c in counts) for name in ("created", "updated", "unchanged", "rejected", "skipped"))
    )


def _records(plan: "ImportPlan", kind: RecordKind) -> dict[str, int]:
    found = {"created": 0, "updated": 0, "unchanged": 0, "rejected": 0}
    for draft in plan.books[kind].drafts:
        if draft.where[1] >= 0 or draft.outcome is not Outcome.UNCHANGED:
            found[draft.outcome.name.lower()] += 1
    for part in plan.parts:
        found["rejected"] += sum(1 for troubles in part.rejects.values() if _kind_of(part, troubles) == str(kind))
    return found


_KIND_OF_SHEET: Final = {"suppliers": "supplier", "certifications": "certification"}


def _kind_of(part: Part, troubles: list[tuple[str, Trouble]]) -> str:
    """Return the kind of record that a rejected row would have been."""
    told = troubles[0][0].partition(".")[0]
    own = _KIND_OF_SHEET.get(str(part.read.table.kind), "product")
    return told if part.read.table.kind == "mixed" and told in {"supplier", "product", "certification"} else own


def rejects_of(part: Part) -> Iterator[Told]:
    """Yield why rows of a sheet were rejected: one sentence per cell that is wrong."""
    for row, troubles in sorted(part.rejects.items()):
        for target, trouble in troubles:
            yield _told(part, row, target, trouble)


def warnings_of(part: Part) -> Iterator[Told]:
    """Yield what is odd about a sheet and the rows that are taken."""
    for row, target, trouble in sorted(part.warnings, key=lambda w: w[0]):
        yield _told(part, row, target, trouble)


def _told(part: Part, row: int, target: str, trouble: Trouble) -> Told:
    number = part.sheet_row(row) if row >= 0 else 0
    return Told(part.file.name, part.sheet_name, number, target.partition(".")[2], trouble.code, trouble.message)


def _photo_troubles(plan: "ImportPlan") -> Iterator[Told]:
    for file, sheet, row, code, message in plan.photos.troubles:
        yield Told(file, sheet, row, "photo", code, message)
