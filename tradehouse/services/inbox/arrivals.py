"""What was dropped, file by file: workbooks in folders, archives and chat exports, and what lies beside them."""

import tempfile
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tradehouse.domain.errors import UnusableFile
from tradehouse.domain.language import N_
from tradehouse.domain.progress import Progress
from tradehouse.exchange.bundles import is_bundle, unpack
from tradehouse.exchange.packages import is_package
from tradehouse.photos.formats import SUFFIXES
from tradehouse.services.importing.sources import LOCK_NAMES, WORKBOOKS
from tradehouse.services.inbox.chats import Sent, chat_title, is_chat, read_chat

_DEEPEST: Final = 3  # archives in archives in archives
_ARCHIVES: Final = frozenset({".zip"})
_EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)  # archives without dates say 1980
_HIDDEN: Final = ("__MACOSX",)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file that came. refusal says why it, an archive, could not be opened; such a file has nothing to look into."""

    path: Path
    name: str
    source: str = ""
    sender: str = ""
    dated: datetime | None = None
    refusal: UnusableFile | None = None


@dataclass(slots=True)
class Arrivals:
    """The workbooks in what was dropped, one after the other; archives are unpacked when their turn comes.

    photos counts pictures and others the files of other kinds, by suffix; total is how many workbooks are known of.
    """

    paths: Sequence[Path]
    total: int = 0
    photos: int = 0
    others: Counter[str] = field(default_factory=Counter)

    def each(self, progress: Progress) -> Generator[Arrival, None, None]:
        """Yield the files. What an archive held is gone when the next one is asked for. Raises Cancelled."""
        for path in self.paths:
            if path.is_dir():
                yield from self._in_folder(path, path.name, "", progress, _DEEPEST)
            elif _is_archive(path):
                yield from self._in_archive(path, path.name, "", progress, _DEEPEST)
            elif path.suffix.lower() in SUFFIXES:
                self.photos += 1
            else:
                self.total += 1
                yield Arrival(path, path.name, dated=_written(path))

    def _in_archive(self, path: Path, source: str, sender: str, progress: Progress, deep: int) -> Iterator[Arrival]:
        refusal = None
        with tempfile.TemporaryDirectory(prefix="tradehouse-", ignore_cleanup_errors=True) as folder:
            try:
                _unpack(path, Path(folder), progress)
            except UnusableFile as problem:
                refusal = problem
            if refusal is None:
                sender = chat_title(path.name) or sender
                yield from self._in_folder(Path(folder), source, sender, progress, deep - 1)
        if refusal is not None:
            self.total += 1
            yield Arrival(path, path.name, "" if source == path.name else source, sender, _written(path), refusal)

    def _in_folder(self, folder: Path, source: str, sender: str, progress: Progress, deep: int) -> Iterator[Arrival]:
        workbooks, archives, chats = self._sorted(folder, progress)
        self.total += len(workbooks)
        sent, with_whom = _chat(chats, sender)
        for path in workbooks:
            told = sent.get(path.name)
            name = path.relative_to(folder).as_posix()
            dated = told.at if told else _written(path)
            yield Arrival(path, name, source, told.sender if told else with_whom, dated)
        for path in archives:
            inner = f"{source}/{path.relative_to(folder).as_posix()}"
            if deep > 0:
                yield from self._in_archive(path, inner, with_whom, progress, deep)
            else:
                self.others[path.suffix.lower()] += 1

    def _sorted(self, folder: Path, progress: Progress) -> tuple[list[Path], list[Path], list[Path]]:
        """Return workbooks, archives and chats of a folder and of those below; count the rest."""
        workbooks: list[Path] = []
        archives: list[Path] = []
        chats: list[Path] = []
        for path in sorted(folder.rglob("*"), key=lambda path: path.as_posix().casefold()):
            progress.check()
            suffix = path.suffix.lower()
            inside = path.relative_to(folder).parts
            if not path.is_file() or path.name.startswith((*LOCK_NAMES, ".")) or inside[0] in _HIDDEN:
                continue
            if suffix in WORKBOOKS:
                workbooks.append(path)
            elif suffix in _ARCHIVES:
                archives.append(path)
            elif is_chat(path):
                chats.append(path)
            elif suffix in SUFFIXES:
                self.photos += 1
            else:
                self.others[suffix or path.name] += 1
        return workbooks, archives, chats


def _unpack(path: Path, folder: Path, progress: Progress) -> None:
    if is_package(path):
        text = N_('"{file}" is a package of another catalogue and no list. Import it on its own.')
        raise UnusableFile("is_package", text, file=path.name)
    unpack(path, folder, progress)


def _is_archive(path: Path) -> bool:
    return path.suffix.lower() in _ARCHIVES or is_package(path) or is_bundle(path)


def _chat(chats: Sequence[Path], sender: str) -> tuple[Mapping[str, Sent], str]:
    """Return who sent what, and whom the only chat was with."""
    sent = {told.file: told for path in chats for told in read_chat(path)}
    titles = {chat_title(path.name) for path in chats} - {""}
    return sent, titles.pop() if len(titles) == 1 else sender


def _written(path: Path) -> datetime | None:
    try:
        written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return None
    return written if written > _EARLIEST else None
