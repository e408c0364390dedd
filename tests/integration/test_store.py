"""The store itself: schema, migrations, refusals, reference data, the writing PC."""

import json
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from tradehouse.domain.errors import StorageProblem
from tradehouse.domain.fields import RecordKind
from tradehouse.domain.query import Query
from tradehouse.services import browsing, editing
from tradehouse.services.catalogue import DATABASE_NAME, Catalogue, open_catalogue
from tradehouse.storage.lock import LOCK_NAME
from tradehouse.storage.migrations import HEAD, REVISIONS
from tradehouse.storage.schema import metadata
from tradehouse.storage.upgrade import revision_of


def test_migrations_lead_to_the_schema_that_the_code_knows(catalogue: Catalogue) -> None:
    found = inspect(create_engine(f"sqlite:///{catalogue.database.path}"))
    for table in metadata.sorted_tables:
        columns = {c["name"]: (str(c["type"]), c["nullable"]) for c in found.get_columns(table.name)}
        wanted = {c.name: (str(c.type), bool(c.nullable)) for c in table.columns}
        assert {k: v[1] for k, v in columns.items()} == {k: v[1] for k, v in wanted.items()}, table.name
        assert {i["name"] for i in found.get_indexes(table.name)} >= {i.name for i in table.indexes}, table.name


def test_the_known_revisions_are_the_files_that_ship() -> None:
    folder = Path(__import__("tradehouse.storage.migrations", fromlist=["x"]).__file__).parent / "versions"
    names = sorted(path.name[:4] for path in folder.glob("[0-9]*.py"))
    assert names == list(REVISIONS)


def test_a_catalogue_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    open_catalogue(tmp_path).close()
    path = tmp_path / DATABASE_NAME
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.execute("UPDATE setting SET value = '\"8.1\"' WHERE key = 'needs_program'")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(StorageProblem, match=r"newer Tradehouse \(8\.1\)"):
        open_catalogue(tmp_path)
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / DATABASE_NAME) as raw:
        raw.execute("CREATE TABLE other (id INTEGER)")
    raw.close()
    with pytest.raises(StorageProblem) as refusal:
        open_catalogue(tmp_path)
    assert refusal.value.code == "not_a_catalogue"


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / DATABASE_NAME).write_bytes(b"this is not a database at all, only text" * 50)
    with pytest.raises(StorageProblem) as refusal:
        open_catalogue(tmp_path)
    assert refusal.value.code == "not_a_catalogue"


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(StorageProblem):
        open_catalogue(tmp_path / "x")


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    open_catalogue(tmp_path).close()
    before = (tmp_path / DATABASE_NAME).read_bytes()
    second = open_catalogue(tmp_path)
    assert not second.is_new
    second.close()
    assert revision_of(tmp_path / DATABASE_NAME) == HEAD
    with sqlite3.connect(tmp_path / DATABASE_NAME) as raw:
        assert raw.execute("SELECT count(*) FROM reference_item WHERE list = 'province'").fetchone() == (38,)
    raw.close()
    assert len(before) == len((tmp_path / DATABASE_NAME).read_bytes())


def test_the_house_keeps_its_own_reference_entries_when_shipped_ones_are_renewed(tmp_path: Path) -> None:
    first = open_catalogue(tmp_path)
    with first.writing("x") as work:
        work.connection.exec_driver_sql(
            "UPDATE reference_item SET label_id = 'Halal kami', origin = 'house' WHERE list = 'certification_type' AND code = 'halal'"
        )
        work.connection.exec_driver_sql("UPDATE setting SET value = '\"old\"' WHERE key = 'reference_edition'")
        work.connection.exec_driver_sql(
            "UPDATE reference_item SET label_id = 'x' WHERE list = 'province' AND code = '11'"
        )
    first.close()
    second = open_catalogue(tmp_path)
    with second.database.reading() as read:
        rows = read.exec_driver_sql("SELECT code, label_id FROM reference_item WHERE code IN ('halal', '11')")
        labels = {row[0]: row[1] for row in rows}
    second.close()
    assert labels == {"halal": "Halal kami", "11": "Aceh"}


def test_another_pc_gets_the_folder_for_reading_only(tmp_path: Path) -> None:
    first = open_catalogue(tmp_path)
    editing.create(first, RecordKind.PRODUCT, {"name_id": "Tas"})
    first.close()
    holder = {"user": "Budi", "computer": "PC-LAIN", "since": time.time(), "process": 1}
    (tmp_path / LOCK_NAME).write_text(json.dumps(holder))
    reader = open_catalogue(tmp_path)
    assert reader.read_only
    assert reader.other_holder is not None
    assert reader.other_holder.computer == "PC-LAIN"
    assert len(browsing.find_ids(reader, RecordKind.PRODUCT, Query())) == 1
    with pytest.raises(StorageProblem) as refusal:
        editing.create(reader, RecordKind.PRODUCT, {"name_id": "Topi"})
    assert refusal.value.code == "read_only"
    reader.close()
    assert (tmp_path / LOCK_NAME).exists()


def test_the_lock_goes_when_the_catalogue_is_closed(tmp_path: Path) -> None:
    opened = open_catalogue(tmp_path)
    assert (tmp_path / LOCK_NAME).exists()
    opened.close()
    assert not (tmp_path / LOCK_NAME).exists()


def test_a_unit_of_work_inside_another_is_a_bug(catalogue: Catalogue) -> None:
    with catalogue.writing("outer"), pytest.raises(RuntimeError), catalogue.writing("inner"):
        pass


def test_a_full_disk_is_one_sentence_and_nothing_is_changed(catalogue: Catalogue) -> None:
    editing.create(catalogue, RecordKind.PRODUCT, {"name_id": "Tas"})

    def fill_the_disk() -> None:
        with catalogue.writing("too much") as work:
            pages = work.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            work.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
            work.insert_many("product", [{"name_id": f"Produk {n}", "notes": "x" * 5000} for n in range(200)])

    with pytest.raises(StorageProblem) as refusal:
        fill_the_disk()
    assert refusal.value.code == "disk_full"
    assert len(browsing.find_ids(catalogue, RecordKind.PRODUCT, Query())) == 1


def test_reading_does_not_import_sqlalchemy(tmp_path: Path) -> None:
    open_catalogue(tmp_path).close()
    program = (
        "import sys; from pathlib import Path; from tradehouse.domain.fields import RecordKind; "
        "from tradehouse.domain.query import Query; from tradehouse.services import browsing; "
        "from tradehouse.services.catalogue import open_catalogue; "
        f"catalogue = open_catalogue(Path({str(tmp_path)!r})); "
        "browsing.facets(catalogue, RecordKind.PRODUCT, Query()); "
        "assert 'sqlalchemy' not in sys.modules; catalogue.close()"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_reader_sees_one_moment_while_somebody_writes(catalogue: Catalogue) -> None:
    with catalogue.database.reading() as read:
        before = read.exec_driver_sql("SELECT count(*) FROM product").scalar_one()
        editing.create(catalogue, RecordKind.PRODUCT, {"name_id": "Tas"})
        assert read.exec_driver_sql("SELECT count(*) FROM product").scalar_one() == before
    assert len(browsing.find_ids(catalogue, RecordKind.PRODUCT, Query())) == before + 1
