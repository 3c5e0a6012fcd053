"""The table of rules for remarks, and the remarks on an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tpm_tui.core.delivery.base import check_base
from tpm_tui.core.delivery.context import check_context
from tpm_tui.core.delivery.headline import check_headline
from tpm_tui.core.delivery.hedges import check_fillers, check_hedges
from tpm_tui.core.delivery.learning import check_learning
from tpm_tui.core.delivery.length import check_too_long, check_too_short
from tpm_tui.core.delivery.long_sentence import check_longest_sentence
from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.sentences import AnswerText
from tpm_tui.core.delivery.we_or_i import check_we

Check = Callable[[AnswerText, DeliveredAnswer], Remark | None]

CHECKS: dict[Rule, Check] = {
    Rule.TOO_LONG: check_too_long,
    Rule.TOO_SHORT: check_too_short,
    Rule.HEADLINE: check_headline,
    Rule.CONTEXT: check_context,
    Rule.WE: check_we,
    Rule.BASE: check_base,
    Rule.LEARNING: check_learning,
    Rule.HEDGES: check_hedges,
    Rule.FILLERS: check_fillers,
    Rule.LONG_SENTENCE: check_longest_sentence,
}
LENGTH_CHECKS = (check_too_long, check_too_short)
"""The rules, in the order in which their remarks are shown. Those of the length need no text."""

MAX_JUDGED_CHARACTERS = 60_000
"""Characters of an answer that is judged in full. Nobody speaks for an hour: such a text is something else,
and only its length is remarked on."""


def find_remarks(answer: DeliveredAnswer) -> tuple[Remark, ...]:
    """Return the remarks on an answer, at most one for each rule.

    A spoken answer without a transcript has a time and nothing else.
    """
    text = AnswerText(answer.text)
    checks: Iterable[Check] = CHECKS.values()
    if len(answer.text) > MAX_JUDGED_CHARACTERS or not answer.text.strip():
        checks = LENGTH_CHECKS
    return tuple(remark for check in checks if (remark := check(text, answer)) is not None)
