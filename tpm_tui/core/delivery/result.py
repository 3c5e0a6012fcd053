"""Whether the result of a story is a vague phrase."""

from __future__ import annotations

import re

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.sentences import AnswerText
from tpm_tui.core.delivery.verbs import is_story

LAST_SENTENCES, NEAR_SENTENCES = 2, 3
"""Last sentences in which the phrase is looked for, and in which a figure makes it a remark beside a result."""

_ADVERB = r"(?:(?:very|quite|really|pretty|much|all|also|actually|basically|probably|generally|\w+ly) ){0,2}"
_VAGUE = re.compile(
    rf"\b(?:(?:went|worked|turned out|ended|came out|did|going|working) {_ADVERB}(?:well|fine|okay|ok|good|great)|"
    rf"worked out|(?:got|was|were|is|are|became|felt) {_ADVERB}(?:better|fine|okay|easier|smoother|positive)|"
    rf"(?:everybody|everyone|all|both \w+|they|people|we|management|customers?|the \w+|boss|he|she) "
    rf"(?:was|were|is|are|seemed) {_ADVERB}(?:happy|happier|satisfied|fine|okay|pleased|impressed|glad|content)|"
    rf"(?:was|were|is) (?:an? )?{_ADVERB}(?:big |great |good |real |full )?(?:success\w*|achievement|result)|"
    rf"(?:good|great|positive|nice) (?:feedback|results?|experience)|liked (?:it|that)|used (?:on|in|by) (?:some|several|many)|"
    rf"(?:it|things|the \w+|that) {_ADVERB}(?:improved|helped)(?: a lot| a bit)?[.!]?$)",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(
    r"\b(?:three|four|five|six|seven|eight|nine|ten|twelve|half|third|twice|double\w*|zero|nobody|"
    r"January|February|March|April|June|July|August|September|October|November|December)\b",
    re.IGNORECASE,
)


def check_result(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find a story that ends with a vague phrase and no figure; the quote is the sentence with it."""
    if answer.kind == "technical" or not is_story(text):
        return None
    near = text.sentences[-NEAR_SENTENCES:]
    if any(_has_figure(sentence.text) for sentence in near):
        return None
    found = (sentence for sentence in near[-LAST_SENTENCES:] if _VAGUE.search(sentence.text))
    vague = next(found, None)
    return None if vague is None else Remark(Rule.RESULT, text.quote(vague))


def _has_figure(text: str) -> bool:
    return any(map(str.isdigit, text)) or _NUMBER_WORD.search(text) is not None
