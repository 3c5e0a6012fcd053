"""Whether a story says what was learned."""

from __future__ import annotations

import re

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.sentences import AnswerText

MIN_STORY_WORDS = 80
"""Words from which a learning is expected."""

MIN_OWN_PAST = 3
"""Own actions in the past from which an answer is a story, and not a method."""

_LEARNING = re.compile(
    r"\b(?:learn\w*|lessons?|taught|teach\w*|takeaways?|took away|next time|in hindsight|hindsight|"
    r"in retrospect|looking back|differently|from then on|ever since|since then|going forward|these days|"
    r"nowadays|i now|i still|i always|i never|now i|today i|realiz\w+|realis\w+|mistake\w*|should have|"
    r"should've|wish|regret\w*|would(?:n't)? do|would have|i'd|so every|from now on|the rule|habit|"
    r"understood|changed (?:how|the way|my)|reminded|showed me|stuck with me|again)\b",
    re.IGNORECASE,
)
_OWN_PAST = re.compile(
    r"\b(?:i|we) (?:\w+ly )?(?:\w+ed|was|were|had|did|went|made|got|took|built|ran|led|wrote|set|put|cut|met|"
    r"told|gave|found|held|brought|kept|came|saw|sat|sent|chose|began|knew|left|lost|won|drew|broke|spoke)\b",
    re.IGNORECASE,
)


def check_learning(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find a story without a word about what was learned; the quote is its last sentence."""
    if answer.kind != "behavioural" or text.word_count < MIN_STORY_WORDS or "Learning" in text.part_names:
        return None
    if sum(1 for _ in _OWN_PAST.finditer(text.text)) < MIN_OWN_PAST:
        return None
    if _LEARNING.search(text.text.replace("\u2019", "'")):
        return None
    return Remark(Rule.LEARNING, text.quote(text.sentences[-1]))
