"""One story as a page: its parts, figures and tags."""

from __future__ import annotations

from textual.content import Content

from tpm_tui.core.stories.story import Story
from tpm_tui.exchange.stories.sentences import FIGURES, PART_LABELS, TAGS
from tpm_tui.ui.render.columns import column
from tpm_tui.ui.render.layout import Block, paragraphs
from tpm_tui.ui.render.text import line, plain

PART_WIDTH = 10
"""Cells of the labels of the parts."""


def story_blocks(story: Story, note: str = "", *, is_roomy: bool = True) -> list[Block]:
    """Return a story to read beside an answer or a list: figures first, since they are forgotten first.

    Args:
        story: the story.
        note: a dim row below the title.
        is_roomy: whether there are blank rows between the parts.
    """
    gap = int(is_roomy)
    blocks = [Block(line(story.title, "bold"))]
    if note:
        blocks.append(Block(line(note, "$dim")))
    blocks += [
        Block(line(figure), lead=_label("" if place else FIGURES), gap=0 if place else gap)
        for place, figure in enumerate(story.figures)
    ]
    for part, text in story.parts.items():
        first, *rest = paragraphs(plain(text), gap=0)
        indent = _label("")
        blocks.append(Block(first.text, lead=_label(PART_LABELS[part]), gap=gap))
        blocks += [Block(each.text, lead=indent, rest=indent, gap=each.gap) for each in rest]
    if story.tags:
        blocks.append(Block(line(", ".join(story.tags), "$dim"), lead=_label(TAGS), gap=gap))
    return blocks


def _label(text: str) -> Content:
    return column(text.upper(), PART_WIDTH, "$dim")
