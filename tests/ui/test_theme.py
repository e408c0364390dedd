"""The look follows the system or the person, everywhere at once."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tradehouse.domain.resources import resources
from tradehouse.ui.glyphs import glyph, glyph_names
from tradehouse.ui.icons import APP_ICON_SIZES, app_icon, app_image, icon, pixmap
from tradehouse.ui.theme import TOKENS, Theme, apply_theme, style_sheet, theme


def test_the_system_is_followed_until_the_person_chooses(qapp: QApplication, qtbot: QtBot, look: Theme) -> None:
    apply_theme(qapp, "system")
    with qtbot.waitSignal(look.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look.scheme == "dark"
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(TOKENS["surface"][1])
    apply_theme(qapp, "light")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert (look.scheme, look.choice) == ("light", "light")


def test_an_unknown_choice_follows_the_system(qapp: QApplication, look: Theme) -> None:
    assert apply_theme(qapp, "mauve").choice == "system"


def test_there_is_one_theme_and_it_is_the_programs(qapp: QApplication, look: Theme) -> None:
    assert theme() is apply_theme(qapp, "dark") is look
    assert theme().colour("accent") == QColor(TOKENS["accent"][1])


def test_a_colour_that_somebody_changes_stays_as_it_was(look: Theme) -> None:
    look.colour("good").setAlpha(3)
    assert look.colour("good").alpha() == 255


@pytest.mark.expects_log
def test_without_a_cache_folder_the_theme_still_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, look: Theme
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("TRADEHOUSE_CACHE", str(tmp_path / "file" / "cache"))
    assert "image: none" in style_sheet("light", 10)


def test_figures_are_equally_wide_and_codes_monospaced(look: Theme) -> None:
    tag = QFont.Tag.fromString("tnum")
    assert tag is not None
    assert look.font("body", tabular=True).featureValue(tag) == 1
    assert look.font("body", code=True).families() != look.font("body").families()
    assert look.font("small").pointSizeF() < look.font().pointSizeF() < look.font("title").pointSizeF()


def test_a_tinted_icon_changes_with_the_theme(qapp: QApplication, look: Theme) -> None:
    made = icon("check", "good")
    light = _darkest(made.pixmap(QSize(32, 32), 1.0).toImage())
    apply_theme(qapp, "dark")
    dark = _darkest(made.pixmap(QSize(32, 32), 1.0).toImage())
    assert light == QColor(TOKENS["good"][0])
    assert dark == QColor(TOKENS["good"][1])


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_icons_are_drawn_for_the_screen_they_are_on(look: Theme, ratio: float) -> None:
    drawn = icon("search").pixmap(QSize(20, 20), ratio)
    assert drawn.size() == QSize(round(20 * ratio), round(20 * ratio))
    assert drawn.devicePixelRatio() == ratio
    assert drawn.toImage() == pixmap("search", "text", 20, ratio).toImage()


def test_disabled_and_checked_icons_say_so_by_colour(look: Theme) -> None:
    made = icon("check")
    off = made.pixmap(QSize(32, 32), 1.0, QIcon.Mode.Disabled).toImage()
    on = made.pixmap(QSize(32, 32), 1.0, QIcon.Mode.Normal, QIcon.State.On).toImage()
    assert _darkest(off) == look.colour("disabled")
    assert _darkest(on) == look.colour("accent")


def test_icons_live_as_long_as_what_shows_them(look: Theme, qtbot: QtBot) -> None:
    buttons = []
    for _round in range(300):
        button = QPushButton(icon("box"), "")
        qtbot.addWidget(button)
        buttons.append((button, QIcon(button.icon())))
    assert all(not copy.pixmap(16, 16).isNull() for _button, copy in buttons)


def test_an_unknown_icon_is_a_mistake(look: Theme) -> None:
    with pytest.raises(KeyError):
        icon("unicorn")


@pytest.mark.parametrize("name", sorted(glyph_names()))
def test_every_drawing_is_on_the_grid_in_one_pen_and_leaves_a_mark(look: Theme, name: str) -> None:
    text = glyph(name)
    assert 'viewBox="0 0 24 24"' in text
    assert 'stroke-width="1.75"' in text
    assert "#" not in text
    assert "currentColor" in text
    image = pixmap(name, "text", 24, 2.0).toImage()
    marked = sum(image.pixelColor(x, y).alpha() > 100 for x in range(48) for y in range(48))
    edge = [image.pixelColor(n, m).alpha() for n in range(48) for m in (0, 47)]
    assert 20 < marked < 48 * 48 * 0.45
    assert max(edge) == 0, "touches the edge of the grid"


def test_the_programs_icon_comes_in_every_size(look: Theme) -> None:
    sizes = {size.width() for size in app_icon().availableSizes()}
    assert sizes == set(APP_ICON_SIZES)
    assert app_image(16).pixelColor(8, 2).blue() > 100
    assert (
        QImage(str(resources() / "icons" / "app.ico")).width() == 256
        or QImage(str(resources() / "icons" / "app.ico")).width() in APP_ICON_SIZES
    )


def _darkest(image: QImage) -> QColor:
    """The colour of the most opaque pixel."""
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    best = max(points, key=lambda p: image.pixelColor(*p).alpha())
    colour = image.pixelColor(*best)
    colour.setAlpha(255)
    return colour
