"""What a person chose in the wizard so far. No widgets: pages show it, and it becomes the options of the import."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tradehouse.exchange.sheet_choices import Reading
from tradehouse.services.importing.inspecting import Inspection, SheetView
from tradehouse.services.importing.options import ImportOptions
from tradehouse.ui.importing.sheet_choice import SheetChoice, Step


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
    history: list[Step] = field(default_factory=list)

    def add(self, paths: list[Path]) -> None:
        """Add files or folders, each once."""
        for path in paths:
            if path not in self.paths:
                self.paths.append(path)

    def adopt(self, inspection: Inspection) -> None:
        """Take in what the files hold; what was decided about a sheet that is still the same is kept."""
        before = {choice.key: choice for choice in self.sheets}
        self.photos_found = inspection.photos
        self.supplier = self.supplier or inspection.supplier
        self.sheets = []
        for view in inspection.sheets:
            old = before.get((view.file, view.sheet))
            same = old is not None and [c.key for c in old.view.columns] == [c.key for c in view.columns]
            if old is not None and (same or old.said.header):
                self.sheets.append(old)
            else:
                self.sheets.append(_choice_of(view, self.history))

    def taken(self) -> list[SheetChoice]:
        """Return the sheets that are to be imported."""
        return [choice for choice in self.sheets if choice.taken]

    def of(self, file: str, sheet: str) -> SheetChoice | None:
        """Return the choice for one sheet of a file."""
        return next((choice for choice in self.sheets if choice.key == (file, sheet)), None)

    def take_back(self) -> SheetChoice | None:
        """Undo the last decision about a sheet; return the sheet that it was about."""
        if not self.history:
            return None
        step = self.history.pop()
        step.choice.said, step.choice.decided = step.said, step.decided
        return step.choice

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

    def start_over(self) -> None:
        """Forget the files and all that was said about them."""
        fresh = Choices()
        self.paths, self.sheets, self.history = fresh.paths, fresh.sheets, fresh.history
        self.supplier = fresh.supplier

    def _readings(self) -> Mapping[tuple[str, str], Reading]:
        return {choice.key: choice.said for choice in self.taken()}

    def _has_taken(self, path: Path) -> bool:
        """A file of which no sheet is taken is not read at all; folders and zips are looked through."""
        own = [choice for choice in self.sheets if choice.view.file == path.name]
        return not path.is_file() or not own or any(choice.taken for choice in own)


def _choice_of(view: SheetView, history: list[Step]) -> SheetChoice:
    """Begin with what was decided for a file of the same shape, if one came before."""
    said = view.said if view.taken else Reading()
    return SheetChoice(view, view.taken, said, remembered=view.remembered, history=history)
