"""What of a reveal can be copied or written to a file: what is shown, and the texts that are needed most."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tpm_tui.exchange.question_sections import MINE, MODEL_ANSWER, Section, SectionKind
from tpm_tui.exchange.question_text import section_lines
from tpm_tui.exchange.reveal.section_groups import SectionGroup

LINE_WIDTH = 100_000
"""Columns of a copied line: paragraphs are not wrapped."""


class CopyChoice(Struct, frozen=True):
    """A text to copy."""

    key: str
    """The key that chooses it."""
    label: str
    """What it is, such as `model answer`."""
    text: str


def copy_choices(shown: SectionGroup, sections: Sequence[Section], answer: str) -> list[CopyChoice]:
    """Return the texts that can be copied, without empty ones.

    Args:
        shown: the group that is on the screen.
        sections: what is shown of the question.
        answer: the learner's answer that is on the screen.
    """
    by_id = {section.id: section for section in sections}
    choices = [
        CopyChoice("m", "model answer", _prose(by_id.get(MODEL_ANSWER))),
        CopyChoice("v", "own version", _prose(by_id.get(MINE))),
        CopyChoice("s", "short form", _prose(by_id.get("short"))),
        CopyChoice("a", "own answer", answer),
        CopyChoice("y", f"all of {shown.title}", "\n\n".join(map(_titled, shown.sections))),
    ]
    return [choice for choice in choices if choice.text.strip()]


def _prose(section: Section | None) -> str:
    """Return the paragraphs of a section without its title, as they are said."""
    return "\n\n".join(each.text.strip() for each in section.lines) if section else ""


def _titled(section: Section) -> str:
    lines = section_lines(section, LINE_WIDTH)
    if section.kind is SectionKind.TEXT:
        return "\n\n".join([lines[0], *(each.text.strip() for each in section.lines)])
    return "\n".join(lines)
