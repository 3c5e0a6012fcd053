"""Load themes from YAML files; the only values are checked colour names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from tpm_tui.core.bank.question import Id
from tpm_tui.storage.files.find_files import DRAFTS_AND_HIDDEN, find_files, without_conflict_copies
from tpm_tui.storage.files.problem import Problem, problem_at
from tpm_tui.storage.yaml_files.cache import load_yaml_cached
from tpm_tui.storage.yaml_files.document import Loaded, load_yaml

THEME_SUFFIXES = (".yaml", ".yml")

ANSI = "default|(bright_)?(black|red|green|yellow|blue|magenta|cyan|white)"
Colour = Annotated[
    str,
    Meta(
        pattern=rf"^(#[0-9a-fA-F]{{3}}|#[0-9a-fA-F]{{6}}|ansi_({ANSI}))$",
        description="a colour of three or six hex digits, or an ANSI colour such as ansi_red",
        examples=["#5f87ff"],
    ),
]
"""`#rgb`, `#rrggbb`, or the name of one of the 16 ANSI colours of the terminal."""


class Colours(Struct, frozen=True, forbid_unknown_fields=True):
    """The theme colours of Textual."""

    primary: Colour
    foreground: Colour
    background: Colour
    secondary: Colour | None = None
    accent: Colour | None = None
    surface: Colour | None = None
    panel: Colour | None = None
    success: Colour | None = None
    warning: Colour | None = None
    error: Colour | None = None


class Roles(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Colours of the interface by meaning; a missing one falls back to a theme colour."""

    dim: Colour | None = None
    chrome: Colour | None = None
    rule: Colour | None = None
    bar: Colour | None = None
    cursor: Colour | None = None
    cursor_line: Colour | None = None
    box: Colour | None = None
    box_empty: Colour | None = None
    must: Colour | None = None
    made: Colour | None = None
    lost: Colour | None = None
    due: Colour | None = None
    suggested: Colour | None = None
    saved: Colour | None = None
    unsaved: Colour | None = None


class ThemeFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The content of a theme file."""

    name: Id
    colors: Colours
    title: Annotated[str, Meta(max_length=40)] = ""
    dark: bool = True
    ansi: bool = False
    roles: Roles = Roles()


FALLBACK = ThemeFile(
    name="plain",
    title="Plain",
    colors=Colours(primary="ansi_default", foreground="ansi_default", background="ansi_default"),
    ansi=True,
    roles=Roles(cursor="ansi_bright_magenta"),
)
"""The theme that is used if no theme file can be read."""


class LoadedThemes(Struct, frozen=True):
    """The usable themes by name, and the problems of the others."""

    themes: dict[str, ThemeFile]
    problems: tuple[Problem, ...]


def load_themes(folders: Sequence[Path], cache: Path | None) -> LoadedThemes:
    """Load the themes of some folders; of themes with the same name the last one is used.

    Args:
        folders: the folders, in order; they are searched with the folders below them.
        cache: the folder for parsed files, or None.
    """
    themes: dict[str, ThemeFile] = {}
    problems: list[Problem] = []
    for folder in folders:
        files = without_conflict_copies(find_files(folder, THEME_SUFFIXES, DRAFTS_AND_HIDDEN))
        problems += files.problems
        for path in files.files:
            loaded = load_yaml_cached(path, ThemeFile, cache)
            found = _theme_problems(path, loaded)
            problems += found
            if loaded.value is not None and not found:
                themes[loaded.value.name] = loaded.value
    return LoadedThemes(themes or {FALLBACK.name: FALLBACK}, tuple(problems))


def check_theme(path: Path) -> tuple[Problem, ...]:
    """Return the problems of one theme file."""
    return _theme_problems(path, load_yaml(path, ThemeFile))


def _theme_problems(path: Path, loaded: Loaded[ThemeFile]) -> tuple[Problem, ...]:
    mixed = _mixed_colours(loaded.value) if loaded.value else None
    added = (problem_at(path, (loaded.line_of("ansi"), 1), *mixed),) if mixed else ()
    return (*loaded.problems, *added)


def _mixed_colours(theme: ThemeFile) -> tuple[str, str] | None:
    """Return problem and remedy if ANSI names and RGB values are mixed; Textual draws black on black then."""
    values = [
        value
        for part in (theme.colors, theme.roles)
        for value in (getattr(part, field) for field in part.__struct_fields__)
        if value is not None
    ]
    named = [value.startswith("ansi_") for value in values]
    if theme.ansi and not all(named):
        return (
            "a theme with ansi: true has a colour that is not an ANSI colour",
            "use ansi_... names only",
        )
    if not theme.ansi and any(named):
        return "an ansi_... colour in a theme with RGB colours", "write ansi: true, or use #rrggbb"
    return None
