"""The editors of single fields."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tradehouse.domain.fields import Field, fields
from tradehouse.domain.records import Channel, Ref, TierPrice
from tradehouse.ui.browser.editors.choice import ChoiceEditor
from tradehouse.ui.browser.editors.line import LineEditor
from tradehouse.ui.browser.editors.records import RecordsEditor
from tradehouse.ui.browser.editors.reference import Offered, ReferenceEditor
from tradehouse.ui.browser.editors.text import TextEditor
from tradehouse.ui.browser.editors.tiers import TiersEditor
from tradehouse.ui.theme import Theme

SUPPLIERS = (
    Offered("Anyam Jaya  ·  SUP-0001", Ref(1, "SUP-0001", "Anyam Jaya")),
    Offered("Kopi Lestari  ·  SUP-0002", Ref(2, "SUP-0002", "Kopi Lestari")),
)


@pytest.fixture
def page(qtbot: QtBot, look: Theme) -> QWidget:
    """A shown, active window with room for an editor and another box to go to."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(QLineEdit())
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def put(page: QWidget, editor: QWidget) -> None:
    layout = page.layout()
    assert layout is not None
    layout.addWidget(editor)
    editor.setFocus()
    QApplication.processEvents()


def product(key: str) -> Field:
    return fields("product")[key]


def find(text: str, answer: Callable[[Sequence[Offered]], None]) -> None:
    answer([offered for offered in SUPPLIERS if text.casefold() in offered.label.casefold()])


def name_of(ref: Ref) -> str:
    return ref.name


def test_a_value_is_shown_as_one_would_type_it(qtbot: QtBot, page: QWidget) -> None:
    price, day = LineEditor(product("price_idr")), LineEditor(product("price_date"))
    put(page, price)
    put(page, day)
    price.show_value(Decimal(1_250_000))
    day.show_value(date(2026, 3, 12))
    assert (price.text(), day.text()) == ("1,250,000", "12/03/2026")
    assert not price.is_dirty()


def test_enter_hands_over_what_was_typed_and_only_then(qtbot: QtBot, page: QWidget) -> None:
    box = LineEditor(product("brand"))
    put(page, box)
    box.show_value("Roa")
    with qtbot.assertNotEmitted(box.committed):
        qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClick(box, Qt.Key.Key_End)
    with qtbot.waitSignal(box.committed) as told:
        qtbot.keyClicks(box, " Jaya")
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert told.args == ["Roa Jaya"]


def test_escape_takes_back_what_was_typed(qtbot: QtBot, page: QWidget) -> None:
    box = LineEditor(product("brand"))
    put(page, box)
    box.show_value("Roa")
    qtbot.keyClicks(box, "xx")
    with qtbot.waitSignal(box.reverted):
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == "Roa"


def test_a_field_that_is_worked_out_cannot_be_typed_in(qtbot: QtBot, page: QWidget) -> None:
    box = LineEditor(product("code"))
    put(page, box)
    box.show_value("KRY-0012")
    qtbot.keyClicks(box, "9")
    assert box.text() == "KRY-0012"
    assert not box.is_dirty()


def test_the_wheel_never_changes_a_choice(qtbot: QtBot, page: QWidget) -> None:
    box = ChoiceEditor(product("status"))
    put(page, box)
    box.show_value("draft")
    middle = QPointF(box.rect().center())
    wheel = QWheelEvent(
        middle, box.mapToGlobal(middle), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, wheel)
    assert box.typed() == "draft"


def test_yes_no_and_not_known_are_three_things(qtbot: QtBot, page: QWidget) -> None:
    box = ChoiceEditor(product("made_to_order"))
    put(page, box)
    for value, words in ((True, "Yes"), (False, "No"), (None, "Not known")):
        box.show_value(value)
        assert box.currentText() == words
        assert box.typed() is value


def test_a_choice_of_a_newer_version_is_kept(qtbot: QtBot, page: QWidget) -> None:
    box = ChoiceEditor(product("status"))
    put(page, box)
    box.show_value("on_loan")
    assert box.typed() == "on_loan"
    assert not box.is_dirty()


def test_typing_offers_what_fits_and_a_pick_is_handed_over(qtbot: QtBot, page: QWidget) -> None:
    box = ReferenceEditor(product("supplier"), find, name_of)
    put(page, box)
    box.show_value(SUPPLIERS[0].value)
    box.selectAll()
    handed: list[object] = []
    box.committed.connect(handed.append)
    for letter in "kopi":
        QApplication.sendEvent(box, key_press(letter))
    popup = box._popup()
    assert popup.isVisible()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert handed == [SUPPLIERS[1].value]


def key_press(letter: str) -> object:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    return QKeyEvent(QEvent.Type.KeyPress, ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter)


def test_an_emptied_reference_is_no_value(qtbot: QtBot, page: QWidget) -> None:
    box = ReferenceEditor(product("supplier"), find, name_of)
    put(page, box)
    box.show_value(SUPPLIERS[0].value)
    box.clear()
    with qtbot.waitSignal(box.committed) as told:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert told.args == [None]


def test_several_lines_grow_with_their_text(qtbot: QtBot, page: QWidget) -> None:
    box = TextEditor(product("description_id"))
    put(page, box)
    small = box.height()
    box.show_value("one\ntwo\nthree\nfour\nfive")
    assert box.height() > small


def test_online_channels_stand_one_per_line(qtbot: QtBot, page: QWidget) -> None:
    box = TextEditor(fields("supplier")["channels"])
    put(page, box)
    box.show_value((Channel("social", "@anyamjaya"), Channel("web", "anyamjaya.id")))
    assert box.toPlainText().splitlines() == ["social: @anyamjaya", "web: anyamjaya.id"]
    assert not box.is_dirty()


def test_tier_prices_are_rows_that_can_be_added_and_taken_away(qtbot: QtBot, page: QWidget) -> None:
    box = TiersEditor(product("tier_prices"))
    put(page, box)
    box.show_value((TierPrice("lusin", Decimal(12), Decimal(1), Decimal(400_000)),))
    assert not box.is_dirty()
    qtbot.mouseClick(box._add, Qt.MouseButton.LeftButton)
    for place, text in zip(box._boxes[1], ("dus", "48", "1", "1500000"), strict=True):
        qtbot.keyClicks(place, text)
    with qtbot.waitSignal(box.committed) as told:
        qtbot.keyClick(box._boxes[1][3], Qt.Key.Key_Return)
    assert told.args is not None
    assert "dus|48|1|1500000|IDR" in told.args[0]
    with qtbot.waitSignal(box.committed) as told:
        qtbot.mouseClick(box._boxes[0][0].property("remove"), Qt.MouseButton.LeftButton)
    assert told.args == ["dus|48|1|1500000|IDR"]


def test_covered_products_are_chips(qtbot: QtBot, page: QWidget) -> None:
    box = RecordsEditor(fields("certification")["products"], find)
    put(page, box)
    box.show_value((SUPPLIERS[0].value,))
    with qtbot.waitSignal(box.committed) as told:
        qtbot.mouseClick(box._chips[0].close_button, Qt.MouseButton.LeftButton)
    assert told.args == [()]
