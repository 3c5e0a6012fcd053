"""Contrast as WCAG 2 defines it, and the palettes in which it is computed."""

from __future__ import annotations

from dataclasses import dataclass

from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet

from tpm_tui.storage.bank.shipped import shipped_themes
from tpm_tui.storage.settings.themes import load_themes

THEMES = load_themes([shipped_themes()], None).themes
RGB_THEMES = tuple(name for name, theme in THEMES.items() if not theme.ansi)
HIGH_CONTRAST = ("contrast", "contrast-light")

TEXT, HIGH_CONTRAST_TEXT, MARK = 4.5, 7.0, 3.0
"""The least contrast of text, of text in a high-contrast theme, and of a mark beside a word."""


def least_for_text(theme: str) -> float:
    return HIGH_CONTRAST_TEXT if theme in HIGH_CONTRAST else TEXT


def _linear(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def luminance(colour: ColorTriplet) -> float:
    red, green, blue = (_linear(value) for value in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: ColorTriplet, other: ColorTriplet) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def in_256_colours(colour: Color) -> ColorTriplet:
    """Return what a terminal with 256 colours shows, converted as Textual's output is."""
    return colour.downgrade(ColorSystem.EIGHT_BIT).get_truecolor()


def least_contrast(text: Color, background: Color) -> float:
    """Return the contrast with 256 colours or with all, whichever is less."""
    exact = contrast(text.get_truecolor(), background.get_truecolor())
    return min(exact, contrast(in_256_colours(text), in_256_colours(background)))


@dataclass(frozen=True)
class Palette:
    """The default colours and the 16 ANSI colours of a terminal."""

    foreground: str
    background: str
    colours: str
    """The 16 colours in the order of their numbers."""

    def triplet(self, colour: Color, *, is_background: bool = False) -> ColorTriplet:
        """Return what the terminal shows for one of the 16 colours or a default colour."""
        if colour.is_default:
            value = self.background if is_background else self.foreground
        else:
            assert colour.number is not None
            value = self.colours.split()[colour.number]
        return Color.parse(f"#{value}").get_truecolor()

    def contrast(self, colour: Color, background: Color) -> float:
        """Return the contrast of two of the 16 colours or default colours."""
        return contrast(self.triplet(colour), self.triplet(background, is_background=True))

    @property
    def least_for_text(self) -> float:
        """The least contrast of text: that of the default colours if they have less than text should have."""
        return min(TEXT, self.contrast(Color.default(), Color.default()))


SOLARIZED = (
    "073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 "
    "002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3"
)
GRUVBOX = "cc241d 98971a d79921 458588 b16286 689d6a"
PALETTES = {
    "solarized-dark": Palette("839496", "002b36", SOLARIZED),
    "solarized-light": Palette("657b83", "fdf6e3", SOLARIZED),
    "gruvbox-dark": Palette(
        "ebdbb2",
        "282828",
        f"282828 {GRUVBOX} a89984 928374 fb4934 b8bb26 fabd2f 83a598 d3869b 8ec07c ebdbb2",
    ),
    "gruvbox-light": Palette(
        "3c3836",
        "fbf1c7",
        f"fbf1c7 {GRUVBOX} 7c6f64 928374 9d0006 79740e b57614 076678 8f3f71 427b58 3c3836",
    ),
    "linux-console": Palette(
        "aaaaaa",
        "000000",
        "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
        "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
    ),
}
"""The palettes as they are published.

Solarized: the table of https://ethanschoonover.com/solarized/. Gruvbox: the terminal colours that
https://github.com/morhetz/gruvbox sets in colors/gruvbox.vim. Linux console: default_red, default_grn and
default_blu in drivers/tty/vt/vt.c of the kernel, with colour 7 on colour 0.
"""
