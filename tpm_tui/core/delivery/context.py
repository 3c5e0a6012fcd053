"""Whether the background takes most of an answer."""

from __future__ import annotations

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.scene import end_of_scene
from tpm_tui.core.delivery.sentences import AnswerText, Sentence
from tpm_tui.core.session.answer_parts import STORY

MIN_STORY_WORDS = 90
"""Words of an answer from which a share says something."""

MIN_SCENE_SENTENCES = 4
"""Sentences from which a background is long."""

MOST = 0.64
"""Share of the words from which the background is most of the answer."""

_CONTEXT = next(iter(STORY))


def check_context(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find an answer of which most is over before anybody acts; the quote is how it begins.

    With the headings of a scaffold, what is below the first one is the background.
    """
    if text.word_count < MIN_STORY_WORDS:
        return None
    scene = _scene(text, answer)
    share = sum(sentence.word_count for sentence in scene) / text.word_count
    if len(scene) < MIN_SCENE_SENTENCES or share < MOST:
        return None
    return Remark(Rule.CONTEXT, text.quote(scene[0]), round(100 * share), STORY[_CONTEXT])


def _scene(text: AnswerText, answer: DeliveredAnswer) -> list[Sentence]:
    if text.part_names:
        return [sentence for sentence in text.sentences if sentence.part == _CONTEXT]
    end = end_of_scene(text, answer)
    return [] if end is None else [sentence for sentence in text.sentences if sentence.start < end.start]
