"""What a package did or would do, in the shape of any import's report, with the conflicts beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tradehouse.domain.display import show
from tradehouse.domain.fields import CATALOGUE_KINDS, Field, RecordKind
from tradehouse.domain.language import N_, Message
from tradehouse.domain.plain import plain
from tradehouse.services.importing.drafts import Outcome
from tradehouse.services.importing.reporting import ImportReport, PartReport, RowCounts, Told
from tradehouse.services.packages.applying import Applied
from tradehouse.services.packages.planning import Entry, FieldConflict, PackagePlan
from tradehouse.services.packages.writing import LIST_OF
from tradehouse.storage.columns import from_column


@dataclass(frozen=True, slots=True)
class PackageImportReport:
    """The report of an import, and the fields that both sides changed and where ours were kept."""

    report: ImportReport
    plan: PackagePlan
    conflicts: tuple[tuple[Entry, FieldConflict], ...]

    @property
    def left_over(self) -> bool:
        """Whether something was not taken."""
        return self.report.left_over or bool(self.conflicts)

    def plain(self) -> dict[str, Any]:
        """Return the one object of `import --json`; conflicts are in it as objects of their own."""
        return {
            **self.report.plain(),
            "conflicts": [_plain_conflict(self.plan, *conflict) for conflict in self.conflicts],
        }


def report_of_package(plan: PackagePlan, done: Applied | None) -> PackageImportReport:
    """Return what became of a plan; without done it is the report of a dry run."""
    file = plan.path.name
    counts = {kind: _count([entry.outcome for entry in plan.of(kind)]) for kind in LIST_OF}
    parts = tuple(PartReport(file, name, name, 0, counts[kind]) for kind, name in LIST_OF.items())
    refused = len(done.refused) if done else 0
    planned = sum(len(entry.photos) for entry in plan.entries if entry.sent is not None)
    report = ImportReport(
        rows=_count([entry.outcome for entry in plan.entries]),
        records={name: _records(counts[kind]) for kind, name in sorted(LIST_OF.items(), key=_listed)},
        photos={
            "found": plan.photos_found,
            "attached": done.photos_attached if done else planned,
            "unmatched": 0,
            "refused": refused,
        },
        warnings=tuple(_warnings(plan, done)),
        rejects=tuple(told for e in plan.entries if e.outcome is Outcome.REJECTED for told in _reasons(plan, e)),
        parts=parts,
        ignored=(),
        change_set=done.change_set if done else None,
        dry_run=done is None,
    )
    return PackageImportReport(report, plan, tuple((e, c) for e, c in plan.conflicts if c.field.key not in e.theirs))


def conflict_message(plan: PackagePlan, entry: Entry, conflict: FieldConflict) -> Message:
    """Return what to say about a field that both sides changed."""
    return Message(
        N_('{name}: {field} is "{ours}" here and "{theirs}" in the package, and both were changed. Ours was kept.'),
        {
            "name": entry.name,
            "field": Message(conflict.field.label),
            "ours": show_value(plan, conflict.field, conflict.ours),
            "theirs": show_value(plan, conflict.field, conflict.theirs),
        },
    )


def _listed(item: tuple[RecordKind, str]) -> int:
    return CATALOGUE_KINDS.index(item[0])


def _count(outcomes: list[Outcome]) -> RowCounts:
    return RowCounts(
        *(outcomes.count(o) for o in (Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED, Outcome.REJECTED))
    )


def _records(counts: RowCounts) -> dict[str, int]:
    kept = {"created", "updated", "unchanged", "rejected"}
    return {name: number for name, number in counts.plain().items() if name in kept}


def _warnings(plan: PackagePlan, done: Applied | None) -> Iterator[Told]:
    file = plan.path.name
    for entry in plan.entries:
        if entry.outcome is not Outcome.REJECTED:
            yield from _reasons(plan, entry)
        if done is not None and entry.uid in done.new_codes and entry.outcome is Outcome.CREATED:
            own, code = done.new_codes[entry.uid]
            if own:
                text = N_("{name}: the code {own} belongs to another record here; it has the code {code} now.")
                values = {"name": entry.name, "own": own, "code": code}
                yield Told(file, LIST_OF[entry.kind], 0, "code", "code_taken", Message(text, values))
        for conflict in (c for c in entry.conflicts if c.field.key not in entry.theirs):
            message = conflict_message(plan, entry, conflict)
            yield Told(file, LIST_OF[entry.kind], 0, conflict.field.key, "conflict", message)
    for entry, code, message in done.refused if done else ():
        yield Told(file, LIST_OF[entry.kind], 0, "photo", code, message)
    if plan.unknown_fields:
        text = N_("The package has fields that this version does not know; they were not taken: {fields}.")
        yield Told(file, "", 0, "", "unknown_fields", Message(text, {"fields": ", ".join(sorted(plan.unknown_fields))}))


def _reasons(plan: PackagePlan, entry: Entry) -> Iterator[Told]:
    for key, code, message in entry.reasons:
        named = Message(N_("{name}: {reason}"), {"name": entry.name, "reason": message})
        yield Told(plan.path.name, LIST_OF[entry.kind], 0, key, code, named)


def show_value(plan: PackagePlan, field: Field, value: Any) -> str:
    """Return a value of a plan, as the store keeps it, as people read it; a supplier by name."""
    if value is None:
        return ""
    if field.key == "supplier":
        return plan.suppliers.get(str(value), "")
    return show(field, from_column(field, value))


def _plain_conflict(plan: PackagePlan, entry: Entry, conflict: FieldConflict) -> dict[str, Any]:
    def value(of: Any) -> Any:
        return of if conflict.field.key == "supplier" else plain(from_column(conflict.field, of))

    return {
        "kind": str(entry.kind),
        "uid": entry.uid,
        "name": entry.name,
        "field": conflict.field.key,
        "ours": value(conflict.ours),
        "theirs": value(conflict.theirs),
        "text": str(conflict_message(plan, entry, conflict)),
    }
