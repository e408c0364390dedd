"""Long work: two lanes, stale answers dropped, cancelled means nothing happened."""

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QThread
from pytestqt.qtbot import QtBot

from tradehouse.domain.errors import UserError
from tradehouse.domain.progress import Progress
from tradehouse.ui import jobs as jobs_module
from tradehouse.ui.jobs import Jobs, State


class Shown(list[BaseException]):
    pass


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
def jobs(qtbot: QtBot, shown: Shown) -> Iterator[Jobs]:
    made = Jobs(shown.append)
    yield made
    assert made.shutdown(), "threads left behind"
    assert not [t for t in threading.enumerate() if t.name.startswith(("write", "read", "long-read"))]


def until_stopped(progress: Progress) -> None:
    """Works for ever, as long as nobody cancels."""
    while True:
        progress.report(0)
        QThread.msleep(1)


def test_the_answer_arrives_on_the_windows_thread(qtbot: QtBot, jobs: Jobs) -> None:
    seen: list[tuple[str, str, int]] = []

    def work(_progress: Progress) -> int:
        seen.append(("work", threading.current_thread().name[:5], 0))
        return 42

    job = jobs.run_write("Import", work, lambda n: seen.append(("done", threading.current_thread().name, n)))
    qtbot.waitUntil(jobs.idle)
    assert seen == [("work", "write", 0), ("done", threading.main_thread().name, 42)]
    assert job.state is State.DONE


def test_writes_run_one_after_the_other_in_order(qtbot: QtBot, jobs: Jobs) -> None:
    order: list[int] = []
    at_work = threading.Lock()

    def work_of(n: int) -> Callable[[Progress], None]:
        def work(_progress: Progress) -> None:
            assert at_work.acquire(blocking=False)
            order.append(n)
            at_work.release()

        return work

    for n in range(50):
        jobs.run_write("", work_of(n), lambda _none: None)
    qtbot.waitUntil(jobs.idle)
    assert order == list(range(50))


def test_of_several_reads_in_a_lane_only_the_newest_answers(qtbot: QtBot, jobs: Jobs) -> None:
    answers: list[str] = []
    for word in ("k", "ko", "kop", "kopi"):
        jobs.run_read("search", lambda _progress, word=word: word, answers.append)  # type: ignore[misc]
    jobs.run_read("facets", lambda _progress: "facets", answers.append)
    qtbot.waitUntil(jobs.idle)
    assert sorted(answers) == ["facets", "kopi"]


def test_a_newer_read_stops_an_older_one(qtbot: QtBot, jobs: Jobs) -> None:
    answers: list[object] = []
    older = jobs.run_read("search", until_stopped, answers.append)
    jobs.run_read("search", lambda _progress: "new", answers.append)
    qtbot.waitUntil(jobs.idle)
    assert answers == ["new"]
    assert older.state is State.CANCELLED


def test_cancelling_tells_only_who_asked_and_answers_nothing(qtbot: QtBot, jobs: Jobs, shown: Shown) -> None:
    told: list[str] = []
    job = jobs.run_write("Import", until_stopped, lambda _: told.append("done"), on_cancelled=lambda: told.append("c"))
    queued = jobs.run_write("Backup", lambda _progress: told.append("ran"), lambda _: told.append("done"))
    queued.cancel()
    job.cancel()
    qtbot.waitUntil(jobs.idle)
    assert told == ["c"]
    assert (job.state, queued.state, shown) == (State.CANCELLED, State.CANCELLED, [])


def test_an_error_goes_to_on_error_else_to_the_program(qtbot: QtBot, jobs: Jobs, shown: Shown) -> None:
    own: list[BaseException] = []

    def refuse(_progress: Progress) -> None:
        raise UserError("locked", "The file is open elsewhere.")

    jobs.run_write("a", refuse, lambda _: None, own.append)
    failed = jobs.run_write("b", refuse, lambda _: None)
    qtbot.waitUntil(jobs.idle)
    assert [str(e) for e in own] == [str(e) for e in shown] == ["The file is open elsewhere."]
    assert failed.state is State.FAILED


def test_an_answer_for_a_closed_window_is_dropped(qtbot: QtBot, jobs: Jobs) -> None:
    import shiboken6

    answers: list[str] = []
    owner = QObject()
    go = threading.Event()
    jobs.run_read("x", lambda _progress: str(go.wait(5)), answers.append, owner=owner)
    shiboken6.delete(owner)
    go.set()
    qtbot.waitUntil(jobs.idle)
    assert answers == []


def test_progress_is_told_at_most_ten_times_a_second(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[int] = []

    def work(progress: Progress) -> None:
        for n in range(20_000):
            progress.report(n + 1, 20_000, "Reading rows")

    job = jobs.run_write("Import", work, lambda _: None)
    jobs.jobs_changed.connect(lambda: told.append(job.done))
    qtbot.waitUntil(jobs.idle)
    assert job.total == 20_000
    assert job.text == "Reading rows"
    assert 2 <= len(told) < 40


def test_a_job_is_shown_only_after_a_while_and_searches_never(
    qtbot: QtBot, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = jobs.run_read("search", until_stopped, lambda _: None)
    job = jobs.run_write("Import", until_stopped, lambda _: None)
    assert jobs.shown() == []
    monkeypatch.setattr(jobs_module, "SHOW_AFTER", 0.0)
    assert jobs.shown() == [job]
    monkeypatch.undo()
    qtbot.waitUntil(lambda: jobs.shown() == [job], timeout=3000)
    search.cancel()
    job.cancel()


def test_a_long_read_never_keeps_a_search_waiting(qtbot: QtBot, jobs: Jobs) -> None:
    answers: list[str] = []
    long = [jobs.run_read(f"export {n}", until_stopped, lambda _: None, label="Export") for n in range(5)]
    jobs.run_read("search", lambda _progress: "found", answers.append)
    qtbot.waitUntil(lambda: answers == ["found"])
    for job in long:
        job.cancel()


def test_closing_cancels_waits_and_answers_nothing_more(qtbot: QtBot, shown: Shown) -> None:
    jobs = Jobs(shown.append)
    told: list[str] = []
    jobs.run_write("Import", until_stopped, lambda _: told.append("done"), on_cancelled=lambda: told.append("c"))
    jobs.run_read("search", lambda _progress: "found", told.append)
    assert jobs.shutdown(5)
    QCoreApplication.processEvents()
    assert told == []
    with pytest.raises(RuntimeError):
        jobs.run_write("late", lambda _progress: None, lambda _: None)


def test_closing_says_when_work_does_not_stop(qtbot: QtBot, shown: Shown) -> None:
    jobs = Jobs(shown.append)
    go = threading.Event()
    jobs.run_write("Stubborn", lambda _progress: go.wait(10), lambda _: None)
    assert not jobs.shutdown(0.01)
    go.set()


def test_thousands_of_jobs_some_failing_all_answer_once(qtbot: QtBot, jobs: Jobs, shown: Shown) -> None:
    done: list[int] = []

    def work_of(n: int) -> Callable[[Progress], int]:
        def work(_progress: Progress) -> int:
            if n % 10 == 0:
                raise UserError("x", "No.")
            return n

        return work

    for n in range(1500):
        if n % 2:
            jobs.run_write("", work_of(n), done.append)
        else:
            jobs.run_read(str(n), work_of(n), done.append)
    qtbot.waitUntil(jobs.idle, timeout=20_000)
    assert sorted(done) == [n for n in range(1500) if n % 10]
    assert len(shown) == 150
