"""Connects the window's commands to the dialogs behind them, and shows the first page to a newcomer."""

from typing import TYPE_CHECKING

from tradehouse.services import history
from tradehouse.ui.correspondence import Correspondence
from tradehouse.ui.flows import Flows
from tradehouse.ui.guidance import Guidance
from tradehouse.ui.photo_desk import PhotoDesk
from tradehouse.ui.photo_flows import PhotoFlows
from tradehouse.ui.radar.attending import Attending

if TYPE_CHECKING:
    from tradehouse.ui.main_window import MainWindow


def attach_pieces(window: "MainWindow") -> None:
    """Give every command that opens a dialog its dialog; a catalogue that nobody has written to gets the first page."""
    correspondence = Correspondence(window)
    PhotoDesk(window)
    Guidance(window)
    Attending(window)
    flows = Flows(window, correspondence, PhotoFlows(window))
    if not window.catalogue.read_only and not history.latest(window.catalogue, 1):
        from tradehouse.ui.start.first_steps import FirstSteps

        FirstSteps(window, flows)
