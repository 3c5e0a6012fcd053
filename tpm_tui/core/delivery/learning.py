"""Whether a story of trouble says what was learned."""

from __future__ import annotations

import re

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.sentences import AnswerText
from tpm_tui.core.delivery.verbs import count_past, first_action, is_story
from tpm_tui.core.session.answer_parts import STORY

MIN_TROUBLE_WORDS = 60
"""Words from which a learning is expected."""

_TROUBLE = re.compile(
    r"\b(?:behind|late|later than|delay\w*|slip\w*|conflict\w*|disagree\w*|escalat\w*|failed to|outage|"
    r"angry|annoyed|deadlock|both (?:\w+,? ){0,6}(?:want\w*|need\w*)|pressure|refused)\b",
    re.IGNORECASE,
)
_LEARNING = re.compile(
    r"\b(?:learn\w*|lessons?|taught|teach\w*|takeaways?|took away|next time|the next \w+|hindsight|"
    r"in retrospect|looking back|differently|from (?:then|that|there)|"
    r"(?:ever )?since (?:then|that)|afterwards?|after that|"
    r"going forward|these days|nowadays|now|today|no longer|any ?more|(?:i|we) (?:still|always|never)|"
    r"realiz\w+|realis\w+|mistake\w*|should have|should've|should not|wish|regret\w*|would do|"
    r"(?:i|we) would|would have|would've|i'd|underestimat\w+|overestimat\w+|habit|introduced|"
    r"every (?:time|plan|project|program|release|launch)|changed (?:how|the|my|our)|reminded|showed me|"
    r"stuck with me|stayed with me|(?:got|did|do|was) (?:\w+ )?wrong|too (?:late|"
    r"early|long|much|few|little))\b",
    re.IGNORECASE,
)

_PRESENT = re.compile(
    r"\b(?:is|are|has|isn't|aren't|don't|doesn't)\b|\b(?:it|that|there|he|she)'s\b", re.IGNORECASE
)
END_SENTENCES = 2
"""Last sentences that say how it ended."""

*_, _LEARNING_PART = STORY


def check_learning(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find a story of trouble without a word about what was learned; the quote is its last sentence."""
    if (
        answer.kind != "behavioural"
        or text.word_count < MIN_TROUBLE_WORDS
        or _LEARNING_PART in text.part_names
    ):
        return None
    if first_action(text) is None or not is_story(text) or not _ends_in_the_past(text):
        return None
    if not _TROUBLE.search(text.text) or _LEARNING.search(text.text.replace("\u2019", "'")):
        return None
    return Remark(Rule.LEARNING, text.quote(text.sentences[-1]))


def _ends_in_the_past(text: AnswerText) -> bool:
    """Return whether the end tells what happened; in the present it may say what is done differently."""
    last = text.sentences[-END_SENTENCES:]
    if any(_PRESENT.search(sentence.text.replace("\u2019", "'")) for sentence in last):
        return False
    return count_past(last[-1].text) > 0
