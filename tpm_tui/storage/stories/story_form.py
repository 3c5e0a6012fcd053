"""One story as a YAML file to fill in with an editor."""

from __future__ import annotations

from pathlib import Path

import msgspec

from tpm_tui.core.stories.story import STORY_PARTS, Story
from tpm_tui.storage.files.problem import Problem, file_problem
from tpm_tui.storage.stories.story_file import parse_stories
from tpm_tui.storage.yaml_files.emit import block_lines

_HEADER = """\
# One story of yours, for several questions. Fill in what you know, save, and close the editor.
# Write texts below the field, indented. What you leave empty is left out; without a title nothing is saved.
stories:
"""

_ABOUT = {
    "title": "A few words by which you remember it.",
    "context": "Context: where and when it was, what was at stake, and what your part was.",
    "action": "Action: what you did yourself, step by step; I, not we.",
    "result": "Result: what came of it, with figures and what they are compared with.",
    "learning": "Learning: what you do differently since then.",
    "figures": "Figures to remember, one per line: - 6 weeks instead of 9",
    "tags": "Tags, one per line: - migration",
}
_LONGEST_ROW = 110


def story_form(story: Story) -> str:
    """Return the text of the file for a story; its id and time are left out."""
    lines: list[str] = []
    for name, about in _ABOUT.items():
        lines += [f"    # {about}", *_field_lines(name, getattr(story, name))]
    lines[0] = lines[0].removeprefix("  ")
    first = next(number for number, line in enumerate(lines) if line.startswith("    title"))
    lines[first] = lines[first].replace("    ", "  - ", 1)
    return _HEADER + "\n".join(lines) + "\n"


def parse_story_form(data: bytes, path: Path, story: Story) -> Story | Problem | None:
    """Return the story as filled in, the first error, or None if it has no title and no text.

    Args:
        data: the bytes of the file.
        path: the file, for problems.
        story: the story before, for its id and time.
    """
    loaded = parse_stories(data, path)
    if len(loaded.stories) == 1 and not loaded.errors:
        return msgspec.structs.replace(loaded.stories[0], id=story.id, updated=story.updated)
    if not data.strip():
        return None
    if loaded.errors:
        return loaded.errors[0]
    hint = "give each story its own form: tpm-tui story new"
    return file_problem(path, f"{len(loaded.stories)} stories instead of one", hint)


def _field_lines(name: str, value: str | tuple[str, ...]) -> list[str]:
    """Return the lines of a field; a text is a block of lines if that cannot change it."""
    if not value:
        return [f"    {name}: |" if name in STORY_PARTS else f"    {name}:"]
    if isinstance(value, str) and name in STORY_PARTS and _is_plain_block(value):
        rows = value.split("\n")
        return [f"    {name}: |", *(f"      {row}" if row else "" for row in rows)]
    rows = block_lines([{name: value if isinstance(value, str) else list(value)}], 2, wrap_prose=True)
    return [rows[0].replace("- ", "  ", 1), *rows[1:]]


def _is_plain_block(text: str) -> bool:
    rows = text.split("\n")
    return not rows[0].startswith(" ") and all(
        row.isprintable() and row == row.rstrip() and len(row) <= _LONGEST_ROW for row in rows
    )
