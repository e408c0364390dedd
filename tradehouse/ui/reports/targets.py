"""The targets of a report in one year, quarter by quarter."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from tradehouse.domain.fields import Field, FieldKind
from tradehouse.domain.language import N_, _
from tradehouse.domain.report_filters import QUARTERS
from tradehouse.services.reports import ReportKind, set_targets
from tradehouse.services.reports.targets import HIGHEST
from tradehouse.ui.browser.field_dialog import FieldDialog
from tradehouse.ui.desk import Desk

_LABELS: Mapping[int, str] = {1: N_("Quarter 1"), 2: N_("Quarter 2"), 3: N_("Quarter 3"), 4: N_("Quarter 4")}


def targets_dialog(
    desk: Desk, kind: ReportKind, year: int, known: Mapping[int, int], parent: QWidget | None = None
) -> FieldDialog:
    """Return a dialog that sets the targets of a year; an empty one is taken away."""
    fields = [Field(f"quarter_{n}", FieldKind.INTEGER, _LABELS[n], "", minimum=0, maximum=HIGHEST) for n in QUARTERS]
    catalogue, title = desk.catalogue, _(kind.title)

    def store(values: dict[str, Any]) -> None:
        set_targets(catalogue, kind.name, title, year, {n: values.get(f"quarter_{n}") for n in QUARTERS})

    dialog = FieldDialog(
        desk, "targets_dialog", _("Targets of {year}: {report}").format(year=year, report=title),
        [fields[:2], fields[2:]], store, parent,
        sentence=_("What is to be reached in each quarter; leave it empty where there is no target."),
        size=QSize(480, 300), prefix="target",
    )  # fmt: skip
    dialog.begin({f"quarter_{n}": value for n, value in known.items()})
    return dialog
