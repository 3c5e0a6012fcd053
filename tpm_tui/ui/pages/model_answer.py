"""The model answer on a page, marked as a sample."""

from __future__ import annotations

from tpm_tui.core.bank.question import Question
from tpm_tui.core.text.speech import count_words, format_clock, spoken_seconds
from tpm_tui.exchange.phrases import plural
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block, heading, paragraphs
from tpm_tui.ui.render.text import line, plain


def model_blocks(question: Question, glyphs: Glyphs) -> list[Block]:
    """Return a heading with the length of the model answer, then its parts; empty if there is none."""
    parts = question.answer_parts
    if not parts:
        return []
    words = count_words(" ".join(text for _, text in parts))
    note = f" {glyphs.dot} ".join(
        ("sample", plural(words, "word"), f"about {format_clock(spoken_seconds(words))} spoken")
    )
    blocks = [heading("model answer", line(note, "$dim"))]
    for index, (part, text) in enumerate(parts):
        if part:
            blocks.append(Block(line(part.capitalize(), "$dim"), gap=1 if index else 0))
        blocks += paragraphs(plain(text.strip()), gap=0)
    return blocks
