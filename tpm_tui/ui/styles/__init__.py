"""The style sheets. Each screen loads its own, so that a start parses only those of the first screen."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent

APP = _FOLDER / "app.tcss"
"""For every screen."""
PLACE = _FOLDER / "place.tcss"
QUESTION = _FOLDER / "question.tcss"
MOCK = _FOLDER / "mock.tcss"
DIALOG = _FOLDER / "dialog.tcss"
