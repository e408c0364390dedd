"""Catalogues of older programs come along whole."""

import sqlite3
from datetime import date
from pathlib import Path

from tests.integration.photo_making import photo
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import Query, parse_query
from tradehouse.services import browsing, checking, culling, editing, history, photos
from tradehouse.services.catalogue import DATABASE_NAME, open_catalogue
from tradehouse.storage.migrations import HEAD, statements
from tradehouse.storage.upgrade import revision_of

PRODUCT = RecordKind.PRODUCT


_OF_0003 = ("remembered_shape", "remembered_word", "inbox_file")
_OF_0004 = (
    *("order_line", "buyer_order", "showcase_result", "offer_line"),
    *("saved_layout", "offer_fts", "offer", "buyer_fts", "buyer"),
)
_OF_0005 = (
    *("survey_answer", "survey_wave", "target", "partner_link", "selection", "participation", "programme_session"),
    *("expert", "problem", "mentoring_case", "step_up", "growth_snapshot", "document", "certification_type"),
    *("partner_fts", "partner", "service_fts", "service", "programme_fts", "programme"),
)
_COLUMNS_OF_0005 = {
    "certification": ("category", "submitted", "due", "consultant", "cost_idr", "documents", "holds_until"),
    "supplier": (
        *("nik_koperasi", "members", "youth_owned", "disability_inclusive", "handmade", "aggregated_by"),
        *("digital_stage", "digital_evidence", "hero_initiator", "hero_empowerer", "hero_brand", "hero_aggregates"),
    ),
}


def _fill(folder: Path) -> None:
    opened = open_catalogue(folder)
    supplier = editing.create(opened, RecordKind.SUPPLIER, {"name": "Anyam Jaya"})
    for n in range(30):
        product = editing.create(opened, PRODUCT, {"name_id": f"Tas {n}", "supplier": supplier})
        photos.attach(opened, product, [(photo(n % 5), f"{n}.jpg")])
    editing.create(opened, RecordKind.CERTIFICATION, {"type": "halal", "supplier": supplier})
    opened.close()


def _back_to_0004(folder: Path) -> sqlite3.Connection:
    """Return the filled catalogue as the fourth revision had it."""
    raw = sqlite3.connect(folder / DATABASE_NAME)
    for table in _OF_0005:
        raw.execute(f"DROP TABLE {table}")
    raw.execute("DROP INDEX ix_certification_holds_until")
    raw.execute("DROP INDEX ix_certification_radar")
    raw.execute("DROP INDEX ix_certification_of_supplier")
    raw.execute("DROP INDEX ix_supplier_digital_stage")
    raw.execute("DROP INDEX ix_supplier_counting")
    raw.execute("DROP INDEX ix_supplier_aggregated_by")
    for table, columns in _COLUMNS_OF_0005.items():
        for column in columns:
            raw.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    raw.execute("UPDATE alembic_version SET version_num = '0004'")
    return raw


def _back_to_0003(folder: Path) -> sqlite3.Connection:
    """Return the filled catalogue as the third revision had it."""
    raw = _back_to_0004(folder)
    for table in _OF_0004:
        raw.execute(f"DROP TABLE {table}")
    raw.execute("UPDATE alembic_version SET version_num = '0003'")
    return raw


def _back_to_0002(folder: Path) -> sqlite3.Connection:
    """Return the filled catalogue as the second revision had it."""
    raw = _back_to_0003(folder)
    for table in _OF_0003:
        raw.execute(f"DROP TABLE {table}")
    raw.execute("UPDATE alembic_version SET version_num = '0002'")
    return raw


def fill_as_0001(folder: Path) -> dict[str, int]:
    """Fill a catalogue, take it back to the first revision, and return how many rows every table has."""
    _fill(folder)
    raw = _back_to_0002(folder)
    raw.execute("DROP TABLE photo_tray")
    for column in ("sharpness", "brightness", "verdict"):
        raw.execute(f"ALTER TABLE photo DROP COLUMN {column}")
    raw.execute("UPDATE alembic_version SET version_num = '0001'")
    raw.commit()
    first = sqlite3.connect(":memory:")
    for statement in statements("0001_first.sql"):
        first.execute(statement)
    columns = {
        "photo": [row[1] for row in first.execute("PRAGMA table_info(photo)")],
        "product_photo": [row[1] for row in first.execute("PRAGMA table_info(product_photo)")],
    }
    for table, names in columns.items():
        assert [row[1] for row in raw.execute(f"PRAGMA table_info({table})")] == names
    counts = _counts(raw)
    raw.close()
    first.close()
    return counts


def _counts(raw: sqlite3.Connection) -> dict[str, int]:
    tables = [
        row[0]
        for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
    ]
    return {table: raw.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}


def test_a_filled_catalogue_of_the_first_revision_keeps_every_row(tmp_path: Path) -> None:
    before = fill_as_0001(tmp_path)
    assert before["product_photo"] == 30
    opened = open_catalogue(tmp_path)
    assert revision_of(tmp_path / DATABASE_NAME) == HEAD
    with sqlite3.connect(tmp_path / DATABASE_NAME) as raw:
        after = _counts(raw)
    raw.close()
    assert {table: after[table] for table in before if table != "setting"} == {
        table: count for table, count in before.items() if table != "setting"
    }
    assert after["photo_tray"] == 0
    assert len(browsing.photos_of(opened, 1)) == 1
    assert browsing.photos_of(opened, 1)[0].brightness is None
    assert culling.measure_missing(opened) == before["photo"]
    assert checking.check(opened).findings == []
    opened.close()
    assert list((tmp_path / "backups").iterdir())


