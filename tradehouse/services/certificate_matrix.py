"""Suppliers or products by the types of certificates: how each stands with each type, for a screen or a sheet."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from tradehouse.domain.display import show_date
from tradehouse.domain.fields import RecordKind, name_field
from tradehouse.domain.language import N_, _, current_language, translator
from tradehouse.domain.progress import Progress
from tradehouse.domain.query import parse_query
from tradehouse.domain.records import Ref
from tradehouse.domain.reference_data import certification_types
from tradehouse.domain.reference_lists import find_label
from tradehouse.domain.requirements import (
    HOME,
    Answer,
    Asked,
    PaperState,
    Rank,
    Standing,
    families,
    rank_of,
    state_of,
)
from tradehouse.exchange.workbooks.frame import check_target
from tradehouse.exchange.workbooks.matrix_sheet import MatrixRow, MatrixSheet, write_matrix
from tradehouse.exchange.workbooks.safe_text import file_name
from tradehouse.services.catalogue import Catalogue
from tradehouse.services.exporting.terms import house_name
from tradehouse.services.house import read_house
from tradehouse.services.requirements import answers, check_markets, papers_for, today
from tradehouse.storage import queries
from tradehouse.storage.reader import Reader
from tradehouse.storage.requirements import read_asked, read_makers, read_named, read_papers

SUPPLIER, PRODUCT = RecordKind.SUPPLIER, RecordKind.PRODUCT
_TITLES: Mapping[RecordKind, str] = {
    SUPPLIER: N_("Certificates of suppliers"),
    PRODUCT: N_("Certificates of products"),
}
_PAGE = 500


class CellState(StrEnum):
    """How a row stands with a type."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    UNDATED = "undated"
    IN_PROCESS = "in_process"
    PARTLY = "partly"  # a supplier has it, but not for all products that need it
    MISSING = "missing"


STATE_WORDS: Mapping[CellState, str] = {
    CellState.VALID: N_("In force"),
    CellState.EXPIRING: N_("Expiring"),
    CellState.EXPIRED: N_("Expired"),
    CellState.UNDATED: N_("Date unknown"),
    CellState.IN_PROCESS: N_("In process"),
    CellState.PARTLY: N_("Partly"),
    CellState.MISSING: N_("Missing"),
}
TONES: Mapping[CellState, str] = {
    CellState.VALID: "good",
    CellState.EXPIRING: "attention",
    CellState.EXPIRED: "danger",
    CellState.UNDATED: "neutral",
    CellState.IN_PROCESS: "accent",
    CellState.PARTLY: "attention",
    CellState.MISSING: "danger",
}
_OF_PAPER: Mapping[PaperState, CellState] = {
    PaperState.VALID: CellState.VALID,
    PaperState.EXPIRING: CellState.EXPIRING,
    PaperState.EXPIRED: CellState.EXPIRED,
    PaperState.UNDATED: CellState.UNDATED,
    PaperState.IN_PROCESS: CellState.IN_PROCESS,
}
_IN_FORCE = frozenset({CellState.VALID, CellState.EXPIRING})


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """How a row stands with a type. until is the last day of the best certificate, whose id is paper; missing counts the
    products of a supplier that need the type and have nothing in force.
    """

    state: CellState
    until: date | None = None
    paper: int | None = None
    missing: int = 0


Cells = Mapping[str, MatrixCell]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows by their ids in order, each with its cells by type; a type that is not there is not needed. Rows that stand
    alike share their cells.
    """

    kind: RecordKind
    types: tuple[str, ...] = ()
    ids: Sequence[int] = ()
    cells: Sequence[Cells] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows a matrix has, and whose demands say what is missing. text is typed into the search box."""

    kind: RecordKind = SUPPLIER
    market: str = HOME
    text: str = ""
    province: str = ""
    category: str = ""


def matrix(
    catalogue: Catalogue, wanted: Wanted, *, day: date | None = None, progress: Progress | None = None
) -> Matrix:
    """Return the rows that are wanted, by name, with the types that they have or need. Raises NotFound, Cancelled."""
    asking = check_markets([wanted.market])
    now = day or today()
    query = parse_query(wanted.kind, wanted.text, sort=name_field(wanted.kind))
    with catalogue.database.reading() as read:
        ids = queries.find_ids(read, wanted.kind, query)
        asked = read_asked(read, province=wanted.province)
        if wanted.category:
            asked = [product for product in asked if wanted.category in families(product.category)]
        if wanted.kind is PRODUCT:
            rows = _Products()
            for product, answer in answers(asked, papers_for(read, asked), asking, now, progress):
                rows.add(product, answer)
            found = rows.cells
        else:
            found = _suppliers(read, wanted, asked, asking, now, progress)
    kept = array("q", [i for i in ids if i in found])
    cells = [found[i] for i in kept]
    used = {code for shared in {id(one): one for one in cells}.values() for code in shared}
    order = [code for code in certification_types() if code in used]
    return Matrix(wanted.kind, (*order, *sorted(used.difference(order))), kept, cells)


