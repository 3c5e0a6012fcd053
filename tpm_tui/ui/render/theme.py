"""Conversion of a theme file to a Textual theme, with our roles as style variables."""

from __future__ import annotations

from textual.theme import Theme

from tpm_tui.storage.settings.themes import ThemeFile

ROLE_FALLBACKS = {
    "dim": "secondary",
    "chrome": "panel",
    "rule": "panel",
    "bar": "secondary",
    "cursor-line": "surface",
    "box": "success",
    "box-empty": "secondary",
    "must": "warning",
    "made": "success",
    "lost": "error",
    "due": "warning",
    "suggested": "warning",
    "saved": "secondary",
    "unsaved": "warning",
}
"""The theme colour used for a role that a theme does not set."""

COLOUR_FALLBACKS = {
    "secondary": "primary",
    "accent": "primary",
    "surface": "background",
    "panel": "background",
    "success": "foreground",
    "warning": "foreground",
    "error": "foreground",
}
"""The colour used for a colour that a theme does not set."""


def to_textual(theme: ThemeFile) -> Theme:
    """Return the Textual theme for a theme file."""
    colours = {
        name: getattr(theme.colors, name) or getattr(theme.colors, COLOUR_FALLBACKS.get(name, name))
        for name in theme.colors.__struct_fields__
    }
    variables = {
        role: getattr(theme.roles, role.replace("-", "_")) or colours[fallback]
        for role, fallback in ROLE_FALLBACKS.items()
    }
    variables |= {
        "input-cursor-background": colours["foreground"] if not theme.ansi else "ansi_white",
        "input-cursor-foreground": colours["background"] if not theme.ansi else "ansi_black",
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "block-cursor-text-style": "bold",
        "border": colours["accent"],
        "border-blurred": variables["rule"],
        "scrollbar": variables["bar"],
        "scrollbar-background": colours["background"],
    }
    return Theme(name=theme.name, dark=theme.dark, ansi=theme.ansi, variables=variables, **colours)
