"""One story as a small YAML file to fill in with an editor.

Every field is a block of text, so that nothing that is typed there has to be quoted; figures and tags have
one line each.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.stories.story import Story
from tpm_tui.storage.files.problem import Problem, file_problem
from tpm_tui.storage.yaml_files.document import parse_yaml
from tpm_tui.storage.yaml_files.emit import flow_text

_HEADER = """\
# One story of yours, for several questions. Fill in what you know, save, and
# close the editor. Write below each field, indented by two spaces. What you
# leave empty is left out; without a title nothing is saved.

"""

_ABOUT = {
    "title": "A few words by which you remember it.",
    "context": "Where and when it was, what was at stake, and what your part was.",
    "action": "What you did yourself, step by step; I, not we.",
    "result": "What came of it, with figures and what they are compared with.",
    "learning": "What you do differently since then.",
    "figures": "Figures to remember, one on each line: 6 weeks instead of 9",
    "tags": "Tags, one on each line: migration",
}


class _Form(Struct, frozen=True, forbid_unknown_fields=True):
    """The content of the file."""

    title: str = ""
    context: str = ""
    action: str = ""
    result: str = ""
    learning: str = ""
    figures: str | tuple[str, ...] = ""
    tags: str | tuple[str, ...] = ""


def story_form(story: Story) -> str:
    """Return the text of the file for a story; its id and time are left out."""
    return _HEADER + "\n".join(
        f"# {about}\n{_field(name, getattr(story, name))}" for name, about in _ABOUT.items()
    )


def parse_story_form(data: bytes, path: Path, story: Story) -> Story | Problem:
    """Return the story as filled in, or the first error.

    Args:
        data: the bytes of the file.
        path: the file, for problems.
        story: the story before, for its id and time.
    """
    loaded = parse_yaml(data, _Form, str(path))
    if loaded.value is None:
        return next(problem for problem in loaded.problems if problem.is_error)
    form = loaded.value
    if not form.title:
        return file_problem(path, "the story has no title", "write one below title: |")
    return replace(
        story,
        title=" ".join(form.title.split()),
        context=form.context,
        action=form.action,
        result=form.result,
        learning=form.learning,
        figures=_lines(form.figures),
        tags=_lines(form.tags),
    )


def _lines(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts of a field with one line each; a dash before a line is no part of it."""
    lines = value.splitlines() if isinstance(value, str) else value
    stripped = (line.strip() for line in lines)
    return tuple(line.removeprefix("- ") if isinstance(value, str) else line for line in stripped if line)


def _field(name: str, value: str | tuple[str, ...]) -> str:
    """Return a field as a block of text; on one line in quotes if the block would be read as another text."""
    text = value if isinstance(value, str) else "\n".join(value)
    block = "".join([f"{name}: |\n", *(f"  {row}\n" if row else "\n" for row in text.split("\n"))])
    if not text:
        return f"{name}: |\n"
    read = parse_yaml(block.encode(), _Form, "")
    if read.value is not None and getattr(read.value, name) == text and not _has_dash(value):
        return block
    return f"{name}: {flow_text(value if isinstance(value, str) else list(value))}\n"


def _has_dash(value: str | tuple[str, ...]) -> bool:
    """Return whether a text of a list begins like a list item, which is not read as a part of it."""
    return not isinstance(value, str) and any(each.startswith("- ") for each in value)
