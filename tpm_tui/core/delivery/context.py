"""Whether the background takes most of an answer."""

from __future__ import annotations

from tpm_tui.core.delivery.anecdote import end_of_anecdote
from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.sentences import AnswerText, Sentence
from tpm_tui.core.delivery.verbs import MIN_SCENE_PAST, count_past, first_action
from tpm_tui.core.session.answer_parts import STORY

MIN_STORY = 90
"""Words of an answer from which a share says something."""

MIN_SCENE_SENTENCES = 4
"""Sentences from which a background is long."""

MOST = 0.62
"""Share of the words from which the background is most of the answer."""

_CONTEXT = next(iter(STORY))


def check_context(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find a story of which most is over before anybody acts; the quote is how it begins.

    With the headings of a scaffold, what is below the first one is the background.
    """
    if text.word_count < MIN_STORY:
        return None
    scene = _scene(text, answer)
    share = sum(sentence.word_count for sentence in scene) / text.word_count
    if len(scene) < MIN_SCENE_SENTENCES or share < MOST:
        return None
    return Remark(Rule.CONTEXT, text.quote(text.sentences[0]), round(100 * share), STORY[_CONTEXT])


def _scene(text: AnswerText, answer: DeliveredAnswer) -> list[Sentence]:
    """Return the sentences of the background; none if nobody acts, as in a method."""
    if _CONTEXT in text.part_names:
        return [sentence for sentence in text.sentences if sentence.part == _CONTEXT]
    if answer.kind == "technical":
        end = end_of_anecdote(text, answer)
    else:
        end = first_action(text)
        if end is not None and count_past(text.text[: end.start]) < MIN_SCENE_PAST:
            return []
    return [] if end is None else [sentence for sentence in text.sentences if sentence.start < end.start]
