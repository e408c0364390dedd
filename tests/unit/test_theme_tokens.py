"""Every text that the program sets can be read, in both schemes."""

import re

import pytest

from tradehouse.domain.resources import resources
from tradehouse.ui.theme import GLYPHS, PAIRS, TOKENS, hex_colours


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), PAIRS)
def test_text_stands_out_by_four_and_a_half_to_one(scheme: str, ink: str, paper: str) -> None:
    colours = hex_colours("dark" if scheme == "dark" else "light")
    assert contrast(colours[ink], colours[paper]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("paper", ["surface", "ground"])
@pytest.mark.parametrize("edge", ["outline", "accent", "danger"])
def test_what_can_be_operated_has_an_edge_that_stands_out_by_three_to_one(scheme: str, paper: str, edge: str) -> None:
    colours = hex_colours("dark" if scheme == "dark" else "light")
    assert contrast(colours[edge], colours[paper]) >= 3


def test_the_colours_are_those_of_the_house() -> None:
    assert TOKENS["accent"] == ("#2B4C7E", "#8FB1E3")
    assert TOKENS["attention"] == ("#9A5B2A", "#E0A66B")
    assert TOKENS["text"] == ("#1D2430", "#E6E9EE")


def test_the_style_sheet_names_only_tokens_and_sets_no_colour_itself() -> None:
    sheet = (resources() / "styles" / "tradehouse.qss").read_text(encoding="utf-8")
    rules = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    used = set(re.findall(r"@(\w+)", rules))
    sizes = {name for name in used if name.startswith("size_")}
    assert used - sizes <= set(TOKENS) | set(GLYPHS)
    assert not re.findall(r":\s*(#[0-9A-Fa-f]{3,8}|rgb|white|black)\b", rules)
    assert rules.count("{") == rules.count("}")
