"""The colours of every shipped theme have enough contrast, also with 256 and with 16 colours."""

from __future__ import annotations

import pytest
from rich.color import Color
from textual.color import Color as TextualColor
from textual.style import Style

from tests.ui.render.contrast import (
    HIGH_CONTRAST,
    MARK,
    PALETTES,
    RGB_THEMES,
    THEMES,
    contrast,
    in_256_colours,
    least_contrast,
    least_for_text,
)
from tpm_tui.storage.settings.themes import FALLBACK
from tpm_tui.ui.render.glyphs import ASCII, UNICODE, Glyphs
from tpm_tui.ui.render.theme import ATTENTION_STYLE, to_textual

TEXTS = (
    "foreground",
    "dim",
    "primary",
    "secondary",
    "accent",
    "success",
    "warning",
    "error",
    "must",
    "made",
    "lost",
    "due",
    "suggested",
    "saved",
    "unsaved",
)
MARKS = ("box", "box-empty", "bar", "cursor")
ANSI_THEMES = (FALLBACK.name, "terminal")
BACKGROUNDS = ("background", "surface", "panel", "chrome", "cursor-line")


def colours_of(theme: str) -> dict[str, str]:
    """Return the colours of a theme by role, with those that are derived; of a style, only its colour."""
    file = THEMES.get(theme, FALLBACK)
    converted, names = to_textual(file), file.colors.__struct_fields__
    colours = {name: str(getattr(converted, name)) for name in names} | converted.variables
    return {name: value.removesuffix(f" {ATTENTION_STYLE}") for name, value in colours.items()}


def rich_colour(value: str) -> Color:
    return TextualColor.parse(value).rich_color


def test_at_least_six_themes_two_of_them_high_contrast() -> None:
    assert len(RGB_THEMES) >= 6
    assert {THEMES[name].dark for name in HIGH_CONTRAST} == {True, False}
    assert {THEMES[name].dark for name in RGB_THEMES if name not in HIGH_CONTRAST} == {True, False}


def test_black_on_white_has_the_greatest_contrast() -> None:
    black, white, grey = (Color.parse(value).get_truecolor() for value in ("#000000", "#ffffff", "#767676"))
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(white, white) == pytest.approx(1)
    assert contrast(grey, white) == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("theme", RGB_THEMES)
def test_text_is_readable_on_every_background(theme: str, background: str) -> None:
    colours = colours_of(theme)
    under = rich_colour(colours[background])
    found = {role: round(least_contrast(rich_colour(colours[role]), under), 2) for role in TEXTS}
    assert {role: value for role, value in found.items() if value < least_for_text(theme)} == {}


@pytest.mark.parametrize("background", ["background", "cursor-line"])
@pytest.mark.parametrize("theme", RGB_THEMES)
def test_marks_are_visible(theme: str, background: str) -> None:
    colours = colours_of(theme)
    under = rich_colour(colours[background])
    found = {role: round(least_contrast(rich_colour(colours[role]), under), 2) for role in MARKS}
    assert {role: value for role, value in found.items() if value < MARK} == {}


@pytest.mark.parametrize("role", ["chrome", "cursor-line", "rule"])
@pytest.mark.parametrize("theme", RGB_THEMES)
def test_areas_differ_from_the_background(theme: str, role: str) -> None:
    colours = colours_of(theme)
    assert in_256_colours(rich_colour(colours[role])) != in_256_colours(rich_colour(colours["background"]))


@pytest.mark.parametrize("theme", RGB_THEMES)
def test_meanings_keep_different_colours(theme: str) -> None:
    colours = colours_of(theme)
    meanings = ("foreground", "dim", "accent", "made", "due", "lost")
    assert len({in_256_colours(rich_colour(colours[role])) for role in meanings}) == len(meanings)


@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("theme", ANSI_THEMES)
@pytest.mark.parametrize("palette", PALETTES)
def test_ansi_theme_is_readable_in_palette(palette: str, theme: str, background: str) -> None:
    colours, shown = colours_of(theme), PALETTES[palette]
    least = dict.fromkeys(TEXTS, shown.least_for_text) | dict.fromkeys(MARKS, MARK)
    under = rich_colour(colours[background])
    found = {role: round(shown.contrast(rich_colour(colours[role]), under), 2) for role in least}
    assert {role: value for role, value in found.items() if value < least[role]} == {}


@pytest.mark.parametrize("theme", ANSI_THEMES)
def test_ansi_theme_marks_input_with_reverse_default_colours(theme: str) -> None:
    colours = colours_of(theme)
    for part in ("cursor", "selection"):
        assert colours[f"input-{part}-text-style"] == "reverse"
        assert {colours[f"input-{part}-{ground}"] for ground in ("foreground", "background")} == {
            "ansi_default"
        }


@pytest.mark.parametrize("role", ["must", "lost", "due", "suggested", "unsaved"])
@pytest.mark.parametrize("theme", ANSI_THEMES)
def test_ansi_theme_shows_in_bold_what_needs_attention(theme: str, role: str) -> None:
    variables = to_textual(THEMES.get(theme, FALLBACK)).variables
    assert Style.parse(f"${role}", variables).bold


def test_terminal_theme_has_default_text_and_backgrounds() -> None:
    colours = colours_of("terminal")
    assert {colours[role] for role in (*TEXTS, *BACKGROUNDS)} == {"ansi_default"}


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_states_have_different_marks(glyphs: Glyphs) -> None:
    for states in ("made missed", "box_full box_empty", "open closed"):
        one, other = (getattr(glyphs, state) for state in states.split())
        assert one != other
