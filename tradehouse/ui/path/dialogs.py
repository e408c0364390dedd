"""The dialogs of a supplier's path: figures of a day, mentoring begun and ended."""

from datetime import UTC, date, datetime
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from tradehouse.domain.display import show_date
from tradehouse.domain.fields import Choice, Field, FieldKind, RecordKind, fields
from tradehouse.domain.language import N_, _
from tradehouse.domain.records import Record, Ref
from tradehouse.domain.supplier_path import MentoringCase, Snapshot, mentoring_end
from tradehouse.services import supplier_path
from tradehouse.ui.browser.field_dialog import FieldDialog, Values
from tradehouse.ui.desk import Desk

_SUPPLIER = fields(RecordKind.SUPPLIER)
_DAY = Field("date", FieldKind.DATE, N_("Day of the figures"), "", required=True)
_SOURCE = Field("source", FieldKind.TEXT, N_("Where the figures are from"), "", max_length=300)
_STARTS = Field("starts", FieldKind.DATE, N_("Begins"), "", required=True)
_ENDS = Field("ends", FieldKind.DATE, N_("Ends"), "", required=True)
_MENTOR = Field("mentor", FieldKind.TEXT, N_("Mentor"), "")
_PROGRAMME = Field("programme", FieldKind.REFERENCE, N_("Programme"), "", reference="programme")
_OUTCOME = Field(
    "outcome",
    FieldKind.CHOICE,
    N_("Outcome"),
    "",
    choices=(Choice("alumni", N_("Alumni")), Choice("stopped", N_("Stopped"))),
    required=True,
)


def figures_dialog(desk: Desk, supplier: Record, parent: QWidget) -> FieldDialog:
    """Return the dialog that takes down a supplier's figures of a day; saved hands on the steps up that they show."""
    catalogue = desk.catalogue
    keys = ("sales_idr", "capital_idr", "employees_men", "employees_women", "market_reach")
    sales, capital, men, women, reach = (_SUPPLIER[key] for key in keys)

    def save(values: Values) -> Any:
        taken = Snapshot(
            values["date"],
            values.get("sales_idr"),
            values.get("capital_idr"),
            values.get("employees_men"),
            values.get("employees_women"),
            values.get("market_reach", ""),
            values.get("source", ""),
        )
        return supplier_path.take_snapshot(catalogue, supplier.id, taken)

    dialog = FieldDialog(
        desk, "figures_dialog", _("Figures of {name}").format(name=supplier["name"]),
        [[_DAY, reach], [sales, capital], [men, women], [_SOURCE]], save, parent,
        sentence=_("Sales of the year, capital without land and buildings. A step up is found and recorded by itself."),
        size=QSize(520, 400), prefix="figures",
    )  # fmt: skip
    dialog.begin({**{key: supplier[key] for key in keys}, "date": _today()}, "sales_idr")
    return dialog


def begin_dialog(desk: Desk, supplier: Record, parent: QWidget) -> FieldDialog:
    """Return the dialog that begins to mentor a supplier."""
    catalogue = desk.catalogue

    def save(values: Values) -> Any:
        programme = values.get("programme")
        programme_id = programme.id if isinstance(programme, Ref) else None
        return supplier_path.begin_mentoring(
            catalogue, supplier.id, values["starts"], programme_id, values.get("mentor", "")
        )

    dialog = FieldDialog(
        desk, "mentoring_dialog", _("Begin to mentor {name}").format(name=supplier["name"]),
        [[_STARTS, _MENTOR], [_PROGRAMME]], save, parent,
        sentence=_("Mentoring takes three years at most."), size=QSize(480, 280), prefix="mentoring",
    )  # fmt: skip
    dialog.begin({"starts": _today(), "mentor": catalogue.author.name}, "mentor")
    return dialog


def end_dialog(desk: Desk, supplier: Record, case: MentoringCase, parent: QWidget) -> FieldDialog:
    """Return the dialog that ends a mentoring."""
    catalogue = desk.catalogue

    def save(values: Values) -> Any:
        return supplier_path.end_mentoring(catalogue, case, values["ends"], values["outcome"])

    last = mentoring_end(case.starts)
    dialog = FieldDialog(
        desk, "mentoring_dialog", _("End the mentoring of {name}").format(name=supplier["name"]),
        [[_ENDS, _OUTCOME]], save, parent,
        sentence=_("It began on {start} and may run until {end}.").format(start=show_date(case.starts), end=show_date(last)),
        size=QSize(480, 240), prefix="mentoring",
    )  # fmt: skip
    dialog.begin({"ends": min(_today(), last), "outcome": "alumni"})
    return dialog


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
