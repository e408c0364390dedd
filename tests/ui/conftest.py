"""What tests of the window stand on."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tradehouse.ui.theme import Theme, apply_theme


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    """The theme, light; whatever the test does to it, the next one gets it light again."""
    yield apply_theme(qapp, "light")
    apply_theme(qapp, "light")
