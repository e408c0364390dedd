"""What a person chose in the wizard so far. No widgets: pages show it, and it becomes the options of the import."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from tradehouse.domain.fields import fields
from tradehouse.exchange.sheet_choices import Reading
from tradehouse.exchange.sheet_kinds import SheetKind
from tradehouse.services.importing.inspecting import ColumnView, Inspection, SheetView
from tradehouse.services.importing.options import ImportOptions

SURE = 0.93
_LEADING = {
    SheetKind.PRODUCTS: ("product",),
    SheetKind.SUPPLIERS: ("supplier",),
    SheetKind.CERTIFICATIONS: ("certification",),
    SheetKind.MIXED: ("supplier", "product"),
    SheetKind.NONE: (),
}
_FINDS_PRODUCT = ("product.uid", "product.code", "product.gtin", "product.supplier_code")


@dataclass(slots=True)
class SheetChoice:
    """One sheet: how it is read, and what was decided about it. mapping is None until somebody decides something."""

    view: SheetView
    taken: bool = False
    header: int = 0
    kind: SheetKind | None = None
    mapping: dict[str, str] | None = None
    factors: dict[str, Decimal] = field(default_factory=dict)
    decided: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str, str]:
        """File and sheet."""
        return self.view.file, self.view.sheet

    def target(self, column: ColumnView) -> str:
        """Return the field that a column fills, "" for none."""
        if self.mapping is not None:
            return self.mapping.get(column.heading, "")
        return column.targets[0] if column.targets else ""

    def factor(self, column: ColumnView) -> Decimal:
        """Return what the column's numbers are multiplied by."""
        return self.factors.get(column.heading, column.factor)

    def decide(self, column: ColumnView, target: str) -> str:
        """Let a column fill a field; return the heading of the column that filled it before, or ""."""
        if self.mapping is None:
            self.mapping = {c.heading: c.targets[0] if c.targets else "" for c in self.view.columns if c.heading}
        loser = ""
        for heading, held in self.mapping.items():
            if target and held == target and heading != column.heading:
                self.mapping[heading], loser = "", heading
        self.mapping[column.heading] = target
        self.decided.add(column.heading)
        return loser

    def targets(self) -> set[str]:
        """Return every field that is filled."""
        if self.mapping is not None:
            return {target for target in self.mapping.values() if target}
        return {target for column in self.view.columns for target in column.targets}

    def reading(self) -> Reading:
        """Return what was said about the sheet."""
        return Reading(header=self.header, kind=self.kind, mapping=dict(self.mapping or {}), factors=dict(self.factors))

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
        if self.view.kind is SheetKind.MIXED and "product.name_id" in found:
            found.remove("product.name_id")
        return found

    def only_updates(self) -> bool:
        """Whether products can be found by a code but not be made, for want of a name."""
        filled = self.targets()
        return "product.name_id" not in filled and any(target in filled for target in _FINDS_PRODUCT)

    def needs_supplier(self) -> bool:
        """Whether products would come with no supplier."""
        filled = self.targets()
        return self.view.kind is SheetKind.PRODUCTS and not filled & {"supplier.name", "supplier.code"}

    def clear(self) -> bool:
        """Whether every filled column was understood beyond doubt, and nothing required is missing."""
        columns = [column for column in self.view.columns if column.filled]
        sure = all(column.targets and column.confidence >= SURE for column in columns)
        return sure and not self.missing() and not self.needs_supplier()


@dataclass(slots=True)
class Choices:
    """Everything the person chose, from the files to what blanks mean."""

    paths: list[Path] = field(default_factory=list)
    photos: Path | None = None
    supplier: str = ""
    currency: str = ""
    clear_blanks: bool = False
    sheets: list[SheetChoice] = field(default_factory=list)
    photos_found: int = 0

    def add(self, paths: list[Path]) -> None:
        """Add files or folders, each once."""
        for path in paths:
            if path not in self.paths:
                self.paths.append(path)

    def adopt(self, inspection: Inspection) -> None:
        """Take in what the files hold; what was decided about a sheet that is still the same is kept."""
        before = {choice.key: choice for choice in self.sheets}
        self.photos_found = inspection.photos
        self.sheets = []
        for view in inspection.sheets:
            old = before.get((view.file, view.sheet))
            same = old is not None and [c.heading for c in old.view.columns] == [c.heading for c in view.columns]
            if old is not None and (same or old.header):
                self.sheets.append(old)
            else:
                self.sheets.append(SheetChoice(view, taken=view.taken))

    def taken(self) -> list[SheetChoice]:
        """Return the sheets that are to be imported."""
        return [choice for choice in self.sheets if choice.taken]

    def options(self) -> ImportOptions:
        """Return the options of the import that was chosen."""
        files = tuple(path for path in self.paths if self._has_taken(path))
        return ImportOptions(
            files=files,
            supplier=self.supplier,
            photos=self.photos,
            currency=self.currency,
            clear_blanks=self.clear_blanks,
            readings=self._readings(),
            left_out=frozenset(choice.key for choice in self.sheets if not choice.taken),
        )

    def first_look(self) -> ImportOptions:
        """Return the options for looking into the files, before anything else was chosen."""
        return ImportOptions(files=tuple(self.paths), photos=self.photos)

    def _readings(self) -> Mapping[tuple[str, str], Reading]:
        return {choice.key: choice.reading() for choice in self.taken()}

    def _has_taken(self, path: Path) -> bool:
        """A file of which no sheet is taken is not read at all; folders and zips are looked through."""
        own = [choice for choice in self.sheets if choice.view.file == path.name]
        return not path.is_file() or not own or any(choice.taken for choice in own)
