"""Taking files into the inbox: hundreds at once, each looked into; what cannot be read says so and stops nothing."""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import Final

from tradehouse.domain.errors import NotFound, UserError
from tradehouse.domain.language import N_
from tradehouse.domain.progress import Progress
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.importing.remembering import recall
from tradehouse.services.inbox.arrivals import Arrival, Arrivals
from tradehouse.services.inbox.files import FileState
from tradehouse.services.inbox.keeping import inbox_store
from tradehouse.services.inbox.looking import Told, look, refused
from tradehouse.storage.inbox import InboxRow, inbox_rows, insert_rows, update_told
from tradehouse.storage.recorder import utc_now

_OPEN: Final = frozenset({FileState.NEW, FileState.REFUSED})


@dataclass(frozen=True, slots=True)
class InboxReport:
    """What came of taking files in. added are new in the inbox, refused those of them that cannot be read or hold no
    list; known were here already, the same bytes under the same name from the same place. photos counts pictures and
    others the files of other kinds, by suffix; they are told and not kept.
    """

    added: int = 0
    refused: int = 0
    known: int = 0
    photos: int = 0
    others: Mapping[str, int] = field(default_factory=dict)


def take_in(catalogue: Catalogue, paths: Sequence[Path], progress: Progress | None = None) -> InboxReport:
    """Take workbooks, folders, archives and chat exports into the inbox.

    Raises NotFound for a path that is not there, StorageProblem where the folder cannot be written to, Cancelled;
    then the inbox is as it was.
    """
    told = progress or Progress()
    for path in paths:
        if not path.exists():
            raise NotFound(
                "missing_file", N_('"{file}" does not exist. Check the name and the folder.'), file=str(path)
            )
    run = _TakingIn(catalogue, told)
    try:
        report = run.take(Arrivals(paths))
        with catalogue.database.transaction() as connection:
            insert_rows(connection, run.rows)
    except BaseException:
        run.give_back()
        raise
    return report


class _TakingIn:
    """One run: rows are the files that are new, in the order in which they came."""

    def __init__(self, catalogue: Catalogue, progress: Progress) -> None:
        self._progress = progress
        self._store = inbox_store(catalogue)
        self._memory = recall(catalogue)
        with catalogue.database.transaction() as connection:  # where nothing can be written, nothing is looked into
            before = inbox_rows(connection)
        self._known = {(row.sha256, row.source, row.name) for row in before}
        self._seen = {row.sha256: row for row in before}
        self._put: list[tuple[str, str]] = []
        self.rows: list[InboxRow] = []

    def take(self, arrivals: Arrivals) -> InboxReport:
        """Look into every file."""
        done = known = 0
        with closing(arrivals.each(self._progress)) as files:
            for file in files:
                self._progress.report(done, max(arrivals.total, done + 1), file.name)
                done += 1
                try:
                    known += not self._take(file)
                except UserError as problem:
                    self._add(file, "", refused(problem), 0)
                except OSError as problem:
                    self._add(file, "", refused(_unreadable(file, problem)), 0)
        bad = sum(1 for row in self.rows if row.state == FileState.REFUSED)
        return InboxReport(len(self.rows), bad, known, arrivals.photos, dict(arrivals.others))

    def _take(self, file: Arrival) -> bool:
        sha256 = _hash(file.path)
        if (sha256, file.source, file.name) in self._known:
            return False
        self._known.add((sha256, file.source, file.name))
        size = file.path.stat().st_size
        before = self._seen.get(sha256)
        if before is not None:
            self.rows.append(self._row(file, sha256, size, before))
            return True
        told = refused(file.refusal) if file.refusal else self._look(file, sha256)
        extension = _extension(file.path) if told.readable else ""
        if extension and not self._store.has(sha256, extension):
            self._store.put(sha256, extension, file.path.read_bytes())
            self._put.append((sha256, extension))
        self._add(file, sha256, told, size, extension)
        return True

    def _look(self, file: Arrival, sha256: str) -> Told:
        return look(file.path, file.name, sha256, self._memory, self._progress)

    def _add(self, file: Arrival, sha256: str, told: Told, size: int, extension: str = "") -> None:
        seen = InboxRow(
            sha256, extension, size, "", "", "", None, "", str(told.state), told.shape, told=told.plain()
        )  # fmt: skip
        row = self._row(file, sha256, size, seen)
        self._seen.setdefault(sha256, row)
        self.rows.append(row)

    def _row(self, file: Arrival, sha256: str, size: int, seen: InboxRow) -> InboxRow:
        dated = file.dated.astimezone(UTC).isoformat(timespec="seconds") if file.dated else None
        state = FileState.REFUSED if seen.told.get("refusal") else FileState.NEW
        return InboxRow(
            sha256, seen.extension, size, file.name, file.source, file.sender, dated, utc_now(), str(state), seen.shape,
            told=seen.told,
        )  # fmt: skip

    def give_back(self) -> None:
        """Delete the copies that were made, after all."""
        for sha256, extension in self._put:
            self._store.discard(sha256, extension)


def look_again(catalogue: Catalogue, progress: Progress | None = None, ids: Sequence[int] | None = None) -> int:
    """Look again into files that wait or were refused (or some of them), with what was learnt meanwhile; return how
    many changed.

    A list that nobody could read is one as soon as somebody said how its shape is read. Raises Cancelled.
    """
    told = progress or Progress()
    memory, store = recall(catalogue), inbox_store(catalogue)
    with catalogue.database.reading() as read:
        rows = [row for row in inbox_rows(read, ids) if row.extension and row.state in _OPEN]
    changed: list[tuple[int, Told]] = []
    seen: dict[str, Told] = {}
    for done, row in enumerate(rows):
        told.report(done, len(rows), row.name)
        path = store.path(row.sha256, row.extension)
        if row.sha256 not in seen and path.is_file():
            seen[row.sha256] = look(path, row.name, row.sha256, memory, told)
        found = seen.get(row.sha256)
        if found is not None and found.plain() != row.told:
            changed.append((row.id, found))
    with catalogue.database.transaction() as connection:
        for row_id, found in changed:
            update_told(connection, row_id, str(found.state), found.shape, found.plain())
    return len(changed)


def _extension(path: Path) -> str:
    return path.suffix.lower().lstrip(".") or "bin"


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unreadable(file: Arrival, problem: OSError) -> UserError:
    return UserError(
        "unreadable_file",
        N_('"{file}" cannot be read: {reason}. Copy it to this computer and try again.'),
        file=file.path.name,
        reason=problem.strerror or type(problem).__name__,
    )
