"""Days and what they count from read as one phrase, however the house wrote the second."""

import pytest

from tradehouse.domain.lead_times import lead_time


@pytest.mark.parametrize(
    ("days", "basis", "said"),
    [
        (30, "days after receipt of deposit", "30 days after receipt of deposit"),
        (30, "after receipt of deposit", "30 days after receipt of deposit"),
        (30, "receipt of the deposit", "30 days from receipt of the deposit"),
        (30, "", "30 days"),
        (None, "days after receipt of deposit", "Days after receipt of deposit"),
        (None, "receipt of the deposit", "Counted from receipt of the deposit"),
        (None, "", ""),
    ],
)
def test_a_lead_time_is_one_phrase(days: int | None, basis: str, said: str) -> None:
    assert lead_time(days, basis, "en") == said
