"""How files were read before, so that the second one of a shape needs no decisions: shapes of tables and words.

A shape is what the row of headings says. It is remembered for the supplier whose files are read so, with everything
that was decided; and for the house without what is one supplier's manner of writing (units of amounts, decimal marks,
orders of dates), which must not reach another supplier's prices. Whatever a person says of a sheet goes before it.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from tradehouse.domain.remembered import THE_HOUSE, RememberedShape, RememberedWord
from tradehouse.domain.text import fold
from tradehouse.exchange.columns import Column, by_key
from tradehouse.exchange.header_rows import Header, find_header
from tradehouse.exchange.headings import is_reason
from tradehouse.exchange.sheet_choices import Reading, reading_of_shape
from tradehouse.exchange.tables import Table
from tradehouse.services.catalogue import Catalogue
from tradehouse.storage import remembered as stored
from tradehouse.storage.reader import Reader

if TYPE_CHECKING:
    from tradehouse.services.importing.planning import ImportPlan

_LOOKED_AT: Final = 60
_LEAST_HEADINGS: Final = 2  # one heading alone ("Nama") stands in too many lists
_OF_COLUMNS: Final = ("mapping", "factors", "decimals", "date_orders")
_ONE_SUPPLIERS: Final = ("factors", "decimals", "date_orders", "currency", "words")
_PLAIN: Final = Reading().shape()


def fingerprint(table: Table) -> str:
    """Return what stands for a table's headings in their order, "" where there are too few to tell."""
    return "" if table.header is None else fingerprint_of(table.header)


