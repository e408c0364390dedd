"""Picks the command line or the window; the two never import each other."""

import sys


def wants_command_line(arguments: list[str]) -> bool:
    """Return whether the arguments name a command, ask for help, or are not the window's own."""
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word in {"--data", "--lang"} and rest:
            rest.pop(0)
        elif not word.startswith(("--data=", "--lang=")):
            return True
    return False


def main(arguments: list[str] | None = None) -> int:
    """Run Tradehouse and return the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    if wants_command_line(given):
        from tradehouse.cli import run_command_line

        return run_command_line(given)
    from tradehouse.app import run_window

    return run_window(given)


if __name__ == "__main__":
    sys.exit(main())
