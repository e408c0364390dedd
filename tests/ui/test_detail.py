"""The detail panel: a field is saved when left, a bad value stays in sight, undo is a key away."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.test_browser import click_cell, names, settled
from tradehouse.domain import offer_fields
from tradehouse.domain.fields import RecordKind, fields
from tradehouse.domain.records import Record
from tradehouse.domain.reference_lists import find_label
from tradehouse.services import browsing, editing
from tradehouse.ui.kit.form import FormRow
from tradehouse.ui.main_window import MainWindow


def go_to(qtbot: QtBot, window: MainWindow, name: str) -> None:
    click_cell(qtbot, window, names(window).index(name), "name_id")
    window.browser.detail.page.form.fill_all()
    qtbot.waitUntil(window.browser.detail.page.isVisible)
    settled(qtbot, window)


def editor(window: MainWindow, key: str, kind: type[QWidget] = QLineEdit) -> QWidget:
    found = window.page.findChild(kind, f"field.{key}")
    assert found is not None, key
    return found


def row_of(window: MainWindow, key: str) -> FormRow:
    return window.browser.detail.page.form.rows[key].row


def stored(window: MainWindow, ids: dict[str, int], name: str) -> Record:
    return browsing.record(window.catalogue, RecordKind.PRODUCT, ids[name])


def type_in(qtbot: QtBot, box: QWidget, text: str) -> None:
    assert isinstance(box, QLineEdit)
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, text)


def test_every_field_has_an_editor_with_its_name(qtbot: QtBot, window: MainWindow) -> None:
    for page in window.pages:
        window.show_page(page)
        settled(qtbot, window)
        page.browser.detail.page.form.fill_all()
        for key, field in fields(page.kind).items():
            frozen = page.kind is RecordKind.OFFER and field.section != offer_fields.DESK
            counted = key in ("photo_count", "offer_count", "session_count", "participant_count", "link_count")
            if not counted and not frozen:
                widget = page.findChild(QWidget, f"field.{key}")
                assert widget is not None, (page.kind, key)
                assert widget.accessibleName(), key


def test_enter_saves_the_field_and_the_row_follows(qtbot: QtBot, window: MainWindow, ids: dict[str, int]) -> None:
    go_to(qtbot, window, "Sambal roa")
    price = editor(window, "price_idr")
    type_in(qtbot, price, "42500")
    qtbot.keyClick(price, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: (
            row_of(window, "price_idr").findChild(QPushButton) is not None
            and row_of(window, "price_idr").findChild(QPushButton).isVisible()
        )
    )
    settled(qtbot, window)
    assert stored(window, ids, "Sambal roa")["price_idr"] == Decimal(42_500)
    model = window.browser.model
    row = names(window).index("Sambal roa")
    assert model.index(row, model.column_of("price_idr")).data() == "Rp 42,500"
    assert editor(window, "price_idr").text() == "42,500"  # type: ignore[attr-defined]


def test_leaving_the_field_saves_it(qtbot: QtBot, window: MainWindow, ids: dict[str, int]) -> None:
    go_to(qtbot, window, "Sambal roa")
    type_in(qtbot, editor(window, "name_id"), "Sambal roa pedas")
    editor(window, "brand").setFocus()
    qtbot.waitUntil(lambda: "Sambal roa pedas" in names(window))
    settled(qtbot, window)
    assert stored(window, ids, "Sambal roa")["name_id"] == "Sambal roa pedas"


def test_going_to_another_record_saves_what_was_being_typed(
    qtbot: QtBot, window: MainWindow, ids: dict[str, int]
) -> None:
    go_to(qtbot, window, "Sambal roa")
    type_in(qtbot, editor(window, "brand"), "Roa Jaya")
    click_cell(qtbot, window, names(window).index("Tas rotan bundar"), "name_id")
    settled(qtbot, window)
    assert stored(window, ids, "Sambal roa")["brand"] == "Roa Jaya"
    assert stored(window, ids, "Tas rotan bundar")["brand"] is None
    assert editor(window, "brand").text() == ""  # type: ignore[attr-defined]


def test_a_bad_value_stays_in_sight_with_the_reason_and_is_not_saved(
    qtbot: QtBot, window: MainWindow, ids: dict[str, int]
) -> None:
    go_to(qtbot, window, "Sambal roa")
    price = editor(window, "price_idr")
    type_in(qtbot, price, "12rb-15rb")
    qtbot.keyClick(price, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert "12rb-15rb" in row_of(window, "price_idr").problem()
    assert price.text() == "12rb-15rb"  # type: ignore[attr-defined]
    assert stored(window, ids, "Sambal roa")["price_idr"] == Decimal(38_000)


def test_a_bad_value_is_not_lost_when_one_looks_at_another_record(qtbot: QtBot, window: MainWindow) -> None:
    go_to(qtbot, window, "Sambal roa")
    price = editor(window, "price_idr")
    type_in(qtbot, price, "mahal")
    qtbot.keyClick(price, Qt.Key.Key_Return)
    go_to(qtbot, window, "Tas rotan bundar")
    assert price.text() == "185,000"  # type: ignore[attr-defined]
    assert row_of(window, "price_idr").problem() == ""
    go_to(qtbot, window, "Sambal roa")
    assert price.text() == "mahal"  # type: ignore[attr-defined]
    assert "mahal" in row_of(window, "price_idr").problem()
    price.setFocus()
    qtbot.keyClick(price, Qt.Key.Key_Escape)
    assert price.text() == "38,000"  # type: ignore[attr-defined]
    assert row_of(window, "price_idr").problem() == ""
    settled(qtbot, window)


def test_a_name_that_is_needed_cannot_be_taken_away(qtbot: QtBot, window: MainWindow, ids: dict[str, int]) -> None:
    go_to(qtbot, window, "Sambal roa")
    name = editor(window, "name_id")
    name.setFocus()
    name.clear()  # type: ignore[attr-defined]
    qtbot.keyClick(name, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert "needed" in row_of(window, "name_id").problem()
    assert stored(window, ids, "Sambal roa")["name_id"] == "Sambal roa"


def test_ctrl_z_takes_back_typing_first_and_then_the_last_change(
    qtbot: QtBot, window: MainWindow, ids: dict[str, int]
) -> None:
    go_to(qtbot, window, "Sambal roa")
    window.activateWindow()
    brand = editor(window, "brand")
    type_in(qtbot, brand, "Roa Jaya")
    qtbot.keyClick(brand, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stored(window, ids, "Sambal roa")["brand"] == "Roa Jaya")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: "Brand of Sambal roa" in window.action("undo").text())
    qtbot.keyClicks(brand, " Abadi")
    qtbot.keyClick(brand, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, window)
    assert stored(window, ids, "Sambal roa")["brand"] == "Roa Jaya"
    assert brand.text() == "Roa Jaya"  # type: ignore[attr-defined]
    qtbot.keyClick(brand, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: stored(window, ids, "Sambal roa")["brand"] is None)
    qtbot.waitUntil(lambda: brand.text() == "")  # type: ignore[attr-defined]
    settled(qtbot, window)


def test_a_choice_is_saved_when_chosen(qtbot: QtBot, window: MainWindow, ids: dict[str, int]) -> None:
    go_to(qtbot, window, "Sambal roa")
    status = editor(window, "status", QComboBox)
    assert isinstance(status, QComboBox)
    status.setFocus()
    qtbot.keyClick(status, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: stored(window, ids, "Sambal roa")["status"] == "archived")
    settled(qtbot, window)


def test_a_supplier_is_known_by_its_name_however_it_is_capitalised(
    qtbot: QtBot, window: MainWindow, ids: dict[str, int]
) -> None:
    go_to(qtbot, window, "Sambal roa")
    supplier = editor(window, "supplier")
    type_in(qtbot, supplier, "kopi lestari")
    supplier.commit()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: stored(window, ids, "Sambal roa")["supplier"].name == "Kopi Lestari")
    settled(qtbot, window)
    assert supplier.text() == "Kopi Lestari"  # type: ignore[attr-defined]


def test_an_unknown_supplier_is_refused_with_the_way_out(qtbot: QtBot, window: MainWindow, ids: dict[str, int]) -> None:
    go_to(qtbot, window, "Sambal roa")
    supplier = editor(window, "supplier")
    type_in(qtbot, supplier, "Nobody knows")
    settled(qtbot, window)
    supplier.commit()  # type: ignore[attr-defined]
    assert "Nobody knows" in row_of(window, "supplier").problem()
    assert stored(window, ids, "Sambal roa")["supplier"].name == "Anyam Jaya"


def test_several_lines_are_saved_when_left(qtbot: QtBot, window: MainWindow, ids: dict[str, int]) -> None:
    go_to(qtbot, window, "Sambal roa")
    story = editor(window, "description_id", QPlainTextEdit)
    story.setFocus()
    qtbot.keyClicks(story, "Dari Manado.")
    qtbot.keyClick(story, Qt.Key.Key_Return)
    qtbot.keyClicks(story, "Pedas.")
    editor(window, "brand").setFocus()
    qtbot.waitUntil(lambda: stored(window, ids, "Sambal roa")["description_id"] == "Dari Manado.\nPedas.")
    settled(qtbot, window)


def test_f2_and_double_click_lead_to_the_field_of_the_column(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    click_cell(qtbot, window, 0, "price_idr")
    settled(qtbot, window)
    window.browser.table.setFocus()
    qtbot.keyClick(window.browser.table, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: editor(window, "price_idr").hasFocus())
    qtbot.keyClick(editor(window, "price_idr"), Qt.Key.Key_Escape)
    qtbot.waitUntil(window.browser.table.hasFocus)
    settled(qtbot, window)


def test_many_records_get_one_value_as_one_step(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.browser.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    bulk = window.browser.detail.bulk
    assert bulk.isVisible()
    bulk.edit("place")
    value = bulk.findChild(QLineEdit, "bulk_value")
    assert value is not None
    qtbot.keyClicks(value, "Rak 3")
    assert bulk.apply_button.text() == "Change 6 records"
    qtbot.mouseClick(bulk.apply_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "6 records changed" in window.notice_line.text())
    settled(qtbot, window)
    found = browsing.records(window.catalogue, RecordKind.PRODUCT, list(window.browser.model.ids))
    assert {record["place"] for record in found} == {"Rak 3"}


def test_a_new_product_needs_a_name_and_is_gone_to(qtbot: QtBot, window: MainWindow) -> None:
    window.action("new").trigger()
    dialog = window.findChild(QDialog, "new_record")
    assert dialog is not None
    save = dialog.findChild(QPushButton, "save")
    name = dialog.findChild(QLineEdit, "new.name_id")
    assert save is not None
    assert name is not None
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    qtbot.keyClicks(name, "Wayang kulit")
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: window.browser.detail.record is not None and window.browser.detail.record["name_id"] == "Wayang kulit"
    )
    settled(qtbot, window)
    assert "Wayang kulit" in names(window)


def test_save_and_next_keeps_the_supplier(qtbot: QtBot, window: MainWindow) -> None:
    go_to(qtbot, window, "Kopi arabika Gayo 250 g")
    window.action("new").trigger()
    dialog = window.findChild(QDialog, "new_record")
    assert dialog is not None
    name = dialog.findChild(QLineEdit, "new.name_id")
    supplier = dialog.findChild(QLineEdit, "new.supplier")
    following = dialog.findChild(QPushButton, "save_and_next")
    assert name is not None
    assert supplier is not None
    assert following is not None
    assert supplier.text() == "Kopi Lestari"
    qtbot.keyClicks(name, "Kopi robusta")
    qtbot.mouseClick(following, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: name.text() == "")
    assert supplier.text() == "Kopi Lestari"
    dialog.close()
    settled(qtbot, window)


def test_the_certificates_of_the_supplier_are_beside_the_product(qtbot: QtBot, window: MainWindow) -> None:
    go_to(qtbot, window, "Sambal roa")
    page = window.browser.detail.page
    qtbot.waitUntil(lambda: any("2063471010001-29" in label.text() for label in page.findChildren(QLabel)))
    settled(qtbot, window)


def test_the_history_of_a_record_says_what_changed(qtbot: QtBot, window: MainWindow) -> None:
    go_to(qtbot, window, "Sambal roa")
    type_in(qtbot, editor(window, "brand"), "Roa Jaya")
    qtbot.keyClick(editor(window, "brand"), Qt.Key.Key_Return)
    page = window.browser.detail.page
    qtbot.waitUntil(lambda: any("Roa Jaya" in label.text() for label in page.findChildren(QLabel)), timeout=8000)
    settled(qtbot, window)


def test_the_history_of_a_record_shows_values_as_the_form_does(
    qtbot: QtBot, window: MainWindow, ids: dict[str, int]
) -> None:
    editing.change(window.catalogue, RecordKind.SUPPLIER, ids["Anyam Jaya"], "sales_idr", Decimal(4_200_000_000))
    editing.change(window.catalogue, RecordKind.SUPPLIER, ids["Anyam Jaya"], "province", "73")
    window.window_commands.show_record("supplier", ids["Anyam Jaya"])
    settled(qtbot, window)
    page = window.page.browser.detail.page

    def told() -> str:
        return "\n".join(label.text() for label in page.findChildren(QLabel))

    qtbot.waitUntil(lambda: "Annual sales: – → Rp 4,200,000,000" in told(), timeout=8000)
    assert f"→ {find_label('province', '73')}" in told()
    settled(qtbot, window)


def test_a_phone_that_nobody_has_is_doubted_at_its_field(qtbot: QtBot, window: MainWindow, ids: dict[str, int]) -> None:
    editing.change(window.catalogue, RecordKind.SUPPLIER, ids["Anyam Jaya"], "phone", "+62811")
    window.window_commands.show_record("supplier", ids["Anyam Jaya"])
    settled(qtbot, window)
    form = window.page.browser.detail.page.form
    form.fill_all()
    qtbot.waitUntil(lambda: "+62811" in form.rows["phone"].row.problem())
    settled(qtbot, window)
