"""Whatever is done, undone and done again: the store always equals a plain model of it."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import Query
from tradehouse.services import browsing, editing, history
from tradehouse.services.catalogue import open_catalogue

PRODUCT = RecordKind.PRODUCT
Image = dict[int, tuple[object, ...]]
KEYS = ("name_id", "price_idr", "colour", "tags")


class UndoMachine(RuleBasedStateMachine):
    """Edits, trash, bulk changes, undo and redo against a stack of snapshots."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.catalogue = open_catalogue(Path(self.folder.name))
        self.done: list[Image] = [{}]
        self.undone: list[Image] = []

    def teardown(self) -> None:
        self.catalogue.close()
        self.folder.cleanup()

    def stored(self) -> Image:
        found: Image = {}
        for trashed in (False, True):
            ids = browsing.find_ids(self.catalogue, PRODUCT, Query(trashed=trashed))
            for record in browsing.records(self.catalogue, PRODUCT, ids):
                found[record.id] = (record["code"], trashed, *(record[key] for key in KEYS))
        return found

    def step(self) -> None:
        now = self.stored()
        if now != self.done[-1]:
            self.done.append(now)
            self.undone.clear()

    @rule(name=st.text(st.characters(categories=("L", "N", "Zs")), min_size=1, max_size=12).filter(str.strip))
    def create(self, name: str) -> None:
        editing.create(self.catalogue, PRODUCT, {"name_id": name.strip(), "price_idr": 1000})
        self.step()

    @precondition(lambda self: self.done[-1])
    @rule(pick=st.integers(0, 50), price=st.integers(0, 10**9), colour=st.sampled_from(["", "merah", "biru", "Äpfel"]))
    def change(self, pick: int, price: int, colour: str) -> None:
        ids = sorted(self.done[-1])
        chosen = ids[pick % len(ids)]
        editing.change_many(self.catalogue, PRODUCT, [chosen], {"price_idr": price, "colour": colour})
        self.step()

    @precondition(lambda self: self.done[-1])
    @rule(tags=st.lists(st.sampled_from(["rotan", "kopi", "baru"]), max_size=2, unique=True))
    def change_all(self, tags: list[str]) -> None:
        editing.change_many(self.catalogue, PRODUCT, sorted(self.done[-1]), {"tags": tuple(tags)})
        self.step()

    @precondition(lambda self: self.done[-1])
    @rule(pick=st.integers(0, 50))
    def trash_or_restore(self, pick: int) -> None:
        ids = sorted(self.done[-1])
        chosen = ids[pick % len(ids)]
        act = editing.restore if self.done[-1][chosen][1] else editing.trash
        act(self.catalogue, PRODUCT, [chosen])
        self.step()

    @precondition(lambda self: len(self.done) > 1)
    @rule()
    def undo(self) -> None:
        history.undo(self.catalogue)
        self.undone.append(self.done.pop())

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        history.redo(self.catalogue)
        self.done.append(self.undone.pop())

    @invariant()
    def store_equals_model(self) -> None:
        assert self.stored() == self.done[-1]


TestUndo = UndoMachine.TestCase
TestUndo.settings = settings(
    max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
