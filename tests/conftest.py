"""What every test stands on: no screen, folders of its own, English, and nothing left behind."""

import gc
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OPENPYXL_LXML", "False")  # what people have; lxml comes with a tool of the tests

from tradehouse.domain.language import set_language

# The same examples every time, so that a run says something about the change; `TRADEHOUSE_WILD=1` looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("wild", deadline=None, max_examples=400)
settings.load_profile("wild" if os.environ.get("TRADEHOUSE_WILD") else "steady")

FOLDERS = ("TRADEHOUSE_CONFIG", "TRADEHOUSE_CACHE", "TRADEHOUSE_LOGS", "TRADEHOUSE_DATA")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "expects_log: the program logs a warning or error in this test, rightly")


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the folders of the person who runs it."""
    for name in FOLDERS:
        monkeypatch.setenv(name, str(tmp_path / name.partition("_")[2].lower()))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Tests read msgids; one that wants another language sets it, and the next starts in English again."""
    set_language("en")
    yield
    set_language("en")


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test after which a window is still there, or that made the program log a warning unasked."""
    caplog = request.getfixturevalue("caplog")
    before = {id(widget) for widget in _top_level_widgets()}
    yield
    left = [widget for widget in _top_level_widgets() if id(widget) not in before]
    assert not left, f"windows left behind: {left}"
    if request.node.get_closest_marker("expects_log") is None:
        records = [r for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
        said = [f"{r.name}: {r.getMessage()}" for r in records if r.name.partition(".")[0] == "tradehouse"]
        assert not said, f"logged unexpectedly: {said}"


def _top_level_widgets() -> list[object]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    core = sys.modules["PySide6.QtCore"]
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    found = [w for w in widgets.QApplication.topLevelWidgets() if w.parent() is None]
    if found:
        gc.collect()
        found = [w for w in widgets.QApplication.topLevelWidgets() if w.parent() is None]
    return list(found)
