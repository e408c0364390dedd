"""What every command shares: the catalogue, opened when first needed, and how progress and answers are printed."""

import json
import sys
from pathlib import Path
from typing import Any

from tradehouse.domain.progress import Progress
from tradehouse.services.catalogue import Catalogue, open_catalogue

LEFT_OVER = 3


class Session:
    """One run of the command line."""

    def __init__(self, data: str | None, *, as_json: bool) -> None:
        self.data = Path(data) if data else None
        self.as_json = as_json
        self._catalogue: Catalogue | None = None
        self._shown = ""

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of this run. Raises StorageProblem where it cannot be opened."""
        if self._catalogue is None:
            self._catalogue = open_catalogue(self.data)
        return self._catalogue

    def progress(self) -> Progress:
        """Return a progress that draws one line on a terminal and is silent elsewhere."""
        return Progress(self._show if sys.stderr.isatty() and not self.as_json else None)

    def _show(self, done: int, total: int, text: str) -> None:
        line = f"{text} {done * 100 // total} %" if total else f"{text} {done}"
        if line != self._shown:
            print(f"\r{line:<70}", end="", file=sys.stderr, flush=True)
            self._shown = line

    def say(self, text: str) -> None:
        """Print a line for a person; silent under --json."""
        if self._shown:
            print(f"\r{'':<70}\r", end="", file=sys.stderr)
            self._shown = ""
        if not self.as_json:
            print(text)

    def answer(self, value: Any) -> None:
        """Print an answer for a script."""
        print(json.dumps(value, ensure_ascii=False, indent=2))

    def close(self) -> None:
        """Let go of the catalogue."""
        if self._catalogue is not None:
            self._catalogue.close()
            self._catalogue = None
