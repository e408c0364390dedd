"""PDF from typst source. The only place that imports typst.

Set in Lato (Latin scripts, SIL Open Font License), with typst's own DejaVu Sans Mono for codes; a character that
neither has is taken from the system's fonts. No package is ever fetched: a source that asks for one fails.
"""

import importlib.resources
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from tradehouse.domain.progress import Progress

TEXT_FONT, CODE_FONT = "Lato", "DejaVu Sans Mono"
_MAIN = "main.typ"


def typeset(source: str, files: Mapping[str, bytes], progress: Progress | None = None) -> bytes:
    """Return the PDF that a typst source makes; files are the pictures that it names.

    Raises Cancelled before and after, not during. A source that typst refuses is a bug of ours (typst.TypstError).
    """
    import typst

    told = progress or Progress()
    told.check()
    # no package may come from anywhere: both places for them are a folder that stays empty
    with tempfile.TemporaryDirectory(prefix="tradehouse-") as empty:
        fonts = Path(str(importlib.resources.files("font_lato"))) / "files"
        made = typst.compile(
            cast("Any", {_MAIN: source.encode(), **files}),  # several files: documented, not in its type hints
            format="pdf",
            font_paths=[str(fonts)],
            package_path=Path(empty) / "packages",
            package_cache_path=Path(empty) / "cache",
        )
    told.check()
    assert isinstance(made, bytes)  # noqa: S101 - one PDF is one file
    return made


def quoted(text: str) -> str:
    """Return a text as a typst string, for code: #text("…")."""
    plain = "".join(character if character.isprintable() else " " for character in text)
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
