"""A question as it is asked: a line of metadata, and the prompt."""

from __future__ import annotations

from textual.content import Content

from tpm_tui.core.card import Card
from tpm_tui.core.question import Question
from tpm_tui.core.speech import clock, count_words, spoken_seconds
from tpm_tui.ui.glyphs import Glyphs
from tpm_tui.ui.text import join, line


def box_text(box: int, boxes: int, glyphs: Glyphs) -> Content:
    """The marks of a box, the filled ones in colour."""
    return join((glyphs.box_full * box, "$box"), (glyphs.box_empty * max(0, boxes - box), "$box-empty"))


def meta_line(
    question: Question,
    topic: str,
    card: Card,
    boxes: int,
    target: int,
    glyphs: Glyphs,
    width: int,
    drill: bool = False,
) -> Content:
    """Number, topic, kind, box and target time; the less important parts go where it is narrow."""
    dot = join((f" {glyphs.dot} ", "$dim"))
    word = f"box {card.box}" if card.schedule.met else "new"
    parts = [
        line(str(question.number), "$dim") if question.number is not None else None,
        line(topic, "$dim") if width >= 60 else line(question.label, "$dim"),
        line(question.kind, "$dim") if width >= 60 else None,
        Content(" ").join([box_text(card.box, boxes, glyphs), line(word, "$dim")]),
        line("drill", "$due") if drill else None,
        line(f"target {clock(target)}", "$dim") if width >= 76 else None,
        line(glyphs.star, "$due") if card.starred else None,
        line("suspended", "$due") if card.suspended else None,
        line("leech", "$due") if card.leech else None,
    ]
    return dot.join([part for part in parts if part is not None])


def answer_label(answer: str, saved: bool) -> Content:
    """Words, the time they take to say, and whether they are on disk."""
    words = count_words(answer)
    count = "1 word" if words == 1 else f"{words} words"
    label = join(("YOUR ANSWER", "$dim"), (f"  {count}", "" if words else "$dim"))
    if not words:
        return label
    state = ("saved", "$saved") if saved else ("not saved yet", "$unsaved")
    return label + join((f" · about {clock(spoken_seconds(words))} spoken · ", "$dim"), state)
