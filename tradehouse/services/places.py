"""The folders of this person on this PC; environment variables move them, for scripts and tests."""

import os
from pathlib import Path

import platformdirs

PROGRAM = "tradehouse"


def config_folder() -> Path:
    """Return where personal settings lie (TRADEHOUSE_CONFIG)."""
    return _chosen("TRADEHOUSE_CONFIG") or Path(platformdirs.user_config_dir(PROGRAM, appauthor=False))


def cache_folder() -> Path:
    """Return where things lie that can be made again: thumbnails, tinted icons (TRADEHOUSE_CACHE)."""
    return _chosen("TRADEHOUSE_CACHE") or Path(platformdirs.user_cache_dir(PROGRAM, appauthor=False))


def log_folder() -> Path:
    """Return where the log lies (TRADEHOUSE_LOGS)."""
    return _chosen("TRADEHOUSE_LOGS") or Path(platformdirs.user_log_dir(PROGRAM, appauthor=False))


def data_folder() -> Path:
    """Return where the catalogue lies unless --data names another place (TRADEHOUSE_DATA)."""
    return _chosen("TRADEHOUSE_DATA") or Path(platformdirs.user_data_dir(PROGRAM, appauthor=False))


def chosen_data_folder(remembered: str) -> Path:
    """Return where the catalogue lies for a person who chose a folder before; TRADEHOUSE_DATA goes before that."""
    if remembered and _chosen("TRADEHOUSE_DATA") is None and Path(remembered).is_dir():
        return Path(remembered)
    return data_folder()


def _chosen(variable: str) -> Path | None:
    value = os.environ.get(variable, "").strip()
    return Path(value).expanduser() if value else None
