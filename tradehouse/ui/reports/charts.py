"""The charts of a report, beside each other where there is room."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from tradehouse.domain.charts import Chart
from tradehouse.ui.desk import Desk
from tradehouse.ui.kit.chart_view import ChartView
from tradehouse.ui.theme import MARGIN, PANEL

_ROOM = 460
"""Pixels that a chart wants to be read well."""


class ChartsPanel(QScrollArea):
    """Shows up to a handful of charts.

    Signals:
        opened(str): the names behind a value are wanted, by their key in the report.
        fitted(int): the charts are drawn, so many pixels high.
    """

    opened = Signal(str)
    fitted = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report_charts")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._desk = desk
        self.views: list[ChartView] = []
        self._shown = 0
        self._columns = 0
        inside = QWidget()
        inside.setProperty("pane", "surface")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(PANEL, PANEL, PANEL, PANEL)
        self._grid.setHorizontalSpacing(MARGIN)
        self._grid.setVerticalSpacing(PANEL)
        self.setWidget(inside)

    def show_charts(self, charts: Sequence[Chart]) -> None:
        """Show other charts."""
        while len(self.views) < len(charts):
            view = ChartView(self._desk.jobs, self)
            view.setObjectName(f"chart_{len(self.views) + 1}")
            view.opened.connect(self.opened)
            view.drawn.connect(self._fit)
            self.views.append(view)
        self._shown = len(charts)
        self._columns = 0
        self._arrange()
        for view, chart in zip(self.views, charts, strict=False):
            view.show_chart(chart)
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = max(1, min(self._shown, self.viewport().width() // _ROOM))
        if columns == self._columns:
            return
        self._columns = columns
        for view in self.views:
            self._grid.removeWidget(view)
        for n, view in enumerate(self.views):
            view.setVisible(n < self._shown)
            if n < self._shown:
                self._grid.addWidget(view, n // columns, n % columns, Qt.AlignmentFlag.AlignTop)
        for column in range(len(self.views)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._grid.setRowStretch(len(self.views), 1)

    def _fit(self) -> None:
        if all(view.drawing() is not None for view in self.views[: self._shown]):
            self.fitted.emit(self._grid.sizeHint().height())
