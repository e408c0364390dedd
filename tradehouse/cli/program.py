"""The program's commands and how each of them ends.

Exit status: 0 done, also when nothing changed; 2 refused or unusable, nothing changed, one sentence on stderr;
3 done, with something left over; 130 interrupted, nothing changed; 1 a bug of ours.
"""

import contextlib
import io
import json
import sys

import typer
from typer.main import get_command

from tradehouse.cli import (
    asking,
    certifying,
    exporting,
    history,
    importing,
    inbox,
    keeping,
    layouts,
    looking,
    ordering,
    orders,
    packing,
    photographs,
    programmes,
    reports,
)
from tradehouse.cli.session import Session
from tradehouse.domain.errors import Cancelled, UserError
from tradehouse.domain.language import DEFAULT_LANGUAGE, _, set_language

REFUSED, INTERRUPTED = 2, 130
# Typer brings its own Click or uses the installed one; either way this is the class of its usage errors.
UsageError: type[Exception] = typer.BadParameter.__mro__[1]
_GLOBAL_OPTIONS = ("--data", "--lang")

app = typer.Typer(
    name="tradehouse",
    help="The catalogue desk of a trading house. Without a command it opens the window.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for module in (
    importing,
    inbox,
    exporting,
    layouts,
    ordering,
    orders,
    photographs,
    looking,
    history,
    keeping,
    packing,
    asking,
    certifying,
    programmes,
    reports,
):
    module.register(app)


def _split_global_options(arguments: list[str]) -> tuple[dict[str, str], list[str]]:
    """Take --data and --lang out of the arguments, before or after the command."""
    found: dict[str, str] = {}
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        name, equals, value = word.partition("=")
        if name in _GLOBAL_OPTIONS and equals:
            found[name] = value
        elif word in _GLOBAL_OPTIONS and waiting:
            found[word] = waiting.pop(0)
        else:
            rest.append(word)
    return found, rest


def _utf8_output() -> None:
    # A cp1252 console cannot print "≤" and would raise in the middle of an answer.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def run_command_line(arguments: list[str]) -> int:
    """Run one command and return its exit status."""
    _utf8_output()
    options, rest = _split_global_options(arguments)
    set_language(options.get("--lang", DEFAULT_LANGUAGE))
    session = Session(data=options.get("--data"), as_json="--json" in rest)
    command = get_command(app)
    try:
        with contextlib.closing(session):
            status = command.main(args=rest, prog_name="tradehouse", standalone_mode=False, obj=session)
    except UserError as error:
        return _refuse(session, error.code, str(error))
    except typer.Exit as finished:
        return finished.exit_code
    except UsageError as error:
        return _refuse(session, "usage", _usage(error))
    except (Cancelled, KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    return int(status or 0)


def _usage(error: Exception) -> str:
    """Return what is wrong with the words of a call, and where its options are explained."""
    said = error.format_message() if hasattr(error, "format_message") else str(error)
    return _("{said} See tradehouse COMMAND --help.").format(said=said)


def _refuse(session: Session, code: str, text: str) -> int:
    if session.as_json:
        print(json.dumps({"error": {"code": code, "text": text}}, ensure_ascii=False))
    print(text, file=sys.stderr)
    return REFUSED
