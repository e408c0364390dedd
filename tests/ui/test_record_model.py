"""The model of a browser: pages fetched when looked at, kept while rows come and go."""

from array import array
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tradehouse.domain.errors import StorageProblem
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.records import Record
from tradehouse.ui.browser.model import PAGE, RecordModel


class Store:
    """Knows products 1 to n and counts what it is asked."""

    def __init__(self, n: int) -> None:
        self.names = {i: f"Product {i}" for i in range(1, n + 1)}
        self.asked: list[int] = []

    def load(self, ids: Sequence[int]) -> list[Record]:
        self.asked.append(len(ids))
        return [
            Record(RecordKind.PRODUCT, i, f"uid-{i}", 1, {"name_id": self.names[i], "code": f"KRY-{i:04d}"})
            for i in ids
            if i in self.names
        ]


def model_of(n: int) -> tuple[RecordModel, Store]:
    store = Store(n)
    model = RecordModel(RecordKind.PRODUCT, store.load)
    model.show_ids(array("q", range(1, n + 1)))
    return model, store


def name_in(model: RecordModel, row: int) -> str:
    return str(model.index(row, model.column_of("name_id")).data())


def test_the_model_keeps_the_rules_of_item_models(qtbot: QtBot) -> None:
    model, _store = model_of(450)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.complete(array("q", range(1, 600)))
    model.forget([3])
    model.show_ids(array("q"))
    tester.deleteLater()


def test_only_the_page_that_is_looked_at_is_fetched(qtbot: QtBot) -> None:
    model, store = model_of(100_000)
    assert name_in(model, 50_000) == "Product 50001"
    assert name_in(model, 50_001) == "Product 50002"
    assert store.asked == [PAGE]


def test_flags_fetch_nothing(qtbot: QtBot) -> None:
    model, store = model_of(1_000)
    assert model.flags(model.index(700, 2)) & Qt.ItemFlag.ItemIsSelectable
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags
    assert store.asked == []


def test_the_first_records_are_shown_without_asking_again(qtbot: QtBot) -> None:
    model, store = model_of(0)
    store.names = {i: f"Product {i}" for i in range(1, 301)}
    ids = array("q", range(1, 201))
    model.show_ids(ids, store.load(ids[:40]))
    store.asked.clear()
    assert name_in(model, 39) == "Product 40"
    assert store.asked == []
    assert name_in(model, 40) == "Product 41"
    assert store.asked == [PAGE]


def test_a_continuation_keeps_the_rows_that_are_there(qtbot: QtBot) -> None:
    model, _store = model_of(300)
    model.show_ids(array("q", range(1, 201)))
    with qtbot.waitSignal(model.rowsInserted):
        assert model.complete(array("q", range(1, 301)))
    assert model.rowCount() == 300
    assert name_in(model, 299) == "Product 300"


def test_another_order_starts_anew(qtbot: QtBot) -> None:
    model, _store = model_of(10)
    with qtbot.waitSignal(model.modelReset):
        assert not model.complete(array("q", range(10, 0, -1)))
    assert name_in(model, 0) == "Product 10"


def test_changed_records_are_read_again_when_next_looked_at(qtbot: QtBot) -> None:
    model, store = model_of(10)
    assert name_in(model, 2) == "Product 3"
    store.names[3] = "Another name"
    with qtbot.waitSignal(model.dataChanged):
        model.forget([3])
    assert name_in(model, 2) == "Another name"


def test_news_about_records_that_are_not_shown_change_nothing(qtbot: QtBot) -> None:
    model, store = model_of(10)
    name_in(model, 0)
    store.asked.clear()
    with qtbot.assertNotEmitted(model.dataChanged):
        model.forget([999])
    name_in(model, 0)
    assert store.asked == []


def test_a_record_that_is_gone_is_a_blank_row(qtbot: QtBot) -> None:
    model, store = model_of(5)
    del store.names[3]
    assert model.record(2) is None
    assert name_in(model, 2) == ""
    assert name_in(model, 3) == "Product 4"


def test_a_page_that_cannot_be_read_is_told_once_and_stays_blank(qtbot: QtBot) -> None:
    def fail(_ids: Sequence[int]) -> list[Record]:
        raise StorageProblem("disk_error", "The disk is gone.")

    model = RecordModel(RecordKind.PRODUCT, fail)
    model.show_ids(array("q", range(1, 21)))
    told: list[object] = []
    model.load_failed.connect(told.append)
    assert [name_in(model, row) for row in range(20)] == [""] * 20
    assert len(told) == 1


def test_pages_out_of_reach_are_let_go(qtbot: QtBot) -> None:
    model, store = model_of(100_000)
    for page in range(100):
        name_in(model, page * PAGE)
    store.asked.clear()
    name_in(model, 0)
    assert store.asked == [PAGE]
