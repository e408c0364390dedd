"""A matrix as workbook of the house: a row for each name, a column for each type, states in words and colour."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tradehouse.domain.progress import Progress
from tradehouse.exchange.layouts import Layout, Words
from tradehouse.exchange.workbooks import styles
from tradehouse.exchange.workbooks.content import Document, Written
from tradehouse.exchange.workbooks.footer import set_page_footer
from tradehouse.exchange.workbooks.frame import new_workbook
from tradehouse.exchange.workbooks.measuring import row_height
from tradehouse.exchange.workbooks.pen import Pen
from tradehouse.exchange.workbooks.safe_text import clean, sheet_name
from tradehouse.exchange.workbooks.styles import Style

INTERNAL: Final = "INTERNAL"
_LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    # tone: (ink, fill)
    "good": (styles.GOOD_INK, styles.GOOD_FILL),
    "attention": (styles.SOGA, styles.YELLOW),
    "danger": (styles.ALARM_INK, styles.ALARM_FILL),
    "accent": (styles.TARUM, styles.MIST),
    "neutral": (styles.GREY, ""),
}
_NAMES, _STATES = (12.0, 38.0), 19.0  # widths in characters: code and name; a state
_HEAD = 3
_OFTEN = 500


@dataclass(frozen=True, slots=True)
class MatrixSheet:
    """What stands above and before the states: a title, a line about what is shown, headings for code, name and types."""

    title: str
    line: str
    heads: tuple[str, str]
    types: Sequence[str]
    house: str
    language: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row: its code, its name, and for each type what its cell says and in which tone, None for nothing."""

    code: str
    name: str
    states: Sequence[tuple[str, str] | None]


def write_matrix(
    target: Path, sheet_of: MatrixSheet, rows: Iterable[MatrixRow], total: int, progress: Progress
) -> None:
    """Write the workbook. Raises UserError where target cannot be written, and Cancelled; then it is as it was."""
    footer = "  ·  ".join(part for part in (INTERNAL, sheet_of.house) if part)
    layout = Layout("matrix", Words(), "house", footer=Words({sheet_of.language: footer}))
    with new_workbook(target, progress) as workbook:
        pen = Pen(workbook, Document(layout, sheet_of.language, "IDR"), Written(target, {}))
        title = clean(sheet_of.title)[:255]
        workbook.set_properties({"title": title, "author": clean(sheet_of.house)[:255], "category": INTERNAL})
        sheet = workbook.add_worksheet(sheet_name(sheet_of.title, set()))
        heads = (*sheet_of.heads, *sheet_of.types)
        sheet.hide_gridlines(2)
        sheet.set_row(0, 27)
        for n in range(len(heads)):
            pen.write(sheet, 0, n, None, styles.HOUSE_BAND)
            pen.write(sheet, _HEAD, n, heads[n], styles.HEADER)
            sheet.set_column(n, n, _NAMES[n] if n < len(_NAMES) else _STATES)
        pen.write(sheet, 0, 0, f"{INTERNAL} – {sheet_of.title}", styles.HOUSE_BAND)
        pen.write(sheet, 1, 0, sheet_of.line, Style(ink=styles.GREY, size=styles.SMALL, indent=1))
        sheet.set_row(_HEAD, row_height([(head, _STATES, styles.SMALL * 1.1) for head in heads], 30))
        blank, named = styles.CELL.but(wrap=False), styles.CELL.but(wrap=False, bold=True)
        looks = {tone: blank.but(ink=ink, fill=fill, align="center", indent=0) for tone, (ink, fill) in _LOOKS.items()}
        last = _HEAD
        for last, row in enumerate(rows, start=_HEAD + 1):
            if last % _OFTEN == 0:
                progress.report(last, total)
            pen.write(sheet, last, 0, row.code, blank)
            pen.write(sheet, last, 1, row.name, named)
            for n, state in enumerate(row.states, start=2):
                words, tone = state or ("–", "neutral")
                pen.write(sheet, last, n, words, looks[tone])
        sheet.freeze_panes(_HEAD + 1, len(_NAMES))
        sheet.autofilter(_HEAD, 0, max(last, _HEAD + 1), len(heads) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD)
        sheet.set_header(f"&C&B&12{INTERNAL}", {"margin": 0.2})
        sheet.set_tab_color(styles.SOGA)
        set_page_footer(sheet, pen.document)
        progress.report(total, total)
