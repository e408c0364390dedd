"""The log and the report for IT: enough to help from afar, nothing about anybody.

What is written passes through `without_personal_data`: the home folder becomes ~, e-mail addresses and long
runs of digits (phone, NIB, NPWP) are blanked. Discipline comes first all the same: values are never logged.
"""

import contextlib
import logging
import logging.handlers
import platform
import re
import sys
from pathlib import Path

from tradehouse.services.places import PROGRAM, log_folder

FILE_NAME = "tradehouse.log"
MAX_BYTES = 1_000_000
KEPT = 3  # files in all
REPORT_LINES = 200

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DIGITS = re.compile(r"(?<![\w.])(?!\d{4}-\d\d-\d\d\b)\+?\d(?:[ .\-()]?\d){7,}(?!\w)")


def start_log(level: int = logging.INFO) -> Path | None:
    """Write the program's log to a file from now on; return the file, None where it cannot be kept."""
    logger = logging.getLogger(PROGRAM)
    stop_log()
    logger.setLevel(level)
    path = log_folder() / FILE_NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = _Rotating(path, maxBytes=MAX_BYTES, backupCount=KEPT - 1, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(_Impersonal("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger.addHandler(handler)
    return path


def stop_log() -> None:
    """Close the log file."""
    logger = logging.getLogger(PROGRAM)
    for handler in [h for h in logger.handlers if isinstance(h, _Rotating)]:
        logger.removeHandler(handler)
        handler.close()


def log_file() -> Path:
    """Return where the log is, or would be."""
    return log_folder() / FILE_NAME


def program_version() -> str:
    """Return the version of the program as installed, or "dev" from a plain checkout."""
    from importlib import metadata

    try:
        return metadata.version(PROGRAM)
    except metadata.PackageNotFoundError:
        return "dev"


def report_for_it(qt: str = "", sqlite: str = "", lines: int = REPORT_LINES) -> str:
    """Return the text that a member of staff sends to IT: versions and the last lines of the log.

    qt and sqlite are version strings from the layers that know them. The text has no personal data.
    """
    facts = [
        f"Tradehouse {program_version()}",
        f"Python {platform.python_version()} ({sys.maxsize.bit_length() + 1} bit)",
        f"Qt {qt}" if qt else "",
        f"SQLite {sqlite}" if sqlite else "",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        f"Log: {log_file()}",
    ]
    text = "\n".join(fact for fact in facts if fact) + "\n\n" + "\n".join(_last_lines(lines))
    return without_personal_data(text)


def without_personal_data(text: str) -> str:
    """Return text with the home folder as ~, without e-mail addresses and long numbers."""
    for home in _home_spellings():
        text = re.sub(re.escape(home) + r"(?![\w.-])", "~", text, flags=re.IGNORECASE)
    text = _EMAIL.sub("<e-mail>", text)
    return _DIGITS.sub("<number>", text)


def _home_spellings() -> list[str]:
    with contextlib.suppress(RuntimeError):
        home = str(Path.home())
        spellings = {home, home.replace("\\", "/"), home.replace("\\", "\\\\")}
        return sorted((s for s in spellings if len(s) > 1), key=len, reverse=True)
    return []


def _last_lines(count: int) -> list[str]:
    try:
        with log_file().open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - 256 * 1024))
            return file.read().decode("utf-8", "replace").splitlines()[-count:]
    except OSError:
        return []


class _Impersonal(logging.Formatter):
    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        record.message = without_personal_data(record.message)
        return super().formatMessage(record)

    def formatException(self, ei: object) -> str:  # noqa: N802
        return without_personal_data(super().formatException(ei))  # type: ignore[arg-type]


class _Rotating(logging.handlers.RotatingFileHandler):
    def doRollover(self) -> None:  # noqa: N802
        # On Windows a second process (the command line beside the window) holds the file: go on in it.
        try:
            super().doRollover()
        except PermissionError:
            self.stream = self._open()
