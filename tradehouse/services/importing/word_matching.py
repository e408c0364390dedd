"""The words of a sheet's choice columns, each once: what it is taken for, and what else it may mean."""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

from tradehouse.domain.cells import Cell, CellError, cell_text, is_blank
from tradehouse.domain.fields import Field
from tradehouse.domain.price_units import part_price
from tradehouse.domain.progress import Progress
from tradehouse.domain.reference import find_province, find_regency
from tradehouse.domain.text import fold
from tradehouse.exchange.columns import Column, target_field
from tradehouse.exchange.reading import open_workbook
from tradehouse.exchange.row_kinds import RowKind
from tradehouse.exchange.sheet_choices import Reading
from tradehouse.exchange.sheet_tables import table_sheet
from tradehouse.exchange.split_targets import CONTENT, ORIGIN, PLACE, PRICE
from tradehouse.exchange.tables import Table, understand
from tradehouse.exchange.word_likeness import certain_word, closest_words, takes_words
from tradehouse.services.importing.parting import part_column
from tradehouse.services.importing.row_structure import filled_down, judge_rows
from tradehouse.services.importing.sources import find_sources
from tradehouse.services.importing.values import read_word

How: TypeAlias = Literal["exact", "decided", "close", "unknown"]
MOST_WORDS: Final = 2_000
_ORDER: Final[Mapping[str, int]] = {"unknown": 0, "close": 1, "decided": 2, "exact": 3}


@dataclass(frozen=True, slots=True)
class WordMatch:
    """One distinct text of a column that takes words of a list.

    target and key name the field and the column, count says how many rows have it. token is what it is taken for, ""
    where it is not known or was decided to mean blank; how: "exact" is a known word, "close" one that can only mean
    this, "decided" was said by a person (`Reading.words`), "unknown" is kept beside. options are the nearest entries,
    the best first: (token, label, likeness 0–1).
    """

    target: str
    key: str
    text: str
    count: int
    token: str
    how: How
    options: tuple[tuple[str, str, float], ...] = ()


def word_matches(
    files: Sequence[Path], file: str, sheet: str, reading: Reading, progress: Progress
) -> tuple[WordMatch, ...]:
    """Return the distinct words of one sheet's choice columns, column by column, what needs a person first.

    At most 2,000 words a column. Raises UnusableFile, NotFound and Cancelled as inspect_sheet does.
    """
    with ExitStack() as opened:
        sources = find_sources(files, None, progress)
        opened.callback(sources.close)
        source = next(found for found in sources.files if found.name == file)
        workbook = opened.enter_context(open_workbook(source.path, progress))
        return table_words(understand(table_sheet(workbook, sheet), reading), progress)


def table_words(table: Table, progress: Progress) -> tuple[WordMatch, ...]:
    """Return the distinct words of an understood sheet's choice columns."""
    if table.header is None or not table.taken:
        return ()
    kinds, why = judge_rows(table, table.sheet.rows[table.header.body :])
    columns = list(zip(*table.sheet.rows[table.header.body :], strict=False))
    found: list[WordMatch] = []
    for done, column in enumerate(table.columns):
        progress.report(done, len(table.columns), column.key)
        for target in column.targets:
            field = target_field(target)
            if field is not None and takes_words(field) and column.index < len(columns):
                cells = filled_down(table, kinds, why, column, columns[column.index])
                cells = _parts_for(table, column, target, cells)
                found += _words_of(table, column, field, target, _counted(cells, kinds))
    return tuple(found)


def _parts_for(table: Table, column: Column, target: str, cells: Sequence[Cell]) -> Sequence[Cell]:
    """Return the words for one field of a column that is parted; a place is looked up whole."""
    split = column.targets[0]
    if split == PRICE:
        return [part_price(cell)[1] if isinstance(cell, str) else None for cell in cells]
    if split not in {CONTENT, PLACE, ORIGIN}:
        return cells
    parts = part_column(split, column, cells, table.said.words).parts[target]
    if split == CONTENT:
        return parts
    return [None if part is None else cell for part, cell in zip(parts, cells, strict=True)]


def _counted(cells: Sequence[Cell], kinds: Sequence[RowKind]) -> Counter[str]:
    """Return how many records have each text; what differs in case and punctuation alone is one."""
    raw = Counter(cell for cell, kind in zip(cells, kinds, strict=True) if kind is RowKind.DATA and cell is not None)
    counts: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for cell, count in raw.most_common():
        if isinstance(cell, CellError) or is_blank(cell) or cell == 0:
            continue
        text = cell_text(cell)
        counts[spelling.setdefault(fold(text), text)] += count
    return counts


def _words_of(table: Table, column: Column, field: Field, target: str, counts: Counter[str]) -> list[WordMatch]:
    decided = table.said.words.get(target, {})
    found: list[WordMatch] = []
    for text, count in counts.most_common(MOST_WORDS):
        if fold(text) in decided:
            match = WordMatch(
                target, column.key, text, count, decided[fold(text)], "decided", closest_words(field, text)
            )
        elif token := read_word(field, text) or _by_province(table, column, target, text):
            match = WordMatch(target, column.key, text, count, token, "exact")
        else:
            token = certain_word(field, text) or ""
            how: How = "close" if token else "unknown"
            match = WordMatch(target, column.key, text, count, token, how, closest_words(field, text))
        found.append(match)
    return sorted(found, key=lambda match: (_ORDER[match.how], -match.count))


def _by_province(table: Table, column: Column, target: str, text: str) -> str:
    """Return the regency that a name means in the province beside it, "" where that does not settle it alike."""
    province = table.column_for("supplier.province") if target == "supplier.regency" else None
    if province is None or table.header is None:
        return ""
    found: set[str] = set()
    for row in table.sheet.rows[table.header.body :]:
        named, beside = row[column.index], row[province.index]
        if isinstance(named, str) and isinstance(beside, str) and fold(named) == fold(text):
            within = find_province(beside)
            region = find_regency(named, within) if within is not None else None
            found.add(region.code if region is not None else "")
    return found.pop() if len(found) == 1 else ""
