"""The files of the learner's own texts in the data folder."""

from __future__ import annotations

from pathlib import Path

STORIES_FILE = "stories.yaml"
LISTS_FILE = "lists.yaml"
OWN_FILES = (STORIES_FILE, LISTS_FILE)


def stories_path(data: Path) -> Path:
    """Return the file with the stories of a data folder."""
    return data / STORIES_FILE


def lists_path(data: Path) -> Path:
    """Return the file with the lists of a data folder."""
    return data / LISTS_FILE
