"""The style sheets. Structure only: colours are theme variables."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent

EVERY_START = tuple(_FOLDER / f"{name}.tcss" for name in ("app", "place", "question", "dialog"))
"""Loaded at every start. If a dialog loaded its own when it opens, Textual 8.2.8 would style all widgets
again, and could keep a height from before its first update."""

MOCK = _FOLDER / "mock.tcss"
"""Loaded with the mock interview."""
