"""Whether the result of a story is a vague phrase."""

from __future__ import annotations

import re

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.sentences import AnswerText

LAST_SENTENCES = 2

_VAGUE = re.compile(
    r"\b(?:(?:went|worked) (?:\w+ )?(?:well|fine|okay|ok|good|great)|"
    r"(?:got|was|is) (?:much |probably )?better|"
    r"(?:everybody|everyone|all|both \w+|they|people|we) (?:was|were) "
    r"(?:\w+ )?(?:happy|satisfied|fine|okay|pleased)|"
    r"(?:was|were) (?:a (?:big |great )?success|successful|sort of fine|fine)|good feedback)\b",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|half|third|twice|double\w*)\b", re.IGNORECASE
)


def check_result(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find a story that ends with a vague phrase and no figure; the quote is the sentence with it."""
    if answer.kind == "technical":
        return None
    last = text.sentences[-LAST_SENTENCES:]
    if any(map(str.isdigit, "".join(sentence.text for sentence in last))):
        return None
    for sentence in last:
        if _VAGUE.search(sentence.text) and not _NUMBER_WORD.search(sentence.text):
            return Remark(Rule.RESULT, text.quote(sentence))
    return None
