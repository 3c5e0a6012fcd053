"""Conversion of a theme file to a Textual theme, with our roles as style variables."""

from __future__ import annotations

from textual.theme import Theme

from tpm_tui.storage.settings.themes import ThemeFile

ROLE_FALLBACKS = {
    "dim": "secondary",
    "chrome": "panel",
    "rule": "panel",
    "bar": "secondary",
    "cursor": "accent",
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


ATTENTION = ("must", "lost", "due", "suggested", "unsaved")
"""The roles of text that needs attention."""

ATTENTION_STYLE = "bold"
"""How such text is shown in an ANSI theme, whose colour for it may be that of other text."""


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
    if theme.ansi:
        variables |= {role: f"{variables[role]} {ATTENTION_STYLE}" for role in ATTENTION}
    variables |= _marked("cursor", colours["foreground"], colours, ansi=theme.ansi)
    variables |= _marked("selection", colours["accent"], colours, ansi=theme.ansi)
    variables |= {
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "block-cursor-text-style": "bold",
        "border": colours["accent"],
        "border-blurred": variables["rule"],
        "scrollbar": variables["bar"],
        "scrollbar-background": colours["background"],
    }
    return Theme(name=theme.name, dark=theme.dark, ansi=theme.ansi, variables=variables, **colours)


def _marked(part: str, background: str, colours: dict[str, str], *, ansi: bool) -> dict[str, str]:
    """Return the variables of the cursor or the selection in an input.

    In an ANSI theme both are in reverse video: what the default colours of a terminal are is unknown.
    """
    if ansi:
        style, text, background = "reverse", colours["foreground"], colours["background"]
    else:
        style, text = "none", colours["background"]
    prefix = f"input-{part}"
    return {
        f"{prefix}-background": background,
        f"{prefix}-foreground": text,
        f"{prefix}-text-style": style,
    }
