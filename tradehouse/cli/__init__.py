"""The command line: everything the window can do to data, a script can do. No Qt."""

from tradehouse.cli.program import run_command_line

__all__ = ["run_command_line"]
