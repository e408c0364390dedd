"""The log and the report for IT."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tradehouse.services import logbook

LOG = logging.getLogger("tradehouse.tests")


@pytest.fixture(autouse=True)
def closed_afterwards() -> Iterator[None]:
    yield
    logbook.stop_log()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "budi.santoso")
    return tmp_path / "budi.santoso"


@pytest.mark.expects_log
def test_the_log_says_what_happened_without_saying_who(home: Path) -> None:
    path = logbook.start_log()
    assert path is not None
    LOG.info("opened %s for budi@contoh.id, telepon 0812-3456-7890, NIB 9120 0012 3456 7", home / "katalog")
    LOG.error("import", exc_info=ValueError(f"no such file: {home / 'x.xlsx'}"))
    written = path.read_text(encoding="utf-8")
    assert "opened ~" in written
    assert "ValueError: no such file: ~" in written
    for personal in ("budi", "contoh", "3456", "santoso"):
        assert personal not in written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C:\\Users\\budi\\AppData\\x", "~\\AppData\\x"),
        ("c:/users/Budi/x", "~/x"),
        ("'C:\\\\Users\\\\budi\\\\x'", "'~\\\\x'"),
        ("C:\\Users\\budiman\\x", "C:\\Users\\budiman\\x"),
    ],
)
def test_windows_homes_in_every_spelling(text: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbook, "_home_spellings", lambda: _spellings("C:\\Users\\budi"))
    assert logbook.without_personal_data(text) == expected


def _spellings(home: str) -> list[str]:
    return [home.replace("\\", "\\\\"), home, home.replace("\\", "/")]


@pytest.mark.parametrize("kept", ["2026-11-22 04:37:00", "import of 100000 rows in 12.345 s", "KRY-0012", "3.40.1"])
def test_dates_counts_codes_and_versions_stay(kept: str) -> None:
    assert logbook.without_personal_data(kept) == kept


def test_the_log_never_grows_beyond_three_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbook, "MAX_BYTES", 2000)
    path = logbook.start_log()
    assert path is not None
    for n in range(300):
        LOG.info("row %s is fine", n)
    files = sorted(path.parent.iterdir())
    assert [f.name for f in files] == ["tradehouse.log", "tradehouse.log.1", "tradehouse.log.2"]
    assert all(f.stat().st_size <= 2000 for f in files)


def test_a_log_that_another_process_holds_goes_on_in_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def held(self: object, source: str, target: str) -> None:
        raise PermissionError

    monkeypatch.setattr(logbook, "MAX_BYTES", 300)
    monkeypatch.setattr("logging.handlers.RotatingFileHandler.rotate", held)
    path = logbook.start_log()
    assert path is not None
    for n in range(20):
        LOG.info("row %s", n)
    assert "row 19" in path.read_text(encoding="utf-8")


def test_the_report_has_versions_and_the_last_lines(home: Path) -> None:
    logbook.start_log()
    for n in range(10):
        LOG.info("line %s in %s", n, home)
    report = logbook.report_for_it("6.11.3", "3.40.1", lines=3)
    assert "Qt 6.11.3" in report
    assert "SQLite 3.40.1" in report
    assert "Python 3." in report
    assert "line 9 in ~" in report
    assert "line 6" not in report
    assert "santoso" not in report


def test_a_log_folder_that_cannot_be_made_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("TRADEHOUSE_LOGS", str(tmp_path / "file" / "logs"))
    assert logbook.start_log() is None
    assert "Tradehouse" in logbook.report_for_it()