def test_a_filled_catalogue_of_the_second_revision_keeps_every_row(tmp_path: Path) -> None:
    _fill(tmp_path)
    raw = _back_to_0002(tmp_path)
    raw.execute("UPDATE photo SET sharpness = 7.5, verdict = 'sharp' WHERE id = 1")
    raw.execute("INSERT INTO photo_tray(uid, photo_id, file, added_at) VALUES ('u', 1, 'a.jpg', '2026-01-01')")
    raw.commit()
    before = _counts(raw)
    raw.close()
    assert before["product_photo"] == 30
    assert before["photo_tray"] == 1
    opened = open_catalogue(tmp_path)
    assert revision_of(tmp_path / DATABASE_NAME) == HEAD
    with sqlite3.connect(tmp_path / DATABASE_NAME) as raw:
        after = _counts(raw)
        assert raw.execute("SELECT sharpness, verdict FROM photo WHERE id = 1").fetchone() == (7.5, "sharp")
    raw.close()
    assert {table: after[table] for table in before if table != "setting"} == {
        table: count for table, count in before.items() if table != "setting"
    }
    assert [after[table] for table in _OF_0003] == [0, 0, 0]
    assert checking.check(opened).findings == []
    opened.close()
    assert list((tmp_path / "backups").glob("*before-*-from-0002.db"))


def test_a_filled_catalogue_of_the_third_revision_keeps_every_row(tmp_path: Path) -> None:
    _fill(tmp_path)
    raw = _back_to_0003(tmp_path)
    raw.execute(
        "INSERT INTO remembered_shape(fingerprint, reading, file_name, used_at) VALUES ('f', '{}', 'a.xlsx', '2026-01-01')"
    )
    raw.commit()
    before = _counts(raw)
    raw.close()
    opened = open_catalogue(tmp_path)
    assert revision_of(tmp_path / DATABASE_NAME) == HEAD
    with sqlite3.connect(tmp_path / DATABASE_NAME) as raw:
        after = _counts(raw)
    raw.close()
    kept = {table: count for table, count in before.items() if table != "setting"}
    assert {table: after[table] for table in kept} == kept
    assert after["remembered_shape"] == 1
    assert [after[table] for table in ("buyer", "offer", "offer_line", "buyer_order", "saved_layout")] == [0] * 5
    assert checking.check(opened).findings == []
    opened.close()
    assert list((tmp_path / "backups").glob("*before-*-from-0003.db"))


def test_a_filled_catalogue_of_the_fourth_revision_keeps_every_row(tmp_path: Path) -> None:
    _fill(tmp_path)
    opened = open_catalogue(tmp_path)
    supplier = browsing.find_ids(opened, RecordKind.SUPPLIER, Query())[0]
    issued = {"type": "pirt", "supplier": supplier, "issued": date(2024, 2, 29)}
    permit = editing.create(opened, RecordKind.CERTIFICATION, issued)
    editing.create(opened, RecordKind.BUYER, {"name": "Nordlicht GmbH"})
    opened.close()
    raw = _back_to_0004(tmp_path)
    raw.commit()
    before = _counts(raw)
    raw.close()
    opened = open_catalogue(tmp_path)
    assert revision_of(tmp_path / DATABASE_NAME) == HEAD
    with sqlite3.connect(tmp_path / DATABASE_NAME) as raw:
        after = _counts(raw)
        assert raw.execute("SELECT holds_until FROM certification WHERE id = ?", (permit,)).fetchone() == (
            "2029-02-28",
        )
    raw.close()
    kept = {table: count for table, count in before.items() if table != "setting"}
    assert {table: after[table] for table in kept} == kept
    assert checking.check(opened).findings == []
    opened.close()
    assert list((tmp_path / "backups").glob("*before-*-from-0004.db"))


def test_buyers_and_offers_are_records_with_history(tmp_path: Path) -> None:
    opened = open_catalogue(tmp_path)
    buyer = editing.create(opened, RecordKind.BUYER, {"name": "Nordlicht GmbH", "country": "DE", "currency": "EUR"})
    offer = editing.create(opened, RecordKind.OFFER, {"name": "Baskets", "buyer": buyer})
    found = browsing.record(opened, RecordKind.BUYER, buyer)
    assert (found["code"], found["status"], found["offer_count"]) == ("BYR-0001", "active", 1)
    assert browsing.record(opened, RecordKind.OFFER, offer)["buyer"].name == "Nordlicht GmbH"
    query = parse_query(RecordKind.OFFER, "buyer:nordlicht")
    assert list(browsing.find_ids(opened, RecordKind.OFFER, query)) == [offer]
    assert [value.label for value in browsing.facets(opened, RecordKind.OFFER, Query())["buyer"]] == ["Nordlicht GmbH"]
    history.undo(opened)
    assert browsing.count(opened, RecordKind.OFFER, Query()) == 0
    history.redo(opened)
    assert browsing.record(opened, RecordKind.OFFER, offer)["buyer"].id == buyer
    assert checking.check(opened).findings == []
    opened.close()
