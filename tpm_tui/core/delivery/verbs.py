"""Who did what, as far as the form of the words shows it: it tells a story from a method."""

from __future__ import annotations

import re

from tpm_tui.core.delivery.sentences import AnswerText, Sentence

MIN_SCENE_PAST = 2
"""Verbs in the past from which a beginning is a scene; a method has hardly any."""

_IRREGULAR = (
    "made|did|got|took|gave|went|built|ran|led|wrote|set|put|cut|met|found|held|brought|kept|sat|sent|chose|"
    "began|left|lost|won|drew|broke|spoke|bought|sold|spent|taught|drove|flew|rode|rang|dealt|split|paid|"
    "stood|let|stuck|fought|caught|threw"
)
_STATES = "had|was|were|saw|knew|heard|felt|came|became|fell|grew|rose|said|thought|could|there'd"
_SETTINGS = "wanted|needed|used|lived|worked|joined|liked|started|noticed|seemed|hoped|believed|talked|tried|discussed"
_ADVERBS = (
    r"(?:(?:then|first|also|just|finally|personally|actually|basically|kind of|sort of|um|like),? ){0,3}"
)

_PAST = re.compile(rf"\b(?:\w{{2,}}ed|{_IRREGULAR}|{_STATES})\b", re.IGNORECASE)
_WE_ACTION = re.compile(
    rf"\b[Ww]e,? {_ADVERBS}(?!(?:{_SETTINGS})\b)(?:\w{{2,}}ed|{_IRREGULAR})\b",
)
_OWN_ACTION = re.compile(
    rf"\b[Ii](?:'ve| have)?,? {_ADVERBS}(?!(?:{_SETTINGS})\b)(?:\w{{2,}}ed|{_IRREGULAR})\b"
)
_OWN_STATEMENT = re.compile(
    rf"\b[Ii]\b(?!\.|'m\b)(?!,? {_ADVERBS}(?:{_STATES}|{_SETTINGS}|am|have|think|guess|believe|suppose|mean|know|"
    r"remember|feel)\b)"
)


def count_past(text: str) -> int:
    """Return the number of verbs in the past."""
    return sum(1 for _ in _PAST.finditer(text))


def count_own_actions(text: str) -> int:
    """Return how often "I" did something; states such as "I was" and thoughts are left out."""
    return sum(1 for _ in _OWN_ACTION.finditer(text))


def count_team_actions(text: str) -> int:
    """Return how often "we" did something."""
    return sum(1 for _ in _WE_ACTION.finditer(text))


def first_action(text: AnswerText) -> Sentence | None:
    """Return the first sentence in which "I" or "we" do something, now or in the past; None without one."""
    for sentence in text.sentences:
        plain = sentence.text.replace("\u2019", "'")
        if _OWN_STATEMENT.search(plain) or _WE_ACTION.search(plain):
            return sentence
    return None
