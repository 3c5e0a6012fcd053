"""Whether a story of trouble says what was learned."""

from __future__ import annotations

import re

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.sentences import AnswerText
from tpm_tui.core.delivery.verbs import count_past, first_action

MIN_STORY_WORDS = 60
"""Words from which a learning is expected."""

MIN_PAST_PER_100_WORDS = 6
"""Verbs in the past from which an answer is a story, and not a method."""

_TROUBLE = re.compile(
    r"\b(?:behind|late|later than|delay\w*|slip\w*|conflict\w*|(?:dis)?agree\w*|escalat\w*|fail\w*|outage|"
    r"angry|annoyed|deadlock|both (?:\w+,? ){0,6}(?:want\w*|need\w*)|pressure|refused)\b",
    re.IGNORECASE,
)
_LEARNING = re.compile(
    r"\b(?:learn\w*|lessons?|taught|teach\w*|takeaways?|took away|next time|the next \w+|hindsight|"
    r"in retrospect|looking back|differently|from (?:then|that|there)|(?:ever )?since (?:then|that)|afterwards?|after that|"
    r"going forward|these days|nowadays|now|today|no longer|any ?more|(?:i|we) (?:still|always|never)|"
    r"realiz\w+|realis\w+|mistake\w*|should have|should've|should not|wish|regret\w*|would do|"
    r"(?:i|we) would|would have|would've|i'd|underestimat\w+|overestimat\w+|habit|introduced|"
    r"every (?:time|plan|project|program|release|launch)|changed (?:how|the|my|our)|reminded|showed me|"
    r"stuck with me|stayed with me|(?:got|did|do|was) (?:\w+ )?wrong|too (?:late|early|long|much|few|little))\b",
    re.IGNORECASE,
)


def check_learning(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find a story of trouble without a word about what was learned; the quote is its last sentence."""
    if answer.kind == "technical" or text.word_count < MIN_STORY_WORDS or "Learning" in text.part_names:
        return None
    if first_action(text) is None or count_past(text.text) * 100 < MIN_PAST_PER_100_WORDS * text.word_count:
        return None
    if not _TROUBLE.search(text.text) or _LEARNING.search(text.text.replace("\u2019", "'")):
        return None
    return Remark(Rule.LEARNING, text.quote(text.sentences[-1]))
