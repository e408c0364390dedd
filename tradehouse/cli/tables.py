"""A table on a terminal."""

from collections.abc import Sequence
from typing import Final

import typer

_WIDEST: Final = 40


def print_table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows, the first of them the headings, each column as wide as its longest text; very long ones are cut."""
    widths = [min(_WIDEST, max(len(row[n]) for row in rows)) for n in range(len(rows[0]))]
    for row in rows:
        cells = (
            text if len(text) <= width else text[: width - 1] + "…" for text, width in zip(row, widths, strict=True)
        )
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip())
