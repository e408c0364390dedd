"""The cells that somebody fills in: what may be typed there, and the hint that appears when one is entered."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from tradehouse.domain.language import N_, translator
from tradehouse.exchange.layouts import Column

MOST_ORDERED = 9_999_999
_TITLE_LENGTH, _MESSAGE_LENGTH = 32, 255
_RANGES_PER_RULE = 100


def runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield (first, last) of the unbroken runs in rising row numbers."""
    start = previous = None
    for row in rows:
        if previous is None or row != previous + 1:
            if start is not None and previous is not None:
                yield start, previous
            start = row
        previous = row
    if start is not None and previous is not None:
        yield start, previous


def add_validations(
    sheet: Any, columns: Sequence[Column], hints: Mapping[tuple[str, str], Sequence[int]], language: str
) -> None:
    """Let quantity columns take whole numbers from 0; rows with the same hint share one rule.

    hints maps (column key, hint) to the rows that have it.
    """
    say = translator(language).gettext
    at = {column.key: n for n, column in enumerate(columns)}
    for (key, hint), rows in hints.items():
        column = columns[at[key]]
        if column.entry != "quantity":
            continue
        rule: dict[str, Any] = {
            "validate": "integer",
            "criteria": "between",
            "minimum": 0,
            "maximum": MOST_ORDERED,
            "error_title": column.heading.text(language)[:_TITLE_LENGTH],
            "error_message": say(N_("Please enter a whole number, 0 or more."))[:_MESSAGE_LENGTH],
        }
        if hint:
            rule["input_title"] = column.heading.text(language)[:_TITLE_LENGTH]
            rule["input_message"] = hint[:_MESSAGE_LENGTH]
        n = at[key]
        waiting = runs(rows)
        while ranges := [[first, n, last, n] for first, last in islice(waiting, _RANGES_PER_RULE)]:
            # XlsxWriter takes further ranges as "other_cells"; it changes the dictionary, so each rule has its own.
            sheet.data_validation(*ranges[0], {**rule, "other_cells": ranges[1:]})
