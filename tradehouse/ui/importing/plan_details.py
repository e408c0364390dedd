"""One row of the plan in full: what it is, what it brings or changes, what is wrong with it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from tradehouse.domain.language import _
from tradehouse.services.importing.drafts import Outcome
from tradehouse.services.importing.plan_rows import PlanRow
from tradehouse.ui.importing.plan_model import outcome_status
from tradehouse.ui.kit.badge import Badge
from tradehouse.ui.kit.caution import Caution
from tradehouse.ui.kit.labels import label
from tradehouse.ui.theme import GAP, PANEL, SPACE

WIDTH = 272


class PlanDetails(QScrollArea):
    """Shows a PlanRow, or nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plan_details")
        self.setFixedWidth(WIDTH)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(PANEL, PANEL, PANEL, PANEL)
        self._column.setSpacing(SPACE)
        self.setWidget(content)

    def show_row(self, row: PlanRow | None) -> None:
        """Show a row in full."""
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if row is None:
            return
        where = _("{sheet}, row {row}").format(sheet=row.sheet, row=row.row)
        self._column.addWidget(label(where, "small"))
        self._column.addWidget(label(row.what or _("without a name"), "heading", wrap=True))
        self._column.addWidget(Badge(outcome_status(row.outcome)))
        tone = "danger" if row.outcome is Outcome.REJECTED else "attention"
        for reason in row.reasons:
            self._column.addSpacing(SPACE)
            self._column.addWidget(
                Caution(reason, "neutral" if row.outcome is Outcome.SKIPPED else tone)  # type: ignore[arg-type]
            )
        for difference in row.differences:
            self._column.addSpacing(SPACE)
            self._column.addWidget(label(difference.label, "small"))
            after = difference.after or "–"
            if row.outcome is Outcome.UPDATED:
                words = _("{before} → {after}").format(before=difference.before or "–", after=after)
            else:
                words = after
            self._column.addWidget(label(words, wrap=True))
        self._column.addSpacing(GAP)
        self._column.addStretch(1)
