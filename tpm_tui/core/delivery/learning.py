"""Whether a story of trouble says what was learned."""

from __future__ import annotations

import re

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.sentences import AnswerText
from tpm_tui.core.delivery.verbs import count_own_actions, count_team_actions

MIN_STORY_WORDS = 60
"""Words from which a learning is expected."""

MIN_ACTIONS = 3
"""Actions of the learner or the team from which an answer is a story, and not a method."""

_TROUBLE = re.compile(
    r"\b(?:behind|late|later than|delay\w*|slip\w*|conflict\w*|(?:dis)?agree\w*|escalat\w*|fail\w*|outage|angry|"
    r"deadlock|both (?:\w+,? ){0,6}(?:want\w*|need\w*)|who both needed|decide[ds]?|decision|pressure|choose)\b",
    re.IGNORECASE,
)
_LEARNING = re.compile(
    r"\b(?:learn\w*|lessons?|taught|teach\w*|takeaways?|took away|next time|the next \w+|hindsight|"
    r"in retrospect|looking back|differently|from then on|ever since|since then|going forward|these days|"
    r"nowadays|now|today|still|always|never|realiz\w+|realis\w+|mistake\w*|should have|should've|should not|"
    r"wish|regret\w*|would do|would have|would've|i'd|underestimat\w+|overestimat\w+|habit|rule|"
    r"every (?:plan|project|program)|changed (?:how|the way|my)|reminded|showed me|stuck with me|stayed with me|wrong)\b",
    re.IGNORECASE,
)


def check_learning(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find a story of trouble without a word about what was learned; the quote is its last sentence."""
    if answer.kind == "technical" or text.word_count < MIN_STORY_WORDS or "Learning" in text.part_names:
        return None
    if count_own_actions(text.text) + count_team_actions(text.text) < MIN_ACTIONS:
        return None
    if not _TROUBLE.search(text.text) or _LEARNING.search(text.text.replace("\u2019", "'")):
        return None
    return Remark(Rule.LEARNING, text.quote(text.sentences[-1]))
