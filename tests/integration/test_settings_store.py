"""Personal settings: typed, merged, never in the way."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tradehouse.ui import settings_store as store
from tradehouse.ui.settings_store import Column, Settings

EVERY = [
    store.LANGUAGE,
    store.THEME,
    store.GEOMETRY,
    store.TAB,
    store.VIEW,
    store.THUMBNAIL,
    store.CATALOGUE,
    store.RECENT_CATALOGUES,
    store.columns("product"),
    store.splitter("products"),
    store.folded("products"),
    store.last_folder("import"),
]


def test_a_new_person_gets_the_defaults() -> None:
    settings = Settings()
    assert settings.get(store.LANGUAGE) == "id"
    assert settings.get(store.THEME) == "system"
    assert settings.get(store.columns("product")) == ()


def test_what_was_put_is_there_at_the_next_start() -> None:
    settings = Settings()
    arranged = (Column("code", 96), Column("name", 260), Column("hs_code", 80, shown=False))
    settings.put(store.columns("product"), arranged)
    settings.put(store.GEOMETRY, b"\x00\x01geometry\xff")
    settings.put(store.splitter("products"), (220, 700, 340))
    settings.put(store.last_folder("import"), "D:\\Pemasok\\Ñandú")
    assert settings.save()
    again = Settings()
    assert again.get(store.columns("product")) == arranged
    assert again.get(store.GEOMETRY) == b"\x00\x01geometry\xff"
    assert again.get(store.splitter("products")) == (220, 700, 340)
    assert again.get(store.last_folder("import")) == "D:\\Pemasok\\Ñandú"


def test_two_windows_keep_each_others_settings_and_unknown_ones() -> None:
    one, other = Settings(), Settings()
    one.path.parent.mkdir(parents=True, exist_ok=True)
    one.path.write_text('{"from_a_newer_version": [1]}', encoding="utf-8")
    one.put(store.THEME, "dark")
    other.put(store.THUMBNAIL, 200)
    assert one.save()
    assert other.save()
    assert json.loads(one.path.read_text(encoding="utf-8")) == {
        "from_a_newer_version": [1],
        "theme": "dark",
        "grid.thumbnail": 200,
    }
    assert other.get(store.THEME) == "dark"


def test_recent_entries_stand_newest_first_once_and_few() -> None:
    settings = Settings()
    for n in [*range(12), 5]:
        settings.remember(store.RECENT_CATALOGUES, f"D:/{n}")
    recent = settings.get(store.RECENT_CATALOGUES)
    assert recent[:2] == ("D:/5", "D:/11")
    assert len(recent) == len(set(recent)) == store.RECENT


def test_a_value_that_would_not_come_back_is_refused_where_it_is_set() -> None:
    with pytest.raises(ValueError, match="mauve"):
        Settings().put(store.THEME, "mauve")


@pytest.mark.expects_log
@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[1]", b"[" * 100_000, b'{"theme": 7}'])
def test_a_damaged_file_means_defaults_and_is_replaced_by_the_next_save(content: bytes) -> None:
    path = Settings().path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    settings = Settings()
    assert settings.get(store.THEME) == "system"
    settings.put(store.THEME, "light")
    assert settings.save()
    assert Settings().get(store.THEME) == "light"


@pytest.mark.expects_log
def test_a_folder_that_cannot_be_written_is_said_not_raised(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    settings = Settings(tmp_path / "file" / "settings.json")
    settings.put(store.THEME, "dark")
    assert not settings.save()
    assert settings.get(store.THEME) == "dark"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(value=JSON)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_content_of_the_file_stops_the_program(tmp_path: Path, value: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({setting.key: value for setting in EVERY}), encoding="utf-8")
    read = Settings(path)
    for setting in EVERY:
        got = read.get(setting)  # type: ignore[arg-type, var-annotated]
        assert isinstance(got, type(setting.default))
