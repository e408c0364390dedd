"""Phone numbers against the numbering plans."""

import pytest

from tradehouse.services.phone_numbers import phone_doubt


@pytest.mark.parametrize(
    "stored", ["+6281234567890", "+62274512345", "+4915112345678 / +6281234567890", "minta ke Bu Tini"]
)
def test_numbers_that_are_given_out_raise_no_doubt(stored: str) -> None:
    assert phone_doubt(stored) is None


@pytest.mark.parametrize(("stored", "odd"), [("+62811", "+62811"), ("+6281234567890 / +999123456789", "+999123456789")])
def test_others_are_named(stored: str, odd: str) -> None:
    doubt = phone_doubt(stored)
    assert doubt is not None
    assert str(doubt).startswith(odd)
