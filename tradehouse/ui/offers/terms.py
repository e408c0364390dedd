"""The terms of an offer as they were issued: to read, not to change."""

import json
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from tradehouse.domain.cost_steps import BASIS_LABELS, CostBasis, CostStep, step_of
from tradehouse.domain.display import show, show_date, show_number
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.language import LANGUAGES, _
from tradehouse.domain.records import Record
from tradehouse.ui.browser.record_lists import RecordLines
from tradehouse.ui.kit.labels import label
from tradehouse.ui.theme import GAP, PANEL

_SHOWN = ("name", "number", "issued", "valid_until", "payment_terms", "minimum_order", "lead_time_basis", "file_name")


class IssuedTerms(RecordLines):
    """Names at the left, values at the right; the house's own figures stand apart."""

    def show_record(self, record: Record) -> None:
        self._record = record
        self._clear()
        self._column.addWidget(_grid(_terms(record)))
        house = list(_house_terms(record))
        if house:
            self._column.addWidget(label(_("Only for the house"), "small"))
            self._column.addWidget(_grid(house))


def _terms(record: Record) -> Iterator[tuple[str, str]]:
    known = fields(RecordKind.OFFER)
    for key in _SHOWN:
        value = show(known[key], record[key])
        if key == "number" and record["revision"]:
            value = _("{number}, revision {revision}").format(number=value, revision=record["revision"])
        if key == "payment_terms":
            yield _("Delivery term"), " ".join(filter(None, (record["incoterm"], record["place"])))
            language = LANGUAGES.get(str(record["language"]), "")
            yield _("Currency"), "  ·  ".join(filter(None, (record["currency"], language)))
        yield _(known[key].label), value


def _house_terms(record: Record) -> Iterator[tuple[str, str]]:
    if record["rate"]:
        dated = _("of {date}").format(date=show_date(record["rate_date"])) if record["rate_date"] else ""
        yield _("Exchange rate"), f"{show_number(record['rate'])} {dated}".strip()
    if record["margin"] is not None:
        yield _("Margin"), f"{show_number(record['margin'])} %"
    for step in _steps(record["costs"]):
        yield str(step.name), say_charge(step)


def say_charge(step: CostStep) -> str:
    """Return what a step charges: "USD 95 per m³"."""
    amount = show_number(step.amount)
    if step.basis is CostBasis.PERCENT:
        return f"{amount} {_(BASIS_LABELS[step.basis])}"
    money = f"Rp {amount}" if step.currency == "IDR" else f"{step.currency} {amount}"
    return f"{money} {_(BASIS_LABELS[step.basis])}"


def _steps(kept: str | None) -> list[CostStep]:
    return [step_of(step) for step in json.loads(kept)] if kept else []


def _grid(lines: "Iterator[tuple[str, str]] | list[tuple[str, str]]") -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, GAP)
    grid.setHorizontalSpacing(PANEL)
    grid.setVerticalSpacing(GAP // 2)
    grid.setColumnStretch(1, 1)
    for n, (name, value) in enumerate((name, value) for name, value in lines if value):
        grid.addWidget(label(name, "muted"), n, 0, Qt.AlignmentFlag.AlignTop)
        shown: QLabel = label(value, wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown.setAccessibleName(f"{name}: {value}")
        grid.addWidget(shown, n, 1)
    return made