def names(catalogue: Catalogue, kind: RecordKind, ids: Sequence[int]) -> Mapping[int, Ref]:
    """Return the codes and names of some rows of a matrix."""
    with catalogue.database.reading() as read:
        return read_named(read, kind, ids)


def matrix_name(kind: RecordKind) -> str:
    """Return a file name for a matrix: INTERNAL, what it is, and the day."""
    return file_name(f"INTERNAL {_(_TITLES[kind])} {today():%Y-%m-%d}")


def save_matrix(
    catalogue: Catalogue, seen: Matrix, wanted: Wanted, out: Path, language: str = "", progress: Progress | None = None
) -> None:
    """Write a matrix to a workbook of the house; wanted says what it shows. language "" is the program's.

    Raises UserError where out cannot be written (what was there stays), and Cancelled.
    """
    check_target(out)
    spoken = language or current_language()
    say = translator(spoken).gettext
    shown = [
        f"{say(N_('Market'))}: {find_label('market', wanted.market, spoken)}",
        find_label("province", wanted.province, spoken) if wanted.province else "",
        find_label("category", wanted.category, spoken) if wanted.category else "",
        f'"{wanted.text.strip()}"' if wanted.text.strip() else "",
        show_date(today(), spoken),
    ]
    sheet = MatrixSheet(
        say(_TITLES[seen.kind]),
        "  ·  ".join(part for part in shown if part),
        (say(N_("Code")), say(N_("Supplier")) if seen.kind is SUPPLIER else say(N_("Product"))),
        [find_label("certification_type", code, spoken) for code in seen.types],
        house_name(read_house(catalogue), spoken),
        spoken,
    )
    words = {state: (say(text), TONES[state]) for state, text in STATE_WORDS.items()}

    def rows() -> Iterator[MatrixRow]:
        for start in range(0, len(seen.ids), _PAGE):
            page = seen.ids[start : start + _PAGE]
            known = names(catalogue, seen.kind, page)
            for row, cells in zip(page, seen.cells[start : start + _PAGE], strict=True):
                states = [words[cells[code].state] if code in cells else None for code in seen.types]
                yield MatrixRow(known[row].code, known[row].name, states)

    write_matrix(out, sheet, rows(), len(seen.ids), progress or Progress())


class _Products:
    """The cells of products; those of one supplier and category that no paper names share theirs."""

    def __init__(self) -> None:
        self.cells: dict[int, Cells] = {}
        self._known: dict[tuple[int, int], tuple[Answer, Cells]] = {}

    def add(self, product: Asked, answer: Answer) -> None:
        """Add one product."""
        key = (id(answer.needs), id(answer.best))
        known = self._known.get(key)
        if known is None:
            # The answer is kept: while it lives, nothing else has its number.
            known = self._known[key] = (answer, _cells(answer.best, _missing(answer)))
        self.cells[product.id] = known[1]


def _missing(answer: Answer) -> list[str]:
    return [
        need.type
        for needs in answer.needs.values()
        for need in needs
        if need.standing is Standing.MISSING and need.blocks
    ]


def _cells(best: Mapping[str, Rank], missing: Sequence[str]) -> dict[str, MatrixCell]:
    found = {code: MatrixCell(CellState.MISSING, missing=1) for code in missing}
    for code, rank in best.items():
        state = _OF_PAPER.get(state_of(rank))
        if state is not None:
            until = None if rank[1] == date.max else rank[1]
            found[code] = MatrixCell(state, until, rank[2], int(code in missing))
    return found


def _suppliers(
    read: Reader, wanted: Wanted, asked: Sequence[Asked], asking: Sequence[str], day: date, progress: Progress | None
) -> dict[int, Cells]:
    """Return the cells of suppliers: of a province, and of those that make something of the category."""
    lacking: dict[int, dict[str, int]] = {}
    papers = read_papers(read)
    known: dict[int, tuple[Answer, list[str]]] = {}
    for product, answer in answers(asked, papers, asking, day, progress):
        if id(answer.needs) not in known:
            known[id(answer.needs)] = answer, _missing(answer)
        counts = lacking.setdefault(product.supplier, {})
        for code in known[id(answer.needs)][1]:
            counts[code] = counts.get(code, 0) + 1
    found: dict[int, Cells] = {}
    for maker in read_makers(read).values():
        if (wanted.province and maker.province != wanted.province) or (wanted.category and maker.id not in lacking):
            continue
        best: dict[str, Rank] = {}
        for paper in papers.get(maker.id, ()):
            rank = rank_of(paper, day)
            if paper.type not in best or rank > best[paper.type]:
                best[paper.type] = rank
        counts = lacking.get(maker.id, {})
        cells = _cells(best, tuple(counts))
        for code, count in counts.items():
            cell = cells[code]
            state = CellState.PARTLY if cell.state in _IN_FORCE else cell.state
            cells[code] = MatrixCell(state, cell.until, cell.paper, count)
        found[maker.id] = cells
    return found
