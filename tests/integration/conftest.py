"""A catalogue of its own for every test that wants one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tradehouse.services.catalogue import Catalogue, open_catalogue


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    """An open, empty catalogue in a temporary folder."""
    opened = open_catalogue(tmp_path / "catalogue", user="Sari")
    yield opened
    opened.close()
