"""Where the bank and the themes that come with the program are.

A wheel carries both inside the package (`tpm_tui/data`, put there by the build); a checkout and an editable
install have them beside it. The package's own folder is asked first: beside an installed package lies
everything else that is installed, and a stranger's `bank` folder is not ours.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[2]


def shipped_bank() -> Path:
    """The folder of the question bank that comes with the program, one YAML file a topic."""
    return _shipped("bank")


def shipped_themes() -> Path:
    """The folder of the themes that come with the program, one YAML file a theme."""
    return _shipped("themes")


def _shipped(name: str) -> Path:
    inside = _PACKAGE / "data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
