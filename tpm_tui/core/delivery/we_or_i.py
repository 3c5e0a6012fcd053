""" "We" against "I" in answers about the learner's own work."""

from __future__ import annotations

import re

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.sentences import AnswerText
from tpm_tui.core.delivery.verbs import count_team_actions

MIN_WE = 4
MAX_I_PER_WE = 0.2
"""How often "I" is said for each "we", up to which the learner's own part is hard to hear."""

MIN_TEAM_ACTIONS = 3
"""Actions of the team from which an answer is a story, and not how a team works."""

_WE = re.compile(r"\b[Ww]e\b")
_I = re.compile(r"\b[Ii]\b(?!\.)(?! (?:think|guess|believe|suppose|mean|know|would say)\b|['\u2019]d say\b)")


def check_we(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find an answer that says "we" and hardly "I"; the quote is the sentence with the most of it."""
    if answer.kind != "behavioural":
        return None
    we, own = count_we_and_i(text.text)
    if we < MIN_WE or own > we * MAX_I_PER_WE or count_team_actions(text.text) < MIN_TEAM_ACTIONS:
        return None
    most = max(text.sentences, key=lambda sentence: count_we_and_i(sentence.text)[0])
    return Remark(Rule.WE, text.quote(most), we, own)


def count_we_and_i(text: str) -> tuple[int, int]:
    """Return how often a text says "we" and "I"; thoughts such as "I think" are left out."""
    return sum(1 for _ in _WE.finditer(text)), sum(1 for _ in _I.finditer(text))
