"""What a person decided about one sheet in the wizard, on top of what was recognised."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, NamedTuple

from tradehouse.domain.fields import fields
from tradehouse.domain.text import fold
from tradehouse.exchange.header_rows import NO_HEADER
from tradehouse.exchange.sheet_choices import Reading
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.exchange.split_targets import filled_by
from tradehouse.services.importing.inspecting import ColumnView, SheetView

SURE = 0.93
_LEADING = {
    SheetKind.PRODUCTS: ("product",),
    SheetKind.SUPPLIERS: ("supplier",),
    SheetKind.CERTIFICATIONS: ("certification",),
    SheetKind.MIXED: ("supplier", "product"),
    SheetKind.NONE: (),
}
_FINDS_PRODUCT = ("product.uid", "product.code", "product.gtin", "product.supplier_code")


class Step(NamedTuple):
    """A sheet as it stood before a decision, for going back to."""

    choice: "SheetChoice"
    said: Reading
    decided: frozenset[str]


@dataclass(slots=True, eq=False)
class SheetChoice:
    """One sheet: how it is read, and what was said about it.

    decided are the keys of the columns that the person decided here, in this wizard; remembered names the file of the
    same shape whose reading this began with, "" for none. history is shared by all sheets and gets every step.
    """

    view: SheetView
    taken: bool = False
    said: Reading = field(default_factory=Reading)
    decided: frozenset[str] = frozenset()
    remembered: str = ""
    history: list[Step] = field(default_factory=list, repr=False)

    @property
    def key(self) -> tuple[str, str]:
        """File and sheet."""
        return self.view.file, self.view.sheet

    @property
    def begins(self) -> bool:
        """Whether it is known where the table begins."""
        return bool(self.view.header_row) or self.said.header == NO_HEADER

    def say(self, **changes: Any) -> None:
        """Change what is said: the fields of Reading, by name. It can be taken back."""
        self.read_as(replace(self.said, **changes))

    def read_as(self, reading: Reading, decided: frozenset[str] | None = None) -> None:
        """Say something else altogether. It can be taken back."""
        if reading != self.said:
            self.history.append(Step(self, self.said, self.decided))
            self.said = reading
            self.decided = self.decided if decided is None else decided

    def choose_header(self, row: int, height: int = 0) -> None:
        """Take another row for the header; what was said about its columns is void."""
        kept = Reading(
            kind=self.said.kind, hidden_rows=self.said.hidden_rows, hidden_columns=self.said.hidden_columns,
            rows=self.said.rows, header=row, header_height=height,
        )  # fmt: skip
        self.read_as(kept, frozenset())

    def choose_kind(self, kind: SheetKind | None) -> None:
        """Read the sheet as another kind of list; its columns are told anew."""
        self.read_as(replace(self.said, kind=kind, mapping={}), frozenset())

    # --- columns ---------------------------------------------------------------------------------------------------

    def target(self, column: ColumnView) -> str:
        """Return the field that a column fills, "" for none."""
        recognised = column.targets[0] if column.targets else ""
        return self.said.mapping.get(column.key, recognised)

    def factor(self, column: ColumnView) -> Decimal:
        """Return what the column's numbers are multiplied by."""
        return self.said.factors.get(column.key, column.factor)

    def decide(self, column: ColumnView, target: str) -> str:
        """Let a column fill a field; return the key of the column that filled it before, or ""."""
        mapping = self._mapping()
        losers = [c for c in self.view.columns if c.key != column.key and _share_a_field(self.target(c), target)]
        mapping.update({loser.key: "" for loser in losers})
        mapping[column.key] = target
        self.read_as(replace(self.said, mapping=mapping), self.decided | {column.key})
        return losers[0].key if losers else ""

    def join(self, column: ColumnView, target: str) -> None:
        """Let a column fill a field beside those that fill it already."""
        mapping = {**self._mapping(), column.key: target}
        self.read_as(replace(self.said, mapping=mapping), self.decided | {column.key})

    def filled_down(self, column: ColumnView) -> bool:
        """Say whether a column's blank cells repeat what stands above."""
        return column.key in self.said.fill_down or (column.fill_down and column.key not in self.said.keep_blank)

    def fill_down(self, column: ColumnView, *, on: bool) -> None:
        """Let a column's blank cells repeat what stands above, or not."""
        others = {"fill_down": self.said.fill_down - {column.key}, "keep_blank": self.said.keep_blank - {column.key}}
        chosen = "fill_down" if on else "keep_blank"
        self.say(**{**others, chosen: others[chosen] | {column.key}})

    def translate(self, target: str, text: str, token: str) -> None:
        """Say what a word of a choice column means; "" takes it for blank."""
        known = {**self.said.words.get(target, {}), fold(text): token}
        self.say(words={**self.said.words, target: known})

    def start_over(self) -> None:
        """Forget what was remembered and said: the sheet is recognised by itself."""
        self.remembered = ""
        self.read_as(Reading(), frozenset())

    def targets(self) -> set[str]:
        """Return every field that is filled."""
        chosen = {field for column in self.view.columns for field in filled_by(self.target(column))}
        both = {t for c in self.view.columns if c.key not in self.said.mapping for t in c.targets}
        return (chosen | both) - {""}

    def _mapping(self) -> dict[str, str]:
        """Settle every column as it stands, so that one decision moves no other column. One that rightly fills two
        fields goes on being recognised.
        """
        columns = [c for c in self.view.columns if not set(c.targets[1:]) - set(filled_by(self.target(c)))]
        return {**{column.key: self.target(column) for column in columns}, **self.said.mapping}

    # --- what is lacking -------------------------------------------------------------------------------------------

    def missing(self) -> list[str]:
        """Return the required fields that no column fills, as targets."""
        filled = self.targets()
        found: list[str] = []
        for kind in _LEADING[self.view.kind]:
            found += [
                f"{kind}.{f.key}" for f in fields(kind).values() if f.required and f"{kind}.{f.key}" not in filled
            ]
        if "certification.supplier" in found and "supplier.name" in filled:
            found.remove("certification.supplier")
        if (self.view.kind is SheetKind.MIXED or self.view.named_by) and "product.name_id" in found:
            found.remove("product.name_id")
        return found

    def only_updates(self) -> bool:
        """Whether products can be found by a code but not be made, for want of a name."""
        filled = self.targets()
        named = "product.name_id" in filled or bool(self.view.named_by)
        return not named and any(target in filled for target in _FINDS_PRODUCT)

    def needs_supplier(self) -> bool:
        """Whether products would come with no supplier."""
        filled = self.targets()
        return self.view.kind is SheetKind.PRODUCTS and not filled & {"supplier.name", "supplier.code"}

    def clear(self) -> bool:
        """Whether every filled column was understood beyond doubt, and nothing required is missing."""
        columns = [column for column in self.view.columns if column.filled]
        sure = self.remembered or all(column.targets and column.confidence >= SURE for column in columns)
        return bool(sure) and not self.missing()


def _share_a_field(one: str, other: str) -> bool:
    return bool(one and other) and not set(filled_by(one)).isdisjoint(filled_by(other))
