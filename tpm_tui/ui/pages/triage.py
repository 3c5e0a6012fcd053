"""The page that lists the new questions, to decide which are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.question import Question
from tpm_tui.ui.render.layout import Block, heading
from tpm_tui.ui.render.text import join, line

EXPLANATION = (
    "Could you answer it well today, without preparation? Questions that you know come last among the new "
    "ones, so that the others get the time. You can change it at any time."
)
_MARKS = {True: ("K  ", "bold $made"), False: ("n  ", "$dim"), None: ("   ", "")}
"""The mark and its style: known, to learn, not decided."""


def triage_blocks(questions: Sequence[str], decisions: Mapping[str, bool], bank: Bank) -> list[Block]:
    """Return the page: the questions by topic, each with its decision.

    Args:
        questions: ids in the order of the bank.
        decisions: whether a question is known, by id.
        bank: the questions.
    """
    decided = f"{len(decisions)} of {len(questions)} decided, {sum(decisions.values())} known"
    blocks = [Block(join(("What do you know already?", "bold"), (f"  {decided}", "$dim")))]
    blocks.append(Block(line(EXPLANATION, "$dim")))
    topic = None
    for question in (bank.by_id[id] for id in questions):
        if question.topic != topic:
            topic = question.topic
            blocks.append(heading(bank.topic_of(question).label))
        blocks.append(_row(question, decisions.get(question.id)))
    return blocks


def _row(question: Question, known: bool | None) -> Block:
    label = line(question.label, "" if known is None else "$dim")
    has_title = question.prompt != question.label
    return Block(
        join(label, "  ", line(question.prompt, "$dim")) if has_title else label,
        lead=join(_MARKS[known]),
        item=question.id,
        cut=True,
    )
