"""What a package says of a record is refused in words or read; it never breaks the program."""

from contextlib import suppress
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tradehouse.domain.fields import CATALOGUE_KINDS, RecordKind, stored_fields
from tradehouse.services.packages.sent import Refused, photo_facts, read_sent

UID = "01890000-0000-7000-8000-000000000001"
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
KINDS = st.sampled_from(list(CATALOGUE_KINDS))


@given(KINDS, st.dictionaries(st.sampled_from(["uid", "values", "past", "supplier", "products", "photos"]), JSON))
def test_any_json_is_read_or_refused(kind: RecordKind, row: dict[str, Any]) -> None:
    with suppress(Refused):
        assert read_sent(kind, row).uid


@given(KINDS, st.data())
def test_any_value_of_a_field_is_read_or_refused(kind: RecordKind, data: st.DataObject) -> None:
    keys = st.sampled_from([f.key for f in stored_fields(str(kind))])
    values = {"name_id": "a", "name": "a", "type": "pirt", **data.draw(st.dictionaries(keys, JSON, max_size=3))}
    row = {
        "uid": UID,
        "values": {**values, "supplier": UID},
        "past": data.draw(st.dictionaries(keys, JSON, max_size=2)),
        "photos": [
            {"file": "0" * 64 + ".jpg", "role": data.draw(JSON), "crop": data.draw(JSON), "rotation": data.draw(JSON)}
        ],
    }
    with suppress(Refused):
        sent = read_sent(kind, row)
        assert set(sent.values) == {f.key for f in stored_fields(str(kind))} - {"supplier"}
        assert sent.photos[0].place["rotation"] in {0, 90, 180, 270}


@given(st.dictionaries(st.sampled_from(["original_name", "credit", "consent", "verdict"]), JSON))
def test_any_facts_of_a_photo_become_texts(facts: dict[str, Any]) -> None:
    assert all(isinstance(value, str) and value.encode() for value in photo_facts(facts).values())
