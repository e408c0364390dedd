"""PDF and pictures from typst source. The only place that imports typst.

Set in Lato (Latin scripts, SIL Open Font License), with typst's own DejaVu Sans Mono for codes; a character that
neither has is taken from the system's fonts. No package is ever fetched: a source that asks for one fails.
"""

import importlib.resources
import json
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tradehouse.domain.progress import Progress
from tradehouse.domain.resources import resources

TEXT_FONT, CODE_FONT = "Lato", "DejaVu Sans Mono"
TEMPLATES = "templates"
DATA = "data.json"
_MAIN = "main.typ"


def typeset(source: str, files: Mapping[str, bytes], progress: Progress | None = None, *, dots: int = 0) -> bytes:
    """Return the PDF that a typst source makes, or with dots per inch the PNG of its one page; files are the pictures
    that it names.

    Raises Cancelled before and after, not during. A source that typst refuses is a bug of ours (typst.TypstError).
    """
    import typst

    told = progress or Progress()
    told.check()
    # one folder of its own: typst reads nothing outside, and no package may come from anywhere
    with tempfile.TemporaryDirectory(prefix="tradehouse-") as scratch:
        root = Path(scratch) / "document"
        for name, content in {_MAIN: source.encode(), **files}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        made = typst.compile(
            str(root / _MAIN),
            root=str(root),
            format="png" if dots else "pdf",
            ppi=dots or None,
            font_paths=_fonts(),
            package_path=Path(scratch) / "packages",
            package_cache_path=Path(scratch) / "cache",
        )
    told.check()
    assert isinstance(made, bytes)  # noqa: S101 - one PDF is one file, so is a page
    return made


def typeset_template(
    name: str, data: Mapping[str, Any], files: Mapping[str, bytes], progress: Progress | None = None
) -> bytes:
    """Return the PDF of a template in resources/templates. It reads data from "data.json", and what the templates
    share from the others in that folder; files are the pictures that data names. Raises as typeset does.
    """
    shared = {path.name: path.read_bytes() for path in sorted((resources() / TEMPLATES).glob("*.typ"))}
    content = json.dumps(data, ensure_ascii=False).encode()
    return typeset(shared[f"{name}.typ"].decode(), {**shared, DATA: content, **files}, progress)


@cache
def _fonts() -> Any:
    """Return the fonts, looked for once: a PC may have thousands."""
    import typst

    folder = Path(str(importlib.resources.files("font_lato"))) / "files"
    return typst.Fonts(font_paths=[str(folder)])


def quoted(text: str) -> str:
    """Return a text as a typst string, for code: #text("…")."""
    plain = "".join(character if character.isprintable() else " " for character in text)
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
