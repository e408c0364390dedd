"""Connects the window's commands to the dialogs behind them; each dialog is imported when it is first opened."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tradehouse.ui.main_window import MainWindow


def attach_pieces(window: "MainWindow") -> None:
    """Give every command of the window that opens a dialog its dialog."""