def fingerprint_of(header: Header) -> str:
    """Return what stands for the headings of a header, "" where there are too few to tell."""
    texts = ["" if is_reason(heading.text) else fold(heading.full) for heading in header.headings]
    while texts and not texts[-1]:
        texts.pop()
    if sum(map(bool, texts)) < _LEAST_HEADINGS:
        return ""
    return hashlib.sha256("\x1f".join(texts).encode("utf-8", "replace")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is remembered about one sheet: how to read it, and the shape that says so (None: only words)."""

    reading: Reading
    shape: RememberedShape | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered for the files of one supplier (uid; "" where nobody said whose they are).

    shapes are all there are, the one used last first; words are by target and folded text; names are those of the
    shapes' suppliers, by uid.
    """

    supplier: str = ""
    shapes: tuple[RememberedShape, ...] = ()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def of_sheet(self, table: Table, said: Reading) -> Recalled:
        """Return how a sheet that was understood by itself is to be read, as far as that is remembered.

        said is what was said of all sheets alike; a header, a kind or a mapping there leaves no shape to recall.
        """
        found = None
        if not (said.header or said.kind or said.mapping):
            found = self._at_its_header(table) or self._at_another_row(table)
        reading = said
        if found is not None:
            kept = found.reading
            reading = replace(kept, factors={**kept.factors, **said.factors}, currency=said.currency or kept.currency)
        targets = {t for column in table.columns for t in column.targets} | set(reading.mapping.values())
        words = {target: known for target, known in self.words.items() if target in targets}
        return Recalled(replace(reading, words=words), found.shape if found is not None else None)

    def shape(self, headings: str) -> RememberedShape | None:
        """Return what counts for a fingerprint: the supplier's own shape, else the house's.

        Where nobody said whose the file is, and only one supplier ever sent this shape, it is taken for theirs.
        """
        of_all = {shape.supplier: shape for shape in self.shapes if shape.fingerprint == headings}
        if self.supplier in of_all and self.supplier != THE_HOUSE:
            return of_all[self.supplier]
        others = [shape for shape in of_all.values() if shape.supplier != THE_HOUSE]
        house = of_all.get(THE_HOUSE)
        if self.supplier == THE_HOUSE and len(others) == 1 and (house is None or others[0].used >= house.used):
            return others[0]
        return house

    def _at_its_header(self, table: Table) -> Recalled | None:
        headings = fingerprint(table)
        shape = self.shape(headings) if headings else None
        if shape is None:
            return None
        reading = reading_of_shape(shape.reading)
        if reading.header and table.header is not None:
            reading = replace(reading, header=table.header_row, header_height=table.header.height)
        return Recalled(reading, shape)

    def _at_another_row(self, table: Table) -> Recalled | None:
        """Look for headings that a person once pointed at, where the program would look elsewhere; in a sheet that is
        a list by itself not below its own headings, which would lose rows.
        """
        pointed = [shape for shape in self.shapes if shape.reading.get("header", 0) > 0]
        heights = sorted({shape.reading["header_height"] for shape in pointed})
        prints = {shape.fingerprint for shape in pointed}
        end = table.header.body if table.taken and table.header is not None else _LOOKED_AT
        for at in range(min(len(table.sheet.rows), end) if pointed else 0):
            row = at + table.sheet.first_row
            for height in heights:
                header = find_header(table.sheet, row, height)
                headings = "" if header is None else fingerprint_of(header)
                shape = self.shape(headings) if headings in prints else None
                if shape is not None and shape.reading["header"] > 0:
                    return Recalled(replace(reading_of_shape(shape.reading), header=row, header_height=height), shape)
        return None


def recall(catalogue: Catalogue, supplier: str = "") -> Memory:
    """Return what is remembered for the files of a supplier, named by code or name; "" for files of nobody yet."""
    with catalogue.database.reading() as read:
        uid = stored.supplier_uid(read, supplier)
        words: dict[str, dict[str, str]] = {}
        known = stored.remembered_words(read, (THE_HOUSE, uid))
        for word in sorted(known, key=lambda word: word.supplier != THE_HOUSE):
            words.setdefault(word.target, {})[word.text] = word.token
        shapes = tuple(stored.remembered_shapes(read))
        names = stored.supplier_names(read, [shape.supplier for shape in shapes if shape.supplier != THE_HOUSE])
        return Memory(uid, shapes, words, names)


def remember(connection: Reader, plan: "ImportPlan") -> None:
    """Remember how the sheets of an import were read, inside the unit of work that wrote it; what is newest counts."""
    supplier = stored.supplier_uid(connection, plan.options.supplier)
    for part in plan.parts:
        table = part.read.table
        headings = fingerprint(table)
        if part.asked_photos is not None or not headings:
            continue  # a sheet of ours that asked back says nothing of how its supplier writes
        kept = _kept(table)
        decided = (part.file.name, part.sheet_name) in plan.options.readings
        if kept != _PLAIN:
            _keep(connection, headings, supplier, kept, part.file.name)
        elif decided:
            stored.forget_shape_of(connection, headings, supplier)
        stored.keep_words(connection, _words_of(table.said, {supplier, THE_HOUSE}))


def _kept(table: Table) -> dict[str, Any]:
    """Return what a shape is remembered with; words are remembered by themselves."""
    shape = {**table.said.shape(), "words": {}}
    for name in _OF_COLUMNS:
        shape[name] = {key: value for key, value in shape[name].items() if _is_here(key, table.columns)}
    return shape


def _is_here(key: str, columns: Iterable[Column]) -> bool:
    return any(by_key({key: True}, column, False) for column in columns)


def _keep(connection: Reader, headings: str, supplier: str, kept: Mapping[str, Any], file: str) -> None:
    """Keep how a shape is read, last of all for its supplier: of two that are alike the newest counts."""
    common = _common(kept)
    if supplier != THE_HOUSE and common != _PLAIN:
        of_house = (
            shape
            for shape in stored.remembered_shapes(connection)
            if shape.fingerprint == headings and shape.supplier == THE_HOUSE
        )
        house = next(of_house, None)
        if house is None or _common(house.reading) != common:
            stored.keep_shape(connection, headings, THE_HOUSE, common, file, used=False)
    stored.keep_shape(connection, headings, supplier, kept, file)


def _common(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {**kept, **{name: _PLAIN[name] for name in _ONE_SUPPLIERS if name in _PLAIN}}


def _words_of(said: Reading, suppliers: Iterable[str]) -> list[RememberedWord]:
    return [
        RememberedWord(target, text, supplier, token)
        for supplier in sorted(suppliers)
        for target, known in said.words.items()
        for text, token in known.items()
    ]
